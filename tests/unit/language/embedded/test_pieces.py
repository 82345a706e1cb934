from __future__ import annotations

import numpy as np
import pytest

from kg.language.embedded.pieces import Shape, Space, is_spacing_known, spacing, word_shape


@pytest.mark.parametrize(
    ("word", "shape"),
    [
        ("of", Shape.LOWER),
        ("Paris", Shape.TITLE),
        ("O'clock", Shape.TITLE),
        ("NATO", Shape.UPPER),
        ("U.S.", Shape.UPPER),
        ("I", Shape.CAPITAL),
        ("J.", Shape.CAPITAL),
        ("iPhone", Shape.MIXED),
        ("McDonald", Shape.MIXED),
        ("1,000", Shape.DIGITS),
        ("3rd", Shape.ALPHANUMERIC),
        ("...", Shape.PUNCTUATION),
        ("😀", Shape.PUNCTUATION),
        ("東京", Shape.CASELESS),
        ("", Shape.PUNCTUATION),
    ],
)
def test_shape(word, shape):
    assert word_shape(word) == shape


def test_spacing_counts_line_breaks():
    gaps = ["", " ", "", "\n", " \n ", "\n\n", "\t", "\f"]
    space = Space
    assert spacing(gaps).tolist() == [
        space.PARAGRAPH, space.BLANK, space.NONE, space.LINE, space.LINE, space.PARAGRAPH,
        space.BLANK, space.PARAGRAPH,
    ]  # fmt: skip


def test_spacing_of_nothing():
    assert spacing([]).tolist() == []


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("They left , he said .", False),
        ("They did n't leave", False),
        ("No mark stands here", True),
    ],
)
def test_blanks_before_commas_are_those_of_tokens(words, known):
    words = words.split()
    spaces = np.full(len(words), Space.BLANK, np.int32)
    assert is_spacing_known(words, spaces) is known


def test_one_glued_word_shows_written_text():
    assert is_spacing_known(["No", ",", "he", "."], spacing(["", "", " ", " "]))
