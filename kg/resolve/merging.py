"""Which units of all documents are one thing: links by evidence, joined best first.

What the user has decided comes first and is never undone. Then names that say more before names
that say less; candidates share a block, never all pairs. All depends on the set of units alone,
never on an order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.context import Feature, Weights
from kg.resolve.others import Frequencies, Others, keys_of_thing, keys_sought_of_thing
from kg.resolve.partition import Partition, Why
from kg.resolve.people import People, keys_of_person, keys_sought_of_person
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
    merge_concepts(partition)
    merge_groups(partition, members_of(partition))
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
    """What a unit shares with others that it may be one with, but for groups by their members."""
    if unit.named:
        keys = keys_of_person if unit.kind == "PERSON" else keys_of_thing
        yield from dict.fromkeys(keys(unit))
    else:
        yield from _concept_keys(unit)


def keys_sought(unit: Unit) -> Iterator[Hashable]:
    """Those of its `blocking_keys` under which a unit looks for others.

    Where nobody looks, nobody meets: so many have a first name that nobody is called by alone.
    """
    if unit.named:
        keys = keys_sought_of_person if unit.kind == "PERSON" else keys_sought_of_thing
        yield from dict.fromkeys(keys(unit))
    else:
        yield from _concept_keys(unit)


def merge_concepts(partition: Partition) -> None:
    """Generic concepts are one by any form of their name ("sanctions", "sanction")."""
    first: dict[Hashable, int] = {}
    for i in partition.order:
        for key in _concept_keys(partition.units[i]):
            partition.join(i, first.setdefault(key, i), "same concept")


def _concept_keys(unit: Unit) -> Iterator[Hashable]:
    if unit.entity.generic and not unit.named:
        for form in (unit.entity.label, *unit.entity.aliases):
            yield "concept", unit.kind, form.casefold()


def merge_groups(partition: Partition, members: Mapping[int, Hashable]) -> None:
    """Groups of the same members are one; `members` tells them by unit, where all are named."""
    first: dict[Hashable, int] = {}
    for i in partition.order:
        if i in members:
            partition.join(i, first.setdefault(members[i], i), "same members")


def members_of(partition: Partition) -> dict[int, Hashable]:
    """For each group of which all members are named: their sets."""
    units = partition.units
    at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
    found: dict[int, Hashable] = {}
    for i, unit in enumerate(units):
        members = [at.get((unit.key[0], m)) for m in unit.entity.members]
        known = [m for m in members if m is not None and units[m].named]
        if known and len(known) == len(members):
            found[i] = tuple(sorted({partition.root(m) for m in known}))
    return found
