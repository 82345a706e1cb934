"""Sentence boundaries that layout and quotation marks settle before the parser decides the rest.

Boundaries are preset as `Token.is_sent_start`: True where layout ends a sentence, False where a
sentence cannot start; the parser fills in what is left open. A Doc that comes with boundaries is
left alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from spacy.language import Language
from spacy.tokens import Doc

NAME = "kg_sentences"

_ENDS = frozenset(".!?:;…") | {"...", "?!", "!!", "!!!", "??", ".."}
_CLOSING = frozenset("”’»)]}") | {"''"}
_OPENING = frozenset("“‘«([{") | {"``"}
_STRAIGHT = frozenset("\"'")
_COUNTRIES = frozenset({"U.S.", "U.K.", "U.N.", "E.U."})
_OPENERS = frozenset("The A An He She It They We I You But And In On At This That There If".split())
_ITEM = re.compile(r"[-*•‣◦–—#>|]|\(?(\d{1,3}|[A-Za-z]|[ivxIVX]{1,4})[.)]")
_LONGEST_HEADING = 12
"""Words on a line of capitalised words that can still be a heading."""


@Language.component(NAME, assigns=["token.is_sent_start"])
def preset(doc: Doc) -> Doc:
    """Set the boundaries of `doc` that layout and quotation marks decide."""
    if len(doc) < 2 or doc.has_annotation("SENT_START"):
        return doc
    words = [t.text for t in doc]
    for i in _glued(words, doc):
        doc[i].is_sent_start = False
    for i in _starts(words):
        doc[i].is_sent_start = True
    return doc


def _starts(words: list[str]) -> Iterator[int]:
    """Tokens that layout makes the first of a sentence; white space stays with what it follows."""
    for i, word in enumerate(words[:-1]):
        breaks = word.count("\n") + 2 * word.count("\f") + 2 * word.count("\u2029")
        if not breaks or word.strip() or words[i + 1].isspace():
            continue
        if breaks > 1 or _line_ends(words, i) or _line_is_apart(words, i + 1):
            yield i + 1


def _line_ends(words: list[str], newline: int) -> bool:
    """Whether the line before a line break ends like a sentence."""
    i = newline - 1
    while i >= 0 and (words[i] in _CLOSING or words[i] in _STRAIGHT):
        i -= 1
    return i >= 0 and (words[i] in _ENDS or (words[i][-1] in ".!?" and words[i][0].isalnum()))


def _line_is_apart(words: list[str], start: int) -> bool:
    """Whether the line from `start` looks like an item of a list, or like a heading."""
    line = list(_line(words, start))
    lead = "".join(line[:2])
    if len(line) > 1 and _ITEM.match(lead):
        return True
    names = [w for w in line if w[0].isalpha() and len(w) > 3]
    return (
        len(line) <= _LONGEST_HEADING
        and bool(names)
        and start + len(line) < len(words)
        and line[-1] not in ",;"
        and all(w[0].isupper() for w in names)
        and line[0][0].isupper()
    )


def _line(words: list[str], start: int) -> Iterator[str]:
    for i in range(start, min(start + _LONGEST_HEADING + 1, len(words))):
        if "\n" in words[i]:
            return
        yield words[i]


def _glued(words: list[str], doc: Doc) -> Iterator[int]:
    """Tokens that no sentence can start with: closing marks, and what follows an opening mark.

    Nor does one start after "U.S." in "U.S. President", which the parser often believes.
    """
    for i in range(1, len(words)):
        country = words[i - 1] in _COUNTRIES and words[i] not in _OPENERS
        if country or _is_closing(words, doc, i) or _is_opening(words, doc, i - 1):
            yield i


def _is_closing(words: list[str], doc: Doc, i: int) -> bool:
    word = words[i]
    if word in _STRAIGHT:
        return not doc[i - 1].whitespace_ and not words[i - 1].isspace() and not _before(doc, i)
    return word in _CLOSING


def _is_opening(words: list[str], doc: Doc, i: int) -> bool:
    word = words[i]
    if word in _STRAIGHT:
        apart = i == 0 or doc[i - 1].whitespace_ or words[i - 1].isspace()
        return bool(apart or words[i - 1] in _OPENING) and _before(doc, i)
    return word in _OPENING


def _before(doc: Doc, i: int) -> bool:
    """Whether a mark stands right before a word, without a space."""
    after = doc[i + 1].text if i + 1 < len(doc) else ""
    return not doc[i].whitespace_ and after[:1].isalnum()
