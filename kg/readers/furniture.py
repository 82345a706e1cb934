"""Page furniture in text: advertisement lines, credits, share links, bylines, datelines.

It is found line by line (a line being what a page shows as one: a paragraph), as spans to be
masked. A sentence of the text must never be masked: where a line is only partly furniture,
that part is.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from kg.data import Span
from kg.readers import furniture_patterns as patterns
from kg.readers.captions import is_caption, is_fragment
from kg.readers.dates import LEADING

LONGEST = 300
"""Characters of the longest line that may be furniture as a whole."""


def spans(line: str, opening: bool = False, after: bool = False) -> list[Span]:
    """The parts of `line` that are furniture, in order; newlines in it count as spaces.

    `opening` says that it stands near the beginning of its document, where a dateline may be
    a place alone ("GENEVA — The talks …"); `after` that it follows furniture, where a fragment
    is a caption.
    """
    line = line.replace("\n", " ")
    if len(line) <= LONGEST and _is_whole(line):
        return [_trimmed(line, 0, len(line))]
    start = _prefix(line, opening)
    end = _suffix(line, start)
    if after and is_caption(line[start:]):
        end = start
    if start == end:
        return [_trimmed(line, 0, len(line))]
    return [_trimmed(line, a, b) for a, b in ((0, start), (end, len(line))) if a < b]


def leading_date(text: str) -> int:
    """Where the text proper begins after a leading "date 2019-02-28"."""
    match = LEADING.match(text[:200])
    return int(match.end()) if match else 0


def _is_whole(line: str) -> bool:
    return any(test(line) for test in _TESTS)


def _is_listed(line: str) -> bool:
    return bool(patterns.WHOLE_LINE.fullmatch(line))


def _is_byline(line: str) -> bool:
    return bool(
        len(line) < 150
        and (patterns.BYLINE.fullmatch(line) or patterns.SHOUTED_BYLINE.fullmatch(line))
    )


def _is_buttons(line: str) -> bool:
    """Buttons side by side: "Share on Facebook | Email | Print". One alone may be a word."""
    if line.endswith((".", '"', "”")):
        return False
    parts = [p for p in patterns.SEPARATOR.split(line.strip()) if p]
    if len(parts) > 1:
        return 2 * sum(bool(patterns.BUTTONS.fullmatch(p)) for p in parts) > len(parts)
    return len(line.split()) < 5 and patterns.BUTTONS.fullmatch(line) is not None


_TESTS: tuple[Callable[[str], bool], ...] = (_is_listed, _is_byline, _is_buttons)


def _prefix(line: str, opening: bool) -> int:
    """Where the text begins after a dateline or a caption's label."""
    for pattern in (
        patterns.DATELINE,
        *([patterns.BARE_DATELINE] if opening else ()),
        patterns.CAPTION_LABEL,
    ):
        if match := pattern.match(line[:150]):
            return int(match.end())
    return 0


def _suffix(line: str, start: int) -> int:
    """Where the text ends before an embedded post's or photo's credit.

    It is `start` where nothing but some words or a caption would be left.
    """
    tail = max(start, len(line) - LONGEST)
    ends = [m.start() for m in _endings(line[tail:])]
    if not ends:
        return len(line)
    end = tail + min(ends)
    rest = line[start:end].strip()
    return start if len(rest.split()) < 4 or is_fragment(rest) else end


def _endings(tail: str) -> Iterator[re.Match[str]]:
    if ("pic." in tail or "(@" in tail) and (match := patterns.EMBED.search(tail)):
        yield match
    if any(hint in tail.lower() for hint in patterns.CREDIT_HINTS) and (
        match := patterns.CREDIT.search(tail)
    ):
        yield match


def _trimmed(line: str, start: int, end: int) -> Span:
    part = line[start:end]
    return start + len(part) - len(part.lstrip()), end - (len(part) - len(part.rstrip()))
