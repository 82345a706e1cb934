"""Stored parses of some seeds give the same sorted N-Triples, whatever the processor.

Where a change is meant, `python -m tools.golden` writes the file anew; read its diff.
"""

from __future__ import annotations

from pathlib import Path

import kg
from kg.resolve.across import assemble
from tests.golden.replay import EXPECTED, Replay, analysed


def test_same_triples(tmp_path: Path) -> None:
    kg.save(assemble(analysed(Replay())), tmp_path / "seeds.nt")
    found = sorted((tmp_path / "seeds.nt").read_text("utf-8").splitlines())
    assert found == EXPECTED.read_text("utf-8").splitlines()
