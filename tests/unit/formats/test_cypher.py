"""The statements are run by Kùzu, an embedded database with openCypher."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import kuzu
import pytest
from hypothesis import HealthCheck, example, given, settings

from kg.formats import csv as neo4j
from kg.formats import cypher
from kg.formats.characters import scalars
from kg.formats.property_graph import nodes, relationships
from kg.graph import KnowledgeGraph
from tests.graphs import small_graph
from tests.strategies import hostile, spoiled

TABLES = (
    "NODE TABLE Entity(id STRING, label STRING, type STRING, aliases STRING[], "
    "description STRING, mentions INT64, PRIMARY KEY(id))",
    "NODE TABLE Literal(id STRING, label STRING, type STRING, value STRING, datatype STRING, "
    "PRIMARY KEY(id))",
    "NODE TABLE Statement(id STRING, label STRING, PRIMARY KEY(id))",
)
RELATIONSHIP = (
    "REL TABLE {}(FROM Entity TO Entity, FROM Entity TO Literal, FROM Entity TO Statement, "
    "statement STRING, label STRING, factuality STRING, reported BOOL, modality STRING, "
    "speakers STRING[], `from` STRING, until STRING, confidence DOUBLE, weight INT64, "
    "evidence STRING[])"
)
"""Kùzu wants to know of all columns first."""


def written(folder: Path, graph: KnowledgeGraph) -> list[str]:
    """The statements of a graph, each without the semicolon at its end."""
    cypher.write(graph, folder / "graph.cypher")
    text = (folder / "graph.cypher").read_text("utf-8").partition("\n")[2]
    return re.split(r";\n", text)[:-1]


def run(statements: list[str]) -> kuzu.Connection:
    """A database after these statements, without constraints and further labels.

    Kùzu has neither of the two; and no list of rows in which one has an empty list and another
    has texts, so every row is a statement here.
    """
    connection = kuzu.Connection(kuzu.Database(":memory:"))
    types = {m[1] for s in statements if (m := re.search(r"-\[r:(`[^`]*`)", s))}
    for table in (*TABLES, *map(RELATIONSHIP.format, sorted(types))):
        connection.execute(f"CREATE {table}")
    for statement in statements:
        if rows := re.fullmatch(r"UNWIND \[\n(.*)\n\] AS row\n(.*)", statement, re.DOTALL):
            for row in re.split(r",\n(?=  \{)", rows[1]):
                connection.execute(f"UNWIND [{row}] AS row\n{rows[2]}")
    return connection


def ask(connection: kuzu.Connection, query: str) -> Iterator[list[Any]]:
    found = connection.execute(query)
    assert isinstance(found, kuzu.QueryResult)
    while found.has_next():
        yield found.get_next()  # type: ignore[misc]


def test_constraints_come_first(tmp_path: Path) -> None:
    first = written(tmp_path, small_graph())[:4]
    assert [s.startswith("CREATE CONSTRAINT") for s in first] == [True, True, True, False]


def test_it_holds_what_the_csv_holds(tmp_path: Path) -> None:
    graph = small_graph()
    connection = run(written(tmp_path, graph))
    found = dict(ask(connection, "MATCH (n) RETURN n.id, n.label"))
    assert found == {n.id: n.properties["label"] for n in nodes(graph)}
    columns = ("factuality", "reported", "confidence", "weight", "evidence", "speakers")
    query = ", ".join(f"r.{name}" for name in columns)
    rows = ask(connection, f"MATCH (a)-[r]->(b) RETURN a.id, label(r), b.id, {query}")
    expected = [
        [r.start, r.type, r.end, *(_kept(r.properties.get(name)) for name in columns)]
        for r in relationships(graph)
    ]
    assert sorted(map(repr, rows)) == sorted(map(repr, expected))


def _kept(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value


def test_running_it_again_adds_nothing(tmp_path: Path) -> None:
    statements = written(tmp_path, small_graph())
    once, twice = run(statements), run([*statements, *statements])
    for query in ("MATCH (n) RETURN count(n)", "MATCH ()-[r]->() RETURN count(r)"):
        assert list(ask(once, query)) == list(ask(twice, query))


def test_only_facts_have_the_bare_predicate_as_type(tmp_path: Path) -> None:
    graph = small_graph()
    connection = run(written(tmp_path, graph))
    rows = list(ask(connection, "MATCH ()-[r]->() RETURN label(r), r.statement"))
    facts = {statement for type_, statement in rows if "__" not in type_} - {""}
    assert facts == {s.id for s in graph.statements(facts=True)}
    assert {"sign__denied", "visit__hypothetical", "lose__denied__reported"} < {t for t, _ in rows}


def test_types_are_labels(tmp_path: Path) -> None:
    [people] = [s for s in written(tmp_path, small_graph()) if "`PERSON`" in s]
    assert people == (
        "MATCH (n:Entity) WHERE n.id IN ['Ada_Brandt', 'Mara_Velin', 'Tom_Okafor'] SET n:`PERSON`"
    )


def test_statements_are_batched(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.formats.cypher.BATCH", 2)
    batches = [s for s in written(tmp_path, small_graph()) if s.startswith("UNWIND")]
    assert max(s.count("\n  {") for s in batches) == 2
    assert sum(s.count("MERGE (n:Entity") for s in batches) == 5


@settings(
    max_examples=15, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@example("' \\u0027 \\' ` \\u0060 }]; MATCH (n) DETACH DELETE n; //")
@example("\\\\u0027\\u0027 ''` ``")
@given(text=hostile())
def test_hostile_text_is_text(tmp_path: Path, text: str) -> None:
    graph = spoiled(text)
    connection = run(written(tmp_path, graph))
    found = dict(ask(connection, "MATCH (n) RETURN n.id, n.label"))
    assert found == {n.id: _as_kuzu(str(n.properties["label"])) for n in nodes(graph)}
    types = {type_ for (type_,) in ask(connection, "MATCH ()-[r]->() RETURN label(r)")}
    expected = {r.type.replace("\\", "%5C").replace("`", "%60") for r in relationships(graph)}
    assert types == expected


def _as_kuzu(text: str) -> str:
    """Kùzu takes the backslash of \\n for nothing."""
    return scalars(text).translate({10: "n", 13: "r", 9: "t"})


def test_what_neo4j_reads_before_all_else_is_never_there(tmp_path: Path) -> None:
    written(tmp_path, spoiled("\\u0027 \\\\u0060 \\\\\\u000a"))
    assert "\\u" not in (tmp_path / "graph.cypher").read_text("utf-8")


def test_the_files_of_both_exports_are_named(tmp_path: Path) -> None:
    assert neo4j.FORMAT.files(tmp_path / "graph.csv") == (
        tmp_path / "graph.nodes.csv",
        tmp_path / "graph.relationships.csv",
    )
    assert cypher.FORMAT.files(tmp_path / "graph.cypher") == (tmp_path / "graph.cypher",)
