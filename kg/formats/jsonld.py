"""JSON-LD with its context inline: one node a line, short names for all that is common."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kg.errors import FormatError
from kg.formats.iris import Iri
from kg.formats.nodes import TYPE, Node, Section
from kg.formats.turtle import Names
from kg.formats.vocabulary import XSD_STRING, Term, Triple, term

_IDS = (
    "rdf:subject", "rdf:predicate", "rdfs:member", "kg:argument", "kg:role", "kg:factuality",
    "kg:attributedTo", "kg:addressee", "kg:via", "kg:cue", "prov:wasDerivedFrom",
    "kg:evidence", "kg:sentence", "prov:wasQuotedFrom", "prov:wasGeneratedBy",
    "prov:wasAssociatedWith", "prov:used", "void:vocabulary",
)  # fmt: skip
_DATATYPES = {
    "kg:confidence": "xsd:decimal",
    "nif:beginIndex": "xsd:nonNegativeInteger",
    "nif:endIndex": "xsd:nonNegativeInteger",
}
COERCED: Mapping[str, str] = {**dict.fromkeys(_IDS, "@id"), **_DATATYPES}
"""Predicates whose objects the context types, so that they are written as bare strings."""


def jsonld(prefixes: Mapping[str, str], sections: Iterable[Section]) -> Iterator[str]:
    """Lines of a JSON-LD file."""
    coerced = {name: {"@type": kind} for name, kind in COERCED.items()}
    names = Names(prefixes)
    yield f'{{"@context":{_dump({**prefixes, **coerced})},\n"@graph":[\n'
    separator = ""
    for section in sections:
        if section.graph:
            yield f'{separator}{{"@id":{_dump(_name(section.graph, names))},"@graph":[\n'
            separator = ""
        for node in section.nodes:
            yield separator + _dump(_object(node, names))
            separator = ",\n"
        if section.graph:
            yield "\n]}"
            separator = ",\n"
    yield "\n]}\n"


def _object(node: Node, names: Names) -> dict[str, Any]:
    found: dict[str, list[Any]] = {}
    for predicate, object_ in node.pairs:
        if predicate == TYPE and isinstance(object_, Iri):
            found.setdefault("@type", []).append(_name(object_, names))
        else:
            key = _name(predicate, names)
            found.setdefault(key, []).append(_value(object_, COERCED.get(key), names))
    flat = {key: values[0] if len(values) == 1 else values for key, values in found.items()}
    return {"@id": _name(node.subject, names), **flat}


def _value(value: Term, coerced: str | None, names: Names) -> Any:
    if isinstance(value, Triple):
        raise FormatError("JSON-LD 1.1 has no triple terms; use another syntax")
    if isinstance(value, Iri):
        name = _name(value, names)
        return name if coerced == "@id" else {"@id": name}
    if coerced is not None and value.datatype == _datatype(coerced):
        return value.text
    if value.datatype == XSD_STRING:
        return value.text if coerced is None else {"@value": value.text}
    return {"@type": _name(value.datatype, names), "@value": value.text}


def _datatype(coerced: str) -> Iri | None:
    return None if coerced == "@id" else term(coerced)


def _name(iri: Iri, names: Names) -> str:
    found = names.split(iri)
    return ":".join(found) if found else iri


def _dump(record: object) -> str:
    return json.dumps(record, ensure_ascii=False, separators=(",", ":"))
