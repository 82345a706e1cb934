"""Graphs to files and back, and several graphs to one."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg import plugins
from kg.analyses import Union
from kg.collect import Place
from kg.errors import FormatError, GraphError
from kg.graph import KnowledgeGraph
from kg.watch import Watch

if TYPE_CHECKING:
    from rdflib import Graph

    from kg.formats import Format
    from kg.resolve.across import Resolution


def load(path: Place) -> KnowledgeGraph:
    """A graph from a file that `save` wrote.

    Raises `GraphError`, or `FormatError` for a format that cannot be read back.

        >>> graph = load("exports/graph.json")  # doctest: +SKIP
    """
    place = Path(path)
    read = format_of(place).read
    if read is None:
        raise FormatError(f"{place}: a graph cannot be read back from {_ending(place)}; use json")
    return read(place)


def save(graph: KnowledgeGraph, path: Place, **options: Any) -> None:
    """Write a graph, whole or not at all, in the format of the path's ending.

    `options` are those of the format ("base_iri"). Raises `FormatError` for an ending that no
    format has, and for an option that the format does not know.

        >>> save(graph, "graph.ttl", base_iri="https://example.org/")  # doctest: +SKIP
    """
    place = Path(path)
    fmt = format_of(place)
    if unknown := sorted(set(options) - fmt.options):
        known = ", ".join(sorted(fmt.options)) or "none"
        raise FormatError(f"{_ending(place)} has no option {unknown[0]!r} (it has: {known})")
    _check(graph, fmt, place)
    fmt.write(graph, place, **options)


def merge(
    *graphs: KnowledgeGraph, decisions: Place | None = None, gazetteers: Sequence[Place] = ()
) -> KnowledgeGraph:
    """One graph of the documents of all, resolved anew; their order is of no account.

    `decisions` and `gazetteers` are files as in `build`.

    >>> both = merge(load("a.json"), load("b.json"))  # doctest: +SKIP
    """
    return resolve(*graphs, decisions=decisions, gazetteers=gazetteers).graph


def resolve(
    *graphs: KnowledgeGraph, decisions: Place | None = None, gazetteers: Sequence[Place] = ()
) -> Resolution:
    """What `merge` gives, and what it was not sure of."""
    from kg import gazetteer
    from kg.resolve import across

    for graph in graphs:
        if graph.statements() and not graph.documents:
            raise GraphError("a graph without documents cannot be merged: load graph.json files")
    documents = Union([graph.documents for graph in graphs])
    return across.resolve(documents, *gazetteer.knowledge(decisions, gazetteers))


def to_rdflib(graph: KnowledgeGraph, **options: Any) -> Graph:
    """The graph in rdflib, for SPARQL and for all that rdflib can write.

    `options` are those of the format "ttl" ("base_iri").
    """
    from kg.formats.rdf import to_rdflib as convert

    return convert(graph, **options)


def write(
    graph: KnowledgeGraph,
    paths: Sequence[Path],
    options: Mapping[str, Any],
    watch: Watch,
    workers: int = 1,
) -> None:
    """Write a graph to each path, in the format of its ending.

    A format takes of `options` what it understands. With several `workers`, formats are written
    side by side where the system can fork a process that holds the graph already. Raises
    `FormatError`.
    """
    jobs: list[Callable[[], None]] = [partial(_write, graph, path, options) for path in paths]
    if workers > 1 and len(jobs) > 1 and _can_fork():
        with watch.stage("writing"):
            _side_by_side(jobs, workers)
        return
    for path, job in zip(paths, jobs, strict=True):
        with watch.stage(f"writing {_ending(path)}"):
            job()


def _write(graph: KnowledgeGraph, path: Path, options: Mapping[str, Any]) -> None:
    fmt = format_of(path)
    _check(graph, fmt, path)
    fmt.write(graph, path, **{k: v for k, v in options.items() if k in fmt.options})


def _can_fork() -> bool:
    """Whether a fork is safe: a system made for it, and no thread that might hold a lock."""
    return sys.platform == "linux" and threading.active_count() == 1


def _side_by_side(jobs: list[Callable[[], None]], workers: int) -> None:
    """Run jobs in forked processes, which inherit what they need; raises what one raised."""
    gc.freeze()  # or counting references would copy the graph into every process
    _jobs[:] = jobs
    try:
        with ProcessPoolExecutor(min(workers, len(jobs)), get_context("fork")) as pool:
            for _ in pool.map(_run, range(len(jobs))):
                pass
    finally:
        _jobs.clear()
        gc.unfreeze()


_jobs: list[Callable[[], None]] = []
"""Set for the time of a fork: a graph is inherited faster than it is sent."""


def _run(k: int) -> None:
    _jobs[k]()


def _check(graph: KnowledgeGraph, fmt: Format, path: Path) -> None:
    if fmt.texts and graph.statements() and not graph.documents:
        raise FormatError(
            f"{path}: {_ending(path)} shows the texts of documents, and RDF does not hold them; "
            "write it from graph.json"
        )


def format_of(path: Path) -> Format:
    """The format that a path's ending names ("graph.ttl", "graph.nt.gz").

    Raises `FormatError` where there is none, or where it cannot be compressed.
    """
    fmt = plugins.format(_ending(path))
    if path.suffix.lower() == ".gz" and not fmt.compressible:
        raise FormatError(f"{path}: {_ending(path)} cannot be compressed; leave out .gz")
    return fmt


def written(paths: Iterable[Path]) -> list[Path]:
    """The files that are written for these paths; raises `FormatError` as `format_of`."""
    return [file for path in paths for file in format_of(path).files(path)]


def _ending(path: Path) -> str:
    plain = path.with_suffix("") if path.suffix.lower() == ".gz" else path
    return plain.suffix.lower().removeprefix(".")
