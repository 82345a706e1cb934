from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from rdflib import RDF, Literal, URIRef

from kg.data import Literal as Value
from kg.data import Statement
from kg.errors import ConfigError
from kg.formats.properties import Properties
from kg.formats.rdf import to_rdflib
from kg.formats.vocabulary import NAMESPACES
from kg.graph import KnowledgeGraph
from tests.graphs import small_graph

ENTITY = "https://kg.example/entity/"
SCHEMA, FOAF = NAMESPACES["schema"], NAMESPACES["foaf"]


def said(label: str, object_: object, **changes: object) -> Statement:
    statement = small_graph().statement("Mara_Velin-meet-asserted")
    predicate = label.replace(" ", "_")
    return replace(statement, predicate=predicate, label=label, object=object_, **changes)  # type: ignore[arg-type]


def triples(statement: Statement, mapping: Path | None = None) -> set[tuple[str, str, str]]:
    """Plain triples with a property of another vocabulary, without namespaces of entities."""
    graph = small_graph()
    found = to_rdflib(KnowledgeGraph(graph.entities(), [statement], {}), mapping=mapping)
    subjects = {URIRef(f"{ENTITY}{e.id}") for e in graph.entities()}
    own = ("https://kg.example/relation/", NAMESPACES["kg"], NAMESPACES["rdfs"], NAMESPACES["skos"])
    return {
        (str(s).removeprefix(ENTITY), str(p), str(o).removeprefix(ENTITY))
        for s, p, o in found
        if s in subjects
        and not str(p).startswith(own)
        and p not in (RDF.type, URIRef(f"{SCHEMA}description"))
    }


def test_a_symmetric_relation_is_read_both_ways() -> None:
    assert triples(said("be sister of", "Tom_Okafor")) == {
        ("Mara_Velin", f"{SCHEMA}sibling", "Tom_Okafor"),
        ("Tom_Okafor", f"{SCHEMA}sibling", "Mara_Velin"),
    }


def test_a_parent_has_a_child_and_the_child_a_parent() -> None:
    assert triples(said("be mother of", "Tom_Okafor")) == {
        ("Mara_Velin", f"{SCHEMA}children", "Tom_Okafor"),
        ("Tom_Okafor", f"{SCHEMA}parent", "Mara_Velin"),
    }


def test_a_value_is_taken_too() -> None:
    age = Value("41", "xsd:integer", "CARDINAL")
    assert triples(said("be aged", age)) == {("Mara_Velin", f"{FOAF}age", "41")}


@pytest.mark.parametrize("object_", ["Lumen_Works", "Dunmore"])
def test_types_of_both_ends_must_fit(object_: str) -> None:
    assert not triples(said("be sister of", object_))


@pytest.mark.parametrize("change", ["denied", "hypothetical"])
def test_only_facts_mean_anything(change: str) -> None:
    assert not triples(said("be sister of", "Tom_Okafor", factuality=change))


def test_a_meaning_may_need_a_rule() -> None:
    [evidence, *_] = small_graph().statement("Mara_Velin-meet-asserted").evidence
    by_title = replace(evidence, clause=replace(evidence.clause, rule="title"))
    assert not triples(said("be", "pilot"))
    assert triples(said("be", "pilot", evidence=(by_title,))) == {
        ("Mara_Velin", f"{SCHEMA}jobTitle", "pilot")
    }


def test_a_table_of_one_s_own_comes_in_addition(tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text(
        "relation\tsubject\tobject\tproperty\tdirection\n"
        "# whom one met, one knows\n"
        "meet\tPERSON\tPERSON\tfoaf:knows\tboth\n"
        "meet\t*\t*\t<https://x.example/met>\tforward\n"
    )
    assert triples(said("meet", "Tom_Okafor"), table) == {
        ("Mara_Velin", f"{FOAF}knows", "Tom_Okafor"),
        ("Tom_Okafor", f"{FOAF}knows", "Mara_Velin"),
        ("Mara_Velin", "https://x.example/met", "Tom_Okafor"),
    }
    assert triples(said("be sister of", "Tom_Okafor"), table)


@pytest.mark.parametrize(
    ("row", "problem"),
    [
        ("meet\tPERSON\tPERSON", "line 1 has not the columns"),
        ("meet\tPERSON\tPERSON\tfoaf:knows\tsideways", "line 1: 'sideways'"),
        ("meet\tPERSON\tPERSON\tnobody:knows\tboth", "line 1: 'nobody:knows'"),
        ("meet\tPERSON\tPERSON\tfoaf:\tboth", "line 1: 'foaf:'"),
        ("meet\tPERSON\tPERSON\t<not an iri>\tboth", "line 1: '<not an iri>'"),
        ("meet\tPERSON\tPERSON\t<https://x.example/4>\tboth", "line 1: '<https://x.example/4>'"),
    ],
)
def test_a_table_that_is_none_is_refused_with_the_line(
    tmp_path: Path, row: str, problem: str
) -> None:
    (tmp_path / "table.tsv").write_text(row)
    with pytest.raises(ConfigError, match="--mapping") as error:
        Properties.load(tmp_path / "table.tsv")
    assert problem in str(error.value)


def test_a_table_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"gone\.tsv cannot be read"):
        Properties.load(tmp_path / "gone.tsv")


def test_ages_are_numbers() -> None:
    graph = small_graph()
    age = said("be aged", Value("41", "xsd:integer", "CARDINAL"))
    found = to_rdflib(KnowledgeGraph(graph.entities(), [age], {}))
    assert found.value(URIRef(f"{ENTITY}Mara_Velin"), URIRef(f"{FOAF}age")) == Literal(41)
