"""Two views of a clause: the n-ary statement (the clause itself) and binary edges."""

from __future__ import annotations

from collections.abc import Iterator

from kg.data import Argument, Clause

Triple = tuple[str, str, str]


def edges(clause: Clause) -> Iterator[Triple]:
    """Subject, relation and object in surface words; then one edge for each further argument.

    The edge of a further argument is chained: its relation is that of the clause with its object
    and the preposition ("signed the deal in"). A clause without object gives only those, one
    whose relation is only implied none; a clause as an argument has edges of its own.
    """
    if not clause.relation.spans:
        return
    subject, relation = clause.subject.text, clause.relation.text
    if clause.object is not None:
        yield subject, relation, clause.object.text
    for argument in clause.arguments:
        if argument.phrase.clause:
            continue
        before, what = _parted(argument)
        middle = clause.object.text if clause.object else ""
        yield subject, " ".join(filter(None, (relation, middle, before))), what


def _parted(argument: Argument) -> tuple[str, str]:
    """The preposition of an argument as written, and the rest of it.

    A coordinated argument has that of the first ("in Oslo and [in] Vessin").
    """
    text, before = argument.phrase.text, argument.preposition
    if text.casefold().startswith(before.casefold() + " "):
        return text[: len(before)], text[len(before) :].strip()
    return before, text
