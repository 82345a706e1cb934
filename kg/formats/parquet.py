"""Three Parquet files, for Spark, DuckDB and pandas.

`graph.parquet` gives `graph.entities.parquet`, `graph.statements.parquet` and
`graph.evidence.parquet`. A row is an entity, a statement, or a place where a statement stands;
evidence names its statement and document. What stands in a place of a statement has one of three
fields set: an entity's id, a value, or the id of a statement. Rows are in order of ids and written
as a stream. Needs the extra `parquet`.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.data import Entity, Literal, Source, Statement, StatementRef, Term
from kg.errors import FormatError
from kg.formats import Format
from kg.formats.characters import identifier, scalars
from kg.formats.files import atomic
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    import pyarrow as pa

Row = dict[str, Any]
ROWS = 20_000
"""Rows that stand in memory while a file is written."""


def files(path: Path) -> tuple[Path, Path, Path]:
    """The files of entities, statements and evidence that a path stands for."""
    entities, statements, evidence = (
        path.with_suffix(f".{name}.parquet") for name in ("entities", "statements", "evidence")
    )
    return entities, statements, evidence


def write(graph: KnowledgeGraph, path: Path) -> None:
    """Write the three files beside `path`, or none of them."""
    known = schemas()
    statements = graph.statements()
    entity_path, statement_path, evidence_path = files(path)
    with (
        atomic(entity_path) as entities_file,
        atomic(statement_path) as statements_file,
        atomic(evidence_path) as evidence_file,
    ):
        _write(entities_file, known["entities"], map(entity_row, graph.entities()))
        _write(statements_file, known["statements"], map(statement_row, statements))
        rows = (row for s in statements for row in evidence_rows(s))
        _write(evidence_file, known["evidence"], rows)


FORMAT = Format(write=write, files=files)


def schemas() -> dict[str, pa.Schema]:
    """The Arrow schemas of the three tables by name; raises `FormatError` without PyArrow."""
    try:
        import pyarrow as pa
    except ImportError as error:
        raise FormatError("parquet needs PyArrow: pip install 'kg-evidence[parquet]'") from error
    text, texts, whole = pa.string(), pa.list_(pa.string()), pa.int64()
    term = dict.fromkeys(("entity", "value", "datatype", "type", "statement"), text)
    argument = dict.fromkeys(("role", "preposition"), text) | term
    entities = dict.fromkeys(("id", "label", "type"), text) | {"aliases": texts}
    entities |= {"description": text, "members": texts, "gender": text}
    statements = dict.fromkeys(("id", "subject", "predicate", "label"), text)
    statements |= {"object": pa.struct(term), "arguments": pa.list_(pa.struct(argument))}
    statements |= dict.fromkeys(("from", "until", "factuality", "modality"), text)
    statements |= {"speakers": texts, "addressee": text, "fact": pa.bool_()}
    evidence = {"statement": text, "document": text, "start": whole, "end": whole}
    evidence |= dict.fromkeys(("words", "rule", "clause"), text)
    return {
        "entities": pa.schema(entities | {"generic": pa.bool_(), "mentions": whole}),
        "statements": pa.schema(statements | {"confidence": pa.float64(), "evidence": whole}),
        "evidence": pa.schema(evidence | {"confidence": pa.float64()}),
    }


def entity_row(e: Entity) -> Row:
    """An entity; of its mentions only the number."""
    return {
        "id": identifier(e.id),
        "label": scalars(e.label),
        "type": scalars(e.type),
        "aliases": [scalars(a) for a in e.aliases],
        "description": scalars(e.description),
        "members": [identifier(m) for m in e.members],
        "gender": scalars(e.gender),
        "generic": e.generic,
        "mentions": len(e.mentions),
    }


def statement_row(s: Statement) -> Row:
    """A statement; `speakers` begins with who says it, then through whom it was heard."""
    to = s.attribution.to if s.attribution else None
    return {
        "id": identifier(s.id),
        "subject": identifier(s.subject),
        "predicate": scalars(s.predicate),
        "label": scalars(s.label),
        "object": None if s.object is None else _term(s.object),
        "arguments": [
            {"role": scalars(a.role), "preposition": scalars(a.preposition), **_term(a.term)}
            for a in s.arguments
        ],
        "from": s.time and scalars(s.time.start),
        "until": s.time and scalars(s.time.end),
        "factuality": s.factuality,
        "modality": scalars(s.modality),
        "speakers": list(_speakers(s.attribution)),
        "addressee": None if to is None else identifier(to),
        "fact": s.is_fact,
        "confidence": s.confidence,
        "evidence": len(s.evidence),
    }


def evidence_rows(s: Statement) -> Iterator[Row]:
    """The places of a statement; `start` and `end` are those of the sentence."""
    for e in s.evidence:
        yield {
            "statement": identifier(s.id),
            "document": identifier(e.document),
            "start": e.clause.sentence[0],
            "end": e.clause.sentence[1],
            "words": scalars(e.clause.relation.text),
            "rule": scalars(e.clause.rule),
            "clause": scalars(e.clause.id),
            "confidence": e.clause.confidence,
        }


def _term(term: Term) -> Row:
    empty: Row = dict.fromkeys(("entity", "value", "datatype", "type", "statement"))
    if isinstance(term, Literal):
        value = {"value": term.value, "datatype": term.datatype, "type": term.type}
        return empty | {key: scalars(text) for key, text in value.items()}
    if isinstance(term, StatementRef):
        return empty | {"statement": identifier(term.id)}
    return empty | {"entity": identifier(term)}


def _speakers(said: Source | None) -> Iterator[str]:
    while said:
        yield identifier(said.speaker)
        said = said.via


def _write(file: Any, schema: pa.Schema, rows: Iterable[Row]) -> None:
    import pyarrow as pa
    from pyarrow import parquet

    rest = iter(rows)
    with parquet.ParquetWriter(file, schema, compression="zstd") as writer:
        while some := list(islice(rest, ROWS)):
            writer.write_batch(pa.RecordBatch.from_pylist(some, schema=schema))
