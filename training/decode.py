"""Decoding in numpy alone: trees from arc scores, labels, and names by constrained Viterbi.

The runtime may copy these functions; they are the reference of FORMAT.md section 3.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Ints = NDArray[np.int64]

FORBIDDEN = np.float32(-1e9)
ROOTS_TRIED = 5


def tree(scores: Floats) -> Ints:
    """Return each word's head (0 the root, 1 the first word): the best tree with exactly one root.

    `scores` is [words, words + 1], row the dependent, column 0 the root.
    """
    n = len(scores)
    scores = scores.astype(np.float32)
    scores[np.arange(n), np.arange(1, n + 1)] = FORBIDDEN
    heads = scores.argmax(1)
    if is_tree(heads):
        return np.asarray(heads)
    best, best_sum = heads, -np.inf
    for root in np.argsort(-scores[:, 0], kind="stable")[:ROOTS_TRIED]:
        limited = scores.copy()
        limited[:, 0] = FORBIDDEN
        limited[root] = FORBIDDEN
        limited[root, 0] = scores[root, 0]
        found = chu_liu_edmonds(limited)
        total = float(limited[np.arange(n), found].sum())
        if total > best_sum:
            best, best_sum = found, total
    return np.asarray(best)


def is_tree(heads: Ints) -> bool:
    """Tell whether heads make a tree with exactly one root.

    >>> is_tree(np.array([2, 0, 2])), is_tree(np.array([2, 1, 0])), is_tree(np.array([0, 0]))
    (True, False, False)
    """
    if np.count_nonzero(heads == 0) != 1:
        return False
    above = np.concatenate([[0], heads])
    reached = above
    for _ in range(int(np.ceil(np.log2(len(above)))) + 1):
        reached = reached[reached]
    return not reached.any()


def chu_liu_edmonds(scores: Floats) -> Ints:
    """Return the heads of the maximum spanning arborescence from column 0."""
    n = len(scores)
    full = np.full((n + 1, n + 1), FORBIDDEN, np.float64)
    full[1:] = scores
    found: Ints = _arborescence(full)[1:]
    return found


def _arborescence(scores: NDArray[np.float64]) -> Ints:
    """Return the head of each node (row: dependent; node 0 the root, its head 0)."""
    n = len(scores)
    np.fill_diagonal(scores, -np.inf)
    heads = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return np.asarray(heads)
    inside = np.zeros(n, bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    gain = scores[cycle] - scores[cycle, heads[cycle]][:, None]
    enter = gain[:, outside].argmax(0)
    members = np.array(cycle)
    leave = scores[np.ix_(outside, members)].argmax(1)
    m = len(outside)
    small = np.full((m + 1, m + 1), -np.inf)
    small[:m, :m] = scores[np.ix_(outside, outside)]
    small[m, :m] = gain[enter, outside]
    small[:m, m] = scores[outside, members[leave]]
    small[0] = -np.inf
    inner = _arborescence(small)
    result = heads.copy()
    for i, node in enumerate(outside):
        if i:
            result[node] = cycle[leave[i]] if inner[i] == m else outside[inner[i]]
    source = int(inner[m])
    result[cycle[enter[source]]] = outside[source]
    return np.asarray(result)


def _cycle(heads: Ints) -> list[int] | None:
    state = np.zeros(len(heads), int)
    state[0] = -1
    for start in range(1, len(heads)):
        node = start
        while state[node] == 0:
            state[node] = start
            node = int(heads[node])
        if state[node] == start:
            cycle = [node]
            while heads[cycle[-1]] != node:
                cycle.append(int(heads[cycle[-1]]))
            return cycle
        state[state == start] = -1
    return None


def transitions(tags: list[str]) -> Floats:
    """Return [tags + 1, tags + 1]: 0 where a tag may follow another, else FORBIDDEN.

    The last row and column are start and end.

    >>> table = transitions(["O", "B-X", "I-X", "E-X", "S-X"])
    >>> pairs = ((0, 1), (0, 2), (1, 0), (1, 3), (5, 3), (3, 5), (1, 5))
    >>> [bool(table[a, b] == 0) for a, b in pairs]
    [True, False, False, True, False, True, False]
    """
    every = [*tags, "O"]
    table = np.full((len(every), len(every)), FORBIDDEN, np.float32)
    for i, before in enumerate(every):
        for j, after in enumerate(every):
            open_before, opens_after = before[0] in "BI", after[0] in "IE"
            if open_before == opens_after and (not open_before or before[2:] == after[2:]):
                table[i, j] = 0
    return table


def viterbi(emissions: Floats, table: Floats) -> Ints:
    """Return the best sequence of tags that the transitions allow."""
    n, size = emissions.shape
    greedy = emissions.argmax(1)
    padded = np.concatenate([[size], greedy, [size]])
    if not table[padded[:-1], padded[1:]].any():
        return np.asarray(greedy)
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


def label_logits(labels: Floats, heads: Ints, root: Floats, weight: Floats, bias: Floats) -> Floats:
    """Return the scores of relations of words with chosen heads (a word's index, -1 the root)."""
    size = labels.shape[1] // 2
    dep = labels[:, :size]
    head = np.where((heads < 0)[:, None], root, labels[heads, size:])
    found: Floats = np.concatenate([dep * head, dep, head], axis=1) @ weight + bias
    return found


def finer_types(emissions: Floats, tags: list[str]) -> tuple[list[str], Floats]:
    """Return the types of BIOES tags, and each word's log probability of each type."""
    top = emissions.max(1, keepdims=True)
    logs = emissions - (np.log(np.exp(emissions - top).sum(1, keepdims=True)) + top)
    types = list(dict.fromkeys(tag[2:] for tag in tags if tag != "O"))
    columns = [[i for i, tag in enumerate(tags) if tag[2:] == label] for label in types]
    merged = np.stack([np.logaddexp.reduce(logs[:, c], axis=1) for c in columns], axis=1)
    return types, merged.astype(np.float32)
