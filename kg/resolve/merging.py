"""Which units of all documents are one thing: links by evidence, joined best first.

Links are found in stages, from the same full name down to a surname alone; candidates share a
block, and a name joins another only if exactly one fits it in the whole set. Within a stage links
are joined in the order of score and key, and a link that would bring together two units known to
differ is left out (Kruskal's algorithm under cannot-link constraints). All depends on the set of
units alone, never on an order.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from kg.resolve.names import Name, acronyms, given_form, is_acronym, is_short_form, same_person
from kg.resolve.units import Traits, Unit

_MOST = 200
"""Candidates of one block that are looked at; a name that fits this many fits none."""


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A reason to join two units, by their indices."""

    score: float
    one: int
    other: int


class Partition:
    """Units in disjoint sets, and what each set knows; sets that differ are never joined."""

    def __init__(self, units: Sequence[Unit]) -> None:
        self._units = units
        self._parent = list(range(len(units)))
        self._traits = [u.traits for u in units]
        self._people = [{u.key[0]} if u.kind == "PERSON" else set() for u in units]

    def root(self, i: int) -> int:
        """The unit that stands for the set of a unit: that with the smallest key."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def may_join(self, i: int, j: int) -> bool:
        """Whether two sets can be one: same kind, no contradiction, not two of one document."""
        i, j = self.root(i), self.root(j)
        if self._units[i].kind != self._units[j].kind:
            return False
        if not self._people[i].isdisjoint(self._people[j]):
            return False
        return self._traits[i].agrees(self._traits[j])

    def join(self, i: int, j: int) -> None:
        """Make two sets one where that is allowed."""
        i, j = sorted((self.root(i), self.root(j)), key=lambda k: self._units[k].key)
        if i == j or not self.may_join(i, j):
            return
        self._parent[j] = i
        self._traits[i] = Traits.union((self._traits[i], self._traits[j])) or self._traits[i]
        small, large = sorted((self._people[i], self._people[j]), key=len)
        large |= small
        self._people[i], self._people[j] = large, set()

    def join_all(self, candidates: Iterable[_Candidate]) -> None:
        """Join by score, ties by key."""
        units = self._units
        for c in sorted(candidates, key=lambda c: (-c.score, units[c.one].key, units[c.other].key)):
            self.join(c.one, c.other)

    def sets(self) -> list[list[int]]:
        """The sets in order of their smallest keys, each in order of keys."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in sorted(range(len(self._units)), key=lambda i: self._units[i].key):
            found[self.root(i)].append(i)
        return sorted(found.values(), key=lambda s: self._units[s[0]].key)


def merge(units: Sequence[Unit]) -> list[list[int]]:
    """Sets of indices of the units that are one thing."""
    partition = Partition(units)
    named = [i for i, u in enumerate(units) if u.named]
    people = [i for i in named if units[i].kind == "PERSON"]
    _merge_people(units, people, partition)
    _merge_others(units, [i for i in named if units[i].kind != "PERSON"], partition)
    _merge_concepts(units, partition)
    _merge_groups(units, partition)
    return partition.sets()


def _merge_people(units: Sequence[Unit], people: list[int], partition: Partition) -> None:
    """Names that say more first: full names, their variants, initials, surnames."""
    blocks = _Blocks(units, partition)
    levels: dict[int, list[int]] = defaultdict(list)
    for i in people:
        levels[_detail(units[i].names[0])].append(i)
    for level in sorted(levels, reverse=True):
        full = [i for i in levels[level] if units[i].names[0].is_full]
        _join_same(units, full, partition)
        same = {i: _same_key(units[i]) for i in full}
        fit = blocks.only_fit(full, _keys_of_person, _is_person, same)
        short = [i for i in levels[level] if not units[i].names[0].is_full]
        fit_short = blocks.only_fit(short, _keys_of_person, _is_person, {})
        partition.join_all([*fit.found, *fit_short.found])
        _join_same(units, fit_short.lone, partition)
        blocks.add(levels[level], lambda unit: _keys_for_person(unit.names[0]))


