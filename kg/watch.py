"""Who watches a run: told of its stages and documents, and of nothing that changes the result."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import perf_counter
from typing import TypeVar

T = TypeVar("T")


@dataclass(slots=True)
class Watch:
    """Takes the time of each stage; what shows progress derives from it.

    `seconds` are by stage, in order of their beginning, without those of stages inside them.
    `documents` and `words` count what was analysed, `cached` the documents whose analysis was
    in the cache, `skipped` what could not be read or analysed.
    """

    seconds: dict[str, float] = field(default_factory=dict)
    documents: int = 0
    words: int = 0
    cached: int = 0
    skipped: int = 0
    _inside: list[float] = field(default_factory=list)

    @contextmanager
    def stage(self, name: str) -> Iterator[None]:
        """Time what happens inside; stages of the same name add up."""
        self.seconds.setdefault(name, 0.0)
        self._inside.append(0.0)
        begin = perf_counter()
        try:
            yield
        finally:
            spent = perf_counter() - begin
            self.seconds[name] += spent - self._inside.pop()
            if self._inside:
                self._inside[-1] += spent

    def each(self, name: str, items: Iterable[T]) -> Iterator[T]:
        """The same items; the time that it takes to get them is that of a stage."""
        rest = iter(items)
        while True:
            with self.stage(name):
                item = next(rest, self)
            if item is self:
                return
            yield item  # type: ignore[misc]

    def expect(self, sources: int) -> None:
        """So many sources will be read."""

    def read(self) -> None:
        """One of them is read."""

    def done(self, words: int, *, cached: bool = False) -> None:
        """A document is analysed, or its analysis was in the cache."""
        self.cached += cached
        self.documents += not cached
        self.words += 0 if cached else words

    def skip(self, message: str) -> None:
        """A document is left out, for a reason told in one line."""
        self.skipped += 1

    def close(self) -> None:
        """Nothing more will happen."""
