from __future__ import annotations

from itertools import pairwise
from itertools import product as every

import numpy as np
import pytest

from kg.language.embedded.decode import (
    arc_scores,
    is_tree,
    log_probabilities,
    relations,
    sequences,
    spans,
    tree,
    viterbi,
)
from tests.unit.language.embedded.fakes import NAMES
from training.labels import transitions


def score(scores, heads):
    return float(sum(scores[i, h] for i, h in enumerate(heads)))


@pytest.mark.parametrize("seed", range(30))
def test_the_best_tree_of_four_words(seed):
    scores = np.random.default_rng(seed).normal(size=(4, 5)).astype(np.float32)
    trees = [h for h in every(range(5), repeat=4) if is_tree(np.array(h))]
    best = max(score(scores, h) for h in trees)
    found = tree(scores.copy())
    assert is_tree(found)
    assert score(scores, found) == pytest.approx(best)


@pytest.mark.parametrize("words", [1, 2, 40, 256])
def test_any_scores_give_a_tree(words):
    scores = np.random.default_rng(words).normal(size=(words, words + 1)).astype(np.float32)
    assert is_tree(tree(scores))


def test_equal_scores_give_a_tree():
    assert is_tree(tree(np.zeros((30, 31), np.float32)))


@pytest.mark.parametrize(
    ("heads", "holds"),
    [
        ([0], True),
        ([2, 0], True),
        ([0, 0], False),
        ([2, 1, 0], False),
        ([2, 3, 1], False),
        ([1], False),
    ],
)
def test_is_tree(heads, holds):
    assert is_tree(np.array(heads)) is holds


def test_arcs_score_the_root_first():
    arcs = np.array([[1, 0, 5, 0], [0, 2, 0, 7]], np.float32)
    found = arc_scores(arcs, np.array([3, 4], np.float32))
    assert found.tolist() == [[3, 5, 0], [8, 0, 14]]


def test_the_root_alone_has_the_relation_root():
    decoder = {
        "label_root": np.ones(1, np.float32), "label_weight": np.eye(3, dtype=np.float32),
        "label_bias": np.array([0, 9, 0], np.float32),
    }  # fmt: skip
    labels = np.array([[1, 2], [3, 4], [5, 6]], np.float32)
    found = relations(labels, np.array([1, 1, 1]), decoder, root=1)
    assert found[1] == 1
    assert 1 not in (found[0], found[2])


@pytest.mark.parametrize("seed", range(10))
def test_viterbi_finds_the_best_allowed_sequence(seed):
    tags = ["O", "B-X", "I-X", "E-X", "S-X"]
    table, emissions = transitions(tags), np.random.default_rng(seed).normal(size=(4, 5))

    def total(path):
        steps = zip([5, *path], [*path, 5], strict=True)
        return sum(emissions[i, t] for i, t in enumerate(path)) + sum(table[s] for s in steps)

    best = max(every(range(5), repeat=4), key=total)
    assert tuple(viterbi(emissions.astype(np.float32), table)) == best


def test_spans_never_cross_sentences():
    emissions = np.random.default_rng(3).normal(size=(300, len(NAMES))).astype(np.float32)
    bounds = [0, 1, 7, 50, 290, 300]
    tags = sequences(emissions, transitions(NAMES), bounds)
    found = list(spans(tags, NAMES))
    assert len(found) > 50
    assert all(not start < b < end for start, end, _ in found for b in bounds)
    assert all(a[1] <= b[0] for a, b in pairwise(found))


def test_probabilities_of_types_add_up():
    tags = ["O", "B-X", "S-X", "B-Y", "S-Y"]
    emissions = np.random.default_rng(0).normal(size=(5, 5)).astype(np.float32)
    found = np.exp(log_probabilities(emissions, tags, ["X", "Y"])).sum(1)
    outside = np.exp(emissions[:, 0]) / np.exp(emissions).sum(1)
    assert found + outside == pytest.approx(1)
