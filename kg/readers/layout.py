"""The layout of plain text: headings, paragraphs, items of lists, rows, quotes, furniture.

The blocks of a text are in order, don't overlap, and hold all that isn't white space.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from kg.data import Block, BlockKind
from kg.readers import furniture
from kg.readers.dates import FULL_DATE

_ITEM = re.compile(r"\s*(?:[-*•‣◦·▪–]|\(?\d{1,3}[.)]|\(?[a-z][.)]|\(?[ivx]{1,4}[.)])\s+\S")
_QUOTED = re.compile(r"\s*>")
_PAIR = re.compile(r"\s*[A-Z][\w/()'’.-]*(?: [\w/()'’.&-]+){0,4}\s?:\s+[^\s\"“'‘].{0,110}$")
_CELLS = re.compile(r"\S\t+\s*\S|^\s*\|.+\||\S\s*\|\s*\S.*\|\s*\S|\S {3,}\S.* {3,}\S")
_UNDERLINE = re.compile(r"\s*(?:={3,}|-{3,}|~{3,})\s*")
_MARK = re.compile(r"\s*#{1,6}\s+\S")
_CLOSED = re.compile(r"[.!?:;,…][\"”'’)\]]*\s*$|[.!?][\"”’)\]]+\s*$")
_DATE = re.compile(FULL_DATE, re.IGNORECASE)
_WIDEST_WRAP = 120
_LONGEST_HEADING = 90
LONGEST_BLOCK = 50_000
"""Characters of the longest block; a longer paragraph is divided at the end of a sentence."""
_STOP = re.compile(r"[.!?…][\"”’)\]]*\s")
_OPENING_BLOCKS = 6


@dataclass(frozen=True, slots=True)
class _Line:
    start: int
    text: str

    @property
    def end(self) -> int:
        return self.start + len(self.text)


def blocks(text: str) -> tuple[Block, ...]:
    """Lay out a plain text."""
    start = furniture.leading_date(text)
    width = _wrap_width(text)
    found: list[Block] = [Block(*_bounds(text, 0, start), "furniture")] if start else []
    return tuple(masked(text, _structure(text, start, width), found))


def masked(text: str, blocks: Iterable[Block], before: Iterable[Block] = ()) -> list[Block]:
    """Divide each block into its furniture and the rest of it; `before` stand ahead of them."""
    found = list(before)
    opening = len(found) + _OPENING_BLOCKS
    for block in (part for whole in blocks for part in _divided(text, whole)):
        after = bool(found) and found[-1].kind == "furniture"
        found += mask(text, block, len(found) < opening, after)
    return found


def _divided(text: str, block: Block) -> Iterator[Block]:
    """A block in parts of bearable size."""
    start = block.start
    while block.end - start > LONGEST_BLOCK:
        middle, stop = start + LONGEST_BLOCK // 2, start + LONGEST_BLOCK
        ends = [m.end() for m in _STOP.finditer(text, middle, stop)]
        cut = ends[-1] if ends else max(text.rfind(" ", middle, stop), 0) or stop
        yield Block(*_bounds(text, start, cut), block.kind)
        start = cut
    yield Block(*_bounds(text, start, block.end), block.kind)


def mask(text: str, block: Block, opening: bool = False, after: bool = False) -> Iterator[Block]:
    """Divide one block; `opening` and `after` as in `furniture.spans`."""
    if block.kind in ("quote", "furniture"):
        yield block
        return
    at = block.start
    for a, b in furniture.spans(text[block.start : block.end], opening, after):
        yield from _rest(text, at, block.start + a, block.kind)
        yield Block(block.start + a, block.start + b, "furniture")
        at = block.start + b
    yield from _rest(text, at, block.end, block.kind)


def _rest(text: str, start: int, end: int, kind: BlockKind) -> Iterator[Block]:
    if text[start:end].strip():
        yield Block(*_bounds(text, start, end), kind)


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    part = text[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))


def _wrap_width(text: str) -> int:
    """Columns at which the lines of the text are broken, or 0 where a line is a paragraph."""
    lengths = sorted(
        len(a) for a, b in pairwise(text[:200_000].split("\n")) if a.strip() and b.strip()
    )
    width = lengths[len(lengths) * 9 // 10] if lengths else 0
    return width if width <= _WIDEST_WRAP else 0


def _structure(text: str, start: int, width: int) -> Iterator[Block]:
    """Blocks between blank lines, each divided into its paragraphs, items and rows."""
    chunk: list[_Line] = []
    at = start
    for line in text[start:].split("\n"):
        if line.strip():
            chunk.append(_Line(at, line))
        elif chunk:
            yield from _chunk(text, chunk, width, last=False)
            chunk = []
        at += len(line) + 1
    yield from _chunk(text, chunk, width, last=True)


def _chunk(text: str, lines: list[_Line], width: int, last: bool) -> Iterator[Block]:
    kinds = _kinds(lines, width)
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or kinds[i]:
            kind = kinds[first] or "paragraph"
            alone = i - first == 1 and not (last and i == len(lines))
            if kind == "paragraph" and alone and _is_heading(lines, first):
                kind = "heading"
            yield Block(*_bounds(text, lines[first].start, lines[i - 1].end), kind)
            first = i


def _kinds(lines: list[_Line], width: int) -> list[BlockKind | None]:
    """The kind of the block that each line begins, or None where it continues one."""
    kinds: list[BlockKind | None] = []
    current: BlockKind = "paragraph"
    for i, line in enumerate(lines):
        kind = _mark(lines, i, width, current)
        if kind is None and i and not _continues(lines[i - 1], line, width, current):
            kind = "paragraph"
        if i == 0:
            kind = kind or "paragraph"
        if kind == "quote" and current == "quote" and i:
            kind = None  # one quoted passage, however many lines
        current = kind or current
        kinds.append(kind)
    return kinds


def _mark(lines: list[_Line], i: int, width: int, current: BlockKind) -> BlockKind | None:
    """The kind that the line's own marks give it."""
    line = lines[i].text
    if _QUOTED.match(line):
        return "quote"
    if _MARK.match(line) or (i + 1 < len(lines) and _UNDERLINE.fullmatch(lines[i + 1].text)):
        return "heading"
    if _ITEM.match(line):
        fresh = i == 0 or current == "item" or _CLOSED.search(lines[i - 1].text)
        return "item" if fresh or not _is_full(lines[i - 1], line, width) else None
    if any(mark in line for mark in ("\t", "|", "   ")) and _CELLS.search(line[:500]):
        return "row"
    return "row" if _is_pair(lines, i) else None


