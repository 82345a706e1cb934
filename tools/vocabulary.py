"""Keeps docs/vocabulary.md current: run it after kg/formats/ontology/kg.ttl has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from rdflib import OWL, RDF, RDFS, SKOS, Graph, URIRef
from rdflib.term import Node

from kg.validation import ontology

PAGE = Path(__file__).parents[1] / "docs" / "vocabulary.md"
ONTOLOGY = URIRef("https://w3id.org/kg-evidence/vocabulary")
SECTIONS = {
    "Classes": OWL.Class,
    "Values of factuality": OWL.NamedIndividual,
    "Properties between things": OWL.ObjectProperty,
    "Properties with values": OWL.DatatypeProperty,
}


def page() -> str:
    """The page in Markdown, from the ontology."""
    graph = Graph().parse(data=ontology(), format="turtle")
    return "\n".join(_lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "# Vocabulary\n"
    yield "<!-- Written by tools/vocabulary.py from kg/formats/ontology/kg.ttl. -->\n"
    yield f"{graph.value(ONTOLOGY, RDFS.comment)} Version {graph.value(ONTOLOGY, OWL.versionInfo)}."
    yield f"The prefix `kg:` stands for `{ONTOLOGY}#`; the ontology is shipped as"
    yield "`kg/formats/ontology/kg.ttl`, and shapes (SHACL) for `kg validate` beside it."
    yield "Everything else that `kg` writes is of RDF, RDFS, SKOS, schema.org, PROV-O, NIF, VoID,"
    yield "DCAT, Dublin Core, FOAF and ORG.\n"
    yield "RDF holds entities, statements and evidence, and `kg` reads them back from it. Only"
    yield "`graph.json` holds the texts of documents, mentions with the reasons why they are one"
    yield "entity, quotations, and the words and places of a clause's phrases.\n"
    for heading, kind in SECTIONS.items():
        yield f"## {heading}\n"
        for subject in sorted(graph.subjects(RDF.type, kind), key=str):
            yield from _term(graph, subject)


def _term(graph: Graph, subject: Node) -> Iterator[str]:
    yield f"### `{_short(graph, subject)}`\n"
    yield f"{graph.value(subject, RDFS.comment)}\n"
    ends = {"From": RDFS.domain, "To": RDFS.range, "Kind of": RDFS.subClassOf}
    known = {name: graph.value(subject, p) for name, p in ends.items()}
    facts = [f"{name}: `{_short(graph, value)}`." for name, value in known.items() if value]
    if facts:
        yield " ".join(facts) + "\n"
    yield f"    {graph.value(subject, SKOS.example)}\n"


def _short(graph: Graph, node: Node) -> str:
    return graph.namespace_manager.normalizeUri(str(node))


if __name__ == "__main__":
    PAGE.write_text(page(), "utf-8")
