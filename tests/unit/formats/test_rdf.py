from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from rdflib import DCTERMS, OWL, PROV, RDF, RDFS, SKOS, VOID, XSD, Literal, URIRef

import kg
from kg.data import Document, DocumentGraph, Source
from kg.data import Literal as Value
from kg.errors import ConfigError
from kg.formats.characters import xml
from kg.formats.rdf import JSONLD, NQUADS, NTRIPLES, RDFXML, TRIG, TURTLE, to_rdflib
from kg.formats.vocabulary import NAMESPACES
from kg.graph import KnowledgeGraph
from tests.graphs import letter, news, shuffled, small_graph
from tests.strategies import hostile, spoiled

KG = rdflib.Namespace(NAMESPACES["kg"])
NIF = rdflib.Namespace(NAMESPACES["nif"])
SCHEMA = rdflib.Namespace(NAMESPACES["schema"])
BASE = "https://kg.example/"
ENT, REL, ROLE, STM, DOC = (
    rdflib.Namespace(f"{BASE}{n}/") for n in ("entity", "relation", "role", "statement", "document")
)
FORMATS = [(TURTLE, "turtle"), (NTRIPLES, "nt"), (JSONLD, "json-ld"), (RDFXML, "xml")]
QUADS = [(TRIG, "trig"), (NQUADS, "nquads")]


@pytest.fixture(scope="module")
def triples() -> rdflib.Graph:
    return to_rdflib(small_graph())


def span(graph: DocumentGraph, start: int, end: int) -> URIRef:
    return URIRef(f"{DOC[graph.document.id]}#char={start},{end}")


@pytest.mark.parametrize(("form", "syntax"), FORMATS)
def test_every_syntax_holds_the_same_triples(
    triples: rdflib.Graph, tmp_path: Path, form: object, syntax: str
) -> None:
    path = tmp_path / "graph"
    form.write(small_graph(), path)  # type: ignore[attr-defined]
    assert set(rdflib.Graph().parse(path, format=syntax)) == set(triples)


@pytest.mark.parametrize(("form", "syntax"), QUADS)
def test_syntaxes_of_datasets_hold_the_same_triples_too(
    triples: rdflib.Graph, tmp_path: Path, form: object, syntax: str
) -> None:
    form.write(small_graph(), tmp_path / "graph")  # type: ignore[attr-defined]
    found = rdflib.Dataset().parse(tmp_path / "graph", format=syntax)
    assert set(found.triples((None, None, None))) == set(triples)


@pytest.mark.parametrize(("form", "syntax"), FORMATS)
def test_options_reach_the_file(tmp_path: Path, form: object, syntax: str) -> None:
    path = tmp_path / "graph"
    options = {"base_iri": "https://news.example/", "title": "News", "model": "en 3.8.0"}
    form.write(small_graph(), path, **options)  # type: ignore[attr-defined]
    found = rdflib.Graph().parse(path, format=syntax)
    dataset = URIRef("https://news.example/dataset")
    assert found.value(dataset, DCTERMS.title) == Literal("News")
    run = found.value(dataset, PROV.wasGeneratedBy)
    assert found.value(found.value(run, PROV.used), RDFS.label) == Literal("en 3.8.0")
    assert not [s for s in found.subjects() if not str(s).startswith("https://news.example/")]


def test_a_fact_is_a_plain_triple(triples: rdflib.Graph) -> None:
    assert (ENT.Mara_Velin, REL.meet, ENT.Tom_Okafor) in triples
    assert (ENT.Tom_Okafor, REL.be, Literal(41)) in triples
    assert (ENT.Mara_Velin, REL.tell, STM["Tom_Okafor-deny-asserted"]) in triples


def test_only_facts_are_plain_triples(triples: rdflib.Graph) -> None:
    graph = small_graph()
    plain = {p for p in triples.predicates() if str(p).startswith(REL)}
    assert plain == {REL[s.predicate] for s in graph.statements() if s.is_fact and s.object}
    others = [s for s in graph.statements() if not s.is_fact]
    assert len(others) == 4
    assert not any((ENT[s.subject], REL[s.predicate], None) in triples for s in others)


@pytest.mark.parametrize("change", ["denied", "hypothetical", "reported"])
def test_no_statement_is_a_plain_triple_once_it_is_no_fact(change: str) -> None:
    graph = small_graph()
    if change == "reported":
        said = Source("Ada_Brandt")
        changed = [replace(s, attribution=said) for s in graph.statements()]
    else:
        changed = [replace(s, factuality=change) for s in graph.statements()]  # type: ignore[arg-type]
    found = to_rdflib(KnowledgeGraph(graph.entities(), changed, graph.documents))
    assert not [p for p in found.predicates() if str(p).startswith(REL)]
    assert len(list(found.subjects(RDF.type, RDF.Statement))) == len(changed)


