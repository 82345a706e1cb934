"""RDF as Turtle, TriG, N-Triples, N-Quads, RDF/XML and JSON-LD, and as an rdflib graph.

Only `to_rdflib` needs rdflib: the writers go through the graph once and hold no triples.
"""

from __future__ import annotations

import gzip
from collections.abc import Callable, Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from kg.errors import FormatError
from kg.formats import Format
from kg.formats.characters import scalars
from kg.formats.dataset import software
from kg.formats.files import atomic
from kg.formats.iris import DEFAULT_BASE, Iri, Iris
from kg.formats.jsonld import jsonld
from kg.formats.nodes import Section
from kg.formats.profiles import TITLE, Profile, profile
from kg.formats.rdf_read import read
from kg.formats.triples import sections
from kg.formats.turtle import ntriples, turtle
from kg.formats.vocabulary import NAMESPACES, XSD_STRING, Term, Triple
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    import rdflib

OPTIONS = frozenset({"base_iri", "title", "model", "provenance", "mapping"})
Lines = Callable[[Profile, Iterable[Section]], Iterable[str]]


def write(
    lines: Lines,
    syntax: str,
    graph: KnowledgeGraph,
    path: Path,
    *,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
    provenance: str = "reified",
    mapping: Path | None = None,
) -> None:
    """Write a graph in one syntax, compressed where the path ends in ".gz".

    `model` names the language model and its version; `provenance` is a profile; `mapping` a
    table of further properties. Raises `ConfigError` for a base that is no absolute IRI, for a
    profile that the syntax cannot hold, and for a table that is none.
    """
    how = profile(syntax, base_iri, title, model, provenance, mapping)
    _write(path, lines(how, sections(graph, how)))


def _turtle(how: Profile, found: Iterable[Section]) -> Iterator[str]:
    return turtle(prefixes(how.iris), _preamble(how), found)


def _ntriples(_: Profile, found: Iterable[Section]) -> Iterator[str]:
    return ntriples(found)


def _rdfxml(how: Profile, found: Iterable[Section]) -> Iterator[str]:
    from kg.formats.rdfxml import rdfxml  # its patterns take a moment, and few need them

    return rdfxml(prefixes(how.iris), _preamble(how), found)


def _jsonld(how: Profile, found: Iterable[Section]) -> Iterator[str]:
    return jsonld(prefixes(how.iris), found)


def _format(lines: Lines, syntax: str) -> Format:
    return Format(
        write=partial(write, lines, syntax),
        read=read,
        options=OPTIONS,
        lossless=False,
        compressible=True,
    )


TURTLE = _format(_turtle, "ttl")
TRIG = _format(_turtle, "trig")
NTRIPLES = _format(_ntriples, "nt")
NQUADS = _format(_ntriples, "nq")
RDFXML = _format(_rdfxml, "rdf")
JSONLD = _format(_jsonld, "jsonld")


def to_rdflib(
    graph: KnowledgeGraph,
    base_iri: str = DEFAULT_BASE,
    title: str = TITLE,
    model: str = "",
    provenance: str = "reified",
    mapping: Path | None = None,
) -> rdflib.Graph:
    """The same triples as an rdflib graph, with the prefixes bound.

    `provenance` is "reified" or "none": an rdflib graph has neither graphs nor triple terms.
    """
    import rdflib

    how = profile("rdf", base_iri, title, model, provenance, mapping)
    found = rdflib.Graph()
    for prefix, iri in prefixes(how.iris).items():
        found.bind(prefix, iri, override=True, replace=True)
    for section in sections(graph, how):
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
    if isinstance(term, Triple):
        raise FormatError("rdflib has no triple terms")
    datatype = None if term.datatype == XSD_STRING else URIRef(term.datatype)
    return Literal(term.text, datatype=datatype, normalize=False)


def _preamble(how: Profile) -> Iterator[str]:
    yield f"{' '.join(scalars(how.title).split())}, written by {software()}."
    yield ""
    yield "A plain triple (ent:… rel:… ent:…) is a fact: something that a document asserts itself."
    if how.provenance == "none":
        return
    yield "Whatever is said has a node of its own as well (stm:…), with its factuality, who says"
    yield "so, and the places in the documents that it was derived from. What is denied, reported"
    yield "or hypothetical has only that node."


def _write(path: Path, lines: Iterable[str]) -> None:
    with atomic(path) as file:
        if path.suffix == ".gz":
            with gzip.GzipFile("", "wb", 6, file, mtime=0) as packed:
                packed.writelines(line.encode() for line in lines)
        else:
            file.writelines(line.encode() for line in lines)
