from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from kg.formats import csv as neo4j
from kg.graph import KnowledgeGraph
from tests.graphs import small_graph
from tests.strategies import hostile, spoiled

Rows = list[dict[str, str]]


def written(folder: Path, graph: KnowledgeGraph | None = None) -> tuple[Rows, Rows]:
    neo4j.write(graph or small_graph(), folder / "graph.csv")
    return rows(folder / "graph.nodes.csv"), rows(folder / "graph.relationships.csv")


def rows(path: Path) -> Rows:
    with path.open(newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def test_there_are_two_files(tmp_path: Path) -> None:
    written(tmp_path)
    names = sorted(p.name for p in tmp_path.iterdir())
    assert names == ["graph.nodes.csv", "graph.relationships.csv"]


def test_headers_are_what_the_importer_takes(tmp_path: Path) -> None:
    nodes, relationships = written(tmp_path)
    assert list(nodes[0])[:2] == ["id:ID", ":LABEL"]
    assert list(relationships[0])[:3] == [":START_ID", ":END_ID", ":TYPE"]
    assert {"confidence:double", "weight:int", "reported:boolean"} < set(relationships[0])


def test_entities_have_their_type_as_label(tmp_path: Path) -> None:
    nodes, _ = written(tmp_path)
    velin = next(n for n in nodes if n["id:ID"] == "Mara_Velin")
    assert velin[":LABEL"] == "Entity;PERSON"
    assert velin["label"] == "Mara Velin"
    assert velin["mentions:int"] == "5"


def test_every_end_of_a_relationship_is_a_node_and_ids_are_unique(tmp_path: Path) -> None:
    nodes, relationships = written(tmp_path)
    ids = [n["id:ID"] for n in nodes]
    assert len(set(ids)) == len(ids)
    assert {r[end] for r in relationships for end in (":START_ID", ":END_ID")} <= set(ids)


def test_no_statement_is_lost(tmp_path: Path) -> None:
    graph = small_graph()
    _, relationships = written(tmp_path)
    found = {r["statement"] for r in relationships} - {""}
    assert found == {s.id for s in graph.statements()}


def test_only_facts_have_the_bare_predicate_as_type(tmp_path: Path) -> None:
    graph = small_graph()
    _, relationships = written(tmp_path)
    bare = {r["statement"] for r in relationships if "__" not in r[":TYPE"]} - {""}
    assert bare == {s.id for s in graph.statements(facts=True)}
    types = {r[":TYPE"] for r in relationships}
    assert {
        "sign__denied",
        "visit__hypothetical",
        "lose__denied__reported",
        "meet__location",
    } < types


def test_values_and_statements_are_nodes(tmp_path: Path) -> None:
    nodes, relationships = written(tmp_path)
    age = next(r for r in relationships if r["statement"] == "Tom_Okafor-be-asserted")
    value = next(n for n in nodes if n["id:ID"] == age[":END_ID"])
    assert (value["value"], value["datatype"]) == ("41", "xsd:integer")
    told = next(r for r in relationships if r[":TYPE"] == "tell")
    about = next(n for n in nodes if n["id:ID"] == told[":END_ID"])
    assert about[":LABEL"] == "Statement"


def test_groups_have_members(tmp_path: Path) -> None:
    _, relationships = written(tmp_path)
    members = [r[":END_ID"] for r in relationships if r[":TYPE"] == "has_member"]
    assert members == ["Mara_Velin", "Tom_Okafor"]


def test_evidence_and_speakers_are_lists(tmp_path: Path) -> None:
    _, relationships = written(tmp_path)
    met = next(r for r in relationships if r[":TYPE"] == "meet")
    assert [e.split("#")[1] for e in met["evidence:string[]"].split(";")] == [
        "char=14,65",
        "char=0,53",
    ]
    lost = next(r for r in relationships if r[":TYPE"].startswith("lose"))
    assert lost["speakers:string[]"] == "Tom_Okafor;Mara_Velin"


def test_quotes_commas_and_line_ends_do_no_harm(tmp_path: Path) -> None:
    odd = replace(
        small_graph().entity("Dunmore"), label='a "b", c\r\nd\u2028e', aliases=("x;y", "\x00")
    )
    (node,), _ = written(tmp_path, KnowledgeGraph([odd], [], {}))
    assert node["label"] == 'a "b", c d e'
    assert node["aliases:string[]"] == "x,y;\ufffd"
    assert len((tmp_path / "graph.nodes.csv").read_text().splitlines()) == 2


def test_both_files_are_written_or_none(tmp_path: Path) -> None:
    written(tmp_path)
    before = {p.name: p.read_bytes() for p in tmp_path.iterdir()}
    graph = small_graph()
    broken = replace(graph.statements()[0], evidence=())
    with pytest.raises(ValueError):
        written(tmp_path, KnowledgeGraph(graph.entities()[:1], [broken], {}))
    assert {p.name: p.read_bytes() for p in tmp_path.iterdir()} == before


@settings(
    max_examples=25, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=hostile())
def test_hostile_text_loses_no_row_and_adds_no_line(tmp_path: Path, text: str) -> None:
    graph = spoiled(text)
    nodes, relationships = written(tmp_path, graph)
    usual = Path(tmp_path / "usual")
    assert (len(nodes), len(relationships)) == tuple(map(len, written(usual)))
    lines = (tmp_path / "graph.nodes.csv").read_text().splitlines()
    assert len(lines) == len(nodes) + 1
    assert {r[":END_ID"] for r in relationships} <= {n["id:ID"] for n in nodes}
