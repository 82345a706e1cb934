"""Which words stand in quotation marks, or behind the dashes that some novels have instead.

A mark opens where it stands before a word and closes behind the matching one. Marks are paired
within a paragraph; a quotation whose paragraph ends without a closing mark, or that is opened
again at the beginning of a line, ends there and goes on (the newspapers' convention). In texts
that are tokenised already a space may stand between a mark and what it encloses. An apostrophe is
no mark: a single one opens only at the beginning of a line or sentence or behind a comma or
colon, and closes only behind punctuation.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.data import Span

CLOSING = {'"': '"', "“": "”", "„": "“”", "«": "»", "»": "«", "‘": "’", "``": "''", "'": "'"}
"""Marks that open, and the marks that close them."""
MARKS = frozenset("\"“”„«»‘’'") | {"``", "''"}
LONGEST, LONGEST_SINGLE = 20_000, 1_000
"""Characters of the longest quotation, and in marks that may be something else."""
_UNSURE = ("'", "‘", "``", "»")

_OPENER = re.compile(
    r"""(?<![\w.,!?;:…])["‘]|[“„«]|``"""
    r"""|(?<![\w.,!?;:…])»(?=\w)"""
    r"""|(?:(?<=\n)|(?<=[.,:;!?—] )|(?<=-- )|\A)'(?!')(?=[ \w])"""
)
_PARAGRAPH_END = re.compile(r"\n\s*\n")
_LINE_START = re.compile(r"\n[ \t]*\Z")
_SPOKEN_END = tuple(".,!?;:—-…_")
_SHORTEST = 3
"""Quoted words of fewer characters are scare quotes or initials."""

_DASH = re.compile(r"(?:^|(?<=: ))(?:—|–|―|--)[ \t]*(?=\w)(?P<said>[^\n]*)", re.MULTILINE)
_SAID = "said says asked answered replied cried called shouted whispered added went repeated"
_SAID += " muttered murmured exclaimed continued began returned told"
_WHO_SAID = rf"(?:\w+\.?\s+){{0,3}}(?:{'|'.join(_SAID.split())})\b"
_TAG = re.compile(rf"(?<=[.,!?…])\s+(?:[—–―]\s*)?{_WHO_SAID}")
_TAG_FIRST = re.compile(_WHO_SAID)
_SENTENCE = re.compile(
    r"(?:\s*(?!--|[—–―])|[ \t]*(?P<dash>—|–|―|--)[ \t]*)\S.*?(?:[.!?…](?=\s|\Z)|(?=\n)|\Z)"
)
_TALK = re.compile(
    r"\b(?:I|me|my|you|your|we|us|our|is|are|am|do|does|has|have|will|shall|can|must)\b"
    r"|['’](?:s|re|m|ll|ve)\b|[!?]$"
)
"""What a sentence of speech has more often than the past that is told around it."""
_FEWEST_DASHES = 2


def spans(text: str) -> list[Span]:
    """The quotations of a text in order, marks included; what is quoted inside one is part of it.

    Dashes count where several paragraphs that read like speech begin with one.
    """
    marked = list(_marked(text))
    dashed = [s for s in _dashed(text) if not _overlaps(s, marked)]
    return sorted(marked + dashed)


def _marked(text: str) -> Iterator[Span]:
    position = 0
    while (found := _OPENER.search(text, position)) is not None:
        mark, start = found[0], found.start()
        if mark in _UNSURE and not _has_closing(text, mark, found.end()):
            position = found.end()
            continue
        closed, end = _end(text, mark, start, found.end())
        if not closed and mark in _UNSURE:
            position = found.end()
            continue
        if end - start > _SHORTEST + 1:
            yield start, end
        position = max(end, found.end())


def _has_closing(text: str, mark: str, start: int) -> bool:
    return text.find(CLOSING[mark], start, start + LONGEST_SINGLE) >= 0


