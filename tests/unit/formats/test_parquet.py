"""Parquet files: their rows are those of the graph."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import kg
from kg.data import Literal
from kg.formats import parquet
from tests.graphs import small_graph

pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def tables(tmp_path: Path) -> dict[str, list[dict[str, Any]]]:
    kg.save(small_graph(), tmp_path / "graph.parquet")
    names = ("entities", "statements", "evidence")
    return {n: pq.read_table(tmp_path / f"graph.{n}.parquet").to_pylist() for n in names}


def test_a_row_for_each_thing_in_order_of_ids(tables: dict[str, list[dict[str, Any]]]) -> None:
    graph = small_graph()
    assert [row["id"] for row in tables["entities"]] == [e.id for e in graph.entities()]
    assert [row["id"] for row in tables["statements"]] == [s.id for s in graph.statements()]
    assert len(tables["evidence"]) == sum(len(s.evidence) for s in graph.statements())


def test_statements_keep_their_terms_and_what_they_are(
    tables: dict[str, list[dict[str, Any]]],
) -> None:
    graph = small_graph()
    for row in tables["statements"]:
        s = graph.statement(row["id"])
        assert row["fact"] == s.is_fact
        assert row["confidence"] == s.confidence
        assert row["speakers"][:1] == ([s.attribution.speaker] if s.attribution else [])
        if isinstance(s.object, Literal):
            assert (row["object"]["value"], row["object"]["datatype"]) == (
                s.object.value,
                s.object.datatype,
            )
        elif isinstance(s.object, str):
            assert row["object"]["entity"] == s.object


def test_evidence_joins_statements(tables: dict[str, list[dict[str, Any]]]) -> None:
    ids = {row["id"]: row["evidence"] for row in tables["statements"]}
    found = [row["statement"] for row in tables["evidence"]]
    assert {id_: found.count(id_) for id_ in ids} == ids


def test_rows_are_written_in_groups(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS", 2)
    kg.save(small_graph(), tmp_path / "graph.parquet")
    whole = pq.ParquetFile(tmp_path / "graph.entities.parquet")
    assert whole.num_row_groups > 1
    assert whole.metadata.num_rows == len(small_graph().entities())
