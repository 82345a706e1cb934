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
    )
    from kg.graph import Edge, KnowledgeGraph
    from kg.pipeline import build, load, merge, save, to_rdflib

__version__ = "0.1.0"

_DATA = (
    "Argument", "Attribution", "Block", "Clause", "Document", "DocumentGraph", "Entity",
    "Evidence", "Interval", "Link", "Literal", "Mention", "Phrase", "Quotation", "Relation",
    "Source", "Statement", "StatementArgument", "StatementRef",
)  # fmt: skip
_ERRORS = (
    "ConfigError", "DocumentError", "FormatError", "GraphError", "KgError", "ModelError",
    "SourceError",
)  # fmt: skip
_HOMES = (
    dict.fromkeys(_DATA, "kg.data")
    | dict.fromkeys(_ERRORS, "kg.errors")
    | dict.fromkeys(("Edge", "KnowledgeGraph"), "kg.graph")
    | dict.fromkeys(("build", "load", "merge", "save", "to_rdflib"), "kg.pipeline")
)
