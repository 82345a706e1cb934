from __future__ import annotations

from pathlib import Path

import pytest

from kg.collect import Analysis
from tests.fakes import FakeAnalysis


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> FakeAnalysis:
    """An analysis without model, a cache of its own, and nobody's settings."""
    fake = FakeAnalysis()
    monkeypatch.setattr(Analysis, "__call__", lambda job: fake(job))
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    monkeypatch.delenv("KG_MODEL", raising=False)
    return fake


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two texts that share a person, the second of them twice."""
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "one.txt").write_text("Ada met Brok.\nBrok left.\n")
    (folder / "two.txt").write_text("Brok called Cleo.\n")
    (folder / "copy.txt").write_text("Brok called Cleo.\n")
    return folder
