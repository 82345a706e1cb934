"""From pieces of text, as formats with markup give them, to a Document."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import NamedTuple

from kg.data import Block, BlockKind, Document
from kg.errors import DocumentError
from kg.readers import dates, english, layout

_TIGHT: frozenset[BlockKind] = frozenset({"item", "row"})
_UNPRINTABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")


class Piece(NamedTuple):
    """A block before it has a place in a text."""

    kind: BlockKind
    text: str


def compose(pieces: Iterable[Piece]) -> tuple[str, tuple[Block, ...]]:
    """Join pieces to a text and mark their blocks; items and rows of one list stand close.

    White space within a piece becomes single spaces. Page furniture in pieces is masked.
    """
    parts: list[str] = []
    blocks: list[Block] = []
    at, before = 0, None
    for kind, raw in pieces:
        words = squeezed(raw)
        if not words:
            continue
        gap = "\n" if before == kind and kind in _TIGHT else "\n\n"
        if before is not None:
            parts.append(gap)
            at += len(gap)
        parts.append(words)
        blocks.append(Block(at, at + len(words), kind))
        at, before = at + len(words), kind
    text = "".join(parts)
    return text, tuple(layout.masked(text, blocks))


def squeezed(text: str) -> str:
    """The words of `text` with single spaces between them, and nothing that cannot be printed."""
    return " ".join(_UNPRINTABLE.sub(" ", text.replace("\xad", "")).split())


def document(
    text: str,
    blocks: tuple[Block, ...],
    source: str,
    *,
    title: str = "",
    date: str = "",
    file_date: str = "",
    metadata: Mapping[str, str] | None = None,
    warnings: tuple[str, ...] = (),
) -> Document:
    """A Document with what can be told from its text: title, date, language.

    `date` is what the source states about its content; `file_date`, when its file was made,
    counts less than a date that the text gives. Raises `DocumentError` where `text` is blank.
    """
    if not text.strip():
        raise DocumentError(f"{source}: no text in it; remove it or give another file", "empty")
    if english.is_foreign(text):
        warnings += (english.NOT_ENGLISH,)
    return Document(
        text=text,
        title=squeezed(title) or _heading(text, blocks),
        date=dates.iso(date) or dates.in_text(text) or dates.iso(file_date),
        sources=(source,),
        metadata=tuple(sorted((k, v) for k, v in (metadata or {}).items() if v)),
        blocks=blocks,
        warnings=warnings,
    )


def _heading(text: str, blocks: tuple[Block, ...]) -> str:
    """The heading that a text begins with, without the marks of plain text."""
    first = next((b for b in blocks if b.kind != "furniture"), None)
    if first is None or first.kind != "heading":
        return ""
    return text[first.start : first.end].strip("#=* \n")
