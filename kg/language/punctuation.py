"""Where punctuation hangs in Universal Dependencies.

Marks in pairs hang on the head of what they enclose; a mark that separates hangs on the head of
the subordinate unit that it separates; a final mark hangs on the root
(https://universaldependencies.org/u/dep/punct.html).
"""

from __future__ import annotations

from collections.abc import Iterator

_CLOSE = {"(": ")", "[": "]", "{": "}", "“": "”", "‘": "’", "«": "»", "``": "''"}
_STRAIGHT = frozenset({'"', "'", "''", "*"})
_BEFORE_CLOSING = frozenset(".,?!…") | {"...", "!!", "!!!", "??", "?!"}
_NESTED, _HIGHEST = 16, 100
"""How many open marks and ancestors are looked at, so that no text takes long."""
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
    root = next(i for i in range(start, end) if heads[i] == i)
    isolated = set(marks).difference(heads[start:end])
    for first, last in _pairs(words, marks):
        top = _enclosed(heads, labels, first, last)
        if top is not None and first in isolated and last in isolated:
            heads[first] = heads[last] = top
            isolated -= {first, last}
            if last - 1 in isolated and words[last - 1] in _BEFORE_CLOSING:
                heads[last - 1] = top
                isolated.remove(last - 1)
    for i, left, right in _neighbours(marks, start, end):
        if i not in isolated:
            continue
        if words[i] in _HYPHENS and start < i < end - 1:
            heads[i] = i + 1 if heads[i + 1] == i - 1 else i - 1
        elif right is None:
            heads[i] = root
        else:
            heads[i] = _separated(heads, labels, i, left, right)


def _neighbours(
    marks: list[int], start: int, end: int
) -> Iterator[tuple[int, int | None, int | None]]:
    """Each mark with the words before and after it that are no marks."""
    at = 0
    while at < len(marks):
        last = at
        while last + 1 < len(marks) and marks[last + 1] == marks[last] + 1:
            last += 1
        left = marks[at] - 1 if marks[at] > start else None
        right = marks[last] + 1 if marks[last] + 1 < end else None
        yield from ((i, left, right) for i in marks[at : last + 1])
        at = last + 1


def _pairs(words: list[str], marks: list[int]) -> list[tuple[int, int]]:
    """Opening and closing marks that belong together."""
    pairs: list[tuple[int, int]] = []
    open_: list[int] = []
    for i in marks:
        word = words[i]
        recent = reversed(open_[-_NESTED:])
        match = next((j for j in recent if _closes(words[j], word)), None)
        if match is not None:
            pairs.append((match, i))
            del open_[open_.index(match, -_NESTED) :]
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


def _separated(heads: list[int], labels: list[str], i: int, left: int | None, right: int) -> int:
    """The head of the unit that a single mark closes or opens."""
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
    unit = next((j for j in reversed(lefts) if labels[j] in _UNITS), None)
    if unit is not None and (closes or not opens):
        return unit
    return lefts[-1] if closes else rights[-1] if opens else heads[i]


def _climb(heads: list[int], i: int, after: int = -1, before: int | None = None) -> list[int]:
    """`i` and its ancestors that stand on the same side of a mark, lowest first."""
    path = [i]
    while heads[i] != i and heads[i] > after and (before is None or heads[i] < before):
        if len(path) == _HIGHEST:
            break
        i = heads[i]
        path.append(i)
    return path
