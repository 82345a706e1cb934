from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.data import LITERAL_TYPES, Interval
from kg.extract.temporal import literal

THURSDAY = "2019-02-28"


def value(text: str, type_: str, reference: str = THURSDAY) -> tuple[str, str] | None:
    found = literal(text, type_, reference)
    return (found[0].value, found[0].datatype) if found else None


def when(text: str, reference: str = THURSDAY, type_: str = "DATE") -> tuple[str, str] | None:
    found = literal(text, type_, reference)
    return (found[1].start, found[1].end) if found and found[1] else None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2018", ("2018", "xsd:gYear")),
        ("in 2018", ("2018", "xsd:gYear")),
        ("early 2018", ("2018", "xsd:gYear")),
        ("1066", ("1066", "xsd:gYear")),
        ("May 2018", ("2018-05", "xsd:gYearMonth")),
        ("Sept. of 2018", ("2018-09", "xsd:gYearMonth")),
        ("2018-05", ("2018-05", "xsd:gYearMonth")),
        ("January 10, 2005", ("2005-01-10", "xsd:date")),
        ("Tuesday, January 10th, 2005", ("2005-01-10", "xsd:date")),
        ("the 10th of January 2005", ("2005-01-10", "xsd:date")),
        ("10 Jan. 2005", ("2005-01-10", "xsd:date")),
        ("2005-01-10", ("2005-01-10", "xsd:date")),
        ("29 February 2020", ("2020-02-29", "xsd:date")),
        ("28.02.2019", ("2019-02-28", "xsd:date")),
        ("2019/02/28", ("2019-02-28", "xsd:date")),
        ("the 1990s", ("1990/1999", "xsd:string")),
        ("the late 1990s", ("1990/1999", "xsd:string")),
        ("the mid-1990s", ("1990/1999", "xsd:string")),
        ("the 19th century", ("1801/1900", "xsd:string")),
        ("the nineteenth century", ("1801/1900", "xsd:string")),
        ("the spring of 2018", ("2018-03/2018-05", "xsd:string")),
        ("winter 2018", ("2018-12/2019-02", "xsd:string")),
        ("the third quarter of 2018", ("2018-07/2018-09", "xsd:string")),
        ("Q3 2018", ("2018-07/2018-09", "xsd:string")),
        ("between 2010 and 2014", ("2010/2014", "xsd:string")),
        ("from 2010 to 2014", ("2010/2014", "xsd:string")),
        ("2010–14", ("2010/2014", "xsd:string")),
        ("from March to May 2020", ("2020-03/2020-05", "xsd:string")),
        ("March 3-5, 2019", ("2019-03-03/2019-03-05", "xsd:string")),
        ("from 3 to 5 March 2019", ("2019-03-03/2019-03-05", "xsd:string")),
        ("from November 2018 to May 2020", ("2018-11/2020-05", "xsd:string")),
    ],
)
def test_a_complete_date_needs_no_reference(text: str, expected: tuple[str, str]) -> None:
    assert value(text, "DATE", "") == expected
    start, _, end = expected[0].partition("/")
    assert when(text, "") == (start, end or start)


@pytest.mark.parametrize(
    ("text", "start", "end"),
    [
        ("today", "2019-02-28", "2019-02-28"),
        ("yesterday", "2019-02-27", "2019-02-27"),
        ("yesterday morning", "2019-02-27", "2019-02-27"),
        ("the day before yesterday", "2019-02-26", "2019-02-26"),
        ("tomorrow", "2019-03-01", "2019-03-01"),
        ("on Thursday", "2019-02-28", "2019-02-28"),
        ("on Monday", "2019-02-25", "2019-02-25"),
        ("Friday night", "2019-02-22", "2019-02-22"),
        ("last Tuesday", "2019-02-26", "2019-02-26"),
        ("last Thursday", "2019-02-21", "2019-02-21"),
        ("next Thursday", "2019-03-07", "2019-03-07"),
        ("this Friday", "2019-03-01", "2019-03-01"),
        ("Tuesday last week", "2019-02-19", "2019-02-19"),
        ("this week", "2019-02-25", "2019-03-03"),
        ("last week", "2019-02-18", "2019-02-24"),
        ("the night of January 5", "2019-01-05", "2019-01-05"),
        ("last weekend", "2019-02-23", "2019-02-24"),
        ("earlier this month", "2019-02", "2019-02"),
        ("the following month", "2019-03", "2019-03"),
        ("last month", "2019-01", "2019-01"),
        ("last year", "2018", "2018"),
        ("the year before", "2018", "2018"),
        ("late last year", "2018", "2018"),
        ("a year ago", "2018", "2018"),
        ("about three months ago", "2018-11", "2018-11"),
        ("two weeks ago", "2019-02-11", "2019-02-17"),
        ("ten days ago", "2019-02-18", "2019-02-18"),
        ("two days later", "2019-03-02", "2019-03-02"),
        ("a decade ago", "2000", "2009"),
        ("the past two years", "2017", "2019"),
        ("over the last 10 days", "2019-02-18", "2019-02-28"),
        ("the next three months", "2019-02", "2019-05"),
        ("March 3", "2019-03-03", "2019-03-03"),
        ("December 30", "2018-12-30", "2018-12-30"),
        ("in November", "2018-11", "2018-11"),
        ("last March", "2018-03", "2018-03"),
        ("next March", "2019-03", "2019-03"),
        ("last summer", "2018-06", "2018-08"),
        ("the '90s", "1990", "1999"),
        ("the third quarter", "2019-07", "2019-09"),
        ("the last quarter", "2018-10", "2018-12"),
        ("since 2015", "2015", "2019-02-28"),
        ("since last March", "2018-03", "2019-02-28"),
        ("as of January", "2019-01", "2019-01"),
        ("from Monday to Wednesday", "2019-02-25", "2019-02-27"),
    ],
)
def test_a_relative_date_counts_from_the_document_s_date(text: str, start: str, end: str) -> None:
    assert when(text) == (start, end)


