"""Clauses whose phrases have entities -> statements of the whole graph, with their evidence."""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from kg.data import (
    Attribution,
    Clause,
    Evidence,
    Literal,
    Phrase,
    Source,
    Statement,
    StatementArgument,
    StatementRef,
    Term,
)
from kg.resolve.discourse import IDENTITY_RULES

EMPTY = frozenset(
    """it this that these those one ones some any all both neither either none each other others
    another many few several most more much such what whatever which who whom whose how why when
    where there something anything someone somebody anyone anybody lot lots thing things time way
    ways two three first second same former latter rest here above below elsewhere""".split()
)
"""Labels that mean nothing outside their sentence."""
_OPENING = frozenset(
    """whose which what who whom my his her its our their your thy mine ours yours theirs""".split()
)
"""What opens words that point elsewhere: an owner who is known stands there by name."""


def means_something(label: str) -> bool:
    """Whether a node of this label can be understood on its own."""
    words = label.casefold().split()
    return bool(words) and label.casefold() not in EMPTY and words[0] not in _OPENING


def predicate_id(lemma: str) -> str:
    """The id of a predicate: its lemma as a readable slug ("walk_away_from")."""
    slug = re.sub(r"[^\w]+", "_", unicodedata.normalize("NFC", lemma)).strip("_")
    return slug or "relate"


def _says_something(words: str, literal: Literal) -> bool:
    """Whether a literal can be understood: not "my adviser" of one unknown, not "one" of things."""
    if literal.type != "QUALITY":
        return words.casefold() != "one"
    return literal.value.casefold().partition(" ")[0] not in _OPENING


@dataclass(slots=True)
class Translator:
    """Turns the clauses of one document into statements.

    `ids` gives the whole graph's entity for each local one; what is missing there means nothing
    on its own, and statements with it as subject, object or source are left out.
    """

    document: str
    clauses: Mapping[str, Clause]
    ids: Mapping[str, str]
    _made: dict[str, Statement | None]

    @classmethod
    def of(cls, document: str, clauses: tuple[Clause, ...], ids: Mapping[str, str]) -> Translator:
        """A translator for the clauses of one document."""
        return cls(document, {c.id: c for c in clauses}, ids, {})

    def statements(self) -> Iterator[Statement]:
        """The statements of the document in order of their clauses, one for each clause."""
        for clause in self.clauses.values():
            statement = self._statement(clause)
            if statement is not None:
                yield statement

    def _statement(self, clause: Clause) -> Statement | None:
        if clause.id not in self._made:
            self._made[clause.id] = None  # a clause that leads back to itself is cut here
            self._made[clause.id] = self._translate(clause)
        return self._made[clause.id]

    def _translate(self, clause: Clause) -> Statement | None:
        first, second = clause.subject, clause.object
        if clause.relation.inverted and second is not None and second.entity:
            first, second = second, first
        subject = self.ids.get(first.entity or "")
        term = None if second is None else self._term(second)
        missing = second is not None and term is None and not second.clause
        said = clause.attribution and self._source(clause.attribution)
        if subject is None or missing or (clause.attribution and said is None):
            return None
        implied = clause.rule in IDENTITY_RULES or not clause.relation.spans
        if implied and term == subject:
            return None  # "the SSC is the Sorrel Strait Commission": an alias, no statement
        arguments = self._arguments(clause)
        predicate = predicate_id(clause.relation.lemma)
        identity = (subject, predicate, term, arguments, clause.time, clause.factuality, said)
        return Statement(
            id=_hash(identity),
            subject=subject,
            predicate=predicate,
            label=clause.relation.lemma,
            object=term,
            arguments=arguments,
            time=clause.time,
            factuality=clause.factuality,
            modality=clause.modality,
            attribution=said or None,
            evidence=(Evidence(self.document, clause),),
        )

    def _arguments(self, clause: Clause) -> tuple[StatementArgument, ...]:
        """The further arguments that mean something."""
        found = ((a, self._term(a.phrase)) for a in clause.arguments)
        return tuple(StatementArgument(a.role, a.preposition, t) for a, t in found if t is not None)

    def _term(self, phrase: Phrase) -> Term | None:
        if phrase.literal:
            return phrase.literal if _says_something(phrase.text, phrase.literal) else None
        if phrase.clause:
            clause = self.clauses.get(phrase.clause)
            statement = None if clause is None else self._statement(clause)
            if statement is not None:
                return StatementRef(statement.id)
            return Literal(phrase.text, "xsd:string", "QUALITY")  # its words, at least
        return self.ids.get(phrase.entity or "")

    def _source(self, said: Attribution) -> Source | None:
        speaker = self.ids.get(said.source.entity or "")
        to = self.ids.get(said.to.entity or "") if said.to else None
        via = self._source(said.via) if said.via else None
        if speaker is None or (said.via and via is None):
            return None
        return Source(speaker, to, via)


def joined(statements: list[Statement]) -> Statement:
    """One statement of several with the same identity: all evidence, the words of the best."""
    evidence = sorted({_place(e): e for s in statements for e in s.evidence}.items())
    best = min(statements, key=lambda s: (-s.confidence, _place(s.evidence[0])))
    return Statement(
        best.id,
        best.subject,
        best.predicate,
        best.label,
        best.object,
        best.arguments,
        best.time,
        best.factuality,
        best.modality,
        best.attribution,
        tuple(e for _, e in evidence),
    )


def _place(evidence: Evidence) -> tuple[str, int, int, str]:
    """What orders evidence: document, sentence, clause."""
    return evidence.document, *evidence.clause.sentence, evidence.clause.id


def _hash(identity: tuple[object, ...]) -> str:
    """A short hash of what a statement is; dataclasses of the vocabulary show all they hold."""
    return hashlib.sha256(repr(identity).encode("utf-8", "surrogatepass")).hexdigest()[:12]
