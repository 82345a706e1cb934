"""Resolution across documents: a set of `DocumentGraph`s -> one `KnowledgeGraph`.

`assemble` looks at the whole set at once, in the order of document ids, so any order and grouping
of documents gives the same graph; collecting documents is set union by id.

Left out of the graph are pronouns that were not resolved, with their statements, and things
without a name that no statement speaks of.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.data import ENTITY_TYPES, DocumentGraph, Entity, Mention, Statement
from kg.graph import KnowledgeGraph, entities_of
from kg.resolve.entities import fullest, join_labels
from kg.resolve.merging import merge
from kg.resolve.statements import Translator, joined, means_something
from kg.resolve.units import Key, Unit, units_of


def assemble(graphs: Mapping[str, DocumentGraph]) -> KnowledgeGraph:
    """The knowledge graph of a set of documents, by document id. A pure function of the set.

    `graphs` may read its values from disk: each is read twice, one after the other.
    """
    units = [u for d in sorted(graphs) for u in units_of(d, graphs[d])]
    partition, _ = merge(units)
    sets = partition.sets()
    labels = _labels(units, sets)
    ids = _ids(units, sets, labels)
    statements = _statements(graphs, units, ids)
    entities = _entities(units, sets, ids, labels, statements)
    return KnowledgeGraph(entities, statements, graphs)


def entity_id(label: str) -> str:
    """A label as a readable id: NFC, spaces as underscores, no control characters."""
    text = re.sub(r"\s+", "_", unicodedata.normalize("NFC", label).strip())
    kept = "".join(c for c in text if not unicodedata.category(c).startswith("C"))
    return kept or "unnamed"


def _statements(
    graphs: Mapping[str, DocumentGraph], units: Sequence[Unit], ids: Sequence[str]
) -> list[Statement]:
    """All statements, those of the same identity joined, in order of id."""
    local: dict[str, dict[str, str]] = defaultdict(dict)
    for unit, global_id in zip(units, ids, strict=True):
        if not means_something(unit.entity.label):
            continue
        local[unit.key[0]][unit.entity.id] = global_id
    same: dict[str, list[Statement]] = defaultdict(list)
    for document in sorted(graphs):
        clauses = graphs[document].clauses
        for statement in Translator.of(document, clauses, local[document]).statements():
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
            name = _suffixed(name, units[members[0]].key, taken)
            taken.add(name)
        for i in members:
            ids[i] = name
    return ids


def _suffixed(name: str, key: Key, taken: set[str]) -> str:
    """A name with the shortest hash of its smallest mention that makes it unique."""
    digest = hashlib.sha256(repr(key[:2] if key[1] >= 0 else key).encode()).hexdigest()
    whole = hashlib.sha256(repr(key).encode()).hexdigest()
    options = (f"{name}_{h}" for h in (digest[:6], digest[:12], whole[:12], whole))
    return next(o for o in options if o not in taken)


def _labels(units: Sequence[Unit], sets: Sequence[list[int]]) -> list[str]:
    """The label of each set: its fullest name, its first words, or those of a group's members."""
    labels = [_label(units, s) for s in sets]
    at = {(units[i].key[0], units[i].entity.id): n for n, s in enumerate(sets) for i in s}
    groups = {n: _members(units, s, at) for n, s in enumerate(sets)}
    joint = {n: join_labels(labels[m] for m in ms) for n, ms in groups.items() if len(ms) > 1}
    return [joint.get(n, label) for n, label in enumerate(labels)]


def _label(units: Sequence[Unit], members: list[int]) -> str:
    named = [units[i].entity.label for i in members if units[i].named]
    return fullest(named) if named else units[members[0]].entity.label


_At = TypeVar("_At", int, str)


def _members(
    units: Sequence[Unit], members: list[int], at: Mapping[tuple[str, str], _At]
) -> list[_At]:
    """The members of a group, looked up by document and local id."""
    found = ((units[i].key[0], m) for i in members for m in units[i].entity.members)
    return sorted({at[f] for f in found if f in at})


def _entities(
    units: Sequence[Unit],
    sets: Sequence[list[int]],
    ids: Sequence[str],
    labels: Sequence[str],
    statements: Iterable[Statement],
) -> list[Entity]:
    """The entities that have a name, that a statement speaks of, or that are a member there."""
    at = {(u.key[0], u.entity.id): ids[i] for i, u in enumerate(units)}
    groups = {ids[s[0]]: _members(units, s, at) for s in sets}
    used = {e for s in statements for e in entities_of(s)}
    used |= {m for e in sorted(used) for m in groups.get(e, ())}
    return [
        _entity([units[i] for i in s], ids[s[0]], label, tuple(groups[ids[s[0]]]))
        for s, label in zip(sets, labels, strict=True)
        if ids[s[0]] in used or any(units[i].named for i in s)
    ]


def _entity(units: list[Unit], id_: str, label: str, members: tuple[str, ...]) -> Entity:
    """One entity of the units that are one thing."""
    parts = [u.entity for u in units]
    names = set() if members else {n for p in parts for n in (p.label, *p.aliases)}
    genders = {p.gender for p in parts} - {""}
    return Entity(
        id_,
        label,
        _type(parts),
        tuple(_mentions(units)),
        tuple(sorted(names - {label})),
        min((p.description for p in parts if p.description), key=_telling, default=""),
        members,
        genders.pop() if len(genders) == 1 else "",
        all(p.generic for p in parts),
    )


def _telling(description: str) -> tuple[int, str]:
    return -len(description), description


def _type(parts: Iterable[Entity]) -> str:
    """The type that most mentions have."""
    counts: Counter[str] = Counter()
    for p in parts:
        counts[p.type] += max(1, len(p.mentions))
    return min(counts, key=lambda t: (-counts[t], ENTITY_TYPES.index(t) if t else -1))


def _mentions(units: Iterable[Unit]) -> list[Mention]:
    """The mentions of a set in order of document and offset, with their documents."""
    found = [replace(m, document=u.key[0]) for u in units for m in u.entity.mentions]
    return sorted(found, key=lambda m: (m.document, m.start, m.end))
