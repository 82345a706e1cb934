from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import given, settings
from rdflib import OWL, RDF, RDFS, SKOS, Literal, URIRef

import kg
from kg.errors import ConfigError, GraphError
from kg.formats.rdf import to_rdflib
from kg.formats.vocabulary import NAMESPACES
from kg.graph import KnowledgeGraph
from kg.validation import ontology, rdf, validate
from tests.graphs import small_graph
from tests.hostile import HOSTILE
from tests.strategies import hostile, spoiled
from tools.vocabulary import PAGE, page

KG = rdflib.Namespace(NAMESPACES["kg"])
ROOT = Path(__file__).parents[3]


@pytest.fixture(scope="module")
def terms() -> rdflib.Graph:
    return rdflib.Graph().parse(data=ontology(), format="turtle")


def declared(terms: rdflib.Graph) -> set[str]:
    return {str(s).removeprefix(KG) for s in terms.subjects() if str(s).startswith(KG)}


def test_every_term_that_the_writers_name_is_declared(terms: rdflib.Graph) -> None:
    sources = [p.read_text() for p in ROOT.glob("kg/formats/*.py")]
    named = {m for text in sources for m in re.findall(r'"kg:([A-Za-z]+)"', text)}
    named |= {"asserted", "denied", "hypothetical", "Factuality"}
    assert named == declared(terms)


def test_every_term_that_a_graph_uses_is_declared(terms: rdflib.Graph) -> None:
    graph = to_rdflib(small_graph())
    used = {str(n).removeprefix(KG) for t in graph for n in t if str(n).startswith(KG)} - {""}
    assert len(used) > 20
    assert used <= declared(terms)


def test_every_term_is_explained(terms: rdflib.Graph) -> None:
    for name in declared(terms):
        for known in (RDFS.label, RDFS.comment, SKOS.example, RDF.type):
            assert terms.value(KG[name], known, any=True), (name, known)
    assert terms.value(URIRef(KG.removesuffix("#")), OWL.versionInfo)


def test_examples_are_turtle(terms: rdflib.Graph) -> None:
    prefixes = "".join(f"PREFIX {p}: <{iri}>\n" for p, iri in NAMESPACES.items())
    own = "".join(f"PREFIX {p}: <https://x.example/{p}/>\n" for p in ("ent", "rel", "stm", "role"))
    for example in terms.objects(None, SKOS.example):
        text = re.sub(r"\b(stm|doc):(\w+)#([\w=,]+)", r"<https://x.example/\1/\2#\3>", example)
        text = text.replace("<dataset>", "<https://x.example/dataset>")
        assert len(rdflib.Graph().parse(data=prefixes + own + text, format="turtle")) >= 1


def test_the_page_is_current() -> None:
    assert PAGE.read_text("utf-8") == page(), "run `python -m tools.vocabulary`"


def test_the_small_graph_conforms() -> None:
    assert validate(to_rdflib(small_graph())) == []


@settings(max_examples=3, deadline=None, derandomize=True)
@given(hostile())
def test_hostile_graphs_conform(text: str) -> None:
    assert validate(to_rdflib(spoiled(text))) == []


def test_strings_that_do_harm_conform() -> None:
    assert validate(to_rdflib(spoiled(" ".join(HOSTILE)))) == []


@pytest.mark.parametrize("how", ["reified", "graphs", "rdf12"])
def test_files_conform(tmp_path: Path, how: str) -> None:
    kg.save(small_graph(), tmp_path / "graph.trig", provenance=how)
    assert validate(rdf(tmp_path / "graph.trig")) == []


def test_the_graph_of_the_seeds_conforms() -> None:
    assert validate(rdf(ROOT / "tests" / "golden" / "seeds.nt")) == []


def test_json_is_made_rdf_first(tmp_path: Path) -> None:
    kg.save(small_graph(), tmp_path / "graph.json")
    assert set(rdf(tmp_path / "graph.json")) == set(to_rdflib(small_graph()))


def test_triple_terms_are_checked_as_reification(tmp_path: Path) -> None:
    for how in ("reified", "rdf12"):
        kg.save(small_graph(), tmp_path / f"{how}.ttl", provenance=how)
    found, expected = rdf(tmp_path / "rdf12.ttl"), rdf(tmp_path / "reified.ttl")
    assert {t for t in found if t[1] != KG.provenance} == {
        t for t in expected if t[1] != KG.provenance
    }
    assert not validate(found)


