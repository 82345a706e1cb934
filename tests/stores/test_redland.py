"""Redland's query engine: Debian rasqal-utils."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

import kg
from kg.query import store
from tests.questions import QUESTIONS, asked, by_oxigraph, from_xml, question
from tests.readme import stores
from tests.stores.shared import MEETINGS, program, rows, typed

NOT_FOR_REDLAND = ("8.", "9.", "13.", "14.")
"""It knows no FILTER NOT EXISTS and no property paths, and joins large unions slowly."""


@pytest.mark.parametrize("heading", [q for q in QUESTIONS if not q.startswith(NOT_FOR_REDLAND)])
def test_it_answers_as_here(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "graph.nt"
    kg.save(asked(), path)
    command = [program("roqet"), "-q", "-r", "xml", "-D", path, "-e", question(heading)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert from_xml(done.stdout) == by_oxigraph(store(path), question(heading))


def test_the_readme_s_lines_work(files: Path, tmp_path: Path) -> None:
    row, path = stores()["Redland"], files / "asked.ttl"
    for name in ("rapper", "roqet"):
        program(name)
    expected = set(by_oxigraph(store(path), MEETINGS))
    assert rows(typed([row.load, row.ask], path, tmp_path)) == expected
