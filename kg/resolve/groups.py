"""Groups: what "they", "the pair" or "both leaders" stand for, an entity with members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from kg.resolve.discourse import SUBJECTS, Cluster, Discourse
from kg.resolve.names import kind_of
from kg.resolve.words import KINDS, PAIRS

_NEAR = 3
"""In how many sentences two people count as a pair without being named together."""
_PARTS = 30
"""How many mentions before its "and" a coordination may begin."""
_ANYBODY = frozenset(("side", "party", "rival", "other"))
"""Nouns for people, organisations and countries alike."""
_MEMORY = 10
"""In how many sentences a group is remembered."""


@dataclass(frozen=True, slots=True)
class Group:
    """Clusters that can be a group together, the mention that it leans on, and how well."""

    members: tuple[int, ...]
    mention: int
    score: float


class Groups:
    """The groups of a document, and how to find the one that a plural mention means."""

    def __init__(self, d: Discourse) -> None:
        self._d = d
        self._known: dict[tuple[int, ...], Cluster] = {}
        self._recent: list[Cluster] = []
        self._joined: dict[int, list[int]] = defaultdict(list)
        for j, f in enumerate(d.features):
            first = d.at.get(f.governor) if f.role == "conj" else None
            if first is not None and first < j:
                self._joined[first].append(j)

    def pronoun(self, i: int) -> Group | None:
        """The group that "they" means when no plural noun is near."""
        subject = self._d.features[i].role in SUBJECTS
        return self._named_together(i, 0, 2) or self._in_one_sentence(i, 0 if not subject else 1)

    def nominal(self, i: int) -> Group | None:
        """The group that "the pair", "both leaders" or "the two countries" means."""
        size, lemma = self._d.size(i), self._d.lemma(i)
        if self._d.mentions[i].kind == "nominal" and not self._kind(i) and lemma not in _ANYBODY:
            return None  # "both parliaments" are none of the people and places named before
        if not size or not (self._d.features[i].definite or lemma in PAIRS or size == 2):
            return None
        return self._remembered(i, size) or self._named_together(i, size, 4) or self._near(i, size)

    def parts(self, i: int) -> list[int]:
        """The mentions that a coordination ("Trump and Kim", headed by "and") is made of."""
        if self._d.lemma(i) != "and" or self._d.type(i) != "GROUP":
            return []
        start, end = self._d.mentions[i].start, self._d.mentions[i].end
        for j in range(i - 1, max(-1, i - _PARTS), -1):
            found = [j, *self._joined.get(j, ())]
            inside = [k for k in found if start <= self._d.features[k].head[0] < end]
            if len(inside) > 1 and j in inside:
                return inside
        return []

    def join(self, i: int, group: Group) -> Cluster:
        """Put a mention into the cluster of a group, which is made when it is new."""
        cluster = self._known.get(group.members)
        if cluster is None:
            cluster = self._d.new(members=group.members)
            self._known[group.members] = cluster
        self._d.join(i, cluster, "members", group.score, group.mention)
        if cluster in self._recent:
            self._recent.remove(cluster)
        self._recent = [*self._recent[-_MEMORY:], cluster]
        return cluster

    def _kind(self, i: int) -> str:
        lemma = self._d.lemma(i)
        if lemma in KINDS:
            return kind_of(KINDS[lemma])
        type_ = "PERSON" if lemma in PAIRS else self._d.type(i)
        return "PERSON" if type_ == "GROUP" else type_

    def _fits(self, i: int, members: tuple[int, ...]) -> bool:
        kinds = {kind_of(self._d.clusters[m].kind) for m in members}
        kind = self._kind(i) if self._d.mentions[i].kind == "nominal" else ""
        if kinds & {"", "THING", "GROUP"} or len(kinds) != 1 or (kind and kinds != {kind}):
            return False
        named = any(self._d.clusters[m].named for m in members)
        return named and not self._d.forbidden(i) & set(members)

    def _remembered(self, i: int, size: int) -> Group | None:
        for cluster in reversed(self._recent):
            last = cluster.mentions[-1]
            near = self._d.sentence[i] - self._d.sentence[last] <= _MEMORY
            if near and len(cluster.members) == size and self._fits(i, cluster.members):
                return Group(cluster.members, last, 0.8)
        return None

    def _named_together(self, i: int, size: int, reach: int) -> Group | None:
        """Names joined by "and" shortly before."""
        for j in self._d.before(i):
            if self._d.sentence[i] - self._d.sentence[j] > reach:
                return None
            found = [j, *self._joined.get(j, ())]
            if len(found) < 2 or not all(k in self._d.of and k < i for k in found):
                continue
            members = tuple(sorted({self._d.of[k] for k in found}))
            if len(members) > 1 and size in (0, len(members)) and self._fits(i, members):
                return Group(members, j, 0.8)
        return None

    def _people(self, i: int, reach: int) -> Iterator[tuple[int, int]]:
        for j in self._d.before(i):
            cluster = self._d.clusters[self._d.of[j]]
            if self._d.sentence[i] - self._d.sentence[j] > reach:
                return
            if cluster.type == "PERSON" and cluster.number != "plur" and cluster.named:
                yield cluster.id, j

    def _in_one_sentence(self, i: int, reach: int) -> Group | None:
        """Exactly two people in the same sentence as "their"."""
        people = dict(self._people(i, reach))
        members = tuple(sorted(people))
        if len(members) != 2 or not self._fits(i, members):
            return None
        return Group(members, max(people.values()), 0.6)

    def _near(self, i: int, size: int) -> Group | None:
        """Exactly as many people as the words say, in the last sentences."""
        for reach in range(_NEAR + 1):
            people = dict(self._people(i, reach))
            members = tuple(sorted(people))
            if len(members) == size and self._kind(i) in ("", "PERSON") and self._fits(i, members):
                return Group(members, max(people.values()), 0.6)
            if len(members) > size:
                return None
        return None
