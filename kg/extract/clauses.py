"""From words to a `Clause`: arguments with their roles, relation, identifier."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import LITERAL_TYPES, Argument, Attribution, Clause, Literal, Phrase, Relation
from kg.extract.phrases import case_words, is_joint, joint_phrase, phrase, preposition, shifted
from kg.extract.words import Word, spans, text_of

TIMES = frozenset(("DATE", "TIME", "DURATION"))
PLACES = frozenset(("GPE", "LOC", "FAC"))
PLACE_PREPOSITIONS = frozenset("in at on near from to into inside outside across within".split())


@dataclass(frozen=True, slots=True)
class Frame:
    """What a rule saw, still in words: `make` turns it into a clause.

    `subject` and `object` may be ready phrases where the whole phrase of a word says too much;
    `others` are further arguments, or words whose prepositions and roles are read off.
    """

    rule: str
    head: Word
    subject: Word | Phrase
    relation: list[Word]
    lemma: str
    object: Word | Phrase | None = None
    others: tuple[Word | Argument, ...] = ()
    text: str = ""
    inverted: bool = False


def make(doc: Doc, frames: Iterable[Frame]) -> Iterator[Clause]:
    """Clauses of frames, in order, each with the id of its head word."""
    for f in frames:
        parts = spans(f.relation)
        yield Clause(
            id=f"c{f.head.start}",
            rule=f.rule,
            confidence=0.5,
            sentence=f.head.sentence,
            subject=f.subject if isinstance(f.subject, Phrase) else phrase(doc, f.subject),
            relation=Relation(f.text or text_of(doc, parts), f.lemma, parts, f.inverted),
            object=_object(doc, f.object),
            arguments=tuple(w if isinstance(w, Argument) else argument(doc, w) for w in f.others),
        )


def _object(doc: Doc, found: Word | Phrase | None) -> Phrase | None:
    """The object as a phrase; the "what" of "what we want" names nothing."""
    if isinstance(found, Word):
        if found.lower == "what":
            return None
        return joint_phrase(doc, found) if is_joint(found) else phrase(doc, found)
    return found


def argument(doc: Doc, word: Word) -> Argument:
    """A further argument with its role and preposition."""
    written = (joint_phrase if is_joint(word) else phrase)(doc, word, preposition=True)
    return Argument(role_of(word), written, preposition(word))


def role_of(word: Word) -> str:
    """ "time", "place", "agent", "recipient", "result" ("made it a port"), or the preposition."""
    before = preposition(word)
    if word.dep == "obl:agent":
        return "agent"
    if word.dep == "iobj":
        return "recipient"
    if word.dep == "xcomp":
        return "result"
    if is_time(word):
        return "time"
    if word.ent in PLACES and (before in PLACE_PREPOSITIONS or not before):
        return "place"
    return before.replace(" ", "_") or "other"


def is_time(word: Word) -> bool:
    """Whether a word heads an expression of time."""
    return word.ent in TIMES or word.dep in ("obl:tmod", "nmod:tmod")


def quality(doc: Doc, head: Word) -> Phrase:
    """An adjective as what it says of the subject: a literal, for it is no thing."""
    found = phrase(doc, head)
    return replace(found, literal=Literal(found.text, "xsd:string", "QUALITY"))


def is_literal(word: Word) -> bool:
    """Whether a word heads a date, number or other literal."""
    return word.ent in LITERAL_TYPES


def with_preposition(relation: list[Word], lemma: str, word: Word) -> tuple[list[Word], str]:
    """Relation and lemma with the preposition of the argument that becomes the object."""
    return [*relation, *case_words(word)], f"{lemma} {preposition(word)}".strip()


def shift(clause: Clause, offset: int) -> Clause:
    """The same clause of a Doc that begins at `offset` of the document."""
    if not offset:
        return clause
    said = clause.attribution
    return replace(
        clause,
        id=shift_id(clause.id, offset),
        sentence=_add(clause.sentence, offset),
        subject=_shift_phrase(clause.subject, offset),
        relation=replace(
            clause.relation, spans=tuple(_add(s, offset) for s in clause.relation.spans)
        ),
        object=_shift_phrase(clause.object, offset) if clause.object else None,
        arguments=tuple(
            replace(a, phrase=_shift_phrase(a.phrase, offset)) for a in clause.arguments
        ),
        cues=tuple(_add(s, offset) for s in clause.cues),
        attribution=_shift_attribution(said, offset) if said else None,
    )


def shift_id(id: str, offset: int) -> str:  # noqa: A002 - the contract's own word
    """A clause's id with its offset moved ("c12.1" by 100: "c112.1")."""
    return re.sub(r"\d+", lambda m: str(int(m[0]) + offset), id, count=1)


def _shift_phrase(value: Phrase, offset: int) -> Phrase:
    moved = shifted(value, offset)
    return replace(moved, clause=shift_id(moved.clause, offset)) if moved.clause else moved


def _shift_attribution(said: Attribution, offset: int) -> Attribution:
    return Attribution(
        _shift_phrase(said.source, offset),
        _shift_phrase(said.to, offset) if said.to else None,
        _shift_attribution(said.via, offset) if said.via else None,
    )


def _add(span: tuple[int, int], offset: int) -> tuple[int, int]:
    return span[0] + offset, span[1] + offset
