"""Resolution across documents inside of Spark: frames of units in, sets with their ids out.

The same functions as without Spark decide, part by part (`kg.spark.settling`). What they need to
know of all documents, counts of names and of features, is counted first, and each part is handed
the counts that it looks up.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.spark import naming, settling
from kg.spark.analysing import graph_of
from kg.spark.components import components, meeting
from kg.spark.frames import Made, Place, Rows, mapped
from kg.spark.settling import Totals

if TYPE_CHECKING:
    from pyspark.sql import DataFrame

_COLUMNS = "component, rank, space, word, count, document, n, unit, state, context"
"""Of the rows that a part is merged from: counts (rank 0), then units (rank 1)."""


def united(analyses: DataFrame, place: Place) -> DataFrame:
    """The units of all documents, as `UNITS`."""

    def work(rows: Rows) -> Made:
        for row in rows:
            yield from settling.unit_rows(row["document"], graph_of(row))

    return place.keep(mapped(analyses, work, settling.UNITS), "units")


def merged(units: DataFrame, place: Place) -> DataFrame:
    """The units, each with the `root` of the set that it is in and `why` it is there."""
    parts = _parts(units, place)
    names = place.keep(_names(units), "names")
    asked = mapped(parts.where("meets"), settling.asked_names, settling.ASKED).distinct()
    told = place.keep(asked.join(names, ["space", "word"]), "told")
    count = units.where("named").count()
    totals = _totals(names, count)

    first = _round(parts, told, totals, place, last=False)
    seen = place.grouped(first, "document", ["n"], lambda _, rows: settling.seen(rows),
                         settling.SEEN)  # fmt: skip
    second = _round(place.keep(seen, "seen"), told, totals, place, last=True)
    return _with_groups(units, second, place)


def named(merged: DataFrame, place: Place) -> tuple[DataFrame, DataFrame]:
    """The sets with ids and labels, as `IDS`, and the ids of the members of groups (root, id)."""
    order = ["document", "first", "local"]
    sets = place.keep(place.grouped(merged, "root", order, naming.sets, naming.SETS), "sets")
    at = merged.selectExpr("document", "local", "root AS member")
    belongs = mapped(merged, naming.member_rows, naming.MEMBERS).join(at, ["document", "local"])
    belongs = place.keep(belongs.select("root", "member").distinct(), "members")
    labels = belongs.join(sets.selectExpr("root AS member", "label"), "member")
    joint = place.grouped(labels, "root", ["member"], naming.joint_labels, naming.LABELLED)
    joint = joint.selectExpr("root", "label AS joint", "wanted AS wish")
    sets = sets.join(joint, "root", "left").selectExpr(
        "root", "document", "first", "local", "named",
        "coalesce(joint, label) AS label", "coalesce(wish, wanted) AS wanted",
    )  # fmt: skip
    ids = place.keep(_unique(place.keep(sets, "labelled"), place), "ids")
    members = belongs.join(ids.selectExpr("root AS member", "id"), "member").select("root", "id")
    return ids, members


def _parts(units: DataFrame, place: Place) -> DataFrame:
    """The units with the part that each is in; one that meets nobody is a part of its own."""
    keys = place.keep(mapped(units, settling.key_rows, settling.KEYS), "keys")
    found = components(place.keep(meeting(keys), "edges"), place)
    parts = units.join(found, "node", "left").selectExpr(
        "coalesce(component, node) AS component", "component IS NOT NULL AS meets",
        "document", "n", "named", "unit",
        "CAST(NULL AS BINARY) AS state", "CAST(NULL AS BINARY) AS context",
    )  # fmt: skip
    return place.keep(parts, "parts")


def _names(units: DataFrame) -> DataFrame:
    """How often each part of a name stands in one (space, word, count); like names count once."""
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    rows = mapped(units.where("named"), settling.name_rows, settling.NAMES)
    least = F.min_by("parts", "form").alias("parts")
    once = rows.groupBy("name").agg(least).selectExpr("explode(parts) AS part")
    return once.selectExpr("part.space", "part.word").groupBy("space", "word").count()


def _totals(counted: DataFrame, units: int) -> Totals:
    """How much there is in each space: a few numbers."""
    found = counted.groupBy("space").agg({"*": "count", "count": "sum"}).collect()
    different = {row["space"]: row["count(1)"] for row in found}
    return Totals(different, {row["space"]: row["sum(count)"] for row in found}, units)


def _round(
    units: DataFrame, told: DataFrame, totals: Totals, place: Place, *, last: bool
) -> DataFrame:
    """Merge the units of every part once, as `SETTLED`."""
    features = mapped(units, settling.feature_rows, settling.WORDS)
    counted = place.keep(features.groupBy("space", "word").count(), f"features-{last:d}")
    totals = totals.plus(_totals(counted, 0))
    asked = mapped(units.where("meets"), settling.asked_features, settling.ASKED).distinct()
    counts = told.unionByName(asked.join(counted, ["space", "word"]))
    none = "CAST(NULL AS {0}) AS {1}".format
    rows = counts.selectExpr(
        "component", "0 AS rank", "space", "word", "count", none("string", "document"),
        none("int", "n"), *(none("binary", c) for c in ("unit", "state", "context")),
    ).unionByName(units.selectExpr(
        "component", "1 AS rank", none("string", "space"), none("binary", "word"),
        none("bigint", "count"), "document", "n", "unit", "state", "context",
    ))  # fmt: skip

    def work(_: int, rows: Rows) -> Made:
        return settling.settled(rows, totals, last=last)

    order = ["rank", "document", "n"]
    settled = place.grouped(rows, "component", order, work, settling.SETTLED)
    return place.keep(settled, f"settled-{last:d}")


def _with_groups(units: DataFrame, settled: DataFrame, place: Place) -> DataFrame:
    """The units with root and reason, once groups of the same members are merged too."""
    found = place.grouped(
        settled, "document", ["n"], lambda _, rows: settling.group_rows(rows), settling.GROUPS
    )
    order = ["document", "first", "local"]
    groups = place.grouped(
        found, "members", order, lambda _, rows: settling.merged_groups(rows), settling.MERGED
    )
    groups = groups.selectExpr("document", "n", "root AS other", "why AS because")
    rows = mapped(settled, settling.why_rows, settling.MERGED)
    rows = rows.join(groups, ["document", "n"], "left").selectExpr(
        "document", "n", "coalesce(other, root) AS root", "coalesce(because, why) AS why"
    )
    return place.keep(units.join(rows, ["document", "n"]), "merged")


def _unique(sets: DataFrame, place: Place) -> DataFrame:
    """Ids for sets by their labels; those that want the same are told apart, as `IDS`."""
    wishes = sets.groupBy("wanted").count()
    several = wishes.where("count > 1").select("wanted")
    only = wishes.where("count = 1").selectExpr("wanted AS candidate")
    candidates = mapped(
        sets.join(several, "wanted"), naming.candidates, "wanted binary, candidate binary"
    )
    taken = candidates.join(only, "candidate").select("wanted", "candidate")
    rows = sets.join(several.selectExpr("wanted", "true AS several"), "wanted", "left").selectExpr(
        "wanted", "1 AS rank", "root", "document", "first", "local", "label", "named", "several",
        "CAST(NULL AS BINARY) AS candidate",
    ).unionByName(
        taken.selectExpr("wanted", "0 AS rank", "candidate"), allowMissingColumns=True
    )  # fmt: skip
    return place.grouped(
        rows, "wanted", ["rank", "document", "first", "local"], naming.unique, naming.IDS
    )
