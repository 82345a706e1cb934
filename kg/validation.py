"""Whether a graph's RDF has the shape that it should have (SHACL)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from kg.errors import ConfigError, GraphError
from kg.files import load, to_rdflib
from kg.formats.rdf_read import is_rdf, triples
from kg.formats.vocabulary import term

if TYPE_CHECKING:
    from pyoxigraph import BlankNode, NamedNode, Triple
    from pyoxigraph import Literal as OxLiteral
    from rdflib import Graph
    from rdflib.term import Node

    Object = NamedNode | BlankNode | OxLiteral | Triple


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

    What a node reifies by a triple term, it has as subject, predicate and object, since SHACL
    knows no triple terms. Raises `GraphError`.
    """
    return _rdflib(path) if is_rdf(path) else to_rdflib(load(path))


def _rdflib(path: Path) -> Graph:
    from rdflib import Graph

    found = Graph()
    for subject, predicate, object_ in triples(path):
        for name, value in _unfolded(predicate, object_):
            found.add((_node(subject, path), _node(name, path), _node(value, path)))
    return found


def _unfolded(predicate: NamedNode, object_: Object) -> Iterator[tuple[NamedNode, Object]]:
    """Predicate and object, or those that say the same without a triple term."""
    import pyoxigraph as ox

    if isinstance(object_, ox.Triple) and predicate.value == term("rdf:reifies"):
        yield ox.NamedNode(term("rdf:subject")), object_.subject
        yield ox.NamedNode(term("rdf:predicate")), object_.predicate
        yield ox.NamedNode(term("rdf:object")), object_.object
    else:
        yield predicate, object_


def _node(value: object, path: Path) -> Node:
    import pyoxigraph as ox
    from rdflib import BNode, Literal, URIRef

    if isinstance(value, ox.NamedNode):
        return URIRef(value.value)
    if isinstance(value, ox.BlankNode):
        return BNode(value.value)
    if isinstance(value, ox.Literal):
        kind = None if value.language else URIRef(value.datatype.value)
        text = kind is not None and kind.endswith("#string")
        return Literal(value.value, value.language, None if text else kind, normalize=False)
    raise GraphError(f"{path} has triple terms that reify nothing, which SHACL cannot check")


def _shapes(own: Sequence[Path]) -> Graph:
    from rdflib import Graph

    found = Graph().parse(data=shapes(), format="turtle")
    for path in own:
        try:
            found += _rdflib(path)
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
