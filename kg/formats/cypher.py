"""Statements in Cypher that make the graph in Neo4j or another property-graph store.

`cypher-shell --file graph.cypher` runs them. They come in batches, constraints first, and merge
by ids: to run them again, or those of another graph, adds only what is new.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby, islice
from pathlib import Path
from typing import TypeVar

from kg.formats import Format
from kg.formats.characters import identifier, scalars
from kg.formats.dataset import software
from kg.formats.files import atomic
from kg.formats.property_graph import (
    ENTITY,
    LITERAL,
    STATEMENT,
    NodeRecord,
    Property,
    RelationshipRecord,
    nodes,
    relationships,
)
from kg.graph import KnowledgeGraph

BATCH = 500
"""Rows of a statement at most."""

SORTED = 20_000
"""Relationships that are sorted by their type at a time."""

KEY = ("statement", "label")
"""What a relationship is merged by beside its ends and its type."""

# What looks like \uXXXX Neo4j reads before anything else, even behind another backslash; so a
# backslash of a text is never followed by a "u" in the file, and none stands in a name.
_SPECIAL = re.compile(r"\\u?|['\n\r\t]")
_ESCAPED = {
    "\\": "\\\\",
    "\\u": "\\\\' + 'u",
    "'": "\\'",
    "\n": "\\n",
    "\r": "\\r",
    "\t": "\\t",
}

T = TypeVar("T")


def write(graph: KnowledgeGraph, path: Path) -> None:
    """Write a file of statements, each of which ends with a semicolon at the end of its line."""
    with atomic(path) as file:
        file.writelines(statement.encode() for statement in _statements(graph))


FORMAT = Format(write=write)


def _statements(graph: KnowledgeGraph) -> Iterator[str]:
    yield f"// Written by {software()}. Run it with: cypher-shell --file\n"
    for kind in (ENTITY, LITERAL, STATEMENT):
        name = f"kg_{kind.lower()}_id"
        yield f"CREATE CONSTRAINT {name} IF NOT EXISTS FOR (n:{kind}) REQUIRE n.id IS UNIQUE;\n"
    for kind, records in groupby(nodes(graph), lambda n: n.labels[0]):
        for batch in _batches(records, BATCH):
            yield _merge_nodes(kind, batch)
            yield from _set_labels(kind, batch)
    for some in _batches(relationships(graph), SORTED):
        groups: dict[tuple[str, str], list[RelationshipRecord]] = defaultdict(list)
        for r in some:
            groups[r.end_kind, r.type].append(r)
        for (kind, type_), alike in sorted(groups.items()):
            yield from (_merge_relationships(kind, type_, rows) for rows in _batches(alike, BATCH))


def _merge_nodes(kind: str, records: Sequence[NodeRecord]) -> str:
    names = tuple(records[0].properties)
    rows = [{"id": n.id, **_row(n.properties, names)} for n in records]
    return f"{_unwind(rows)}MERGE (n:{kind} {{id: row.id}}){_set('n', names)};\n"


def _set_labels(kind: str, records: Iterable[NodeRecord]) -> Iterator[str]:
    """Types as further labels, which cannot be taken from a row."""
    ids: dict[str, list[str]] = defaultdict(list)
    for n in records:
        for label in filter(None, n.labels[1:]):
            ids[label].append(n.id)
    for label, some in sorted(ids.items()):
        name = _name(identifier(label))
        yield f"MATCH (n:{kind}) WHERE n.id IN {_literal(tuple(some))} SET n:{name};\n"


def _merge_relationships(kind: str, type_: str, records: Sequence[RelationshipRecord]) -> str:
    """The key may be empty, but not null."""
    names = max((tuple(r.properties) for r in records), key=len)
    rest = [name for name in names if name not in KEY]
    rows = [
        {
            "start": r.start,
            "stop": r.end,
            **{name: r.properties.get(name, "") for name in KEY},
            **_row(r.properties, rest),
        }
        for r in records
    ]
    key = ", ".join(f"{name}: row.{name}" for name in KEY)
    return (
        f"{_unwind(rows)}MATCH (a:{ENTITY} {{id: row.start}})\n"
        f"MATCH (b:{kind} {{id: row.stop}})\n"
        f"MERGE (a)-[r:{_name(type_)} {{{key}}}]->(b){_set('r', rest)};\n"
    )


def _unwind(rows: Iterable[Mapping[str, Property]]) -> str:
    lines = ",\n  ".join(
        "{" + ", ".join(f"{_key(key)}: {_literal(v)}" for key, v in row.items()) + "}"
        for row in rows
    )
    return f"UNWIND [\n  {lines}\n] AS row\n"


def _row(properties: Mapping[str, Property], names: Iterable[str]) -> dict[str, Property]:
    """A value for each name; an empty text is null, and so no property of the node."""
    return {name: None if (value := properties.get(name)) == "" else value for name in names}


def _set(variable: str, names: Iterable[str]) -> str:
    """The clause that sets these properties from a row, on a line of its own, if any."""
    given = ", ".join(f"{variable}.{_key(name)} = row.{_key(name)}" for name in names)
    return f"\nSET {given}" if given else ""


def _literal(value: Property) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, tuple):
        return f"[{', '.join(map(_literal, value))}]"
    return _text(value) if isinstance(value, str) else repr(value)


def _text(text: str) -> str:
    return "'" + _SPECIAL.sub(lambda found: _ESCAPED[found[0]], scalars(text)) + "'"


def _name(text: str) -> str:
    """A label or type in quotes; like what is no character of an id, these are encoded."""
    return "`" + text.replace("\\", "%5C").replace("`", "%60") + "`"


def _key(name: str) -> str:
    """A property's name, in quotes where Cypher has another use for the word."""
    return "`from`" if name == "from" else name


def _batches(items: Iterable[T], size: int) -> Iterator[list[T]]:
    rest = iter(items)
    while batch := list(islice(rest, size)):
        yield batch
