"""Dates of documents, in ISO 8601 and as precise as they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = (
    r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    r"|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)\b\.?"
)
_DAY = r"(?:3[01]|[12][0-9]|0?[1-9])"
_YEAR = r"[12][0-9]{3}"
WEEKDAY = r"(?i:(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?\b\.?)"
FULL_DATE = (
    rf"(?i:{_YEAR}-[0-9]{{2}}-[0-9]{{2}}|{_YEAR}/[0-9]{{1,2}}/[0-9]{{1,2}}"
    rf"|{_DAY}(?:st|nd|rd|th)?\s(?:of\s)?{_MONTH},?\s{_YEAR}"
    rf"|{_MONTH}\s{_DAY}(?:st|nd|rd|th)?,?\s{_YEAR}"
    rf"|{_DAY}\.[0-9]{{1,2}}\.{_YEAR})"
)
"""A date to the day, as a pattern without groups, for letters of either case."""

_I = re.IGNORECASE
_FORMS = [
    re.compile(rf"\b(?P<y>{_YEAR})(?P<sep>[-/])(?P<m>[0-9]{{1,2}})(?P=sep)(?P<d>[0-9]{{1,2}})"),
    re.compile(
        rf"\b(?P<d>{_DAY})(?:st|nd|rd|th)?[\s-](?:of\s)?(?P<m>{_MONTH}),?[\s-](?P<y>{_YEAR})\b", _I
    ),
    re.compile(rf"\b(?P<m>{_MONTH})\s(?P<d>{_DAY})(?:st|nd|rd|th)?,?\s(?P<y>{_YEAR})\b", _I),
    re.compile(rf"\b(?P<d>{_DAY})\.\s?(?P<m>[0-9]{{1,2}})\.\s?(?P<y>{_YEAR})\b"),
    re.compile(rf"\b(?P<a>[0-9]{{1,2}})/(?P<b>[0-9]{{1,2}})/(?P<y>{_YEAR})\b"),
    re.compile(rf"\b(?P<m>{_MONTH}),?\s(?P<y>{_YEAR})\b", _I),
    re.compile(rf"\b(?P<y>{_YEAR})-(?P<m>0[1-9]|1[0-2])(?![\d-])"),
    re.compile(rf"(?<![\d.,-])(?P<y>{_YEAR})(?![\d,-])"),
]
_HEAD = 3000
_FIRST_LINES = 12
LEADING = re.compile(rf"\A\s*date[:\s]\s*({_YEAR}-[0-9]{{2}}-[0-9]{{2}})(?!\d)[:;,]?", _I)
"""A date that data sets put before the text: "date 2019-02-28"."""
_LABELLED = re.compile(
    r"(?:^|(?<=[.|;]\s)(?=(?-i:[A-Z])))(?:first\s+|last\s+)?"
    r"(?:date|dated|published|posted|issued|updated|revised|modified)(?:\s+on)?\s*[:\s]\s*"
    rf"(?:{WEEKDAY},?\s*)?({FULL_DATE}|{_MONTH}\s{_YEAR})",
    _I,
)
_CLOSING = re.compile(rf"(?:^|[\s,(|])({FULL_DATE})\)?$", _I)
_DATELINE = re.compile(
    rf"^[^\W\d_][^\n,]{{1,50}}(?:, [^\n,]{{1,20}})?,\s*(?:{WEEKDAY},?\s*)?({FULL_DATE})\s*"
    r"(?:\([^()\n]{1,40}\)\s*)?[—–-]"
)


def iso(text: str) -> str:
    """The first date in `text`: "2024-03-03", "2024-03", "2024", or "" where there is none.

    A date in digits whose day and month cannot be told apart ("03/04/2024") gives its year.
    """
    for form in _FORMS:
        for match in form.finditer(text[:300]):
            if found := _normal(match.groupdict()):
                return found
    return ""


def in_text(text: str) -> str:
    """The date that a text gives for itself near its beginning, or "".

    A leading "date 2019-02-28", a dateline ("LONDON, 3 March 2024 —"), a labelled line
    ("Published: 3 March 2024"), or a short line that ends with a date ("Bergen, 3 May 2024").
    """
    if match := LEADING.match(text[:200]):
        return iso(match[1])
    lines = list(_first_lines(text))
    for pattern in (_DATELINE, _LABELLED, _CLOSING):
        for line in lines:
            if pattern is _CLOSING and len(line) > 100:
                continue
            if (match := pattern.search(line[:200])) and (found := iso(match[1])):
                return found
    return ""


def _first_lines(text: str) -> Iterator[str]:
    lines = (line.strip(" \t#*_>") for line in text[:_HEAD].split("\n"))
    yield from [line for line in lines if line][:_FIRST_LINES]


def _normal(parts: dict[str, str | None]) -> str:
    year, month, day = parts["y"], parts.get("m"), parts.get("d")
    if parts.get("a"):
        month, day = _tell_apart(int(parts["a"] or 0), int(parts["b"] or 0))
    if not month:
        return year or ""
    number = int(month) if month.isdigit() else _MONTHS.index(month[:3].lower()) + 1
    try:
        whole = date(int(year or 0), number, int(day or 1)).isoformat()
    except ValueError:
        return ""
    return whole if day else whole[:7]


def _tell_apart(first: int, second: int) -> tuple[str | None, str | None]:
    """Month and day of "first/second", where only one reading is possible."""
    if first == second or (first <= 12 < second):
        return str(first), str(second)
    if second <= 12 < first:
        return str(second), str(first)
    return None, None
