"""Command line: `python -m training.ranking --data DATA` fits the scorer of antecedents anew."""

from __future__ import annotations

import argparse
import time
from importlib.metadata import entry_points
from itertools import islice
from pathlib import Path

import numpy as np

from kg import language
from kg.language.embedded.components import Encoder
from kg.resolve import ranking
from training.ranking.fit import fit
from training.ranking.gold import read_all
from training.ranking.record import parsed, record


def main() -> None:
    """Parse, record, fit both networks, and write them beside the code that runs them."""
    parser = argparse.ArgumentParser(prog="python -m training.ranking", description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="treebank/, litbank/, coref/")
    parser.add_argument("--out", type=Path, default=Path(ranking.__file__).with_name("ranking.npz"))
    parser.add_argument(
        "--from-gold",
        action="store_true",
        help="begin without the shipped weights: needed where the traits have changed",
    )
    parser.add_argument("--every", type=int, default=1, help="read each Nth text, to try it out")
    arguments = parser.parse_args()
    began = time.monotonic()

    def tell(what: str) -> None:
        print(f"{time.monotonic() - began:4.0f} s  {what}", flush=True)

    nlp = language.load()
    rules = [r for e in sorted(entry_points(group="kg.rules")) for r in e.load()]
    texts = islice(read_all(arguments.data), 0, None, arguments.every)
    found = list(parsed(texts, nlp, rules))
    tell(f"parsed {len(found)} texts")
    if arguments.from_gold:
        first = fit(record(found, None), with_vectors=False)
        network = ranking.network(first.arrays(""), "")
    else:
        network = ranking.networks()[1]
    examples = record(found, network)
    tell(f"recorded {len(examples.decisions)} decisions")
    full, bare = fit(examples, True), fit(examples, False)
    weights = full.arrays("full.") | bare.arrays("bare.")
    encoder = nlp.get_pipe("kg_encoder")
    assert isinstance(encoder, Encoder)
    model = encoder.network.description["checksums"]["model.onnx"]
    np.savez_compressed(arguments.out, encoder=np.array(model), **weights)  # type: ignore[arg-type]
    tell(f"wrote {arguments.out}")


if __name__ == "__main__":
    main()
