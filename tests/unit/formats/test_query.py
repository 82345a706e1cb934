from __future__ import annotations

from pathlib import Path

import pytest

import kg
from kg.errors import GraphError
from kg.query import ask, base, store
from tests.graphs import small_graph

COUNT = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    return tmp_path / "cache"


def count(path: Path, large: int) -> int:
    [solution] = ask(store(path, large), COUNT)  # type: ignore[misc]
    return int(solution["n"].value)


@pytest.mark.parametrize("name", ["graph.ttl", "graph.nt.gz", "graph.json"])
def test_the_store_of_a_large_file_is_kept(tmp_path: Path, cache: Path, name: str) -> None:
    path = tmp_path / name
    kg.save(small_graph(), path)
    expected = count(path, 10**9)
    assert not cache.exists()
    assert count(path, 0) == expected
    [kept] = (cache / "stores").iterdir()
    made = kept.stat().st_mtime_ns
    assert count(path, 0) == expected
    assert [p.stat().st_mtime_ns for p in (cache / "stores").iterdir()] == [made]


def test_a_changed_file_has_another_store(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    kg.save(small_graph(), path)
    before = count(path, 0)
    with path.open("a") as file:
        file.write("<https://x.example/a> <https://x.example/b> <https://x.example/c> .\n")
    assert count(path, 0) == before + 1


def test_a_broken_file_leaves_no_store(tmp_path: Path, cache: Path) -> None:
    path = tmp_path / "graph.nt"
    path.write_text("<https://x.example/a> .")
    with pytest.raises(GraphError, match=r"graph\.nt is no valid RDF"):
        store(path, 0)
    assert list((cache / "stores").iterdir()) == []


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=r"gone\.ttl cannot be read"):
        store(tmp_path / "gone.ttl")


def test_the_base_is_that_of_the_graph(tmp_path: Path) -> None:
    kg.save(small_graph(), tmp_path / "graph.ttl", base_iri="https://x.example/")
    assert base(store(tmp_path / "graph.ttl")) == "https://x.example/"
