"""A graph in frames: entities and statements of analysed documents, made by executors."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.formats.dataset import Size
from kg.formats.profiles import Profile
from kg.spark import naming, resolving, saying
from kg.spark.frames import Made, Place, Rows, mapped

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


@dataclass(frozen=True)
class Graph:
    """A graph in frames: its entities and statements, and what became of the documents."""

    place: Place
    analyses: DataFrame
    entities: DataFrame
    statements: DataFrame
    lines: DataFrame

    def size(self) -> Size:
        """How much the graph has of each."""
        relations = self.statements.select("predicate").distinct()
        frames = self.analyses, self.entities, relations, self.statements
        return Size(*(frame.count() for frame in frames))


def assembled(analyses: DataFrame, place: Place, profile: Profile | None = None) -> Graph:
    """The graph of analysed documents, as `kg.resolve.across.assemble` makes it."""
    units = resolving.united(analyses, place)
    merged = resolving.merged(units, place)
    ids, members = resolving.named(merged, place)
    said = _said(analyses, merged, ids, place, profile)
    statements = place.grouped(
        said.where("id IS NOT NULL"), "id", [], saying.together, saying.STATEMENTS
    )
    statements = place.keep(statements, "statements")
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
