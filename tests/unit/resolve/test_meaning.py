"""Which nodes can be understood on their own."""

from __future__ import annotations

import pytest

from kg.resolve.statements import means_something


@pytest.mark.parametrize(
    "label", ["Oslo", "time zone", "one boat", "nobody", "those years in Oslo"]
)
def test_things_mean_something(label: str) -> None:
    assert means_something(label)


@pytest.mark.parametrize("label", ["it", "This", "one", "lot", "whose fathers", "which", ""])
def test_words_that_point_elsewhere_mean_nothing(label: str) -> None:
    assert not means_something(label)
