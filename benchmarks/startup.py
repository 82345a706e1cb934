"""How long `kg --help` takes, against `import spacy`."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time

from benchmarks.common import figure, kg


def seconds(command: list[str], runs: int) -> float:
    """Median time of a command, the first run left out."""
    times = []
    for _ in range(runs + 1):
        begin = time.perf_counter()
        subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
        times.append(time.perf_counter() - begin)
    return statistics.median(times[1:])


def main() -> None:
    """Print both times and their ratio."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeat", type=int, default=9)
    given = parser.parse_args()
    spacy = seconds([sys.executable, "-c", "import spacy"], given.repeat)
    help_ = seconds(kg("--help"), given.repeat)
    print(f"import spacy {spacy:.2f} s, kg --help {help_:.2f} s")
    figure("kg --help / import spacy", help_ / spacy, most=0.3)


if __name__ == "__main__":
    main()
