"""Literals and times of clauses: typed values beside the words."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import LITERAL_TYPES, Clause, Interval, Literal, Phrase
from kg.extract.temporal import literal
from kg.extract.words import Word, words


def with_literals(doc: Doc, clauses: list[Clause], date: str) -> Iterator[Clause]:
    """The clauses with values where a phrase is a date or number, and with their time.

    `date` is the document's (ISO 8601 or ""), from which relative dates are computed.
    """
    at = {w.start: w for w in words(doc)}
    for clause in clauses:
        value, when = (
            _valued(clause.object, at, date, clause.rule) if clause.object else (None, None)
        )
        arguments, times = [], [when]
        for argument in clause.arguments:
            filled, time = _valued(argument.phrase, at, date, clause.rule)
            same = filled is argument.phrase
            arguments.append(argument if same else replace(argument, phrase=filled))
            times.append(time if argument.role == "time" else None)
        found = next((t for t in times if t is not None), None)
        yield replace(clause, object=value, arguments=tuple(arguments), time=found)


def _valued(
    phrase: Phrase, at: dict[int, Word], date: str, rule: str
) -> tuple[Phrase, Interval | None]:
    """The phrase with its literal, if it is one, and the time that it names."""
    word = at.get(phrase.head) if phrase.head is not None else None
    if word is None or phrase.literal or phrase.clause:
        return phrase, None
    type_ = "CARDINAL" if rule == "age" else word.ent
    if type_ not in LITERAL_TYPES:
        return phrase, None
    if type_ not in ("DATE", "TIME", "DURATION", "MONEY") and " of " in phrase.text:
        return replace(phrase, literal=Literal(phrase.text, "xsd:string", type_)), None
    found = literal(phrase.text, type_, date)
    if found is None:  # "the following month" without a date to count from: as written
        return replace(phrase, literal=Literal(phrase.text, "xsd:string", type_)), None
    return replace(phrase, literal=found[0]), found[1]