@pytest.mark.parametrize(
    "text",
    ["yesterday", "last Tuesday", "on Monday", "March 3", "in March", "last year", "a year ago",
     "two days later", "this week", "last summer", "the '90s"],
)  # fmt: skip
def test_a_relative_date_has_no_date_without_a_reference(text: str) -> None:
    assert when(text, "") is None
    assert literal(text, "DATE", "") is None


def test_a_rolling_span_without_a_reference_is_a_length() -> None:
    assert value("the past two years", "DATE", "") == ("P2Y", "xsd:duration")


@pytest.mark.parametrize(
    ("text", "reference", "expected"),
    [
        ("last year", "2019", ("2018", "2018")),
        ("last month", "2019", None),
        ("last month", "2019-02", ("2019-01", "2019-01")),
        ("yesterday", "2019-02", None),
        ("in March", "2019", ("2019-03", "2019-03")),
        ("next month", "2019-12", ("2020-01", "2020-01")),
        ("yesterday", "2019-01-01T09:30:00Z", ("2018-12-31", "2018-12-31")),
        ("yesterday", "no date", None),
        ("yesterday", "2019-13-45", None),
        ("yesterday", "0001-01-01", None),
    ],
)
def test_a_reference_may_be_coarse_or_broken(
    text: str, reference: str, expected: tuple[str, str] | None
) -> None:
    assert when(text, reference) == expected


@pytest.mark.parametrize("text", ["until 2015", "by 2015", "before 2015", "after 2015"])
def test_an_open_end_has_a_value_but_no_interval(text: str) -> None:
    assert value(text, "DATE") == ("2015", "xsd:gYear")
    assert when(text) is None


@pytest.mark.parametrize(
    "text",
    ["recently", "31 February 2019", "03/04/2019", "years", "several years ago", "decades",
     "the same", "annual", "the end", "", ".", "99999999999 years ago", "9999999 years ago",
     "5000000 days later", "1" * 5000],
)  # fmt: skip
def test_what_names_no_certain_date_has_none(text: str) -> None:
    assert when(text) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("30", "30"),
        ("41-year-old", "41"),
        ("a 41-year-old", "41"),
        ("41 years old", "41"),
        ("aged 41", "41"),
        ("forty-one", "41"),
    ],
)
def test_an_age_is_an_integer(text: str, expected: str) -> None:
    assert value(text, "DATE") == (expected, "xsd:integer")
    assert value(text, "CARDINAL") == (expected, "xsd:integer")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("two years", "P2Y"),
        ("for two years", "P2Y"),
        ("eighteen months", "P18M"),
        ("a week", "P7D"),
        ("two and a half years", "P2Y6M"),
        ("an hour and a half", "PT1H30M"),
        ("half an hour", "PT30M"),
        ("90 minutes", "PT90M"),
        ("ten-year", "P10Y"),
        ("three decades", "P30Y"),
        ("more than three hours", "PT3H"),
        ("one and a half days", "P1DT12H"),
    ],
)
def test_a_length_of_time_is_a_duration(text: str, expected: str) -> None:
    assert value(text, "DATE") == (expected, "xsd:duration")
    assert value(text, "DURATION") == (expected, "xsd:duration")
    assert value(text, "TIME") == (expected, "xsd:duration")


@pytest.mark.parametrize(
    ("text", "expected", "day"),
    [
        ("3 p.m.", "15:00:00", None),
        ("at 3:30 pm", "15:30:00", None),
        ("3.30pm EST", "15:30:00", None),
        ("12 a.m.", "00:00:00", None),
        ("15:45", "15:45:00", None),
        ("noon", "12:00:00", None),
        ("3 p.m. on Tuesday", "15:00:00", "2019-02-26"),
        ("yesterday at 9.15 a.m.", "09:15:00", "2019-02-27"),
    ],
)
def test_a_time_of_day(text: str, expected: str, day: str | None) -> None:
    assert value(text, "TIME") == (expected, "xsd:time")
    assert when(text, type_="TIME") == ((day, day) if day else None)


