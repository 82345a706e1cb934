"""From runs of text with places on pages to headings, paragraphs, items and rows.

Running headers and footers are the lines at the edge of a page that come again on others.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from kg.data import BlockKind
from kg.readers.compose import Piece
from kg.readers.markup import CELLS_APART

_HYPHENS = "-\u2010\xad"
_NUMBER = re.compile(
    r"[-–—|\s]*(?:(?:page|p\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:of|/)\s*\d{1,4})?[-–—|\s]*", re.I
)
_BULLET = re.compile(r"\s*(?:[•‣◦▪●○■–*·\uf0b7-]|\(?\d{1,2}[.)]|\(?[a-z][.)])\s+\S")
_CLOSED = re.compile(r"[.!?:;…][\"”'’)\]]*$")
_EDGE_LINES = 3
_KEPT_HYPHEN = frozenset("self ex non co anti pre post well mid half cross all vice".split())


class Run(NamedTuple):
    """A stretch of text in one font on one line. Points from the lower left of the page."""

    left: float
    bottom: float
    right: float
    top: float
    text: str
    bold: bool


@dataclass(frozen=True, slots=True)
class Line:
    """Runs beside each other; wide gaps divide it into cells."""

    left: float
    bottom: float
    right: float
    top: float
    cells: tuple[str, ...]
    bold: bool
    page: int

    @property
    def text(self) -> str:
        """All of its words."""
        return " ".join(self.cells)

    @property
    def size(self) -> float:
        """Height of its font, in points."""
        return self.top - self.bottom


def pieces(pages: Sequence[Sequence[Run]]) -> tuple[list[Piece], list[int]]:
    """The pieces of all pages, and for each page the index of the first that begins on it."""
    body = [line for page in _without_margins(_lines_of(pages)) for line in page]
    words = _vocabulary(body)
    groups = list(_groups(body))
    found = [Piece(_kind(group, body), _joined(group, words)) for group in groups]
    first = [
        next((i for i, g in enumerate(groups) if g[0].page >= page), len(groups))
        for page in range(len(pages))
    ]
    return found, first


def _lines_of(pages: Sequence[Sequence[Run]]) -> list[list[Line]]:
    found = []
    for number, runs in enumerate(pages):
        lines: list[list[Run]] = []
        for run in runs:
            if lines and _beside(lines[-1][-1], run):
                lines[-1].append(run)
            else:
                lines.append([run])
        columns = [run.left for line in lines for run in _cell_starts(line)]
        found.append([_line(line, number, columns) for line in lines])
    return found


def _cell_starts(runs: list[Run]) -> Iterator[Run]:
    """The runs that a gap too wide for a space sets apart from what is left of them."""
    for before, run in pairwise(runs):
        if run.left - before.right > 1.2 * (run.top - run.bottom):
            yield run


def _beside(before: Run, run: Run) -> bool:
    """Whether `run` goes on with the line of `before`, to its right."""
    overlap = min(before.top, run.top) - max(before.bottom, run.bottom)
    least = min(before.top - before.bottom, run.top - run.bottom)
    return overlap > 0.5 * least and run.left > before.right - least


def _line(runs: list[Run], page: int, columns: list[float]) -> Line:
    """A line of runs; where a run stands under a cell that is apart, it is a cell, too."""
    height = max(r.top - r.bottom for r in runs)
    apart = set(_cell_starts(runs))
    cells = [runs[0].text]
    for before, run in pairwise(runs):
        gap = run.left - before.right
        aligned = gap > 0.35 * height and any(abs(run.left - x) < 2 for x in columns)
        if run in apart or aligned:
            cells.append(run.text)
        else:
            cells[-1] += (" " if gap > 0.12 * height else "") + run.text
    return Line(
        runs[0].left,
        min(r.bottom for r in runs),
        runs[-1].right,
        max(r.top for r in runs),
        tuple(c.strip() for c in cells if c.strip()),
        all(r.bold for r in runs),
        page,
    )


def _without_margins(pages: list[list[Line]]) -> Iterator[list[Line]]:
    """Drop running headers and footers, and page numbers, from the edges inwards."""
    seen = Counter(key for page in pages for key in {_key(x) for x in _edges(page)})
    often = max(2, len(pages) / 3)
    width = max((line.right - line.left for page in pages for line in page), default=0)
    for page in pages:
        dropped: set[int] = set()
        for ordered in (_by_height(page), _by_height(page)[::-1]):
            for line in ordered[:_EDGE_LINES]:
                alone = line is ordered[0] and _NUMBER.fullmatch(line.text)
                # A line of a paragraph fills the width; a header has a gap or is short.
                full = len(line.cells) == 1 and line.right - line.left > 0.9 * width
                if not alone and (full or seen[_key(line)] < often):
                    break
                dropped.add(id(line))
        yield [line for line in page if id(line) not in dropped]


def _by_height(page: list[Line]) -> list[Line]:
    return sorted(page, key=lambda line: -line.top)


def _edges(page: list[Line]) -> list[Line]:
    ordered = _by_height(page)
    return ordered[:_EDGE_LINES] + ordered[-_EDGE_LINES:]


def _key(line: Line) -> str:
    """What a running line has in common on all pages: its words without numbers."""
    return re.sub(r"\d+", "#", line.text.casefold())


def _groups(body: list[Line]) -> Iterator[list[Line]]:
    """Lines that belong together, in order."""
    if not body:
        return
    leading = _leading(body)
    right = sorted(line.right for line in body)[len(body) * 9 // 10]
    group = [body[0]]
    for before, line in pairwise(body):
        if _breaks(before, line, group[0], leading, right):
            yield group
            group = []
        group.append(line)
    yield group


def _leading(body: list[Line]) -> float:
    """The usual distance between the bottoms of two lines, in points."""
    gaps = [
        a.bottom - b.bottom
        for a, b in pairwise(body)
        if a.page == b.page and 0 < a.bottom - b.bottom < 4 * a.size
    ]
    return median(gaps) if gaps else median(line.size for line in body) * 1.2


def _breaks(before: Line, line: Line, first: Line, leading: float, right: float) -> bool:
    """Whether a new block begins with `line`."""
    if len(before.cells) > 1 or len(line.cells) > 1:
        return True
    if abs(before.size - line.size) > 0.12 * before.size or before.bold != line.bold:
        return True
    if _BULLET.match(line.text) and (_CLOSED.search(before.text) or _BULLET.match(first.text)):
        return True
    closed = bool(_CLOSED.search(before.text))
    gap = before.bottom - line.bottom
    if line.page != before.page or gap < 0:  # a new page or column
        return closed and (line.text[:1].isupper() or not line.text[:1].isalpha())
    if gap > 1.3 * max(leading, 0.9 * line.size):
        return True
    indented = line.left - before.left > 0.8 * line.size and before is not first
    short = before.right < right - 0.2 * (right - before.left)
    return closed and (indented or short)


def _kind(group: list[Line], body: list[Line]) -> BlockKind:
    if len(group[0].cells) > 1:
        return "row"
    text = " ".join(line.text for line in group)
    if _BULLET.match(text):
        return "item"
    usual = median(line.size for line in body)
    stands_out = group[0].size > 1.12 * usual or (
        all(line.bold for line in group) and not all(line.bold for line in body)
    )
    short = len(group) <= 3 and len(text) < 200 and not text.rstrip().endswith((".", ",", ";"))
    return "heading" if stands_out and short else "paragraph"


def _joined(group: list[Line], words: Counter[str]) -> str:
    if len(group[0].cells) > 1:
        return CELLS_APART.join(_plain(cell) for cell in group[0].cells)
    text = group[0].text
    for line in group[1:]:
        text = _join(text, line.text, words)
    return _plain(text)


def _join(text: str, line: str, words: Counter[str]) -> str:
    """Append a line, undoing the hyphen that divided a word, if it isn't the word's own."""
    text = text.rstrip()
    head = re.search(rf"([^\W\d_]+)[{_HYPHENS}]$", text)
    tail = re.match(r"[^\W\d_]+", line)
    if not head or not tail:
        return text + ("" if text[-1:] in _HYPHENS and line[:1].isdigit() else " ") + line
    if not tail[0][0].islower():
        return text[:-1] + "-" + line  # Jean-Luc
    whole, divided = (head[1] + tail[0]).lower(), f"{head[1]}-{tail[0]}".lower()
    before = text[: head.start()]
    own = words[divided] > words[whole] or (
        not words[whole] and (head[1].lower() in _KEPT_HYPHEN or before.endswith("-"))
    )
    return text[:-1] + ("-" if own else "") + line


def _vocabulary(body: list[Line]) -> Counter[str]:
    """Words of the text with and without hyphens, to tell divided words from compounds."""
    words: Counter[str] = Counter()
    for line in body:
        words.update(
            w.lower().replace("\u2010", "-")
            for w in re.findall(rf"[^\W\d_]+(?:[{_HYPHENS}][^\W\d_]+)*", line.text)
        )
    return words


def _plain(text: str) -> str:
    return text.replace("\u2010", "-")
