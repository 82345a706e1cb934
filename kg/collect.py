"""Documents on their way through an engine: which are new, what became of each."""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from os import PathLike, fspath
from pathlib import Path

from kg import language, plugins, readers
from kg.analyses import Analyses, Origin
from kg.cache import Cache, packed
from kg.data import Document, DocumentGraph
from kg.engine import Failure, Work
from kg.errors import DocumentError, SourceError
from kg.language.lines import one_sentence
from kg.report import Entry, Report, Skipped, counts
from kg.watch import Watch

_log = logging.getLogger(__name__)

Place = str | PathLike[str]
"""A file, a folder, a glob, or "-" for standard input."""

Outcome = tuple[str, Mapping[str, int], bytes]
"""Id of a document, its counts, and its packed analysis, b"" where the cache has that already."""


@dataclass(frozen=True, slots=True)
class Analysis:
    """The job that engines run: analyse a document and keep the result in the cache.

    Graphs stay out of the pipes between processes: what comes back is an id and counts. Only
    without a cache, where workers share no disk with us, does the packed analysis come too.
    """

    cache: Cache | None
    model: str | None = None
    lines: bool = False

    def __call__(self) -> Work[Outcome]:
        """Load the model and the rules; called once in a process."""
        from kg.analysis import analyse

        nlp = language.load(self.model)
        if self.lines:
            nlp = one_sentence(nlp)
        rules = plugins.rules()

        def work(document: Document) -> Outcome:
            graph = analyse(document, nlp, rules)
            found = counts(graph)
            if self.cache is None:
                return document.id, found, packed(graph)
            self.cache.put(graph, found)
            return document.id, found, b""

        return work


@dataclass(slots=True)
class Collection:
    """The documents of one run and what became of them, in `report`."""

    cache: Cache
    report: Report
    watch: Watch
    _order: deque[tuple[str, Origin]] = field(default_factory=deque)

    def new(self, found: Iterable[Document | Skipped]) -> Iterator[Document]:
        """Take note of all that is read, and yield what has to be analysed."""
        for item in found:
            if isinstance(item, Skipped):
                self._skip(item)
            elif self._is_new(item):
                yield item

    def note(self, outcome: Outcome | Failure) -> None:
        """Take note of what an engine gave for a document."""
        if isinstance(outcome, Failure):
            _log.info("%s", outcome.trace or outcome.reason)
            entry = self.report.documents.pop(outcome.document.id)
            for source in entry.origin.sources:
                self._skip(Skipped(source, "analysis failed", outcome.reason))
        else:
            key, found, analysis = outcome
            if analysis:
                self.cache.put_packed(key, analysis, found)
            self.report.documents[key].counts = found
            self.watch.done(found["words"])

    def analyses(self, view: Callable[[DocumentGraph], DocumentGraph]) -> Analyses:
        """All documents' analyses, each seen through `view`."""
        origins = {key: entry.origin for key, entry in self.report.documents.items()}
        return Analyses(self.cache, origins, view)

    def ready(self) -> Iterator[DocumentGraph]:
        """Analyses not yet given, in the order of sources, up to the first that is not there."""
        while self._order:
            key, origin = self._order[0]
            entry = self.report.documents.get(key)
            if entry and entry.counts is None:
                return
            self._order.popleft()
            if entry:
                yield Analyses(self.cache, {key: origin})[key]

    def _is_new(self, document: Document) -> bool:
        key, origin = document.id, Origin.of(document)
        self._order.append((key, origin))
        if known := self.report.documents.get(key):
            known.origin = known.origin.union(origin)
            return False
        entry = self.report.documents[key] = Entry.of(document)
        entry.counts = self.cache.summary(key)
        if entry.counts is None:
            return True
        self.watch.done(entry.counts["words"], cached=True)
        return False

    def _skip(self, skipped: Skipped) -> None:
        self.report.skipped.append(skipped)
        self.watch.skip(f"{skipped.source}: {skipped.message}")


def read(
    places: Sequence[Place], how: readers.ReaderOptions, collection: Collection
) -> Iterator[Document | Skipped]:
    """Documents of all sources, one after the other, and what in them cannot be read.

    Raises `SourceError` where a source is not there, or holds nothing that a reader knows.
    """
    known = plugins.readers()
    names = [fspath(place) for place in places]
    found = readers.sources(names, known)
    if not found:
        raise SourceError(f"{', '.join(names)}: no file that a reader knows")
    collection.report.ignored.update(Path(name).suffix.lower() for name in found.unknown)
    collection.watch.expect(len(found))
    for source in found:
        for item in readers.read_source(source, known.get(source.ending, known["txt"]), how):
            if isinstance(item, DocumentError):
                message = str(item).removeprefix(f"{source.name}: ")
                yield Skipped(source.name, item.reason, message)
            else:
                yield item
        collection.watch.read()
