"""Units in disjoint sets that grow by links, each with its reason, and never against a ban."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
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


@dataclass(frozen=True, slots=True)
class State:
    """What became of a unit: the index of the unit that stands for its set, and why it is there.

    `names` are those of the set, where this unit stands for one and they are not its own.
    """

    root: int
    why: Why | None
    names: tuple[Name, ...]


class Partition:
    """Units in disjoint sets, and what each set knows; sets that differ are never joined.

    A set stands under its unit with the smallest key. Every other unit has a `why`.
    """

    def __init__(self, units: Sequence[Unit], weights: Weights | None = None) -> None:
        """`weights` are those of a larger set of units that these are a part of."""
        self.units = units
        self._contexts = [u.context for u in units]
        self._weights = weights or self._weighed()
        self.why: dict[int, Why] = {}
        self._parent = list(range(len(units)))
        self._sizes = [1] * len(units)
        self._traits = [u.traits for u in units]
        self._people = [{u.key[0]} if u.kind == "PERSON" else set() for u in units]
        self._profiles: dict[int, Profile] = {}
        self._names: dict[int, tuple[Name, ...]] = {}
        self._apart: dict[int, set[tuple[int, int]]] = {}

    def root(self, i: int) -> int:
        """The unit that stands for the set of a unit: that with the smallest key."""
        while self._parent[i] != i:
            self._parent[i] = self._parent[self._parent[i]]
            i = self._parent[i]
        return i

    def roots(self, members: Iterable[int]) -> list[int]:
        """The sets of units, in order of their keys."""
        return sorted({self.root(i) for i in members}, key=self.key)

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
        i = self.root(i)
        return self._names.get(i, self.units[i].names)

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
        i, j = sorted((self.root(i), self.root(j)), key=self.key)
        if i == j or not self.may_join(i, j):
            return False
        right = self.names(max((i, j), key=self.documents)) if reason == "spelling" else None
        self._unite(i, j)
        if right is not None:  # the name with a wrong letter is none that others may have
            self._names[i] = right
        self.why[j] = Why(i, reason, score, shared)
        return True

    def look_again(self) -> None:
        """Know the things around each unit by the sets that they are in, not by their names."""
        at: dict[tuple[str, str], int] = {}
        for i, u in enumerate(self.units):
            if u.value:
                at[u.key[0], u.value] = i if (u.key[0], u.value) not in at else -1
        labels = {place: self.label(k) for place, k in at.items() if k >= 0}
        for i, u in enumerate(self.units):
            self._contexts[i] = known_by(u, labels)
        self.see(self._contexts, self._weighed())

    def see(self, contexts: Sequence[tuple[Feature, ...]], weights: Weights) -> None:
        """Know other things around each unit, which weigh otherwise."""
        self._contexts, self._weights = list(contexts), weights
        self._profiles.clear()
        for members in self.sets():
            if len(members) > 1:
                self._profiles[members[0]] = Profile.of([self._contexts[i] for i in members])

    def label(self, i: int) -> str:
        """What names the set of a unit: the key of its first unit."""
        return " ".join(map(str, self.key(self.root(i))))

    def _weighed(self) -> Weights:
        return Weights.of(c for c, u in zip(self._contexts, self.units, strict=True) if u.named)

    def states(self) -> list[State]:
        """What became of each unit; bans, which nobody but the user sets, are left out."""
        return [
            State(self.root(i), self.why.get(i), self._names.get(i, ()))
            for i in range(len(self.units))
        ]

    @staticmethod
    def restored(units: Sequence[Unit], states: Sequence[State], weights: Weights) -> Partition:
        """The partition of the same units in the same order that had these states."""
        found = Partition(units, weights)
        for i, state in enumerate(states):
            if state.root != i:
                found._unite(state.root, i)
                found.why[i] = state.why or Why(state.root, "", 0.0)
        found._names = {i: state.names for i, state in enumerate(states) if state.names}
        return found

    def force(self, i: int, j: int, reason: str) -> None:
        """Make two sets one whatever speaks against it."""
        i, j = sorted((self.root(i), self.root(j)), key=self.key)
        if i != j:
            self._unite(i, j)
            self.why[j] = Why(i, reason, FORCED)

    def sets(self) -> list[list[int]]:
        """The sets in order of their smallest keys, each in order of keys."""
        found: dict[int, list[int]] = defaultdict(list)
        for i in sorted(range(len(self.units)), key=self.key):
            found[self.root(i)].append(i)
        return sorted(found.values(), key=lambda s: self.key(s[0]))

    def _is_banned(self, i: int, j: int) -> bool:
        ones, others = self._apart.get(i), self._apart.get(j)
        if not ones or not others:
            return False
        return any((ban, 1 - side) in others for ban, side in ones)

    def _unite(self, i: int, j: int) -> None:
        names = tuple(dict.fromkeys((*self.names(i), *self.names(j))))
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
        self._names.pop(j, None)
        if names != self.units[i].names:
            self._names[i] = names

    def _profile(self, i: int) -> Profile:
        if i not in self._profiles:
            self._profiles[i] = Profile.of([self._contexts[i]])
        return self._profiles[i]


def known_by(unit: Unit, labels: Mapping[tuple[str, str], str]) -> tuple[Feature, ...]:
    """What is around a unit, told by the sets' labels instead of names in its document.

    `labels` are by document and value, of what stands there once.
    """
    document = unit.key[0]
    return tuple((kind, labels.get((document, value), value)) for kind, value in unit.context)


_Set = TypeVar("_Set", set[str], set[tuple[int, int]])


def _united(one: _Set, other: _Set) -> _Set:
    small, large = sorted((one, other), key=len)
    large |= small
    return large
