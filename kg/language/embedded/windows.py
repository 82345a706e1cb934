"""What the encoder reads at once: windows of text between places where a sentence surely ends.

A text is cut at safe places into segments, its segments into windows, and windows are batched,
in one canonical way that depends on nothing but the text (int8 scales depend on the batch).
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from kg.language.embedded.pieces import Ints, Space

LONGEST_SEGMENT = 1_000
"""Words of a segment at most, wherever it must be cut then."""
BLOCK_PIECES = 4_000
_SPECIAL = 2
"""[CLS] and [SEP]."""
_OVERLAP = 64
_PADDING = 8
"""Pieces of padding in a batch at most: beyond, another run of the network costs less."""

GIVEN, OPEN, FORBIDDEN = 1, 0, -1
"""Whether a word begins a sentence: yes, the model decides, no."""

_STOPS = frozenset((".", "!", "?", "...", "…", "!!", "!!!", "??", "???", "?!", "!?"))
_CLOSING = frozenset("\"'”’»)]}") | {"''"}
_ABBREVIATIONS = frozenset(
    """mr mrs ms dr prof st sen rep gov gen col lt sgt capt cpt cmdr adm rev hon pres sr jr inc co
    corp ltd llc vs etc al eg ie approx dept est fig figs no nos vol vols pp ed eds trans ca cf jan
    feb mar apr jun jul aug sep sept oct nov dec mon tue wed thu fri sat sun ave blvd rd mt ft u.s
    u.k u.n e.g i.e a.m p.m ph.d d.c""".split()
)


@dataclass(frozen=True, slots=True)
class Window:
    """Words `first` to `last` that are read together; results are kept of `start` to `end`."""

    first: int
    last: int
    start: int
    end: int


def safe_places(words: Sequence[str], spaces: Ints, given: NDArray[np.int8]) -> list[int]:
    """Words before which a text can be cut without cutting a sentence, the first among them."""
    forced = (given == GIVEN) | ((spaces == Space.PARAGRAPH) & (given == OPEN))
    marks = [i + 1 for i, word in enumerate(words) if word in _STOPS]
    found = set(np.flatnonzero(forced).tolist())
    found.update(i for i in (_after_stop(words, spaces, k) for k in marks) if i)
    return sorted({0, *(i for i in found if given[i] != FORBIDDEN)})


def _after_stop(words: Sequence[str], spaces: Ints, i: int) -> int:
    """The word that follows a stop at `i - 1` and its closing marks, or 0 if it is not safe."""
    if words[i - 1] == "." and i > 1 and _is_abbreviation(words[i - 2]):
        return 0
    while i < len(words) and words[i] in _CLOSING and spaces[i] == Space.NONE:
        i += 1
    while i + 2 < len(words) and words[i] == "[" and words[i + 2] == "]" and _is_note(words[i + 1]):
        i += 3
    if i == len(words) or spaces[i] == Space.NONE or words[i] in _CLOSING:
        return 0
    return 0 if words[i][0].islower() else i


def _is_note(word: str) -> bool:
    """Whether a word in brackets marks a note ("[6]"), which belongs to the sentence before it."""
    return word.isdigit() or (len(word) == 1 and word.islower())


def _is_abbreviation(word: str) -> bool:
    return (len(word) == 1 and word.isalpha()) or word.lower() in _ABBREVIATIONS


def segments(places: list[int], ends: Ints, budget: int) -> list[tuple[int, int]]:
    """Runs of words between places, packed in order while their pieces fit into the budget.

    `ends` counts pieces up to each word, as `Pieces.of` gives them.
    """
    packed: list[tuple[int, int]] = []
    bounds = [*places, len(ends) - 1]
    for start, end in pairwise(bounds):
        room = budget - _SPECIAL
        if packed and ends[end] - ends[packed[-1][0]] <= room:
            packed[-1] = (packed[-1][0], end)
        else:
            packed += [
                (i, min(i + LONGEST_SEGMENT, end)) for i in range(start, end, LONGEST_SEGMENT)
            ]
    return packed


def windows_of(segment: tuple[int, int], ends: Ints, most: int) -> list[Window]:
    """The windows of a segment: itself, or overlapping ones of at most `most` pieces."""
    start, end = segment
    room = most - _SPECIAL
    if ends[end] - ends[start] <= room:
        return [Window(start, end, start, end)]
    spans: list[tuple[int, int]] = []
    first = start
    while True:
        last = int(np.searchsorted(ends, ends[first] + room, side="right")) - 1
        last = min(last, end)
        spans.append((first, last))
        if last == end:
            break
        first = max(int(np.searchsorted(ends, ends[last] - _OVERLAP, side="left")), first + 1)
    middles = [(a[1] + b[0]) // 2 for a, b in pairwise(spans)]
    kept = [start, *middles, end]
    return [Window(*s, kept[i], kept[i + 1]) for i, s in enumerate(spans)]


def blocks(runs: list[tuple[int, int]], ends: Ints) -> Iterator[list[tuple[int, int]]]:
    """Whole segments in order, of about `BLOCK_PIECES` pieces together."""
    block: list[tuple[int, int]] = []
    for run in runs:
        if block and ends[run[1]] - ends[block[0][0]] > BLOCK_PIECES:
            yield block
            block = []
        block.append(run)
    if block:
        yield block


def batches(windows: list[Window], ends: Ints, pieces: int) -> Iterator[list[Window]]:
    """Windows sorted by length (stably), alike together: little padding, at most `pieces`."""
    batch: list[Window] = []
    total = 0
    for size, window in sorted(((_size(w, ends), w) for w in windows), key=lambda pair: pair[0]):
        padded = size * (len(batch) + 1)
        if batch and (padded > pieces or padded - total - size > _PADDING):
            yield batch
            batch, total = [], 0
        batch.append(window)
        total += size
    if batch:
        yield batch


def _size(window: Window, ends: Ints) -> int:
    return int(ends[window.last] - ends[window.first]) + _SPECIAL
