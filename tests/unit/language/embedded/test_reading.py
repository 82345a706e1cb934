from __future__ import annotations

import numpy as np
import pytest

from kg.language.embedded.pieces import spacing
from kg.language.embedded.reading import LONGEST_SENTENCE, Reader
from kg.language.embedded.windows import FORBIDDEN, GIVEN
from tests.unit.language.embedded.fakes import RELATIONS, FakeNetwork


def read(count, given=None, likely=0.1, **options):
    words = [("word", "in", "Name", "longer-one")[i % 4] for i in range(count)]
    marks = np.zeros(count, np.int8) if given is None else np.array(given, np.int8)
    network = FakeNetwork(likely)
    return Reader(network, **options).read(words, spacing([" "] * count), marks), network


def roots(reading):
    return np.flatnonzero(reading.heads == np.arange(len(reading.heads)))


def sentence_of(reading):
    return np.cumsum(reading.starts)


@pytest.mark.parametrize("count", [1, 2, 30, 700, 4_000])
def test_every_sentence_is_a_tree_with_one_root(count):
    reading, _ = read(count)
    sentences = sentence_of(reading)
    assert sentences[roots(reading)].tolist() == list(range(1, sentences[-1] + 1))
    assert (sentences[reading.heads] == sentences).all()
    above = reading.heads
    for _ in range(12):
        above = above[above]
    assert set(above.tolist()) == set(roots(reading).tolist())
    is_root = reading.relations == RELATIONS.index("root")
    assert is_root.nonzero()[0].tolist() == roots(reading).tolist()


def test_given_sentences_are_kept():
    given = [GIVEN if i % 9 == 0 else FORBIDDEN for i in range(500)]
    reading, _ = read(500, given, likely=0.9)
    assert reading.starts.tolist() == [g == GIVEN for g in given]


def test_open_words_are_decided_between_given_ones():
    given = [0] * 40
    given[10], given[20] = GIVEN, FORBIDDEN
    always, _ = read(40, given, likely=1.0)
    never, _ = read(40, given, likely=0.0)
    assert always.starts.tolist() == [i != 20 for i in range(40)]
    assert np.flatnonzero(never.starts).tolist() == [0, 10]


@pytest.mark.parametrize("count", [LONGEST_SENTENCE + 1, 999, 3_000])
def test_a_given_sentence_of_any_length_stays_one_tree(count):
    reading, _ = read(count, [GIVEN] + [FORBIDDEN] * (count - 1))
    assert np.flatnonzero(reading.starts).tolist() == [0]
    assert len(roots(reading)) == 1


def test_a_run_without_boundary_is_parted():
    reading, _ = read(900, likely=0.0)
    lengths = np.diff([*np.flatnonzero(reading.starts), 900])
    assert lengths.max() <= LONGEST_SENTENCE
    assert len(lengths) > 3


def test_nothing_to_read():
    reading, network = read(0, vectors=["names"])
    assert len(reading.heads) == 0
    assert network.batches == []


def test_vectors_stand_side_by_side():
    reading, _ = read(20, vectors=["names", "parse"])
    assert reading.vectors.shape == (20, 12)


def test_the_same_words_are_read_in_the_same_batches():
    (one, first), (other, second) = read(700), read(700)
    assert first.batches == second.batches
    assert one.heads.tolist() == other.heads.tolist()
    assert one.found == other.found
