"""The encoder with all heads on packed word vectors, and the losses."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional

from training.config import ModelConfig
from training.corpus import UNKNOWN
from training.encoder import DEPTH, SHAPES, WIDTH, Dropout, MiniLM
from training.labels import VIEWS, Labels
from training.windows import Batch

MIXES = ("parse", "tags", "names")


@dataclass(slots=True)
class Outputs:
    """What the heads say about each word (packed)."""

    arc_dep: Tensor
    arc_head: Tensor
    label_dep: Tensor
    label_head: Tensor
    starts: Tensor
    upos: Tensor
    xpos: Tensor
    feats: Tensor
    lemmas: Tensor
    names: Tensor
    """Words, views, tags."""
    types: Tensor
    mentions: Tensor
    entities: Tensor


class Reader(nn.Module):
    """Reads English: syntax, tags, names, types, mentions, sentence starts."""

    def __init__(self, config: ModelConfig, labels: Labels) -> None:
        super().__init__()
        self.labels = labels
        self.encoder = MiniLM(config.dropout, config.attention_dropout)
        self.mix = nn.Parameter(torch.zeros(len(MIXES), DEPTH + 1))
        self.head_shapes = nn.Parameter(torch.zeros(len(MIXES), SHAPES, WIDTH))
        self.dropout = Dropout(config.head_dropout)
        self.arc_in = nn.Linear(WIDTH, 2 * config.arc)
        self.arc_bilinear = nn.Linear(config.arc, config.arc)
        self.arc_root = nn.Parameter(torch.zeros(config.arc))
        self.label_in = nn.Linear(WIDTH, 2 * config.label)
        self.label_root = nn.Parameter(torch.zeros(config.label))
        self.label_out = nn.Linear(3 * config.label, len(labels.deprel))
        self.starts = nn.Linear(WIDTH, 1)
        self.upos = nn.Linear(WIDTH, len(labels.upos))
        self.xpos = nn.Linear(WIDTH, len(labels.xpos))
        self.feats = nn.Linear(WIDTH, len(labels.feats))
        self.lemmas = nn.Linear(WIDTH, len(labels.lemmas))
        self.names = nn.Linear(WIDTH, len(labels.names))
        self.views = nn.Linear(WIDTH, len(VIEWS) * len(labels.names))
        self.types = nn.Linear(WIDTH, len(labels.types))
        self.mentions = nn.Linear(WIDTH, len(labels.mentions))
        self.entities = nn.Linear(WIDTH, len(labels.entities))
        nn.init.orthogonal_(self.arc_bilinear.weight, 0.1)
        nn.init.zeros_(self.views.weight)
        nn.init.zeros_(self.views.bias)

    def vectors(self, batch: Batch) -> list[Tensor]:
        """Return the word vectors of each mix (without the heads' shapes)."""
        layers = self.encoder(
            _t(batch.pieces), _t(batch.shapes), _t(batch.spaces), _t(batch.lengths)
        )
        first, last = _t(batch.first), _t(batch.last)
        flat = [x.reshape(-1, WIDTH) for x in layers]
        words = torch.stack(
            [(x.index_select(0, first) + x.index_select(0, last)).float() * 0.5 for x in flat]
        )
        mixed = torch.tensordot(torch.softmax(self.mix, -1), words, 1)
        return list(mixed.unbind(0))

    def forward(self, batch: Batch) -> Outputs:
        """Run the encoder and every head."""
        shapes = _t(batch.shapes).reshape(-1)[_t(batch.first)]
        parse, tags, names = (
            self.dropout(v + functional.embedding(shapes, table))
            for v, table in zip(self.vectors(batch), self.head_shapes, strict=True)
        )
        arc_dep, arc_head = self.dropout(functional.relu(self.arc_in(parse))).chunk(2, -1)
        label_dep, label_head = self.dropout(functional.relu(self.label_in(parse))).chunk(2, -1)
        shared = self.names(names)
        return Outputs(
            arc_dep=self.arc_bilinear(arc_dep),
            arc_head=arc_head,
            label_dep=label_dep,
            label_head=label_head,
            starts=self.starts(tags).squeeze(-1),
            upos=self.upos(tags),
            xpos=self.xpos(tags),
            feats=self.feats(tags),
            lemmas=self.lemmas(tags),
            names=shared[:, None, :] + self.views(names).view(-1, len(VIEWS), shared.shape[-1]),
            types=self.types(names),
            mentions=self.mentions(names),
            entities=self.entities(names),
        )

    def arc_scores(self, out: Outputs, batch: Batch) -> Tensor:
        """Return scores [words, 1 + longest window], column 0 the root.

        Arcs that leave the sentence are shut.
        """
        row, column, sentence = _t(batch.row), _t(batch.column), _t(batch.sentence)
        rows, longest = int(row[-1]) + 1, int(column.max()) + 1
        heads = out.arc_head.new_zeros(rows, longest, out.arc_head.shape[-1])
        heads[row, column] = out.arc_head
        deps = out.arc_dep.new_zeros(rows, longest, out.arc_dep.shape[-1])
        deps[row, column] = out.arc_dep
        scores = torch.matmul(deps, heads.transpose(1, 2))[row, column].float()
        root = (out.arc_dep @ self.arc_root.to(out.arc_dep.dtype)).float()
        places = torch.full((rows, longest), -1)
        places[row, column] = sentence
        shut = (places[row] != sentence[:, None]) | (torch.arange(longest) == column[:, None])
        return torch.cat([root[:, None], scores.masked_fill(shut, -1e4)], 1)

    def label_scores(self, out: Outputs, batch: Batch, heads: Tensor) -> Tensor:
        """Return scores [words, relations] of words with their heads (places, 0 the root)."""
        row, column = _t(batch.row), _t(batch.column)
        start = torch.zeros(int(row[-1]) + 1, dtype=torch.long)
        start[row[column == 0]] = torch.nonzero(column == 0).squeeze(1)
        index = (start[row] + heads - 1).clamp(min=0)
        head = torch.where(
            (heads == 0)[:, None],
            self.label_root.to(out.label_head.dtype),
            out.label_head.index_select(0, index),
        )
        dep = out.label_dep
        return self.label_out(torch.cat([dep * head, dep, head], -1))  # type: ignore[no-any-return]

    def losses(self, batch: Batch) -> dict[str, Tensor]:
        """Return the mean loss of each head over the words that are labelled."""
        out = self(batch)
        layers = {key: _t(value) for key, value in batch.layers.items()}
        found = {
            key: _loss(getattr(out, key), layers[key])
            for key in ("upos", "xpos", "feats", "lemmas", "types", "mentions", "entities")
        }
        known = layers["starts"] != UNKNOWN
        found["starts"] = (
            functional.binary_cross_entropy_with_logits(
                out.starts[known].float(), layers["starts"][known].float()
            )
            if known.any()
            else _zero()
        )
        found["arc"] = _loss(self.arc_scores(out, batch), layers["heads"])
        heads = layers["heads"].clamp(min=0)
        found["label"] = _loss(
            self.label_scores(out, batch, heads),
            torch.where(layers["heads"] >= 0, layers["deprel"], UNKNOWN),
        )
        views = _t(batch.views)
        emissions = out.names[torch.arange(len(views)), views.clamp(min=0)]
        found["names"] = _loss(emissions, layers["names"])
        found["lemma"] = found.pop("lemmas")
        return found


def _loss(logits: Tensor, target: Tensor) -> Tensor:
    """Return the mean over labelled words, or over a seventh of the words if they are fewer."""
    known = torch.nonzero(target != UNKNOWN).squeeze(1)
    if not len(known):
        return _zero()
    total = functional.cross_entropy(
        logits.index_select(0, known).float(), target[known], reduction="sum"
    )
    return total / max(len(known), len(target) / 7)


def _zero() -> Tensor:
    return torch.zeros(())


def _t(array: object) -> Tensor:
    return torch.as_tensor(array, dtype=torch.long)
