"""Fit the weights of `kg.extract.confidence`: CaRB ranks, judged statements give the level.

    python -m benchmarks.confidence FOLDER_OF_CARB [--judged FILE] [--out FILE]

First a logistic regression over the features takes the mean of CaRB's precision and recall as
the label of each statement. Then its logit, shifted and stretched, with a small correction for
each feature, is fitted to statements that readers judged. Both are ridge regressions by Newton's
method, so the same data give the same weights.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks import carb
from kg.extract.confidence import features

HERE = Path(__file__).parent
Features = Mapping[str, float]
CARB_RIDGE, LEVEL_RIDGE, JUDGED_RIDGE = 5.0, 1.0, 20.0


def logistic(
    rows: Sequence[Features],
    labels: Sequence[float],
    ridge: float,
    offsets: Sequence[float] | None = None,
) -> dict[str, float]:
    """Weights by feature that make the labels (0 to 1) likeliest, drawn towards 0 by `ridge`.

    `offsets` are logits that are added; without them "bias" is left free.
    """
    names = sorted({name for row in rows for name in row})
    x = np.array([[row.get(name, 0.0) for name in names] for row in rows])
    base = np.zeros(len(rows)) if offsets is None else np.array(offsets)
    penalty = np.array([0.01 if n == "bias" and offsets is None else ridge for n in names])
    y, w = np.array(labels), np.zeros(len(names))
    for _ in range(50):
        p = 1 / (1 + np.exp(-(base + x @ w)))
        gradient = x.T @ (p - y) + penalty * w
        step = np.linalg.solve((x.T * (p * (1 - p))) @ x + np.diag(penalty), gradient)
        w -= step
        if np.abs(step).max() < 1e-8:
            break
    return dict(zip(names, w.tolist(), strict=True))


def from_carb(folder: Path) -> dict[str, float]:
    """Weights that rank statements as CaRB's development half does."""
    wanted = carb.gold(folder / "carb-dev-gold.tsv")
    rows, labels = [], []
    for text, doc, found in carb.extractions(carb.sentences(folder / "carb-dev-sentences.txt")):
        for clause, row in features(doc, found.clauses):
            tuple_ = carb.predicted(clause)
            matches = [carb.match(w, tuple_) for w in wanted[carb.key(text)]]
            best = [max((m[k] for m in matches), default=0.0) for k in (0, 1)]
            rows.append(row)
            labels.append(sum(best) / 2)
    return logistic(rows, labels, CARB_RIDGE)


def levelled(weights: Features, judged: Path) -> dict[str, float]:
    """The weights brought to what readers judged."""
    lines = [json.loads(line) for line in judged.read_text("utf-8").splitlines()]
    rows = [dict.fromkeys(line["features"], 1.0) for line in lines]
    right = [float(line["right"]) for line in lines]
    logits = [sum(weights.get(n, 0.0) * v for n, v in row.items()) for row in rows]
    level = logistic([{"bias": 1.0, "logit": z} for z in logits], right, LEVEL_RIDGE)
    offsets = [level["bias"] + level["logit"] * z for z in logits]
    correction = logistic(rows, right, JUDGED_RIDGE, offsets)
    names = {*weights, *correction}
    result = {n: level["logit"] * weights.get(n, 0.0) + correction.get(n, 0.0) for n in names}
    result["bias"] += level["bias"]
    return result


def main() -> None:
    """Fit and write the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("folder", type=Path)
    parser.add_argument("--judged", type=Path, default=HERE / "judged.jsonl")
    parser.add_argument(
        "--out", type=Path, default=HERE.parent / "kg" / "extract" / "confidence.tsv"
    )
    options = parser.parse_args()
    weights = levelled(from_carb(options.folder), options.judged)
    lines = [f"{name}\t{weight:.4f}\n" for name, weight in sorted(weights.items())]
    options.out.write_text("".join(lines), "utf-8")
    print(f"{options.out}: {len(lines)} weights")


if __name__ == "__main__":
    main()