def test_every_statement_has_a_node_with_evidence(triples: rdflib.Graph) -> None:
    nodes = set(triples.subjects(RDF.type, RDF.Statement))
    assert nodes == {STM[s.id] for s in small_graph().statements()}
    for node in nodes:
        places = list(triples.objects(node, PROV.wasDerivedFrom))
        assert places
        assert all(triples.value(p, NIF.anchorOf) for p in places)


def test_a_denied_statement_names_its_cue(triples: rdflib.Graph) -> None:
    node = STM["Mara_Velin-sign-denied"]
    assert triples.value(node, RDF.object) == ENT.Harbour_Treaty
    assert triples.value(node, KG.factuality) == KG.denied
    cue = triples.value(node, KG.cue)
    assert cue == span(news(), 79, 86)
    assert triples.value(cue, NIF.anchorOf) == Literal("did not")


def test_a_chain_of_speakers_can_be_followed(triples: rdflib.Graph) -> None:
    node = STM["Lumen_Works-lose-denied"]
    assert triples.value(node, KG.attributedTo) == ENT.Tom_Okafor
    through = triples.value(node, KG.via)
    assert triples.value(through, KG.attributedTo) == ENT.Mara_Velin
    assert triples.value(through, KG.addressee) == ENT.Ada_Brandt
    assert triples.value(through, KG.via) is None


def test_a_statement_without_object_is_an_event(triples: rdflib.Graph) -> None:
    node = STM["talks-be_cancelled-asserted"]
    assert (node, RDF.type, KG.Event) in triples
    assert (node, RDF.object, None) not in triples


def test_further_arguments_have_roles_and_prepositions(triples: rdflib.Graph) -> None:
    node = STM["Mara_Velin-meet-asserted"]
    assert triples.value(node, ROLE.location) == ENT.Dunmore
    assert triples.value(node, ROLE.time) == Literal("2021-05-03", datatype=XSD.date)
    first = URIRef(f"{node}#argument1")
    assert triples.value(first, KG.role) == ROLE.location
    assert triples.value(first, KG.preposition) == Literal("in")
    assert triples.value(first, RDF.value) == ENT.Dunmore


def test_time_and_confidence_are_typed(triples: rdflib.Graph) -> None:
    node = STM["Mara_Velin-meet-asserted"]
    assert triples.value(node, KG["from"]) == Literal("2021-05-03", datatype=XSD.date)
    assert triples.value(node, KG.confidence) == Literal("0.9", datatype=XSD.decimal)


def test_evidence_is_a_span_of_its_document(triples: rdflib.Graph) -> None:
    place = span(letter(), 0, 53)
    assert place in set(triples.objects(STM["Mara_Velin-meet-asserted"], PROV.wasDerivedFrom))
    assert triples.value(place, PROV.wasQuotedFrom) == DOC[letter().document.id]
    begin, end = (triples.value(place, p).toPython() for p in (NIF.beginIndex, NIF.endIndex))  # type: ignore[union-attr]
    assert triples.value(place, NIF.anchorOf) == Literal(letter().document.text[begin:end])


def test_documents_say_where_they_come_from(triples: rdflib.Graph) -> None:
    document = DOC[news().document.id]
    assert triples.value(document, DCTERMS.title) == Literal("Harbour talks")
    assert triples.value(document, DCTERMS.date) == Literal("2021-05-04", datatype=XSD.date)
    assert triples.value(document, DCTERMS.source) == Literal("news/harbour.txt")


def test_entities_have_classes_and_names(triples: rdflib.Graph) -> None:
    velin = ENT.Mara_Velin
    assert (velin, RDF.type, SCHEMA.Person) in triples
    assert triples.value(velin, RDFS.label) == Literal("Mara Velin")
    assert triples.value(velin, SKOS.altLabel) == Literal("Velin")
    assert (ENT.Dunmore, RDF.type, SCHEMA.Place) in triples


def test_an_authority_says_that_an_entity_is_its_own_and_its_iri_comes_back(tmp_path: Path) -> None:
    known = ("https://authority.example/Q1", "no iri")
    velin = replace(small_graph().entity("Mara_Velin"), same_as=known)
    graph = KnowledgeGraph([velin], [], {})
    assert set(to_rdflib(graph).objects(ENT.Mara_Velin, OWL.sameAs)) == {rdflib.URIRef(known[0])}
    kg.save(graph, tmp_path / "graph.ttl")
    assert kg.load(tmp_path / "graph.ttl").entity("Mara_Velin").same_as == known[:1]


def test_groups_have_members(triples: rdflib.Graph) -> None:
    assert (ENT.the_partners, RDF.type, KG.Group) in triples
    members = set(triples.objects(ENT.the_partners, RDFS.member))
    assert members == {ENT.Mara_Velin, ENT.Tom_Okafor}


def test_a_person_with_members_is_a_group_too() -> None:
    graph = small_graph()
    pair = replace(graph.entity("Ada_Brandt"), members=("Mara_Velin",))
    found = to_rdflib(KnowledgeGraph([pair], [], {}))
    assert set(found.objects(ENT.Ada_Brandt, RDF.type)) == {SCHEMA.Person, KG.Group}


