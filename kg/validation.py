"""Whether a graph's RDF has the shape that it should have (SHACL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import ConfigError, GraphError
from kg.files import load, to_rdflib
from kg.formats.rdf_read import is_rdf, triples

if TYPE_CHECKING:
    from rdflib import Graph
    from rdflib.term import Node


class Finding(NamedTuple):
    """What is wrong with a node: the property's path or "", the value or "", and why."""

    node: str
    path: str
    value: str
    message: str


def shapes() -> str:
    """Our own SHACL shapes, as Turtle."""
    return (files("kg.formats") / "ontology" / "kg-shapes.ttl").read_text("utf-8")


def ontology() -> str:
    """Our vocabulary as an OWL ontology, as Turtle."""
    return (files("kg.formats") / "ontology" / "kg.ttl").read_text("utf-8")


def validate(graph: Graph, own: Sequence[Path] = ()) -> list[Finding]:
    """What in a graph does not conform to our shapes and to those of `own`, sorted.

    Raises `ConfigError` where pyshacl is not installed or a file holds no shapes.
    """
    try:
        import pyshacl
    except ImportError as error:
        raise ConfigError("kg validate needs pyshacl: pip install 'kg-evidence[shacl]'") from error
    conforms, report, _ = pyshacl.validate(graph, shacl_graph=_shapes(own), advanced=False)
    return [] if conforms else sorted(_findings(report))


def rdf(path: Path) -> Graph:
    """The RDF of a file, named graphs taken together: RDF as it is, other formats made RDF.

    Raises `GraphError`.
    """
    if not is_rdf(path):
        return to_rdflib(load(path))
    from rdflib import Graph

    found = Graph()
    for subject, predicate, object_ in triples(path):
        found.add((_node(subject, path), _node(predicate, path), _node(object_, path)))
    return found


def _node(term: object, path: Path) -> Node:
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef

    if isinstance(term, ox.NamedNode):
        return URIRef(term.value)
    if isinstance(term, ox.BlankNode):
        return BNode(term.value)
    if isinstance(term, ox.Literal):
        kind = None if term.language else URIRef(term.datatype.value)
        text = kind is not None and kind.endswith("#string")
        return Literal(term.value, term.language, None if text else kind, normalize=False)
    raise GraphError(f"{path} has triple terms, which SHACL cannot check; write it as reified")


def _shapes(own: Sequence[Path]) -> Graph:
    from rdflib import Graph

    found = Graph().parse(data=shapes(), format="turtle")
    for path in own:
        try:
            for subject, predicate, object_ in triples(path):
                found.add((_node(subject, path), _node(predicate, path), _node(object_, path)))
        except GraphError as error:
            raise ConfigError(f"--shapes: {error}") from error
    return found


def _findings(report: Graph) -> Iterator[Finding]:
    from rdflib import RDF, SH

    for result in report.subjects(RDF.type, SH.ValidationResult):
        wanted = (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage)
        values = (report.value(result, p) for p in wanted)
        node, path, value, message = ("" if v is None else str(v) for v in values)
        yield Finding(node, path, value, message)
