"""Two CSV files that `neo4j-admin database import full` takes with its default settings.

`graph.csv` gives `graph.nodes.csv` and `graph.relationships.csv`::

    neo4j-admin database import full neo4j --nodes=graph.nodes.csv
        --relationships=graph.relationships.csv

Nodes are entities, values, and statements that other statements are about; the type of an entity
or value is a label too. A relationship has the predicate as its type if it is a fact from
subject to object. That of a further argument ends with its role ("meet__place"), and what is
no fact ends with why ("sign__denied", "leave__reported"), so that no query takes it for one.
Fields hold no line ends, and lists no semicolons, since the importer refuses or splits them.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Iterator
from io import TextIOWrapper
from pathlib import Path
from typing import BinaryIO

from kg.data import Entity, Literal, Source, Statement, StatementRef, Term
from kg.formats import Format
from kg.formats.characters import identifier, xml
from kg.formats.files import atomic
from kg.graph import KnowledgeGraph

NODES = (
    "id:ID", ":LABEL", "label", "type", "aliases:string[]", "description", "value", "datatype",
    "mentions:int",
)  # fmt: skip
RELATIONSHIPS = (
    ":START_ID", ":END_ID", ":TYPE", "label", "statement", "factuality", "reported:boolean",
    "modality", "speakers:string[]", "from", "until", "confidence:double", "weight:int",
    "evidence:string[]",
)  # fmt: skip

Row = tuple[str, ...]

_BREAKS = re.compile("[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def write(graph: KnowledgeGraph, path: Path) -> None:
    """Write both files beside `path`, or none of them."""
    with (
        atomic(path.with_suffix(".nodes.csv")) as nodes,
        atomic(path.with_suffix(".relationships.csv")) as relationships,
    ):
        _write(nodes, NODES, _nodes(graph))
        _write(relationships, RELATIONSHIPS, _relationships(graph))


FORMAT = Format(write=write)


def _write(file: BinaryIO, header: Row, rows: Iterable[Row]) -> None:
    text = TextIOWrapper(file, "utf-8", newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(rows)
    text.detach()


def _nodes(graph: KnowledgeGraph) -> Iterator[Row]:
    yield from map(_entity, graph.entities())
    terms = {t for s in graph.statements() for t in (s.object, *(a.term for a in s.arguments))}
    yield from sorted(_value(t) for t in terms if isinstance(t, Literal))
    references = sorted(t.id for t in terms if isinstance(t, StatementRef))
    for ref in map(StatementRef, references):
        yield (_id(ref), "Statement", _field(graph.label(ref)), "", "", "", "", "", "")


def _entity(e: Entity) -> Row:
    return (
        identifier(e.id),
        _list(("Entity", e.type)),
        _field(e.label),
        _field(e.type),
        _list(e.aliases),
        _field(e.description),
        "",
        "",
        str(len(e.mentions)),
    )


def _value(value: Literal) -> Row:
    text, type_ = _field(value.value), _field(value.type)
    labels = _list(("Literal", value.type))
    return (_id(value), labels, text, type_, "", "", text, _field(value.datatype), "")


def _relationships(graph: KnowledgeGraph) -> Iterator[Row]:
    for entity in graph.entities():
        for member in entity.members:
            start, end = identifier(entity.id), identifier(member)
            yield (start, end, "has_member", "has member", *("" for _ in RELATIONSHIPS[4:]))
    for s in graph.statements():
        yield _relationship(s, s.subject if s.object is None else s.object, s.label)
        for a in s.arguments:
            words = filter(None, (s.label, graph.label(s.object), a.preposition))
            yield _relationship(s, a.term, " ".join(words), a.role)


def _relationship(s: Statement, end: Term, label: str, role: str = "") -> Row:
    return (
        identifier(s.subject),
        _id(end),
        _type(s, role),
        _field(label),
        identifier(s.id),
        s.factuality,
        "true" if s.attribution else "false",
        _field(s.modality),
        ";".join(_speakers(s.attribution)),
        _field(s.time.start) if s.time else "",
        _field(s.time.end) if s.time else "",
        repr(s.confidence),
        str(len(s.evidence)),
        _list("{}#char={},{}".format(e.document, *e.clause.sentence) for e in s.evidence),
    )


def _type(s: Statement, role: str) -> str:
    parts = [s.predicate, role, s.factuality if s.factuality != "asserted" else ""]
    return identifier("__".join(filter(None, [*parts, "reported" if s.attribution else ""])))


def _speakers(said: Source | None) -> Iterator[str]:
    while said:
        yield identifier(said.speaker)
        said = said.via


def _id(term: Term) -> str:
    """The id of a node; no entity's id holds a space, so no other node's id is an entity's."""
    if isinstance(term, Literal):
        return " ".join(map(identifier, ("value", term.type, term.datatype, term.value)))
    if isinstance(term, StatementRef):
        return f"statement {identifier(term.id)}"
    return identifier(term)


def _field(text: str) -> str:
    return xml(_BREAKS.sub(" ", text))


def _list(items: Iterable[str]) -> str:
    return ";".join(_field(item).replace(";", ",") for item in items)
