"""Edit scripts: how a lemma is made from a word, as a label that a classifier can predict.

A script reads `case|front|end`: the case of the lemma ("l" lower, "k" as the word is), then an edit
of the front and one of the end, each "number of characters cut + characters put in their place".
Where word and lemma share nothing the script is `=lemma`.

>>> lemma_script("Walked", "walk"), apply_script("l|0+|2+", "Walked")
('l|0+|2+', 'walk')
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


def apply_script(script: str, word: str) -> str:
    """Return the lemma that `script` makes of `word`.

    Where the script does not fit it is the word in the script's case.
    """
    if script.startswith("="):
        return script[1:] or word
    case, front, end = script.split("|", 2)
    form = word.lower() if case == "l" else word
    cut_front, _, put_front = front.partition("+")
    cut_end, _, put_end = end.partition("+")
    stop = len(form) - int(cut_end)
    if int(cut_front) >= stop and (int(cut_front) or int(cut_end)):
        return form
    return put_front + form[int(cut_front) : stop] + put_end or form


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
