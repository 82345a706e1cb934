"""Text in, knowledge graph out: statements with their evidence, offline and deterministic.

    >>> import kg
    >>> graph = kg.build("seeds/")  # doctest: +SKIP
    >>> kg.save(graph, "graph.ttl")  # doctest: +SKIP

`import kg` is quick: what a name needs is loaded when it is used.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from kg.data import (
        Argument,
        Attribution,
        Block,
        Clause,
        Document,
        DocumentGraph,
        Entity,
        Evidence,
        Interval,
        Link,
        Literal,
        Mention,
        Phrase,
        Quotation,
        Relation,
        Source,
        Statement,
        StatementArgument,
        StatementRef,
    )
    from kg.errors import (
        ConfigError,
        DocumentError,
        FormatError,
        GraphError,
        KgError,
        ModelError,
        SourceError,
        StoreError,
    )
    from kg.files import load, merge, save, to_rdflib
    from kg.graph import Edge, KnowledgeGraph
    from kg.pipeline import analyse, build

__version__ = "0.1.0"

__all__ = [
    "Argument",
    "Attribution",
    "Block",
    "Clause",
    "ConfigError",
    "Document",
    "DocumentError",
    "DocumentGraph",
    "Edge",
    "Entity",
    "Evidence",
    "FormatError",
    "GraphError",
    "Interval",
    "KgError",
    "KnowledgeGraph",
    "Link",
    "Literal",
    "Mention",
    "ModelError",
    "Phrase",
    "Quotation",
    "Relation",
    "Source",
    "SourceError",
    "Statement",
    "StatementArgument",
    "StatementRef",
    "StoreError",
    "__version__",
    "analyse",
    "build",
    "load",
    "merge",
    "save",
    "to_rdflib",
]

_HOMES = {
    "kg.data": (
        "Argument Attribution Block Clause Document DocumentGraph Entity Evidence Interval Link "
        "Literal Mention Phrase Quotation Relation Source Statement StatementArgument "
        "StatementRef"
    ),
    "kg.errors": (
        "ConfigError DocumentError FormatError GraphError KgError ModelError SourceError StoreError"
    ),
    "kg.files": ("load merge save to_rdflib"),
    "kg.graph": ("Edge KnowledgeGraph"),
    "kg.pipeline": ("analyse build"),
}


def __getattr__(name: str) -> object:
    """Load the module that a public name lives in when the name is first used."""
    for module, names in _HOMES.items():
        if name in names.split():
            value = globals()[name] = getattr(import_module(module), name)
            return value
    raise AttributeError(f"module 'kg' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
