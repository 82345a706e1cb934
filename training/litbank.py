"""LitBank: the openings of novels with who is who and who says what (Bamman et al. 2020).

`DATA` is the folder `litbank`, with `coref/brat` and `quotations/tsv`. The alphabetically last 20
of its 80 books are kept out of all training.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

HELD_OUT = 20

_SPAN = re.compile(r"^(T\d+)\t(\S+) (\d+) (\d+)\t", re.MULTILINE)
_TIE = re.compile(r"Arg1:(T\d+) Arg2:(T\d+)")


@dataclass(frozen=True, slots=True)
class GoldQuotation:
    """A quotation's span of characters, and the cluster of its speaker."""

    start: int
    end: int
    speaker: str


@dataclass(frozen=True, slots=True)
class Book:
    """A text with its gold: mentions (start, end, cluster) and quotations in order."""

    name: str
    text: str
    mentions: tuple[tuple[int, int, str], ...]
    quotations: tuple[GoldQuotation, ...]


def names(data: Path) -> list[str]:
    """The names of all books, sorted."""
    return sorted(path.stem for path in (data / "coref" / "brat").glob("*.txt"))


def books(data: Path, *, held_out: bool = False) -> Iterator[Book]:
    """The books for training, or those that are kept out of it."""
    known = names(data)
    for name in known[-HELD_OUT:] if held_out else known[:-HELD_OUT]:
        text = _read(data / "coref" / "brat" / f"{name}.txt")
        coref = _read(data / "coref" / "brat" / f"{name}.ann")
        said = _read(data / "quotations" / "tsv" / f"{name}.ann")
        yield Book(name, text, tuple(_mentions(coref)), tuple(_quotations(text, said)))


def _read(path: Path) -> str:
    return path.read_bytes().decode("utf-8")


def _mentions(annotation: str) -> Iterator[tuple[int, int, str]]:
    """Mentions with their clusters; one that is tied to another by apposition takes its."""
    spans: dict[str, tuple[int, int]] = {}
    labels: dict[tuple[int, int], list[str]] = defaultdict(list)
    for id, label, start, end in _SPAN.findall(annotation):  # noqa: A001
        spans[id] = (int(start), int(end))
        labels[spans[id]].append(label)
    ties = {spans[a]: spans[b] for a, b in _TIE.findall(annotation) if a in spans and b in spans}
    for span in sorted(labels):
        at, seen = span, {span}
        while not (found := [x for x in labels[at] if x[-1].isdigit()]) and at in ties:
            at = ties[at]
            if at in seen:
                break
            seen.add(at)
        if found:
            yield (*span, found[0])


def _quotations(text: str, annotation: str) -> Iterator[GoldQuotation]:
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append([(at + t.start(), at + t.end()) for t in re.finditer(r"\S+", line)])
        at += len(line) + 1
    rows = [line.split("\t") for line in annotation.split("\n")]
    speakers = {row[1]: row[2] for row in rows if row[0] == "ATTRIB"}
    for row in rows:
        if row[0] == "QUOTE":
            start, end = lines[int(row[2])][int(row[3])][0], lines[int(row[4])][int(row[5])][1]
            yield GoldQuotation(start, end, speakers.get(row[1], row[1]))


def clusters(book: Book, spans: list[tuple[int, int]]) -> list[str | None]:
    """The gold cluster of each span: that of the mention it overlaps most, at least by half."""
    by_edge: dict[int, list[tuple[int, int, str]]] = defaultdict(list)
    for mention in book.mentions:
        by_edge[mention[0]].append(mention)
        by_edge[-mention[1]].append(mention)
    found: list[str | None] = []
    for start, end in spans:
        near = by_edge[start] + by_edge[-end]
        best = max(near, key=lambda m: _dice((m[0], m[1]), (start, end)), default=None)
        good = best is not None and _dice((best[0], best[1]), (start, end)) >= 0.5
        found.append(best[2] if best is not None and good else None)
    return found


def _dice(a: tuple[int, int], b: tuple[int, int]) -> float:
    return 2 * max(0, min(a[1], b[1]) - max(a[0], b[0])) / (a[1] - a[0] + b[1] - b[0])


def overlapping(quotation: GoldQuotation, spans: list[tuple[int, int]]) -> int | None:
    """The index of the span that overlaps a quotation most."""
    start, end = quotation.start, quotation.end
    best = max(
        range(len(spans)),
        key=lambda n: min(end, spans[n][1]) - max(start, spans[n][0]),
        default=None,
    )
    return best if best is not None and spans[best][0] < end and start < spans[best][1] else None


def b_cubed(pairs: list[tuple[object, object]]) -> tuple[float, float, float]:
    """Precision, recall and F1 of pairs of (gold cluster, found cluster)."""
    both: dict[object, int] = defaultdict(int)
    gold: dict[object, int] = defaultdict(int)
    found: dict[object, int] = defaultdict(int)
    for g, f in pairs:
        both[g, f] += 1
        gold[g] += 1
        found[f] += 1
    count = max(1, len(pairs))
    precision = sum(both[g, f] / found[f] for g, f in pairs) / count
    recall = sum(both[g, f] / gold[g] for g, f in pairs) / count
    return precision, recall, 2 * precision * recall / max(1e-9, precision + recall)
