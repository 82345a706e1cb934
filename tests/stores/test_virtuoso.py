"""Virtuoso: Debian virtuoso-opensource. It asks who loads by digest authentication."""

from __future__ import annotations

import re
import subprocess
from collections.abc import Mapping
from pathlib import Path

import httpx
import pytest

import kg
from kg.credentials import Password
from kg.errors import StoreError
from kg.graph import KnowledgeGraph
from kg.query import store
from kg.stores import Target, load
from tests.questions import PAGE, QUESTIONS, by_oxigraph, from_json, question
from tests.readme import stores
from tests.stores.conftest import Virtuoso
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
[BULK] = re.findall(r"`(isql-vt [^`]*)`", PAGE)
"""What docs/queries.md says of Virtuoso's bulk loader."""

DBA = Password("dba", "dba")


def target(virtuoso: Virtuoso, graph: str, endpoint: str = "sparql-graph-crud-auth") -> Target:
    return Target(f"{virtuoso.url}/{endpoint}", graph)


def count(virtuoso: Virtuoso, graph: str) -> int:
    answer = select(f"{virtuoso.url}/sparql", "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }", graph)
    return int(answer["results"]["bindings"][0]["n"]["value"])


def triples(virtuoso: Virtuoso, graph: str) -> set[TripleText]:
    """The triples of a named graph."""
    answer = httpx.get(
        f"{virtuoso.url}/sparql-graph-crud",
        params={"graph": graph},
        headers={"Accept": "text/plain"},
        timeout=60,
    )
    if answer.status_code == 404:
        return set()
    answer.raise_for_status()
    return parsed(answer.content)


@pytest.mark.parametrize("heading", QUESTIONS)
def test_it_answers_as_here(virtuoso: Virtuoso, files: Path, heading: str) -> None:
    path, graph = files / "seeds.ttl", f"{GRAPH}/seeds"
    if not count(virtuoso, graph):
        load(path, target(virtuoso, graph), DBA)
    answer = select(f"{virtuoso.url}/sparql", question(heading), graph)
    assert from_json(answer) == by_oxigraph(store(path), question(heading))


def test_a_graph_is_replaced(virtuoso: Virtuoso, files: Path) -> None:
    place = target(virtuoso, f"{GRAPH}/replaced")
    for name in ("asked", "hostile", "hostile"):
        assert load(files / f"{name}.ttl", place, DBA).protocol == "Graph Store Protocol"
        assert triples(virtuoso, place.graph) == held(files / f"{name}.ttl")


def test_strings_that_do_harm_arrive_by_update_too(virtuoso: Virtuoso, files: Path) -> None:
    place = target(virtuoso, f"{GRAPH}/hostile", "sparql-auth")
    for _ in range(2):
        assert load(files / "hostile.ttl", place, DBA).protocol == "Update"
        assert triples(virtuoso, place.graph) == held(files / "hostile.ttl")


def test_updates_with_durations_are_its_own_limit(virtuoso: Virtuoso, tmp_path: Path) -> None:
    (tmp_path / "graph.ttl").write_text(
        "<https://x.example/a> <https://x.example/b> "
        '"P3D"^^<http://www.w3.org/2001/XMLSchema#duration> .'
    )
    place = target(virtuoso, f"{GRAPH}/duration", "sparql-auth")
    with pytest.raises(StoreError, match="xsd:duration"):
        load(tmp_path / "graph.ttl", place, DBA, wait=lambda _: None)
    load(tmp_path / "graph.ttl", target(virtuoso, f"{GRAPH}/duration"), DBA)
    assert count(virtuoso, f"{GRAPH}/duration") == 1


def test_names_of_thousands_of_characters_are_its_own_limit(
    virtuoso: Virtuoso, files: Path
) -> None:
    place = target(virtuoso, f"{GRAPH}/long")
    load(files / "long.ttl", place, DBA)
    found, sent = triples(virtuoso, place.graph), held(files / "long.ttl")
    assert len(found) == len(sent)
    texts = [{o for _, _, o in some if not o.startswith("<")} for some in (found, sent)]
    assert texts[0] == texts[1], "texts may be as long as they like"
    assert all(len(t[0]) < 2000 for t in found - sent), "cut, and told apart by a hash"


def test_no_default_graph_is_its_own_limit(virtuoso: Virtuoso, files: Path) -> None:
    with pytest.raises(StoreError, match="not configured to have default graph"):
        load(files / "asked.ttl", target(virtuoso, ""), DBA, wait=lambda _: None)


def test_nobody_else_is_let_in(virtuoso: Virtuoso, files: Path) -> None:
    for auth in (None, Password("dba", "wrong")):
        with pytest.raises(StoreError, match="see --user"):
            load(files / "asked.ttl", target(virtuoso, f"{GRAPH}/locked"), auth)
    assert count(virtuoso, f"{GRAPH}/locked") == 0


@pytest.mark.parametrize("endpoint", ["sparql-graph-crud-auth", "sparql-auth"])
def test_the_next_load_repairs_one_that_was_killed(
    virtuoso: Virtuoso, files: Path, endpoint: str
) -> None:
    place = target(virtuoso, f"{GRAPH}/killed/{endpoint}", endpoint)
    broken_off(files / "asked.ttl", place, DBA)
    assert triples(virtuoso, place.graph) != held(files / "asked.ttl")
    load(files / "asked.ttl", place, DBA)
    assert triples(virtuoso, place.graph) == held(files / "asked.ttl")


@pytest.mark.parametrize("syntax", ["ttl", "nt", "ttl.gz", "rdf"])
def test_files_are_loaded_in_bulk(
    virtuoso: Virtuoso, graphs: Mapping[str, KnowledgeGraph], syntax: str
) -> None:
    kg.save(graphs["asked"], virtuoso.folder / f"bulk.{syntax}")
    graph = f"{GRAPH}/bulk/{syntax}"
    places = {"1111": str(virtuoso.sql), "/home/ada/exports": str(virtuoso.folder)}
    line = BULK.replace("graph.ttl", f"bulk.{syntax}").replace("https://kg.example/", graph)
    for said, here in places.items():
        line = line.replace(said, here)
    subprocess.run(["bash", "-c", line], check=True, capture_output=True, timeout=60)
    assert triples(virtuoso, graph) == held(virtuoso.folder / f"bulk.{syntax}")


def test_the_readme_s_lines_work(virtuoso: Virtuoso, files: Path, tmp_path: Path) -> None:
    row, path = stores()["Virtuoso"], files / "asked.ttl"
    lines = [line.replace("http://localhost:8890", virtuoso.url) for line in (row.load, row.ask)]
    assert rows(typed(lines, path, tmp_path)) >= set(by_oxigraph(store(path), MEETINGS))
