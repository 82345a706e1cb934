"""What was nearly joined, for the report and for `kg review`."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.partition import Partition
from kg.resolve.settle import Doubt
from kg.resolve.units import Unit


@dataclass(frozen=True, slots=True)
class Side:
    """One of two things that may be one: its label and type, a place, how often it stands."""

    label: str
    type: str
    document: str
    name: str
    documents: int
    mentions: int
    units: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Uncertain:
    """Two things that were not joined although something speaks for it.

    `probability` is that they are one; `shared` is what both have in common, best first.
    """

    one: Side
    other: Side
    probability: float
    reason: str
    against: str
    shared: tuple[str, ...]

    @property
    def consequence(self) -> float:
        """How many mentions would change their entity, times how unsure it is."""
        moved = min(self.one.mentions, self.other.mentions)
        return moved * min(self.probability, 1 - self.probability)


def uncertain(
    doubts: Iterable[Doubt],
    units: Sequence[Unit],
    partition: Partition,
    names: Mapping[str, str],
) -> list[Uncertain]:
    """Pairs of sets that are still apart and may be one, the most consequential first."""
    best: dict[tuple[int, int], Doubt] = {}
    for doubt in doubts:
        i, j = sorted((partition.root(doubt.one), partition.root(doubt.other)), key=partition.rank)
        if i != j and partition.may_join(i, j):
            known = best.get((i, j))
            if known is None or doubt.score > known.score:
                best[i, j] = doubt
    members: dict[int, list[int]] = {}
    for pair in best:
        members |= {key: [] for key in pair}
    for i in range(len(units)):
        if (root := partition.root(i)) in members:
            members[root].append(i)
    found = [
        Uncertain(
            _side(i, members[i], units),
            _side(j, members[j], units),
            round(1 / (1 + math.exp(-doubt.score)), 3),
            doubt.reason,
            doubt.against,
            tuple(shown(doubt.shared, names)),
        )
        for (i, j), doubt in best.items()
    ]
    return sorted(found, key=lambda u: (-u.consequence, u.one.units, u.other.units))


def shown(shared: Iterable[tuple[str, str]], names: Mapping[str, str]) -> Iterator[str]:
    """What two things have in common, in words."""
    for kind, value in shared:
        name = names.get(value, value)
        yield name if kind in ("with", "near", "as") else f"{kind} {name}"


def names_of(units: Sequence[Unit], partition: Partition) -> dict[str, str]:
    """Labels of what features name."""
    found: dict[str, str] = {}
    for i, u in enumerate(units):
        if u.named:
            found.setdefault(u.value, u.entity.label)
            found.setdefault(partition.label(i), units[partition.root(i)].entity.label)
    return found


def _side(root: int, members: Sequence[int], units: Sequence[Unit]) -> Side:
    first = units[root]
    label = max((units[i].entity.label for i in members), key=lambda name: (len(name), name))
    return Side(
        label,
        first.entity.type,
        first.key[0],
        first.entity.label,
        len({units[i].key[0] for i in members}),
        sum(len(units[i].entity.mentions) for i in members),
        tuple((units[i].key[0], units[i].entity.id) for i in members),
    )
