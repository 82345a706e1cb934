"""The documents' texts, compressed: `page/library.js` unpacks one when a reader opens it."""

from __future__ import annotations

import base64
import json
import zlib
from collections import defaultdict
from collections.abc import Sequence

from kg.data import Document, Entity

Spot = tuple[int, int, int]
"""Start, end and the number of the entity that is mentioned there."""


def mentions_of(entities: Sequence[Entity]) -> dict[str, list[Spot]]:
    """Where the entities shown are mentioned, by document, in order; their places name them."""
    found: dict[str, set[Spot]] = defaultdict(set)
    for number, entity in enumerate(entities):
        for mention in entity.mentions:
            found[mention.document].add((mention.start, mention.end, number))
    return {document: sorted(spots) for document, spots in found.items()}


def packed(document: Document, mentions: Sequence[Spot]) -> str:
    """Text, mentions, headings and furniture as JSON, in zlib's format, in base64.

    The JSON is ASCII, so that halves of surrogate pairs come through unharmed.
    """
    content = {
        "text": document.text,
        "mentions": mentions,
        "headings": [(b.start, b.end) for b in document.blocks if b.kind == "heading"],
        "furniture": document.furniture,
    }
    text = json.dumps(content, separators=(",", ":"))
    return base64.b64encode(zlib.compress(text.encode("ascii"), 9)).decode("ascii")
