"""The graph that everything ends in: entities, statements, evidence, and the networkx view."""

from __future__ import annotations

import unicodedata
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

import networkx as nx

from kg.data import Clause, DocumentGraph, Entity, Literal, Statement, StatementRef, Term
from kg.errors import GraphError


@dataclass(frozen=True, slots=True)
class Edge:
    """A statement, or one of its further arguments, as an arrow between two nodes.

    `key` is (statement id, k): k is 0 for subject and object, then one for each argument.
    `label` is the relation, for an argument followed by object and preposition.
    """

    source: str
    target: str
    key: tuple[str, int]
    label: str
    statement: Statement


class KnowledgeGraph:
    """Entities and statements with their evidence, and the documents that they come from.

    Made by `kg.build`, `kg.load` or `kg.resolve.across.assemble`; it is not changed afterwards.
    `documents` maps document ids to their `DocumentGraph`s and may read them from disk one by
    one, so texts need not stand in memory.
    """

    def __init__(
        self,
        entities: Iterable[Entity],
        statements: Iterable[Statement],
        documents: Mapping[str, DocumentGraph],
    ) -> None:
        self._entities = {e.id: e for e in sorted(entities, key=lambda e: e.id)}
        self._statements = {s.id: s for s in sorted(statements, key=lambda s: s.id)}
        self.documents = documents

    def entity(self, id: str) -> Entity:  # noqa: A002 - the contract's own word
        """The entity with this id; raises `GraphError`."""
        try:
            return self._entities[id]
        except KeyError:
            raise GraphError(f"no entity has the id {id!r}") from None

    def statement(self, id: str) -> Statement:  # noqa: A002 - the contract's own word
        """The statement with this id; raises `GraphError`."""
        try:
            return self._statements[id]
        except KeyError:
            raise GraphError(f"no statement has the id {id!r}") from None

    def entities(self, name: str | None = None, type: str | None = None) -> list[Entity]:  # noqa: A002
        """Entities in order of id; `name` is an id, label or alias, in any case and accents."""
        found = self._by_name.get(fold(name), []) if name is not None else self._entities.values()
        return [e for e in found if type is None or e.type == type]

    def statements(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        object: str | None = None,  # noqa: A002 - the contract's own word
        *,
        about: str | None = None,
        facts: bool = False,
    ) -> list[Statement]:
        """Statements in order of id that fit all that is given.

        `subject`, `object` and `about` are names or ids of entities; `about` stands in any
        place, speakers included. `predicate` is a predicate's id or lemma. `facts` keeps what a
        document itself asserts.
        """
        chosen = self._statements.values() if about is None else self._about(about)
        subjects = None if subject is None else {e.id for e in self.entities(subject)}
        objects = None if object is None else {e.id for e in self.entities(object)}
        return [
            s
            for s in chosen
            if (subjects is None or s.subject in subjects)
            and (predicate is None or predicate in (s.predicate, s.label))
            and (objects is None or (isinstance(s.object, str) and s.object in objects))
            and (s.is_fact or not facts)
        ]

    def edges(self) -> Iterator[Edge]:
        """All edges in order: what networkx, the page and GraphML draw."""
        for s in self._statements.values():
            yield from edges_of(s, self.label)

    def label(self, term: Term | None) -> str:
        """How a term is shown: an entity's label, a literal's value, a statement in words."""
        if term is None:
            return ""
        if isinstance(term, Literal):
            return term.value
        if isinstance(term, StatementRef):
            s = self.statement(term.id)
            parts = (self.label(s.subject), relation_within(s), self.label(s.object))
            return " ".join(filter(None, parts))
        return self.entity(term).label

    @cached_property
    def networkx(self) -> nx.MultiDiGraph[str]:
        """The graph for networkx's algorithms.

        Nodes are entity ids with label, type, aliases, description and, for each predicate of
        facts with a value, `value_<predicate>`, a list of values; edges have the keys of `edges`
        and label, predicate, factuality, reported, confidence, weight (number of evidences) and
        statement.
        """
        graph: nx.MultiDiGraph[str] = nx.MultiDiGraph()
        for e in self._entities.values():
            graph.add_node(
                e.id, label=e.label, type=e.type, aliases=e.aliases, description=e.description
            )
        for s in self._statements.values():
            if isinstance(s.object, Literal) and s.is_fact:
                values: list[str] = graph.nodes[s.subject].setdefault(f"value_{s.predicate}", [])
                values.append(s.object.value)
        for edge in self.edges():
            s = edge.statement
            graph.add_edge(
                edge.source,
                edge.target,
                key=edge.key,
                label=edge.label,
                predicate=s.predicate,
                factuality=s.factuality,
                reported=s.attribution is not None,
                confidence=s.confidence,
                weight=len(s.evidence),
                statement=s.id,
            )
        return graph

    @cached_property
    def _by_name(self) -> dict[str, list[Entity]]:
        index: dict[str, list[Entity]] = defaultdict(list)
        for e in self._entities.values():
            for name in sorted({fold(n) for n in (e.id, e.label, *e.aliases)}):
                index[name].append(e)
        return index

    def _about(self, name: str) -> list[Statement]:
        ids = {e.id for e in self.entities(name)}
        return [s for s in self._statements.values() if ids & entities_of(s)]


