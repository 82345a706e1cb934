"""What the page shows, as plain JSON: entities, statements, documents and the words they rest on.

Entities, statements and documents name each other by their places in their lists. The types of
`page/data.js` describe the same shape.
"""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from kg.data import (
    Clause,
    Document,
    Entity,
    Evidence,
    Literal,
    Source,
    Span,
    Statement,
    StatementRef,
    Term,
)
from kg.formats.html.selection import Selection
from kg.formats.html.style import kind_of, look, look_name
from kg.formats.html.texts import mentions_of, packed
from kg.graph import KnowledgeGraph

Json = dict[str, Any]

_MOST_DOCUMENTS = 5
"""How many documents are named on the card of an entity that is only mentioned."""


def content_of(graph: KnowledgeGraph, chosen: Selection, title: str | None) -> Json:
    """Everything but the network."""
    documents = sorted(graph.documents)
    places = {id_: i for i, id_ in enumerate(documents)}
    passages = _Passages(chosen, places)
    statements = _Statements(graph, chosen, passages)
    described = [passages.describe(id_, graph.documents[id_].document) for id_ in documents]
    return {
        "title": title or _default_title(described),
        "counts": {
            "entities": chosen.all_entities,
            "statements": chosen.all_statements,
            "documents": len(documents),
        },
        "types": _types(chosen),
        "entities": [_entity(e, chosen, places) for e in chosen.entities],
        "statements": [statements.describe(s) for s in chosen.statements],
        "documents": described,
    }


def _default_title(documents: list[Json]) -> str:
    if len(documents) != 1:
        return "Knowledge graph"
    [document] = documents
    return document["title"] or next(iter(document["sources"]), "Knowledge graph")


def _types(chosen: Selection) -> list[Json]:
    """The types that occur, with their looks, in order of name."""
    names = sorted({e.type for e in chosen.entities})
    looks = {name: look(look_name(name)) for name in names}
    return [{"name": n, "colour": looks[n].colour, "shape": looks[n].shape} for n in names]


def _entity(entity: Entity, chosen: Selection, documents: dict[str, int]) -> Json:
    id_, number = entity.id, chosen.number_of
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "aliases": list(entity.aliases),
        "description": entity.description,
        "members": [number[m] for m in entity.members if m in number],
        "membersLeftOut": sum(m not in number for m in entity.members),
        "leftOut": chosen.left_out[id_],
        "mentioned": [] if number[id_] < chosen.drawn else _first_mentions(entity, documents),
    }


def _first_mentions(entity: Entity, documents: dict[str, int]) -> list[tuple[int, int]]:
    """The first mention in each of some documents of the graph."""
    firsts: dict[int, int] = {}
    held = ((documents[m.document], m.start) for m in entity.mentions if m.document in documents)
    for document, start in sorted(held):
        firsts.setdefault(document, start)
    return list(firsts.items())[:_MOST_DOCUMENTS]


class _Statements:
    """Turns statements into JSON, in the words of their best evidence."""

    def __init__(self, graph: KnowledgeGraph, chosen: Selection, passages: _Passages) -> None:
        self._graph, self._passages = graph, passages
        self._entities = chosen.number_of
        self._statements = {s.id: i for i, s in enumerate(chosen.statements)}

    def describe(self, s: Statement) -> Json:
        best = _best(s)
        words = best.relation.text
        return {
            "subject": self._entities[s.subject],
            "relation": words or s.label,
            "lemma": s.label,
            "inverted": bool(words) and best.relation.inverted,
            "object": None if s.object is None else self._term(s.object, best),
            "arguments": [
                [a.role, a.preposition, self._term(a.term, best, a.preposition)]
                for a in s.arguments
            ],
            "time": [s.time.start, s.time.end] if s.time else None,
            "kind": kind_of(s),
            "modality": s.modality,
            "said": self._said(s.attribution),
            "confidence": round(s.confidence, 3),
            "evidence": [self._passages.evidence(e) for e in s.evidence],
        }

    def _term(self, term: Term, best: Clause, preposition: str = "") -> int | Json:
        if isinstance(term, Literal):
            text = _as_written(term, best, preposition)
            return {"text": text, "type": term.type, "value": term.value}
        if isinstance(term, StatementRef):
            return {"text": self._graph.label(term), "statement": self._statements.get(term.id)}
        return self._entities[term]

    def _said(self, source: Source | None) -> Json | None:
        if source is None:
            return None
        return {
            "by": self._entities[source.speaker],
            "to": None if source.to is None else self._entities[source.to],
            "via": self._said(source.via),
        }


def _best(s: Statement) -> Clause:
    """The clause that says it best: an active one before a passive, then the surest."""
    clauses = [e.clause for e in s.evidence]
    return min(clauses, key=lambda c: (c.relation.inverted, -c.confidence))


def _as_written(literal: Literal, clause: Clause, preposition: str) -> str:
    """A literal in the clause's own words, without the preposition, which is shown by itself."""
    for phrase in clause.phrases():
        if phrase.literal == literal and phrase.text:
            begins = phrase.text.casefold().startswith(f"{preposition.casefold()} ")
            return phrase.text[len(preposition) + 1 :] if begins else phrase.text
    return literal.value


class _Passages:
    """The passages of documents that evidence stands in: sentences.

    A passage is [offset, text without space at its end]; evidence names it by its place in the
    list of its document, and all offsets in evidence count characters of the document.
    """

    def __init__(self, chosen: Selection, documents: dict[str, int]) -> None:
        self._documents = documents
        self._mentions = mentions_of(chosen.entities)
        spans: dict[str, set[Span]] = defaultdict(set)
        for e in (e for s in chosen.statements for e in s.evidence):
            spans[e.document].add(e.clause.sentence)
        self._spans = {document: sorted(found) for document, found in spans.items()}
        self._places = {
            (document, span): i
            for document, found in self._spans.items()
            for i, span in enumerate(found)
        }

    def evidence(self, evidence: Evidence) -> Json:
        clause = evidence.clause
        return {
            "document": self._documents[evidence.document],
            "passage": self._places[evidence.document, clause.sentence],
            "sentence": list(clause.sentence),
            "marks": _marks(clause),
            "rule": clause.rule,
            "confidence": round(clause.confidence, 3),
            "speaker": clause.attribution.source.text if clause.attribution else "",
        }

    def describe(self, id_: str, document: Document) -> Json:
        return {
            "id": id_,
            "title": document.title,
            "date": document.date,
            "sources": list(document.sources),
            "metadata": [list(pair) for pair in document.metadata],
            "passages": [
                [start, document.text[start:end].rstrip()]
                for start, end in self._spans.get(id_, [])
            ],
            "packed": packed(document, self._mentions.get(id_, [])),
        }


def _marks(clause: Clause) -> list[tuple[int, int, str]]:
    """The spans of a clause's parts, in order, within its sentence."""
    ends = ("object", "subject") if clause.relation.inverted else ("subject", "object")
    phrases = list(zip(ends, (clause.subject, clause.object), strict=True))
    phrases += [("argument", a.phrase) for a in clause.arguments]
    phrases += [("speaker", clause.attribution.source if clause.attribution else None)]
    marks = [(p.start, p.end, part) for part, p in phrases if p]
    marks += [(start, end, "relation") for start, end in clause.relation.spans]
    marks += [(start, end, "cue") for start, end in clause.cues]
    first, last = clause.sentence
    clipped = {
        (max(start, first), min(end, last), part)
        for start, end, part in marks
        if start is not None and end is not None
    }
    return sorted(mark for mark in clipped if mark[0] < mark[1])
