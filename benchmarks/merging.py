"""How the time of merging grows: many documents against ten times as many.

The documents are those of `benchmarks/identity.py`, with a population that grows with them.
"""

from __future__ import annotations

import argparse
import gc
import time

from benchmarks.common import figure
from benchmarks.synthetic import documents
from kg.engine import GARBAGE
from kg.resolve.merging import merge
from kg.resolve.units import Unit, units_of


def main() -> None:
    """Print the times and their ratio."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--mentions", type=int, default=100_000, help="of the small set")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    gc.set_threshold(*GARBAGE)  # as every command of kg does
    small, large = (_seconds(n, options.seed) for n in (options.mentions, 10 * options.mentions))
    figure("ten times the mentions, times the time", large / small, most=12)


def _seconds(mentions: int, seed: int) -> float:
    """Processor time to merge so many mentions of people, organisations and places."""
    units, found = _units(mentions, seed)
    begin = time.process_time()
    partition, _ = merge(units)
    seconds = time.process_time() - begin
    sets = len({partition.root(i) for i in range(len(units))})
    print(f"{found} mentions in {len(units)} units: {seconds:.1f} s, {sets} things")
    return seconds


def _units(mentions: int, seed: int) -> tuple[list[Unit], int]:
    _, made = documents(mentions * 2 // 21, seed)  # about 10.5 mentions a document
    units = [u for m in made for u in units_of(m.graph.document.id, m.graph)]
    return units, sum(len(u.entity.mentions) for u in units)


if __name__ == "__main__":
    main()
