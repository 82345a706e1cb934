"""Words in quotations that tell who is spoken to, and whether they answer."""

from __future__ import annotations

import re

from kg.resolve.discourse import Discourse

_SIRS = "sir father papa dad daddy uncle lord boy lad man fellow sirrah brother grandfather"
_MADAMS = "madam ma'am mother mamma mama mammy aunt lady miss girl sister grandmother missis"
_CALLED = dict.fromkeys(_SIRS.split(), "masc") | dict.fromkeys(_MADAMS.split(), "fem")
"""Words that call somebody who is man or woman."""
_CALL = re.compile(
    r"(?:^|[,\"“‘.!?] ?)(?:(?:my|dear|old|young|good|no|yes|oh|well) )*"
    rf"({'|'.join(_CALLED)})(?=\s*[,.!?;”\"’])"
)
_ANSWER = re.compile(
    r"\W*(?:yes|no|not|nay|aye?|oh|ah|why|well|indeed|certainly|quite|true|nothing|nonsense|never|"
    r"thank|thanks|perhaps|very|of course|so|how|what|but)\b"
)
"""How many an answer begins."""
_OPENS, _CLOSES = re.compile(r"[,;—–-]\s*$"), re.compile(r"\s*[,!?.;”\"’]")
_APART = re.compile(r"^[\s,;.!?—–\-\"“”‘’'_]*$")


def is_answer(quoted: str) -> bool:
    """Whether quoted words begin as answers do ("Yes", "Nonsense", "But …")."""
    return _ANSWER.match(quoted[:40].lower()) is not None


def genders_called(quoted: str) -> set[str]:
    """The genders of those who are called by a word for man or woman ("No, papa, …")."""
    return {_CALLED[w] for w in _CALL.findall(quoted.lower())}


def is_vocative(d: Discourse, i: int) -> bool:
    """Whether a mention in a quotation calls somebody by name ("But, Ann, you must")."""
    text, m, f = d.document.text, d.mentions[i], d.features[i]
    if f.quotation < 0 or m.kind == "pronoun":
        return False
    if f.role == "vocative":
        return True
    quote = d.quotations[f.quotation]
    before = text[max(quote.start, m.start - 3) : m.start]
    after = text[m.end : min(quote.end, m.end + 3)]
    apart = bool(_OPENS.search(before) or _APART.match(before)) and bool(_CLOSES.match(after))
    return apart and (m.kind == "name" or not f.bare)
