from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from kg.language.embedded.pieces import spacing
from kg.language.embedded.windows import (
    FORBIDDEN,
    GIVEN,
    LONGEST_SEGMENT,
    batches,
    blocks,
    safe_places,
    segments,
    windows_of,
)


def places(text, **given):
    """Safe places of a text whose words are split at blanks; "_" glues a word to the one before."""
    parts = text.replace("_", " _").replace("\n\n", " \n\n").replace("|", " ").split(" ")
    words = [p.strip("_\n") for p in parts]
    gaps = ["" if p[0] == "_" else "\n\n" if p[0] == "\n" else " " for p in parts]
    marks = np.zeros(len(words), np.int8)
    for i, mark in given.items():
        marks[int(i[1:])] = mark
    return safe_places(words, spacing(gaps), marks)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left_. She stayed_.", [0, 3]),
        ("He left_._” She stayed_.", [0, 4]),
        ("“Why_?_” He asked_.", [0, 3]),
        ("He left_... and she stayed_.", [0]),
        ("He met J_. Smith_.", [0]),
        ("He met Mr_. Smith_.", [0]),
        ("He left_._[_6_]_[_a_] She stayed_.", [0, 9]),
        ("He left_. [_6_] She stayed_.", [0, 6]),
        ("He left_. [_She stayed_]", [0, 3]),
        ("A Heading\n\nhe left", [0, 2]),
        ("no mark at all", [0]),
    ],
)
def test_safe_places(text, expected):
    assert places(text) == expected


def test_given_starts_overrule():
    assert places("He left_. She stayed_.", w3=FORBIDDEN) == [0]
    assert places("He left and she stayed", w2=GIVEN) == [0, 2]
    assert places("A Heading\n\nhe left", w2=FORBIDDEN) == [0]


def ends(*counts):
    return np.cumsum([0, *counts]).astype(np.int32)


def test_segments_are_packed_up_to_the_budget():
    assert segments([0, 2, 4, 6], ends(*[1] * 8), 6) == [(0, 4), (4, 8)]
    assert segments([0, 6], ends(*[1] * 8), 5) == [(0, 6), (6, 8)]


def test_an_endless_segment_is_cut():
    found = segments([0], ends(*[1] * 2_500), 64)
    assert found == [(0, LONGEST_SEGMENT), (LONGEST_SEGMENT, 2 * LONGEST_SEGMENT), (2_000, 2_500)]


def test_no_words_no_segments():
    assert segments([0], ends(), 64) == []


@pytest.mark.parametrize("counts", [[1] * 40, [3] * 500, [12] * 100, [1, 12] * 60])
def test_windows_keep_every_word_once_and_fit(counts):
    at = ends(*counts)
    found = windows_of((0, len(counts)), at, 100)
    kept = [i for w in found for i in range(w.start, w.end)]
    assert kept == list(range(len(counts)))
    assert all(at[w.last] - at[w.first] <= 98 for w in found)
    assert all(w.first <= w.start < w.end <= w.last for w in found)


def test_words_are_kept_far_from_the_edges_of_windows():
    at = ends(*[1] * 500)
    found = windows_of((0, 500), at, 100)
    inner = [(w.start - w.first, w.last - w.end) for w in found]
    assert all(left >= 30 for left, _ in inner[1:])
    assert all(right >= 30 for _, right in inner[:-1])


def test_blocks_hold_whole_segments():
    runs = [(i, i + 100) for i in range(0, 1_000, 100)]
    found = list(blocks(runs, ends(*[10] * 1_000)))
    assert [len(b) for b in found] == [4, 4, 2]
    assert [r for b in found for r in b] == runs


def test_batches_are_alike_in_length():
    at = ends(*[1] * 400)
    sizes = [10, 60, 11, 59, 10, 60, 30]
    bounds = np.cumsum([0, *sizes]).tolist()
    windows = [w for run in pairwise(bounds) for w in windows_of(run, at, 100)]
    found = [[w.last - w.first for w in b] for b in batches(windows, at, 500)]
    assert found == [[10, 10, 11], [30], [59, 60, 60]]


def test_batches_are_of_a_size_at_most():
    windows = [w for i in range(10) for w in windows_of((i, i + 1), ends(*[8] * 10), 100)]
    assert [len(b) for b in batches(windows, ends(*[8] * 10), 40)] == [4, 4, 2]
