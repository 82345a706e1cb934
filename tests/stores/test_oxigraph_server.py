from __future__ import annotations

import itertools
from collections import Counter
from pathlib import Path
from typing import Any

import httpx
import pyoxigraph
import pytest

import kg
from kg.query import store
from kg.stores import Target, load
from tests.hostile import HOSTILE
from tests.questions import QUESTIONS, asked, by_oxigraph, from_json, question
from tests.strategies import spoiled

GRAPH = "https://kg.example/graph"


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("asked") / "graph.ttl"
    kg.save(asked(), path)
    return path


@pytest.fixture(scope="module")
def local(path: Path) -> pyoxigraph.Store:
    return store(path)


def select(url: str, query: str, graph: str) -> Any:
    answer = httpx.post(
        f"{url}/query",
        params={"default-graph-uri": graph} if graph else None,
        content=query.encode(),
        headers={
            "Content-Type": "application/sparql-query",
            "Accept": "application/sparql-results+json",
        },
    )
    answer.raise_for_status()
    return answer.json()


def triples(url: str, graph: str) -> set[tuple[str, ...]]:
    """The triples of a named graph, as N-Triples writes their terms."""
    answer = httpx.get(
        f"{url}/store", params={"graph": graph}, headers={"Accept": "application/n-triples"}
    )
    if answer.status_code == 404:
        return set()
    answer.raise_for_status()
    found = pyoxigraph.parse(answer.content, pyoxigraph.RdfFormat.N_TRIPLES)
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in found}


def expected(path: Path) -> set[tuple[str, ...]]:
    """The triples of a file as a store of the same kind keeps them."""
    return {(str(q.subject), str(q.predicate), str(q.object)) for q in store(path)}


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
        assert triples(oxigraph, graph) == expected(path)


@pytest.mark.parametrize("heading", QUESTIONS)
def test_it_answers_as_here(
    oxigraph: str, path: Path, local: pyoxigraph.Store, heading: str
) -> None:
    graph = f"{GRAPH}/asked"
    if not triples(oxigraph, graph):
        load(path, Target(f"{oxigraph}/store", graph))
    answers = from_json(select(oxigraph, question(heading), graph))
    assert answers == by_oxigraph(local, question(heading))


@pytest.mark.parametrize("endpoint", ["store", "update"])
def test_strings_that_do_harm_arrive(oxigraph: str, tmp_path: Path, endpoint: str) -> None:
    graph = f"{GRAPH}/hostile/{endpoint}"
    kg.save(spoiled(" ".join(HOSTILE)), tmp_path / "graph.nt.gz")
    load(tmp_path / "graph.nt.gz", Target(f"{oxigraph}/{endpoint}", graph))
    assert triples(oxigraph, graph) == expected(tmp_path / "graph.nt.gz")


def test_json_is_made_rdf_first(oxigraph: str, path: Path, tmp_path: Path) -> None:
    kg.save(asked(), tmp_path / "graph.json")
    load(tmp_path / "graph.json", Target(f"{oxigraph}/store", f"{GRAPH}/json"))
    assert triples(oxigraph, f"{GRAPH}/json") == expected(path)


def test_the_default_graph_is_added_to(oxigraph: str, tmp_path: Path) -> None:
    for name in ("a", "b"):
        line = f"<https://x.example/{name}> <https://x.example/p> 'x' .\n".replace("'", '"')
        (tmp_path / f"{name}.nt").write_text(line)
        load(tmp_path / f"{name}.nt", Target(f"{oxigraph}/store"))
    answer = select(oxigraph, "SELECT ?s { ?s <https://x.example/p> ?o }", "")
    assert len(answer["results"]["bindings"]) == 2


class Killed(BaseException):
    """What a process that is killed does not survive."""


@pytest.mark.parametrize("endpoint", ["store", "update"])
def test_the_next_load_repairs_one_that_was_killed(
    oxigraph: str,
    path: Path,
    monkeypatch: pytest.MonkeyPatch,
    endpoint: str,
) -> None:
    monkeypatch.setattr("kg.stores.CHUNK", 50)
    target = Target(f"{oxigraph}/{endpoint}", f"{GRAPH}/killed/{endpoint}")
    seen = itertools.count()

    def told(sent: int, total: int) -> None:
        if next(seen) == 2:
            raise Killed

    with pytest.raises(Killed):
        load(path, target, told=told)
    assert triples(oxigraph, target.graph) != expected(path)
    load(path, target)
    assert triples(oxigraph, target.graph) == expected(path)


def test_answers_are_counted() -> None:
    assert from_json({"head": {"vars": ["a"]}, "results": {"bindings": [{}, {}]}}) == Counter(
        {(None,): 2}
    )
