"""A whole build on a cluster: documents read, analysed, resolved and written by executors.

Only counts come to the driver. Every step is kept in a folder beside the results, on storage that
all executors reach, and the folder goes when the build is done.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.formats import parquet
from kg.formats.dataset import Size
from kg.formats.profiles import Profile
from kg.language.checksum import checksum
from kg.readers import ReaderOptions
from kg.spark import naming, resolving, saying, sources
from kg.spark.analysing import analysed
from kg.spark.frames import Made, Place, Rows, mapped, unpacked
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


@dataclass(frozen=True)
class Graph:
    """A graph in frames: its entities and statements, and what became of the documents."""

    place: Place
    analyses: DataFrame
    entities: DataFrame
    statements: DataFrame
    lines: DataFrame


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
        graph = assembled(places, place, options)
        size = _size(graph)
        _tables(graph, out)
        if options.profile:
            _triples(graph, size, options.profile).write.mode("overwrite").text(f"{out}/triples")
        return _totals(graph, size, out)
    finally:
        _settings(spark, before)
        _remove(spark, place.folder)


def assembled(places: Sequence[str], place: Place, options: Options) -> Graph:
    """The graph of documents, in frames that are kept in a place."""
    how = ReaderOptions(text_column=options.text_column, lines=options.lines)
    read = place.keep(sources.documents(place.spark, places, how), "read")
    texts = place.grouped(
        read.where("document IS NOT NULL"), "document", [], sources.once, sources.DOCUMENTS
    )
    found = analysed(
        place.keep(texts, "documents"), place, options.model, options.lines, options.min_confidence
    )
    outcomes = place.keep(found, "analyses")
    analyses = outcomes.where("analysis IS NOT NULL")
    skipped = read.select("skipped").union(outcomes.select("skipped")).where("skipped IS NOT NULL")
    place.keep(skipped, "skipped")

    units = resolving.united(analyses, place)
    merged = resolving.merged(units, place)
    ids, members = resolving.named(merged, place)
    said = _said(analyses, merged, ids, place, options.profile)
    statements = place.keep(
        place.grouped(said.where("id IS NOT NULL"), "id", [], saying.together, saying.STATEMENTS),
        "statements",
    )
    entities = _entities(merged, ids, members, statements, place)
    lines = said.where("id IS NULL").selectExpr("lines AS value")
    return Graph(place, analyses, entities, statements, lines)


def _said(
    analyses: DataFrame, merged: DataFrame, ids: DataFrame, place: Place, profile: Profile | None
) -> DataFrame:
    """What each document says, as `SAID`."""
    meant = mapped(merged, naming.meant, naming.MEANT).join(ids, "root")
    rows = meant.selectExpr("document", "0 AS rank", "local", "id").unionByName(
        analyses.selectExpr("document", "1 AS rank", "analysis"), allowMissingColumns=True
    )

    def work(_: str, rows: Rows) -> Made:
        return saying.said(rows, profile)

    return place.keep(place.grouped(rows, "document", ["rank"], work, saying.SAID), "said")


def _entities(
    merged: DataFrame, ids: DataFrame, members: DataFrame, statements: DataFrame, place: Place
) -> DataFrame:
    """The entities that are named, that a statement speaks of, or that are a member there."""
    used = mapped(statements, saying.used, "id binary").distinct()
    grouped = members.join(ids.selectExpr("root", "id AS whole"), "root")
    inside = grouped.join(used.selectExpr("id AS whole"), "whole", "left_semi").select("id")
    used = used.union(inside).distinct()
    kept = ids.where("named").unionByName(ids.where("NOT named").join(used, "id", "left_semi"))
    kept = place.keep(kept.selectExpr("root", "id AS word", "label AS title"), "kept")
    shown = mapped(merged, naming.shown_rows, naming.SHOWN).distinct()
    titles = _titles(merged)
    rows = [
        kept.selectExpr("root", "0 AS rank", "word", "title"),
        shown.join(titles, "word").selectExpr("root", "1 AS rank", "word", "title"),
        members.selectExpr("root", "2 AS rank", "id AS word"),
        merged.selectExpr(
            "root", "3 AS rank", "document", "first", "local", "unit", "mentions", "why"
        ),
    ]
    every = rows[0].unionByName(rows[3], allowMissingColumns=True)
    for more in rows[1:3]:
        every = every.unionByName(more, allowMissingColumns=True)
    every = every.join(kept.select("root"), "root", "left_semi")
    order = ["rank", "document", "first", "local"]
    return place.keep(
        place.grouped(every, "root", order, naming.entities, naming.ENTITIES), "entities"
    )


def _titles(merged: DataFrame) -> DataFrame:
    """What each value of a feature is shown as (word, title)."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    rows = mapped(merged, naming.title_rows, naming.TITLES)
    return rows.groupBy("word").agg(F.min_by("title", F.struct("document", "n")).alias("title"))


