"""Documents read on executors: rows of Parquet and of tables, lines of JSON lines, files.

A row of Parquet is named by its place in its file, and a line by its number, as `kg build` names
them; a row of a table by its column `source`, where there is one, and by the table.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from functools import partial, reduce
from typing import TYPE_CHECKING, Any

from kg import plugins, readers
from kg.analyses import Origin
from kg.data import Document, DocumentGraph
from kg.errors import DocumentError, SourceError
from kg.readers import ReaderOptions
from kg.readers.table import document_of_line, document_of_row, shown
from kg.spark.frames import Made, Row, Rows, mapped, packed, unpacked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

DOCUMENTS = "document string, characters bigint, body binary, skipped binary"
"""A document, or what was skipped: source, reason, message."""
TABLE = "table:"
_FILES = 200
"""Files that a task reads."""


def documents(
    spark: SparkSession, places: Sequence[str], how: ReaderOptions, tasks: int
) -> DataFrame:
    """All documents of some places, as `DOCUMENTS`; a text may come several times.

    A place is `table:NAME`, a path that ends in .parquet or .jsonl, wherever Spark reads it from,
    or what `kg build` takes: files on a disk that executors share, read in at least so many
    tasks. Raises `SourceError`.
    """
    frames = []
    files = []
    for place in places:
        if place.startswith(TABLE):
            frames.append(_table(spark, place.removeprefix(TABLE), how))
        elif place.lower().endswith(".parquet"):
            frames.append(_parquet(spark, place, how))
        elif place.lower().endswith(".jsonl") and not how.lines:
            frames.append(_json_lines(spark, place, how))
        else:
            files.append(place)
    if files:
        frames.append(_files(spark, files, how, tasks))
    return reduce(lambda one, other: one.union(other), frames)


def once(_: Any, rows: Rows) -> Made:
    """One document of rows with the same text, which stands in all their places."""
    first: Document | None = None
    characters = 0
    origin = None
    for row in rows:
        document: Document = unpacked(row["body"])
        origin = Origin.of(document).union(origin) if origin else Origin.of(document)
        first, characters = first or document, row["characters"]
    if first is not None and origin is not None:
        body = packed(origin.on(DocumentGraph(first)).document)
        yield first.id, characters, body, None


def _table(spark: SparkSession, name: str, how: ReaderOptions) -> DataFrame:
    frame = _read(lambda: spark.table(name), TABLE + name)
    return _rows(frame, partial(_named_by_column, name), how, TABLE + name)


def _parquet(spark: SparkSession, path: str, how: ReaderOptions) -> DataFrame:
    frame = _read(lambda: spark.read.parquet(path), path)
    numbered = frame.selectExpr(
        "struct(*) AS row", "_metadata.file_name AS file", "_metadata.row_index + 1 AS number"
    )
    return _rows(numbered.selectExpr("row.*", "file AS `_kg file`", "number AS `_kg number`"),
                 _named_by_number, how, path)  # fmt: skip


def _json_lines(spark: SparkSession, path: str, how: ReaderOptions) -> DataFrame:
    """Lines with their numbers in their file, whatever pieces Spark reads it in."""
    lines = _read(lambda: spark.read.text(path, lineSep="\n"), path).selectExpr(
        "value", "_metadata.file_name AS file", "_metadata.file_path AS path",
        "_metadata.file_block_start AS block", "monotonically_increasing_id() AS at",
    )  # fmt: skip
    pieces = lines.groupBy("path", "block").agg({"at": "min", "*": "count"})
    begins = pieces.selectExpr(
        "path", "block", "`min(at)` AS first",
        "sum(`count(1)`) OVER (PARTITION BY path ORDER BY block) - `count(1)` AS before",
    )  # fmt: skip
    numbered = lines.join(begins, ["path", "block"]).selectExpr(
        "value", "file", "before + at - first + 1 AS number"
    )

    def read(rows: Rows) -> Made:
        for row in rows:
            if row["value"].strip():
                name, number = row["file"], int(row["number"])
                yield _attempt(document_of_line, row["value"], name, number, how, ())

    return mapped(numbered, read, DOCUMENTS)


def _files(spark: SparkSession, places: Sequence[str], how: ReaderOptions, tasks: int) -> DataFrame:
    """Files that executors find under the same path as we do; only their names come from here."""
    known = plugins.readers()
    found = readers.sources(places, known)
    if not found:
        raise SourceError(f"{', '.join(places)}: no file that a reader knows")
    tasks = min(len(found), max(tasks, len(found) // _FILES))
    listed = [(packed(source),) for source in found]
    frame = spark.createDataFrame(listed, "source binary").repartition(tasks)

    def read(rows: Rows) -> Made:
        known = plugins.readers()
        for row in rows:
            source = unpacked(row["source"])
            for item in readers.read_source(source, known.get(source.ending, known["txt"]), how):
                yield _row(item, source.name)

    return mapped(frame, read, DOCUMENTS)


def _rows(
    frame: DataFrame, name: Callable[[Row], tuple[str, int]], how: ReaderOptions, place: str
) -> DataFrame:
    column = next((c for c in frame.columns if c.casefold() == how.text_column.casefold()), None)
    if column is None:
        known = ", ".join(c for c in frame.columns if not c.startswith("_kg "))
        raise SourceError(
            f'{place}: no column "{how.text_column}"; name one of {known[:200]} with --text-column'
        )

    def read(rows: Rows) -> Made:
        for row in rows:
            source, number = name(row)
            text = row.pop(column)
            fields = {k: _text(v) for k, v in row.items() if v is not None}
            where = f"row {number}" if number else "a row"
            yield _attempt(document_of_row, str(text or ""), fields, source, where, number, ())

    return mapped(frame, read, DOCUMENTS)


def _named_by_number(row: Row) -> tuple[str, int]:
    return row.pop("_kg file"), row.pop("_kg number")


def _named_by_column(table: str, row: Row) -> tuple[str, int]:
    given = next((k for k in row if k.casefold() == "source"), None)
    return (str(row.pop(given)) if given else table), 0


def _text(value: Any) -> str:
    """What stands in a column, as text: dates as ISO 8601 has them."""
    if isinstance(value, date):
        return value.isoformat()
    return shown(value) if isinstance(value, str | int | float | list | dict) else str(value)


def _attempt(read: Callable[..., Document], text: str, *rest: Any) -> tuple[Any, ...]:
    try:
        return _row(read(text, *rest), "")
    except DocumentError as error:
        return _row(error, str(error).partition(":")[0])


def _row(item: Document | DocumentError, source: str) -> tuple[Any, ...]:
    if isinstance(item, DocumentError):
        message = str(item).removeprefix(f"{source}: ")
        return None, 0, None, packed((source, item.reason, message))
    return item.id, len(item.text), packed(item), None


def _read(read: Callable[[], DataFrame], place: str) -> DataFrame:
    from pyspark.errors import AnalysisException

    try:
        return read()
    except AnalysisException as error:
        first = str(error).strip().partition("\n")[0]
        raise SourceError(f"{place}: Spark cannot read it: {first}") from error
