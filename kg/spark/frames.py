"""Spark's frames and Python's rows: work over all rows, over groups of rows, and kept results."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from operator import itemgetter
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame, SparkSession

Row = dict[str, Any]
Rows = Iterator[Row]
Made = Iterator[tuple[Any, ...]]

_BATCH = 500
"""Rows that go over to Spark together, at most."""
_BYTES = 4_000_000
"""About how many bytes go over together."""


@dataclass(frozen=True)
class Place:
    """Where a build keeps what its steps hand on: a folder that all executors reach.

    Every step is written whole and read again by the next one: what a lost machine had is done
    again from the last step, and Spark's plans stay short. `parts` is into how many tasks work
    is cut.
    """

    spark: SparkSession
    folder: str
    parts: int

    def keep(self, frame: DataFrame, name: str) -> DataFrame:
        """The frame as it was written under a name."""
        path = f"{self.folder}/{name}"
        frame.write.mode("overwrite").parquet(path)
        return self.spark.read.parquet(path)

    def grouped(
        self,
        frame: DataFrame,
        by: str,
        order: Sequence[str],
        work: Callable[[Any, Rows], Made],
        schema: str,
    ) -> DataFrame:
        """Apply work to the rows of each group, in order; a group need not fit into memory."""
        parted = frame.repartition(self.parts, by).sortWithinPartitions(by, *order)

        def every(rows: Rows) -> Made:
            for key, group in groupby(rows, itemgetter(by)):
                yield from work(key, group)

        return mapped(parted, every, schema)


def mapped(frame: DataFrame, work: Callable[[Rows], Made], schema: str) -> DataFrame:
    """Apply work to the rows of each task; it yields the columns of `schema`, in Spark's DDL."""
    from pyspark.sql.pandas.types import to_arrow_schema
    from pyspark.sql.types import StructType

    names = to_arrow_schema(StructType.fromDDL(schema))

    def run(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        rows = (row for batch in batches for row in batch.to_pylist())
        return _batches(work(rows), names)

    return frame.mapInArrow(run, schema)


def _batches(rows: Made, schema: pa.Schema) -> Iterator[pa.RecordBatch]:
    import pyarrow as pa

    def batch() -> pa.RecordBatch:
        columns = zip(*waiting, strict=True)
        arrays = [pa.array(c, f.type) for c, f in zip(columns, schema, strict=True)]
        return pa.RecordBatch.from_arrays(arrays, schema=schema)

    waiting: list[tuple[Any, ...]] = []
    size = 0
    for row in rows:
        waiting.append(row)
        size += sum(len(cell) for cell in row if isinstance(cell, bytes | str))
        if len(waiting) >= _BATCH or size >= _BYTES:
            yield batch()
            waiting.clear()
            size = 0
    if waiting:
        yield batch()


def packed(value: Any) -> bytes:
    """A value of ours as a cell; `unpacked` gives it back."""
    return pickle.dumps(value, protocol=5)


def unpacked(cell: bytes) -> Any:
    """The value of a cell that `packed` made."""
    return pickle.loads(cell)


def cell(text: str) -> bytes:
    """A text as a cell; `text_of` gives it back.

    Bytes, since a text may hold half a character, which no string of Spark's can.
    """
    return text.encode("utf-8", "surrogatepass")


def text_of(cell: bytes) -> str:
    """The text of a cell."""
    return cell.decode("utf-8", "surrogatepass")


def key(words: Iterable[str]) -> bytes:
    """Words without white space as one cell; `words_of` gives them back."""
    return cell("\x1f".join(words))


def words_of(cell: bytes) -> tuple[str, ...]:
    """The words of a cell that `key` made."""
    return tuple(text_of(cell).split("\x1f"))
