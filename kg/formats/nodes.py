"""What the writers of RDF hand to each other: subjects with their triples, in sections."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import NamedTuple

from kg import data
from kg.data import StatementRef
from kg.formats.iris import Iri, Iris
from kg.formats.vocabulary import Term, Value, term, typed

Pair = tuple[Iri, Term]
"""Predicate and object."""

TYPE, LABEL = term("rdf:type"), term("rdfs:label")


class Node(NamedTuple):
    """A subject with all its triples; no pair comes twice."""

    subject: Iri
    pairs: tuple[Pair, ...]


class Section(NamedTuple):
    """A part of the file with its heading; its nodes can be gone through once.

    `graph` is the named graph that it stands in, if any.
    """

    heading: str
    nodes: Iterator[Node]
    graph: Iri | None = None


def node(subject: Iri, pairs: Iterable[Pair]) -> Node:
    """A node of these pairs, each once."""
    return Node(subject, tuple(dict.fromkeys(pairs)))


def value_term(value: data.Term, iris: Iris) -> Iri | Value:
    """What stands for an entity, a value or a statement."""
    if isinstance(value, data.Literal):
        return typed(value.value, value.datatype)
    if isinstance(value, StatementRef):
        return iris.statement(value.id)
    return iris.entity(value)


def decimal(number: float) -> Value:
    """A number as a decimal that gives the same number when it is read."""
    text = format(Decimal(repr(number)), "f")
    return Value(text if "." in text else f"{text}.0", term("xsd:decimal"))
