"""A graph as RDF triples, subject by subject, in the order in which a person would read them.

A fact is a plain triple. Every statement, fact or not, also has a node of its own that says who
says so, how sure it is, and where it stands: reifying is not asserting. There are no blank
nodes, so that two files can be compared and merged as text. The shape is that of DESIGN
section 5.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from decimal import Decimal
from importlib.metadata import PackageNotFoundError, version
from typing import NamedTuple

from kg import data
from kg.data import DocumentGraph, Entity, Source, Span, Statement, StatementRef
from kg.formats.iris import Iri, Iris, part
from kg.formats.vocabulary import (
    ANYTHING,
    CLASSES,
    NAMESPACES,
    XSD_DECIMAL,
    XSD_INDEX,
    XSD_INTEGER,
    Term,
    Value,
    dated,
    plain,
    term,
    typed,
)
from kg.graph import KnowledgeGraph

Pair = tuple[Iri, Term]
"""Predicate and object."""

TYPE, LABEL = term("rdf:type"), term("rdfs:label")
DISTRIBUTION = "kg-evidence"


class Node(NamedTuple):
    """A subject with all its triples; no pair comes twice."""

    subject: Iri
    pairs: tuple[Pair, ...]


class Section(NamedTuple):
    """A part of the file with its heading; its nodes can be gone through once."""

    heading: str
    nodes: Iterator[Node]


def sections(graph: KnowledgeGraph, iris: Iris, title: str, model: str) -> Iterator[Section]:
    """All triples of a graph. Documents are asked for one by one, in order of their ids.

    `model` names the language model and its version, or is "".
    """
    yield Section("What this is", _dataset(graph, iris, title, model))
    yield Section("Entities, and the facts about them", _entities(graph, iris))
    yield Section("Relations, and the roles of further arguments", _properties(graph, iris))
    yield Section("Statements: facts, and what was reported, denied or hoped", _all(graph, iris))
    yield Section("Documents, and the places in them", _documents(graph, iris))


def software() -> str:
    """Name of this program, with its version where it is installed ("kg-evidence 0.1.0")."""
    try:
        return f"{DISTRIBUTION} {version(DISTRIBUTION)}"
    except PackageNotFoundError:
        return DISTRIBUTION


def _node(subject: Iri, pairs: Iterable[Pair]) -> Node:
    return Node(subject, tuple(dict.fromkeys(pairs)))


def _dataset(graph: KnowledgeGraph, iris: Iris, title: str, model: str) -> Iterator[Node]:
    run, tool, reader = (part(iris.dataset, name) for name in ("run", "kg", "model"))
    yield _node(
        iris.dataset,
        [
            (TYPE, term("void:Dataset")),
            (TYPE, term("prov:Entity")),
            (term("dcterms:title"), plain(title)),
            (term("void:entities"), _count(graph.entities())),
            (term("kg:relations"), _count({s.predicate for s in graph.statements()})),
            (term("kg:statements"), _count(graph.statements())),
            (term("kg:documents"), Value(str(len(graph.documents)), XSD_INTEGER)),
            (term("void:uriSpace"), Value(iris.base)),
            *((term("void:vocabulary"), Iri(NAMESPACES[p])) for p in ("kg", "schema", "nif")),
            (term("prov:wasGeneratedBy"), run),
        ],
    )
    used = [(term("prov:used"), reader)] if model else []
    activity = [(TYPE, term("prov:Activity")), (term("prov:wasAssociatedWith"), tool), *used]
    yield _node(run, activity)
    yield _node(tool, _software(software()))
    if model:
        yield _node(reader, [(TYPE, term("prov:Entity")), (LABEL, plain(model))])


def _software(label: str) -> list[Pair]:
    classes = (term("prov:SoftwareAgent"), term("schema:SoftwareApplication"))
    return [*((TYPE, c) for c in classes), (LABEL, plain(label))]


def _count(things: Iterable[object]) -> Value:
    return Value(str(sum(1 for _ in things)), XSD_INTEGER)


def _entities(graph: KnowledgeGraph, iris: Iris) -> Iterator[Node]:
    facts: dict[str, set[Pair]] = defaultdict(set)
    for s in graph.statements(facts=True):
        if s.object is not None:
            facts[s.subject].add((iris.relation(s.predicate), _term(s.object, iris)))
    for e in graph.entities():
        yield _node(iris.entity(e.id), [*_entity(e, iris), *sorted(facts[e.id], key=_order)])


def _order(pair: Pair) -> tuple[str, bool, str]:
    predicate, object_ = pair
    is_value = isinstance(object_, Value)
    return predicate, is_value, object_.text if isinstance(object_, Value) else object_


def _entity(entity: Entity, iris: Iris) -> Iterator[Pair]:
    yield from ((TYPE, c) for c in CLASSES.get(entity.type, ANYTHING))
    if entity.members:
        yield TYPE, term("kg:Group")
    yield LABEL, plain(entity.label)
    yield from ((term("skos:altLabel"), plain(a)) for a in entity.aliases)
    if entity.description:
        yield term("schema:description"), plain(entity.description)
    yield from ((term("rdfs:member"), iris.entity(m)) for m in entity.members)


def _properties(graph: KnowledgeGraph, iris: Iris) -> Iterator[Node]:
    labels: dict[Iri, set[str]] = defaultdict(set)
    for s in graph.statements():
        labels[iris.relation(s.predicate)].add(s.label)
        for a in s.arguments:
            labels[iris.role(a.role)].add(a.role.replace("_", " "))
    for iri in sorted(labels):
        names = ((LABEL, plain(label)) for label in sorted(labels[iri]))
        yield _node(iri, [(TYPE, term("rdf:Property")), *names])


def _all(graph: KnowledgeGraph, iris: Iris) -> Iterator[Node]:
    for statement in graph.statements():
        yield _node(iris.statement(statement.id), _statement(statement, iris))
        yield from _arguments(statement, iris)
        yield from _speakers(statement, iris)


def _statement(s: Statement, iris: Iris) -> Iterator[Pair]:
    yield TYPE, term("rdf:Statement")
    if s.object is None:
        yield TYPE, term("kg:Event")
    yield term("rdf:subject"), iris.entity(s.subject)
    yield term("rdf:predicate"), iris.relation(s.predicate)
    if s.object is not None:
        yield term("rdf:object"), _term(s.object, iris)
    yield from ((iris.role(a.role), _term(a.term, iris)) for a in s.arguments)
    for k in range(1, len(s.arguments) + 1):
        yield term("kg:argument"), _argument_iri(s, k, iris)
    if s.time:
        yield term("kg:from"), dated(s.time.start)
        yield term("kg:until"), dated(s.time.end)
    yield term("kg:factuality"), term(f"kg:{s.factuality}")
    if s.modality:
        yield term("kg:modality"), plain(s.modality)
    if s.attribution:
        yield from _source(s.attribution, _speaker_iri(s, 1, iris), iris)
    yield term("kg:confidence"), Value(_decimal(s.confidence), XSD_DECIMAL)
    yield from _origin(s, iris)


def _origin(s: Statement, iris: Iris) -> Iterator[Pair]:
    """Rules, cues, and the sentences that a statement was derived from."""
    for rule in sorted({e.clause.rule for e in s.evidence}):
        yield term("kg:rule"), plain(rule)
    for e in s.evidence:
        yield from ((term("kg:cue"), iris.span(e.document, cue)) for cue in e.clause.cues)
    for e in s.evidence:
        yield term("prov:wasDerivedFrom"), iris.span(e.document, e.clause.sentence)


def _arguments(s: Statement, iris: Iris) -> Iterator[Node]:
    for k, argument in enumerate(s.arguments, 1):
        pairs: list[Pair] = [
            (TYPE, term("kg:Argument")),
            (term("kg:role"), iris.role(argument.role)),
        ]
        if argument.preposition:
            pairs.append((term("kg:preposition"), plain(argument.preposition)))
        pairs.append((term("rdf:value"), _term(argument.term, iris)))
        yield _node(_argument_iri(s, k, iris), pairs)


def _argument_iri(s: Statement, k: int, iris: Iris) -> Iri:
    return part(iris.statement(s.id), f"argument{k}")


def _speakers(s: Statement, iris: Iris) -> Iterator[Node]:
    """A node for each further link of the chain: who said that the speaker said so."""
    k, said = 1, s.attribution
    while said and said.via:
        pairs = _source(said.via, _speaker_iri(s, k + 1, iris), iris)
        yield _node(_speaker_iri(s, k, iris), [(TYPE, term("kg:Attribution")), *pairs])
        k, said = k + 1, said.via


def _source(said: Source, via: Iri, iris: Iris) -> Iterator[Pair]:
    """Speaker and hearer; `via` is the node of whom it was heard through, if anybody."""
    yield term("kg:attributedTo"), iris.entity(said.speaker)
    if said.to is not None:
        yield term("kg:addressee"), iris.entity(said.to)
    if said.via:
        yield term("kg:via"), via


def _speaker_iri(s: Statement, k: int, iris: Iris) -> Iri:
    return part(iris.statement(s.id), f"via{k}")


def _term(value: data.Term, iris: Iris) -> Term:
    if isinstance(value, data.Literal):
        return typed(value.value, value.datatype)
    if isinstance(value, StatementRef):
        return iris.statement(value.id)
    return iris.entity(value)


def _decimal(number: float) -> str:
    text = format(Decimal(repr(number)), "f")
    return text if "." in text else f"{text}.0"


def _documents(graph: KnowledgeGraph, iris: Iris) -> Iterator[Node]:
    sentences, cues = _cited(graph)
    for id_ in sorted({*graph.documents, *sentences}):
        document = graph.documents.get(id_)
        if document:
            yield _node(iris.document(id_), _document(document))
        for span in sorted(sentences[id_] | cues[id_]):
            pairs = [(TYPE, term("nif:RFC5147String"))]
            pairs += [(TYPE, term("nif:Sentence"))] if span in sentences[id_] else []
            pairs += [(TYPE, term("nif:Phrase"))] if span in cues[id_] else []
            place = _span(span, id_, document, iris)
            yield _node(iris.span(id_, span), [*pairs, *place])


def _cited(graph: KnowledgeGraph) -> tuple[dict[str, set[Span]], dict[str, set[Span]]]:
    """Spans of sentences and of cues, by document id."""
    sentences: dict[str, set[Span]] = defaultdict(set)
    cues: dict[str, set[Span]] = defaultdict(set)
    for s in graph.statements():
        for e in s.evidence:
            sentences[e.document].add(e.clause.sentence)
            cues[e.document].update(e.clause.cues)
    return sentences, cues


def _document(graph: DocumentGraph) -> Iterator[Pair]:
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
