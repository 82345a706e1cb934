"""The learned scorer of antecedents: small networks over traits and word vectors.

A candidate's score is w · relu(W t + A x + B y + b) + (P x) · (Q y), where t are the traits of the
pair, x and y the word vectors of the pronoun and the candidate; "it has none" is a candidate too.
A second network sees the traits alone; the mean of both is better than either, and where there
are no word vectors the second one decides. The probability of a thing is the share of its mentions
in the sum of all exponentials. `training.ranking` fits both networks (mention ranking: Durrett and
Klein, 2013; marginal likelihood of antecedents: Lee et al., 2017).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import cache
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

from kg.resolve.discourse import Discourse
from kg.resolve.traits import NAMES, Floats, Traits

WEIGHTS = "ranking.npz"
_STRONGEST = 3
"""How many traits are named as the reason of a choice."""
_BLOCK = 4096
"""Mentions whose word vectors are projected at once."""


@dataclass(frozen=True, slots=True)
class Network:
    """Weights of a scorer: of `traits` W and b, `out` w, and of word vectors A, B, P, Q."""

    traits: Floats
    bias: Floats
    out: Floats
    pronoun: Floats | None = None
    candidate: Floats | None = None
    from_pronoun: Floats | None = None
    from_candidate: Floats | None = None

    def scores(
        self, traits: Floats, here: Floats | None = None, there: Floats | None = None
    ) -> Floats:
        """Scores of candidates and, last, of none; `here` and `there` are from `projected`."""
        hidden, bonus = traits @ self.traits + self.bias, np.zeros(len(traits), np.float32)
        if self.from_pronoun is not None and here is not None and there is not None:
            width = len(self.bias)
            hidden += here[:width]
            hidden[:-1] += there[:, width : 2 * width]
            deep = self.from_pronoun.shape[1]
            bonus[:-1] = there[:, -deep:] @ here[2 * width : 2 * width + deep]
        return np.asarray(np.maximum(hidden, 0) @ self.out + bonus, np.float32)

    def projected(self, vectors: Floats) -> Floats:
        """Word vectors as the network uses them: A x, B x, P x and Q x side by side."""
        parts = (self.pronoun, self.candidate, self.from_pronoun, self.from_candidate)
        known = [p for p in parts if p is not None]
        return vectors @ np.concatenate(known, axis=1) if known else vectors[:, :0]

    def why(self, traits: Floats) -> tuple[str, ...]:
        """The traits that a candidate's score would fall most without, the strongest first."""
        present = np.flatnonzero(traits)
        rows = np.repeat(traits[None], len(present) + 1, axis=0)
        rows[np.arange(len(present)), present] = 0
        scores = np.maximum(rows @ self.traits + self.bias, 0) @ self.out
        gains = scores[-1] - scores[:-1]
        order = np.argsort(-gains, kind="stable")[:_STRONGEST]
        return tuple(NAMES[present[k]] for k in order.tolist() if gains[k] > 0)


@dataclass(frozen=True, slots=True)
class Ranked:
    """A thing, the candidate that speaks for it most, its probability, and why."""

    thing: int
    mention: int
    share: float
    because: tuple[str, ...]


class Ranker:
    """Ranks what pronouns of one document may stand for, while it is resolved.

    `vectors` are those of `kg.data.Extraction`; `network` stands in for the shipped one.
    """

    def __init__(
        self,
        d: Discourse,
        vectors: Mapping[int, NDArray[np.float16]],
        network: Network | None = None,
    ) -> None:
        self.d, self.traits = d, Traits(d)
        full, bare = networks() if network is None else (network, network)
        self.full, self.bare = full, bare
        self.projected = self._projected(vectors) if vectors else None

    def best(self, i: int, candidates: Sequence[int]) -> Ranked | None:
        """The likeliest thing that a pronoun stands for, unless it is likelier to have none."""
        if not candidates:
            return None
        traits, scores = self.rank(i, candidates)
        things = [self.d.of[j] for j in candidates]
        found = shares(scores, things)
        thing = max(found, key=lambda t: (found[t], -t))
        if thing < 0:
            return None
        k = max((k for k, t in enumerate(things) if t == thing), key=lambda k: (scores[k], -k))
        return Ranked(thing, candidates[k], found[thing], self.bare.why(traits[k]))

    def rank(self, i: int, candidates: Sequence[int]) -> tuple[Floats, Floats]:
        """Traits and scores of candidates, and last of none."""
        traits = self.traits.of(i, candidates)
        scores = self.bare.scores(traits)
        if self.projected is not None:
            here, there = self.projected[i], self.projected[list(candidates)]
            scores = np.asarray((scores + self.full.scores(traits, here, there)) / 2, np.float32)
        return traits, scores

    def _projected(self, vectors: Mapping[int, NDArray[np.float16]]) -> Floats:
        heads, parts = [f.head[0] for f in self.d.features], []
        for at in range(0, len(heads), _BLOCK):
            rows = np.stack([vectors[h] for h in heads[at : at + _BLOCK]]).astype(np.float32)
            parts.append(self.full.projected(rows))
        return np.concatenate(parts)


@cache
def networks() -> tuple[Network, Network]:
    """The shipped networks: with word vectors, and without."""
    with files("kg.resolve").joinpath(WEIGHTS).open("rb") as stored, np.load(stored) as arrays:
        return network(arrays, "full."), network(arrays, "bare.")


def network(arrays: Mapping[str, NDArray[np.generic]], prefix: str) -> Network:
    """The network whose arrays have names that begin with `prefix`."""
    names = [f.name for f in fields(Network) if prefix + f.name in arrays]
    return Network(**{n: arrays[prefix + n].astype(np.float32) for n in names})


def shares(scores: Floats, things: Sequence[int]) -> dict[int, float]:
    """The probability of each thing, -1 being none; `things` says whose mention a row is."""
    weights = np.exp(scores - scores.max())
    weights /= weights.sum()
    found: dict[int, float] = {}
    for thing, weight in zip((*things, -1), weights.tolist(), strict=True):
        found[thing] = found.get(thing, 0.0) + weight
    return found
