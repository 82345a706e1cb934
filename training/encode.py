"""Documents as flat numpy arrays, one value a word, ready to be cut into windows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

from kg.language.embedded.pieces import word_shape
from training.corpus import UNKNOWN, Document, Sentence, bioes
from training.labels import VIEWS, Labels
from training.scripts import lemma_script

Array = NDArray[np.int32]

LAYERS = (
    "heads",
    "deprel",
    "upos",
    "xpos",
    "feats",
    "lemmas",
    "starts",
    "names",
    "types",
    "mentions",
    "entities",
)


@dataclass(slots=True)
class Encoded:
    """A document in numbers.

    `layers` hold UNKNOWN where the corpus is silent; heads count from the document's first word,
    -1 the root.
    """

    corpus: str
    view: int
    pieces: Array
    """All pieces, one word after the other."""
    offsets: Array
    """Words + 1: where each word's pieces begin."""
    shapes: Array
    spaces: Array
    letters: Array
    sentence: Array
    """Number of each word's sentence."""
    bounds: Array
    """Sentences + 1: where each sentence begins, in words."""
    layers: dict[str, Array]


class Encoder:
    """Turns words into pieces and labels into numbers."""

    def __init__(self, tokenizer: Path, labels: Labels, max_pieces: int) -> None:
        self.tokenizer = Tokenizer.from_file(str(tokenizer))
        self.tokenizer.no_padding()
        self.tokenizer.no_truncation()
        self.max_pieces = max_pieces
        self.unknown = int(self.tokenizer.token_to_id("[UNK]") or 0)
        self.cache: dict[str, list[int]] = {}
        self.index = {
            "deprel": _numbers(labels.deprel),
            "upos": _numbers(labels.upos),
            "xpos": _numbers(labels.xpos),
            "feats": _numbers(labels.feats),
            "lemmas": _numbers(labels.lemmas),
            "names": _numbers(labels.names),
            "types": _numbers(labels.types),
            "mentions": _numbers(labels.mentions),
            "entities": _numbers(labels.entities),
        }

    def pieces(self, word: str) -> list[int]:
        """Return the pieces of a word by itself, a long one's middle left out."""
        found = self.cache.get(word)
        if found is None:
            found = self.tokenizer.encode(word, add_special_tokens=False).ids or [self.unknown]
            if len(found) > self.max_pieces:
                found = found[:8] + found[-(self.max_pieces - 8) :]
            self.cache[word] = found
        return found

    def encode(self, document: Document) -> Encoded:
        """Return the arrays of a document."""
        words = [w for s in document.sentences for w in s.words]
        pieces = [self.pieces(w) for w in words]
        lengths = [len(s.words) for s in document.sentences]
        bounds = np.cumsum([0, *lengths]).astype(np.int32)
        parts = [
            self._layers(document, s, int(b))
            for s, b in zip(document.sentences, bounds, strict=False)
        ]
        return Encoded(
            corpus=document.corpus,
            view=VIEWS.index(document.view) if document.view in VIEWS else -1,
            pieces=np.array([p for word in pieces for p in word], np.int32),
            offsets=np.cumsum([0, *map(len, pieces)]).astype(np.int32),
            shapes=np.array([word_shape(w) for w in words], np.int32),
            spaces=np.array(
                [s for sentence in document.sentences for s in sentence.spaces], np.int32
            ),
            letters=np.array([len(w) for w in words], np.int32),
            sentence=np.repeat(np.arange(len(lengths)), lengths).astype(np.int32),
            bounds=bounds,
            layers={
                key: np.array([v for part in parts for v in part[key]], np.int32) for key in LAYERS
            },
        )

    def _layers(self, document: Document, s: Sentence, offset: int) -> dict[str, list[int]]:
        n = len(s.words)
        names = s.name_tags
        if names is None and s.names is not None and document.view:
            names = bioes(s.names, n)
        lemmas = (
            [lemma_script(w, m) for w, m in zip(s.words, s.lemmas, strict=True)]
            if s.lemmas
            else None
        )
        return {
            "heads": [h + offset if h >= 0 else -1 for h in s.heads] if s.heads else [UNKNOWN] * n,
            "starts": [1] + [0] * (n - 1) if s.heads else [UNKNOWN] * n,
            "deprel": self._numbers("deprel", s.deprels, n),
            "upos": self._numbers("upos", s.upos, n),
            "xpos": self._numbers("xpos", s.xpos, n),
            "feats": self._numbers("feats", s.feats, n),
            "lemmas": self._numbers("lemmas", lemmas, n),
            "names": self._numbers("names", names, n),
            "types": self._numbers("types", s.types, n),
            "mentions": self._numbers(
                "mentions", s.mention_heads if document.corpus == "gum" else None, n
            ),
            "entities": self._numbers(
                "entities", s.mention_heads if document.corpus == "litbank" else None, n
            ),
        }

    def _numbers(self, key: str, values: list[str] | None, length: int) -> list[int]:
        index = self.index[key]
        return [UNKNOWN] * length if values is None else [index.get(v, UNKNOWN) for v in values]


def _numbers(names: list[str]) -> dict[str, int]:
    return {name: i for i, name in enumerate(names)}
