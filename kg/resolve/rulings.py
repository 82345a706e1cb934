"""The user's decisions brought to the units of a set of documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import combinations, pairwise

from kg.data import Clause, DocumentGraph, Entity, Mention, Phrase
from kg.errors import ConfigError
from kg.resolve.decisions import Decision, Decisions, Thing, chain
from kg.resolve.names import words_of
from kg.resolve.partition import Partition
from kg.resolve.units import Unit

Local = tuple[str, str]
"""Document and local id of an entity."""


@dataclass(slots=True)
class Rulings:
    """Decisions whose things were found: which entity of which document each of them is.

    `lost` are things that the documents do not have (any more): they decide nothing.
    """

    decisions: Decisions
    found: dict[Thing, Local] = field(default_factory=dict)
    lost: list[Thing] = field(default_factory=list)
    labels: dict[int, str] = field(default_factory=dict)
    types: dict[int, str] = field(default_factory=dict)
    ignored: set[int] = field(default_factory=set)

    def join(self, units: Sequence[Unit], partition: Partition) -> None:
        """Join what is the same and ban what differs. Raises `ConfigError` for contradictions."""
        at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
        links: list[tuple[int, int, Decision]] = []
        for decision in self.decisions.of("same"):
            known = self._units(decision, at)
            links += ((a, b, decision) for a, b in pairwise(known))
        for a, b, _ in links:
            partition.force(a, b, "decision")
        for number, decision in enumerate(self.decisions.of("different")):
            for pair, (a, b) in enumerate(combinations(self._units(decision, at), 2)):
                if partition.root(a) == partition.root(b):
                    raise ConfigError(self._contradiction(decision, a, b, links, units))
                partition.keep_apart(a, b, 1000 * number + pair)

    def conclude(self, units: Sequence[Unit], partition: Partition) -> None:
        """Note labels, types and what to ignore by set, once the sets are made."""
        at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
        told: dict[tuple[str, int], Decision] = {}
        for decision in self.decisions.entries:
            if decision.kind in ("same", "different"):
                continue
            for i in self._units(decision, at):
                root = partition.root(i)
                other = told.setdefault((decision.kind, root), decision)
                if other.value != decision.value:
                    raise ConfigError(
                        f"{self.decisions.source}: {other} and {decision} give one thing two "
                        f"{decision.kind}s, {other.value!r} and {decision.value!r}: "
                        f"{other.things[0]}, {decision.things[0]}"
                    )
                if decision.kind == "ignore":
                    self.ignored.add(root)
                else:
                    kind = self.labels if decision.kind == "label" else self.types
                    kind[root] = decision.value

    def _units(self, decision: Decision, at: Mapping[Local, int]) -> list[int]:
        known = (at.get(self.found[t]) for t in decision.things if t in self.found)
        return list(dict.fromkeys(i for i in known if i is not None))

    def _contradiction(
        self,
        decision: Decision,
        a: int,
        b: int,
        links: Sequence[tuple[int, int, Decision]],
        units: Sequence[Unit],
    ) -> str:
        path = "; ".join(
            f"the same as {_shown(units[i])} by {why}" for i, why in chain(a, b, links)
        )
        return (
            f"{self.decisions.source}: {decision} says that {_shown(units[a])} and "
            f"{_shown(units[b])} differ, but {_shown(units[a])} is {path}"
        )


def find(decisions: Decisions, graphs: Mapping[str, DocumentGraph]) -> Rulings:
    """Look up the things of decisions. Raises `ConfigError` where one can be several."""
    rulings = Rulings(decisions)
    if not decisions.entries:
        return rulings
    sources = {key: graphs[key].document.sources for key in graphs}
    for thing in dict.fromkeys(t for d in decisions.entries for t in d.things):
        document = _document(thing, sources, decisions.source)
        entity = document and _entity(thing, graphs[document], decisions.source)
        if entity:
            rulings.found[thing] = document, entity.id
        else:
            rulings.lost.append(thing)
    return rulings


def thing_of(graph: DocumentGraph, entity: str) -> Thing:
    """How decisions name an entity of a document."""
    document = graph.document
    label = next(e.label for e in graph.entities if e.id == entity)
    alike = [e.id for e in graph.entities if words_of(label) in _names(e)]
    nth = alike.index(entity) + 1 if len(alike) > 1 else 0
    return Thing(document.sources[0] if document.sources else document.id, label, nth=nth)


def divided(rulings: Rulings, graphs: Mapping[str, DocumentGraph]) -> dict[str, DocumentGraph]:
    """The documents in which a decision parts what was one entity, with it parted.

    The mentions with the words of the second thing become an entity of their own.
    """
    made: dict[str, DocumentGraph] = {}
    for decision in rulings.decisions.of("different"):
        for one, other in combinations(decision.things, 2):
            place = rulings.found.get(one)
            if place is None or place != rulings.found.get(other):
                continue
            moved = other if other.words else one
            graph = made.get(place[0], graphs[place[0]])
            entity = next(e for e in graph.entities if e.id == place[1])
            chosen = _chosen(moved, entity.mentions, graph) if moved.words else []
            if not chosen or len(chosen) == len(entity.mentions):
                raise ConfigError(
                    f"{rulings.decisions.source}: {decision}: {one} and {other} are one in that "
                    "document; name the words of those mentions that are another thing"
                )
            made[place[0]], new = _parted(graph, entity, chosen)
            rulings.found[moved] = place[0], new
    return made


def _document(thing: Thing, sources: Mapping[str, Sequence[str]], file: str) -> str:
    """The id of a thing's document, or ""."""
    wanted = thing.document
    exact = [k for k, names in sources.items() if k == wanted or wanted in names]
    found = exact or [
        k for k, names in sources.items() if any(n.endswith("/" + wanted) for n in names)
    ]
    if len(found) > 1:
        names = sorted(sources[k][0] for k in found if sources[k])
        raise ConfigError(f"{file}: {wanted!r} can be {' or '.join(names)}: write more of the path")
    return found[0] if found else ""


