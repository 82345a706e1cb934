"""Units in disjoint sets that grow by links, each with its reason, and never against a ban."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.resolve.context import Evidence, Feature, Profile, Weights
from kg.resolve.names import Name
from kg.resolve.units import Key, Traits, Unit

FORCED = 20.0
"""Log-odds of what the user has decided."""


@dataclass(frozen=True, slots=True)
class Why:
    """Why a unit is one with another, by index: a reason, log-odds, and what both share."""

    to: int
    reason: str
    score: float
    shared: tuple[tuple[str, str], ...] = ()


class Partition:
    """Units in disjoint sets, and what each set knows; sets that differ are never joined.

    `order` are the units in the order of their keys. A set stands under its unit with the smallest
    key; every other unit has a `why`.
    """

    def __init__(self, units: Sequence[Unit]) -> None:
        self.units = units
        self._contexts = [u.context for u in units]
        self.order = sorted(range(len(units)), key=lambda i: units[i].key)
        self._ranks = [0] * len(units)
        for rank, i in enumerate(self.order):
            self._ranks[i] = rank
        self._weights = Weights({}, {}, 0)
        self.why: dict[int, Why] = {}
        self._parent = list(range(len(units)))
        self._sizes = [1] * len(units)
        self._traits = [u.traits for u in units]
        self._people = [{u.key[0]} if u.kind == "PERSON" else set() for u in units]
        self._profiles: dict[int, Profile] = {}
        self._numbers: dict[tuple[Name, ...], int] = {}
        self._named: list[tuple[Name, ...]] = []
        self._names = [self._number(u.names) for u in units]
        self._apart: dict[int, set[tuple[int, int]]] = {}

    def root(self, i: int) -> int:
        """The unit that stands for the set of a unit: that with the smallest key."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def roots(self, members: Iterable[int]) -> list[int]:
        """The sets of units, in order of their keys."""
        return sorted({self.root(i) for i in members}, key=self.rank)

    def rank(self, i: int) -> int:
        """The place of a unit in the order of keys."""
        return self._ranks[i]

    def key(self, i: int) -> Key:
        """What orders units and breaks ties."""
        return self.units[i].key

    def documents(self, i: int) -> int:
        """In how many documents the set of a unit stands."""
        return self._sizes[self.root(i)]

    def traits(self, i: int) -> Traits:
        """What is known of the set of a unit of which it has only one."""
        return self._traits[self.root(i)]

    def features(self, i: int) -> Iterable[tuple[str, str]]:
        """The features of the set of a unit."""
        return self._profile(self.root(i)).counts

    def names(self, i: int) -> tuple[Name, ...]:
        """The different names of the set of a unit."""
        return self._named[self._names[self.root(i)]]

    def naming(self, i: int) -> int:
        """A number that the sets with the names of a unit's set share, and no others."""
        return self._names[self.root(i)]

    def keep_apart(self, i: int, j: int, ban: int) -> None:
        """Never join the sets of two units; `ban` numbers the reason."""
        self._apart.setdefault(self.root(i), set()).add((ban, 0))
        self._apart.setdefault(self.root(j), set()).add((ban, 1))

    def may_join(self, i: int, j: int) -> bool:
        """Whether two sets can be one: same kind, no contradiction, not two of one document."""
        i, j = self.root(i), self.root(j)
        if self.units[i].kind != self.units[j].kind or self._is_banned(i, j):
            return False
        if not self._people[i].isdisjoint(self._people[j]):
            return False
        return self._traits[i].agrees(self._traits[j])

    def evidence(self, i: int, j: int) -> Evidence:
        """How much what is known of two sets speaks for one thing."""
        return self._weights.evidence(self._profile(self.root(i)), self._profile(self.root(j)))

    def join(self, i: int, j: int, reason: str, score: float = 0.0,
             shared: tuple[tuple[str, str], ...] = ()) -> bool:  # fmt: skip
        """Make two sets one where that is allowed, and say whether it was."""
        i, j = sorted((self.root(i), self.root(j)), key=self.rank)
        if i == j or not self.may_join(i, j):
            return False
        self._take(i, j, Why(i, reason, score, shared))
        return True

    def _take(self, i: int, j: int, why: Why) -> None:
        """Join the set under `j` to that under `i`."""
        right = self.names(max((i, j), key=self.documents)) if why.reason == "spelling" else None
        self._unite(i, j)
        if right is not None:  # the name with a wrong letter is none that others may have
            self._names[i] = self._number(right)
        self.why[j] = why

    def know(self, contexts: Sequence[tuple[Feature, ...]]) -> None:
        """Take these as what stands around each unit."""
        self._contexts = list(contexts)
        self._profiles.clear()
        for members in self.sets():
            if len(members) > 1:
                self._profiles[members[0]] = Profile.of([self._contexts[i] for i in members])

    def contexts(self) -> Iterator[tuple[Feature, ...]]:
        """The features of each named unit, as they are known now."""
        pairs = zip(self._contexts, self.units, strict=True)
        return (context for context, u in pairs if u.named)

    def weigh(self, weights: Weights) -> None:
        """Take features for as rare as these weights say."""
        self._weights = weights

    def label(self, i: int) -> str:
        """What names the set of a unit: the key of its first unit."""
        return " ".join(map(str, self.key(self.root(i))))

    def repeat(self, links: Iterable[tuple[int, Why]]) -> None:
        """Make the joins of another partition of the same units, in their order (its `why`)."""
        for j, why in links:
            first, second = sorted((self.root(why.to), self.root(j)), key=self.rank)
            if first != second:
                self._take(first, second, why)

    def force(self, i: int, j: int, reason: str) -> None:
        """Make two sets one whatever speaks against it."""
        i, j = sorted((self.root(i), self.root(j)), key=self.rank)
        if i != j:
            self._take(i, j, Why(i, reason, FORCED))

    def sets(self) -> list[list[int]]:
        """The sets in order of their smallest keys, each in order of keys."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in self.order:
            found[self.root(i)].append(i)
        return list(found.values())

    def _is_banned(self, i: int, j: int) -> bool:
        ones, others = self._apart.get(i), self._apart.get(j)
        if not ones or not others:
            return False
        return any((ban, 1 - side) in others for ban, side in ones)

    def _unite(self, i: int, j: int) -> None:
        if self._names[i] != self._names[j]:
            names = tuple(dict.fromkeys((*self.names(i), *self.names(j))))
            self._names[i] = self._number(names)
        self._parent[j] = i
        self._traits[i] = Traits.union((self._traits[i], self._traits[j])) or self._traits[i]
        self._people[i], self._people[j] = _united(self._people[i], self._people[j]), set()
        if j in self._apart:
            self._apart[i] = _united(self._apart.get(i, set()), self._apart.pop(j))
        self._sizes[i] += self._sizes[j]
        small, large = sorted((self._profile(i), self._profile(j)), key=lambda p: len(p.counts))
        large.add(small)
        self._profiles[i] = large
        del self._profiles[j]

    def _number(self, names: tuple[Name, ...]) -> int:
        number = self._numbers.setdefault(names, len(self._named))
        if number == len(self._named):
            self._named.append(names)
        return number

    def _profile(self, i: int) -> Profile:
        if i not in self._profiles:
            self._profiles[i] = Profile.of([self._contexts[i]])
        return self._profiles[i]


_Set = TypeVar("_Set", set[str], set[tuple[int, int]])


def _united(one: _Set, other: _Set) -> _Set:
    small, large = sorted((one, other), key=len)
    large |= small
    return large