def _tables(graph: Graph, out: str) -> None:
    """Write the three tables of `kg.formats.parquet`."""
    from pyspark.sql.pandas.types import from_arrow_schema

    known = parquet.schemas()
    tables: Mapping[str, tuple[DataFrame, str, Any]] = {
        "entities": (graph.entities, "entity", _entity_rows),
        "statements": (graph.statements, "statement", _statement_rows),
        "evidence": (graph.statements, "statement", parquet.evidence_rows),
    }
    for name, (frame, column, make) in tables.items():
        names = known[name].names
        work = partial(saying.table_rows, column=column, make=make, names=names)
        ddl = from_arrow_schema(known[name]).toDDL()
        mapped(frame, work, ddl).write.mode("overwrite").parquet(f"{out}/{name}")


def _entity_rows(entity: Any) -> list[parquet.Row]:
    return [parquet.entity_row(entity)]


def _statement_rows(statement: Any) -> list[parquet.Row]:
    return [parquet.statement_row(statement)]


def _triples(graph: Graph, size: Size, profile: Profile) -> DataFrame:
    """All lines of N-Triples, in no order."""
    from pyspark.sql import functions as F  # noqa: N812

    place, statements = graph.place, graph.statements
    relations = statements.select("predicate", "label").distinct()
    several = relations.groupBy("predicate").count().where("count > 1")
    told = statements.join(
        several.selectExpr("predicate", "true AS several"), "predicate", "left"
    ).select("statement", "several")
    roles = mapped(statements, saying.role_rows, "role binary").distinct()

    def relation(predicate: bytes, rows: Rows) -> Made:
        return saying.relation_lines(predicate, rows, profile)

    about = [(text,) for text in saying.about(size, profile)]
    frames = [
        place.spark.createDataFrame(about, saying.LINES),
        mapped(graph.entities, partial(saying.entity_lines, profile=profile), saying.LINES),
        _fact_lines(graph, profile),
        place.grouped(relations, "predicate", ["label"], relation, saying.LINES),
        mapped(roles, partial(saying.role_lines, profile=profile), saying.LINES),
        mapped(told, partial(saying.statement_lines, profile=profile), saying.LINES),
        graph.lines,
    ]
    lines = frames[0]
    for frame in frames[1:]:
        lines = lines.union(frame)
    return lines.where(F.col("value") != "")


def _fact_lines(graph: Graph, profile: Profile) -> DataFrame:
    """The plain triples of all facts, each once."""
    facts = graph.statements.where("fact").select("id", "statement")
    ends = mapped(facts, partial(saying.ends, profile=profile), "id string, end binary")
    types = graph.entities.selectExpr("id AS end", "type")
    told = ends.join(types, "end").selectExpr("id", "0 AS rank", "end", "type")
    rows = told.unionByName(
        facts.selectExpr("id", "1 AS rank", "statement"), allowMissingColumns=True
    )

    def work(_: str, rows: Rows) -> Made:
        return saying.fact_lines(rows, profile)

    return graph.place.grouped(rows, "id", ["rank"], work, saying.LINES).distinct()


def _size(graph: Graph) -> Size:
    return Size(
        graph.analyses.count(),
        graph.entities.count(),
        graph.statements.select("predicate").distinct().count(),
        graph.statements.count(),
    )


def _totals(graph: Graph, size: Size, out: str) -> dict[str, int]:
    """Counts for the report; what was skipped is written as JSON lines."""
    place = graph.place
    skipped = place.spark.read.parquet(f"{place.folder}/skipped")
    shown = mapped(skipped, _skipped, "source string, reason string, message string")
    shown.write.mode("overwrite").json(f"{out}/skipped")
    counts = graph.statements.selectExpr(
        "count_if(fact) AS facts", "count_if(reported) AS reported",
        *(f"count_if(factuality = '{f}') AS {f}" for f in ("asserted", "denied", "hypothetical")),
    ).first()  # fmt: skip
    return {
        "documents": size.documents,
        "skipped": skipped.count(),
        "words": graph.analyses.selectExpr("coalesce(sum(words), 0) AS words").first()["words"],
        "entities": size.entities,
        "statements": size.statements,
        **(counts.asDict() if counts else {}),
    }


def _skipped(rows: Rows) -> Made:
    for row in rows:
        yield unpacked(row["skipped"])


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
