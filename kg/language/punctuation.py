"""Where punctuation hangs in Universal Dependencies.

Marks in pairs hang on the head of what they enclose; a mark that separates hangs on the head of
the subordinate unit that it separates; a final mark hangs on the root
(https://universaldependencies.org/u/dep/punct.html).
"""

from __future__ import annotations

_CLOSE = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "``": "''"}
_STRAIGHT = frozenset({'"', "'", "''", "*"})
_BEFORE_CLOSING = frozenset(".,?!…") | {"...", "!!", "!!!", "??", "?!"}
_HYPHENS = frozenset("-/")
_UNITS = frozenset(
    "acl acl:relcl advcl advcl:relcl appos conj csubj discourse list nmod obl obl:unmarked "
    "nmod:unmarked parataxis vocative advmod xcomp".split()
)
"""Labels of units that a comma can set off."""


def attach(words: list[str], heads: list[int], labels: list[str], start: int, end: int) -> None:
    """Attach the punctuation of the sentence from `start` to `end`, in place."""
    marks = [i for i in range(start, end) if labels[i] == "punct"]
    if not marks or len(marks) == end - start:
        return
    isolated = set(marks).difference(heads[start:end])
    for first, last in _pairs(words, marks):
        top = _enclosed(heads, labels, first, last)
        if top is not None and first in isolated and last in isolated:
            heads[first] = heads[last] = top
            isolated -= {first, last}
            if last - 1 in isolated and words[last - 1] in _BEFORE_CLOSING:
                heads[last - 1] = top
                isolated.remove(last - 1)
    for i in marks:
        if i in isolated:
            heads[i] = _separated(words, heads, labels, i, start, end)


def _pairs(words: list[str], marks: list[int]) -> list[tuple[int, int]]:
    """Opening and closing marks that belong together."""
    pairs: list[tuple[int, int]] = []
    open_: list[int] = []
    for i in marks:
        word = words[i]
        match = next((j for j in reversed(open_) if _closes(words[j], word)), None)
        if match is not None:
            pairs.append((match, i))
            open_ = [j for j in open_ if j < match]
        elif word in _CLOSE or word in _STRAIGHT:
            open_.append(i)
    return pairs


def _closes(opening: str, closing: str) -> bool:
    return _CLOSE.get(opening) == closing or (opening == closing and closing in _STRAIGHT)


def _enclosed(heads: list[int], labels: list[str], first: int, last: int) -> int | None:
    """The head of the words between two marks."""
    inside = [i for i in range(first + 1, last) if labels[i] != "punct"]
    tops = [i for i in inside if not first < heads[i] < last or heads[i] == i]
    return tops[0] if tops else None


def _separated(
    words: list[str], heads: list[int], labels: list[str], i: int, start: int, end: int
) -> int:
    """The head of the unit that a single mark closes or opens."""
    if words[i] in _HYPHENS and start < i < end - 1:
        return i + 1 if heads[i + 1] == i - 1 else i - 1
    left = next((j for j in range(i - 1, start - 1, -1) if labels[j] != "punct"), None)
    right = next((j for j in range(i + 1, end) if labels[j] != "punct"), None)
    root = next(j for j in range(start, end) if heads[j] == j)
    if right is None:
        return root
    rights = _climb(heads, right, after=i)
    if left is None:
        return rights[-1]
    lefts = _climb(heads, left, before=i)
    opens, closes = heads[rights[-1]] < i, heads[lefts[-1]] > i
    if opens and labels[rights[-1]] == "nmod:unmarked":
        return heads[rights[-1]]
    if opens and labels[rights[-1]] in _UNITS:
        return rights[-1]
    if closes and labels[lefts[-1]] == "ccomp":
        return heads[lefts[-1]]
    unit = next((j for j in reversed(lefts) if labels[j] in _UNITS and j != root), None)
    if unit is not None and (closes or not opens):
        return unit
    return lefts[-1] if closes else rights[-1] if opens and rights[-1] != root else heads[i]


def _climb(heads: list[int], i: int, after: int = -1, before: int | None = None) -> list[int]:
    """`i` and its ancestors that stand on the same side of a mark, lowest first."""
    path = [i]
    while heads[i] != i and heads[i] > after and (before is None or heads[i] < before):
        i = heads[i]
        path.append(i)
    return path
