"""A build of which nothing changed leaves its files alone; any change makes them anew."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.cache import open_cache
from kg.collect import Collection
from kg.report import Report
from kg.stamp import Stamp
from kg.watch import Watch


def stamp(outputs: list[Path], made_from: str = "", model: str = "") -> Stamp:
    return Stamp(Collection(open_cache("recipe"), Report(model=model), Watch()), outputs, made_from)


@pytest.fixture
def outputs(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[Path]:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    (tmp_path / "graph.ttl").write_text("one", "utf-8")
    return [tmp_path / "graph.ttl"]


def test_nothing_changed(outputs: list[Path]) -> None:
    assert not stamp(outputs).holds()
    stamp(outputs).keep()
    assert stamp(outputs).holds()


def test_an_output_changed_or_went(outputs: list[Path]) -> None:
    stamp(outputs).keep()
    outputs[0].write_text("two", "utf-8")
    assert not stamp(outputs).holds()
    outputs[0].unlink()
    assert not stamp(outputs).holds()


def test_another_option_or_model(outputs: list[Path]) -> None:
    stamp(outputs).keep()
    assert not stamp(outputs, made_from="a title").holds()
    assert not stamp(outputs, model="another").holds()


def test_files_of_another_name_get_no_stamp(tmp_path: Path, outputs: list[Path]) -> None:
    csv = [*outputs, tmp_path / "graph.csv"]
    stamp(csv).keep()
    assert not stamp(csv).holds()


def test_a_damaged_stamp_counts_as_none(tmp_path: Path, outputs: list[Path]) -> None:
    stamp(outputs).keep()
    for path in (tmp_path / "cache" / "builds").iterdir():
        path.write_text("{", "utf-8")
    assert not stamp(outputs).holds()
