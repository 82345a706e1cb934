"""A graph assembled by a cluster, against the one that is assembled here."""

from __future__ import annotations

import json
import os
import signal
import threading
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from kg import files
from kg.cache import packed
from kg.data import Clause, Document, DocumentGraph, Entity, Literal, Mention, Phrase, Relation
from kg.formats.profiles import profile
from kg.readers import ReaderOptions
from kg.readers.table import read_jsonl
from kg.resolve.across import assemble
from kg.spark import build
from kg.spark.analysing import ANALYSED
from kg.spark.assembling import Graph, assembled
from kg.spark.frames import Place, unpacked
from kg.spark.session import missing, session
from kg.spark.sources import documents
from kg.spark.writing import triples
from tools.spark_cluster import Cluster

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to find executors"),
]
PEOPLE = ("John Smith", "J. Smith", "Smith", "Jane Smith", "Runa Vik", "Vik")
ORGS = ("Halden Marine Energy", "HME", "Halden", "Halden Marine Enrgy")


def story(number: int, names: Sequence[tuple[str, str]]) -> DocumentGraph:
    """A document in which each name met the next, an unnamed crew was hired, and they left."""
    text, entities, clauses = "", [], []
    words = [*names, ("crews", "CONCEPT"), ("they", "GROUP")]
    for n, (name, type_) in enumerate(words):
        kind: Any = "name" if n < len(names) else "nominal" if type_ == "CONCEPT" else "pronoun"
        mention = Mention(len(text), len(text) + len(name), kind)
        members = ("e0", "e1") if type_ == "GROUP" else ()
        entities.append(
            Entity(f"e{n}", name, type_, (mention,), members=members, generic=type_ == "CONCEPT")
        )
        text += name + "\n"
    for n in range(len(words) - 1):
        one, other = Phrase("", entity=f"e{n}"), Phrase("", entity=f"e{n + 1}")
        relation = Relation("met", "meet" if n else "met with", ((0, 3),))
        clauses.append(Clause(f"c{n}", "verbal", 0.9, (0, len(text)), one, relation, other))
    year = Phrase("1970", literal=Literal("1970", "xsd:gYear", "DATE"))
    born = Relation("was born in", "be born in", ((0, 3),))
    clauses.append(Clause("c99", "verbal", 0.8, (0, 5), Phrase("", entity="e0"), born, year))
    document = Document(f"{text}{number}", sources=(f"{number}.txt",))
    return DocumentGraph(document, tuple(entities), tuple(clauses))


