"""The narration between quotations: how much it is, and where paragraphs end in it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.data import Quotation

_SHORT, _LONG = 25, 70
"""Words of narration between quotations that are little, and much."""
_FARTHEST = 4000
"""Characters of narration that are looked at."""
_SENTENCES = 0.4
"""Sentences of a line behind its first, on the average, from which lines are paragraphs."""
_CLOSERS = tuple("\"”’»“'")
_WORD = re.compile(r"\w+")
_ENDING = re.compile(r"[.!?…]\W*$")
_NEXT = re.compile(r"[.!?…](?=\s+[A-Z])")
_NEXT_ON_LINE = re.compile(r"[.!?…][\"”’]? +[“\"]?[A-Z]")
_LINE = re.compile(r"\n")
_PARAGRAPH = re.compile(r"\n\s*\n")


@dataclass(frozen=True, slots=True)
class Gap:
    """The narration between two quotations: its span, how much it is, its place in the layout.

    `kind` is "none", "tag" (a sentence that names the speaker of the quotation before it),
    "short", "some" or "long"; `layout` is "same" within a paragraph, "new" where a paragraph
    ends, "line" where a line ends in a text that has a line for every sentence. `open` says that
    the quotation before it has no closing mark.
    """

    start: int
    end: int
    kind: str
    layout: str
    open: bool = False


def gaps(text: str, quotes: Sequence[Quotation], tags: Sequence[int | None]) -> list[Gap]:
    """The gap before each quotation, and that behind the last.

    `tags` gives where the words begin that name each quotation's speaker.
    """
    end = paragraph_break(text)
    return [_gap(text, quotes, tags, q, end) for q in range(len(quotes) + 1)]


def _gap(
    text: str,
    quotes: Sequence[Quotation],
    tags: Sequence[int | None],
    q: int,
    paragraph: re.Pattern[str] | None,
) -> Gap:
    start = quotes[q - 1].end if q else 0
    end = quotes[q].start if q < len(quotes) else len(text)
    start = max(start, end - _FARTHEST) if q < len(quotes) else start
    between = text[start : min(end, start + _FARTHEST)]
    layout = "new" if not q or (paragraph and paragraph.search(between)) else "same"
    if layout == "same" and paragraph is None and "\n" in between:
        layout = "line"
    tag = tags[q - 1] if q else None
    tagged = tag is not None and start <= tag < end
    unclosed = q > 0 and text[quotes[q - 1].end - 1] not in _CLOSERS
    return Gap(start, end, _kind(between, tagged), layout, unclosed)


def _kind(between: str, tagged: bool) -> str:
    words = len(_WORD.findall(between))
    if not words:
        return "none"
    if tagged and words < _SHORT and _is_sentence(between.strip()):
        return "tag"
    return "short" if words < _SHORT else "some" if words < _LONG else "long"


def paragraph_break(text: str) -> re.Pattern[str] | None:
    """What parts paragraphs: an empty line, or any line break, or None.

    Where there is no empty line and nearly every line is one sentence, lines are no paragraphs.
    """
    if _PARAGRAPH.search(text):
        return _PARAGRAPH
    lines = text.count("\n") + 1
    return _LINE if len(_NEXT_ON_LINE.findall(text)) > _SENTENCES * lines else None


def _is_sentence(text: str) -> bool:
    """Whether a text ends like a sentence and holds no other."""
    return bool(_ENDING.search(text)) and not _NEXT.search(text)
