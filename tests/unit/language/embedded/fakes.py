"""A network that answers at random, but always the same: what is made of it must still be sound."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from kg.language.embedded.network import Network, Special
from training.labels import transitions

RELATIONS = ["punct", "root", "nsubj", "parataxis"]
NAMES = ["O", *(f"{p}-{t}" for t in ("PER", "LOC") for p in "BIES")]
TYPES = ["O", *(f"{p}-{t}" for t in ("PERSON", "GPE", "FAC", "DATE") for p in "BIES")]


class FakePieces:
    """A piece for every two letters."""

    def of(self, words):
        counts = [max(1, len(w) // 2) for w in words]
        ends = np.cumsum([0, *counts]).astype(np.int32)
        return np.ones(int(ends[-1]), np.int32), ends, np.ones(len(words), np.int32)


class FakeNetwork(Network):
    """`likely` is the chance that a word begins a sentence."""

    def __init__(self, likely=0.1):
        super().__init__(Path("nowhere"))
        self.batches, self._likely = [], likely
        random = np.random.default_rng(1)
        self.__dict__["pieces"] = FakePieces()
        self.__dict__["special"] = Special(cls=101, sep=102, pad=0, unk=100, mask=103)
        self.__dict__["description"] = {
            "views": ["one", "other"], "default_view": "one", "max_pieces_per_word": 12,
            "window_pieces": 64, "max_window_pieces": 256, "batch_pieces": 500,
            "finer": {"PER": ["PERSON"], "LOC": ["GPE", "FAC"]}, "literals": ["DATE"],
            "lemma_lookup": {"was|VBD": "be"},
            "labels": {
                "deprel": RELATIONS, "upos": ["NOUN", "AUX", "PROPN"], "xpos": ["NN", "VBD"],
                "feats": ["_", "Number=Sing"], "lemmas": ["l|0+|0+", "l|0+|1+"],
                "names": NAMES, "types": TYPES, "mentions": ["O", "person"],
            },
        }  # fmt: skip
        self.__dict__["decoder"] = {
            "arc_root": random.normal(size=8).astype(np.float32),
            "label_root": random.normal(size=4).astype(np.float32),
            "label_weight": random.normal(size=(12, len(RELATIONS))).astype(np.float32),
            "label_bias": np.zeros(len(RELATIONS), np.float32),
            "names_transitions": transitions(NAMES),
            "types_transitions": transitions(TYPES),
        }

    def run(self, windows, encoded, spaces, wanted):
        self.batches.append(windows)
        self._feed(windows, encoded, spaces)
        n = sum(w.end - w.start for w in windows)
        random = np.random.default_rng(n)

        def normal(*shape):
            return random.normal(size=(n, *shape)).astype(np.float32)

        every = {
            "starts": random.random(n).astype(np.float32) - (1 - self._likely),
            "tags": random.integers(0, 2, (n, 4)), "arcs": normal(16), "labels": normal(8),
            "names": normal(2, len(NAMES)), "types": normal(len(TYPES)), "mentions": normal(2),
            "vector_names": normal(6), "vector_parse": normal(6),
        }  # fmt: skip
        return {name: every[name] for name in wanted}
