"""Statements of documents, joined over all of them, and what is written of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.data import Entity, Statement
from kg.formats.dataset import Size, dataset
from kg.formats.documents import places, record
from kg.formats.iris import Iri
from kg.formats.nodes import Node, Section, node
from kg.formats.profiles import Profile
from kg.formats.statement_nodes import statement_nodes
from kg.formats.triples import entity_pairs, plain_triples, property_node
from kg.formats.turtle import ntriples
from kg.graph import entities_of
from kg.resolve.across import statements_of
from kg.resolve.statements import joined
from kg.spark.analysing import graph_of
from kg.spark.frames import Made, Row, Rows, cell, packed, text_of, unpacked

SAID = "id string, statement binary, lines string"
"""A statement of one document, or lines of N-Triples about the document."""
STATEMENTS = (
    "id string, predicate binary, label binary, factuality string, fact boolean, "
    "reported boolean, places int, statement binary"
)
LINES = "value string"


def said(rows: Iterable[Row], profile: Profile | None) -> Made:
    """What one document says, as `SAID`; with a profile, its lines of N-Triples too.

    Rows with an `id` tell the ids of its entities, and come first; then its analysis.
    """
    ids: dict[str, str] = {}
    for row in rows:
        if row["id"] is not None:
            ids[row["local"]] = text_of(row["id"])
            continue
        graph = graph_of(row)
        found = []
        for statement in statements_of(graph.document.id, graph, ids):
            found.append(statement)
            yield statement.id, packed(statement), None
        if profile:
            nodes = [record(graph, profile.iris)]
            nodes += places(graph.document.id, found, graph, profile.iris)
            yield from ((None, None, text) for text in lines(nodes))


def together(id_: str, rows: Iterable[Row]) -> Made:
    """One statement of all that are the same, as `STATEMENTS`."""
    s = joined([unpacked(row["statement"]) for row in rows])
    reported = s.attribution is not None
    yield (
        id_, cell(s.predicate), cell(s.label), s.factuality, s.is_fact, reported,
        len(s.evidence), packed(s),
    )  # fmt: skip


def used(rows: Rows) -> Made:
    """The ids of the entities that statements speak of."""
    for row in rows:
        yield from ((cell(e),) for e in sorted(entities_of(unpacked(row["statement"]))))


def ends(rows: Rows, profile: Profile) -> Made:
    """(statement, id of an end) of the facts of which properties depend on their ends' types."""
    for row in rows:
        s: Statement = unpacked(row["statement"])
        if _is_plain(s) and profile.properties.knows(s.label):
            found = {s.subject, s.object} if isinstance(s.object, str) else {s.subject}
            yield from ((s.id, cell(e)) for e in sorted(found))


def fact_lines(rows: Iterable[Row], profile: Profile) -> Made:
    """The plain triples of a statement's facts; rows with an `end` are types, and come first."""
    types: dict[str, str] = {}
    for row in rows:
        if row["end"] is not None:
            types[text_of(row["end"])] = row["type"]
            continue
        s: Statement = unpacked(row["statement"])
        if _is_plain(s):
            triples = dict.fromkeys(plain_triples(s, types, profile))
            yield from ((t,) for t in lines(node(subject, [pair]) for subject, pair in triples))


def statement_lines(rows: Rows, profile: Profile) -> Made:
    """All nodes of statements; `several` tells that a predicate has several labels."""
    for row in rows:
        nodes = statement_nodes(unpacked(row["statement"]), profile, bool(row["several"]))
        yield from ((text,) for text in lines(nodes))


def entity_lines(rows: Rows, profile: Profile) -> Made:
    """The nodes of entities, without the facts about them."""
    for row in rows:
        e: Entity = unpacked(row["entity"])
        pairs = entity_pairs(e, profile.iris)
        yield from ((text,) for text in lines([node(profile.iris.entity(e.id), pairs)]))


def relation_lines(predicate: bytes, rows: Iterable[Row], profile: Profile) -> Made:
    """The node of a relation with all its labels."""
    iri = profile.iris.relation(text_of(predicate))
    return _property(iri, (text_of(row["label"]) for row in rows))


def role_rows(rows: Rows) -> Made:
    """The roles of statements' further arguments."""
    for row in rows:
        yield from ((cell(a.role),) for a in unpacked(row["statement"]).arguments)


def role_lines(rows: Rows, profile: Profile) -> Made:
    """The nodes of roles."""
    for row in rows:
        role = text_of(row["role"])
        yield from _property(profile.iris.role(role), [role.replace("_", " ")])


def about(size: Size, profile: Profile) -> Iterator[str]:
    """Lines about the whole."""
    return lines(dataset(size, profile))


def lines(nodes: Iterable[Node]) -> Iterator[str]:
    """N-Triples of nodes, without the end of the last line of each."""
    for text in ntriples([Section("", iter(nodes))]):
        if text:
            yield text.removesuffix("\n")


def table_rows(rows: Rows, column: str, make: Any, names: Mapping[str, Any]) -> Made:
    """Rows of a table of `kg.formats.parquet` from what stands in a column."""
    for row in rows:
        for made in make(unpacked(row[column])):
            yield tuple(made[name] for name in names)


def _property(iri: Iri, labels: Iterable[str]) -> Made:
    return ((text,) for text in lines([property_node(iri, labels)]))


def _is_plain(s: Statement) -> bool:
    return s.is_fact and s.object is not None
