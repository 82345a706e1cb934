"""Figures of this machine: where the time of a build goes, and how much memory it takes.

The same steps as `kg.pipeline.build`, one after the other in this process, each over all
documents, so that each can be timed; nothing is cached.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from kg import files, language, plugins, readers
from kg.analysis import extracted, parsed
from kg.cache import packed
from kg.data import Document, DocumentGraph
from kg.errors import SourceError
from kg.resolve import resolve
from kg.resolve.across import assemble
from kg.watch import Watch

SAMPLE = Path(__file__).with_name("bench.txt")
"""What is read where no sources are named: a report of our own invention."""
WORDS = 20_000
"""About how much of the sample is read: it is repeated, with another number in each copy."""


LOADING, MODEL = "loading", "language model"
"""Stages: what is done once, however many documents there are, and what all is compared with."""


@dataclass(frozen=True, slots=True)
class Figures:
    """What was measured: seconds by stage, in order, and the most MB that were in use.

    `memory` is by the operating system's account of this process, None where it keeps none.
    """

    documents: int
    words: int
    seconds: dict[str, float]
    memory: float | None

    @property
    def whole(self) -> float:
        """Words a second of all stages, loading apart."""
        return self.words / (sum(self.seconds.values()) - self.seconds[LOADING])

    @property
    def ratio(self) -> float:
        """The speed of the whole build, as a part of that of the language model alone."""
        return self.whole * self.seconds[MODEL] / self.words


def measure(
    sources: Sequence[str] = (),
    formats: Sequence[str] = ("ttl", "html", "json", "graphml"),
    model: str | None = None,
) -> Figures:
    """Build once, stage by stage. Raises `SourceError` where nothing can be read."""
    watch = Watch()
    with watch.stage(LOADING):
        nlp, rules = language.load(model), plugins.rules()
    documents = list(watch.each("reading", _documents(sources)))
    if not documents:
        raise SourceError("no document to measure could be read")
    graphs: dict[str, DocumentGraph] = {}
    for document in documents:
        with watch.stage(MODEL):
            blocks = list(parsed(document, nlp))
        with watch.stage("extraction"):
            extraction = extracted(document, blocks, rules)
        with watch.stage("resolution"):
            graphs[document.id] = resolve(document, extraction)
        with watch.stage("packing"):
            packed(graphs[document.id])
    with watch.stage("merging"):
        graph = assemble(graphs)
    with TemporaryDirectory(prefix="kg-bench-") as folder:
        paths = [Path(folder) / f"graph.{name}" for name in formats]
        files.write(graph, paths, {}, watch)
    words = sum(len(d.text.split()) for d in documents)
    return Figures(len(documents), words, watch.seconds, _peak())


def _documents(sources: Sequence[str]) -> Iterator[Document]:
    """The documents of the sources that can be read, or copies of the sample."""
    if not sources:
        yield from _copies(SAMPLE.read_text("utf-8"))
    known = plugins.readers()
    for source in readers.sources(sources, known):
        for found in readers.read_source(source, known.get(source.ending, known["txt"])):
            if isinstance(found, Document):
                yield found


def _copies(text: str) -> Iterator[Document]:
    for number in range(max(1, WORDS // len(text.split()))):
        yield Document(f"{text}\nReport number {number}.\n", sources=(f"sample-{number}",))


def _peak() -> float | None:
    try:
        import resource
    except ImportError:  # Windows
        return None
    most = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return most / (1_000_000 if sys.platform == "darwin" else 1000)
