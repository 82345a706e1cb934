"""Whether a text is English: by script and by the share of function words, cheaply."""

from __future__ import annotations

import re

_ENGLISH = frozenset(
    "the of and to a in is was that for it on with as he she his her be at by had not are but from"
    " or have an they which you were their this who has would been will said there if when can no"
    " we i my your him them its our more than".split()
)
_OTHERS = (
    frozenset(
        # German, French, Spanish, Italian, Portuguese, Dutch, Scandinavian, Polish, Czech, Turkish
        "der die das und den von zu mit sich des auf für ist im dem nicht ein eine als auch werden"
        " le la les et des une dans qui que pour pas sur ne se ce il est au du elle sont"
        " el los las de en y un por con del una su es al lo como más para no fue"
        " il di che e non per sono della dei gli nel alla ha anche delle si era"
        " o os as um uma não com em da do dos ao foi mais"
        " het een van op te dat niet zijn met voor aan er ook maar"
        " och att det som på av är til ikke jeg og har med var han hun den til ett inte"
        " i w z na nie się jest to że do jak a je v že s se bir ve bu için da".split()
    )
    - _ENGLISH
)
_WORD = re.compile(r"[^\W\d_]+")
_SAMPLE = 5_000
_KINDS = 4
NOT_ENGLISH = "not English"
"""The warning of a document that is in another language."""


def is_foreign(text: str) -> bool:
    """Whether `text` is clearly in another language or script. A few words tell nothing."""
    words = _WORD.findall(_sample(text))
    if sum(map(len, words)) < 60:
        return False
    letters = "".join(words)
    if sum(c < "\u0250" for c in letters) < 0.6 * len(letters):
        return True
    lowered = [w.lower() for w in words]
    english = sum(w in _ENGLISH for w in lowered)
    others = [w for w in lowered if w in _OTHERS]
    if len(set(others)) < _KINDS:
        return False  # "van der" in every second name says nothing
    return len(others) > max(0.1 * len(words), 1.5 * english)


def _sample(text: str) -> str:
    """Pieces of the beginning, middle and end: a translated preface must not decide."""
    if len(text) <= 3 * _SAMPLE:
        return text
    middle = len(text) // 2
    return f"{text[:_SAMPLE]} {text[middle : middle + _SAMPLE]} {text[-_SAMPLE:]}"
