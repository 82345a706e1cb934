"""A graph as nodes and relationships with properties, as Neo4j and its kind have them.

Nodes are entities, values, and statements that other statements are about; the type of an entity
or value is a label too. A relationship has the predicate as its type if it is a fact from
subject to object. That of a further argument ends with its role ("meet__place"), and what is
no fact ends with why ("sign__denied", "leave__reported"), so that no query takes it for one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from kg.data import Entity, Literal, Source, Statement, StatementRef, Term
from kg.formats.characters import identifier
from kg.graph import KnowledgeGraph

Property = str | int | float | bool | tuple[str, ...] | None

ENTITY, LITERAL, STATEMENT = "Entity", "Literal", "Statement"
"""The kinds of nodes: the first label of each."""


class NodeRecord(NamedTuple):
    """A node: an id that no other has, labels from kind to type, properties."""

    id: str
    labels: tuple[str, ...]
    properties: Mapping[str, Property]


class RelationshipRecord(NamedTuple):
    """A relationship from an entity to a node of the kind `end_kind`."""

    start: str
    end: str
    end_kind: str
    type: str
    properties: Mapping[str, Property]


def nodes(graph: KnowledgeGraph) -> Iterator[NodeRecord]:
    """All nodes, those of each kind together."""
    yield from map(_entity, graph.entities())
    terms = {t for s in graph.statements() for t in (s.object, *(a.term for a in s.arguments))}
    yield from sorted((_value(t) for t in terms if isinstance(t, Literal)), key=lambda n: n.id)
    references = sorted(t.id for t in terms if isinstance(t, StatementRef))
    for ref in map(StatementRef, references):
        yield NodeRecord(node_id(ref), (STATEMENT,), {"label": graph.label(ref)})


def relationships(graph: KnowledgeGraph) -> Iterator[RelationshipRecord]:
    """Members of groups, then statements with their further arguments."""
    for entity in graph.entities():
        for member in entity.members:
            ends = identifier(entity.id), identifier(member)
            yield RelationshipRecord(*ends, ENTITY, "has_member", {"label": "has member"})
    for s in graph.statements():
        yield _relationship(s, s.subject if s.object is None else s.object, s.label)
        for a in s.arguments:
            words = filter(None, (s.label, graph.label(s.object), a.preposition))
            yield _relationship(s, a.term, " ".join(words), a.role)


def node_id(term: Term) -> str:
    """The id of a node; no entity's id holds a space, so no other node's id is an entity's."""
    if isinstance(term, Literal):
        return " ".join(map(identifier, ("value", term.type, term.datatype, term.value)))
    if isinstance(term, StatementRef):
        return f"statement {identifier(term.id)}"
    return identifier(term)


def _kind(term: Term) -> str:
    if isinstance(term, Literal):
        return LITERAL
    return STATEMENT if isinstance(term, StatementRef) else ENTITY


def _entity(e: Entity) -> NodeRecord:
    properties: dict[str, Property] = {
        "label": e.label,
        "type": e.type,
        "aliases": e.aliases,
        "description": e.description,
        "mentions": len(e.mentions),
    }
    return NodeRecord(identifier(e.id), (ENTITY, e.type), properties)


def _value(value: Literal) -> NodeRecord:
    properties: dict[str, Property] = {
        "label": value.value,
        "type": value.type,
        "value": value.value,
        "datatype": value.datatype,
    }
    return NodeRecord(node_id(value), (LITERAL, value.type), properties)


def _relationship(s: Statement, end: Term, label: str, role: str = "") -> RelationshipRecord:
    properties: dict[str, Property] = {
        "label": label,
        "statement": identifier(s.id),
        "factuality": s.factuality,
        "reported": s.attribution is not None,
        "modality": s.modality,
        "speakers": tuple(_speakers(s.attribution)),
        "from": s.time.start if s.time else "",
        "until": s.time.end if s.time else "",
        "confidence": s.confidence,
        "weight": len(s.evidence),
        "evidence": tuple(
            "{}#char={},{}".format(e.document, *e.clause.sentence) for e in s.evidence
        ),
    }
    return RelationshipRecord(
        identifier(s.subject), node_id(end), _kind(end), _type(s, role), properties
    )


def _type(s: Statement, role: str) -> str:
    parts = [s.predicate, role, s.factuality if s.factuality != "asserted" else ""]
    return identifier("__".join(filter(None, [*parts, "reported" if s.attribution else ""])))


def _speakers(said: Source | None) -> Iterator[str]:
    while said:
        yield identifier(said.speaker)
        said = said.via
