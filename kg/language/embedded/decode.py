"""From scores to annotation: trees with one root, labels of relations, spans by Viterbi.

Trees: greedy, else Chu and Liu 1965, Edmonds 1967, with one root as in Zmigrod et al. 2020
("Please Mind the Root"). Matrix products run in BLIS, on one thread: numpy's own would take all.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray
from thinc.api import NumpyOps

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

_OPS = NumpyOps()
FORBIDDEN = np.float32(-1e9)
_ROOTS_TRIED = 5


def product(one: Floats, other: Floats, transposed: bool = False) -> Floats:
    """`one @ other`, or `one @ other.T`, on this thread."""
    left, right = np.ascontiguousarray(one), np.ascontiguousarray(other)
    found: Floats = _OPS.gemm(left, right, trans2=transposed)
    return found


def arc_scores(arcs: Floats, root: Floats) -> Floats:
    """[words, words + 1]: how well each word (column; 0 the root) is the head of each (row).

    `arcs` holds each word's vector as a dependent, then as a head; `root` is the root's.
    """
    size = len(root)
    heads = np.concatenate([root[None], arcs[:, size:]])
    return product(arcs[:, :size], heads, transposed=True)


def tree(scores: Floats) -> Ints:
    """Each word's head (0 the root, 1 the first word): the best tree with exactly one root.

    `scores` are those of `arc_scores`; they are changed. Roots are tried in order of the most that
    a tree under them could reach, while that is more than the best tree has, but few.
    """
    n = len(scores)
    scores[np.arange(n), np.arange(1, n + 1)] = FORBIDDEN
    heads: Ints = scores.argmax(1)
    if is_tree(heads):
        return heads
    others = scores[:, 1:].max(1)
    bounds = scores[:, 0] + (others.sum() - others)
    best, best_sum = heads, -np.inf
    for root in np.argsort(-bounds, kind="stable")[:_ROOTS_TRIED]:
        if bounds[root] <= best_sum:
            break
        limited = scores.copy()
        limited[:, 0] = FORBIDDEN
        limited[root] = FORBIDDEN
        limited[root, 0] = scores[root, 0]
        found = _spanning(limited)
        total = float(limited[np.arange(n), found].sum())
        if total > best_sum:
            best, best_sum = found, total
    return best


def is_tree(heads: Ints) -> bool:
    """Whether heads make a tree with exactly one root.

    >>> is_tree(np.array([2, 0, 2])), is_tree(np.array([2, 1, 0])), is_tree(np.array([0, 0]))
    (True, False, False)
    """
    if np.count_nonzero(heads == 0) != 1:
        return False
    reached = np.concatenate([[0], heads])
    for _ in range(len(reached).bit_length() + 1):
        reached = reached[reached]
    return not reached.any()


def _spanning(scores: Floats) -> Ints:
    n = len(scores)
    full = np.full((n + 1, n + 1), FORBIDDEN, np.float64)
    full[1:] = scores
    return _arborescence(full)[1:]


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """The head of each node (row: dependent; node 0 is the root and its own head)."""
    np.fill_diagonal(scores, -np.inf)
    heads: Ints = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if not cycle:
        return heads
    inside = np.array(cycle)
    outside = np.delete(np.arange(len(scores)), inside)
    gain = scores[inside] - scores[inside, heads[inside]][:, None]
    enter = gain[:, outside].argmax(0)
    leave = scores[outside[:, None], inside].argmax(1)
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[outside[:, None], outside]
    small[m, :m] = gain[enter, outside]
    small[:m, m] = scores[outside, inside[leave]]
    small[0] = -np.inf
    inner = _arborescence(small)
    for i in range(1, m):
        heads[outside[i]] = inside[leave[i]] if inner[i] == m else outside[inner[i]]
    source = int(inner[m])
    heads[inside[enter[source]]] = outside[source]
    return heads


def _cycle(heads: Ints) -> list[int]:
    """The nodes of a cycle, empty where there is none."""
    seen_from = [-1] * len(heads)
    seen_from[0] = 0
    for start in range(1, len(heads)):
        node = start
        while seen_from[node] == -1:
            seen_from[node] = start
            node = int(heads[node])
        if seen_from[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(int(heads[cycle[-1]]))
            return cycle
    return []


def relation_scores(labels: Floats, heads: Ints, decoder: dict[str, Floats]) -> Floats:
    """[words, relations]: scores of each relation to the chosen head (its row; itself: the root).

    `labels` holds each word's vector as a dependent, then as a head.
    """
    size = labels.shape[1] // 2
    dependent, head = labels[:, :size], labels[heads, size:]
    head[heads == np.arange(len(heads))] = decoder["label_root"]
    parts = np.concatenate([dependent * head, dependent, head], axis=1)
    found: Floats = product(parts, decoder["label_weight"]) + decoder["label_bias"]
    return found


def relations(labels: Floats, heads: Ints, decoder: dict[str, Floats], root: int) -> Ints:
    """The relation of each word to its head; `root` is the index of the relation of roots."""
    scores = relation_scores(labels, heads, decoder)
    scores[:, root] = FORBIDDEN
    chosen: Ints = scores.argmax(1)
    chosen[heads == np.arange(len(heads))] = root
    return chosen


def viterbi(emissions: Floats, table: Floats) -> Ints:
    """The best sequence of tags that the transitions allow.

    `table` is [tags + 1, tags + 1], 0 where a tag may follow another; last is the outside.
    """
    n, size = emissions.shape
    inner = table[:size, :size]
    score = emissions[0] + table[size, :size]
    back = np.zeros((n, size), np.int64)
    for i in range(1, n):
        paths = score[:, None] + inner
        back[i] = paths.argmax(0)
        score = paths[back[i], np.arange(size)] + emissions[i]
    best = np.empty(n, np.int64)
    best[-1] = int((score + table[:size, size]).argmax())
    for i in range(n - 1, 0, -1):
        best[i - 1] = back[i, best[i]]
    return best


def sequences(emissions: Floats, table: Floats, bounds: list[int]) -> Ints:
    """Tags of all words, by sentences that begin at `bounds` (whose last is the end).

    Only a sentence whose best tags break the transitions needs Viterbi.
    """
    size = emissions.shape[1]
    tags: Ints = emissions.argmax(1)
    starts, stops = np.array(bounds[:-1]), np.array(bounds[1:]) - 1
    before = np.concatenate([[size], tags[:-1]])
    before[starts] = size
    broken = table[before, tags] < 0
    broken[stops] |= table[tags[stops], size] < 0
    for i in np.flatnonzero(np.logical_or.reduceat(broken, starts)):
        part = slice(bounds[i], bounds[i + 1])
        tags[part] = viterbi(emissions[part], table)
    return tags


def spans(tags: Ints, names: list[str]) -> Iterator[tuple[int, int, str]]:
    """Start, end and type of each span of well-formed BIOES tags.

    >>> list(spans(np.array([1, 3, 0, 2]), ["O", "B-PER", "S-LOC", "E-PER"]))
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    start = 0
    for i in np.flatnonzero(tags).tolist():
        prefix, _, kind = names[tags[i]].partition("-")
        if prefix in "BS":
            start = i
        if prefix in "ES":
            yield start, i + 1, kind


def log_probabilities(emissions: Floats, tags: list[str], types: list[str]) -> Floats:
    """[words, types]: log probability that a word is in a span of a type, wherever in it."""
    top = emissions.max(1, keepdims=True)
    shifted = np.exp(emissions - top)
    total = shifted.sum(1)
    columns = [[i for i, tag in enumerate(tags) if tag[2:] == kind] for kind in types]
    parts = np.stack([shifted[:, c].sum(1) for c in columns], axis=1)
    found: Floats = np.log(np.maximum(parts, 1e-30) / total[:, None])
    return found
