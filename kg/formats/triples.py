"""A graph as RDF triples, subject by subject, in the order in which a person would read them.

A fact is a plain triple. Every statement, fact or not, also has a node of its own that says who
says so, how sure it is, and where it stands: reifying is not asserting. There are no blank
nodes, so that two files can be compared and merged as text.

Subjects are made one by one and forgotten; what is kept while a graph is written is a pointer
or two for each statement.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import cached_property

from kg.data import Entity, Statement
from kg.formats.dataset import Size, dataset
from kg.formats.documents import places, record
from kg.formats.iris import Iri, Iris, absolute
from kg.formats.nodes import LABEL, TYPE, Node, Pair, Section, node, value_term
from kg.formats.profiles import Profile
from kg.formats.statement_nodes import statement_nodes
from kg.formats.vocabulary import ANYTHING, CLASSES, XSD_BOOLEAN, Value, plain, term
from kg.graph import KnowledgeGraph


def sections(graph: KnowledgeGraph, profile: Profile) -> Iterator[Section]:
    """All triples of a graph. Documents are asked for one by one, in order of their ids."""
    return _Triples(graph, profile).sections()


class _Triples:
    """The triples of one graph, with the indexes that they need."""

    def __init__(self, graph: KnowledgeGraph, profile: Profile) -> None:
        self.graph, self.profile, self.iris = graph, profile, profile.iris

    def sections(self) -> Iterator[Section]:
        named = self.profile.provenance == "graphs"
        yield Section("What this is", dataset(Size.of(self.graph), self.profile))
        yield Section(
            "Entities" if named else "Entities, and the facts about them", self._entities(not named)
        )
        yield Section("Relations, and the roles of further arguments", self._properties())
        if self.profile.provenance == "none":
            return
        if named:
            yield Section("Documents", self._records())
            for id_, statements in sorted(self._by_document.items()):
                iri = self.iris.document(id_)
                yield Section("What this document says", self._said(id_, statements), iri)
        else:
            heading = "Statements: facts, and what was reported, denied or hoped"
            yield Section(heading, self._statements(self.graph.statements()))
            yield Section("Documents, and the places in them", self._documents())

    def _entities(self, with_facts: bool) -> Iterator[Node]:
        facts = self._facts(self.graph.statements(facts=True)) if with_facts else {}
        for e in self.graph.entities():
            pairs = self._fact_pairs(e.id, facts.get(e.id, ()))
            yield node(self.iris.entity(e.id), [*entity_pairs(e, self.iris), *pairs])

    def _facts(self, statements: Iterable[Statement]) -> dict[str, list[Statement]]:
        """Facts by the entity that is the subject of their triples."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in statements:
            if s.object is not None:
                found[s.subject].append(s)
                backward = any(not forward for forward, _ in self._known(s))
                if backward and isinstance(s.object, str) and s.object != s.subject:
                    found[s.object].append(s)
        return found

    def _fact_pairs(self, entity: str, facts: Iterable[Statement]) -> list[Pair]:
        """The plain triples of facts that have this entity as their subject, sorted."""
        iri = self.iris.entity(entity)
        found = (t for s in facts for t in plain_triples(s, self._types, self.profile))
        return sorted({pair for subject, pair in found if subject == iri}, key=_order)

    def _known(self, statement: Statement) -> Iterator[tuple[bool, Iri]]:
        return self.profile.properties.of(statement, self._types)

    @cached_property
    def _types(self) -> dict[str, str]:
        return {e.id: e.type for e in self.graph.entities()}

    @cached_property
    def _labels(self) -> dict[str, set[str]]:
        """Labels by the id of their predicate."""
        found: dict[str, set[str]] = defaultdict(set)
        for s in self.graph.statements():
            found[s.predicate].add(s.label)
        return found

    def _properties(self) -> Iterator[Node]:
        relations = {self.iris.relation(p): names for p, names in self._labels.items()}
        roles = {a.role for s in self.graph.statements() for a in s.arguments}
        used: dict[Iri, set[str]] = {}
        if self.profile.provenance != "none":
            used = {self.iris.role(r): {r.replace("_", " ")} for r in roles}
        for iri, names in (*sorted(relations.items()), *sorted(used.items())):
            yield property_node(iri, names)

    def _statements(self, statements: Iterable[Statement], document: str = "") -> Iterator[Node]:
        for s in statements:
            several = len(self._labels[s.predicate]) > 1
            yield from statement_nodes(s, self.profile, several, document)

    @cached_property
    def _by_document(self) -> dict[str, list[Statement]]:
        """Statements by the documents of their evidence."""
        found: dict[str, list[Statement]] = defaultdict(list)
        for s in self.graph.statements():
            for id_ in dict.fromkeys(e.document for e in s.evidence):
                found[id_].append(s)
        return found

    def _documents(self) -> Iterator[Node]:
        for id_ in sorted({*self.graph.documents, *self._by_document}):
            document = self.graph.documents.get(id_)
            if document:
                yield record(document, self.iris)
            yield from places(id_, self._by_document.get(id_, []), document, self.iris)

    def _records(self) -> Iterator[Node]:
        for id_ in sorted(self.graph.documents):
            yield record(self.graph.documents[id_], self.iris)

    def _said(self, id_: str, statements: list[Statement]) -> Iterator[Node]:
        """What stands in the graph of one document."""
        for entity, facts in sorted(self._facts(s for s in statements if s.is_fact).items()):
            yield node(self.iris.entity(entity), self._fact_pairs(entity, facts))
        yield from self._statements(statements, id_)
        yield from places(id_, statements, self.graph.documents.get(id_), self.iris)


def plain_triples(
    s: Statement, types: Mapping[str, str], profile: Profile
) -> Iterator[tuple[Iri, Pair]]:
    """The triples of a fact that has an object, each with its subject.

    `types` are those of the entities at both ends, by id, where its relation is one of
    `profile.properties`.
    """
    assert s.object is not None
    iris = profile.iris
    subject, object_ = iris.entity(s.subject), value_term(s.object, iris)
    yield subject, (iris.relation(s.predicate), object_)
    for forward, iri in profile.properties.of(s, types):
        if forward:
            yield subject, (iri, object_)
        elif isinstance(object_, Iri):
            yield object_, (iri, subject)


def _order(pair: Pair) -> tuple[str, bool, str]:
    predicate, object_ = pair
    is_value = isinstance(object_, Value)
    return predicate, is_value, object_.text if isinstance(object_, Value) else str(object_)


def property_node(iri: Iri, labels: Iterable[str]) -> Node:
    """A relation, or the role of a further argument."""
    return node(iri, [(TYPE, term("rdf:Property")), *((LABEL, plain(x)) for x in sorted(labels))])


def entity_pairs(entity: Entity, iris: Iris) -> Iterator[Pair]:
    """What is said of an entity beside the facts about it."""
    classes = CLASSES.get(entity.type, ANYTHING)
    yield from ((TYPE, c) for c in classes)
    if entity.members:
        yield TYPE, term("kg:Group")
    yield LABEL, plain(entity.label)
    yield from ((term("skos:altLabel"), plain(a)) for a in entity.aliases)
    yield from ((term("owl:sameAs"), Iri(i)) for i in entity.same_as if absolute(i))
    if entity.description:
        yield term("schema:description"), plain(entity.description)
    if entity.type not in CLASSES:
        yield term("kg:entityType"), plain(entity.type)
    if entity.gender:
        yield term("kg:gender"), plain(entity.gender)
    if entity.generic:
        yield term("kg:generic"), Value("true", XSD_BOOLEAN)
    yield from ((term("rdfs:member"), iris.entity(m)) for m in entity.members)
