"""Entities of documents as units that can be merged: their names and what tells them apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from kg.data import Clause, DocumentGraph, Entity, Literal
from kg.resolve.context import Feature, features, value_of
from kg.resolve.names import Name, kind_of, parse

_YEARS = {
    "be born": "birth",
    "born": "birth",
    "be born in": "birth",
    "die": "death",
} | dict.fromkeys(("die in", "die at"), "death")
"""Relations whose year a person has only once."""

Key = tuple[str, int, str]
"""What orders units and breaks ties: document, offset of the first mention, local id."""


@dataclass(frozen=True, slots=True)
class Traits:
    """What one thing has only one of: a contradiction in any of them parts two units."""

    gender: str = ""
    suffix: str = ""
    birth: str = ""
    death: str = ""

    def agrees(self, other: Traits) -> bool:
        """Whether nothing that both know differs."""
        return self == other or not (
            (self.gender and other.gender and self.gender != other.gender)
            or (self.suffix and other.suffix and self.suffix != other.suffix)
            or (self.birth and other.birth and self.birth != other.birth)
            or (self.death and other.death and self.death != other.death)
        )

    def values(self) -> tuple[str, str, str, str]:
        """The traits in order."""
        return self.gender, self.suffix, self.birth, self.death

    @staticmethod
    def union(traits: Iterable[Traits]) -> Traits | None:
        """What several know together, or None where they contradict each other."""
        columns = [
            sorted({v for v in c if v}) for c in zip(*(t.values() for t in traits), strict=True)
        ]
        if any(len(c) > 1 for c in columns):
            return None
        return Traits(*(c[0] if c else "" for c in columns))


@dataclass(frozen=True, slots=True)
class Unit:
    """An entity of one document. `names` has its label first, then its aliases."""

    key: Key
    entity: Entity
    kind: str
    names: tuple[Name, ...]
    traits: Traits
    context: tuple[Feature, ...] = ()
    value: str = ""

    @property
    def named(self) -> bool:
        """Whether it has a proper name."""
        return bool(self.names)


def units_of(document: str, graph: DocumentGraph) -> Iterator[Unit]:
    """The units of one document in order, all but pronouns that nothing stands for."""
    years = _years(graph.clauses)
    around = features(graph)
    for e in graph.entities:
        if is_unresolved(e):
            continue
        names = tuple(parse(n, e.type) for n in (e.label, *e.aliases)) if is_named(e) else ()
        suffixes = sorted({n.suffix for n in names if n.suffix})
        traits = Traits(
            e.gender,
            suffixes[0] if suffixes else "",
            years.get((e.id, "birth"), ""),
            years.get((e.id, "death"), ""),
        )
        first = min((m.start for m in e.mentions), default=-1)
        born = (("born", traits.birth),) if traits.birth else ()
        context = (*around.get(e.id, ()), *born)
        yield Unit((document, first, e.id), e, kind_of(e.type), names, traits, context, value_of(e))


def is_unresolved(entity: Entity) -> bool:
    """Whether an entity is nothing but pronouns that were not resolved."""
    return not entity.type and all(m.kind == "pronoun" for m in entity.mentions)


def is_named(entity: Entity) -> bool:
    """Whether an entity has a proper name: a mention says it, or it is a document's author."""
    if any(m.kind == "name" for m in entity.mentions):
        return True
    return entity.type == "PERSON" and all(m.kind == "pronoun" for m in entity.mentions)


def _years(clauses: Iterable[Clause]) -> dict[tuple[str, str], str]:
    """For (entity, "birth" or "death") the year that the document itself states."""
    found: dict[tuple[str, str], str] = {}
    for clause in clauses:
        what = _YEARS.get(clause.relation.lemma, "")
        if what and clause.is_fact and clause.subject.entity:
            year = clause.time.start[:4] if clause.time else _literal_year(clause)
            if year.isdigit():
                found.setdefault((clause.subject.entity, what), year)
    return found


def _literal_year(clause: Clause) -> str:
    phrases = [clause.object, *(a.phrase for a in clause.arguments)]
    values = [p.literal for p in phrases if p is not None and isinstance(p.literal, Literal)]
    return next((v.value[:4] for v in values if v.type == "DATE"), "")
