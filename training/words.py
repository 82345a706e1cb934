"""What is known of a word beside its pieces: its shape, and the white space before it."""

from __future__ import annotations

from enum import IntEnum


class Shape(IntEnum):
    """Classes of case and character that an uncased encoder does not see."""

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


CASED = (Shape.TITLE, Shape.UPPER, Shape.CAPITAL, Shape.MIXED)


def word_shape(word: str) -> Shape:
    """Return the shape class of a word.

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


def lowered(shape: int) -> int:
    """Return the shape that the lower-cased word has."""
    return Shape.LOWER if shape in CASED else shape


def uppered(shape: int, letters: int) -> int:
    """Return the shape that the word in capitals has, given how many characters it has."""
    if shape in CASED or shape == Shape.LOWER:
        return Shape.CAPITAL if letters == 1 else Shape.UPPER
    return shape
