"""HTML: main text, title, date and author by trafilatura."""

from __future__ import annotations

import re

import trafilatura

from kg.data import BlockKind
from kg.errors import DocumentError
from kg.readers import markup
from kg.readers.compose import Piece, compose, document
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import decode
from kg.readers.tame import tame

_DECLARED = re.compile(
    rb"""<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*["']?([\w-]+)""", re.I
)
_TEI: dict[str, BlockKind] = {
    "body": "paragraph", "p": "paragraph", "head": "heading", "list": "paragraph",
    "item": "item", "quote": "quote", "table": "paragraph", "row": "row",
}  # fmt: skip
_HIDDEN = markup.HTML_HIDDEN | {"footer", "aside", "form"}
_LARGEST = 5_000_000
_MOST_TAGS = 100_000
"""Characters and tags of a page beyond which its main text isn't looked for, but all text
taken: the time of the search grows faster than the page."""
_DATES = {
    "max_date": "2100-01-01",  # the default is today's date, and we have no clock
    "extensive_search": False,
    "original_date": True,
}


def read(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """The main text of a page; all visible text where there is no main text to find."""
    declared = _DECLARED.search(data[:4096])
    decoded = decode(data, name, declared[1].decode("ascii", "replace") if declared else "")
    page = tame(decoded.text)
    found = _extracted(page)
    pieces = list(markup.pieces(found.body, _TEI, frozenset())) if found else []
    if not pieces and (root := markup.parse(page)) is not None:
        pieces = list(markup.pieces(root, hidden=_HIDDEN))
    text, blocks = compose(_without_repeats(pieces))
    if not text:
        raise DocumentError(f"{name}: no text in this page; save it as text or PDF", "no text")
    known = {key: getattr(found, key, None) or "" for key in ("author", "sitename", "url")}
    yield document(
        text,
        blocks,
        name,
        title=(found.title if found else "") or "",
        date=(found.date if found else "") or "",
        metadata=known,
        warnings=decoded.warnings,
    )


def _extracted(page: str) -> trafilatura.settings.Document | None:
    """What trafilatura finds, or None."""
    if len(page) > _LARGEST or page.count("<") > _MOST_TAGS:
        return None
    found = trafilatura.bare_extraction(
        page,
        with_metadata=True,
        include_comments=False,
        include_tables=True,
        date_extraction_params=_DATES,
    )
    return found if isinstance(found, trafilatura.settings.Document) else None


def _without_repeats(pieces: list[Piece]) -> list[Piece]:
    """Drop a heading that says again what the heading just before it said."""
    return [
        p
        for i, p in enumerate(pieces)
        if not (i and p.kind == "heading" and p.text.strip() == pieces[i - 1].text.strip())
    ]
