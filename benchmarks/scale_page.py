"""The page `docs/scale.md` and its plot, from what `benchmarks.scale` measured."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One build: its size in the unit of its series, and what it took."""

    size: int
    words: int
    seconds: float
    """Of the processor, without those that a build of one sentence takes."""
    merging: float
    memory: float
    """MB, the largest process of the build."""
    kept: float
    """MB of the cache."""
    statements: int


@dataclass(frozen=True)
class Series:
    """Builds that differ in one size alone."""

    name: str
    unit: str
    points: tuple[Point, ...]

    @property
    def exponent(self) -> float:
        """Of the power of the size that the time grows with: 1 is linear."""
        low, high = self.points[0], self.points[-1]
        return math.log(high.seconds / low.seconds) / math.log(high.size / low.size)


def page(found: Sequence[Series]) -> str:
    """The page in Markdown."""
    tables = "\n\n".join(map(_table, found))
    return _PAGE.format(tables=tables, paper=_paper(found[0]))


def _table(series: Series) -> str:
    head = (
        series.unit,
        "words in all",
        "processor s",
        "words/s",
        "merging s",
        "memory MB",
        "cache MB",
    )
    lines = [
        f"### {series.name.capitalize()}",
        "",
        f"Time grows with the power {series.exponent:.2f} of the number of {series.unit}.",
        "",
        f"| {' | '.join(head)} |",
        f"|{' ---: |' * len(head)}",
    ]
    for p in series.points:
        figures = (
            f"{p.size:,}", f"{p.words:,}", f"{p.seconds:.1f}", f"{p.words / p.seconds:,.0f}",
            f"{p.merging:.2f}", f"{p.memory:,.0f}", f"{p.kept:.1f}",
        )  # fmt: skip
        lines.append(f"| {' | '.join(figures)} |")
    return "\n".join(lines)


def _paper(series: Series) -> str:
    """What larger corpora cost, on the line through the first and last build of a series."""
    low, high = series.points[0], series.points[-1]
    memory = (high.memory - low.memory) / (high.words - low.words)
    lines = [
        "| words | core hours | of them merging | memory of merging GB | cache GB | statements |",
        "| ---: | ---: | ---: | ---: | ---: | ---: |",
    ]
    for power in (6, 8, 10):
        words = 10**power
        figures = (
            f"{high.seconds / high.words * words / 3600:,.2f}",
            f"{high.merging / high.words * words / 3600:,.2f}",
            f"{(low.memory + memory * words) / 1000:,.1f}",
            f"{high.kept / high.words * words / 1000:,.2f}",
            f"{high.statements / high.words * words:,.0f}",
        )
        lines.append(f"| 10^{power} | {' | '.join(figures)} |")
    return "\n".join(lines)


def plot(found: Sequence[Series]) -> str:
    """Words a second by size, both on logarithmic axes, as SVG: a level line is linear cost."""
    width, height, edge = 640, 320, 50
    sizes = [p.size for s in found for p in s.points]
    rates = [p.words / p.seconds for s in found for p in s.points]
    low, high = math.log10(min(sizes)), math.log10(max(sizes))
    top = max(rates) * 1.2

    def place(size: float, rate: float) -> str:
        x = edge + (math.log10(size) - low) / (high - low) * (width - 2 * edge)
        return f"{x:.1f},{height - edge - rate / top * (height - 2 * edge):.1f}"

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {height}" '
        'font-family="sans-serif" font-size="12">',
        f'<path d="M{edge},{edge} V{height - edge} H{width - edge}" fill="none" stroke="#888"/>',
        f'<text x="{edge}" y="{edge - 12}">words a second of the processor</text>',
        f'<text x="{edge - 6}" y="{height - edge}" text-anchor="end">0</text>',
        f'<text x="{edge - 6}" y="{edge + 4}" text-anchor="end">{top:,.0f}</text>',
        f'<text x="{width - edge}" y="{height - 14}" text-anchor="end">size (logarithmic)</text>',
    ]
    for series, colour in zip(found, ("#1b6ca8", "#b5442e", "#3a7d44"), strict=True):
        points = [place(p.size, p.words / p.seconds) for p in series.points]
        x, y = points[-1].split(",")
        parts.append(
            f'<polyline points="{" ".join(points)}" fill="none" stroke="{colour}" '
            f'stroke-width="2"/><text x="{x}" y="{float(y) - 8:.1f}" text-anchor="end" '
            f'fill="{colour}">{series.name}</text>'
        )
    return "\n".join([*parts, "</svg>", ""])


_PAGE = """# Scale

Written by `python -m benchmarks.scale`: how the cost of a build grows. Texts are made by the
script; every build is one process that writes `json` and `nt`, and the seconds are those of the
processor, without the ones that a build of one sentence takes.

![Words a second by size](scale.svg)

{tables}

## On paper

From the line through the smallest and the largest build with short documents. These are
extrapolations of the figures above, not measurements. "Memory of merging" is that of the one
process that assembles the graph; the cache is also what a Spark cluster sends to the driver.

{paper}

What breaks first, and what to do:

- **10^6 words**: nothing. One machine, `kg build -j 2`.
- **10^8 words**: the memory of merging, which holds all entities with their mentions and all
  statements with their evidence. Take a machine with that much memory, let a cluster analyse
  (`--engine spark`), and write the formats that are written as streams (`json`, `nt`, `parquet`);
  the page and GraphML are for parts (`kg subgraph`). Or let a cluster do all of it (`kg spark`):
  then it is the largest component of things that share names, which one Python process settles.
- **10^10 words**: merging on one machine, by two orders of magnitude; the cache as one file a
  document; the driver of `--engine spark`, through which all records go. `kg spark` has none of
  these: of what it does, only the analysis was measured at a size that allows a guess. What
  breaks there first is the component of people whom bare first names and surnames connect, then
  the shuffles, which carry every thing of every document about eight times. Split the corpus by
  what it is about or by year, and build a graph of each part.
"""
