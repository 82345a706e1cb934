"""Words in the sense of Universal Dependencies: spaCy's English tokenizer, adapted.

What differs was taken from the training halves of UD English EWT and GUM.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from spacy.language import Language
from spacy.tokenizer import Tokenizer
from spacy.util import compile_infix_regex, compile_prefix_regex, compile_suffix_regex

_RUNS = (
    r"(?=[.!?]{2})[.!?]*[!?][.!?]*", r"={2,}", r"\*{2,}", r"_{2,}", r"<{2,}", r">{2,}",
    r"\${2,}", r"#{2,}", r"~{2,}", r"-{2,}", r"``",
)  # fmt: skip
"""Marks that are one word when repeated."""

_CONTRACTIONS = (
    r"(?<=[A-Za-z])(?=[nN]['’`´][tT](?![A-Za-z]))",
    r"(?<=[A-Za-z])(?=['’`´](?:s|m|d|ll|ve|re|S|M|D|LL|VE|RE)(?![A-Za-z]))",
)
"""Places where a contraction parts that stands in no table: "DON'T", "don't/can't", "you’ve—"."""

_NOTE = r"\[(?:\d{1,3}|[a-z])(?:\]|$)"
_NOTES = (
    rf"(?<=[\w\"”’)])(?=[.,;:!?]{_NOTE})",
    rf"(?<=[\w.,;:!?\"”’)\]])(?={_NOTE})",
    r"(?<=[\w.,;:!?\"”’)\]]\[)(?=(?:\d{1,3}|[a-z])(?:\]|$))",
    r"(?<=\[[0-9a-z])(?=\]\[)|(?<=\[[0-9]{2})(?=\]\[)|(?<=\[[0-9]{3})(?=\]\[)",
)
"""Places between a word and the mark of a note that is glued to it: "in 1805.[6]"."""

_PREFIXES = (*_RUNS, r"-(?=[A-Za-z])", r"~(?=\w)", r"@(?=[0-9])")
_SUFFIXES = (*_RUNS, r"(?<=[0-9,)])-", r"(?<=[0-9]:[0-9]{2})(?:[AaPp][Mm]|[ap]\.m\.)")
_INFIXES = (
    r"(?<=[A-Za-z])[-–](?=[0-9])",
    r"(?<=[0-9])[–—](?=[0-9])",
    r"(?<=[A-Za-z])(?:[!?]+|;)(?=[A-Za-z])",
    r"(?<=[a-z])[(\[](?=[A-Za-z]{3})",
    r"(?<=[)\]])[–—](?=[(\[])",
    r"[\"”](?=<)|(?<=[\"”])<",
    *_CONTRACTIONS,
    *_NOTES,
)
_WHOLE = re.compile(
    r"""(?x)(?:
      (?:1-)?\d{3}-\d{3}-\d{4} | \d{3}-\d{4}   # telephone numbers
    | \d{1,2}-\d{1,2}-(?:\d{2}|\d{4})             # dates
    | (?i: anti|co|counter|cross|e|ex|inter|intra|macro|micro|mid|mini|multi|neo|non|over|post|pre
         |pro|pseudo|psycho|quasi|re|semi|socio|sub|super|trans|ultra|un ) -[A-Za-z0-9]+
    | [\w\#-]+\.(?i: docx?|xlsx?|pptx?|pdf|txt|html?|jpe?g|gif|png|zip|csv|exe )
    )$"""
)
"""Words that are whole although a mark stands in them."""

_ABBREVIATIONS = """al. Ft. Lt. Wed. Fri. Thur. Thurs. Tue. Tues. Reps. Attn. div. Col. Sr. lb.
lbs. oz. ext. approx. esp. Esp. Vol. vol. Capt. Sgt. b/c b/t w/o c/o n/a N/A""".split()
_CONTRACTED = ("wan|na", "out|ta", "got|ta", "gon|na", "lem|me", "gim|me", "du|n|no")
_NOT_SPECIAL = ("and/or", "):", "8)", "8-)", "8D", "(:", ")-:")
"""Exceptions of spaCy's that UD splits."""


def tokenizer(nlp: Language) -> Tokenizer:
    """A tokenizer for the vocabulary of an English pipeline."""
    defaults = nlp.Defaults
    known = defaults.tokenizer_exceptions or {}
    rules = {**known, **_in_capitals(known), **_exceptions()}
    for word in _NOT_SPECIAL:
        rules.pop(word, None)
    return Tokenizer(
        nlp.vocab,
        rules=rules,
        prefix_search=compile_prefix_regex([*_PREFIXES, *(defaults.prefixes or ())]).search,
        suffix_search=compile_suffix_regex([*_SUFFIXES, *(defaults.suffixes or ())]).search,
        infix_finditer=compile_infix_regex([*_INFIXES, *(defaults.infixes or ())]).finditer,
        token_match=_WHOLE.match,
        url_match=defaults.url_match,
    )


def _in_capitals(known: Iterable[str]) -> dict[str, list[dict[str, str]]]:
    """Negations that are written without an apostrophe ("dont"), in capitals."""
    words = (w.upper() for w in known if w.islower() and w.endswith("nt"))
    return {word: [{"ORTH": word[:-2]}, {"ORTH": "NT"}] for word in words}


def _exceptions() -> dict[str, list[dict[str, str]]]:
    rules: dict[str, list[dict[str, str]]] = {word: [{"ORTH": word}] for word in _ABBREVIATIONS}
    for parts in _CONTRACTED:
        for written in (parts, parts.capitalize(), parts.upper()):
            pieces = written.split("|")
            rules["".join(pieces)] = [{"ORTH": p, "NORM": p.lower()} for p in pieces]
    return rules