def _merge_others(units: Sequence[Unit], others: list[int], partition: Partition) -> None:
    """Same names, then aliases that a text gives, acronyms, and short forms."""
    _join_same(units, others, partition)
    blocks = _Blocks(units, partition)
    blocks.add(others, lambda unit: [k for n in unit.names for k in _keys_for_other(n, unit.kind)])
    partition.join_all(blocks.only_fit(others, _keys_of_other, lambda one, other: True, {}).found)


@dataclass(frozen=True, slots=True)
class _Fit:
    """Links of units that fit one set alone, and the units that fit none."""

    found: list[_Candidate]
    lone: list[int]


class _Blocks:
    """Sets by what their names share: the candidates for a name, never all pairs."""

    def __init__(self, units: Sequence[Unit], partition: Partition) -> None:
        self._units = units
        self._partition = partition
        self._blocks: dict[Hashable, dict[int, None]] = defaultdict(dict)

    def add(self, members: list[int], keys: Callable[[Unit], Iterable[Hashable]]) -> None:
        """Enter units under their keys, the sets they are in once."""
        for i in members:
            for key in keys(self._units[i]):
                self._blocks[key].setdefault(self._partition.root(i))

    def only_fit(
        self,
        members: list[int],
        keys: Callable[[Unit], Iterable[Hashable]],
        fits: Callable[[Unit, Unit], bool],
        same: Mapping[int, Hashable],
    ) -> _Fit:
        """Links from each unit to the only set that it fits.

        `same` gives names that units of `members` share: whoever bears the same name, and could
        be the same as far as is known, makes it unclear which of them is meant.
        """
        rivals: dict[Hashable, set[int]] = defaultdict(set)
        for i, name in same.items():
            rivals[name].add(self._partition.root(i))
        found, lone = [], []
        for i in members:
            near = [j for key in keys(self._units[i]) for j in self._near(key)]
            fitting = self._fitting(i, near, fits)
            others = rivals[same[i]] - {self._partition.root(i)} if i in same else set()
            unclear = any(self._partition.may_join(i, j) for j in sorted(others)[:_MOST])
            if len(fitting) == 1 and len(near) <= _MOST and not unclear:
                found.append(_Candidate(0.7, i, fitting[0]))
            elif not fitting:
                lone.append(i)
        return _Fit(found, lone)

    def _near(self, key: Hashable) -> list[int]:
        return list(islice(self._blocks.get(key, ()), _MOST + 1))

    def _fitting(self, i: int, near: list[int], fits: Callable[[Unit, Unit], bool]) -> list[int]:
        """At most two sets that a unit fits."""
        roots: dict[int, int] = {}
        for j in near:
            root = self._partition.root(j)
            if root == self._partition.root(i) or root in roots:
                continue
            if self._partition.may_join(i, j) and fits(self._units[i], self._units[j]):
                roots[root] = j
                if len(roots) > 1:
                    break
        return list(roots.values())


def _is_person(one: Unit, other: Unit) -> bool:
    """Whether the first person's label can be short for a name of the second."""
    reasons = {same_person(one.names[0], name) for name in other.names}
    return bool(reasons - {"", "given name"})


def _keys_of_person(unit: Unit) -> list[Hashable]:
    """Where the fuller names of a person are looked for."""
    name = unit.names[0]
    if name.is_full:
        return [(name.family, given_form(name.given[0])), "".join(name.tokens)]
    if name.given:
        return [(name.family, name.given[0][0])]
    return ["".join(name.tokens)]


def _keys_for_person(name: Name) -> list[Hashable]:
    """Where a person's name is found by shorter ones."""
    keys: list[Hashable] = ["".join(name.family), name.tokens[-1] if name.tokens else ""]
    if name.given:
        keys += [(name.family, given_form(name.given[0])), (name.family, name.given[0][0])]
        keys += ["".join(name.given), "".join(name.tokens[1:])]
    return list(dict.fromkeys(keys))


