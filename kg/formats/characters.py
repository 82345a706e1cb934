"""Characters that a format cannot hold, and what stands for them."""

from __future__ import annotations

import re
from urllib.parse import quote

REPLACEMENT = "\ufffd"

_NOT_RDF = re.compile("[\x00\ud800-\udfff\ufffe\uffff]")
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_NOT_IN_IDS = re.compile("[%;\x00-\x20\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff]")


def scalars(text: str) -> str:
    """Text of Unicode characters without NUL, which no store keeps.

    U+FFFE and U+FFFF, which Unicode calls no characters and Redland refuses, go too.
    """
    return _NOT_RDF.sub(REPLACEMENT, text)


def xml(text: str) -> str:
    """Text of characters that XML 1.0 allows."""
    return _NOT_XML.sub(REPLACEMENT, text)


def replaced(text: str) -> dict[str, int]:
    """How many characters of a text RDF cannot hold ("rdf"), and how many XML cannot ("xml")."""
    return {"rdf": len(_NOT_RDF.findall(text)), "xml": len(_NOT_XML.findall(text))}


def identifier(text: str) -> str:
    """An id as one word of printable characters; different ids stay different."""
    return _NOT_IN_IDS.sub(lambda match: percent(match[0]), text)


def percent(text: str) -> str:
    """Text as percent-encoded UTF-8; a lone surrogate is encoded as if it were a character."""
    return quote(text.encode("utf-8", "surrogatepass"), safe="")


def name_characters() -> tuple[str, str]:
    """Inside of character classes: what a name in XML and Turtle begins with, and goes on with.

    Without the full stop, which may not end a name in Turtle.
    """
    start = (
        "A-Za-z_\xc0-\xd6\xd8-\xf6\xf8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c-\u200d"
        "\u2070-\u218f\u2c00-\u2fef\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd"
        "\U00010000-\U000effff"
    )
    return start, f"{start}0-9\xb7\u0300-\u036f\u203f-\u2040-"
