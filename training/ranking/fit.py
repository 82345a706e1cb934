"""The network of `kg.resolve.ranking` in torch, its loss, and how it is fitted."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.nn import functional

from training.ranking.record import Decision, Examples

HIDDEN, DEEP = 64, 24
"""Width of the hidden layer, and of the product of word vectors."""
EPOCHS, EPOCHS_BARE = 5, 8
"""With word vectors the fit turns into overfitting soon; traits alone bear more."""
_WEIGHTS = {"gap": 3.0}
"""GAP has one decision a passage: each counts as three."""
_RUN, _RUNS = 16, 4
"""A batch is four runs of sixteen decisions each, which share most of their mentions."""


class Scorer(nn.Module):
    """Scores of candidates; without `width` of word vectors by the traits alone."""

    def __init__(self, traits: int, width: int = 0) -> None:
        super().__init__()
        self.traits = nn.Linear(traits, HIDDEN)
        self.out = nn.Linear(HIDDEN, 1, bias=False)
        sizes = {"pronoun": HIDDEN, "candidate": HIDDEN, "from_pronoun": DEEP,
                 "from_candidate": DEEP} if width else {}  # fmt: skip
        self.vectors = nn.ModuleDict(
            {name: nn.Linear(width, size, bias=False) for name, size in sizes.items()}
        )
        for layer in self.vectors.values():
            nn.init.normal_(layer.weight, std=0.02)
        self.drop, self.drop_vectors = nn.Dropout(0.2), nn.Dropout(0.3)

    def forward(self, traits: Tensor, vectors: Tensor, here: Tensor, there: Tensor) -> Tensor:
        """Scores (batch, candidates + 1); `here` and `there` are rows of `vectors`."""
        hidden, bonus = self.traits(traits), torch.zeros(1)
        if self.vectors:
            dropped = self.drop_vectors(vectors)
            seen = {name: layer(dropped) for name, layer in self.vectors.items()}
            hidden = hidden + seen["pronoun"][here][:, None]
            hidden = hidden + functional.pad(seen["candidate"][there], (0, 0, 0, 1))
            both = seen["from_candidate"][there] * seen["from_pronoun"][here][:, None]
            bonus = functional.pad(both.sum(-1), (0, 1))
        return self.out(self.drop(torch.relu(hidden)))[..., 0] + bonus

    def arrays(self, prefix: str) -> dict[str, NDArray[np.float32]]:
        """The weights as `kg.resolve.ranking.network` reads them."""
        found = {
            "traits": self.traits.weight.T,
            "bias": self.traits.bias,
            "out": self.out.weight[0],
        }
        found |= {name: layer.weight.T for name, layer in self.vectors.items()}
        return {prefix + n: t.detach().numpy().astype(np.float32) for n, t in found.items()}


def fit(examples: Examples, with_vectors: bool, seed: int = 0) -> Scorer:
    """Fit a scorer by the marginal likelihood of right candidates, on one thread."""
    torch.manual_seed(seed)
    torch.set_num_threads(1)
    rng = np.random.default_rng(seed)
    width = examples.vectors.shape[1] if with_vectors else 0
    scorer = Scorer(examples.decisions[0].traits.shape[1], width)
    optimiser = torch.optim.AdamW(scorer.parameters(), lr=2e-3, weight_decay=1e-4)
    epochs = EPOCHS if with_vectors else EPOCHS_BARE
    steps = epochs * (len(examples.decisions) // (_RUN * _RUNS) + 1)
    schedule = torch.optim.lr_scheduler.LambdaLR(
        optimiser, lambda step: min(1.0, step / 200) * max(0.02, 1 - step / steps)
    )
    for epoch in range(epochs):
        total = 0.0
        for batch in _batches(examples.decisions, rng):
            loss = _loss(scorer, batch, examples.vectors)
            optimiser.zero_grad()
            loss.backward()
            optimiser.step()
            schedule.step()
            total += loss.item() * len(batch)
        print(f"epoch {epoch + 1}: loss {total / len(examples.decisions):.3f}", flush=True)
    scorer.eval()
    return scorer


def _batches(decisions: list[Decision], rng: np.random.Generator) -> Iterator[list[Decision]]:
    first = int(rng.integers(_RUN))
    cuts = [0, *range(first or _RUN, len(decisions), _RUN), len(decisions)]
    runs = [decisions[a:b] for a, b in pairwise(cuts)]
    order = rng.permutation(len(runs))
    for k in range(0, len(order), _RUNS):
        yield [d for r in order[k : k + _RUNS] for d in runs[r]]


def _loss(scorer: Scorer, batch: list[Decision], vectors: NDArray[np.float16]) -> Tensor:
    traits, right, counts, here, there, seen = _padded(batch, vectors)
    scores = scorer(traits, seen, here, there).masked_fill(~counts, -1e4)
    weights = torch.tensor([_WEIGHTS.get(d.corpus, 1.0) for d in batch])
    chosen = torch.logsumexp(scores.masked_fill(~right, -1e4), 1)
    return ((torch.logsumexp(scores, 1) - chosen) * weights).mean()


def _padded(batch: list[Decision], vectors: NDArray[np.float16]) -> tuple[Tensor, ...]:
    """A batch as arrays; the row that stands for none comes last, padding does not count."""
    n, size = max(len(d.candidates) for d in batch), len(batch)
    traits = np.zeros((size, n + 1, batch[0].traits.shape[1]), np.float32)
    right, counts = np.zeros((size, n + 1), np.bool_), np.zeros((size, n + 1), np.bool_)
    rows = np.zeros((size, n + 1), np.int64)
    for b, d in enumerate(batch):
        places = [*range(len(d.candidates)), n]
        traits[b, places], right[b, places], counts[b, places] = d.traits, d.right, d.counts
        rows[b, :n] = d.pronoun
        rows[b, places] = [*d.candidates, d.pronoun]
    used, inverse = np.unique(rows, return_inverse=True)
    at = inverse.reshape(rows.shape)
    arrays = (traits, right, counts, at[:, n], at[:, :n], vectors[used].astype(np.float32))
    return tuple(torch.from_numpy(a) for a in arrays)
