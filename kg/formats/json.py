"""The lossless format: one JSON object, one line a record, written and read as a stream.

`graph.schema.json` describes it. Documents come first, sorted by id, each whole with its text;
then the entities and statements of the graph, whose evidence names clauses of the documents.
A text stands in memory only while its own line is written or read. Surrogates that stand alone
survive as escapes; the two halves of one character side by side cannot, since every reader of
JSON joins them, and are refused.
"""

from __future__ import annotations

import json
import re
import threading
import weakref
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import BinaryIO

from kg.data import Clause, DocumentGraph, Entity, Statement
from kg.errors import FormatError, GraphError
from kg.formats import Format
from kg.formats.files import atomic
from kg.formats.records import (
    Record,
    document_from_json,
    document_to_json,
    entity_fields,
    entity_from_json,
    mention_to_json,
)
from kg.formats.statements import statement_from_json, statement_to_json
from kg.graph import KnowledgeGraph

__all__ = ["FORMAT", "document_from_json", "document_to_json", "read", "write"]

NAME, VERSION = "kg-graph", 1

_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), check_circular=False)
_HEAD = f'{{"format":"{NAME}","version":{VERSION},\n'.encode()
_SECTION = re.compile(rb'"(documents|entities|statements)":\[\n')
_SURROGATE = re.compile("[\ud800-\udfff]")
_HALVES = re.compile("[\ud800-\udbff][\udc00-\udfff]")

Clauses = dict[str, dict[str, Clause]]
"""Clauses by the ids of their document and their own."""


def write(graph: KnowledgeGraph, path: Path) -> None:
    """Write the graph, document by document."""
    foreign: dict[str, set[Clause]] = defaultdict(set)
    for statement in graph.statements():
        for evidence in statement.evidence:
            foreign[evidence.document].add(evidence.clause)
    with atomic(path) as file:
        file.write(_HEAD)
        _write_section(file, "documents", _documents(graph, foreign), b"],\n")
        _write_section(file, "entities", map(_entity, graph.entities()), b"],\n")
        statements = (statement_to_json(s, foreign) for s in graph.statements())
        _write_section(file, "statements", statements, b"]}\n")


def read(path: Path) -> KnowledgeGraph:
    """Read the graph; its documents are read again from the file when they are asked for.

    Raises `GraphError` where `path` is not a whole graph that `write` wrote, even if another
    program has laid out its JSON anew.
    """
    try:
        file = path.open("rb")
    except OSError as error:
        raise GraphError(f"{path}: cannot be opened: {error.strerror}") from error
    try:
        if file.readline() == _HEAD:
            return _read_lines(file)
        with file:
            file.seek(0)
            return _read_whole(json.load(file))
    except (ValueError, KeyError, TypeError, AttributeError, IndexError) as error:
        file.close()
        hint = "build it again, or name a graph.json that kg wrote"
        raise GraphError(f"{path}: not a graph that kg can read ({error}); {hint}") from error


FORMAT = Format(write=write, read=read)


class _StoredDocuments(Mapping[str, DocumentGraph]):
    """Documents that are read from an open graph.json one by one.

    The file is held open, so that a graph can be saved over the file that it was read from.
    """

    def __init__(self, file: BinaryIO, places: Mapping[str, int]) -> None:
        self._file, self._places = file, places
        self._lock = threading.Lock()
        weakref.finalize(self, file.close)

    def __getitem__(self, id_: str) -> DocumentGraph:
        with self._lock:
            self._file.seek(self._places[id_])
            line = self._file.readline()
        return document_from_json(_decode(line))

    def __iter__(self) -> Iterator[str]:
        return iter(self._places)

    def __len__(self) -> int:
        return len(self._places)


def _entity(entity: Entity) -> Record:
    return {**entity_fields(entity), "mentions": [mention_to_json(m, {}) for m in entity.mentions]}


def _documents(graph: KnowledgeGraph, cited: dict[str, set[Clause]]) -> Iterator[Record]:
    """The documents' objects; takes the clauses that stand in them away from those cited."""
    for id_ in sorted(graph.documents):
        document = graph.documents[id_]
        cited[id_] -= set({c.id: c for c in document.clauses}.values())
        yield document_to_json(document)


def _write_section(file: BinaryIO, name: str, records: Iterable[Record], end: bytes) -> None:
    file.write(f'"{name}":['.encode())
    separator = b"\n"
    for record in records:
        file.write(separator + _encode(record))
        separator = b",\n"
    file.write(b"\n" + end)


def _encode(record: Record) -> bytes:
    text = _ENCODER.encode(record)
    try:
        return text.encode()
    except UnicodeEncodeError:
        if _HALVES.search(text):
            raise FormatError(
                f"{record['id']}: its text has the two halves of a character side by side; "
                "decode the source as UTF-16"
            ) from None
        return _SURROGATE.sub(lambda m: f"\\u{ord(m[0]):04x}", text).encode()


def _decode(line: bytes) -> Record:
    record: Record = json.loads(line.rstrip(b",\n"))
    return record


def _read_lines(file: BinaryIO) -> KnowledgeGraph:
    places: dict[str, int] = {}
    clauses: Clauses = {}
    entities: list[Entity] = []
    statements: list[Statement] = []
    for section, place, record in _lines(file):
        if section == b"documents":
            graph = document_from_json(record)
            places[graph.document.id] = place
            clauses[graph.document.id] = {c.id: c for c in graph.clauses}
        elif section == b"entities":
            entities.append(entity_from_json(record))
        else:
            statements.append(statement_from_json(record, clauses))
    return KnowledgeGraph(entities, statements, _StoredDocuments(file, places))


def _lines(file: BinaryIO) -> Iterator[tuple[bytes, int, Record]]:
    """Each record with its section and its place in the file, in the layout of `write`."""
    section, place = b"", file.tell()
    line = b""
    for line in iter(file.readline, b""):
        if match := _SECTION.fullmatch(line):
            section = match[1]
        elif line not in (b"],\n", b"]}\n"):
            yield section, place, _decode(line)
        place += len(line)
    if line != b"]}\n":
        raise ValueError("its end is missing")


def _read_whole(record: Record) -> KnowledgeGraph:
    if record["format"] != NAME or record["version"] != VERSION:
        raise ValueError(f"its format is {record['format']} {record['version']}")
    graphs = [document_from_json(d) for d in record["documents"]]
    clauses = {g.document.id: {c.id: c for c in g.clauses} for g in graphs}
    return KnowledgeGraph(
        [entity_from_json(e) for e in record["entities"]],
        [statement_from_json(s, clauses) for s in record["statements"]],
        {g.document.id: g for g in graphs},
    )