@pytest.mark.parametrize(
    ("text", "day"),
    [("last night", "2019-02-27"), ("Tuesday evening", "2019-02-26"), ("tonight", "2019-02-28")],
)
def test_a_part_of_a_day_is_its_day(text: str, day: str) -> None:
    assert literal(text, "TIME", THURSDAY) is not None
    assert when(text, type_="TIME") == (day, day)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$3.2 million", "3200000 USD"),
        ("about $ 3.2 million", "3200000 USD"),
        ("€40m", "40000000 EUR"),
        ("£1,250.50", "1250.5 GBP"),
        ("five hundred pounds", "500 GBP"),
        ("half a million euros", "500000 EUR"),
        ("A$20", "20 AUD"),
        ("USD 3 million", "3000000 USD"),
        ("3 million USD", "3000000 USD"),
        ("2.5bn yen", "2500000000 JPY"),
        ("50 cents", "0.5 USD"),
        ("more than $300 of public money", "300 USD"),
        ("a dollar", "1 USD"),
    ],
)
def test_money_keeps_its_currency(text: str, expected: str) -> None:
    assert value(text, "MONEY") == (expected, "xsd:string")


@pytest.mark.parametrize(
    ("text", "type_", "expected", "datatype"),
    [
        ("3 million", "MONEY", "3000000", "xsd:decimal"),
        ("about 40 per cent", "PERCENT", "40", "xsd:decimal"),
        ("40%", "PERCENT", "40", "xsd:decimal"),
        ("2.5 percent of voters", "PERCENT", "2.5", "xsd:decimal"),
        ("two", "CARDINAL", "2", "xsd:integer"),
        ("two of them", "CARDINAL", "2", "xsd:integer"),
        ("1,200", "CARDINAL", "1200", "xsd:integer"),
        ("more than 300", "CARDINAL", "300", "xsd:integer"),
        ("forty-two thousand five hundred", "CARDINAL", "42500", "xsd:integer"),
        ("one hundred and five", "CARDINAL", "105", "xsd:integer"),
        ("two and a half million", "CARDINAL", "2500000", "xsd:integer"),
        ("a dozen", "CARDINAL", "12", "xsd:integer"),
        ("a couple of them", "CARDINAL", "2", "xsd:integer"),
        ("2.75", "CARDINAL", "2.75", "xsd:decimal"),
        ("third", "ORDINAL", "3", "xsd:integer"),
        ("the 21st", "ORDINAL", "21", "xsd:integer"),
        ("twenty-first", "ORDINAL", "21", "xsd:integer"),
        ("fifteenth", "ORDINAL", "15", "xsd:integer"),
        ("50 kilometres", "QUANTITY", "50 km", "xsd:string"),
        ("five-mile", "QUANTITY", "5 mi", "xsd:string"),
        ("some 200 square metres", "QUANTITY", "200 m2", "xsd:string"),
        ("12kg", "QUANTITY", "12 kg", "xsd:string"),
        ("six feet", "QUANTITY", "6 ft", "xsd:string"),
    ],
)
def test_numbers(text: str, type_: str, expected: str, datatype: str) -> None:
    assert value(text, type_) == (expected, datatype)


@pytest.mark.parametrize(
    ("text", "type_"),
    [("dozens", "CARDINAL"), ("two three", "CARDINAL"), ("$", "MONEY"), ("several", "CARDINAL"),
     ("last", "ORDINAL"), ("%", "PERCENT"), ("miles", "QUANTITY"), ("one-off", "CARDINAL")],
)  # fmt: skip
def test_what_is_no_number_has_no_value(text: str, type_: str) -> None:
    assert literal(text, type_, "") is None


def test_an_interval_is_a_pair_of_iso_dates() -> None:
    found = literal("in 2018", "DATE", "")
    assert found is not None
    assert found[1] == Interval("2018", "2018")


@given(st.text(alphabet="0123456789 -/.,'$%abdefhinorstuyz", max_size=30))
def test_no_text_is_an_error(text: str) -> None:
    for type_ in LITERAL_TYPES:
        literal(text, type_, THURSDAY)
        literal(text, type_, "")


@pytest.mark.parametrize("text", ["28.02.2019", "2019/02/28", "Thu Feb 28 2019 10:30"])
def test_a_complete_date_is_the_same_whatever_the_reference(text: str) -> None:
    assert {value(text, "DATE", r) for r in ("", "1950-06-01", "2090-12-31")} == {
        ("2019-02-28", "xsd:date")
    }
