"""Documents in RDF, and the places in them that statements were derived from."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from kg.data import DocumentGraph, Span, Statement
from kg.formats.iris import Iris
from kg.formats.nodes import TYPE, Node, Pair, node
from kg.formats.vocabulary import XSD_INDEX, Value, dated, plain, term


def record(graph: DocumentGraph, iris: Iris) -> Node:
    """A document with its title, date and sources."""
    return node(iris.document(graph.document.id), _record(graph))


def places(
    id_: str, statements: Iterable[Statement], document: DocumentGraph | None, iris: Iris
) -> Iterator[Node]:
    """The sentences and cues of one document that statements are derived from, in their order.

    Without the document they are named, but their words are not known.
    """
    evidence = [e for s in statements for e in s.evidence if e.document == id_]
    sentences = {e.clause.sentence for e in evidence}
    cues = {cue for e in evidence for cue in e.clause.cues}
    for span in sorted(sentences | cues):
        pairs = [(TYPE, term("nif:RFC5147String"))]
        pairs += [(TYPE, term("nif:Sentence"))] if span in sentences else []
        pairs += [(TYPE, term("nif:Phrase"))] if span in cues else []
        yield node(iris.span(id_, span), [*pairs, *_span(span, id_, document, iris)])


def _record(graph: DocumentGraph) -> Iterator[Pair]:
    document = graph.document
    yield TYPE, term("schema:DigitalDocument")
    yield TYPE, term("prov:Entity")
    if document.title:
        yield term("dcterms:title"), plain(document.title)
    if document.date:
        yield term("dcterms:date"), dated(document.date)
    yield from ((term("dcterms:source"), plain(source)) for source in document.sources)


def _span(span: Span, id_: str, graph: DocumentGraph | None, iris: Iris) -> Iterator[Pair]:
    if graph:
        yield term("nif:anchorOf"), plain(graph.document.text[slice(*span)])
    yield term("nif:beginIndex"), Value(str(span[0]), XSD_INDEX)
    yield term("nif:endIndex"), Value(str(span[1]), XSD_INDEX)
    yield term("prov:wasQuotedFrom"), iris.document(id_)
