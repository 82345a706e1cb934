from __future__ import annotations

from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse
from rdflib import RDF, URIRef

import kg
from kg.errors import ConfigError, FormatError, GraphError
from kg.formats.profiles import SYNTAXES
from kg.formats.rdf import to_rdflib
from kg.formats.rdf_read import syntax as syntax_of
from kg.formats.vocabulary import term
from kg.graph import KnowledgeGraph
from tests.graphs import parts, small_graph
from tests.held import held_in_rdf
from tests.strategies import hostile, spoiled

PAIRS = [(how, syntax) for how, syntaxes in SYNTAXES.items() for syntax in syntaxes]
READABLE = [pair for pair in PAIRS if pair[0] != "none"]
BASE = "https://kg.example/"


def quads(graph: KnowledgeGraph, path: Path, how: str) -> set[Quad]:
    kg.save(graph, path, provenance=how)
    return set(parse(path.read_bytes(), syntax_of(path)))


@pytest.mark.parametrize(("how", "syntax"), READABLE)
@settings(
    max_examples=4, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=hostile())
def test_every_profile_is_read_back(tmp_path: Path, how: str, syntax: str, text: str) -> None:
    path = tmp_path / f"graph.{syntax}"
    kg.save(spoiled(text), path, provenance=how)
    assert parts(kg.load(path)) == parts(held_in_rdf(spoiled(text), syntax))


@pytest.mark.parametrize("how", SYNTAXES)
def test_all_syntaxes_of_a_profile_hold_the_same(tmp_path: Path, how: str) -> None:
    found = [quads(small_graph(), tmp_path / f"graph.{s}", how) for s in SYNTAXES[how]]
    assert len(found[0]) > 50
    assert all(each == found[0] for each in found)


def test_the_reified_profile_is_that_of_rdflib(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    kg.save(small_graph(), path)
    assert set(rdflib.Graph().parse(path)) == set(to_rdflib(small_graph()))


def test_each_document_has_a_graph_of_what_it_says(tmp_path: Path) -> None:
    graph = small_graph()
    found = quads(graph, tmp_path / "graph.trig", "graphs")
    named = {q.graph_name.value for q in found if q.graph_name != DefaultGraph()}
    assert named == {f"{BASE}document/{id_}" for id_ in graph.documents}
    met = [q for q in found if q.predicate.value == f"{BASE}relation/meet"]
    assert len(met) == 2
    plain = {(q.subject, q.predicate, q.object) for q in found}
    reified = quads(graph, tmp_path / "graph.nt", "reified")
    description = NamedNode(term("kg:provenance"))
    assert {t for t in plain if t[1] != description} == {
        (q.subject, q.predicate, q.object) for q in reified if q.predicate != description
    }


def test_in_a_document_s_graph_stands_only_its_own_evidence(tmp_path: Path) -> None:
    found = quads(small_graph(), tmp_path / "graph.nq", "graphs")
    derived = [q for q in found if q.predicate.value == term("prov:wasDerivedFrom")]
    assert len(derived) == 12
    assert all(q.object.value.startswith(q.graph_name.value) for q in derived)  # type: ignore[union-attr]


def test_triple_terms_say_what_reification_said(tmp_path: Path) -> None:
    found = quads(small_graph(), tmp_path / "graph.ttl", "rdf12")
    spoken = {q.subject: q.object for q in found if q.predicate.value == term("rdf:reifies")}
    reified = to_rdflib(small_graph())
    assert len(spoken) == len(set(reified.subjects(RDF.object)))
    for node, triple in spoken.items():
        assert isinstance(triple, Triple)
        assert str(reified.value(URIRef(node.value), RDF.object)) == triple.object.value  # type: ignore[union-attr]
        assert str(reified.value(URIRef(node.value), RDF.predicate)) == triple.predicate.value


def test_without_provenance_only_plain_triples_are_left(tmp_path: Path) -> None:
    found = quads(small_graph(), tmp_path / "graph.nt", "none")
    assert any(q.predicate.value == f"{BASE}relation/meet" for q in found)
    assert not [q for q in found if q.subject.value.startswith((f"{BASE}statement", f"{BASE}doc"))]
    with pytest.raises(GraphError, match="provenance none"):
        kg.load(tmp_path / "graph.nt")


@pytest.mark.parametrize(
    ("how", "syntax"), [("graphs", "ttl"), ("rdf12", "rdf"), ("rdf12", "jsonld"), ("all", "nt")]
)
def test_a_profile_that_a_syntax_cannot_hold_is_refused(
    tmp_path: Path, how: str, syntax: str
) -> None:
    with pytest.raises(ConfigError, match="--provenance"):
        kg.save(small_graph(), tmp_path / f"graph.{syntax}", provenance=how)
    assert list(tmp_path.iterdir()) == []


def test_what_cannot_be_compressed_is_refused(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"leave out \.gz"):
        kg.save(small_graph(), tmp_path / "graph.html.gz")


def test_other_people_s_rdf_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "other.ttl"
    path.write_text("<https://x.example/a> <https://x.example/b> 'c' .")
    with pytest.raises(GraphError, match="no graph that kg has written"):
        kg.load(path)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("kg:factuality kg:denied", "kg:factuality kg:unsure"),
        ("rdf:subject ent:Mara_Velin", "rdf:subject doc:Mara_Velin"),
        ("kg:role role:location", "kg:role ent:location"),
        ("#char=14,65> ;\n    kg:clause", "#page=1> ;\n    kg:clause"),
    ],
)
def test_changed_rdf_is_refused_in_one_line(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "graph.ttl"
    kg.save(small_graph(), path)
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))
    with pytest.raises(GraphError, match=r"graph\.ttl was not written by kg, or was changed") as e:
        kg.load(path)
    assert "\n" not in str(e.value)


def test_a_read_graph_is_written_as_the_same_statements(tmp_path: Path) -> None:
    kg.save(small_graph(), tmp_path / "graph.ttl")
    again = kg.load(tmp_path / "graph.ttl")
    kg.save(again, tmp_path / "again.nt")
    kept = set(parse((tmp_path / "again.nt").read_bytes(), RdfFormat.N_TRIPLES))
    assert kept < quads(small_graph(), tmp_path / "first.nt", "reified") | {
        q for q in kept if q.predicate.value == term("kg:documents")
    }
