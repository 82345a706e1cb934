"""Slips of the pen: two spellings one letter apart, found without comparing all pairs."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

_SHORTEST = 7
"""Shorter names differ by one letter too often to be slips of each other."""


def deletions(text: str) -> Iterator[str]:
    """What spellings one letter apart have in common: a text, and it without each one letter.

    Symmetric deletion (Garbe 2012): a letter that is missing, doubled, wrong or swapped with its
    neighbour leaves one of these in common.
    """
    if len(text) >= _SHORTEST:
        yield text
        yield from dict.fromkeys(text[:i] + text[i + 1 :] for i in range(len(text)))


def is_slip(one: str, other: str) -> bool:
    """Whether two texts are one letter apart, or two neighbours swapped."""
    if one == other or abs(len(one) - len(other)) > 1:
        return False
    if len(one) == len(other):
        apart = [i for i, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
        return len(apart) == 1 or _are_swapped(one, other, apart)
    short, long = sorted((one, other), key=len)
    at = next((i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short))
    return short[at:] == long[at + 1 :]


def is_rare_beside(one: int, other: int) -> bool:
    """Whether one of two spellings stands in so few documents that it may be a slip."""
    return min(one, other) <= 2 and min(one, other) * 2 <= max(one, other) + 1


def is_odd_beside(one: int, other: int) -> bool:
    """Whether a word that stands in so many names is one word misspelt rather than another word."""
    return one < 2 or one * 10 <= other


def _are_swapped(one: str, other: str, apart: list[int]) -> bool:
    return any(
        apart == [i, j] and j == i + 1 and one[i] == other[j] and one[j] == other[i]
        for i, j in pairwise(apart)
    )
