"""RDF/XML, one description for each subject, for tools that read nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from xml.sax.saxutils import escape, quoteattr

from kg.errors import FormatError
from kg.formats.characters import name_characters, xml
from kg.formats.iris import Iri
from kg.formats.nodes import Node, Section
from kg.formats.turtle import Names
from kg.formats.vocabulary import XSD_STRING, Term, Triple

_START, _INSIDE = name_characters()
_NAME = re.compile(f"[{_START}][{_INSIDE}]*")
_ENDS_IN_NAME = re.compile(f"[{_START}][{_INSIDE}]*$")
_RETURN = {"\r": "&#13;"}


def rdfxml(
    prefixes: Mapping[str, str], preamble: Iterable[str], sections: Iterable[Section]
) -> Iterator[str]:
    """Lines of an RDF/XML file. Characters that XML cannot hold become U+FFFD."""
    yield '<?xml version="1.0" encoding="UTF-8"?>\n<!--\n'
    yield from (f"{xml(line).replace('--', '- -')}\n" for line in preamble)
    yield "-->\n<rdf:RDF"
    yield from (f"\n    xmlns:{prefix}={quoteattr(iri)}" for prefix, iri in prefixes.items())
    yield ">\n"
    names = Names(prefixes)
    for section in sections:
        yield f"\n<!-- {section.heading} -->\n"
        yield from (_description(node, names) for node in section.nodes)
    yield "\n</rdf:RDF>\n"


def _description(node: Node, names: Names) -> str:
    lines = [_property(predicate, object_, names) for predicate, object_ in node.pairs]
    about = quoteattr(node.subject)
    return f"<rdf:Description rdf:about={about}>\n{''.join(lines)}</rdf:Description>\n"


def _property(predicate: Iri, value: Term, names: Names) -> str:
    tag, declared = _tag(predicate, names)
    if isinstance(value, Triple):
        raise FormatError("RDF/XML has no triple terms; use another syntax")
    if isinstance(value, Iri):
        return f"  <{tag}{declared} rdf:resource={quoteattr(value)}/>\n"
    kind = "" if value.datatype == XSD_STRING else f" rdf:datatype={quoteattr(value.datatype)}"
    return f"  <{tag}{declared}{kind}>{escape(xml(value.text), _RETURN)}</{tag}>\n"


def _tag(predicate: Iri, names: Names) -> tuple[str, str]:
    """The name of an element, and the declaration of its namespace where it needs one."""
    found = names.split(predicate)
    if found and _NAME.fullmatch(found[1]):
        return ":".join(found), ""
    local = _ENDS_IN_NAME.search(predicate)
    if local is None:
        raise FormatError(f"RDF/XML cannot write the property <{predicate}>; use another syntax")
    return f"ns:{local[0]}", f" xmlns:ns={quoteattr(predicate[: local.start()])}"
