"""A part of a graph: around an entity, of the foremost entities, or of some documents.

A part keeps the texts that its statements stand in, and of each entity the mentions in them. What
a kept statement speaks of is kept too: the statement that it is about, the members of a group.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import replace
from fnmatch import fnmatchcase

from kg.data import DocumentGraph, Entity, Statement, StatementRef
from kg.errors import GraphError
from kg.graph import KnowledgeGraph, entities_of


def around(graph: KnowledgeGraph, ids: Iterable[str], steps: int = 1) -> KnowledgeGraph:
    """Entities at most so many steps from these, and the statements among them.

    Two entities are one step apart where a statement names both, as a speaker or in any place.
    """
    near: dict[str, set[str]] = defaultdict(set)
    for statement in graph.statements():
        together = entities_of(statement)
        for entity in together:
            near[entity] |= together
    found = set(ids)
    edge = found
    for _ in range(steps):
        edge = {n for entity in edge for n in near.get(entity, ())} - found
        found = found | edge
    return _among(graph, found)


def top(graph: KnowledgeGraph, count: int) -> KnowledgeGraph:
    """The entities that most statements name, and the statements among them."""
    named = Counter(e for s in graph.statements() for e in entities_of(s))
    ranked = sorted(graph.entities(), key=lambda e: (-named[e.id], e.id))
    return _among(graph, {e.id for e in ranked[:count]})


def of_documents(graph: KnowledgeGraph, pattern: str) -> KnowledgeGraph:
    """What stands in documents with a source that fits a pattern ("2019/*.txt").

    Raises `GraphError` where no document fits.
    """
    kept = {
        id_
        for id_ in graph.documents
        if any(fnmatchcase(s, pattern) for s in graph.documents[id_].document.sources)
    }
    if not kept:
        raise GraphError(f"no document has a source that fits {pattern!r}")
    said = [s for s in graph.statements() if any(e.document in kept for e in s.evidence)]
    entities = {e.id for e in graph.entities() if any(m.document in kept for m in e.mentions)}
    return _part(graph, entities, said, kept)


def _among(graph: KnowledgeGraph, entities: set[str]) -> KnowledgeGraph:
    """These entities, and the statements that name no others, with the texts they stand in."""
    said = _spoken_of(graph, (s.id for s in graph.statements() if entities_of(s) <= entities))
    documents = {e.document for s in said for e in s.evidence}
    for id_ in sorted(entities):
        mentions = graph.entity(id_).mentions
        if mentions and not any(m.document in documents for m in mentions):
            documents.add(mentions[0].document)
    return _part(graph, entities, said, documents)


def _part(
    graph: KnowledgeGraph, entities: set[str], said: list[Statement], documents: set[str]
) -> KnowledgeGraph:
    """These entities and statements as far as they stand in these documents."""
    named = entities.union(*map(entities_of, said))
    named |= {m for id_ in named for m in graph.entity(id_).members}
    kept: Mapping[str, DocumentGraph] = {
        id_: graph.documents[id_] for id_ in sorted(documents) if id_ in graph.documents
    }
    return KnowledgeGraph(
        [_entity(graph.entity(id_), documents) for id_ in named],
        [_statement(s, documents) for s in said],
        kept,
    )


def _spoken_of(graph: KnowledgeGraph, ids: Iterable[str]) -> list[Statement]:
    """Statements, those that they are about, and those that these are about."""
    found: dict[str, Statement] = {}
    pending = list(ids)
    while pending:
        statement = graph.statement(pending.pop())
        if statement.id not in found:
            found[statement.id] = statement
            terms = (statement.object, *(a.term for a in statement.arguments))
            pending += [t.id for t in terms if isinstance(t, StatementRef)]
    return list(found.values())


def _entity(entity: Entity, documents: set[str]) -> Entity:
    return replace(entity, mentions=tuple(m for m in entity.mentions if m.document in documents))


def _statement(statement: Statement, documents: set[str]) -> Statement:
    return replace(
        statement, evidence=tuple(e for e in statement.evidence if e.document in documents)
    )
