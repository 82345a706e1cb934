"""Which units of all documents are one thing: links by evidence, joined best first.

What the user has decided comes first and is never undone. Then names that say more before names
that say less; candidates share a block, never all pairs. All depends on the set of units alone,
never on an order.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence

from kg.resolve import others, people
from kg.resolve.census import Census
from kg.resolve.others import Others
from kg.resolve.partition import Partition
from kg.resolve.people import People
from kg.resolve.settle import Doubt, Settler
from kg.resolve.units import Unit

_ROUNDS = 2
"""How often names are merged: what is around each is known better every time."""


def merge(
    units: Sequence[Unit], first: Callable[[Partition], None] = lambda partition: None
) -> tuple[Partition, list[Doubt]]:
    """Units in sets that are one thing, and what was not sure enough to be joined.

    `first` joins and parts what is decided before anything is looked at.
    """
    partition = Partition(units)
    census = Census.of(units)
    first(partition)
    doubts: list[Doubt] = []
    for again in range(_ROUNDS):
        if again:
            partition.look_again()
        doubts = merge_named(units, partition, census)
    merge_concepts(units, partition)
    merge_groups(units, partition, _members(units, partition))
    return partition, doubts


def merge_named(units: Sequence[Unit], partition: Partition, census: Census) -> list[Doubt]:
    """Join the named units that are one thing, once, and say what was not sure enough."""
    settler = Settler(partition)
    named = [i for i, u in enumerate(units) if u.named]
    rest = [i for i in named if units[i].kind != "PERSON"]
    humans = [i for i in named if units[i].kind == "PERSON"]
    Others(units, rest, settler, census.lexis).merge()
    People(units, humans, settler, census.rarity).merge()
    return settler.doubts


def merge_concepts(units: Sequence[Unit], partition: Partition) -> None:
    """Generic concepts are one by any form of their name ("sanctions", "sanction")."""
    first: dict[tuple[str, str], int] = {}
    for i in sorted(range(len(units)), key=partition.key):
        for key in _concept_keys(units[i]):
            partition.join(i, first.setdefault(key, i), "same concept")


def merge_groups(
    units: Sequence[Unit], partition: Partition, members: Mapping[int, Hashable]
) -> None:
    """Groups of the same members are one; `members` tells them by unit, where all are named."""
    first: dict[Hashable, int] = {}
    for i in sorted(members, key=partition.key):
        partition.join(i, first.setdefault(members[i], i), "same members")


def keys_of(unit: Unit) -> Iterator[tuple[Hashable, bool]]:
    """All keys under which a unit can become one with others, but for groups by their members.

    The second says whether it looks others up there. Units that no chain of keys connects are
    never compared: each connected part can be merged alone, given the census of all.
    """
    if not unit.named:
        yield from ((("concept", *k), True) for k in _concept_keys(unit))
        return
    found = people.keys_of(unit) if unit.kind == "PERSON" else others.keys_of(unit)
    yield from (((unit.kind == "PERSON", key), looks) for key, looks in found)


def _concept_keys(unit: Unit) -> Iterator[tuple[str, str]]:
    if unit.entity.generic and not unit.named:
        for form in (unit.entity.label, *unit.entity.aliases):
            yield unit.kind, form.casefold()


def _members(units: Sequence[Unit], partition: Partition) -> dict[int, Hashable]:
    """For each group of which all members are named: their sets."""
    at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
    found: dict[int, Hashable] = {}
    for i, unit in enumerate(units):
        members = [at.get((unit.key[0], m)) for m in unit.entity.members]
        known = [m for m in members if m is not None and units[m].named]
        if known and len(known) == len(members):
            found[i] = tuple(sorted({partition.root(m) for m in known}))
    return found
