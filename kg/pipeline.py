"""The whole flow: sources to documents to analyses to a graph, and from a graph to files."""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from importlib.metadata import version
from typing import TYPE_CHECKING

from kg import plugins
from kg.cache import code_version, open_cache
from kg.collect import Analysis, Collection, Outcome, Place, read
from kg.data import DocumentGraph
from kg.engine import Failure
from kg.graph import KnowledgeGraph
from kg.language.checksum import checksum
from kg.readers import ReaderOptions
from kg.report import Report
from kg.watch import Watch

if TYPE_CHECKING:
    from kg.resolve.across import Resolution


@dataclass(frozen=True, slots=True)
class Options:
    """How documents are read and analysed.

    `engine` is a name among the installed engines; without one, it is "local" for one worker
    and "processes" for several. `lines` makes every line of a source a document of one
    sentence. Statements of a confidence below `min_confidence` (0 to 1) are left out.
    `decisions` is a file with the user's decisions, `gazetteers` are authority files.
    """

    model: str | None = None
    engine: str | None = None
    workers: int = 1
    cache: bool = True
    text_column: str = "text"
    lines: bool = False
    min_confidence: float = 0.0
    decisions: Place | None = None
    gazetteers: tuple[Place, ...] = ()


def collect(sources: Sequence[Place], options: Options, watch: Watch) -> Collection:
    """Read and analyse the documents of all sources that are not in the cache."""
    collection = _collection(options, watch)
    with watch.stage("analysing"):
        for outcome in _analysed(collection, sources, options):
            collection.note(outcome)
    return collection


def merge(collection: Collection, options: Options) -> KnowledgeGraph:
    """The graph of all documents of a collection."""
    return resolve(collection, options).graph


def resolve(collection: Collection, options: Options) -> Resolution:
    """The graph of all documents of a collection, and what it was not sure of.

    Raises `ConfigError` where decisions or an authority file make no sense.
    """
    from kg import gazetteer
    from kg.resolve import across

    known = gazetteer.knowledge(options.decisions, options.gazetteers)
    with collection.watch.stage("merging"):
        analyses = collection.analyses(lambda g: confident(g, options.min_confidence))
        return across.resolve(analyses, *known)


def analyses(sources: Sequence[Place], options: Options, watch: Watch) -> Iterator[DocumentGraph]:
    """The analysis of every document in the order of sources, as soon as it is there.

    A text that stands in two sources is given for each of them.
    """
    collection = _collection(options, watch)
    with watch.stage("analysing"):
        for outcome in _analysed(collection, sources, options):
            collection.note(outcome)
            yield from collection.ready()
        yield from collection.ready()


def build(
    *sources: Place,
    model: str | None = None,
    workers: int = 1,
    cache: bool = True,
    text_column: str = "text",
    min_confidence: float = 0.0,
    decisions: Place | None = None,
    gazetteers: Sequence[Place] = (),
) -> KnowledgeGraph:
    """The graph of documents.

    `sources` are files, folders, globs or "-". With several `workers`, processes are started,
    so a script needs the usual `if __name__ == "__main__":`. Documents that cannot be read are
    left out and named in warnings of the logger "kg". `decisions` is a decisions.toml, and
    `gazetteers` are authority files (CSV, SKOS in Turtle, graph.json).

    Raises `SourceError` where a source is not there, `ModelError` where the model is not, and
    `ConfigError` where decisions or an authority file make no sense.

        >>> graph = build("seeds/")  # doctest: +SKIP
    """
    options = Options(
        model=model,
        workers=workers,
        cache=cache,
        text_column=text_column,
        min_confidence=min_confidence,
        decisions=decisions,
        gazetteers=tuple(gazetteers),
    )
    return merge(collect(sources, options, _Logged()), options)


def analyse(
    *sources: Place,
    model: str | None = None,
    workers: int = 1,
    cache: bool = True,
    text_column: str = "text",
    lines: bool = False,
) -> Iterator[DocumentGraph]:
    """What was found in each document alone, one after the other, in the order of sources.

    Arguments and errors are those of `build`; with `lines`, every line of a source is a
    document of one sentence. A text that stands in two sources is given for each of them.

        >>> for graph in analyse("seeds/"):  # doctest: +SKIP
        ...     print(graph.document.title, len(graph.clauses))
    """
    options = Options(
        model=model, workers=workers, cache=cache, text_column=text_column, lines=lines
    )
    return analyses(sources, options, _Logged())


def confident(graph: DocumentGraph, minimum: float) -> DocumentGraph:
    """Without clauses of a confidence below `minimum`, unless one that stays refers to them."""
    if minimum <= 0:
        return graph
    by_id = {c.id: c for c in graph.clauses}
    kept: set[str] = set()
    pending = [c.id for c in graph.clauses if c.confidence >= minimum]
    while pending:
        key = pending.pop()
        if key in by_id and key not in kept:
            kept.add(key)
            pending += [p.clause for p in by_id[key].phrases() if p.clause]
    return replace(graph, clauses=tuple(c for c in graph.clauses if c.id in kept))


def _collection(options: Options, watch: Watch) -> Collection:
    cache = open_cache(_recipe(options), keep=options.cache)
    return Collection(cache, Report(model=checksum(options.model)), watch)


def _recipe(options: Options) -> str:
    """All that an analysis depends on beside the document."""
    parts = (
        code_version(),
        version("spacy"),
        checksum(options.model),
        plugins.fingerprint("rules"),
        f"lines={options.lines}",
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _analysed(
    collection: Collection, sources: Sequence[Place], options: Options
) -> Iterator[Outcome | Failure]:
    """Run the engine over what is not in the cache."""
    engine = plugins.engine(options.engine or ("processes" if options.workers > 1 else "local"))
    cache = collection.cache if getattr(engine, "shares_disk", True) else None
    job = Analysis(cache, options.model, options.lines)
    how = ReaderOptions(text_column=options.text_column, lines=options.lines)
    found = collection.watch.each("reading", read(sources, how, collection))
    yield from engine(job, collection.new(found), options.workers)


class _Logged(Watch):
    """For the library: what is skipped is a warning of the logger "kg"."""

    def skip(self, message: str) -> None:
        Watch.skip(self, message)
        logging.getLogger("kg").warning("skipped %s", message)
