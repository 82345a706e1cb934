from __future__ import annotations

from kg.data import Document
from kg.errors import DocumentError
from kg.readers import Reader, ReaderOptions


def one(reader: Reader, data: bytes | str, name: str = "x", **options: object) -> Document:
    """The only document that a reader makes of `data`."""
    found = everything(reader, data, name, **options)
    assert len(found) == 1
    assert isinstance(found[0], Document), found[0]
    return found[0]


def everything(
    reader: Reader, data: bytes | str, name: str = "x", **options: object
) -> list[Document | DocumentError]:
    raw = data.encode() if isinstance(data, str) else data
    return list(reader(raw, name, ReaderOptions(**options)))  # type: ignore[arg-type]


def kinds(document: Document) -> list[tuple[str, str]]:
    """Kind and words of each block."""
    return [(b.kind, document.text[b.start : b.end]) for b in document.blocks]


def words(document: Document, kind: str) -> list[str]:
    return [text for found, text in kinds(document) if found == kind]