def _keys_of_other(unit: Unit) -> list[Hashable]:
    """Where the fuller names of an organisation or a place are looked for."""
    name = unit.names[0]
    keys: list[Hashable] = [(unit.kind, "name", name.key), (unit.kind, "start", name.tokens)]
    return [*keys, (unit.kind, "acronym", name.key)] if is_acronym(name.text) else keys


def _keys_for_other(name: Name, kind: str) -> list[Hashable]:
    """Where a name of an organisation or a place is found by shorter ones."""
    keys: list[Hashable] = [(kind, "name", name.key)]
    keys += [(kind, "acronym", a) for a in sorted(acronyms(name))]
    if kind == "ORG":
        starts = (Name("", name.tokens[:n]) for n in range(1, len(name.tokens)))
        keys += [(kind, "start", s.tokens) for s in starts if is_short_form(s, name)]
    return keys


def _same_key(unit: Unit) -> Hashable:
    """What the spellings of one full name share; nicknames count as the name."""
    name = unit.names[0]
    if unit.kind == "NORP":
        return unit.kind, "".join(name.tokens).removesuffix("s")
    if name.is_full:
        return unit.kind, given_form(name.given[0]) + "".join((*name.given[1:], *name.family))
    return unit.kind, "".join(name.tokens) or unit.entity.label


def _join_same(units: Sequence[Unit], members: list[int], partition: Partition) -> None:
    """Join units with the same name, but none that could be either of two that differ."""
    blocks: dict[Hashable, list[int]] = defaultdict(list)
    for i in members:
        blocks[_same_key(units[i])].append(i)
    for block in blocks.values():
        for alike in _alike([(i, units[i].traits) for i in block]):
            documents = {units[i].key[0] for i in alike}
            if units[alike[0]].kind != "PERSON" or len(documents) == len(alike):
                partition.join_all(_Candidate(0.9, alike[0], i) for i in alike[1:])


def _alike(block: list[tuple[int, Traits]]) -> list[list[int]]:
    """Parts of a block whose traits agree; who agrees with two that differ stays alone."""
    by_traits: dict[Traits, list[int]] = defaultdict(list)
    for i, traits in block:
        by_traits[traits].append(i)
    if len(by_traits) == 1:
        return [[i for i, _ in block]]
    found: dict[Traits, list[int]] = defaultdict(list)
    alone = []
    for traits in sorted(by_traits, key=Traits.values):
        together = Traits.union(t for t in by_traits if t.agrees(traits))
        if together is None:
            alone += [[i] for i in by_traits[traits]]
        else:
            found[together] += by_traits[traits]
    return [*found.values(), *alone]


def _detail(name: Name) -> int:
    """How much a name says: words spelt out count more than initials."""
    return sum(2 if len(t) > 1 else 1 for t in name.tokens)


def _merge_concepts(units: Sequence[Unit], partition: Partition) -> None:
    """Generic concepts are one by any form of their name ("sanctions", "sanction")."""
    first: dict[tuple[str, str], int] = {}
    for i in sorted(range(len(units)), key=lambda i: units[i].key):
        unit = units[i]
        if unit.entity.generic and not unit.named:
            for form in (unit.entity.label, *unit.entity.aliases):
                j = first.setdefault((unit.kind, form.casefold()), i)
                partition.join(i, j)


def _merge_groups(units: Sequence[Unit], partition: Partition) -> None:
    """Groups of the same named members are one."""
    at = {(u.key[0], u.entity.id): i for i, u in enumerate(units)}
    first: dict[tuple[int, ...], int] = {}
    for i in sorted(range(len(units)), key=lambda i: units[i].key):
        members = [at.get((units[i].key[0], m)) for m in units[i].entity.members]
        known = [m for m in members if m is not None and units[m].named]
        if known and len(known) == len(members):
            roots = tuple(sorted({partition.root(m) for m in known}))
            partition.join(i, first.setdefault(roots, i))
