"""Progress on a terminal: documents or triples, rate, time left. And the times of a run."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter
from typing import TYPE_CHECKING, Any

from kg.watch import Watch

if TYPE_CHECKING:
    from rich.progress import Progress, TaskID


@dataclass(slots=True)
class Shown(Watch):
    """Shows a bar where stderr is a terminal, and names what is skipped unless it is quiet.

    `talk` is -1 for errors only, 0, 1 with times at the end, 2 with all.
    """

    talk: int = 0
    begin: float = field(default_factory=perf_counter)
    _bar: Progress | None = None
    _task: TaskID | None = None

    def expect(self, sources: int) -> None:
        """Open the bar; a source is a step of it."""
        self._open("sources", sources)

    def sent(self, count: int, total: int) -> None:
        """So many of all triples are sent."""
        if not self._bar:
            self._open("triples", total)
        self._update(completed=count)

    def read(self) -> None:
        """A step of the bar."""
        self._update(advance=1)

    def done(self, words: int, *, cached: bool = False) -> None:
        """Count, and show the rate."""
        Watch.done(self, words, cached=cached)
        rate = self.words / (perf_counter() - self.begin)
        self._update(rate=f"{self.documents + self.cached} documents, {rate:,.0f} words/s")

    def skip(self, message: str) -> None:
        """One line on stderr."""
        Watch.skip(self, message)
        if self.talk >= 0:
            self._print(f"kg: skipped {message}")

    def close(self) -> None:
        """Close the bar."""
        if self._bar:
            self._bar.stop()

    def finish(self, timings: Path | None = None) -> None:
        """Close the bar; print the times with -v, and write them where they are asked for."""
        from kg.formats.files import atomic

        self.close()
        times = {name: round(spent, 3) for name, spent in self.seconds.items()}
        if self.talk > 0:
            for name, spent in times.items():
                self._print(f"{spent:9.2f} s  {name}")
        if timings:
            counts = {"documents": self.documents, "words": self.words, "cached": self.cached}
            total = {"seconds": times, "total": round(perf_counter() - self.begin, 3)}
            with atomic(timings) as file:
                file.write(json.dumps(counts | total, indent=2).encode() + b"\n")

    def _open(self, what: str, total: int) -> None:
        if self.talk >= 0 and sys.stderr.isatty():
            self._bar = _bar()
            self._task = self._bar.add_task(what, total=total, rate="")
            self._bar.start()

    def _update(self, **changes: Any) -> None:
        if self._bar and self._task is not None:
            self._bar.update(self._task, **changes)

    def _print(self, line: str) -> None:
        if self._bar:
            self._bar.console.print(line, markup=False, highlight=False, soft_wrap=True)
        else:
            print(line, file=sys.stderr)  # noqa: T201 - stderr is where it belongs


def _bar() -> Progress:
    from rich.console import Console
    from rich.progress import BarColumn, Progress, TextColumn, TimeRemainingColumn

    return Progress(
        TextColumn("{task.completed}/{task.total} {task.description}"),
        BarColumn(),
        TextColumn("{task.fields[rate]}"),
        TimeRemainingColumn(),
        console=Console(stderr=True),
        transient=True,
    )
