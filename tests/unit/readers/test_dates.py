from __future__ import annotations

import pytest

from kg.readers.dates import in_text, iso


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-03-03", "2024-03-03"),
        ("2024-03-03T12:30:00+01:00", "2024-03-03"),
        ("3 March 2024", "2024-03-03"),
        ("3rd of March, 2024", "2024-03-03"),
        ("March 3, 2024", "2024-03-03"),
        ("Sun, 3 Mar 2024 10:00", "2024-03-03"),
        ("3.3.2024", "2024-03-03"),
        ("2024/3/3", "2024-03-03"),
        ("13/04/2024", "2024-04-13"),
        ("04/13/2024", "2024-04-13"),
        ("March 2024", "2024-03"),
        ("2024-03", "2024-03"),
        ("2024", "2024"),
        ("03/04/2024", "2024"),
        ("31 February 2024", "2024-02"),
        ("", ""),
        ("soon", ""),
        ("99", ""),
    ],
)
def test_dates_are_as_precise_as_written(text: str, expected: str) -> None:
    assert iso(text) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (" date 2019-02-28 Alma left.", "2019-02-28"),
        ("LONDON, 3 March 2024 — Alma left.", "2024-03-03"),
        ("A Title\n\nBRUSSELS, March 3, 2024 (NW) - Alma left.", "2024-03-03"),
        ("A Title\n\nPublished: Sunday, 3 March 2024\n\nAlma left.", "2024-03-03"),
        ("Note, Bonn. Last revised 1 June 2023.\n\nAlma left.", "2023-06-01"),
        ("Dear Ivor,\n\nI met her on 3 March 2024.", ""),
        ("Bergen, 12 May 2023\n\nDear Ivor,", "2023-05-12"),
        ("Alma was born on 3 March 1950 and left.", ""),
    ],
)
def test_the_date_that_a_text_gives_for_itself(text: str, expected: str) -> None:
    assert in_text(text) == expected
