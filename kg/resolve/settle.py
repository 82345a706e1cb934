"""Sets of units that may be one, joined best first as the evidence grows.

Agglomerative clustering under bans: the pair with the highest log-odds is joined, and what both
know counts for the next. A set that fits two others which are not one themselves joins neither,
unless it fits the one much better. What is known to differ is never joined, so in a chain of
links between two such things the weakest is the one that is left out.
"""

from __future__ import annotations

import heapq
import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from operator import itemgetter

from kg.resolve.context import Evidence
from kg.resolve.partition import Partition

ENOUGH = 0.5
"""Log-odds from which two sets are joined (name and surroundings together)."""
CLEARER = 2.0
"""How much better than with its rivals a set must fit to join one of several (log-odds)."""
_CLOSE = -3.0
"""Log-odds from which a pair that is not joined is worth a look."""
_ALL = 24
"""Up to this many sets every pair is looked at; of more, those that share something rare."""
_RIVALS = 8
"""How many of those that a set resembles most are looked at as its rivals."""
_GROWN = 2.0
"""By how much a rival's log-odds may have grown since they were first computed."""
_LARGEST = 8
"""How many of the largest sets of a block are compared with all others of it."""

Near = Mapping[int, list[tuple[float, int]]]
"""For each set those that it resembles, with negative log-odds, the best first."""
Base = Callable[[int, int], tuple[float, str]]
"""Log-odds of two sets by their names alone, and the reason; -inf where the names differ."""
Scored = tuple[float, str, Evidence]
"""Log-odds of two sets by all that is known of them, the reason, and what they share."""

_NEVER: Scored = (-math.inf, "", Evidence(0.0))


@dataclass(frozen=True, slots=True)
class Doubt:
    """Two units, by index, whose sets were nearly joined: log-odds, reason, why they were not."""

    one: int
    other: int
    score: float
    reason: str
    against: str
    shared: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Settler:
    """Joins sets of a partition, and remembers what it was not sure of."""

    partition: Partition
    doubts: list[Doubt] = field(default_factory=list)
    _known: dict[tuple[int, int], tuple[int, Scored]] = field(default_factory=dict)

    def settle(self, members: Iterable[int], base: Base) -> None:
        """Join what is one among the sets of some units."""
        self._known.clear()
        while self._pass(self.partition.roots(members), base):
            pass

    def _pass(self, roots: list[int], base: Base) -> bool:
        """Go through all pairs once; says whether joins make another pass worth while."""
        resembling: dict[int, list[tuple[float, int]]] = defaultdict(list)
        heap: list[tuple[float, tuple[int, int], int, int]] = []
        for i, j in self._pairs(roots):
            score, _, _ = self._score(i, j, base)
            if score > -math.inf:
                resembling[i].append((-score, j))
                resembling[j].append((-score, i))
            if score >= ENOUGH:
                heapq.heappush(heap, self._entry(score, i, j))
        near = {
            i: heapq.nsmallest(_RIVALS, found, key=itemgetter(0))  # the first of equals, by key
            for i, found in resembling.items()
        }
        joined, doubts = False, []
        while heap:
            negative, _, i, j = heapq.heappop(heap)
            a, b = self.partition.root(i), self.partition.root(j)
            if a == b:
                continue
            score, reason, evidence = self._score(a, b, base)
            if score < -negative:
                if score >= ENOUGH:
                    heapq.heappush(heap, self._entry(score, a, b))
                continue
            if self._is_clear(a, b, score, near, base) and self._is_clear(b, a, score, near, base):
                joined |= self.partition.join(a, b, reason, score, evidence.shared)
            else:
                doubts.append(Doubt(a, b, score, reason, "fits another too", evidence.shared))
        again = joined and len(roots) > 2
        if not again:
            self.doubts += doubts + list(self._close(roots, near, base))
        return again

    def _entry(self, score: float, i: int, j: int) -> tuple[float, tuple[int, int], int, int]:
        first, second = sorted((self.partition.rank(i), self.partition.rank(j)))
        return -score, (first, second), i, j

    def _score(self, i: int, j: int, base: Base) -> Scored:
        """Log-odds of two sets, the reason, and the evidence; kept while neither set grows."""
        if self.partition.rank(j) < self.partition.rank(i):
            i, j = j, i
        size = self.partition.documents(i) + self.partition.documents(j)
        known = self._known.get((i, j))
        if known is None or known[0] != size:
            known = self._known[i, j] = size, self._computed(i, j, base)
        return known[1]

    def _computed(self, i: int, j: int, base: Base) -> Scored:
        if not self.partition.may_join(i, j):
            return _NEVER
        odds, reason = base(i, j)
        if odds == -math.inf:
            return _NEVER
        evidence = self.partition.evidence(i, j)
        return odds + evidence.score, reason, evidence

    def _is_clear(self, i: int, j: int, score: float, near: Near, base: Base) -> bool:
        """Whether a set fits no third one about as well that is not one with the second."""
        least = score - CLEARER - _GROWN
        rivals = {self.partition.root(k) for odds, k in near.get(i, ()) if -odds > least} - {i, j}
        for k in sorted(rivals):
            if self._score(i, k, base)[0] > score - CLEARER and self._score(j, k, base)[0] < 0:
                return False
        return True

    def _pairs(self, roots: list[int]) -> Iterator[tuple[int, int]]:
        if len(roots) <= _ALL:
            yield from combinations(roots, 2)
            return
        found: dict[tuple[int, int], None] = {}
        blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
        for i in roots:
            for feature in self.partition.features(i):
                blocks[feature].append(i)
        for block in blocks.values():
            if len(block) <= _ALL:
                found.update(dict.fromkeys(pairwise(block)))
        documents = self.partition.documents
        place = {i: n for n, i in enumerate(roots)}
        large = sorted(roots, key=lambda i: (-documents(i), place[i]))[:_LARGEST]
        for i in large:
            for j in roots:
                if i != j:
                    found[(i, j) if place[i] < place[j] else (j, i)] = None
        yield from found

    def _close(self, roots: list[int], near: Near, base: Base) -> Iterator[Doubt]:
        """For each set that stayed alone the best that it nearly joined."""
        for i in roots:
            if self.partition.root(i) != i:
                continue
            others = {self.partition.root(j) for _, j in near.get(i, ())} - {i}
            scored = [(self._score(i, j, base), j) for j in sorted(others, key=self.partition.rank)]
            kept = [(s, j) for s, j in scored if _CLOSE <= s[0] < ENOUGH]
            if kept:
                (score, reason, evidence), j = max(kept, key=lambda k: k[0][0])
                yield Doubt(i, j, score, reason, "too little says so", evidence.shared)
