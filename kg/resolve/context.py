"""What stands around a thing in a document, and how much it tells that another knows it too.

A feature is a pair of what it is and its value: a description ("as", "mayor of korvik"), a
standing relation ("work for", "halden"), a name in the same clause ("with", ...) or elsewhere in
the document ("near", ...), a date ("born", "1950"). What two things share speaks for one thing
by the ratio of how often the one has it to how often any thing has it (naive Bayes).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.data import Clause, DocumentGraph, Entity, Phrase
from kg.resolve.names import kind_of, parse, words_of
from kg.resolve.words import DETERMINERS

Feature = tuple[str, str]
"""What it is, and its value."""

_STANDING = {"work for": 1.2, "live in": 1.2, "be born in": 1.2, "be married to": 1.2}
"""Relations that a thing mostly has to one other, and how much two others speak against it."""
_AGAINST = {**_STANDING, "as": 0.8}
_SMOOTH = {"with": 3.0, "near": 6.0}
_SMOOTH_ONE = 0.25
"""Documents added before a share is taken: what few of them say is not believed whole."""
_ONCE = 0.7
"""How much less than they count features are believed: most that were seen once were by chance."""
_SEVERAL = {"with", "near"}
"""What a thing has many of; of the rest, two documents that speak of it mostly agree."""
_NEAR = 12
"""Names of a document that count as near, the most frequent ones."""
_BEHIND = {"with": 3000, "near": 3000, "born": 60}
_BEHIND_OTHER = 300
"""Units thought to stand behind those that were seen, so that few documents prove little."""
_KEPT = {"with": 0.4, "near": 0.1}
"""Which part of the names around a thing are the same in many documents."""
_WELL_KNOWN = 5
"""In so many documents most of what is around a thing was seen (63%)."""
_NOTHING = 1.6
"""That two things with something around each share nothing speaks against one thing by this."""
_MISSED = 3.0
"""Names that are missing tell no more than this against one thing (log-odds)."""
_MOST = 14.0
"""Shared features together never tell more than this (log-odds)."""


def features(graph: DocumentGraph) -> dict[str, tuple[Feature, ...]]:
    """The features of every named entity of a document, by local id."""
    names = {e.id: name for e in graph.entities if (name := value_of(e))}
    found: dict[str, dict[Feature, None]] = {key: {} for key in names}
    for e in graph.entities:
        if e.id in names and e.description:
            found[e.id] |= dict.fromkeys(_described(e.description))
    for clause in graph.clauses:
        for key, feature in _of_clause(clause, names):
            found[key][feature] = None
    often = sorted(
        (e for e in graph.entities if e.id in names), key=lambda e: (-len(e.mentions), e.id)
    )
    near = [e.id for e in often[: _NEAR + 1]]
    for key, own in found.items():
        with_ = {value for kind, value in own if kind == "with"}
        for other in near:
            if other != key and names[other] not in with_:
                own["near", names[other]] = None
    return {key: tuple(own) for key, own in found.items()}


def _of_clause(clause: Clause, names: Mapping[str, str]) -> Iterator[tuple[str, Feature]]:
    """Features that a clause gives to the named entities in it."""
    subject = clause.subject.entity or ""
    lemma = clause.relation.lemma
    if subject in names and clause.is_fact:
        thing = clause.object
        if lemma == "be" and thing is not None and thing.entity not in names:
            yield from ((subject, f) for f in _described(_whole(clause, thing)))
        if lemma in _STANDING and thing is not None and thing.entity in names:
            yield subject, (lemma, names[thing.entity or ""])
    within = dict.fromkeys(p.entity or "" for p in clause.phrases() if p.entity in names)
    for key in within:
        yield from ((key, ("with", names[other])) for other in within if other != key)


def _whole(clause: Clause, thing: Phrase) -> str:
    """The words of an object with those that narrow it right behind ("a judge", "of the court")."""
    words, end = thing.text, thing.end
    for argument in clause.arguments:
        start = argument.phrase.start
        if end is None or start is None or not 0 <= start - end <= 1:
            break
        words, end = f"{words} {argument.phrase.text}", argument.phrase.end
    return words


def _described(text: str) -> Iterator[Feature]:
    """A description as a feature."""
    words = [w for w in words_of(text) if w not in DETERMINERS]
    if words:
        yield "as", " ".join(words)


def value_of(entity: Entity) -> str:
    """An entity's name as the value of features, or ""."""
    if not any(m.kind == "name" for m in entity.mentions):
        return ""
    return f"{kind_of(entity.type)} {parse(entity.label, entity.type).key}"


