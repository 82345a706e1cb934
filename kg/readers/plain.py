"""Plain text, kept character for character."""

from __future__ import annotations

from collections.abc import Iterator

from kg.data import Block, Document
from kg.readers import furniture, layout
from kg.readers.compose import document
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import decode


def read(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """One document: the decoded text, its furniture as blocks. With `lines`, one a line."""
    if options.lines:
        yield from read_lines(data, name)
        return
    decoded = decode(data, name)
    blocks = layout.blocks(decoded.text)
    yield document(decoded.text, blocks, name, warnings=decoded.warnings)


def read_lines(data: bytes, name: str) -> Iterator[Document]:
    """Every line is a document of one sentence, empty ones too; lines count from 0.

    Raises `DocumentError` where `data` is empty or binary.
    """
    decoded = decode(data, name)
    lines = decoded.text.removesuffix("\n").split("\n")
    for number, line in enumerate(lines):
        yield Document(
            text=line,
            sources=(f"{name}#{number}",),
            blocks=_blocks(line),
            warnings=decoded.warnings if number == 0 else (),
        )


def _blocks(line: str) -> tuple[Block, ...]:
    """The line as a paragraph; it alone can't tell a caption or a place's dateline."""
    if not line.strip():
        return ()
    start = furniture.leading_date(line)
    dated = (Block(*_trim(line, 0, start), "furniture"),) if start else ()
    return (*dated, *layout.mask(line, Block(*_trim(line, start, len(line)), "paragraph")))


def _trim(line: str, start: int, end: int) -> tuple[int, int]:
    part = line[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
