"""Resolution across documents: a set of `DocumentGraph`s -> one `KnowledgeGraph`.

`assemble` looks at the whole set at once, in the order of document ids, so any order and grouping
of documents gives the same graph; collecting documents is set union by id.

Left out of the graph are pronouns that were not resolved, with their statements, and things
without a name that no statement speaks of.
"""

from __future__ import annotations

import hashlib
import math
import re
import unicodedata
from collections import ChainMap, Counter, defaultdict
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeVar, cast

from kg.data import ENTITY_TYPES, DocumentGraph, Entity, Link, Mention, Statement
from kg.graph import KnowledgeGraph, entities_of
from kg.resolve.authority import Authority, Matches, Open
from kg.resolve.decisions import NONE, Decisions, Thing
from kg.resolve.entities import fullest, join_labels
from kg.resolve.merging import merge
from kg.resolve.partition import Why
from kg.resolve.rulings import Rulings, divided, find
from kg.resolve.statements import Translator, joined, means_something
from kg.resolve.uncertain import Uncertain, names_of, shown, uncertain
from kg.resolve.units import Key, Unit, units_of

STRONGEST = 3
"""So many of the things that two sets share are told with a link."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """A graph, and what is not in it: pairs that were nearly one, names that stay open.

    `lost` are things of decisions that no document has.
    """

    graph: KnowledgeGraph
    uncertain: tuple[Uncertain, ...] = ()
    open: tuple[Open, ...] = ()
    lost: tuple[Thing, ...] = ()


def assemble(graphs: Mapping[str, DocumentGraph]) -> KnowledgeGraph:
    """The knowledge graph of a set of documents, by document id. A pure function of the set.

    `graphs` may read its values from disk: each is read twice, one after the other.
    """
    return resolve(graphs).graph


def resolve(
    graphs: Mapping[str, DocumentGraph],
    decisions: Decisions = NONE,
    authority: Authority | None = None,
) -> Resolution:
    """`assemble` with the user's decisions and authority files, and what it was not sure of.

    Raises `ConfigError` where decisions contradict each other.
    """
    rulings = find(decisions, graphs)
    ruled = _over(divided(rulings, graphs), graphs)
    units = [u for d in sorted(graphs) for u in units_of(d, ruled[d])]
    partition, doubts = merge(units, lambda p: rulings.join(units, p))
    matches = authority.match(units, partition) if authority else Matches()
    rulings.conclude(units, partition)
    sets = [s for s in partition.sets() if s[0] not in rulings.ignored]
    known = {i: e.label for i, e in matches.entries.items()} | rulings.labels
    labels = _labels(units, sets, known)
    ids = _ids(units, sets, labels)
    statements = _statements(ruled, units, ids)
    names = names_of(units, partition)
    entities = _entities(
        _Made(units, sets, ids, labels, partition.why, rulings, matches, names), statements
    )
    return Resolution(
        KnowledgeGraph(entities, statements, graphs),
        tuple(uncertain(doubts, units, partition, names)),
        tuple(matches.open),
        tuple(rulings.lost),
    )


def _over(
    changed: dict[str, DocumentGraph], graphs: Mapping[str, DocumentGraph]
) -> Mapping[str, DocumentGraph]:
    """Documents of which some are changed."""
    return ChainMap(changed, cast("dict[str, DocumentGraph]", graphs)) if changed else graphs


def entity_id(label: str) -> str:
    """A label as a readable id: NFC, spaces as underscores, no control characters."""
    text = re.sub(r"\s+", "_", unicodedata.normalize("NFC", label).strip())
    kept = "".join(c for c in text if not unicodedata.category(c).startswith("C"))
    return kept or "unnamed"


def statements_of(
    document: str, graph: DocumentGraph, ids: Mapping[str, str]
) -> Iterator[Statement]:
    """The statements of one document; `ids` are those of its entities that mean something."""
    return Translator.of(document, graph.clauses, ids).statements()


def _statements(
    graphs: Mapping[str, DocumentGraph], units: Sequence[Unit], ids: Sequence[str]
) -> list[Statement]:
    """All statements, those of the same identity joined, in order of id."""
    local: dict[str, dict[str, str]] = defaultdict(dict)
    for unit, global_id in zip(units, ids, strict=True):
        if global_id and means_something(unit.entity.label):  # what the user ignores has none
            local[unit.key[0]][unit.entity.id] = global_id
    same: dict[str, list[Statement]] = defaultdict(list)
    for document in sorted(graphs):
        for statement in statements_of(document, graphs[document], local[document]):
            same[statement.id].append(statement)
    return [joined(same[id_]) for id_ in sorted(same)]


def _ids(units: Sequence[Unit], sets: Sequence[list[int]], labels: Sequence[str]) -> list[str]:
    """The id of each unit's entity; where ids clash each has a suffix from its first mention."""
    wanted = [entity_id(label) for label in labels]
    counts = Counter(wanted)
    taken = {w for w in wanted if counts[w] == 1}
    ids = [""] * len(units)
    for members, name in zip(sets, wanted, strict=True):
        if counts[name] > 1:
            name = suffixed(name, units[members[0]].key, taken)
            taken.add(name)
        for i in members:
            ids[i] = name
    return ids


def suffixed(name: str, key: Key, taken: Container[str]) -> str:
    """A name with the shortest hash of its smallest mention that makes it unique."""
    return next(o for o in suffixes(name, key) if o not in taken)