@dataclass(slots=True)
class Profile:
    """What is known of a set of units: in how many documents each feature and kind stands."""

    documents: int
    counts: dict[Feature, int]
    kinds: Counter[str]

    @staticmethod
    def of(contexts: Sequence[Iterable[Feature]]) -> Profile:
        """The profile of units with these features."""
        if len(contexts) == 1:
            counted = dict.fromkeys(contexts[0], 1)
            return Profile(1, counted, Counter([kind for kind, _ in counted]))
        counts = Counter(f for context in contexts for f in dict.fromkeys(context))
        kinds: Counter[str] = Counter()
        for (kind, _), count in counts.items():
            kinds[kind] += count
        return Profile(len(contexts), dict(counts), kinds)

    @property
    def size(self) -> tuple[int, int]:
        """Documents, and features: how much is known."""
        return self.documents, len(self.counts)

    def add(self, other: Profile) -> None:
        """Take in what another set knows."""
        self.documents += other.documents
        self.kinds.update(other.kinds)
        for feature, count in other.counts.items():
            self.counts[feature] = self.counts.get(feature, 0) + count

    def rate(self, feature: Feature) -> float:
        """How probable a feature is in one more document, among features of its kind if of one.

        Counts are smoothed, so that what was seen once is not certain.
        """
        kind, count = feature[0], self.counts[feature]
        if kind in _SEVERAL:
            return (count - _ONCE) / (self.documents + _SMOOTH[kind])
        return count / (self.kinds[kind] + _SMOOTH_ONE)


@dataclass(frozen=True, slots=True)
class Evidence:
    """How much two profiles speak for one thing (log-odds), and what they share, best first."""

    score: float
    shared: tuple[Feature, ...] = ()


@dataclass(frozen=True, slots=True)
class Weights:
    """How rare each feature is in the whole set of units.

    `counts` says in how many units a feature stands, `totals` how many features of a kind of
    which a thing has one there are, `units` how many units. All three are sums over units, so
    parts of a set can be counted apart; of `counts` only those features are needed that the
    profiles to be compared have.
    """

    counts: Mapping[Feature, int]
    totals: Mapping[str, int]
    units: int

    @staticmethod
    def of(contexts: Iterable[Collection[Feature]]) -> Weights:
        """The weights of units with these features."""
        counts: Counter[Feature] = Counter()
        totals: Counter[str] = Counter()
        units = 0
        for context in contexts:
            units += 1
            counts.update(context)
            totals.update(kind for kind, _ in context if kind not in _SEVERAL)
        return Weights(counts, totals, units)

    def _chance(self, feature: Feature) -> float:
        """How probable a feature is of any unit, or of any feature of its kind."""
        kind = feature[0]
        seen = self.units if kind in _SEVERAL else self.totals.get(kind, 0)
        return self.counts[feature] / (seen + _BEHIND.get(kind, _BEHIND_OTHER))

    def evidence(self, one: Profile, other: Profile) -> Evidence:
        """What two sets of units share, less what each has that the other should have."""
        small, large = (one, other) if one.size <= other.size else (other, one)
        told: dict[str, tuple[float, Feature]] = {}
        common = small.counts.keys() & large.counts.keys()
        for feature in common:  # in any order: the best of each value is kept
            odds = math.log1p(large.rate(feature) / self._chance(feature))
            known = told.get(feature[1])
            if known is None or (odds, feature) > known:
                told[feature[1]] = odds, feature
        shared = (
            sorted(told.values(), key=lambda t: (-t[0], t[1]))
            if len(told) > 1
            else [*told.values()]
        )
        against = _against(small, large, {f[0] for _, f in shared})
        against += _missing(small, large, told.keys())
        if not told and small.counts and large.counts:
            against += _NOTHING
        score = min(_MOST, sum([odds for odds, _ in shared])) - against
        return Evidence(score, tuple([f for _, f in shared]))


def _against(one: Profile, other: Profile, shared: set[str]) -> float:
    """How much it speaks against one thing that both have a feature of a kind and share none.

    The more documents say so, the more it tells.
    """
    against = 0.0
    for kind, weight in _AGAINST.items():
        if kind in one.kinds and kind in other.kinds and kind not in shared:
            against += weight * (1 + math.log(one.kinds[kind] * other.kinds[kind]))
    return against


def _missing(one: Profile, other: Profile, shared: Collection[str]) -> float:
    """How much it speaks against one thing that names around the one are none around the other.

    The more documents speak of the other, the more of those around it should be known.
    """
    few, many = (one, other) if one.documents <= other.documents else (other, one)
    each = _telling(many.documents)
    against = 0.0
    for kind, value in few.counts:
        if kind in each and value not in shared:
            against += each[kind]
    return min(_MISSED, against / few.documents)


@lru_cache(maxsize=4096)
def _telling(documents: int) -> Mapping[str, float]:
    """What it tells that a name around a thing is missing in so many documents about it."""
    seen = 1 - math.exp(-documents / _WELL_KNOWN)
    return {kind: -math.log(1 - part * seen) for kind, part in _KEPT.items()}