def test_a_denied_triple_term_as_a_plain_triple_is_found(tmp_path: Path) -> None:
    path = tmp_path / "graph.nt"
    kg.save(small_graph(), path, provenance="rdf12")
    lines = path.read_text().splitlines(keepends=True)
    [said] = [line for line in lines if "Mara_Velin-sign-denied" in line and "reifies" in line]
    path.write_text("".join([*lines, said.partition("<<(")[2].replace(")>>", "")]))
    assert [f.message for f in validate(rdf(path))] == [
        "what is denied, hypothetical or reported stands as a plain triple"
    ]


def test_other_triple_terms_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "graph.ttl"
    path.write_text("<x:a> <x:b> <<( <x:a> <x:b> <x:c> )>> .")
    with pytest.raises(GraphError, match="reify nothing"):
        rdf(path)


BASE = "https://kg.example/"
DENIED = URIRef(f"{BASE}statement/Mara_Velin-sign-denied")
MET = URIRef(f"{BASE}statement/Mara_Velin-meet-asserted")


@pytest.mark.parametrize(
    ("node", "name", "problem"),
    [
        (DENIED, "kg:factuality", "asserted, denied or hypothetical"),
        (DENIED, "kg:evidence", "has evidence"),
        (DENIED, "prov:wasDerivedFrom", "derived from places"),
        (MET, "rdf:subject", "one subject"),
        (URIRef(f"{MET}#evidence1"), "kg:sentence", "one sentence"),
        (URIRef(f"{MET}#argument1"), "rdf:value", "one value"),
        (URIRef(f"{BASE}entity/Mara_Velin"), "rdfs:label", "one label"),
    ],
)
def test_what_is_missing_is_found(node: URIRef, name: str, problem: str) -> None:
    graph = to_rdflib(small_graph())
    prefix, _, local = name.partition(":")
    assert graph.value(node, URIRef(NAMESPACES[prefix] + local)) is not None
    graph.remove((node, URIRef(NAMESPACES[prefix] + local), None))
    found = [f for f in validate(graph) if f.node == str(node)]
    assert any(problem in f.message for f in found)


def test_a_denied_statement_as_a_plain_triple_is_found() -> None:
    graph = to_rdflib(small_graph())
    graph.add(tuple(graph.value(DENIED, p) for p in (RDF.subject, RDF.predicate, RDF.object)))  # type: ignore[arg-type]
    assert [f.value for f in validate(graph)] == [str(DENIED)]


def test_a_fact_without_its_plain_triple_is_found() -> None:
    graph = to_rdflib(small_graph())
    graph.remove(tuple(graph.value(MET, p) for p in (RDF.subject, RDF.predicate, RDF.object)))  # type: ignore[arg-type]
    assert [f.value for f in validate(graph)] == [str(MET)]


def test_a_statement_that_is_also_a_fact_may_be_reported_too() -> None:
    graph = small_graph()
    fact = graph.statement("Mara_Velin-meet-asserted")
    reported = replace(
        fact, id="again", attribution=graph.statement("Tom_Okafor-deny-asserted").attribution
    )
    both = KnowledgeGraph(graph.entities(), [*graph.statements(), reported], graph.documents)
    assert validate(to_rdflib(both)) == []


def test_shapes_of_one_s_own_are_checked_too(tmp_path: Path) -> None:
    path = tmp_path / "mine.ttl"
    path.write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix schema: <https://schema.org/> .\n"
        "<https://x.example/s> a sh:NodeShape ; sh:targetClass schema:Person ;\n"
        '  sh:property [ sh:path schema:birthDate ; sh:minCount 1 ; sh:message "no birthday" ] .'
    )
    found = validate(to_rdflib(small_graph()), [path])
    assert [f.message for f in found] == ["no birthday"] * 3
    assert all(f.path == NAMESPACES["schema"] + "birthDate" for f in found)


def test_shapes_that_are_none_are_refused(tmp_path: Path) -> None:
    (tmp_path / "mine.ttl").write_text("nothing of the kind")
    with pytest.raises(ConfigError, match=r"--shapes: .*mine\.ttl is no valid RDF"):
        validate(to_rdflib(small_graph()), [tmp_path / "mine.ttl"])


def test_values_are_kept_as_they_are(tmp_path: Path) -> None:
    path = tmp_path / "a.ttl"
    path.write_text('<https://x.example/a> <https://x.example/b> "1"@en, 01, "x", _:c .')
    objects = set(rdf(path).objects())
    assert Literal("1", lang="en") in objects
    assert Literal("x") in objects
    assert "01" in {str(o) for o in objects}
