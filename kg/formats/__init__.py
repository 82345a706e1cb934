"""Formats that a graph is written to and read from: one module each, found by entry point."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from kg.graph import KnowledgeGraph


@dataclass(frozen=True, slots=True)
class Format:
    """A way to write a graph, and to read it back where that makes sense.

    `write(graph, path, **options)` writes the file whole or not at all; `options` names the
    keyword arguments that it understands ("base_iri", "title"). `read(path)` gives the graph
    back or raises `GraphError`; a format that is not `lossless` gives entities and statements with
    their evidence, but no texts. `compressible` formats write a path that ends in ".gz" compressed,
    and read it. Formats that show `texts` cannot write a graph that has lost its documents.
    `files(path)` are the files that are written for a path, by default the path alone.
    """

    write: Callable[..., None]
    read: Callable[[Path], KnowledgeGraph] | None = None
    options: frozenset[str] = frozenset()
    lossless: bool = True
    compressible: bool = False
    texts: bool = False
    files: Callable[[Path], tuple[Path, ...]] = lambda path: (path,)
