"""Entities and statements as people read them, and as JSON for programs."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.data import Entity, Evidence, Source, Statement, Term
    from kg.derivation import Derivation
    from kg.graph import KnowledgeGraph


def in_words(graph: KnowledgeGraph, statement: Statement) -> str:
    """A statement on one line, with who says so and what it is if not a fact."""
    parts = [graph.label(statement.subject), statement.label, rest(graph, statement)]
    return " ".join(filter(None, parts)) + f" [{standing(graph, statement)}]"


def rest(graph: KnowledgeGraph, statement: Statement) -> str:
    """Object, further arguments and time of a statement."""
    parts = [graph.label(statement.object)]
    parts += [f"{a.preposition} {graph.label(a.term)}".strip() for a in statement.arguments]
    if when := statement.time:
        parts.append(f"({when.start})" if when.start == when.end else f"({when.start}–{when.end})")
    return " ".join(filter(None, parts))


def standing(graph: KnowledgeGraph, statement: Statement) -> str:
    """ "fact", or what keeps it from being one: "denied", "said by A through B"."""
    if statement.is_fact:
        return "fact"
    parts: list[str] = [statement.factuality] if statement.factuality != "asserted" else []
    if statement.modality and statement.factuality == "hypothetical":
        parts = [f"hypothetical: {statement.modality}"]
    if said := statement.attribution:
        parts.append("said by " + " through ".join(_speakers(graph, said)))
    return ", ".join(parts)


def entity_record(graph: KnowledgeGraph, entity: Entity) -> dict[str, Any]:
    """An entity for programs."""
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "description": entity.description,
        "members": list(entity.members),
        "mentions": len(entity.mentions),
        "documents": sorted({m.document for m in entity.mentions}),
    }


def statement_record(graph: KnowledgeGraph, statement: Statement, why: bool) -> dict[str, Any]:
    """A statement for programs, with the sentences that it comes from if asked `why`."""
    s = statement
    record = {
        "id": s.id,
        "subject": s.subject,
        "predicate": s.predicate,
        "label": s.label,
        "object": _term(s.object),
        "arguments": [
            {"role": a.role, "preposition": a.preposition, "term": _term(a.term)}
            for a in s.arguments
        ],
        "time": None if s.time is None else {"start": s.time.start, "end": s.time.end},
        "factuality": s.factuality,
        "modality": s.modality,
        "attribution": _source(s.attribution),
        "fact": s.is_fact,
        "confidence": s.confidence,
    }
    return record | ({"evidence": [evidence_record(graph, e) for e in s.evidence]} if why else {})


def evidence_record(graph: KnowledgeGraph, evidence: Evidence) -> dict[str, Any]:
    """Where a statement is made, with the sentence; a graph from RDF has no sentences."""
    known = graph.documents.get(evidence.document)
    sources, text = (known.document.sources, known.document.text) if known else ((), "")
    start, end = evidence.clause.sentence
    return {
        "document": evidence.document,
        "source": sources[0] if sources else "",
        "start": start,
        "end": end,
        "sentence": " ".join(text[start:end].split()),
        "rule": evidence.clause.rule,
        "confidence": evidence.clause.confidence,
    }


def derivation_record(derivation: Derivation) -> dict[str, Any]:
    """How a statement comes out of a sentence, for programs."""
    d = derivation
    return {
        "document": d.evidence.document,
        "sentence": d.sentence,
        "tree": [
            {"depth": depth, "word": word, "tag": tag, "relation": relation}
            for depth, word, tag, relation in d.tree
        ],
        "rule": d.rule,
        "does": d.does,
        "factuality": d.factuality,
        "reason": d.reason,
        "cues": list(d.cues),
        "again": d.again,
    }


def _term(term: Term | None) -> Any:
    from kg.data import Literal, StatementRef

    if isinstance(term, Literal):
        return {"value": term.value, "datatype": term.datatype, "type": term.type}
    return {"statement": term.id} if isinstance(term, StatementRef) else term


def _source(said: Source | None) -> dict[str, Any] | None:
    if said is None:
        return None
    return {"speaker": said.speaker, "to": said.to, "via": _source(said.via)}


def _speakers(graph: KnowledgeGraph, said: Source | None) -> Iterator[str]:
    while said:
        yield graph.label(said.speaker)
        said = said.via
