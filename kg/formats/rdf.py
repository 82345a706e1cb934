"""RDF 1.1 as Turtle, N-Triples and JSON-LD, and as an rdflib graph.

Only `to_rdflib` needs rdflib: the writers go through the graph once and hold no triples.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.formats import Format
from kg.formats.characters import scalars
from kg.formats.files import atomic
from kg.formats.iris import DEFAULT_BASE, Iri, Iris
from kg.formats.jsonld import jsonld
from kg.formats.triples import Section, sections, software
from kg.formats.turtle import ntriples, turtle
from kg.formats.vocabulary import NAMESPACES, XSD_STRING, Term
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

TITLE = "Knowledge graph"
OPTIONS = frozenset({"base_iri", "title", "model"})


def write_turtle(
    graph: KnowledgeGraph,
    path: Path,
    *,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
) -> None:
    """Write Turtle; `model` names the language model and its version.

    Raises `ConfigError` for a base that is not an absolute IRI; so do the other writers.
    """
    iris = Iris(base_iri)
    found = sections(graph, iris, title, model)
    _write(path, turtle(prefixes(iris), _preamble(title), found))


def write_ntriples(
    graph: KnowledgeGraph,
    path: Path,
    *,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
) -> None:
    """Write N-Triples, in the order of the Turtle."""
    _write(path, ntriples(sections(graph, Iris(base_iri), title, model)))


def write_jsonld(
    graph: KnowledgeGraph,
    path: Path,
    *,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
) -> None:
    """Write JSON-LD, in the order of the Turtle."""
    iris = Iris(base_iri)
    _write(path, jsonld(prefixes(iris), sections(graph, iris, title, model)))


TURTLE = Format(write=write_turtle, options=OPTIONS)
NTRIPLES = Format(write=write_ntriples, options=OPTIONS)
JSONLD = Format(write=write_jsonld, options=OPTIONS)


def to_rdflib(
    graph: KnowledgeGraph,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
) -> rdflib.Graph:
    """The same triples as an rdflib graph, with the prefixes bound."""
    import rdflib

    iris = Iris(base_iri)
    found = rdflib.Graph()
    for prefix, iri in prefixes(iris).items():
        found.bind(prefix, iri, override=True, replace=True)
    for section in sections(graph, iris, title, model):
        _add(found, section)
    return found


def prefixes(iris: Iris) -> dict[str, str]:
    """Namespaces by prefix: the graph's own first."""
    own = {
        "ent": iris.entities,
        "rel": iris.relations,
        "role": iris.roles,
        "stm": iris.statements,
        "doc": iris.documents,
    }
    return {**own, **NAMESPACES}


def _add(graph: rdflib.Graph, section: Section) -> None:
    from rdflib import URIRef

    for node in section.nodes:
        subject = URIRef(node.subject)
        for predicate, object_ in node.pairs:
            graph.add((subject, URIRef(predicate), _rdflib(object_)))


def _rdflib(term: Term) -> rdflib.URIRef | rdflib.Literal:
    from rdflib import Literal, URIRef

    if isinstance(term, Iri):
        return URIRef(term)
    datatype = None if term.datatype == XSD_STRING else URIRef(term.datatype)
    return Literal(term.text, datatype=datatype, normalize=False)


def _preamble(title: str) -> Iterator[str]:
    yield f"{' '.join(scalars(title).split())}, written by {software()}."
    yield ""
    yield "A plain triple (ent:… rel:… ent:…) is a fact: something that a document asserts itself."
    yield "Whatever is said has a node of its own as well (stm:…), with its factuality, who says"
    yield "so, and the places in the documents that it was derived from. What is denied, reported"
    yield "or hypothetical has only that node."


def _write(path: Path, lines: Iterable[str]) -> None:
    with atomic(path) as file:
        for line in lines:
            file.write(line.encode())
