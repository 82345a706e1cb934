"""Copies are those of the standard library."""

import dataclasses

import pytest

from kg.copying import replace
from kg.data import Argument, Phrase


def test_a_copy_has_the_changes_and_the_rest_as_it_was() -> None:
    phrase = Phrase("Halden", 3, 9, 3)
    changed = replace(phrase, entity="e1", text="")
    assert changed == dataclasses.replace(phrase, entity="e1", text="")
    assert phrase == Phrase("Halden", 3, 9, 3)


def test_a_copy_without_changes_is_equal() -> None:
    argument = Argument("place", Phrase("in Halden"), "in")
    assert replace(argument) == argument


def test_an_unknown_field_is_refused() -> None:
    with pytest.raises(KeyError):
        replace(Phrase("Halden"), colour="red")  # type: ignore[call-arg]
