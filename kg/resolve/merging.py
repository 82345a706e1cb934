"""Which units of all documents are one thing: links by evidence, joined best first.

What the user has decided comes first and is never undone. Then names that say more before names
that say less; candidates share a block, never all pairs. All depends on the set of units alone,
never on an order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from kg.resolve.context import Feature, Weights
from kg.resolve.others import Frequencies, Others, keys_of_thing
from kg.resolve.partition import Partition, Why
from kg.resolve.people import People, keys_of_person
from kg.resolve.rarity import Rarity
from kg.resolve.settle import Doubt, Settler
from kg.resolve.units import Unit

ROUNDS = 2
"""How often names are merged: what is around each is known better every time."""


def merge(
    units: Sequence[Unit], first: Callable[[Partition], None] = lambda partition: None
) -> tuple[Partition, list[Doubt]]:
    """Units in sets that are one thing, and what was not sure enough to be joined.

    `first` joins and parts what is decided before anything is looked at.
    """
    partition = Partition(units)
    first(partition)
    doubts: list[Doubt] = []
    for again in range(ROUNDS):
        if again:
            partition.know(relabelled(units, [partition.label(i) for i in range(len(units))]))
        doubts = settle(partition, Statistics.of(partition))
    _merge_concepts(units, partition)
    _merge_groups(units, partition)
    return partition, doubts


@dataclass(frozen=True, slots=True)
class Statistics:
    """What is counted over all units before any of them are joined: names and features."""

    weights: Weights
    rarity: Rarity
    frequencies: Frequencies

    @staticmethod
    def of(partition: Partition) -> Statistics:
        """The statistics of the units of a partition, with what is known around them now."""
        units = partition.units
        return Statistics(
            Weights.of(partition.contexts()),
            Rarity.of(n for u in units if u.kind == "PERSON" for n in u.names),
            Frequencies.of((u.kind, n) for u in units if u.kind != "PERSON" for n in u.names),
        )


def settle(partition: Partition, statistics: Statistics) -> list[Doubt]:
    """Join what is one among the named units of a partition, and give what was not sure.

    Units look at each other only where they share a key of a name (`blocking_keys`), so units
    that no chain of such keys connects can be settled apart, with the statistics of all.
    """
    partition.weigh(statistics.weights)
    settler = Settler(partition)
    units = partition.units
    named = [i for i, u in enumerate(units) if u.named]
    things = [i for i in named if units[i].kind != "PERSON"]
    Others(units, things, settler, statistics.frequencies).merge()
    persons = [i for i in named if units[i].kind == "PERSON"]
    People(units, persons, settler, statistics.rarity).merge()
    return settler.doubts


def settle_part(
    units: Sequence[Unit],
    contexts: Sequence[tuple[Feature, ...]],
    statistics: Statistics,
    links: Iterable[tuple[int, Why]] = (),
    first: Callable[[Partition], None] = lambda partition: None,
) -> tuple[Partition, list[Doubt]]:
    """One round for units whose `blocking_keys` no others share: the same as in the whole.

    `contexts` is what stands around each unit (in a later round `relabelled`), `links` the `why`
    of the round before, in its order; `first` joins and parts what is decided among the units.
    """
    partition = Partition(units)
    first(partition)
    partition.repeat(links)
    partition.know(contexts)
    return partition, settle(partition, statistics)


def relabelled(units: Sequence[Unit], labels: Sequence[str]) -> list[tuple[Feature, ...]]:
    """What stands around units of whole documents, names replaced by the labels of their sets.

    A name that two units of one document have stays.
    """
    known: dict[tuple[str, str], str] = {}
    for unit, label in zip(units, labels, strict=True):
        place = unit.key[0], unit.value
        known[place] = unit.value if place in known else label
    return [
        tuple((kind, known.get((u.key[0], value), value)) for kind, value in u.context)
        for u in units
    ]


def blocking_keys(unit: Unit) -> Iterator[Hashable]:
    """What a named unit shares with others that it may be one with."""
    if unit.named:
        keys = keys_of_person if unit.kind == "PERSON" else keys_of_thing
        yield from dict.fromkeys(keys(unit))


def _merge_concepts(units: Sequence[Unit], partition: Partition) -> None:
    """Generic concepts are one by any form of their name ("sanctions", "sanction")."""
    first: dict[tuple[str, str], int] = {}
    for i in partition.order:
        unit = units[i]
        if unit.entity.generic and not unit.named:
            for form in (unit.entity.label, *unit.entity.aliases):
                j = first.setdefault((unit.kind, form.casefold()), i)
                partition.join(i, j, "same concept")


def _merge_groups(units: Sequence[Unit], partition: Partition) -> None:
    """Groups of the same named members are one."""
    at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
    first: dict[tuple[int, ...], int] = {}
    for i in partition.order:
        members = [at.get((units[i].key[0], m)) for m in units[i].entity.members]
        known = [m for m in members if m is not None and units[m].named]
        if known and len(known) == len(members):
            roots = tuple(sorted({partition.root(m) for m in known}))
            partition.join(i, first.setdefault(roots, i), "same members")