def _entity(thing: Thing, graph: DocumentGraph, file: str) -> Entity | None:
    """The entity of a document that a thing is, or None."""
    if thing.words:
        found = [e for e in graph.entities if _chosen(thing, e.mentions, graph)]
        if thing.nth:
            places = sorted(
                (m.start, e.id) for e in found
                for m in _chosen(replace(thing, nth=0), e.mentions, graph)
            )  # fmt: skip
            wanted = [key for _, key in places[thing.nth - 1 : thing.nth]]
            found = [e for e in found if e.id in wanted]
    else:
        name = words_of(thing.name)
        found = [e for e in graph.entities if name in _names(e)]
        found = found[thing.nth - 1 : thing.nth] if thing.nth else found
    if len(found) > 1:
        raise ConfigError(f"{file}: {thing} can be {len(found)} things there: add nth = 1, 2, …")
    return found[0] if found else None


def _names(entity: Entity) -> set[tuple[str, ...]]:
    return {words_of(name) for name in (entity.label, *entity.aliases)}


def _chosen(thing: Thing, mentions: Iterable[Mention], graph: DocumentGraph) -> list[Mention]:
    """The mentions with a thing's words, or the one that is meant."""
    text = graph.document.text
    words = thing.words.split()
    alike = sorted(
        (m for e in graph.entities for m in e.mentions if text[m.start : m.end].split() == words),
        key=lambda m: m.start,
    )
    wanted = alike[thing.nth - 1 : thing.nth] if thing.nth else alike
    return [m for m in mentions if m in wanted]


def _parted(
    graph: DocumentGraph, entity: Entity, moved: Sequence[Mention]
) -> tuple[DocumentGraph, str]:
    """A document with some mentions of an entity as an entity of their own, and its id."""
    new = f"{entity.id}.{moved[0].start}"
    words = " ".join(graph.document.text[moved[0].start : moved[0].end].split())
    rest = replace(entity, mentions=tuple(m for m in entity.mentions if m not in moved))
    part = Entity(new, words, entity.type, tuple(moved), gender=entity.gender)

    def of(phrase: Phrase) -> Phrase:
        at = phrase.head if phrase.head is not None else phrase.start
        inside = at is not None and any(m.start <= at < m.end for m in moved)
        return replace(phrase, entity=new) if inside and phrase.entity == entity.id else phrase

    entities = [e for old in graph.entities for e in ((rest, part) if old is entity else (old,))]
    clauses = tuple(_with(c, of) for c in graph.clauses)
    return replace(graph, entities=tuple(entities), clauses=clauses), new


def _with(clause: Clause, of: Callable[[Phrase], Phrase]) -> Clause:
    """A clause with each phrase of what it says replaced."""
    return replace(
        clause,
        subject=of(clause.subject),
        object=clause.object and of(clause.object),
        arguments=tuple(replace(a, phrase=of(a.phrase)) for a in clause.arguments),
    )


def _shown(unit: Unit) -> str:
    return f"{unit.entity.label!r}"
