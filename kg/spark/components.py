"""Connected components of a graph that is larger than a machine."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.spark.frames import Place

if TYPE_CHECKING:
    from pyspark.sql import DataFrame


def meeting(keys: DataFrame) -> DataFrame:
    """Edges (u, v) between nodes that meet, from rows (key, node, looks).

    Nodes meet under a key where at least one of them looks others up; one edge from each to the
    smallest connects them as well as all pairs would.
    """
    from pyspark.sql import functions as F  # noqa: N812 - as everybody calls it

    first = keys.groupBy("key").agg(F.min("node").alias("v"), F.max("looks").alias("meet"))
    found = keys.join(first.where("meet"), "key").where("node != v")
    return found.select(F.col("node").alias("u"), "v").distinct()


def components(edges: DataFrame, place: Place) -> DataFrame:
    """(node, component) for each node that has an edge; a component is named by its least node.

    Large-star and small-star in turn, until nothing changes (Kiveris et al. 2014, "Connected
    components in MapReduce and beyond"): O(log² n) rounds, and no node's neighbours in one place.
    """
    from pyspark.sql import functions as F  # noqa: N812

    before = None
    for number in range(_ROUNDS):
        edges = place.keep(_small_star(_large_star(edges)), f"edges-{number}")
        now = edges.agg(F.count("*"), F.sum(F.hash("u", "v"))).first()
        if now == before:
            break
        before = now
    return edges.select(F.col("u").alias("node"), F.col("v").alias("component")).union(
        edges.select(F.col("v"), F.col("v")).distinct()
    )


_ROUNDS = 100
"""More than any graph needs; that of a chain of a billion nodes needs about thirty."""


def _large_star(edges: DataFrame) -> DataFrame:
    """Connect every larger neighbour of a node to the least of all of them and itself."""
    from pyspark.sql import functions as F  # noqa: N812

    both = edges.select("u", "v").union(edges.select(F.col("v"), F.col("u")))
    least = both.groupBy("u").agg(F.least(F.min("v"), F.col("u")).alias("m"))
    return both.join(least, "u").where("v > u").select(F.col("v").alias("u"), F.col("m").alias("v"))


def _small_star(edges: DataFrame) -> DataFrame:
    """Connect a node and its smaller neighbours to the least of them."""
    from pyspark.sql import functions as F  # noqa: N812

    larger, smaller = F.greatest("u", "v").alias("u"), F.least("u", "v").alias("v")
    down = edges.where("u != v").select(larger, smaller)
    least = down.groupBy("u").agg(F.min("v").alias("m"))
    neighbours = down.join(least, "u").where("v != m")
    return (
        neighbours.select(F.col("v").alias("u"), F.col("m").alias("v"))
        .union(least.select("u", F.col("m").alias("v")))
        .distinct()
    )
