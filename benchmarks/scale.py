"""How the cost of a build grows: with documents, their length, the mentions of one entity.

Writes `docs/scale.md` and its plot anew; `--times 10` takes sizes ten times as large. Each size is
a process of its own; its memory is what the operating system says of it (Linux, macOS).
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import replace
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import ROOT, environment, kg
from benchmarks.scale_page import Point, Series, page, plot

SHORT = 70
"""About how many words a short document has."""
FIRST = ("Ada", "Ben", "Cleo", "Dora", "Emil", "Frida", "Gus", "Hanna", "Ivo", "Jana")
STORY = (
    "{0} met the mayor of {1} on Monday. {0} said that the council had rejected the plan. "
    "Reporters asked {0} about the costs, and {0} denied that the harbour would close. "
    "The engineers who built the station work for {2}. {2} paid 40 million euros for it. "
    "Last year {0} visited {1} twice and promised the fishermen a new pier. "
    "This was report {3} of the week.\n"
)


def story(number: int, person: int) -> str:
    """A short document about one person of many."""
    syllables = ("bra", "den", "gol", "har", "kin", "lor", "mun", "ped", "ros", "tav")
    surname = "".join(syllables[int(d)] for d in f"{person:03}").capitalize()
    town = "".join(syllables[int(d)] for d in f"{number % 97:02}").capitalize()
    return STORY.format(
        f"{FIRST[person % 10]} {surname}", f"{town}ford", f"{town} Marine Energy", number
    )


def short_documents(count: int, folder: Path) -> None:
    """So many short documents about a hundred people."""
    for n in range(count):
        (folder / f"{n:07}.txt").write_text(story(n, n % 100), "utf-8")


def one_document(words: int, folder: Path) -> None:
    """One document of so many words, in paragraphs."""
    parts = [story(n, n % 100) for n in range(max(1, words // SHORT))]
    (folder / "long.txt").write_text("\n\n".join(parts), "utf-8")


def one_entity(mentions: int, folder: Path) -> None:
    """Documents of which every one is about the same person, five mentions in each."""
    for n in range(max(1, mentions // 5)):
        (folder / f"{n:07}.txt").write_text(story(n, 7), "utf-8")


def series(
    name: str, unit: str, make: Callable[[int, Path], None], sizes: Iterable[int], repeat: int
) -> Series:
    """Measure all sizes; the fastest of the runs counts, since what disturbs only slows."""
    points = []
    for size in sizes:
        fastest = min((measured(size, make) for _ in range(repeat)), key=lambda p: p.seconds)
        points.append(replace(fastest, seconds=fastest.seconds - start()))
        print(f"{name}: {size} {unit}: {points[-1].seconds:.1f} s", flush=True)
    return Series(name, unit, tuple(points))


def measured(size: int, make: Callable[[int, Path], None]) -> Point:
    """A build of everything anew, in one process."""
    with TemporaryDirectory(prefix="kg-scale-") as place:
        folder, out, kept = (Path(place) / name for name in ("texts", "out", "cache"))
        folder.mkdir()
        make(size, folder)
        times = out / "times.json"
        command = kg("build", str(folder), "-o", str(out), "-f", "json,nt", "-q", "-j", "1")
        process = subprocess.Popen([*command, "--timings", str(times)], env=environment(kept))
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise SystemExit(f"the build ended with {process.returncode}")
        report = json.loads((out / "report.json").read_text("utf-8"))
        stages: dict[str, float] = json.loads(times.read_text("utf-8"))["seconds"]
        size_kept = sum(f.stat().st_size for f in kept.rglob("*") if f.is_file()) / 1e6
    spent = usage.ru_utime + usage.ru_stime
    return Point(
        size,
        words=sum(d["words"] for d in report["documents"]),
        seconds=spent,
        merging=spent * stages["merging"] / sum(stages.values()),
        memory=usage.ru_maxrss / (1e6 if sys.platform == "darwin" else 1e3),
        kept=size_kept,
        statements=report["totals"]["statements"],
    )


@cache
def start() -> float:
    """Seconds of the processor that every build takes: to start, import and load."""
    return min(measured(1, one_document).seconds for _ in range(2))


def main() -> None:
    """Measure, print the exponents, and write the page and its plot."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=1, help="make all sizes so much larger")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each size (%(default)s)")
    parser.add_argument("--out", type=Path, default=ROOT / "docs", help="folder (%(default)s)")
    given = parser.parse_args()

    def sizes(*small: int) -> list[int]:
        return [n * given.times for n in small]

    found = [
        series("short documents", "documents", short_documents, sizes(50, 150, 500), given.repeat),
        series("one document", "words", one_document, sizes(1000, 5000, 20_000), given.repeat),
        series("one entity", "mentions", one_entity, sizes(100, 500, 2000), given.repeat),
    ]
    for each in found:
        print(f"{each.name}: time grows with the power {each.exponent:.2f} of the {each.unit}")
    (given.out / "scale.svg").write_text(plot(found), "utf-8")
    (given.out / "scale.md").write_text(page(found), "utf-8")


if __name__ == "__main__":
    main()
