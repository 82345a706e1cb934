"""A regular grammar of English dates: an expression and a reference give a `Period`.

A relative expression counts from the reference, the document's date. A weekday alone is the
last one up to the reference, as news has it ("said on Monday"); a day or month without a year
is the nearest one. Words such as "early" and "late" don't narrow a period. Without a reference,
or with one that is too coarse, a relative expression has no period.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from functools import partial

from kg.extract import numerals, periods
from kg.extract.periods import MONTHS, SEASONS, WEEKDAYS, Period, Unit

Reference = tuple[date, Unit] | None

_M = rf"(?P<month>{'|'.join(sorted(MONTHS, key=len, reverse=True))})\.?"
_W = rf"(?P<weekday>{'|'.join(sorted(WEEKDAYS, key=len, reverse=True))})\.?"
_S = rf"(?P<season>{'|'.join(SEASONS)})"
_D = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_Y = r"(?P<year>\d{4})"
_UNIT = r"(?P<unit>day|week|weekend|month|quarter|year|decade|century)"
_UNITS = r"(?P<unit>day|week|weekend|month|quarter|year|decade|centurie|century)s?"
_PART = r"(?: (?:morning|afternoon|evening|night|lunchtime))?"
_BACK = r"last|past|previous|preceding|prior"
_ON = r"next|following|coming|upcoming|subsequent"
_HERE = r"this|same|current|present|that"
_TURN = rf"(?P<turn>{_BACK}|{_ON}|{_HERE})"

_VAGUE = re.compile(
    r"(?:(?:on|in|during|at|of|by|over|within|throughout|for|into|around|about|circa|c\.|the|a|an|"
    r"early|earlier|late|later|mid|middle|beginning|start|end|first half|second half|rest|"
    r"(?:morning|afternoon|evening|night|eve)(?= of)|"
    r"since|until|till|before|after|from|as of|sometime|year of our lord|years?(?= \d{4}))"
    r"(?:\s+|-))+"
)
_RANGE = re.compile(
    r"between (?P<a>.+?) and (?P<b>.+)"
    r"|(?:from )?(?P<c>.+?)(?: (?:to|until|till|through) | ?- ?)(?P<d>.+)"
)
_FINENESS = {
    "day": "day", "week": "day", "weekend": "day", "month": "month", "quarter": "month",
    "year": "year", "decade": "year", "century": "year",
}  # fmt: skip
_DAYS = {
    "today": 0, "tonight": 0, "this morning": 0, "this afternoon": 0, "this evening": 0,
    "same day": 0, "earlier today": 0, "yesterday": -1, "last night": -1, "last evening": -1,
    "previous day": -1, "day before": -1, "day earlier": -1, "day before yesterday": -2,
    "tomorrow": 1, "next day": 1, "following day": 1, "day after": 1, "day later": 1,
    "next morning": 1, "following morning": 1, "day after tomorrow": 2,
}  # fmt: skip


def period(text: str, reference: Reference) -> Period | None:
    """The period that all of `text` names (lower case, single spaces), or None."""
    text = text.replace(",", " ").replace("  ", " ").strip()
    if (fixed := _DAYS.get(_without_part(text))) is not None:
        return _near("day", fixed, reference)
    for candidate in dict.fromkeys((text, without_lead(text))):
        for pattern, rule in _RULES:
            match = pattern.fullmatch(candidate)
            found = rule(match, reference) if match else None
            if found:
                return found
    return _range(text, reference)


def without_lead(text: str) -> str:
    """`text` without prepositions, articles and words such as "early" before a date."""
    found = _VAGUE.match(text)
    return text[found.end() :] if found else text


def _without_part(text: str) -> str:
    """ "yesterday" for "the yesterday morning"; "this morning" stays."""
    text = re.sub(r"^(?:on |earlier |late |later |early )?(?:the )?", "", text)
    return re.sub(r"^(yesterday|tomorrow) (?:morning|afternoon|evening|night)$", r"\1", text)


def _range(text: str, reference: Reference) -> Period | None:
    """ "between 2010 and 2014", "from March to May 2020": the first may lack what both share."""
    found = _RANGE.fullmatch(re.sub(r"^(?:in|during|on|the) ", "", text))
    if found is None:
        return None
    first, last = found["a"] or found["c"], found["b"] or found["d"]
    end = period(last, reference)
    if end is None or _RANGE.fullmatch(last):
        return None
    shared = [f"{first} {end.first.year}"]
    if first.isdecimal() and len(first) <= 2:
        shared = [f"{first} {_month_name(end.first.month)} {end.first.year}"]
    for candidate in (*(shared if not re.search(r"\d{4}", first) else ()), first):
        start = period(candidate, reference)
        if start and not (candidate == first and start.unit != end.unit):
            return periods.span(start, end)
    return None


def _month_name(number: int) -> str:
    return next(name for name, n in MONTHS.items() if n == number)


def _iso(found: re.Match[str], reference: Reference) -> Period | None:
    year, month = int(found["year"]), found["m"]
    if month is None:
        return periods.years(year)
    if found["d"] is None:
        return periods.months(year, int(month)) if 1 <= int(month) <= 12 else None
    return periods.day(year, int(month), int(found["d"]))


def _day(found: re.Match[str], reference: Reference) -> Period | None:
    month, number = MONTHS[found["month"]], int(found["day"])
    year = found["year"] or _year_near(reference, month, number)
    first = periods.day(int(year), month, number) if year else None
    if first is None or "last" not in found.re.groupindex:
        return first
    last = periods.day(int(year or 0), month, int(found["last"]))
    return periods.span(first, last) if last else None


def _month(found: re.Match[str], reference: Reference) -> Period | None:
    month = MONTHS[found["month"]]
    year = found.groupdict().get("year") or _year_near(reference, month)
    return periods.months(int(year), month) if year else None


def _year_near(reference: Reference, month: int, number: int = 15) -> int | None:
    if reference is None:
        return None
    day, unit = reference
    return day.year if unit == "year" else periods.nearest_year(day, month, number)


def _turned_month(found: re.Match[str], reference: Reference) -> Period | None:
    """ "last March", "next spring"."""
    if reference is None or reference[1] == "year":
        return None
    season = found.groupdict().get("season")
    first, count = (SEASONS[season], 3) if season else (MONTHS[found["month"]], 1)
    day, turn = reference[0], _direction(found["turn"])
    year = day.year
    if turn < 0 and first + count - 1 >= day.month:
        year -= 1
    if turn > 0 and first <= day.month:
        year += 1
    return periods.months(year, first, count)


def _season(found: re.Match[str], reference: Reference) -> Period | None:
    return periods.months(int(found["year"]), SEASONS[found["season"]], 3)


def _quarter(found: re.Match[str], reference: Reference) -> Period | None:
    rank = numerals.ordinal(found["rank"]) or numerals.number(found["rank"])
    year = found["year"] or (reference[0].year if reference else None)
    if not rank or not year or not 1 <= rank <= 4:
        return None
    return periods.months(int(year), 3 * int(rank) - 2, 3)


def _years(found: re.Match[str], reference: Reference) -> Period | None:
    first, last = int(found["year"]), found["last"]
    return periods.years(first, first // 100 * 100 + int(last) if len(last) == 2 else int(last))


def _decade(found: re.Match[str], reference: Reference) -> Period | None:
    first = int(found["decade"])
    if first < 100:
        if reference is None:
            return None
        first += reference[0].year // 100 * 100
        first -= 100 if first > reference[0].year else 0
    return periods.years(first, first + 9)


def _century(found: re.Match[str], reference: Reference) -> Period | None:
    rank = numerals.ordinal(found["rank"])
    return periods.years(100 * rank - 99, 100 * rank) if rank else None


def _weekday(found: re.Match[str], reference: Reference) -> Period | None:
    if reference is None or reference[1] != "day":
        return None
    number, turn = WEEKDAYS[found["weekday"]], found.groupdict().get("turn")
    if turn and turn in _HERE.split("|"):
        week = periods.week(reference[0])
        day = periods.shifted(week.first, number) if week else None
    elif found.groupdict().get("week"):
        week = periods.week(reference[0], _direction(found["week"]))
        day = periods.shifted(week.first, number) if week else None
    else:
        day = periods.weekday(reference[0], number, _direction(turn) if turn else 0)
    return Period(day, day, "day") if day else None


def _turned(found: re.Match[str], reference: Reference) -> Period | None:
    """ "last week", "the following month"."""
    return _near(found["unit"], _direction(found["turn"]), reference)


def _rolling(found: re.Match[str], reference: Reference) -> Period | None:
    """ "the past two years": up to the reference, or from it."""
    count, unit = _count(found), _singular(found["unit"])
    here = _near(unit, 0, reference)
    there = _near(unit, count * _direction(found["turn"]), reference) if count else None
    if here is None or there is None:
        return None
    return periods.span(*sorted((here, there), key=lambda p: p.first))


def _away(sign: int, found: re.Match[str], reference: Reference) -> Period | None:
    """ "two days later", "a year ago"."""
    count = _count(found)
    return _near(_singular(found["unit"]), sign * count, reference) if count else None


def _near(unit: str, shift: int, reference: Reference) -> Period | None:
    """The day, week, month, … of the reference, or one some way from it."""
    if reference is None or abs(shift) > 10_000_000:
        return None
    day, fineness = reference
    order = ("year", "month", "day")
    if order.index(fineness) < order.index(_FINENESS[unit]):
        return None
    if unit == "day":
        found = periods.shifted(day, shift)
        return Period(found, found, "day") if found else None
    if unit in ("week", "weekend"):
        week = periods.week(day, shift)
        saturday = periods.shifted(week.last, -1) if week and unit == "weekend" else None
        return Period(saturday, week.last, "day") if week and saturday else week
    if unit == "month":
        return periods.months(day.year, day.month + shift)
    if unit == "quarter":
        return periods.months(day.year, (day.month - 1) // 3 * 3 + 1 + 3 * shift, 3)
    length = {"year": 1, "decade": 10, "century": 100}[unit]
    first = (day.year // length + shift) * length + (unit == "century")
    return periods.years(first, first + length - 1)


def _count(found: re.Match[str]) -> int | None:
    count = numerals.amount(found["count"])
    return int(count) if count and count == int(count) and count < 10**7 else None


def _singular(unit: str) -> str:
    return "century" if unit == "centurie" else unit


def _direction(turn: str) -> int:
    if turn in ("before", "earlier", *_BACK.split("|")):
        return -1
    return 1 if turn in ("after", "later", *_ON.split("|")) else 0


_Rule = Callable[[re.Match[str], Reference], Period | None]
_RULES: list[tuple[re.Pattern[str], _Rule]] = [
    (re.compile(pattern), rule)
    for pattern, rule in (
        (rf"{_Y}(?:-(?P<m>\d\d)(?:-(?P<d>\d\d))?)?", _iso),
        (rf"(?:{_W} )?(?:the )?{_M} (?:the )?{_D}(?: {_Y})?", _day),
        (rf"(?:{_W} )?(?:the )?{_D} (?:day )?(?:of )?{_M}(?: {_Y})?", _day),
        (rf"{_M} {_D} ?(?:-|to|and) ?(?P<last>\d{{1,2}})(?: {_Y})?", _day),
        (rf"{_D} ?(?:-|to|and) ?(?P<last>\d{{1,2}}) {_M}(?: {_Y})?", _day),
        (rf"{_M}(?: (?:of )?{_Y})?", _month),
        (rf"{_Y} ?- ?(?P<last>\d\d|\d{{4}})", _years),
        (r"'?(?P<decade>\d{3}0|\d0)'?s", _decade),
        (r"(?P<rank>[\w-]+)[ -]century", _century),
        (rf"{_S} (?:of )?{_Y}", _season),
        (rf"(?P<rank>\w+) quarter(?: (?:of )?{_Y})?", _quarter),
        (rf"q(?P<rank>[1-4])(?: {_Y})?", _quarter),
        (rf"{_W}{_PART}(?: (?P<week>last|this|next) week)?", _weekday),
        (rf"{_TURN} {_W}{_PART}", _weekday),
        (rf"{_TURN} (?:{_M}|{_S})", _turned_month),
        (rf"{_TURN} {_UNIT}", _turned),
        (rf"{_TURN} (?P<count>.+) {_UNITS}", _rolling),
        (rf"(?P<count>.+?) {_UNITS} (?:ago|earlier|before|prior|previously)", partial(_away, -1)),
        (rf"(?P<count>.+?) {_UNITS} (?:later|after|on|from now|hence)", partial(_away, 1)),
        (r"(?P<unit>week|month|year) (?P<turn>before|earlier|after|later)", _turned),
    )
]
