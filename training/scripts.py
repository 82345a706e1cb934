"""Edit scripts: how a lemma is made from a word, as a label that a classifier can predict.

What a script looks like, and how it is applied, stands in `kg.language.embedded.lemmas`.

>>> lemma_script("Walked", "walk")
'l|0+|2+'
>>> lemma_script("better", "good")
'=good'
"""

from __future__ import annotations


def lemma_script(word: str, lemma: str) -> str:
    """Return the shortest script that makes `lemma` from `word`."""
    for case, form in (("l", word.lower()), ("k", word)):
        if form == lemma:
            return f"{case}|0+|0+"
    case, form = ("k", word) if lemma != lemma.lower() else ("l", word.lower())
    start, length = _common(form, lemma)
    if length == 0 or (length == 1 and len(lemma) > 2):
        return f"={lemma}"
    at = form.find(lemma[start : start + length])
    front = f"{at}+{lemma[:start]}"
    end = f"{len(form) - at - length}+{lemma[start + length :]}"
    return f"{case}|{front}|{end}"


def _common(one: str, other: str) -> tuple[int, int]:
    """Return start in `other` and length of the longest common substring."""
    best = (0, 0)
    row = [0] * (len(other) + 1)
    for a in one:
        previous = 0
        for j, b in enumerate(other):
            above = row[j + 1]
            row[j + 1] = previous + 1 if a == b else 0
            if row[j + 1] > best[1]:
                best = (j + 1 - row[j + 1], row[j + 1])
            previous = above
    return best
