"""Who is told "you" where no word says so."""

from __future__ import annotations

import pytest

from kg.resolve import reports
from tests.unit.resolve.builder import Text

TALK = (
    "“[You](pro nsubj>lie) lie,” said [Ann Hale](PERSON nsubj>said). "
    "“[I](pro nsubj>know) know,” said [Piet Lorimer](PERSON nsubj>said)."
)


@pytest.fixture(autouse=True)
def dialogue(monkeypatch: pytest.MonkeyPatch) -> None:
    """Two quotations are few for a dialogue."""
    monkeypatch.setattr(reports, "is_report", lambda talk: False)


def told(text: str, second: str = "Piet Lorimer") -> Text:
    """A text whose first quotation Ann says, and the second somebody."""
    return Text(text).said_by("Ann Hale").said_by(second, quotation=1)


def test_you_is_who_answers() -> None:
    text = told(TALK)
    assert text.with_("You") == ["You", "I", "Piet Lorimer"]
    assert text.reason("You") == "hearer"


def test_nobody_speaks_to_themselves() -> None:
    same = TALK.replace("Piet Lorimer", "Ann Hale")
    assert told(same, "Ann Hale").with_("You") == ["You"]


def test_who_is_spoken_of_is_not_spoken_to() -> None:
    text = TALK.replace("lie,”", "lie about [Piet Lorimer](PERSON obl>lie),”")
    assert Text(text).said_by("Ann Hale").said_by("Piet Lorimer", quotation=1).with_("You") == [
        "You"
    ]


def test_what_is_said_much_later_is_no_answer() -> None:
    text = TALK.replace("Hale](PERSON nsubj>said). ", "Hale](PERSON nsubj>said). " + "So. " * 400)
    assert told(text).with_("You") == ["You"]


def test_reports_are_no_dialogue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reports, "is_report", lambda talk: True)
    assert told(TALK).with_("You") == ["You"]
