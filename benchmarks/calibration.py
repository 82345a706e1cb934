"""Is confidence the share of statements that readers call right? Judged statements tell.

    python -m benchmarks.calibration [JUDGED] [--draw FILE]

JUDGED holds a JSON object a line with `features` and `right`, of statements that were not used
for fitting. Prints the expected calibration error over ten bins and how often the more confident
half is right; draws the curve as SVG.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.extract.confidence import probability

HERE = Path(__file__).parent
BINS = 10


@dataclass(frozen=True, slots=True)
class Bin:
    """Statements of about the same confidence: how many, its mean, the share that is right."""

    count: int
    confidence: float
    right: float


Judged = Sequence[tuple[float, bool]]


def read(path: Path) -> list[tuple[float, bool]]:
    """Confidence and verdict of each judged statement."""
    lines = [json.loads(line) for line in path.read_text("utf-8").splitlines()]
    return [(probability(dict.fromkeys(x["features"], 1.0)), bool(x["right"])) for x in lines]


def bins(judged: Judged) -> list[Bin]:
    """The bins that hold something, ten of equal width between 0 and 1."""
    found = []
    for k in range(BINS):
        inside = [j for j in judged if min(BINS - 1, int(j[0] * BINS)) == k]
        if inside:
            mean = sum(c for c, _ in inside) / len(inside)
            found.append(Bin(len(inside), mean, sum(r for _, r in inside) / len(inside)))
    return found


def error(judged: Judged) -> float:
    """Expected calibration error (Naeini, Cooper and Hauskrecht 2015)."""
    return sum(b.count * abs(b.confidence - b.right) for b in bins(judged)) / len(judged)


def halves(judged: Judged) -> tuple[float, float]:
    """The share that is right in the more confident half, and in the other."""
    ordered = sorted(judged, key=lambda j: -j[0])
    middle = len(ordered) // 2
    upper, lower = ordered[:middle], ordered[middle:]
    return sum(r for _, r in upper) / len(upper), sum(r for _, r in lower) / len(lower)


def curve(judged: Judged) -> str:
    """The curve as SVG: a dot for each bin, its area by count, beside the diagonal."""
    dots = "".join(
        f'<circle cx="{20 + 300 * b.confidence:.0f}" cy="{320 - 300 * b.right:.0f}" '
        f'r="{2 + b.count**0.5:.1f}"/>'
        for b in bins(judged)
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 340 350" font-size="11">'
        '<path d="M20 20V320H320M20 320L320 20" fill="none" stroke="#888"/>'
        f'<g fill="#36c">{dots}</g><text x="130" y="342">confidence</text>'
        '<text x="24" y="16">share that readers call right</text></svg>\n'
    )


def main() -> None:
    """Print the figures, and draw."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("judged", type=Path, nargs="?", default=HERE / "judged-held-out.jsonl")
    parser.add_argument("--draw", type=Path, default=HERE / "calibration.svg")
    options = parser.parse_args()
    judged = read(options.judged)
    for b in bins(judged):
        print(f"{b.count:4} statements at {b.confidence:.2f}: {100 * b.right:.0f}% right")
    upper, lower = halves(judged)
    print(
        f"{len(judged)} statements, calibration error {error(judged):.3f} (at most 0.08); "
        f"more confident half {100 * upper:.1f}% right, the rest {100 * lower:.1f}%"
    )
    options.draw.write_text(curve(judged), "utf-8")


if __name__ == "__main__":
    main()
