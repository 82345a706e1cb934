"""Names for the things of a graph: readable IRIs, valid for any Unicode text (RFC 3987)."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from urllib.parse import unquote_to_bytes

from kg.data import Span
from kg.errors import ConfigError
from kg.formats.characters import percent

DEFAULT_BASE = "https://kg.example/"
"""Where a graph's own names stand unless told otherwise; `.example` belongs to nobody."""
_REMEMBERED = 8192
"""Ids whose segments are kept: a document's and an entity's come with every statement."""

_BASE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`?#\x00-\x20\ud800-\udfff]+")
_PLAIN = re.compile(r"[A-Za-z0-9_-]+")
_PLAIN_NAME = re.compile(r"[A-Za-z_][A-Za-z0-9_-]*")
# Latin, Greek, Cyrillic, kana, Chinese and Korean letters that every edition of XML allows in
# names: expat, which most parsers stand on, knows the fourth alone.
_LETTERS = (
    "A-Za-z_\xc0-\xd6\xd8-\xf6\xf8-\u0131\u0134-\u013e\u0141-\u0148\u014a-\u017e"
    "\u0388-\u038a\u038e-\u03a1\u03a3-\u03ce\u0410-\u044f"
    "\u3041-\u3094\u30a1-\u30fa\u4e00-\u9fa5\uac00-\ud7a3"
)
_NAME = re.compile(f"[{_LETTERS}][{_LETTERS}0-9-]*")
_ESCAPE = re.compile("_x([0-9A-F]+)_")
_UCSCHAR = re.compile(
    "[\xa0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef"
    + "".join(f"{chr(plane << 16)}-{chr((plane << 16) + 0xFFFD)}" for plane in range(1, 14))
    + "\U000e1000-\U000efffd]"
)


class Iri(str):
    """An absolute IRI."""

    __slots__ = ()


class Iris:
    """The IRIs of one graph, under a base: `https://kg.example/entity/Kim_Jong_Un`.

    Different ids have different IRIs. Raises `ConfigError` if the base is not an absolute IRI
    to which names can be added; a slash is put at its end where it is missing.
    """

    def __init__(self, base: str = DEFAULT_BASE) -> None:
        if not _BASE.fullmatch(base):
            raise ConfigError(f"--base-iri {base!r}: give an absolute IRI such as {DEFAULT_BASE}")
        self.base = Iri(base if base.endswith("/") else f"{base}/")
        self.entities = f"{self.base}entity/"
        self.relations = f"{self.base}relation/"
        self.roles = f"{self.base}role/"
        self.statements = f"{self.base}statement/"
        self.documents = f"{self.base}document/"
        self.dataset = Iri(f"{self.base}dataset")

    def entity(self, id_: str) -> Iri:
        """An entity, by its id."""
        return Iri(self.entities + segment(id_))

    def relation(self, predicate: str) -> Iri:
        """A predicate, by its id; its last segment is a name in XML, as RDF/XML needs it."""
        return Iri(self.relations + xml_name(predicate))

    def role(self, name: str) -> Iri:
        """The role of a further argument; like a predicate's IRI."""
        return Iri(self.roles + xml_name(name))

    def statement(self, id_: str) -> Iri:
        """A statement, by its id."""
        return Iri(self.statements + segment(id_))

    def document(self, id_: str) -> Iri:
        """A document, by its id."""
        return Iri(self.documents + segment(id_))

    def span(self, document: str, span: Span) -> Iri:
        """A span of a document's characters, as RFC 5147 writes it."""
        return part(self.document(document), f"char={span[0]},{span[1]}")


def part(whole: Iri, name: str) -> Iri:
    """A part of something that has an IRI of its own, by a fragment."""
    return Iri(f"{whole}#{name}")


def from_segment(text: str) -> str:
    """The text of a segment."""
    return unquote_to_bytes(text).decode("utf-8", "surrogatepass")


@lru_cache(maxsize=_REMEMBERED)
def xml_name(text: str) -> str:
    """Text as a segment that is also a name in XML; different texts give different names.

    A character that cannot stand in a name is written as SQL/XML does (ISO 9075-14): "4x" is
    "_x34_x".
    """
    if _PLAIN_NAME.fullmatch(text) and "_x" not in text:
        return text
    ascii_only = not unicodedata.is_normalized("NFC", text)
    return "".join(
        c if _stays_in_name(text, i, ascii_only) else f"_x{ord(c):X}_" for i, c in enumerate(text)
    )


def from_xml_name(text: str) -> str:
    """The text of such a name."""
    return _ESCAPE.sub(lambda match: chr(int(match[1], 16)), text)


def _stays_in_name(text: str, i: int, ascii_only: bool) -> bool:
    char = text[i]
    if char == "_" and text[i + 1 : i + 2] == "x":
        return False
    if not _NAME.fullmatch(char if i == 0 else f"a{char}"):
        return False
    return char.isascii() or _stays(char, ascii_only)


@lru_cache(maxsize=_REMEMBERED)
def segment(text: str) -> str:
    """Text as one segment of an IRI's path; different texts give different segments.

    Letters, digits and marks of any script stay, if they are normalised (NFC); the rest is
    percent-encoded.
    """
    if _PLAIN.fullmatch(text):
        return text
    if text in (".", ".."):
        return text.replace(".", "%2E")
    ascii_only = not unicodedata.is_normalized("NFC", text)
    return "".join(c if _stays(c, ascii_only) else percent(c) for c in text)


def _stays(char: str, ascii_only: bool) -> bool:
    if char.isascii():
        return char.isalnum() or char in "-._~"
    if ascii_only or unicodedata.category(char)[0] not in "LNM":
        return False
    return bool(_UCSCHAR.fullmatch(char))


def absolute(text: str) -> bool:
    """Whether a text is an absolute IRI; a fragment may stand at its end."""
    before, _, fragment = text.partition("#")
    return bool(_BASE.fullmatch(before) and _BASE.fullmatch(f"x:/{fragment}"))
