"""The statements of a whole graph as JSON objects, and back, without loss."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict

from kg.data import (
    Clause,
    Evidence,
    Interval,
    Literal,
    Source,
    Statement,
    StatementArgument,
    StatementRef,
    Term,
)
from kg.formats.records import (
    Record,
    clause_from_json,
    clause_to_json,
    literal_from_json,
    literal_to_json,
)


def statement_to_json(statement: Statement, foreign: Mapping[str, set[Clause]]) -> Record:
    """A statement's object. Its evidence names clauses of the documents by their ids.

    `foreign` holds, by document id, the clauses that cannot be found there: they are written
    whole.
    """
    s = statement
    return {
        "id": s.id,
        "subject": s.subject,
        "predicate": s.predicate,
        "label": s.label,
        "object": None if s.object is None else _term(s.object),
        "arguments": [
            {"role": a.role, "preposition": a.preposition, **_term(a.term)} for a in s.arguments
        ],
        "time": s.time and asdict(s.time),
        "factuality": s.factuality,
        "modality": s.modality,
        "attribution": s.attribution and asdict(s.attribution),
        "confidence": s.confidence,
        "evidence": [_evidence(e, foreign.get(e.document, set())) for e in s.evidence],
    }


def statement_from_json(record: Record, clauses: Mapping[str, Mapping[str, Clause]]) -> Statement:
    """The statement of an object; `clauses` are those of the documents, by both ids."""
    time, said = record["time"], record["attribution"]
    return Statement(
        id=record["id"],
        subject=record["subject"],
        predicate=record["predicate"],
        label=record["label"],
        object=record["object"] and _read_term(record["object"]),
        arguments=tuple(
            StatementArgument(a["role"], a["preposition"], _read_term(a))
            for a in record["arguments"]
        ),
        time=time and Interval(time["start"], time["end"]),
        factuality=record["factuality"],
        modality=record["modality"],
        attribution=said and _read_source(said),
        evidence=tuple(_read_evidence(e, clauses) for e in record["evidence"]),
    )


def _term(term: Term) -> Record:
    if isinstance(term, Literal):
        return literal_to_json(term)
    if isinstance(term, StatementRef):
        return {"statement": term.id}
    return {"entity": term}


def _read_term(record: Record) -> Term:
    if "value" in record:
        return literal_from_json(record)
    if "statement" in record:
        return StatementRef(record["statement"])
    entity: str = record["entity"]
    return entity


def _read_source(record: Record) -> Source:
    via = record["via"]
    return Source(record["speaker"], record["to"], via and _read_source(via))


def _evidence(evidence: Evidence, foreign: set[Clause]) -> Record:
    clause = evidence.clause
    known = clause not in foreign
    return {
        "document": evidence.document,
        "clause": clause.id if known else clause_to_json(clause),
    }


def _read_evidence(record: Record, clauses: Mapping[str, Mapping[str, Clause]]) -> Evidence:
    document, clause = record["document"], record["clause"]
    if isinstance(clause, str):
        return Evidence(document, clauses[document][clause])
    return Evidence(document, clause_from_json(clause))
