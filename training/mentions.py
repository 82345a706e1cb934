"""The extent of a mention, from the head word that the model marks and the tree."""

from __future__ import annotations

import numpy as np

MENTION_CUT: dict[str, list[str]] = {
    "any": [
        "punct",
        "parataxis",
        "discourse",
        "vocative",
        "dislocated",
        "cop",
        "nsubj",
        "nsubj:pass",
        "csubj",
        "aux",
        "expl",
        "mark",
        "advcl",
        "orphan",
        "list",
        "dep",
    ],
    "before": ["cc", "case", "advmod"],
    "after": ["conj", "appos", "cc"],
}
"""Relations whose subtrees are no part of their head's mention: anywhere, before, or after it."""


def mention_extent(
    head: int,
    heads: list[int],
    deprels: list[str],
    upos: list[str],
    cut: dict[str, list[str]] = MENTION_CUT,
) -> tuple[int, int]:
    """Return start and end (exclusive) of the mention headed by a word.

    One headed by a verb is its whole clause.

    >>> heads, deprels = [1, 2, -1, 5, 5, 2], ["det", "nsubj", "root", "case", "det", "obl"]
    >>> mention_extent(5, heads, deprels, ["DET", "NOUN", "VERB", "ADP", "DET", "NOUN"])
    (4, 6)
    """
    members = np.zeros(len(heads), bool)
    members[head] = True
    changed = True
    while changed:
        changed = False
        for word, parent in enumerate(heads):
            if parent < 0 or members[word] or not members[parent]:
                continue
            if parent == head and upos[head] not in ("VERB", "AUX"):
                side = "before" if word < head else "after"
                if deprels[word] in cut["any"] or deprels[word] in cut[side]:
                    continue
            members[word] = changed = True
    start = end = head
    while start > 0 and members[start - 1]:
        start -= 1
    while end + 1 < len(heads) and members[end + 1]:
        end += 1
    while start < head and upos[start] == "PUNCT":
        start += 1
    while end > head and upos[end] == "PUNCT":
        end -= 1
    return start, end + 1
