"""The shapes of words whose case training changes."""

from __future__ import annotations

from kg.language.embedded.pieces import Shape

CASED = (Shape.TITLE, Shape.UPPER, Shape.CAPITAL, Shape.MIXED)


def lowered(shape: int) -> int:
    """Return the shape that the lower-cased word has."""
    return Shape.LOWER if shape in CASED else shape


def uppered(shape: int, letters: int) -> int:
    """Return the shape that the word in capitals has, given how many characters it has."""
    if shape in CASED or shape == Shape.LOWER:
        return Shape.CAPITAL if letters == 1 else Shape.UPPER
    return shape