def relation_within(statement: Statement) -> str:
    """The relation of a statement that is part of another, so that it shows what is denied.

    It is in the words of its best evidence ("could not reach", "to sign"), which say with their
    auxiliaries how it is meant. "not" is added where subject or object deny it ("no accord was
    signed"); what the outer statement denies ("without signing") is said there.
    """
    clause = max(statement.evidence, key=lambda e: e.clause.confidence).clause
    relation, subject = clause.relation, clause.subject.start or 0
    turned = relation.inverted or any(start < subject for start, _ in relation.spans)
    words = statement.label if turned or not relation.text else relation.text
    if not _is_denied_by_a_phrase(clause):
        return words
    first, _, rest = words.partition(" ")
    return f"{first} not {rest}" if first in _AUXILIARIES else f"not {statement.label}"


_AUXILIARIES = frozenset(
    """is are was were am be been has have had do does did will would can could may might must
    shall should""".split()
)


def _is_denied_by_a_phrase(clause: Clause) -> bool:
    """Whether a word in its subject, object or arguments denies a clause, and none in its verb."""
    if clause.factuality != "denied":
        return False
    phrases = [p for p in clause.phrases() if p.clause is None]
    inside = [(p.start, p.end) for p in phrases if p.start is not None and p.end is not None]

    def holds(spans: Iterable[tuple[int, int]]) -> bool:
        return any(s <= start < e for start, _ in clause.cues for s, e in spans)

    return holds(inside) and not holds(clause.relation.spans)


def edges_of(statement: Statement, label: Callable[[Term | None], str]) -> Iterator[Edge]:
    """The edges of one statement; one without entities but its subject is a loop."""
    s = statement
    if isinstance(s.object, str) or s.object is None:
        yield Edge(s.subject, s.object or s.subject, (s.id, 0), s.label, s)
    for k, argument in enumerate(s.arguments, 1):
        if isinstance(argument.term, str):
            words = (s.label, label(s.object), argument.preposition)
            yield Edge(s.subject, argument.term, (s.id, k), " ".join(filter(None, words)), s)


def entities_of(statement: Statement) -> set[str]:
    """Ids of all entities in a statement, those who say it included."""
    terms = (statement.subject, statement.object, *(a.term for a in statement.arguments))
    found = {t for t in terms if isinstance(t, str)}
    said = statement.attribution
    while said:
        found |= {said.speaker} | ({said.to} if said.to else set())
        said = said.via
    return found


def fold(name: str) -> str:
    """A name without case, accents and underscores, for looking up."""
    plain = unicodedata.normalize("NFKD", name.replace("_", " "))
    return "".join(c for c in plain if not unicodedata.combining(c)).casefold().strip()
