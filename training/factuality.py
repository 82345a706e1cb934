"""Fit the trained judgement of factuality: `python -m training.factuality --data DATA`.

Reads the training half of the judged predicates and of EWT with the pipeline that the package
carries (or --model), and writes `kg/extract/judgement.npz`. Needs what `kg` needs and nothing more;
one thread, a few minutes. Predicates that the rules deny are left out: the judgement is never asked
about them, and readers call many of them true ("I don't know").
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from benchmarks.factuality import judged, read
from kg import plugins
from kg.analysis import blocks
from kg.data import Document
from kg.extract import extract, judgement
from kg.extract.context import features
from kg.extract.embedding import read as read_factuality
from kg.extract.words import words
from kg.language import embedded, find, load
from kg.readers import plain

OUT = Path(judgement.__file__).parent / judgement.FILE
RARE = 4
"""A feature of fewer predicates is left out."""
SHRINK, EPOCHS, BATCH, RATE = 1e-3, 12, 256, 0.02
SPREAD = 0.3
"""Standard deviation that vectors are scaled to, beside features that are 0 or 1."""

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Example:
    """A predicate: its features, its vector, and whether readers said that it happened."""

    named: list[str]
    vector: Floats
    happened: bool


def examples(data: Path, model: str | None) -> Iterator[Example]:
    """The clear judgements of the training half whose predicates are in statements."""
    nlp, rules = load(model), plugins.rules()
    for name, text, judgements in read(data, "train"):
        [document] = plain.read(text.encode(), f"{name}.txt")
        assert isinstance(document, Document)
        for start, block in blocks(document):
            doc = nlp(block)
            vectors = judgement.vectors(doc)
            if vectors is None:
                raise SystemExit("word vectors of the embedded encoder are needed: no --model")
            at = {w.start + start: w for w in words(doc)}
            clauses = list(extract(doc, rules, start).clauses)
            for clause, judged_as in judged(clauses, judgements):
                word = at[int(clause.id[1:].partition(".")[0])]
                reading = read_factuality(word)
                if reading.factuality != "denied":
                    named = features(word, reading)
                    yield Example(named, vectors[word.i].copy(), judged_as.happened)


def fit(found: list[Example]) -> judgement.Judge:
    """Logistic regression with ridge penalty, by Adam; the same for the same examples."""
    counts = Counter(name for e in found for name in e.named)
    names = sorted(name for name, count in counts.items() if count >= RARE)
    columns = {name: k for k, name in enumerate(names)}
    vectors = np.stack([e.vector for e in found])
    mean, scale = vectors.mean(0), SPREAD / (vectors.std(0) + 1e-6)
    inputs = np.zeros((len(found), len(names) + vectors.shape[1]), np.float32)
    for row, e in zip(inputs, found, strict=True):
        row[[columns[n] for n in e.named if n in columns]] = 1
    inputs[:, len(names) :] = (vectors - mean) * scale
    weights, bias = _regression(inputs, np.array([e.happened for e in found], np.float32))
    of_vector = weights[len(names) :] * scale
    bias -= float(mean @ of_vector)
    return judgement.Judge(
        dict(zip(names, weights[: len(names)].tolist(), strict=True)), of_vector, bias
    )


def _regression(inputs: Floats, happened: Floats) -> tuple[Floats, float]:
    """Weights and constant."""
    random = np.random.default_rng(0)
    weights, bias = np.zeros(inputs.shape[1], np.float32), 0.0
    first, second = np.zeros_like(weights), np.zeros_like(weights)
    step = 0
    for epoch in range(EPOCHS):
        rate = RATE * (1 - epoch / EPOCHS)
        for batch in np.array_split(random.permutation(len(inputs)), len(inputs) // BATCH + 1):
            step += 1
            odds = inputs[batch] @ weights + bias
            error = 1 / (1 + np.exp(-odds)) - happened[batch]
            slope = inputs[batch].T @ error / len(batch) + SHRINK * weights
            first = 0.9 * first + 0.1 * slope
            second = 0.999 * second + 0.001 * slope**2
            corrected = np.sqrt(second / (1 - 0.999**step)) + 1e-8
            weights -= (rate * first / (1 - 0.9**step) / corrected).astype(np.float32)
            bias -= rate * float(error.mean())
    return weights, bias


def save(judge: judgement.Judge, path: Path) -> None:
    """Write the weights in half precision, names in order."""
    np.savez_compressed(
        path,
        names=np.array(list(judge.weights)),
        weights=np.array(list(judge.weights.values()), np.float16),
        vector=judge.vector.astype(np.float32),
        bias=np.float32(judge.bias),
        encoder=np.array(judge.encoder),
    )


def main() -> None:
    """Fit and write."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n")[0])
    parser.add_argument("--data", type=Path, required=True)
    parser.add_argument("--model", help="folder of another embedded model")
    parser.add_argument("--out", type=Path, default=OUT)
    chosen = parser.parse_args()
    found = list(examples(chosen.data, chosen.model))
    encoder = embedded.identity(find(chosen.model))["checksum"]
    save(replace(fit(found), encoder=encoder), chosen.out)
    print(f"{chosen.out}: {len(found)} predicates, {chosen.out.stat().st_size // 1000} kB")


if __name__ == "__main__":
    main()
