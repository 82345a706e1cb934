"""Trees and tag sequences against exhaustive search."""

from __future__ import annotations

import itertools

import pytest

np = pytest.importorskip("numpy", reason="training needs numpy (extra `train`)")

from training.decode import FORBIDDEN, is_tree, label_logits, transitions, tree, viterbi  # noqa: E402


def best_tree_sum(scores):
    n = len(scores)
    sums = [
        sum(scores[i, h] for i, h in enumerate(heads))
        for heads in itertools.product(range(n + 1), repeat=n)
        if is_tree(np.array(heads)) and all(h != i + 1 for i, h in enumerate(heads))
    ]
    return max(sums)


@pytest.mark.parametrize("seed", range(40))
def test_tree_is_the_best_with_one_root(seed):
    random = np.random.default_rng(seed)
    n = 1 + seed % 5
    scores = random.normal(size=(n, n + 1)).astype(np.float32)
    heads = tree(scores)
    assert is_tree(heads)
    assert sum(scores[i, h] for i, h in enumerate(heads)) == pytest.approx(
        best_tree_sum(scores), abs=1e-4
    )


def test_tree_breaks_a_cycle():
    scores = np.array([[0, -9, 5, 0], [1, 5, -9, 0], [0, 0, 1, -9]], np.float32)
    assert tree(scores).tolist() == [2, 0, 2]


def test_one_word_is_the_root():
    assert tree(np.zeros((1, 2), np.float32)).tolist() == [0]


@pytest.mark.parametrize("seed", range(20))
def test_viterbi_is_the_best_allowed_sequence(seed):
    tags = ["O", "B-X", "I-X", "E-X", "S-X", "B-Y", "I-Y", "E-Y", "S-Y"]
    table = transitions(tags)
    emissions = np.random.default_rng(seed).normal(size=(4, len(tags))).astype(np.float32)

    def score(path):
        steps = [len(tags), *path, len(tags)]
        return sum(table[a, b] for a, b in itertools.pairwise(steps)) + sum(
            e[t] for e, t in zip(emissions, path, strict=True)
        )

    best = max(itertools.product(range(len(tags)), repeat=4), key=score)
    assert viterbi(emissions, table).tolist() == list(best)
    assert score(best) > FORBIDDEN / 2


def test_label_logits_take_the_root_vector_for_the_root():
    labels = np.arange(8, dtype=np.float32).reshape(2, 4)
    root = np.array([10.0, 20.0], np.float32)
    weight = np.concatenate([np.zeros((4, 2)), np.eye(2)]).astype(np.float32)
    logits = label_logits(labels, np.array([-1, 0]), root, weight, np.zeros(2, np.float32))
    assert logits.tolist() == [[10.0, 20.0], [2.0, 3.0]]
