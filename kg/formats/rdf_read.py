"""A graph from the RDF that this package writes, in any syntax and with any provenance.

RDF holds entities, statements and evidence. Texts of documents, mentions with the reasons of
their links, and the words and places of a clause's phrases are only in `graph.json`.
"""

from __future__ import annotations

import gzip
import re
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

from kg.data import Entity
from kg.errors import GraphError
from kg.formats.iris import DEFAULT_BASE, Iris
from kg.formats.rdf_statements import Reader
from kg.formats.vocabulary import CLASSES, term
from kg.graph import KnowledgeGraph

if TYPE_CHECKING:
    import pyoxigraph

    from kg.formats.rdf_statements import Index, Object

    Subject = pyoxigraph.NamedNode | pyoxigraph.BlankNode | pyoxigraph.Triple
    Spoken = tuple[Subject, pyoxigraph.NamedNode, Subject | pyoxigraph.Literal]

SYNTAXES = {
    "ttl": "TURTLE",
    "nt": "N_TRIPLES",
    "trig": "TRIG",
    "nq": "N_QUADS",
    "rdf": "RDF_XML",
    "jsonld": "JSON_LD",
}
"""File endings, and what pyoxigraph calls their syntax."""

_TYPES = {frozenset(map(str, classes)): type_ for type_, classes in CLASSES.items()}
_GROUP = str(term("kg:Group"))


def read(path: Path) -> KnowledgeGraph:
    """The graph of a file, without documents. Raises `GraphError`."""
    return _graph(path, _index(path))


def triples(path: Path) -> Iterator[Spoken]:
    """All triples of a file of RDF, whatever graph they stand in. Raises `GraphError`."""
    from pyoxigraph import parse

    try:
        with opened(path) as file:
            for quad in parse(file, syntax(path), base_iri=DEFAULT_BASE):
                yield quad.subject, quad.predicate, quad.object
    except (OSError, EOFError, zlib.error) as error:
        raise GraphError(f"{path} cannot be read: {_line(error)}") from error
    except (SyntaxError, ValueError) as error:
        raise GraphError(f"{path} is no valid RDF: {_line(error)}") from error


def opened(path: Path) -> BinaryIO:
    """A file of RDF for reading, unpacked where it ends in ".gz"."""
    return cast("BinaryIO", gzip.open(path) if path.suffix == ".gz" else path.open("rb"))


def is_rdf(path: Path) -> bool:
    """Whether a file's ending is that of a syntax of RDF, compressed or not."""
    return _ending(path) in SYNTAXES


def syntax(path: Path) -> pyoxigraph.RdfFormat:
    """The syntax of a file by its ending; raises `GraphError` where that is no RDF."""
    import pyoxigraph

    name = SYNTAXES.get(_ending(path))
    if name is None:
        raise GraphError(f"{path} is no RDF: its ending is none of {', '.join(SYNTAXES)}")
    return cast("pyoxigraph.RdfFormat", getattr(pyoxigraph.RdfFormat, name))


def _index(path: Path) -> Index:
    from pyoxigraph import BlankNode, Triple

    index: dict[str, dict[str, dict[Object, None]]] = defaultdict(dict)
    for subject, predicate, object_ in triples(path):
        if isinstance(subject, BlankNode | Triple) or isinstance(object_, BlankNode):
            continue  # kg writes none of these
        index[subject.value].setdefault(predicate.value, {})[object_] = None
    return index


def _graph(path: Path, index: Index) -> KnowledgeGraph:
    iris = _base(path, index)
    reader = Reader(index, iris)
    try:
        entities = [
            _entity(reader, iri)
            for iri, node in index.items()
            if iri.startswith(iris.entities) and term("rdfs:label") in node
        ]
        return KnowledgeGraph(entities, reader.statements(), {})
    except (KeyError, ValueError) as error:
        raise GraphError(f"{path} was not written by kg, or was changed: {_line(error)}") from error


def _base(path: Path, index: Index) -> Iris:
    """The base of the graph's names, as the description of the dataset gives it."""
    reader = Reader(index, Iris())
    for iri in index:
        if term("void:Dataset") in reader.values(iri, "rdf:type"):
            how, base = reader.text(iri, "kg:provenance"), reader.text(iri, "void:uriSpace")
            if how == "none":
                raise GraphError(
                    f"{path} holds no statements to read: it was written with --provenance none"
                )
            if how and base:
                return Iris(base)
    raise GraphError(f"{path} is RDF, but no graph that kg has written")


def _entity(reader: Reader, iri: str) -> Entity:
    kinds = frozenset(reader.values(iri, "rdf:type"))
    type_ = _TYPES.get(kinds) or _TYPES.get(kinds - {_GROUP}, "")
    return Entity(
        id=reader.entity(iri),
        label=reader.text(iri, "rdfs:label"),
        type=reader.text(iri, "kg:entityType") or type_,
        mentions=(),
        aliases=tuple(sorted(reader.values(iri, "skos:altLabel"))),
        description=reader.text(iri, "schema:description"),
        members=tuple(sorted(map(reader.entity, reader.values(iri, "rdfs:member")))),
        gender=reader.text(iri, "kg:gender"),
        generic=bool(reader.values(iri, "kg:generic")),
        same_as=tuple(sorted(reader.values(iri, "owl:sameAs"))),
    )


def _ending(path: Path) -> str:
    ending = path.with_suffix("").suffix if path.suffix == ".gz" else path.suffix
    return ending.lower().removeprefix(".")


def _line(error: Exception) -> str:
    return " ".join(re.sub(r"[\x00-\x1f]", " ", str(error)).split()) or type(error).__name__
