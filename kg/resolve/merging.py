"""Which units of all documents are one thing: links by evidence, joined best first.

What the user has decided comes first and is never undone. Then names that say more before names
that say less; candidates share a block, never all pairs. All depends on the set of units alone,
never on an order.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

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
    first(partition)
    doubts: list[Doubt] = []
    for again in range(_ROUNDS):
        if again:
            partition.look_again()
        doubts = _merge_named(units, partition)
    _merge_concepts(units, partition)
    _merge_groups(units, partition)
    return partition, doubts


def _merge_named(units: Sequence[Unit], partition: Partition) -> list[Doubt]:
    settler = Settler(partition)
    named = [i for i, u in enumerate(units) if u.named]
    Others(units, [i for i in named if units[i].kind != "PERSON"], settler).merge()
    People(units, [i for i in named if units[i].kind == "PERSON"], settler).merge()
    return settler.doubts


def _merge_concepts(units: Sequence[Unit], partition: Partition) -> None:
    """Generic concepts are one by any form of their name ("sanctions", "sanction")."""
    first: dict[tuple[str, str], int] = {}
    for i in sorted(range(len(units)), key=partition.key):
        unit = units[i]
        if unit.entity.generic and not unit.named:
            for form in (unit.entity.label, *unit.entity.aliases):
                j = first.setdefault((unit.kind, form.casefold()), i)
                partition.join(i, j, "same concept")


def _merge_groups(units: Sequence[Unit], partition: Partition) -> None:
    """Groups of the same named members are one."""
    at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
    first: dict[tuple[int, ...], int] = {}
    for i in sorted(range(len(units)), key=partition.key):
        members = [at.get((units[i].key[0], m)) for m in units[i].entity.members]
        known = [m for m in members if m is not None and units[m].named]
        if known and len(known) == len(members):
            roots = tuple(sorted({partition.root(m) for m in known}))
            partition.join(i, first.setdefault(roots, i), "same members")
