from __future__ import annotations

from functools import cache
from pathlib import Path

import pyoxigraph
import pytest
import rdflib

import kg
from kg.formats.iris import Iris
from kg.formats.rdf import prefixes, to_rdflib
from kg.query import ask, store
from tests.questions import PREFIXES, QUESTIONS, asked, by_oxigraph, by_rdflib, question


@cache
def graph() -> rdflib.Graph:
    return to_rdflib(asked())


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> pyoxigraph.Store:
    path = tmp_path_factory.mktemp("asked") / "graph.ttl"
    kg.save(asked(), path)
    return store(path)


def test_there_are_twenty() -> None:
    assert [int(heading.partition(".")[0]) for heading in QUESTIONS] == list(range(1, 21))


@pytest.mark.parametrize("heading", QUESTIONS)
def test_rdflib_and_oxigraph_give_the_same_answers(
    heading: str, oxigraph: pyoxigraph.Store
) -> None:
    answers = by_oxigraph(oxigraph, question(heading))
    assert answers, "a question that nothing answers shows nothing"
    assert answers == by_rdflib(graph(), question(heading))


@pytest.mark.parametrize("heading", QUESTIONS)
def test_prefixes_need_not_be_told(heading: str, oxigraph: pyoxigraph.Store) -> None:
    bare = ask(oxigraph, question(heading).removeprefix(PREFIXES))
    assert len(list(bare)) == by_oxigraph(oxigraph, question(heading)).total()  # type: ignore[arg-type]


def test_the_prefixes_of_the_page_are_those_of_the_files() -> None:
    known = prefixes(Iris())
    for line in PREFIXES.strip().splitlines():
        _, prefix, iri = line.split()
        assert known[prefix.rstrip(":")] == iri.strip("<>")


def test_a_contradiction_is_found(oxigraph: pyoxigraph.Store) -> None:
    [heading] = [h for h in QUESTIONS if "contradict" in h]
    rows = {row[:3] for row in by_oxigraph(oxigraph, question(heading))}
    assert rows == {("Mara Velin", "meet", "Tom Okafor")}


def test_named_graphs_give_the_same_answers(oxigraph: pyoxigraph.Store, tmp_path: Path) -> None:
    path = tmp_path / "graph.trig"
    kg.save(asked(), path, provenance="graphs")
    named = store(path)
    for heading in QUESTIONS:
        bare = question(heading).removeprefix(PREFIXES)
        first = {tuple(map(str, row)) for row in ask(oxigraph, bare)}  # type: ignore[union-attr,arg-type]
        assert {tuple(map(str, row)) for row in ask(named, bare)} == first, heading  # type: ignore[union-attr,arg-type]
