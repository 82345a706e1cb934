"""Which sentences are language: programs and markup between them state nothing."""

from __future__ import annotations

import re

_ASIDE = re.compile(r"\[[\d\s,–-]+\]|\bhttps?://\S+|<[^<>\s]+@[^<>\s]+>|\*{1,2}\w|\w\*{1,2}")
"""Marks that prose has too: citations, addresses, emphasis."""
_MARK = re.compile(r"[{}\[\]=<>;\\_^~|*+&]|\w\(|\(\)")
FEWEST, SHARE = 3, 0.04
"""Marks of code in a sentence, and their share of its characters, from which it is none."""


def is_prose(sentence: str) -> bool:
    """Whether a sentence is language, by the marks in it.

    >>> is_prose("He won.[1][2] The prize (a cup) was small; it weighed 2 kg.")
    True
    >>> is_prose("return {k: v for k, v in data.items() if v[0] == None}")
    False
    """
    plain = _ASIDE.sub("", sentence)
    marks = len(_MARK.findall(plain))
    return marks < FEWEST or marks < SHARE * len(plain)
