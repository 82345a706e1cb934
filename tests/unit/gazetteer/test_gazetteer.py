from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg.errors import ConfigError
from kg.gazetteer import _checked, _entries
from kg.graph import KnowledgeGraph
from kg.resolve.authority import Entry
from tests.graphs import small_graph

HALDEN = Entry("https://a.example/Q1", "Halden Marine", ("HME", "Halden"), "ORG")


def read(path: Path) -> list[Entry]:
    return sorted(_checked(path, _entries(path)))


def test_csv(tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text(
        "iri,name,aliases,type\nhttps://a.example/Q1,Halden Marine,Halden|HME,org\n"
        'https://a.example/Q2,"Hale, Ann",,\n'
    )
    assert read(path) == [HALDEN, Entry("https://a.example/Q2", "Hale, Ann")]


def test_skos(tmp_path: Path) -> None:
    path = tmp_path / "names.ttl"
    path.write_text(
        "@prefix skos: <http://www.w3.org/2004/02/skos/core#> .\n"
        "<https://a.example/Q1> a skos:Concept, <https://schema.org/Organization> ;\n"
        '  skos:prefLabel "Halden Marine"@en, "Halden"@no ; skos:altLabel "HME" .\n'
    )
    assert read(path) == [HALDEN]


def test_a_graph_of_our_own(tmp_path: Path) -> None:
    graph = small_graph()
    velin = replace(graph.entity("Mara_Velin"), same_as=("https://a.example/Q7",))
    others = [e for e in graph.entities() if e.id != velin.id]
    path = tmp_path / "graph.json"
    kg.save(KnowledgeGraph([velin, *others], graph.statements(), graph.documents), path)
    found = {e.label: e for e in read(path)}
    assert found["Mara Velin"].iri == "https://a.example/Q7"
    assert found["Dunmore"].iri == "https://kg.example/entity/Dunmore"
    assert found["Mara Velin"].aliases == velin.aliases


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("a.txt", "", "a gazetteer is a .csv"),
        ("a.csv", "name\nHalden\n", "line 2: needs an iri and a name"),
        ("a.csv", "iri,name\nQ1,Halden\n", "needs an absolute IRI, not 'Q1'"),
        ("a.csv", "iri,name,type\nhttps://a.example/1,Halden,FIRM\n", "'FIRM' is no type"),
        ("a.ttl", "<a> <b> ", "no valid RDF"),
        ("a.ttl", "", "nothing in it has a skos:prefLabel"),
        ("a.json", "{}", "not a graph that kg can read"),
    ],
)
def test_a_file_that_is_none_is_told(tmp_path: Path, name: str, text: str, message: str) -> None:
    path = tmp_path / name
    path.write_text(text)
    with pytest.raises(ConfigError, match=message):
        read(path)


def test_a_file_that_is_not_there_is_told(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        read(tmp_path / "none.csv")