def corpus(count: int) -> dict[str, DocumentGraph]:
    """Documents of which every other one is about the same person."""
    found = []
    for n in range(count):
        person = "Elena Marchetti" if n % 2 else PEOPLE[n // 2 % len(PEOPLE)]
        others = (PEOPLE[n // 3 % len(PEOPLE)], "PERSON"), (ORGS[n % len(ORGS)], "ORG")
        found.append(story(n, [(person, "PERSON"), *others]))
    return {g.document.id: g for g in found}


def place_in(folder: Path) -> Place:
    spark = session(2)
    spark.conf.set("spark.sql.shuffle.partitions", 2)
    return Place(spark, str(folder), 2)


def by_cluster(graphs: dict[str, DocumentGraph], place: Place, **options: Any) -> Graph:
    rows = [(key, 0, packed(graph), None) for key, graph in graphs.items()]
    return assembled(place.spark.createDataFrame(rows, ANALYSED), place, **options)


def whole(graph: Graph) -> tuple[list[Any], list[Any]]:
    """Entities and statements, whole, in order of ids."""
    entities = [unpacked(bytes(row.entity)) for row in graph.entities.collect()]
    statements = [unpacked(bytes(row.statement)) for row in graph.statements.collect()]
    return sorted(entities, key=lambda e: e.id), sorted(statements, key=lambda s: s.id)


def test_the_same_entities_statements_and_triples(running: Cluster, tmp_path: Path) -> None:
    graphs = corpus(60)
    expected = assemble(graphs)
    how = profile("nt")
    made = by_cluster(graphs, place_in(tmp_path / "work"), profile=how)
    assert whole(made) == (expected.entities(), expected.statements())
    files.save(expected, tmp_path / "local.nt")
    lines = [line for row in triples(made, made.size(), how).collect() for line in row]
    assert sorted("\n".join(lines).split("\n")) == sorted(
        (tmp_path / "local.nt").read_text("utf-8").splitlines()
    )


def test_names_that_clash_are_told_apart_as_here(running: Cluster, tmp_path: Path) -> None:
    born = [story(n, [("Ann Lee", "PERSON"), (f"Town {n}", "GPE")]) for n in range(4)]
    graphs = {g.document.id: g for g in born}
    expected = assemble(graphs)
    assert whole(by_cluster(graphs, place_in(tmp_path))) == (
        expected.entities(),
        expected.statements(),
    )


@pytest.mark.model
def test_rows_and_lines_are_read_where_they_are_analysed(running: Cluster, tmp_path: Path) -> None:
    """Documents from JSON lines and from Parquet: the same as `kg build` makes of the lines."""
    from kg import pipeline
    from kg.watch import Watch

    texts = ("Elena Marchetti met Runa Vik in Oslo.", "Runa Vik bought Halden.", " ")
    rows = [{"text": t, "title": f"Story {n}"} for n, t in enumerate(texts)]
    lines = tmp_path / "news.jsonl"
    lines.write_text("\n".join(map(json.dumps, rows[:1])) + "\n\n" + json.dumps(rows[1]) + "\n{")
    how = build.Options(profile=profile("nt"), parts=2)
    totals = build.build([str(lines)], str(tmp_path / "out"), how)
    options = pipeline.Options(cache=False)
    graph = pipeline.merge(pipeline.collect([lines], options, Watch()), options)
    files.save(graph, tmp_path / "local.nt")
    assert totals["documents"] == 2
    assert totals["skipped"] == 1
    assert triples_in(tmp_path / "out") == sorted((tmp_path / "local.nt").read_text().splitlines())

    columns = [(row["text"], row["title"]) for row in rows]
    table = session(2).createDataFrame(columns, "text string, title string").coalesce(1)
    table.write.parquet(str(tmp_path / "news.parquet"))
    again = build.build([str(tmp_path / "news.parquet")], str(tmp_path / "more"), how)
    assert again == totals
    assert not (tmp_path / "more" / ".work").exists()


def test_lines_keep_their_numbers_in_whatever_pieces_they_are_read(
    running: Cluster, tmp_path: Path
) -> None:
    lines = [json.dumps({"text": f"{'word ' * (n % 7)}{n}"}) if n % 5 else "" for n in range(60)]
    (tmp_path / "news.jsonl").write_text("\n".join(lines))
    spark = session(2)
    spark.conf.set("spark.sql.files.maxPartitionBytes", 300)
    assert spark.read.text(str(tmp_path / "news.jsonl")).rdd.getNumPartitions() > 2
    found = documents(spark, [str(tmp_path / "news.jsonl")], ReaderOptions(), 2)
    bodies = [unpacked(bytes(row.body)) for row in found.collect()]
    spark.conf.unset("spark.sql.files.maxPartitionBytes")
    expected = read_jsonl((tmp_path / "news.jsonl").read_bytes(), "news.jsonl")
    assert sorted(map(repr, bodies)) == sorted(map(repr, expected))


def triples_in(folder: Path) -> list[str]:
    parts = (folder / "triples").glob("part-*")
    return sorted(line for part in parts for line in part.read_text("utf-8").splitlines())


def test_an_executor_killed_and_a_worker_gone_change_nothing(
    running: Cluster, tmp_path: Path
) -> None:
    """The last test: the cluster has one worker less afterwards."""
    graphs = corpus(80)
    expected = assemble(graphs)
    place = place_in(tmp_path)

    def harm() -> None:
        wait_for(tmp_path / "names")
        os.kill(running.executors()[0], signal.SIGKILL)
        wait_for(tmp_path / "settled-0")
        running.workers[0].kill()

    thread = threading.Thread(target=harm)
    thread.start()
    made = whole(by_cluster(graphs, place))
    thread.join()
    assert running.workers[0].poll() is not None
    assert made == (expected.entities(), expected.statements())


def wait_for(path: Path) -> None:
    """Until a step has begun to write."""
    for _ in range(3000):
        if path.exists():
            return
        time.sleep(0.1)
    raise TimeoutError(path)
