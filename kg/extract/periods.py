"""Days, months and years as periods of a calendar, and what they are called in ISO 8601."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal as OneOf

from kg.data import Interval

Unit = OneOf["day", "month", "year"]

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan", "february feb", "march mar", "april apr", "may", "june jun",
            "july jul", "august aug", "september sept sep", "october oct", "november nov",
            "december dec",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
WEEKDAYS = {
    name: number
    for number, names in enumerate(
        ("monday mon", "tuesday tues tue", "wednesday wed", "thursday thurs thu", "friday fri",
         "saturday sat", "sunday sun")
    )
    for name in names.split()
}  # fmt: skip
SEASONS = {"spring": 3, "summer": 6, "autumn": 9, "fall": 9, "winter": 12}
"""The first month of each, as meteorologists count on the northern half of the earth."""


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day, month or year to the last one, both included."""

    first: date
    last: date
    unit: Unit

    @property
    def interval(self) -> Interval:
        """Both ends in ISO 8601, as precise as the unit."""
        return Interval(iso(self.first, self.unit), iso(self.last, self.unit))

    @property
    def is_single(self) -> bool:
        """Whether it is one day, one month or one year."""
        return self.interval.start == self.interval.end


def iso(day: date, unit: Unit) -> str:
    """A day, or the month or year that it stands for: "2019-02-28", "2019-02", "2019"."""
    return day.isoformat()[: {"day": 10, "month": 7, "year": 4}[unit]]


def day(year: int, month: int, number: int) -> Period | None:
    """A day, None where the calendar has none."""
    if not (1 <= year <= 9999 and 1 <= month <= 12):
        return None
    if not 1 <= number <= monthrange(year, month)[1]:
        return None
    found = date(year, month, number)
    return Period(found, found, "day")


def months(year: int, month: int, count: int = 1) -> Period | None:
    """`count` months from one of a year on; `month` may lie outside 1 to 12."""
    first, last = _month(year, month), _month(year, month + count - 1)
    return Period(first, last, "month") if first and last else None


def years(first: int, last: int | None = None) -> Period | None:
    """One year or several."""
    last = first if last is None else last
    if not 1 <= first <= last <= 9999:
        return None
    return Period(date(first, 1, 1), date(last, 1, 1), "year")


def week(of: date, shift: int = 0) -> Period | None:
    """The week of a day, Monday to Sunday, or one `shift` weeks away."""
    monday = shifted(of, 7 * shift - of.weekday())
    sunday = shifted(of, 7 * shift - of.weekday() + 6)
    return Period(monday, sunday, "day") if monday and sunday else None


def shifted(of: date, days: int) -> date | None:
    """A day some days away, None outside of the years 1 to 9999."""
    ordinal = of.toordinal() + days
    return date.fromordinal(ordinal) if 1 <= ordinal <= date.max.toordinal() else None


def weekday(of: date, number: int, direction: int = 0) -> date | None:
    """The day with a weekday that is nearest before `of` (-1), after it (1), or up to it (0)."""
    back = (of.weekday() - number) % 7
    if direction > 0:
        return shifted(of, 7 - back)
    return shifted(of, -(back or 7) if direction < 0 else -back)


def nearest_year(reference: date, month: int, number: int = 15) -> int:
    """The year in which a day of the year is nearest to `reference`, the earlier in doubt."""

    def distance(year: int) -> int:
        approximate = year * 365 + month * 30 + number
        return abs(approximate - (reference.year * 365 + reference.month * 30 + reference.day))

    return min((reference.year + n for n in (-1, 0, 1)), key=distance)


def span(first: Period, last: Period) -> Period | None:
    """From one period to another, None where they are out of order or of unlike precision."""
    if first.unit != last.unit or first.first > last.last:
        return None
    return Period(first.first, last.last, first.unit)


def _month(year: int, month: int) -> date | None:
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return date(year, month, 1) if 1 <= year <= 9999 else None


def reference_day(text: str) -> tuple[date, Unit] | None:
    """A document's date, ISO 8601 and perhaps partial, with its precision."""
    parts = text[:10].split("-")
    if not all(p.isascii() and p.isdecimal() for p in parts) or len(parts[0]) != 4:
        return None
    numbers = [int(p) for p in parts] + [1, 1]
    found = day(numbers[0], numbers[1], numbers[2])
    units: tuple[Unit, ...] = ("year", "month", "day")
    return (found.first, units[len(parts) - 1]) if found and len(parts) <= 3 else None
