from __future__ import annotations

import pytest

from kg.resolve.names import acronyms, is_acronym, is_short_form, name_at, parse, same_person


@pytest.mark.parametrize(
    ("short", "full", "reason"),
    [
        ("Kim Jong-un", "Kim Jong Un", "same name"),
        ("Kim Jongun", "Kim Jong-un", "same name"),
        ("José Núñez", "Jose Nunez", "same name"),
        ("Dr. Elena Marchetti", "Elena Marchetti", "same name"),
        ("Marchetti", "Elena Marchetti", "surname"),
        ("Mr Trump", "Donald Trump", "surname"),
        ("Kim", "Kim Jong Un", "surname"),
        ("Jong Un", "Kim Jong Un", "name variant"),
        ("Beethoven", "Ludwig van Beethoven", "surname"),
        ("van Beethoven", "Ludwig van Beethoven", "name variant"),
        ("García Márquez", "Gabriel García Márquez", "name variant"),
        ("García", "Gabriel García Márquez", "middle name"),
        ("Elena", "Elena Marchetti", "given name"),
        ("J. Smith", "John Smith", "initials"),
        ("J.R. Smith", "John Robert Smith", "initials"),
        ("John Smith", "John R. Smith", "name variant"),
        ("Bill Clinton", "William Jefferson Clinton", "name variant"),
    ],
)
def test_a_persons_name_fits_a_fuller_one(short: str, full: str, reason: str) -> None:
    assert same_person(parse(short, "PERSON"), parse(full, "PERSON")) == reason


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("John Smith", "Jane Smith"),
        ("Kim Jong Un", "Kim Yo Jong"),
        ("J. R. Smith", "John Q. Smith"),
        ("John Smith Jr.", "John Smith Sr."),
        ("George H. W. Bush", "George Walker Bush"),
        ("Un", "Kim Jong Un"),
        ("Smith", "Smithson Jones"),
    ],
)
def test_names_of_two_people_do_not_fit(one: str, other: str) -> None:
    assert same_person(parse(one, "PERSON"), parse(other, "PERSON")) == ""


def test_titles_and_suffixes_are_split_off() -> None:
    name = parse("Prime Minister Henrik J. Aasland Jr.", "PERSON")
    assert name.titles == ("prime", "minister")
    assert name.suffix == "jr"
    assert name.tokens == ("henrik", "j", "aasland")
    assert name.text == "Henrik J. Aasland Jr."


def test_a_style_is_part_of_a_single_name() -> None:
    assert parse("Pope Francis", "PERSON").text == "Pope Francis"


def test_titles_before_a_mention_are_read_off_the_text() -> None:
    text = "said press secretary Sarah Sanders"
    name = name_at(text, text.index("Sarah"), len(text), "PERSON")
    assert name.titles == ("press", "secretary")


@pytest.mark.parametrize("text", ["", "'s", "...", "\u200d", "Mr", "J.", "王小明", "-"])
def test_strange_names_are_taken_apart_without_error(text: str) -> None:
    for type_ in ("PERSON", "ORG"):
        assert same_person(parse(text, type_), parse("John Smith", "PERSON")) == ""


def test_acronyms_leave_out_minor_words() -> None:
    name = parse("the Institute for Coastal Studies", "ORG")
    assert acronyms(name) == {"ics", "ifcs"}
    assert is_acronym("ICS")
    assert not is_acronym("Ics")


def test_short_forms_of_organisations() -> None:
    def fits(short: str, full: str) -> bool:
        return is_short_form(parse(short, "ORG"), parse(full, "ORG"))

    assert fits("Harlow Institute", "Harlow Institute for Ocean Research")
    assert fits("Halden", "Halden Marine Energy")
    assert not fits("United Nations", "United Nations Security Council")
    assert not fits("University", "University of Trieste")


def test_initials_of_states_are_their_names() -> None:
    assert parse("U.S.", "GPE").key == parse("the United States", "GPE").key
