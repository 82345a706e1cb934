"""Documents analysed where they were read: the work of executors, without a cache."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from kg.cache import packed as compact
from kg.cache import unpacked as whole
from kg.collect import Analysis
from kg.data import DocumentGraph
from kg.engine import Failure, attempt
from kg.pipeline import confident
from kg.spark.frames import Made, Place, Row, Rows, mapped, packed, unpacked
from kg.spark.work import loaded

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

ANALYSED = "document string, words int, analysis binary, skipped binary"
TASK = 100_000
"""About how many characters make a task."""


def analysed(
    documents: DataFrame, place: Place, model: str | None, lines: bool, minimum: float
) -> DataFrame:
    """The analyses of documents, as `ANALYSED`; what is large comes first, and alone."""
    from pyspark.sql import functions as F  # noqa: N812

    job = pickle.dumps(Analysis(None, model, lines), protocol=5)
    count = F.count_if(F.col("characters") > TASK)
    [large, size] = documents.agg(count, F.sum("characters")).first() or (0, 0)
    tasks = max(place.parts, (size or 0) // TASK)
    small = documents.where(f"characters <= {TASK}").repartition(tasks, "document")
    if large:
        first = documents.where(f"characters > {TASK}").repartition(large, "document")
        small = first.union(small)

    def work(rows: Rows) -> Made:
        for row in rows:
            outcome = attempt(loaded(job), unpacked(row["body"]))
            if isinstance(outcome, Failure):
                sources = outcome.document.sources
                skipped = (", ".join(sources), "analysis failed", outcome.reason)
                yield row["document"], 0, None, packed(skipped)
                continue
            key, found, analysis = outcome
            if minimum > 0:
                analysis = compact(confident(whole(analysis), minimum))
            yield key, found["words"], analysis, None

    return mapped(small, work, ANALYSED)


def graph_of(row: Row) -> DocumentGraph:
    """The analysis in a row."""
    return whole(row["analysis"])
