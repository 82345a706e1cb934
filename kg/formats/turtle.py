"""Turtle, TriG, N-Triples and N-Quads, written subject by subject as a person would write them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from kg.formats.characters import name_characters
from kg.formats.iris import Iri
from kg.formats.nodes import TYPE, Node, Section
from kg.formats.vocabulary import (
    XSD_BOOLEAN,
    XSD_DECIMAL,
    XSD_INTEGER,
    XSD_STRING,
    Term,
    Triple,
    Value,
)

WIDTH = 100
_REMEMBERED = 8192
"""IRIs whose short names are kept: a predicate comes everywhere, a sentence several times near by.
"""

_BARE = {
    XSD_INTEGER: re.compile(r"[+-]?[0-9]+"),
    XSD_DECIMAL: re.compile(r"[+-]?[0-9]*\.[0-9]+"),
    XSD_BOOLEAN: re.compile(r"true|false"),
}
"""Values that Turtle writes without quotes."""

# PN_LOCAL of the grammar, without what would need an escape or a percent sign.
_START, _INSIDE = name_characters()
_LOCAL = re.compile(f"[0-9{_START}](?:[{_INSIDE}.]*[{_INSIDE}])?")

# Beside what must be escaped: other controls, line separators and marks that turn the direction
# of text, so that a line of the file is a line on the screen; and U+FFFD, of which Jena warns.
_ESCAPED = re.compile(
    '[\x00-\x1f"\\\\\x7f-\x9f\u2028\u2029\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd-\uffff]'
)
_SHORT = {'"': '\\"', "\\": "\\\\", "\n": "\\n", "\r": "\\r", "\t": "\\t"}


def turtle(
    prefixes: Mapping[str, str], preamble: Iterable[str], sections: Iterable[Section]
) -> Iterator[str]:
    """Lines of a Turtle file: comments, prefixes, then each section under its heading.

    Sections that stand in a named graph make it TriG.
    """
    yield from (f"# {line}".rstrip() + "\n" for line in preamble)
    yield "\n"
    yield from (f"@prefix {prefix}: <{iri}> .\n" for prefix, iri in prefixes.items())
    names = Names(prefixes)
    for section in sections:
        yield f"\n\n# {section.heading}\n"
        if section.graph:
            yield f"\n{_short(section.graph, names)} {{\n"
        yield from (_block(node, names) for node in section.nodes)
        if section.graph:
            yield "\n}\n"


def ntriples(sections: Iterable[Section]) -> Iterator[str]:
    """Lines of an N-Triples file, one triple each, in the same order.

    Sections that stand in a named graph make it N-Quads.
    """
    for section in sections:
        end = f" <{section.graph}> .\n" if section.graph else " .\n"
        for node in section.nodes:
            subject = f"<{node.subject}> <"
            yield "".join([f"{subject}{p}> {_full(o)}{end}" for p, o in node.pairs])


class Names:
    """Prefixed names for the IRIs of some namespaces, each of which ends in "/" or "#"."""

    def __init__(self, prefixes: Mapping[str, str]) -> None:
        self._prefixes = {iri: prefix for prefix, iri in prefixes.items()}
        self.short = lru_cache(maxsize=_REMEMBERED)(self._short)

    def _short(self, iri: Iri) -> str:
        """The prefixed name of an IRI that has one, as Turtle writes it."""
        found = self.split(iri)
        return ":".join(found) if found and _LOCAL.fullmatch(found[1]) else f"<{iri}>"

    def split(self, iri: Iri) -> tuple[str, str] | None:
        """Prefix and local part; a fragment may belong to the local part."""
        before, hash_, fragment = iri.partition("#")
        if prefix := self._prefixes.get(before + hash_):
            return prefix, fragment
        cut = before.rfind("/") + 1
        prefix = self._prefixes.get(before[:cut])
        return (prefix, iri[cut:]) if prefix else None


def _block(node: Node, names: Names) -> str:
    groups: dict[Iri, list[str]] = {}
    for predicate, object_ in node.pairs:
        short = _short(object_, names)
        if predicate in groups:
            groups[predicate].append(short)
        else:
            groups[predicate] = [short]
    lines = [_line(_verb(p, names), objects) for p, objects in groups.items()]
    return f"\n{_short(node.subject, names)} " + " ;\n    ".join(lines) + " .\n"


def _line(verb: str, objects: list[str]) -> str:
    if len(objects) == 1:
        return f"{verb} {objects[0]}"
    line = f"{verb} {', '.join(objects)}"
    if len(line) <= WIDTH:
        return line
    return verb + "\n        " + ",\n        ".join(objects)


def _verb(predicate: Iri, names: Names) -> str:
    return "a" if predicate == TYPE else _short(predicate, names)


def _short(term: Term, names: Names) -> str:
    if isinstance(term, Iri):
        return names.short(term)
    if isinstance(term, Triple):
        return f"<<( {' '.join(_short(part, names) for part in term)} )>>"
    return _short_value(term, names)


def _short_value(term: Value, names: Names) -> str:
    if (bare := _BARE.get(term.datatype)) and bare.fullmatch(term.text):
        return term.text
    if term.datatype == XSD_STRING:
        return _quoted(term.text)
    return f"{_quoted(term.text)}^^{_short(term.datatype, names)}"


def _full(term: Term) -> str:
    if isinstance(term, Iri):
        return f"<{term}>"
    if isinstance(term, Triple):
        return f"<<( {' '.join(map(_full, term))} )>>"
    if term.datatype == XSD_STRING:
        return _quoted(term.text)
    return f"{_quoted(term.text)}^^<{term.datatype}>"


def _quoted(text: str) -> str:
    return '"' + _ESCAPED.sub(_escape, text) + '"'


def _escape(match: re.Match[str]) -> str:
    return _SHORT.get(match[0]) or f"\\u{ord(match[0]):04X}"
