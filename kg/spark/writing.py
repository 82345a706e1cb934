"""A graph in frames written by executors: tables of Parquet, N-Triples in parts, counts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from kg.formats import parquet
from kg.formats.dataset import Size
from kg.formats.profiles import Profile
from kg.spark import saying
from kg.spark.assembling import Graph
from kg.spark.frames import Made, Rows, mapped, unpacked

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def tables(graph: Graph, out: str) -> None:
    """Write the three tables of `kg.formats.parquet` below a folder."""
    from pyspark.sql.pandas.types import from_arrow_schema

    known = parquet.schemas()
    wanted: Mapping[str, tuple[DataFrame, str, Any]] = {
        "entities": (graph.entities, "entity", _entity_rows),
        "statements": (graph.statements, "statement", _statement_rows),
        "evidence": (graph.statements, "statement", parquet.evidence_rows),
    }
    for name, (frame, column, make) in wanted.items():
        names = known[name].names
        work = partial(saying.table_rows, column=column, make=make, names=names)
        ddl = from_arrow_schema(known[name]).toDDL()
        mapped(frame, work, ddl).write.mode("overwrite").parquet(f"{out}/{name}")


def _entity_rows(entity: Any) -> list[parquet.Row]:
    return [parquet.entity_row(entity)]


def _statement_rows(statement: Any) -> list[parquet.Row]:
    return [parquet.statement_row(statement)]


def triples(graph: Graph, size: Size, profile: Profile) -> DataFrame:
    """All lines of N-Triples, in no order."""
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
    ]
    if profile.provenance != "none":
        frames += [
            mapped(roles, partial(saying.role_lines, profile=profile), saying.LINES),
            mapped(told, partial(saying.statement_lines, profile=profile), saying.LINES),
            graph.lines,
        ]
    lines = frames[0]
    for frame in frames[1:]:
        lines = lines.union(frame)
    return lines


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


def totals(graph: Graph, size: Size, out: str) -> dict[str, int]:
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
