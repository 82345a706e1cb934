"""What the resolver chooses among at each pronoun, and what gold says of it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray
from spacy.language import Language

from kg.data import Document, Extraction, Mention
from kg.extract import Rule, extract
from kg.resolve.coreference import coreference
from kg.resolve.discourse import Discourse
from kg.resolve.ranking import Network, Ranked, Ranker
from training.ranking.gold import Choice, GoldText

Vectors = Mapping[int, NDArray[np.float16]]


@dataclass(slots=True)
class Decision:
    """A pronoun and its candidates: rows of `Examples.vectors`, traits, and gold.

    `right` and `counts` have an entry for each candidate and a last one for that there is none;
    what does not count is left out of the sum.
    """

    corpus: str
    pronoun: int
    candidates: NDArray[np.int64]
    traits: NDArray[np.float16]
    right: NDArray[np.bool_]
    counts: NDArray[np.bool_]


@dataclass(slots=True)
class Examples:
    """All decisions, and the word vectors of the heads of all mentions, a row a mention."""

    decisions: list[Decision]
    vectors: NDArray[np.float16]


def parsed(
    texts: Iterable[GoldText], nlp: Language, rules: Sequence[Rule]
) -> Iterator[tuple[GoldText, Extraction]]:
    """The texts with what extraction finds in them."""
    texts = list(texts)
    for gold, doc in zip(texts, nlp.pipe(t.text for t in texts), strict=True):
        yield gold, extract(doc, rules)


def record(found: Iterable[tuple[GoldText, Extraction]], network: Network | None) -> Examples:
    """Resolve texts and write down every decision.

    `network` makes the decisions by traits alone, so what is learned is seen among mistakes as
    they are in use; without one, gold decides, and GAP, which has gold for one pronoun only, is
    left out.
    """
    decisions: list[Decision] = []
    rows: list[NDArray[np.float16]] = []
    for gold, extraction in found:
        if network is None and gold.choice:
            continue
        make = partial(_Recorder, gold, network, decisions, len(rows))
        d = coreference(Document(gold.text), extraction, make)
        rows += [extraction.vectors[f.head[0]] for f in d.features]
    return Examples(decisions, np.array(rows, np.float16))


class _Recorder(Ranker):
    """A ranker that writes down its decisions."""

    def __init__(
        self,
        gold: GoldText,
        network: Network | None,
        decisions: list[Decision],
        first: int,
        d: Discourse,
        vectors: Vectors,
    ) -> None:
        super().__init__(d, {}, network)
        self.gold, self.decisions, self.first = gold, decisions, first
        self.clusters = _clusters(gold, d)
        self.by_gold = network is None

    def best(self, i: int, candidates: Sequence[int]) -> Ranked | None:
        if not candidates:
            return None
        choice = self.gold.choice
        if choice is None:
            answer = self._by_cluster(i, candidates)
        elif _overlap(self.d.mentions[i], *choice.pronoun) and self.d.mentions[i].kind == "pronoun":
            answer = self._by_choice(choice, candidates)
        else:
            answer = None
        if answer is not None and answer[0].any():
            self._note(i, candidates, *answer)
        if not self.by_gold:
            return super().best(i, candidates)
        known = np.flatnonzero(answer[0][:-1]) if answer is not None else np.zeros(0, np.int64)
        if not len(known):
            return None
        nearest = candidates[int(known[0])]
        return Ranked(self.d.of[nearest], nearest, 1.0, ())

    def _note(
        self,
        i: int,
        candidates: Sequence[int],
        right: NDArray[np.bool_],
        counts: NDArray[np.bool_],
    ) -> None:
        traits = self.traits.of(i, candidates).astype(np.float16)
        rows = self.first + np.array(candidates, np.int64)
        self.decisions.append(
            Decision(self.gold.corpus, self.first + i, rows, traits, right, counts)
        )

    def _by_cluster(
        self, i: int, candidates: Sequence[int]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Gold from clusters: those of the same, or none where none is there."""
        own = self.clusters[i]
        right = np.zeros(len(candidates) + 1, np.bool_)
        if own is not None:
            right[:-1] = [self.clusters[j] == own for j in candidates]
        elif self.gold.corpus == "litbank":  # which marks people, places and vehicles only
            right[:-1] = [self.clusters[j] is None for j in candidates]
        right[-1] = own is None or not right.any()
        return right, np.ones_like(right)

    def _by_choice(
        self, choice: Choice, candidates: Sequence[int]
    ) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Gold from two names: what is neither of them and may be either does not count."""
        right = np.zeros(len(candidates) + 1, np.bool_)
        counts = np.ones_like(right)
        known = any(meant for *_, meant in choice.names)
        for k, j in enumerate(candidates):
            cluster = self.d.clusters[self.d.of[j]]
            names = [self.d.mentions[m] for m in cluster.mentions]
            told = {
                meant
                for start, end, meant in choice.names
                if any(m.kind == "name" and _overlap(m, start, end) for m in names)
            }
            if len(told) > 1 or (not told and known and not cluster.named):
                counts[k] = False
            else:
                right[k] = True in told or not (told or known)
        right[-1] = not known
        return right & counts, counts


def _overlap(mention: Mention, start: int, end: int) -> bool:
    return mention.start < end and start < mention.end


def _clusters(gold: GoldText, d: Discourse) -> list[str | None]:
    """The gold cluster of each mention: that of the same head word, or of much the same span."""
    heads: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    spans = sorted((m.start, m.end, m.cluster) for m in gold.mentions if m.head is None)
    for known in gold.mentions:
        if known.head is not None:
            heads[known.head].append((known.start, known.end, known.cluster))
    found: list[str | None] = []
    for m, f in zip(d.mentions, d.features, strict=True):
        near = heads[f.head[0]] if heads else [s for s in spans if _overlap(m, s[0], s[1])]
        likeness, cluster = max(
            ((_dice(m, start, end), c) for start, end, c in near), default=(0.0, "")
        )
        found.append(cluster if likeness >= (0.0 if heads else 0.5) and near else None)
    return found


def _dice(mention: Mention, start: int, end: int) -> float:
    """How much two spans share, 0 to 1."""
    shared = min(end, mention.end) - max(start, mention.start)
    return 2 * shared / (end - start + mention.end - mention.start)