def test_predicates_and_roles_are_properties_with_labels(triples: rdflib.Graph) -> None:
    used = {p for p in triples.predicates() if str(p).startswith((REL, ROLE))}
    used |= set(triples.objects(None, RDF.predicate))
    assert used == set(triples.subjects(RDF.type, RDF.Property))
    assert triples.value(REL.be_cancelled, RDFS.label) == Literal("be cancelled")


def test_the_dataset_counts_what_it_holds(triples: rdflib.Graph) -> None:
    graph, dataset = small_graph(), URIRef(f"{BASE}dataset")
    counts = {
        VOID.entities: len(graph.entities()),
        KG.statements: len(graph.statements()),
        KG.documents: len(graph.documents),
        KG.relations: len({s.predicate for s in graph.statements()}),
    }
    assert {p: triples.value(dataset, p).toPython() for p in counts} == counts  # type: ignore[union-attr]


def test_there_are_no_blank_nodes(triples: rdflib.Graph) -> None:
    assert not [t for t in triples.all_nodes() if isinstance(t, rdflib.BNode)]


def test_evidence_without_its_document_keeps_its_place() -> None:
    graph = small_graph()
    found = to_rdflib(KnowledgeGraph(graph.entities(), graph.statements(), {}))
    place = span(letter(), 0, 53)
    assert found.value(place, NIF.endIndex).toPython() == 53  # type: ignore[union-attr]
    assert found.value(place, NIF.anchorOf) is None


def test_a_value_that_does_not_fit_its_datatype_is_a_string() -> None:
    graph = small_graph()
    soon = replace(
        graph.statement("Tom_Okafor-be-asserted"), object=Value("soon", "xsd:date", "DATE")
    )
    found = to_rdflib(KnowledgeGraph(graph.entities(), [soon], {}))
    assert found.value(ENT.Tom_Okafor, REL.be) == Literal("soon")


def test_what_rdf_cannot_hold_is_replaced(tmp_path: Path) -> None:
    document = Document("x", title="a\x00b\udfffc")
    graph = KnowledgeGraph([], [], {document.id: DocumentGraph(document)})
    TURTLE.write(graph, tmp_path / "graph.ttl")
    found = rdflib.Graph().parse(tmp_path / "graph.ttl")
    assert found.value(DOC[document.id], DCTERMS.title) == Literal("a\ufffdb\ufffdc")


def test_turtle_reads_as_a_person_would_write_it(tmp_path: Path) -> None:
    TURTLE.write(small_graph(), tmp_path / "graph.ttl")
    text = (tmp_path / "graph.ttl").read_text()
    assert (
        "\nent:Mara_Velin a schema:Person ;\n"
        '    rdfs:label "Mara Velin" ;\n'
        '    skos:altLabel "Velin" ;\n'
        '    schema:description "the minister" ;\n'
        '    kg:gender "fem" ;\n'
        "    rel:meet ent:Tom_Okafor ;\n"
    ) in text
    order = [
        text.index(f"\n{x} a ") for x in ("ent:Ada_Brandt", "rel:be", "stm:Ada_Brandt-be-asserted")
    ]
    assert order == sorted(order)


def test_jsonld_is_compact_and_carries_its_context(tmp_path: Path) -> None:
    JSONLD.write(small_graph(), tmp_path / "graph.jsonld")
    record = json.loads((tmp_path / "graph.jsonld").read_text())
    assert record["@context"]["rel"] == f"{BASE}relation/"
    node = next(n for n in record["@graph"] if n["@id"] == "stm:Mara_Velin-sign-denied")
    assert node["kg:factuality"] == "kg:denied"
    assert node["rdf:object"] == {"@id": "ent:Harbour_Treaty"}


def test_a_bad_base_leaves_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError):
        TURTLE.write(small_graph(), tmp_path / "graph.ttl", base_iri="not an iri")
    assert list(tmp_path.iterdir()) == []


def test_order_does_not_matter() -> None:
    assert set(to_rdflib(small_graph())) == set(to_rdflib(shuffled(small_graph())))


@pytest.mark.parametrize(("form", "syntax"), FORMATS)
@settings(
    max_examples=40, deadline=None, derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(text=hostile())
def test_hostile_text_gives_the_same_triples_in_every_syntax(
    tmp_path: Path, form: object, syntax: str, text: str
) -> None:
    graph = spoiled(text)
    path = tmp_path / "graph"
    form.write(graph, path)  # type: ignore[attr-defined]
    expected = set(to_rdflib(graph))
    if syntax == "xml":  # XML has no control characters
        expected = {(s, p, _in_xml(o)) for s, p, o in expected}
    assert set(rdflib.Graph().parse(path, format=syntax)) == expected


def _in_xml(node: object) -> object:
    return Literal(xml(node), datatype=node.datatype) if isinstance(node, Literal) else node