def suffixes(name: str, key: Key) -> Iterator[str]:
    """What a name that others want too can become, the shortest first."""
    digest = hashlib.sha256(repr(key[:2] if key[1] >= 0 else key).encode()).hexdigest()
    whole = hashlib.sha256(repr(key).encode()).hexdigest()
    return (f"{name}_{h}" for h in (digest[:6], digest[:12], whole[:12], whole))


def _labels(
    units: Sequence[Unit], sets: Sequence[list[int]], known: Mapping[int, str]
) -> list[str]:
    """The label of each set: a known one, its fullest name, its first words, or its members."""
    labels = [known.get(s[0]) or label_of([units[i] for i in s]) for s in sets]
    at = {(units[i].key[0], units[i].entity.id): n for n, s in enumerate(sets) for i in s}
    groups = {n: _members(units, s, at) for n, s in enumerate(sets)}
    joint = {
        n: join_labels(labels[m] for m in ms)
        for n, ms in groups.items()
        if len(ms) > 1 and sets[n][0] not in known
    }
    return [joint.get(n, label) for n, label in enumerate(labels)]


def label_of(units: Sequence[Unit]) -> str:
    """The label of units that are one thing: the fullest name, or the first words."""
    named = [u.entity.label for u in units if u.named]
    return fullest(named) if named else units[0].entity.label


_At = TypeVar("_At", int, str)


def _members(
    units: Sequence[Unit], members: list[int], at: Mapping[tuple[str, str], _At]
) -> list[_At]:
    """The members of a group, looked up by document and local id."""
    found = ((units[i].key[0], m) for i in members for m in units[i].entity.members)
    return sorted({at[f] for f in found if f in at})


@dataclass(frozen=True, slots=True)
class _Made:
    """Sets of units with their ids and labels, and where these come from."""

    units: Sequence[Unit]
    sets: Sequence[list[int]]
    ids: Sequence[str]
    labels: Sequence[str]
    whys: Mapping[int, Why]
    rulings: Rulings
    matches: Matches
    names: Mapping[str, str]


def _entities(made: _Made, statements: Iterable[Statement]) -> list[Entity]:
    """The entities that have a name, that a statement speaks of, or that are a member there."""
    units, ids = made.units, made.ids
    at = {(u.key[0], u.entity.id): ids[i] for i, u in enumerate(units) if ids[i]}
    groups = {ids[s[0]]: _members(units, s, at) for s in made.sets}
    used = {e for s in statements for e in entities_of(s)}
    used |= {m for e in sorted(used) for m in groups.get(e, ())}
    return [
        _entity(made, s, label, tuple(groups[ids[s[0]]]))
        for s, label in zip(made.sets, made.labels, strict=True)
        if ids[s[0]] in used or any(units[i].named for i in s)
    ]


def entity_of(
    units: Sequence[Unit],
    whys: Mapping[int, Why],
    names: Mapping[str, str],
    id: str,  # noqa: A002 - as in Entity
    label: str,
    group: tuple[str, ...],
) -> Entity:
    """The entity that units are together, those of its group known by their ids.

    `names` are those of what they share, as `kg.resolve.uncertain.names_of` gives them.
    """
    sets = [list(range(len(units)))]
    made = _Made(units, sets, [id] * len(units), [label], whys, Rulings(NONE), Matches(), names)
    return _entity(made, sets[0], label, group)


def _entity(made: _Made, members: list[int], label: str, group: tuple[str, ...]) -> Entity:
    """One entity of the units that are one thing."""
    units = [made.units[i] for i in members]
    parts = [u.entity for u in units]
    names = set() if group else {n for p in parts for n in (p.label, *p.aliases)}
    genders = {p.gender for p in parts} - {""}
    entry = made.matches.entries.get(members[0])
    return Entity(
        made.ids[members[0]],
        label,
        made.rulings.types.get(members[0]) or (entry and entry.type) or _type(parts),
        tuple(_mentions(made, members)),
        tuple(sorted(names - {label})),
        min((p.description for p in parts if p.description), key=_telling, default=""),
        group,
        genders.pop() if len(genders) == 1 else "",
        all(p.generic for p in parts),
        (entry.iri,) if entry else (),
    )


def _telling(description: str) -> tuple[int, str]:
    return -len(description), description


def _type(parts: Iterable[Entity]) -> str:
    """The type that most mentions have."""
    counts: Counter[str] = Counter()
    for p in parts:
        counts[p.type] += max(1, len(p.mentions))
    return min(counts, key=lambda t: (-counts[t], ENTITY_TYPES.index(t) if t else -1))


def _mentions(made: _Made, members: Iterable[int]) -> list[Mention]:
    """The mentions of a set in order of document and offset, with their documents.

    The first mention of a unit that was joined with others says why.
    """
    found: list[Mention] = []
    for i in members:
        unit, why = made.units[i], made.whys.get(i)
        own = [replace(m, document=unit.key[0]) for m in unit.entity.mentions]
        if why is not None and own:
            first = next((n for n, m in enumerate(own) if m.kind == "name"), 0)
            own[first] = replace(own[first], link=_link(why, made))
        found += own
    return sorted(found, key=lambda m: (m.document, m.start, m.end))


def _link(why: Why, made: _Made) -> Link:
    """A link across documents: its reason with what both share, and how probable it is."""
    shared = ", ".join(shown(why.shared[:STRONGEST], made.names))
    reason = f"{why.reason} across documents"
    probability = round(1 / (1 + math.exp(-why.score)), 3)
    return Link(f"{reason}: {shared}" if shared else reason, probability)
