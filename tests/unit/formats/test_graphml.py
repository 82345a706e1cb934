from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import networkx as nx
import pytest
from hypothesis import HealthCheck, given, settings

from kg.data import Literal
from kg.formats.graphml import GEXF, GRAPHML
from kg.graph import KnowledgeGraph
from tests.graphs import small_graph
from tests.strategies import hostile, spoiled


def through(graph: KnowledgeGraph, path: Path) -> nx.MultiDiGraph[str]:
    """The graph as networkx reads it from the file."""
    found: Any
    if path.suffix == ".gexf":
        GEXF.write(graph, path)
        found = nx.read_gexf(path)
    else:
        GRAPHML.write(graph, path)
        found = nx.read_graphml(path, force_multigraph=True)
    return nx.MultiDiGraph(found)


@pytest.fixture(params=["graph.graphml", "graph.gexf"])
def path(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    return tmp_path / str(request.param)


def test_nodes_and_edges_are_those_of_the_graph(path: Path) -> None:
    graph = small_graph()
    found = through(graph, path)
    assert set(found.nodes) == {e.id for e in graph.entities()}
    assert sorted(found.edges()) == sorted((e.source, e.target) for e in graph.edges())


def test_nodes_have_labels_types_and_values(path: Path) -> None:
    okafor = through(small_graph(), path).nodes["Tom_Okafor"]
    assert okafor["label"] == "Tom Okafor"
    assert okafor["type"] == "PERSON"
    assert okafor["aliases"] == "Okafor"
    assert okafor["value_be"] == "41"


def test_edges_have_labels_and_weights(path: Path) -> None:
    (met,) = through(small_graph(), path)["Mara_Velin"]["Dunmore"].values()
    assert met["label"] == "meet Tom Okafor in"
    assert met["weight"] == 2
    assert met["factuality"] == "asserted"
    assert met["reported"] is False


def test_what_is_no_fact_looks_different(path: Path) -> None:
    found = through(small_graph(), path)
    (sign,) = found["Mara_Velin"]["Harbour_Treaty"].values()
    (visit,) = found["Mara_Velin"]["Lumen_Works"].values()
    assert (sign["label"], visit["label"]) == ("sign (denied)", "visit (hypothetical)")


def test_values_are_kept_whatever_their_predicate_is_called(path: Path) -> None:
    graph = small_graph()
    age = graph.statement("Tom_Okafor-be-asserted")
    names = ("label", "type", "start", "end", "id", "pid", "viz", "weight", "parents", "key")
    many = [replace(age, id=f"s{k}", predicate=name) for k, name in enumerate(names)]
    many.append(replace(age, id="s", predicate="label", object=Literal("42", "xsd:integer", "AGE")))
    node = through(KnowledgeGraph(graph.entities(), many, {}), path).nodes["Tom_Okafor"]
    assert {node[f"value_{name}"] for name in names[1:]} == {"41"}
    assert node["value_label"] == "42 | 41"
    assert node["label"] == "Tom Okafor"


def test_there_is_no_date(path: Path) -> None:
    through(small_graph(), path)
    assert b"lastmodified" not in path.read_bytes()


def test_characters_that_xml_forbids_are_replaced(path: Path) -> None:
    odd = replace(small_graph().entity("Dunmore"), label="a\x00\x0b\ud800\uffff <b> \U0001f600")
    node = through(KnowledgeGraph([odd], [], {}), path).nodes["Dunmore"]
    assert node["label"] == "a\ufffd\ufffd\ufffd\ufffd <b> \U0001f600"


@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=hostile())
def test_hostile_text_loses_no_node_and_no_edge(path: Path, text: str) -> None:
    graph = spoiled(text)
    found = through(graph, path)
    assert len(found) == len(graph.entities())
    assert found.number_of_edges() == len(list(graph.edges()))
