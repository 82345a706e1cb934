"""`kg bench` measures what a build does, with the embedded model."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.bench import LOADING, MODEL, SAMPLE, measure
from kg.language import embedded

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not embedded.is_shipped(), reason="the package carries no model"),
]


def test_every_stage_takes_time_and_all_words_are_counted(tmp_path: Path) -> None:
    text = SAMPLE.read_text("utf-8")
    (tmp_path / "one.txt").write_text(text)
    found = measure([str(tmp_path)], formats=("nt",))
    assert (found.documents, found.words) == (1, len(text.split()))
    assert {LOADING, "reading", MODEL, "extraction", "resolution", "writing nt"} <= set(
        found.seconds
    )
    assert all(s > 0 for s in found.seconds.values())
    assert 0 < found.ratio < 1
