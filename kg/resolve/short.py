"""Short names and the fuller ones that they can mean.

The odds that a short name means one bearer of it and no other: in how many documents each stands,
times how well each fits what is around, against all the others and those that nobody has named
(Bayes's rule).
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence

from kg.resolve.context import Evidence
from kg.resolve.names import Name
from kg.resolve.settle import Doubt, Settler

_MOST = 24
"""Of more bearers of a name only those are looked at that share something with it."""
_CLOSE = -1.5
"""Log-odds from which a bearer that was not chosen is worth a look."""


class Short:
    """The bearers of names, found by what is short for them.

    `fits` says why a set's name can be short for one of another, or "". `unknown` is the number
    of bearers of a name to be thought of beside the known ones. Log-odds must be `enough`.
    """

    def __init__(
        self,
        settler: Settler,
        fits: Callable[[int, int], str],
        unknown: Callable[[Name], float],
        enough: float,
    ) -> None:
        self._enough = enough
        self._settler, self._partition = settler, settler.partition
        self._fits, self._unknown = fits, unknown
        self._bearers: dict[Hashable, list[int]] = defaultdict(list)
        self._sharing: dict[Hashable, dict[tuple[str, str], list[int]]] = {}
        self._largest: dict[Hashable, list[int]] = {}

    def enter(self, members: Iterable[int], keys: Callable[[int], Iterable[Hashable]]) -> None:
        """Enter the sets of some units under what is short for their names."""
        for i in self._partition.roots(members):
            for key in dict.fromkeys(keys(i)):
                self._bearers[key].append(i)

    def join(self, members: Iterable[int], keys: Callable[[int], Iterable[Hashable]]) -> None:
        """Join each set of some units with the bearer that it clearly means."""
        found: list[tuple[float, int, int, str, Evidence]] = []
        doubts: list[tuple[float, int, int, str, Evidence]] = []
        self._sharing.clear()
        for i in self._partition.roots(members):
            best = self._best(i, list(dict.fromkeys(keys(i))))
            if best is not None:
                (found if best[0] >= self._enough else doubts).append(best)
        rank = self._partition.rank
        for score, i, j, reason, evidence in sorted(found, key=lambda f: (-f[0], rank(f[1]))):
            self._partition.join(i, j, reason, score, evidence.shared)
        self._settler.doubts += (
            Doubt(i, j, score, reason, "others fit too", evidence.shared)
            for score, i, j, reason, evidence in doubts
            if score > _CLOSE
        )

    def _best(
        self, i: int, keys: Sequence[Hashable]
    ) -> tuple[float, int, int, str, Evidence] | None:
        """The bearer that a set most probably means, with the log-odds that it does."""
        partition = self._partition
        near, rest = self._near(i, keys)
        odds: list[tuple[float, int, str, Evidence]] = []
        for j in near:
            reason = self._fits(i, j) if partition.may_join(i, j) else ""
            if reason:
                evidence = partition.evidence(i, j)
                odds.append(
                    (math.log(partition.documents(j)) + evidence.score, j, reason, evidence)
                )
        if not odds:
            return None
        odds.sort(key=lambda o: (-o[0], partition.rank(o[1])))
        first, j, reason, evidence = odds[0]
        others = self._unknown(partition.units[i].names[0]) + rest
        others += sum(math.exp(o[0]) for o in odds[1:])
        return first - math.log(others), i, j, reason, evidence

    def _near(self, i: int, keys: Sequence[Hashable]) -> tuple[list[int], int]:
        """The bearers to look at, and in how many documents those stand that are not."""
        root = self._partition.root
        near: dict[int, None] = {}
        rest = 0
        for key in keys:
            bearers = self._bearers.get(key, ())
            if len(bearers) <= _MOST:
                near.update(dict.fromkeys(map(root, bearers)))
                continue
            chosen = self._alike(i, key)
            near.update(dict.fromkeys(chosen))
            rest += len(bearers) - len(chosen)
        near.pop(root(i), None)
        return list(near), rest

    def _alike(self, i: int, key: Hashable) -> list[int]:
        """Bearers that share something rare with a set, and those in most documents."""
        partition = self._partition
        if key not in self._sharing:
            found: dict[tuple[str, str], list[int]] = defaultdict(list)
            for j in dict.fromkeys(map(partition.root, self._bearers[key])):
                for feature in partition.features(j):
                    found[feature].append(j)
            self._sharing[key] = found
            roots = dict.fromkeys(map(partition.root, self._bearers[key]))
            by_size = sorted(roots, key=lambda j: (-partition.documents(j), partition.rank(j)))
            self._largest[key] = by_size[:4]
        sharing = self._sharing[key]
        near = dict.fromkeys(map(partition.root, self._largest[key]))
        for feature in partition.features(i):
            block = sharing.get(feature, ())
            if len(block) <= _MOST:
                near.update(dict.fromkeys(map(partition.root, block)))
        return list(near)
