"""What the benchmarks share: a corpus of any size, a timed `kg`, a line for each figure."""

from __future__ import annotations

import argparse
import json
import os
import re
import statistics
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from kg import plugins, readers
from kg.data import Document
from kg.engine import ONE_THREAD

ROOT = Path(__file__).parents[1]
_NAMES = ("Marchetti", "Halden", "Vik", "Brandt", "Pillai", "Thorne", "Haddad", "Relle", "Okonjo")
_SYLLABLES = ("ka", "ro", "mi", "tel", "dan", "sor", "vel", "bri", "non", "lau")


def options(description: str | None, documents: int) -> argparse.ArgumentParser:
    """Options that every benchmark has."""
    parser = argparse.ArgumentParser(description=description)
    parser.add_argument("--documents", type=int, default=documents, help="how many (%(default)s)")
    parser.add_argument("--data", type=Path, default=ROOT / "seeds", help="texts to make them from")
    parser.add_argument("--repeat", type=int, default=1, help="runs of each; the median counts")
    return parser


@contextmanager
def corpus(count: int, data: Path) -> Iterator[Path]:
    """A folder of `count` plain texts that are told apart by the surnames in them.

    They are the texts of `data`, each of more than fifty words, over and over.
    """
    texts = [text for text in _texts(data) if len(text.split()) > 50]
    with TemporaryDirectory(prefix="kg-benchmark-") as name:
        for i in range(count):
            text = _renamed(texts[i % len(texts)], i // len(texts))
            (Path(name) / f"{i:06}.txt").write_text(text, "utf-8")
        yield Path(name)


def words(folder: Path) -> int:
    """Words of all texts in a folder, parted by white space."""
    return sum(len(path.read_text("utf-8").split()) for path in folder.iterdir())


@dataclass(frozen=True)
class Run:
    """A build: seconds by the wall and of processors, and what `--timings` says."""

    seconds: float
    processor: float
    timings: dict[str, Any]


def build(sources: Path, *flags: str, cache: Path | None = None, out: Path | None = None) -> Run:
    """Build all formats of `kg build`; without a `cache`, everything anew."""
    with TemporaryDirectory(prefix="kg-benchmark-") as other:
        folder, times = str(out or other), Path(other) / "times.json"
        keep = [] if cache else ["--no-cache"]
        command = ["build", str(sources), "-o", folder, "-q", "--timings", str(times)]
        command += [*keep, *flags]
        begin, used = time.perf_counter(), _processor_time()
        subprocess.run(kg(*command), env=environment(cache), check=True)
        seconds, processor = time.perf_counter() - begin, _processor_time() - used
        return Run(seconds, processor, json.loads(times.read_text()))


def kg(*arguments: str) -> list[str]:
    """The command line of `kg` in this environment."""
    return [sys.executable, "-m", "kg", *arguments]


def environment(cache: Path | None = None) -> dict[str, str]:
    """The environment of a run: one thread, no settings of the user's."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("KG_")}
    return own | ONE_THREAD | ({"KG_CACHE": str(cache)} if cache else {})


def figure(
    name: str, value: float, *, least: float | None = None, most: float | None = None
) -> None:
    """Print a ratio beside its limit."""
    limit = f"at least {least}" if least is not None else f"at most {most}"
    good = (least is None or value >= least) and (most is None or value <= most)
    print(f"{name}: {value:.3f} ({limit}: {'reached' if good else 'MISSED'})")


def median(values: list[float]) -> float:
    """The median, with the range on a line of its own where there are several."""
    if len(values) > 1:
        print(f"  runs: {', '.join(f'{v:.2f}' for v in values)}")
    return statistics.median(values)


def _processor_time() -> float:
    """Seconds that processors have spent on all processes that ended, begun by this one."""
    times = os.times()
    return times.children_user + times.children_system


def _texts(data: Path) -> list[str]:
    known = plugins.readers()
    return [
        document.text
        for source in readers.sources([str(data)], known)
        for document in readers.read_source(source, known[source.ending])
        if isinstance(document, Document)
    ]


def _renamed(text: str, copy: int) -> str:
    """The text with other surnames in each copy, so that entities do not grow without end."""
    if copy == 0:
        return text
    digits = [int(d) for d in f"{copy:04}"]
    new = "".join(_SYLLABLES[d] for d in digits)
    return re.sub("|".join(_NAMES), lambda m: (m[0][:2] + new).capitalize(), text)
