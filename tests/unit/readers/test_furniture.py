from __future__ import annotations

import pytest

from kg.readers import furniture
from kg.readers.captions import is_fragment
from kg.readers.plain import read
from tests.unit.readers.helpers import kinds, one


def masked(line: str, opening: bool = False, after: bool = False) -> list[str]:
    return [line[a:b] for a, b in furniture.spans(line, opening, after)]


@pytest.mark.parametrize(
    "line",
    [
        "Advertisement",
        "ADVERTISEMENT",
        "Story continues below advertisement",
        "Share on Facebook | Share on X | Email | Print",
        "Tweet · Share · Comments (12)",
        "Print",
        "Read more: What is a tidal barrage, and why do fishermen hate it?",
        "More from The Quayside Hour: Who owns the old cannery?",
        "Related articles",
        "Follow us on Facebook and Instagram",
        "Follow @ravensby on Twitter for more.",
        "Sign up to our morning newsletter",
        "© 2023 The Ravensby Courier. All rights reserved.",
        "Copyright 2005 Ravensby Chronicle",
        "By Clara Reeve",
        "By Clara Reeve and Jan van den Berg in Geneva",
        "By Oskar Bly, diplomatic correspondent",
        "BY CLARA REEVE",
        "Reporting by Clara Reeve; Editing by Oskar Bly",
        "Published 3 March 2024, 12:30",
        "Last updated: 3 March 2024",
        "5 min read",
        "Photo: Sanna Ekrem/Reuters",
        "Image credit: Public Domain",
        "Getty Images",
        "Page 3 of 10",
        "- 12 -",
        "17",
        "* * *",
        "https://example.org/a?b=c",
        "Clara Reeve in the studio with her daughter. (Picture: Radio Brod)",
        "Clara Reeve and Oskar Bly on the first day of the talks. Photograph: Jan Dvo/The Courier",
        "Wow... pic.twitter.com/yYWjQ — Brod News (@brodnews) February 28, 2019",
        "On Sat, 16 Sep 2023 at 19:45, Clara Reeve wrote:",
    ],
)
def test_furniture_is_masked_as_a_whole(line: str) -> None:
    assert masked(line) == [line]
    assert masked(f"  {line} ") == [line]


@pytest.mark.parametrize(
    "line",
    [
        "By Sunday the rebels had taken the town.",
        "By Clara Reeve's account the meeting was short.",
        "Reporting by the newspaper showed that the firm knew.",
        "Share prices fell after the report.",
        "Read more books.",
        "Follow the river to the sea.",
        "Copyright law was changed in 1911.",
        "Photographs showed the minister on the beach.",
        "Image: The leaders met in Hanoi yesterday and shook hands.",
        "Watch: he never comes back when he says so.",
        "Listen: I never said it.",
        "(c) the clause is withdrawn;",
        "Advertisement revenue fell by a tenth.",
        "Email me the draft.",
        "Page 3 of the report names him.",
        "17 people died.",
        "Protesters watch the leaders in Geneva.",
        "Look at the picture on the wall in the house of my aunt.",
        "NATO said it would not go.",
        "The firm - Brod Marine - was sold.",
    ],
)
def test_sentences_are_not_masked(line: str) -> None:
    assert masked(line, opening=True, after=True) == []


@pytest.mark.parametrize(
    ("line", "furniture"),
    [
        ("Runa Vik leaves the hotel on Wednesday. (Photo: Sanna Ekrem)", "(Photo: Sanna Ekrem)"),
        ("The leaders met in Hanoi. [Reuters]", "[Reuters]"),
        (
            "The flags are coming down tonight. pic.twitter.com/4tRq — Clara (@clara) May 3, 2023",
            "pic.twitter.com/4tRq — Clara (@clara) May 3, 2023",
        ),
        ("GENEVA (NW) – The talks are over.", "GENEVA (NW) –"),
        ("PORT AMSEL, Thursday — The talks are over.", "PORT AMSEL, Thursday —"),
        ("WASHINGTON, March 3 (Reuters) - The talks are over.", "WASHINGTON, March 3 (Reuters) -"),
        ("Geneva, 3 March 2024 — The talks are over.", "Geneva, 3 March 2024 —"),
        ("Image caption The leaders met in Hanoi.", "Image caption"),
    ],
)
def test_only_the_furniture_of_a_line_is_masked(line: str, furniture: str) -> None:
    assert masked(line) == [furniture]


def test_a_place_alone_is_a_dateline_only_in_an_opening() -> None:
    line = "GENEVA — The talks are over."
    assert masked(line) == []
    assert masked(line, opening=True) == ["GENEVA —"]
    assert masked("CHAPTER ONE — The storm was over.", opening=True) == []


def test_a_caption_without_credit_is_masked_only_beside_furniture() -> None:
    line = "Mayor Clara Reeve and Bishop Oskar Bly after their second meeting in Geneva."
    assert masked(line) == []
    assert masked(line, after=True) == [line]
    document = one(read, f"Clara left early.\n\nAdvertisement\n\n{line}\n\nOskar stayed.\n")
    assert kinds(document) == [
        ("paragraph", "Clara left early."),
        ("furniture", "Advertisement"),
        ("furniture", line),
        ("paragraph", "Oskar stayed."),
    ]


def test_a_caption_that_is_a_sentence_is_text() -> None:
    line = "Northerners watch the second meeting between Clara Reeve and Oskar Bly in Geneva."
    assert masked(line, after=True) == []


@pytest.mark.parametrize(
    ("text", "fragment"),
    [
        ("Clara Reeve and her sister on the beach at Brod", True),
        ("Clara Reeve signed the treaty in Geneva", False),
        ("Clara Reeve with the man who signed it", False),
        ("Clara Reeve left Geneva after the talks", False),
        ("Clara Reeve in Geneva. She left.", False),
        ("a man in a boat", False),
    ],
)
def test_fragments(text: str, fragment: bool) -> None:
    assert is_fragment(text) is fragment


def test_furniture_inside_a_wrapped_sentence_is_text() -> None:
    text = (
        "He opened the newspaper that had been lying on the table and read the one\n"
        "advertisement\n"
        "that had been placed there by the widow of the man who once had owned it.\n"
    )
    assert [kind for kind, _ in kinds(one(read, text))] == ["paragraph"]
