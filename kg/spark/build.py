"""A whole build on a cluster: documents read, analysed, resolved and written by executors.

Only counts come to the driver. Every step is kept in a folder beside the results, on storage that
all executors reach, and the folder goes when the build is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from kg.formats.profiles import Profile
from kg.language.checksum import checksum
from kg.readers import ReaderOptions
from kg.spark import sources, writing
from kg.spark.analysing import analysed
from kg.spark.assembling import assembled
from kg.spark.frames import Place
from kg.spark.session import session

if TYPE_CHECKING:
    from pyspark.sql import DataFrame, SparkSession

_ROWS = 500
"""Rows of a batch that Spark hands to Python; a row may be the analysis of a long document."""


@dataclass(frozen=True)
class Options:
    """How a cluster builds; the names are those of `kg.pipeline.Options`.

    `parts` is into how many tasks work is cut, by default two for each core. `profile` is how
    N-Triples are written; without one, only Parquet is.
    """

    model: str | None = None
    workers: int = 1
    text_column: str = "text"
    lines: bool = False
    min_confidence: float = 0.0
    parts: int | None = None
    profile: Profile | None = None


def build(places: Sequence[str], out: str, options: Options) -> dict[str, int]:
    """Build the graph of documents and write it below a folder; give its totals.

    `places` are those of `kg.spark.sources.documents`. Written are the folders `entities`,
    `statements` and `evidence` of Parquet files, `skipped` of JSON lines, and with a profile
    `triples` of N-Triples, in no order. Raises `SourceError`, `ModelError`, and `ConfigError`
    where Spark does not start.
    """
    checksum(options.model)  # a model that is not there is told before anything starts
    spark = session(options.workers)
    parts = options.parts or 2 * spark.sparkContext.defaultParallelism
    place = Place(spark, f"{out.rstrip('/')}/.work", parts)
    before = _settings(spark, {
        "spark.sql.shuffle.partitions": parts,
        "spark.sql.execution.arrow.maxRecordsPerBatch": _ROWS,
    })  # fmt: skip
    try:
        graph = assembled(read(places, place, options), place, options.profile)
        size = graph.size()
        writing.tables(graph, out)
        if options.profile:
            lines = writing.triples(graph, size, options.profile)
            lines.write.mode("overwrite").text(f"{out}/triples")
        return writing.totals(graph, size, out)
    finally:
        _settings(spark, before)
        _remove(spark, place.folder)


def read(places: Sequence[str], place: Place, options: Options) -> DataFrame:
    """The analyses of all documents, as `ANALYSED`; what was skipped is kept as `skipped`."""
    how = ReaderOptions(text_column=options.text_column, lines=options.lines)
    rows = place.keep(sources.documents(place.spark, places, how, place.parts), "read")
    texts = place.grouped(
        rows.where("document IS NOT NULL"), "document", [], sources.once, sources.DOCUMENTS
    )
    texts = place.keep(texts, "documents")
    found = analysed(texts, place, options.model, options.lines, options.min_confidence)
    outcomes = place.keep(found, "analyses")
    skipped = rows.select("skipped").union(outcomes.select("skipped"))
    place.keep(skipped.where("skipped IS NOT NULL"), "skipped")
    return outcomes.where("analysis IS NOT NULL")


def _settings(spark: SparkSession, wanted: Mapping[str, Any]) -> dict[str, Any]:
    """Set what the session runs under, and give what it was before."""
    before = {name: spark.conf.get(name) for name in wanted}
    for name, value in wanted.items():
        spark.conf.set(name, value)
    return before


def _remove(spark: SparkSession, folder: str) -> None:
    """Remove a folder wherever Spark writes."""
    context = spark.sparkContext
    path = context._jvm.org.apache.hadoop.fs.Path(folder)
    path.getFileSystem(context._jsc.hadoopConfiguration()).delete(path, True)
