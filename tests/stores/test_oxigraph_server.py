"""Oxigraph's server: PyPI oxigraph."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import httpx
import pytest

import kg
from kg.query import store
from kg.stores import Target, load
from tests.questions import QUESTIONS, asked, by_oxigraph, from_json, question
from tests.readme import stores
from tests.stores.shared import (
    MEETINGS,
    TripleText,
    broken_off,
    held,
    parsed,
    rows,
    select,
    typed,
)

GRAPH = "https://kg.example/graph"


@pytest.fixture
def path(files: Path) -> Path:
    return files / "asked.ttl"


def triples(url: str, graph: str) -> set[TripleText]:
    """The triples of a named graph."""
    answer = httpx.get(
        f"{url}/store", params={"graph": graph}, headers={"Accept": "application/n-triples"}
    )
    if answer.status_code == 404:
        return set()
    answer.raise_for_status()
    return parsed(answer.content)


@pytest.mark.parametrize(
    ("endpoint", "protocol"), [("store", "Graph Store Protocol"), ("update", "Update")]
)
def test_a_graph_is_replaced(
    oxigraph: str, path: Path, tmp_path: Path, endpoint: str, protocol: str
) -> None:
    graph = f"{GRAPH}/{endpoint}"
    old = tmp_path / "old.nt"
    old.write_text("<https://x.example/a> <https://x.example/b> <https://x.example/c> .\n")
    target = Target(f"{oxigraph}/{endpoint}", graph)
    assert load(old, target).protocol == protocol
    assert len(triples(oxigraph, graph)) == 1
    for _ in range(2):
        assert load(path, target).protocol == protocol
        assert triples(oxigraph, graph) == held(path)


@pytest.mark.parametrize("heading", QUESTIONS)
def test_it_answers_as_here(oxigraph: str, files: Path, heading: str) -> None:
    path, graph = files / "seeds.ttl", f"{GRAPH}/seeds"
    if not triples(oxigraph, graph):
        load(path, Target(f"{oxigraph}/store", graph))
    answers = from_json(select(f"{oxigraph}/query", question(heading), graph))
    assert answers == by_oxigraph(store(path), question(heading))


@pytest.mark.parametrize("name", ["hostile", "long"])
@pytest.mark.parametrize("endpoint", ["store", "update"])
def test_strings_that_do_harm_arrive(oxigraph: str, files: Path, endpoint: str, name: str) -> None:
    graph = f"{GRAPH}/{name}/{endpoint}"
    load(files / f"{name}.ttl", Target(f"{oxigraph}/{endpoint}", graph))
    assert triples(oxigraph, graph) == held(files / f"{name}.ttl")


def test_the_readme_s_lines_work(oxigraph: str, path: Path, tmp_path: Path) -> None:
    row = stores()["Oxigraph"]
    lines = [line.replace("http://localhost:7878", oxigraph) for line in (row.load, row.ask)]
    assert rows(typed(lines, path, tmp_path)) >= set(by_oxigraph(store(path), MEETINGS))


def test_json_is_made_rdf_first(oxigraph: str, path: Path, tmp_path: Path) -> None:
    kg.save(asked(), tmp_path / "graph.json")
    load(tmp_path / "graph.json", Target(f"{oxigraph}/store", f"{GRAPH}/json"))
    assert triples(oxigraph, f"{GRAPH}/json") == held(path)


def test_the_default_graph_is_added_to(oxigraph: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        line = f"<https://x.example/{name}> <https://x.example/p> 'x' .\n".replace("'", '"')
        (tmp_path / f"{name}.nt").write_text(line)
        load(tmp_path / f"{name}.nt", Target(f"{oxigraph}/store"))
    query = "SELECT ?s { ?s <https://x.example/p> ?o }"
    answer = select(f"{oxigraph}/query", query)
    assert len(answer["results"]["bindings"]) == 2


@pytest.mark.parametrize("endpoint", ["store", "update"])
def test_the_next_load_repairs_one_that_was_killed(
    oxigraph: str, path: Path, endpoint: str
) -> None:
    target = Target(f"{oxigraph}/{endpoint}", f"{GRAPH}/killed/{endpoint}")
    broken_off(path, target)
    assert triples(oxigraph, target.graph) != held(path)
    load(path, target)
    assert triples(oxigraph, target.graph) == held(path)


def test_answers_are_counted() -> None:
    assert from_json({"head": {"vars": ["a"]}, "results": {"bindings": [{}, {}]}}) == Counter(
        {(None,): 2}
    )
