"""Terms of RDF vocabularies: our own (`kg:`) and those of others that we write."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import NamedTuple

from kg.formats.characters import scalars
from kg.formats.iris import Iri

NAMESPACES: Mapping[str, str] = {
    "kg": "https://w3id.org/kg-evidence/vocabulary#",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
    "schema": "https://schema.org/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "dcterms": "http://purl.org/dc/terms/",
    "prov": "http://www.w3.org/ns/prov#",
    "nif": "http://persistence.uni-leipzig.org/nlp2rdf/ontologies/nif-core#",
    "void": "http://rdfs.org/ns/void#",
    "dcat": "http://www.w3.org/ns/dcat#",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "org": "http://www.w3.org/ns/org#",
}


@cache
def term(name: str) -> Iri:
    """The IRI of a prefixed name ("kg:factuality"); KeyError for an unknown prefix."""
    prefix, _, local = name.partition(":")
    return Iri(NAMESPACES[prefix] + local)


CLASSES: Mapping[str, tuple[Iri, ...]] = {
    "PERSON": (term("schema:Person"),),
    "ORG": (term("schema:Organization"),),
    "GPE": (term("schema:AdministrativeArea"), term("schema:Place")),
    "LOC": (term("schema:Place"),),
    "FAC": (term("schema:CivicStructure"), term("schema:Place")),
    "EVENT": (term("schema:Event"),),
    "WORK": (term("schema:CreativeWork"),),
    "PRODUCT": (term("schema:Product"),),
    "NORP": (term("kg:People"),),
    "GROUP": (term("kg:Group"),),
    "CONCEPT": (term("skos:Concept"),),
}
"""Classes of an entity by its type, the narrowest first."""

ANYTHING = (term("schema:Thing"),)

XSD_STRING, XSD_INTEGER, XSD_DECIMAL = (term(f"xsd:{n}") for n in ("string", "integer", "decimal"))
XSD_INDEX, XSD_BOOLEAN = term("xsd:nonNegativeInteger"), term("xsd:boolean")

_ZONE = r"(Z|[+-]\d\d:\d\d)?"
_DAY = r"(\d{4}-\d\d-\d\d)"
_CLOCK = r"([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d+)?"
_LEXICAL: Mapping[str, re.Pattern[str]] = {
    "xsd:integer": re.compile(r"[+-]?\d+", re.ASCII),
    "xsd:decimal": re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)", re.ASCII),
    "xsd:boolean": re.compile(r"true|false|0|1"),
    "xsd:gYear": re.compile(rf"-?\d{{4}}{_ZONE}", re.ASCII),
    "xsd:gYearMonth": re.compile(rf"-?\d{{4}}-(0[1-9]|1[0-2]){_ZONE}", re.ASCII),
    "xsd:gMonth": re.compile(rf"--(0[1-9]|1[0-2]){_ZONE}", re.ASCII),
    "xsd:gMonthDay": re.compile(rf"--(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01]){_ZONE}", re.ASCII),
    "xsd:date": re.compile(rf"{_DAY}{_ZONE}", re.ASCII),
    "xsd:dateTime": re.compile(rf"{_DAY}T{_CLOCK}{_ZONE}", re.ASCII),
    "xsd:time": re.compile(rf"{_CLOCK}{_ZONE}", re.ASCII),
    "xsd:duration": re.compile(
        r"-?P(?=.)(\d+Y)?(\d+M)?(\d+D)?(T(?=.)(\d+H)?(\d+M)?(\d+(\.\d+)?S)?)?", re.ASCII
    ),
}
_DATES = ("xsd:gYear", "xsd:gYearMonth", "xsd:date", "xsd:dateTime")


class Value(NamedTuple):
    """An RDF literal without a language."""

    text: str
    datatype: Iri = XSD_STRING


class Triple(NamedTuple):
    """A triple that is spoken of (a triple term of RDF 1.2)."""

    subject: Iri
    predicate: Iri
    object: Iri | Value


Term = Iri | Value | Triple


def plain(text: str) -> Value:
    """A string; what RDF cannot hold (surrogates, NUL) becomes U+FFFD."""
    return Value(scalars(text))


def typed(text: str, datatype: str) -> Value:
    """A value of a datatype ("xsd:gYear"), or a string where it has not its lexical form.

    Stores refuse a whole file for one value such as "soon" as a date.
    """
    return Value(text, term(datatype)) if _fits(text, datatype) else plain(text)


def dated(text: str) -> Value:
    """An ISO 8601 date as the datatype of its precision: a year, a month, a day, a moment."""
    return next((typed(text, d) for d in _DATES if _fits(text, d)), plain(text))


def _fits(text: str, datatype: str) -> bool:
    form = _LEXICAL.get(datatype)
    match = form and form.fullmatch(text)
    if not match:
        return False
    return datatype not in ("xsd:date", "xsd:dateTime") or _is_day(match[1])


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True