def _is_pair(lines: list[_Line], i: int) -> bool:
    """A "Key: value" line among others, or one whose value isn't a sentence."""
    if not _PAIR.match(lines[i].text[:200]):
        return False
    near = lines[max(i - 1, 0) : i] + lines[i + 1 : i + 2]
    return any(_PAIR.match(n.text[:200]) for n in near) or not _CLOSED.search(lines[i].text)


def _continues(before: _Line, line: _Line, width: int, current: BlockKind) -> bool:
    """Whether a line without marks goes on with the block of the line before."""
    if current in ("row", "heading") or _UNDERLINE.fullmatch(line.text):
        return False
    if current == "quote" or not width:
        return False
    if line.text.lstrip()[:1].islower() and not _CLOSED.search(before.text):
        return True
    return _is_full(before, line.text, width)


def _is_full(before: _Line, line: str, width: int) -> bool:
    """Whether the next word would not have fitted, so that the line was broken by width."""
    return len(before.text) + 1 + len(line.split(None, 1)[0]) > 0.9 * width


def _is_heading(lines: list[_Line], i: int) -> bool:
    """A short line that doesn't end like a sentence, alone, in capitals or above a long line."""
    line = lines[i].text.strip()
    if len(line) > _LONGEST_HEADING or len(line.split()) > 14 or _CLOSED.search(line):
        return False
    if not (line[0].isupper() or line[0].isdigit() or line[0] in "“\"‘'"):
        return False
    if _DATE.fullmatch(line) or not any(c.isalpha() for c in line):
        return False
    below = lines[i + 1].text if i + 1 < len(lines) else ""
    return len(lines) == 1 or (i == 0 and (line.isupper() or len(below) > _LONGEST_HEADING))
