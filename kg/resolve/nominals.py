"""Nominals that name a known thing again: "the minister", "his sister", "the institute"."""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass

from kg.resolve.discourse import Cluster, Discourse
from kg.resolve.names import Name, kind_of, words_of
from kg.resolve.pronouns import PRONOUNS
from kg.resolve.words import (
    DETERMINERS,
    INVERSE_KIN,
    KIN,
    KINDS,
    MINOR_WORDS,
    NUMERALS,
    OTHER_OFFICES,
)

_KEPT = 6
"""How many things are remembered for one head word."""
_FAR = 40
"""In how many sentences the description of a thing fades."""


@dataclass(frozen=True, slots=True)
class _Description:
    """A cluster that was called by a head word, with what modifiers and whose it is."""

    cluster: int
    modifiers: frozenset[str]
    owner: int | None
    mention: int
    of_name: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """A cluster that a nominal names again: why, how surely, and which mention said so."""

    cluster: Cluster
    reason: str
    score: float
    mention: int


class Descriptions:
    """By which words things have been described so far, and who is whose relative."""

    def __init__(self, d: Discourse) -> None:
        self._d = d
        self._by_word: dict[str, deque[_Description]] = defaultdict(lambda: deque(maxlen=_KEPT))
        self._kin: dict[tuple[int, str, str], tuple[int, int]] = {}
        self._concepts: dict[tuple[str, frozenset[str]], tuple[int, int]] = {}

    def note(self, i: int, cluster: Cluster) -> None:
        """Remember a nominal as a description of its cluster."""
        owner, modifiers = self._owner(i), self._modifiers(i)
        self._by_word[self._d.lemma(i)].append(_Description(cluster.id, modifiers, owner, i))
        if self._d.features[i].bare:
            self._concepts.setdefault((self._d.lemma(i), modifiers), (cluster.id, i))
        if owner is not None and owner != cluster.id and self._d.lemma(i) in KIN:
            self._note_kin(i, cluster, self._d.clusters[owner])

    def _note_kin(self, i: int, cluster: Cluster, owner: Cluster) -> None:
        """Remember whose relative somebody is, and the other way round.

        Who is only called by a role ("the dictator") and has the same relative as somebody of
        that name is taken for them.
        """
        relation, gender = KIN[self._d.lemma(i)]
        inverse = INVERSE_KIN[relation]
        self._kin[owner.id, relation, gender] = (cluster.id, i)
        for g in (owner.gender, "") if owner.gender else ("", "masc", "fem"):
            known = self._kin.get((cluster.id, inverse, g))
            other = None if known is None else self._d.clusters[known[0]]
            if other is not None and other is not owner and self._is_role(other, owner):
                self._d.merge(other, owner, "kinship", 0.6, i)
        self._kin[cluster.id, inverse, owner.gender] = (owner.id, i)

    def _is_role(self, other: Cluster, owner: Cluster) -> bool:
        """Whether a thing without a name can be a named person."""
        same = other.type == owner.type == "PERSON" and "plur" not in (other.number, owner.number)
        mates = {m for i in other.mentions for m in self._d.forbidden(i)}
        agree = len({other.gender, owner.gender} - {""}) < 2
        return same and agree and owner.named and not other.named and owner.id not in mates

    def note_name(self, i: int, cluster: Cluster, name: Name) -> None:
        """Remember the words of a name that are also common nouns, and its titles."""
        if name.titles:
            *rest, last = name.titles
            self._remember(last, _Description(cluster.id, frozenset(rest), None, i, True))
        elif cluster.type != "PERSON" and len(name.tokens) > 1:
            cut = next((n for n, t in enumerate(name.tokens) if t in MINOR_WORDS), len(name.tokens))
            word = name.tokens[max(0, cut - 1)]
            others = frozenset(name.tokens) - {word}
            self._remember(word, _Description(cluster.id, others, None, i, True))

    def _remember(self, word: str, new: _Description) -> None:
        kept = self._by_word[word]
        same = [k for k in kept if k.cluster == new.cluster and k.of_name]
        for k in same:
            kept.remove(k)
        kept.append(new)

    def called(self, word: str) -> list[int]:
        """The clusters that were lately called by a word."""
        return [k.cluster for k in self._by_word.get(word, ())]

    def find(self, i: int) -> Found | None:
        """The known thing that a nominal names again."""
        f = self._d.features[i]
        owner = self._owner(i)
        if owner is not None and self._d.lemma(i) in KIN:
            return self._relative(i, owner)
        if f.bare and not f.definite:
            return self._concept(i)
        if f.definite:
            return self._described(i, owner) or self._of_kind(i)
        return None

    def _relative(self, i: int, owner: int) -> Found | None:
        relation, gender = KIN[self._d.lemma(i)]
        for g in (gender, "") if gender else ("", "masc", "fem"):
            if (owner, relation, g) in self._kin:
                cluster, by = self._kin[owner, relation, g]
                if self._fits(i, self._d.clusters[cluster]):
                    return Found(self._d.clusters[cluster], "kinship", 0.8, by)
        return None

    def _concept(self, i: int) -> Found | None:
        key = (self._d.lemma(i), self._modifiers(i))
        if key not in self._concepts:
            return None
        cluster, by = self._concepts[key]
        return Found(self._d.clusters[cluster], "same concept", 0.9, by)

    def _described(self, i: int, owner: int | None) -> Found | None:
        modifiers = self._modifiers(i)
        best: tuple[float, Found] | None = None
        for seen in self._by_word.get(self._d.lemma(i), ()):
            cluster = self._d.clusters[seen.cluster]
            last = next((m for m in reversed(cluster.mentions) if m < i), None)
            if last is None or not self._fits(i, cluster) or not _is_same(seen, modifiers, owner):
                continue
            gap = self._d.sentence[i] - self._d.sentence[last]
            score = 0.9 - gap / _FAR - (0.1 if seen.of_name else 0.0)
            score += 0.05 * len(modifiers & seen.modifiers)
            if score > 0.3 and (best is None or score >= best[0]):
                reason = "description" if cluster.named else "head match"
                best = (score, Found(cluster, reason, round(min(score, 0.9), 2), seen.mention))
        return best[1] if best else None

    def _of_kind(self, i: int) -> Found | None:
        """The only organisation, country or city named just before ("the company")."""
        kind = KINDS.get(self._d.lemma(i), "")
        if not kind or self._modifiers(i) or self._d.number(i) == "plur" or self._owner(i):
            return None
        near: dict[int, int] = {}
        for j in self._d.before(i):
            cluster = self._d.clusters[self._d.of[j]]
            if self._d.sentence[i] - self._d.sentence[j] > 2:
                break
            if cluster.named and kind_of(cluster.kind) == kind_of(kind) and self._fits(i, cluster):
                near.setdefault(cluster.id, j)
        if len(near) != 1:
            return None
        ((cluster_id, j),) = near.items()
        return Found(self._d.clusters[cluster_id], "kind", 0.6, j)

    def _fits(self, i: int, cluster: Cluster) -> bool:
        numbers = {self._d.number(i), cluster.number} - {""}
        return len(numbers) < 2 and self._d.may_join(i, cluster)

    def _owner(self, i: int) -> int | None:
        j = self._d.possessor(i)
        return None if j is None else self._d.of.get(j)

    def _modifiers(self, i: int) -> frozenset[str]:
        """The words before a nominal's head that tell it from others of its kind."""
        start = self._d.mentions[i].start
        before = self._d.document.text[start : max(start, self._d.features[i].head[0])]
        skip = DETERMINERS | set(NUMERALS) | set(PRONOUNS)
        return frozenset(w for w in words_of(before) if w not in skip)


def _is_same(seen: _Description, modifiers: frozenset[str], owner: int | None) -> bool:
    """Whether a nominal adds nothing to a description that was given before.

    A deputy minister is no minister, so that "the minister" is somebody else.
    """
    if (seen.modifiers & OTHER_OFFICES) - modifiers:
        return False
    return modifiers <= seen.modifiers and (owner is None or owner == seen.owner)
