"""A trained second opinion on what the rules take for asserted.

A logistic regression over named features of the tree, the rules' reading and the word vector of
the embedded encoder, fitted to what readers said of predicates (UDS-IH2) by
`python -m training.factuality`. It may doubt, and nothing else: readers judge many a denied
predicate as something that happened ("I don't know"), so denials are the rules' alone, and what
a rule leaves open stays open.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.extract.context import features
from kg.extract.polarity import Reading
from kg.extract.words import Word

FILE = "judgement.npz"
LIKELY = 0.5
"""Below this probability that it happened, what the rules take for asserted is hypothetical."""
MODALITY = "context"
"""The reading of what no single word makes open."""
_READING = "kg.reading"
"""Key of `Doc.user_data` that says that `Doc.tensor` holds the embedded encoder's vectors."""


@dataclass(frozen=True)
class Judge:
    """Weights: of features by name, of each dimension of a word vector, and the constant.

    `encoder` is the checksum of the embedded model whose vectors it was fitted to.
    """

    weights: dict[str, float]
    vector: NDArray[np.float32]
    bias: float
    encoder: str = ""

    def probability(self, named: list[str], vector: NDArray[np.float32]) -> float:
        """Probability that readers would say that it happened."""
        known = sum(self.weights.get(name, 0.0) for name in named)
        score = known + float(vector @ self.vector) + self.bias
        return float(1 / (1 + np.exp(-score)))


@cache
def judge() -> Judge:
    """The judge that the package carries."""
    with as_file(files("kg.extract") / FILE) as path, np.load(path) as saved:
        names, weights = saved["names"].tolist(), saved["weights"].tolist()
        named = dict(zip(names, weights, strict=True))
        return Judge(named, saved["vector"], float(saved["bias"]), str(saved["encoder"]))


def vectors(doc: Doc) -> NDArray[np.float32] | None:
    """The embedded encoder's word vectors, a row a word, or None for another pipeline's Doc."""
    told = _READING in doc.user_data and len(doc.tensor) == len(doc) > 0
    return np.asarray(doc.tensor, np.float32) if told else None


def is_doubtful(word: Word, reading: Reading, vector: NDArray[np.float32]) -> bool:
    """Whether a predicate that no rule denies or leaves open did, likely, not happen.

    Vectors of another width than those that the judge was fitted on tell nothing.
    """
    if reading.factuality != "asserted" or len(vector) != len(judge().vector):
        return False
    return judge().probability(features(word, reading), vector) < LIKELY