def _end(text: str, mark: str, start: int, inside: int) -> tuple[bool, int]:
    """Whether a quotation is closed, and where it ends."""
    farthest = min(len(text), inside + (LONGEST_SINGLE if mark in _UNSURE else LONGEST))
    paragraph = _PARAGRAPH_END.search(text, inside, farthest)
    limit = paragraph.start() if paragraph else farthest
    reopened = limit
    for other in re.finditer(re.escape(mark), text[inside:limit]):
        at = inside + other.start()
        if _LINE_START.search(text, max(0, at - 20), at) and _can_open(text, mark, at):
            reopened = at
            break
    end = _closing(text, mark, inside, reopened)
    if end is not None:
        return True, end
    if paragraph is None and reopened == limit:  # lines are all the layout there is
        line = text.find("\n", inside)
        limit = line if 0 <= line < limit else limit
    return False, len(text[: min(limit, reopened)].rstrip())


def _closing(text: str, mark: str, start: int, limit: int) -> int | None:
    """Where a quotation ends: behind a closing mark that no letter follows.

    One inside it of the same kind is passed over. A single mark may be an apostrophe ("the boys’
    hats"): before the next opening one, the first behind punctuation counts.
    """
    closers = re.escape(CLOSING[mark]) if mark == "``" else f"[{CLOSING[mark]}]"
    depth = 0
    ends: list[int] = []
    for found in re.finditer(rf"{closers}|{re.escape(mark)}", text[start:limit]):
        at, end = start + found.start(), start + found.end()
        if found[0] == mark and mark not in CLOSING[mark]:
            if mark in ("‘", "'") and ends:
                break
            depth += 1
        elif text[end : end + 1].isalnum() or (mark == '"' and _opens(text, at)):
            continue
        elif depth:
            depth -= 1
        elif mark not in ("‘", "'") or text[max(start, at - 3) : at].rstrip().endswith(_SPOKEN_END):
            return end
        else:
            ends.append(end)
    return ends[0] if ends and mark == "‘" else None


def _can_open(text: str, mark: str, at: int) -> bool:
    """Whether a mark at the beginning of a line opens; a straight one apart may close."""
    return mark not in CLOSING[mark] or text[at + 1 : at + 2].isalnum()


def _opens(text: str, at: int) -> bool:
    """Whether a straight mark can only open: a space before it and a word right behind it."""
    return text[at - 1 : at].isspace() and text[at + 1 : at + 2].isalnum()


def _dashed(text: str) -> Iterator[Span]:
    """What stands behind a dash at the beginning of a line or behind a colon, without its tag.

    Behind the tag speech goes on as long as its sentences read like it.
    """
    found = [m for m in _DASH.finditer(text) if m["said"].rstrip().endswith(tuple(".?!…"))]
    if len(found) < _FEWEST_DASHES:
        return
    for match in found:
        tag = _TAG.search(match["said"])
        end = match.start("said") + (tag.start() if tag else len(match["said"].rstrip()))
        yield match.start(), end
        yield from _behind_tag(text, end)


def _behind_tag(text: str, position: int) -> Iterator[Span]:
    """The speech behind the tag that stands at a position, if one does ("… ! he said. Come!")."""
    tag = _SENTENCE.match(text, position)
    if tag is None or _TAG_FIRST.match(tag[0].strip(" \n,—–―")) is None:
        return
    start = end = tag.end()
    while (sentence := _SENTENCE.match(text, end)) and "\n\n" not in sentence[0]:
        said = sentence[0].strip()
        if not sentence["dash"] and (_TAG_FIRST.match(said) or not _TALK.search(said)):
            break
        start = start if end > start else sentence.end() - len(sentence[0].lstrip())
        end = sentence.end()
    if end - start > _SHORTEST and end > tag.end():
        yield start, end


def _overlaps(span: Span, others: list[Span]) -> bool:
    return any(s < span[1] and span[0] < e for s, e in others)
