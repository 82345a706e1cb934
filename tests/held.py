"""What RDF holds of a graph, to compare with what is read back."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from kg.data import Clause, Entity, Evidence, Phrase, Relation, Statement
from kg.formats.characters import scalars, xml
from kg.graph import KnowledgeGraph


def held_in_rdf(graph: KnowledgeGraph, syntax: str = "ttl") -> KnowledgeGraph:
    """A graph without documents, mentions, and the words of phrases.

    What stands in IRIs (ids, roles) is kept as it is; of other text, what RDF or XML cannot
    hold is replaced.
    """
    text = xml if syntax == "rdf" else scalars
    return KnowledgeGraph(
        [_entity(e, text) for e in graph.entities()],
        [_statement(s, text) for s in graph.statements()],
        {},
    )


def _entity(e: Entity, text: Any) -> Entity:
    return replace(
        e,
        label=text(e.label),
        type=text(e.type),
        mentions=(),
        aliases=tuple(sorted({text(a) for a in e.aliases})),
        description=text(e.description),
        members=tuple(sorted(set(e.members))),
        gender=text(e.gender),
    )


def _statement(s: Statement, text: Any) -> Statement:
    plain = replace(
        s,
        label=text(s.label),
        object=_term(s.object, text),
        arguments=tuple(
            replace(a, preposition=text(a.preposition), term=_term(a.term, text))
            for a in s.arguments
        ),
        time=s.time and replace(s.time, start=text(s.time.start), end=text(s.time.end)),
        modality=text(s.modality),
    )
    return replace(plain, evidence=tuple(_evidence(e, plain, text) for e in s.evidence))


def _term(term: Any, text: Any) -> Any:
    if not hasattr(term, "value"):
        return term
    value = replace(term, value=text(term.value), type=text(term.type))
    return replace(value, datatype=text(value.datatype))


def _evidence(e: Evidence, s: Statement, text: Any) -> Evidence:
    clause = Clause(
        id=text(e.clause.id),
        rule=text(e.clause.rule),
        confidence=e.clause.confidence,
        sentence=e.clause.sentence,
        subject=Phrase(""),
        relation=Relation(text(e.clause.relation.text), s.label),
        time=s.time,
        factuality=s.factuality,
        modality=s.modality,
        cues=tuple(sorted(set(e.clause.cues))),
    )
    return Evidence(e.document, clause)
