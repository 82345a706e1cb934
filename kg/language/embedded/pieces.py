"""What the encoder sees of a word: its pieces, its shape, and the white space before it.

Each word is cut by itself, so that a dictionary from words to pieces is an exact cache.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import IntEnum
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from tokenizers import Tokenizer

Ints = NDArray[np.int32]

_HEAD_PIECES = 8
"""Pieces kept from the front of a word of too many."""
_REMEMBERED = 100_000
"""Words whose pieces are remembered (about 30 MB)."""


class Shape(IntEnum):
    """Classes of case and character, which the uncased pieces do not show."""

    SPECIAL = 0
    LOWER = 1
    TITLE = 2
    UPPER = 3
    CAPITAL = 4
    MIXED = 5
    DIGITS = 6
    ALPHANUMERIC = 7
    PUNCTUATION = 8
    CASELESS = 9


class Space(IntEnum):
    """White space before a word."""

    UNKNOWN = 0
    NONE = 1
    BLANK = 2
    LINE = 3
    PARAGRAPH = 4


def word_shape(word: str) -> Shape:
    """The shape of a word.

    >>> [word_shape(w).name for w in ("Paris", "I", "NATO", "iPhone", "3rd", "1,000", "...", "of")]
    ['TITLE', 'CAPITAL', 'UPPER', 'MIXED', 'ALPHANUMERIC', 'DIGITS', 'PUNCTUATION', 'LOWER']
    """
    letters = any(c.isalpha() for c in word)
    if any(c.isdigit() for c in word):
        return Shape.ALPHANUMERIC if letters else Shape.DIGITS
    upper = [c != c.lower() for c in word if c.isalpha() and c.lower() != c.upper()]
    if not upper:
        return Shape.CASELESS if letters else Shape.PUNCTUATION
    if all(upper):
        return Shape.CAPITAL if len(upper) == 1 else Shape.UPPER
    if not any(upper):
        return Shape.LOWER
    return Shape.TITLE if upper[0] and sum(upper) == 1 else Shape.MIXED


def spacing(gaps: Iterable[str]) -> Ints:
    r"""The `Space` before each word, given what stands between it and the word before.

    >>> spacing(["", " ", "", " \n", "\n\n"]).tolist()
    [4, 2, 1, 3, 4]
    """
    found = [_space(gap) for gap in gaps]
    if found:
        found[0] = Space.PARAGRAPH
    return np.array(found, np.int32)


def _space(gap: str) -> int:
    if not gap:
        return Space.NONE
    if gap == " ":
        return Space.BLANK
    breaks = gap.count("\n") + 2 * gap.count("\f") + 2 * gap.count("\u2029")
    return (Space.BLANK, Space.LINE, Space.PARAGRAPH)[min(breaks, 2)]


def is_spacing_known(words: Sequence[str], spaces: Ints) -> bool:
    """Whether blanks are those of a written text; a text of tokens has them before its commas."""
    if (spaces[1:] == Space.NONE).any():
        return True
    return not any(w in _GLUED or w.startswith(("'", "’", "n't")) for w in words[1:])


_GLUED = frozenset(". , ; : ? ! % ) ] } ... ''".split())


class Pieces:
    """Cuts words into the pieces of a WordPiece vocabulary.

    `most` is the largest number of pieces of a word; one of more keeps its ends.
    """

    def __init__(self, path: Path, unknown: int, most: int) -> None:
        self._tokenizer = Tokenizer.from_file(str(path))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._unknown, self._most = unknown, most
        self._known: dict[str, tuple[list[int], int]] = {}

    def of(self, words: Sequence[str]) -> tuple[Ints, Ints, Ints]:
        """Pieces of all words, where each word's begin (and the end, one more), and shapes."""
        pieces: list[int] = []
        ends, shapes = [0], []
        known = self._known
        for word in words:
            found = known.get(word) or self._cut(word)
            pieces += found[0]
            ends.append(len(pieces))
            shapes.append(found[1])
        as_array = np.array
        return as_array(pieces, np.int32), as_array(ends, np.int32), as_array(shapes, np.int32)

    def _cut(self, word: str) -> tuple[list[int], int]:
        if len(self._known) >= _REMEMBERED:
            self._known.clear()
        ids = self._tokenizer.encode(_encodable(word), add_special_tokens=False).ids
        if len(ids) > self._most:
            ids = ids[:_HEAD_PIECES] + ids[_HEAD_PIECES - self._most :]
        found = self._known[word] = (ids or [self._unknown], int(word_shape(word)))
        return found


def _encodable(word: str) -> str:
    """The word without lone surrogates, which no UTF-8 can hold, and without endless length."""
    return word[:2_000].encode("utf-8", "replace").decode()
