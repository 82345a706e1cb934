"""Where the time of a build goes, stage by stage, and with --functions which functions take it."""

from __future__ import annotations

import cProfile
import pstats
from collections.abc import Callable

from benchmarks.common import corpus, figure, median, options
from kg.bench import Figures, measure
from kg.engine import GARBAGE


def profiled(run: Callable[[], Figures], shown: int) -> Figures:
    """Run under Python's profiler, which itself doubles the time of rules, and print."""
    profiler = cProfile.Profile()
    found = profiler.runcall(run)
    pstats.Stats(profiler).sort_stats("tottime").print_stats(shown)
    return found


def main() -> None:
    """Print seconds and shares of each stage, and the whole against the language model."""
    import gc

    parser = options(__doc__, documents=100)
    parser.add_argument("--functions", type=int, default=0, metavar="N", help="show the first N")
    given = parser.parse_args()
    gc.set_threshold(*GARBAGE)  # as in a build
    with corpus(given.documents, given.data) as folder:

        def run() -> Figures:
            return measure([str(folder)])

        if given.functions:
            profiled(run, given.functions)
            return
        found = [run() for _ in range(given.repeat)]
    whole = sum(found[-1].seconds.values())
    print(f"{found[-1].documents} documents, {found[-1].words:,} words")
    for stage, seconds in found[-1].seconds.items():
        print(f"  {seconds:8.2f} s  {seconds / whole:6.1%}  {stage}")
    figure("build / language model, loading apart", median([f.ratio for f in found]), least=0.7)


if __name__ == "__main__":
    main()
