"""Typed values of dates, times, durations, money, percentages, quantities and numbers.

Most dates come in a few regular forms, so a grammar of our own (`kg.extract.dates`) reads them
first: it is fast, knows intervals, and counts from the document's date alone. What it doesn't
know goes to dateparser, imported only then and held to complete dates ("strict") with a fixed
base, so nothing depends on the clock or the locale. A date in figures that can be read two ways
("03/04/2019") has no value.

Values are in the lexical form of an XSD type. XSD has none for what spans several days, months
or years; such a value is an ISO 8601 interval ("2010/2014") as xsd:string. Numbers with a unit:
see `kg.extract.numerals`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from functools import lru_cache

from kg.data import Interval, Literal
from kg.extract import numerals
from kg.extract.dates import Reference, period
from kg.extract.periods import Period, Unit, reference_day
from kg.extract.periods import day as a_day

Valued = tuple[Literal, Interval | None]

_LONGEST = 80
"""Characters; a longer text is no literal, and patterns take long on it."""
_DATATYPES: dict[Unit, str] = {"day": "xsd:date", "month": "xsd:gYearMonth", "year": "xsd:gYear"}
_OPEN = re.compile(r"(until|till|by|before|after|prior to|from)\b(?!.*\b(to|until|till|through)\b)")
_SINCE = re.compile(r"(ever )?since\b")
_AGE = re.compile(
    r"(?:aged? |an? )?(\d{1,3}|[a-z]+(?:[ -][a-z]+)?)(?:[ -]years?[ -](?:old|of age))?"
)
_CLOCK = re.compile(
    r"(?P<hour>\d{1,2})(?:[:.](?P<minute>\d\d))? ?(?P<half>[ap])\.? ?m\b\.?"
    r"|(?P<hour24>[01]?\d|2[0-3])[:.](?P<minute24>[0-5]\d)(?: ?h(?:ours|rs)?)?\b"
    r"|(?P<name>noon|midday|midnight)"
)
_ZONE = re.compile(r"^ ?(?:gmt|utc|bst|cet|e[sd]?t|p[sd]?t|c[sd]t|local time)\b")
_LENGTH = re.compile(
    r"(?P<count>.+?)[ -]"
    r"(?P<unit>second|minute|hour|day|week|month|year|decade|centurie|century)s?(?:[ -]long)?"
)
_LENGTHS = {
    "second": ("T", 1, "S"), "minute": ("T", 1, "M"), "hour": ("T", 1, "H"), "day": ("", 1, "D"),
    "week": ("", 7, "D"), "month": ("", 1, "M"), "year": ("", 1, "Y"), "decade": ("", 10, "Y"),
    "century": ("", 100, "Y"), "centurie": ("", 100, "Y"),
}  # fmt: skip
_HALVES = {"Y": "6M", "TH": "30M", "TM": "30S", "D": "T12H"}
"""What half a unit is; half a month is no length."""
_NUMBER = re.compile(
    r"\d+|\b(?:an?|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve)\b"
)
_MONTH = re.compile(r"jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec")
_FIGURES = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{2,4})")


@lru_cache(maxsize=8192)
def literal(text: str, type: str, reference: str) -> Valued | None:  # noqa: A002
    """The value of an expression of a literal type, and for a date the time that it names.

    `type` is one of `kg.data.LITERAL_TYPES`; `reference` is the document's date in ISO 8601,
    perhaps partial or "". The text may begin with its preposition: "since 2015" names a time up
    to the reference, "until" and "by" none. What has no value gives None: "recently",
    "dozens", and a relative date without a reference that is precise enough.

    >>> literal("last Tuesday", "DATE", "2019-02-28")[0]
    Literal(value='2019-02-26', datatype='xsd:date', type='DATE')
    """
    shown = _clean(text)
    if len(shown) > _LONGEST:
        return None
    if type in ("DATE", "TIME"):
        return _temporal(shown, type, reference)
    found = _BY_TYPE[type](shown) if type in _BY_TYPE else None
    return (found, None) if found else None


def _clean(text: str) -> str:
    """Lower case, single spaces, plain marks, without quotation marks around."""
    text = text.lower().translate(str.maketrans("’‘–—−‑\u00a0", "''----\u00a0"))
    return " ".join(text.split()).strip(" \"'“”()[],;:?!").removesuffix("'s")


def _temporal(text: str, type_: str, reference: str) -> Valued | None:
    day = reference_day(reference)
    if type_ == "TIME":
        clock = _clock(text, day)
        if clock:
            return clock
    text = text.rstrip(".") if not re.search(r"\b[a-z]\.$", text) else text
    named = period(text, day) or _written(text, day)
    if named:
        return _dated(named), _interval(text, named, day)
    found = _age(text) if type_ == "DATE" else None
    found = found or _duration(numerals.bare(text))
    return (found, None) if found else None


def _dated(named: Period) -> Literal:
    interval = named.interval
    if named.is_single:
        return Literal(interval.start, _DATATYPES[named.unit], "DATE")
    return Literal(f"{interval.start}/{interval.end}", "xsd:string", "DATE")


def _interval(text: str, named: Period, reference: Reference) -> Interval | None:
    """The time that a date with its preposition names; None where an end of it is unknown."""
    if _OPEN.match(text):
        return None
    if not _SINCE.match(text):
        return named.interval
    if reference is None or reference[0] < named.first:
        return None
    today = Period(reference[0], reference[0], reference[1])
    return Interval(named.interval.start, today.interval.start)


def _age(text: str) -> Literal | None:
    """ "30", "41-year-old": xsd:integer."""
    found = _AGE.fullmatch(text)
    value = numerals.number(found[1]) if found else None
    if value is None or value > 150 or value != int(value):
        return None
    return numerals.counted(value, "CARDINAL")


def _duration(text: str) -> Literal | None:
    """ "two and a half years": xsd:duration "P2Y6M"; weeks are days, decades are years."""
    text = re.sub(r"^(the |an? )?(last|past|next|first|full|whole|entire) ", "", text)
    text, more = re.subn(r" and a half$", "", text)
    found = _LENGTH.fullmatch(text)
    count = numerals.number(found["count"]) if found else None
    if found is None or count is None:
        return None
    part, times, letter = _LENGTHS[found["unit"]]
    whole, rest = divmod((count + Decimal("0.5") * more) * times, 1)
    half = _HALVES.get(part + letter, "")
    if rest not in (0, Decimal("0.5")) or (rest and not half):
        return None
    number = f"{numerals.plain(whole)}{letter}" if whole or not rest else ""
    return Literal(f"P{part}{number}{half if rest else ''}", "xsd:duration", "DURATION")


def _clock(text: str, reference: Reference) -> Valued | None:
    """ "3.30 p.m. on Tuesday": xsd:time, and the day as the time that it names."""
    found = _CLOCK.search(text)
    value = _time_of_day(found) if found else None
    if found is None or value is None:
        return None
    after = _ZONE.sub("", text[found.end() :])
    rest = re.sub(r"\b(at|around|about|by|before|after)\s*$", "", text[: found.start()].strip())
    rest = f"{rest} {after}".strip(" ,.")
    day = period(rest, reference) if rest else None
    return Literal(value, "xsd:time", "TIME"), day.interval if day else None


def _time_of_day(found: re.Match[str]) -> str | None:
    if found["name"]:
        return "00:00:00" if found["name"] == "midnight" else "12:00:00"
    if found["hour24"]:
        return f"{int(found['hour24']):02}:{found['minute24']}:00"
    hour, minute = int(found["hour"]), int(found["minute"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        return None
    return f"{hour % 12 + (12 if found['half'] == 'p' else 0):02}:{minute:02}:00"


def _written(text: str, reference: Reference) -> Period | None:
    """A complete date that only dateparser can read."""
    figures = _FIGURES.search(text)
    if not re.search(r"\d{4}", text) or not re.search(r"[a-z./-]", text) or len(text) > 40:
        return None
    if len(_NUMBER.findall(text)) + bool(_MONTH.search(text)) < 3:
        return None  # no day, month and year
    if figures and int(figures[1]) <= 12 and int(figures[2]) <= 12 and figures[1] != figures[2]:
        return None
    import dateparser  # a third of a second, needed by few documents

    base = reference[0] if reference else datetime(2000, 1, 1, tzinfo=UTC).date()
    found = dateparser.parse(
        text,
        languages=["en"],
        settings={
            "STRICT_PARSING": True,
            "RELATIVE_BASE": datetime(base.year, base.month, base.day),
            "TIMEZONE": "UTC",
            "RETURN_AS_TIMEZONE_AWARE": False,
            "PARSERS": ["absolute-time"],
        },
    )
    return a_day(found.year, found.month, found.day) if found else None


def _ranked(text: str) -> Literal | None:
    rank = numerals.ordinal(text)
    return Literal(str(rank), "xsd:integer", "ORDINAL") if rank is not None else None


_BY_TYPE: dict[str, Callable[[str], Literal | None]] = {
    "DURATION": lambda text: _duration(numerals.bare(text)),
    "MONEY": numerals.money,
    "PERCENT": numerals.percent,
    "QUANTITY": numerals.quantity,
    "CARDINAL": lambda text: _age(text) or numerals.cardinal(text),
    "ORDINAL": _ranked,
}
