"""Two CSV files that `neo4j-admin database import full` takes with its default settings.

`graph.csv` gives `graph.nodes.csv` and `graph.relationships.csv`::

    neo4j-admin database import full neo4j --nodes=graph.nodes.csv
        --relationships=graph.relationships.csv

Fields hold no line ends, and lists no semicolons, since the importer refuses or splits them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator, Mapping
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from kg.formats import Format
from kg.formats.characters import xml
from kg.formats.files import atomic
from kg.formats.property_graph import Property, nodes, relationships
from kg.graph import KnowledgeGraph

NODES = (
    "label", "type", "aliases:string[]", "description", "value", "datatype", "mentions:int",
)  # fmt: skip
RELATIONSHIPS = (
    "label", "statement", "factuality", "reported:boolean", "modality", "speakers:string[]",
    "from", "until", "confidence:double", "weight:int", "evidence:string[]",
)  # fmt: skip

Row = tuple[str, ...]

_BREAKS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def files(path: Path) -> tuple[Path, Path]:
    """The files of nodes and of relationships that a path stands for."""
    return path.with_suffix(".nodes.csv"), path.with_suffix(".relationships.csv")


def write(graph: KnowledgeGraph, path: Path) -> None:
    """Write both files beside `path`, or none of them."""
    node_file, relationship_file = files(path)
    with atomic(node_file) as first, atomic(relationship_file) as second:
        _write(first, ("id:ID", ":LABEL", *NODES), _nodes(graph))
        _write(second, (":START_ID", ":END_ID", ":TYPE", *RELATIONSHIPS), _relationships(graph))


FORMAT = Format(write=write, files=files)


def _write(file: BinaryIO, header: Row, rows: Iterable[Row]) -> None:
    text = TextIOWrapper(file, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    text.detach()


def _nodes(graph: KnowledgeGraph) -> Iterator[Row]:
    for n in nodes(graph):
        yield (n.id, _cell(n.labels), *_cells(n.properties, NODES))


def _relationships(graph: KnowledgeGraph) -> Iterator[Row]:
    for r in relationships(graph):
        yield (r.start, r.end, r.type, *_cells(r.properties, RELATIONSHIPS))


def _cells(properties: Mapping[str, Property], columns: Row) -> Iterator[str]:
    return (_cell(properties.get(column.partition(":")[0])) for column in columns)


def _cell(value: Property) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return ";".join(_field(item).replace(";", ",") for item in value)
    return _field(value) if isinstance(value, str) else repr(value)


def _field(text: str) -> str:
    return xml(_BREAKS.sub(" ", text))
