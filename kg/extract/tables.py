"""Statements that layout makes: a cell of a table, a "Key: value" line.

A table whose first row names its columns says something of the thing in each row's first cell
that names one: ("Ingrid Halden", has share, 31.0%). Rows of two cells, and "Key: value" lines,
say something of what the heading above them or the document's title names: (Sorrel Strait, has
length, 63 km).
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.data import Block, Clause, Document, Extraction, Literal, Mention, Phrase, Relation

CONFIDENCE = 0.8
"""Of statements of cells; most errors are of the table's reading, not of a parse."""
LONGEST_CELL = 100
_TITLE = 6
"""Characters that may stand before the name in a cell ("Amb. S. Haddad")."""
_PREPOSITIONS = frozenset("by of in at on for from to with".split())
_BETWEEN = re.compile(r"\s*\|\s*|\t+|\s{3,}")
_PAIR = re.compile(r"\s*:\s+")
_LIST = re.compile(r"\s*[,;]\s+")


@dataclass(frozen=True, slots=True)
class Cell:
    """The words of a cell and where they stand."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """The character behind the cell."""
        return self.start + len(self.text)

    @property
    def is_value(self) -> bool:
        """Whether it is a number, date or mark rather than a name."""
        return not self.text or bool(re.match(r"[\W\d]", self.text))


def with_tables(document: Document, found: Extraction) -> Extraction:
    """The extraction with a clause for each cell, in order of offsets."""
    taken = {c.id for c in found.clauses}
    made = [c for c in _clauses(document, found.mentions) if c.id not in taken]
    if not made:
        return found
    clauses = sorted((*found.clauses, *made), key=lambda c: _place(c.id))
    return replace(found, clauses=tuple(clauses))


def _place(clause: str) -> tuple[int, int]:
    offset, _, further = clause[1:].partition(".")
    return int(offset), int(further or 0)


def _clauses(document: Document, mentions: Sequence[Mention]) -> Iterator[Clause]:
    for subject, rows in _tables(document):
        cells = [_cells(document.text, row) for row in rows]
        width = len(cells[0])
        if width > 2 and len(cells) > 1 and not any(c.is_value for c in cells[0]):
            yield from _of_columns(cells, mentions)
        elif subject is not None:
            yield from _of_pairs(subject, [row for row in cells if len(row) == 2], mentions)


def _tables(document: Document) -> Iterator[tuple[Cell | None, list[Block]]]:
    """Runs of rows, each with what stands above it and can be what it is about."""
    above: Cell | None = None
    rows: list[Block] = []
    for block in document.blocks:
        if block.kind == "row":
            rows.append(block)
            continue
        if rows:
            yield above, rows
            rows = []
        if block.kind == "heading":
            above = _cell(document.text, block.start, block.end)
    if rows:
        yield above, rows


def _cell(text: str, start: int, end: int) -> Cell:
    inside = text[start:end]
    words = inside.strip()
    return Cell(words, start + len(inside) - len(inside.lstrip()))


def _cells(text: str, row: Block) -> list[Cell]:
    """The cells of a row; a line without them is parted at its colon."""
    found: list[Cell] = []
    for mark, most in ((_BETWEEN, None), (_PAIR, 1)):
        cuts = [m.span() for m in mark.finditer(text, row.start, row.end)][:most]
        starts, ends = [row.start, *(e for _, e in cuts)], [*(s for s, _ in cuts), row.end]
        found = [_cell(text, s, e) for s, e in zip(starts, ends, strict=True)]
        found = [c for i, c in enumerate(found) if c.text or 0 < i < len(found) - 1]
        if len(found) > 1:
            return found
    return found


def _of_columns(rows: list[list[Cell]], mentions: Sequence[Mention]) -> Iterator[Clause]:
    """Statements of a table with a head: of the first cell of each row that is no value."""
    heads, *body = rows
    for row in body:
        if len(row) != len(heads):
            continue
        about = next((i for i, cell in enumerate(row) if not cell.is_value), None)
        if about is None or len(row[about].text) > LONGEST_CELL:
            continue
        for i, (head, cell) in enumerate(zip(heads, row, strict=True)):
            if i != about and cell.text:
                yield _clause(row[about], head, cell, mentions, (row[0].start, row[-1].end))


def _of_pairs(
    subject: Cell, rows: list[list[Cell]], mentions: Sequence[Mention]
) -> Iterator[Clause]:
    """Statements of "Key: value" rows; a key in the plural has a value for each of a list."""
    for key, value in rows:
        wordy = len(key.text.split()) > 4 or value.text.endswith((".", "!", "?"))
        if wordy or key.is_value or not value.text or len(value.text) > LONGEST_CELL:
            continue
        parts = _LIST.split(value.text) if key.text.endswith("s") and not value.is_value else []
        at = value.start
        for part in parts or [value.text]:
            start = at + value.text[at - value.start :].index(part)
            at = start + len(part)
            yield _clause(subject, key, Cell(part, start), mentions, (key.start, value.end))


def _clause(
    subject: Cell,
    key: Cell,
    value: Cell,
    mentions: Sequence[Mention],
    sentence: tuple[int, int],
) -> Clause:
    name = key.text.casefold()
    verbal = name.split()[-1] in _PREPOSITIONS  # "Awarded by"
    lemma, text = (f"be {name}", f"is {name}") if verbal else (f"have {name}", f"has {name}")
    return Clause(
        id=f"c{value.start}",
        rule="table",
        confidence=CONFIDENCE,
        sentence=sentence,
        subject=_phrase(subject, mentions),
        relation=Relation(text, lemma),
        object=_phrase(value, mentions),
    )


def _phrase(cell: Cell, mentions: Sequence[Mention]) -> Phrase:
    """The cell as a phrase: that of the mention that fills most of it, or a value as written."""
    if cell.is_value:
        return Phrase(
            cell.text, cell.start, cell.end, literal=Literal(cell.text, "xsd:string", "QUALITY")
        )
    inside = [
        m
        for m in mentions
        if m.features and cell.start <= m.start <= cell.start + _TITLE and m.end <= cell.end
    ]
    best = max(inside, key=lambda m: (m.end - m.start, -m.start), default=None)
    fills = best is not None and 2 * (best.end - best.start) > len(cell.text)
    head = best.features.head[0] if fills and best is not None and best.features else None
    return Phrase(cell.text, cell.start, cell.end, head)
