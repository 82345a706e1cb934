"""Redland's parsers (rapper) and query engine (roqet): Debian raptor2-utils, rasqal-utils."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat, parse

import kg
from kg.query import store
from tests.conftest import missing
from tests.hostile import HOSTILE
from tests.questions import QUESTIONS, asked, by_oxigraph, from_xml, question
from tests.strategies import spoiled

SYNTAXES = {"ttl": "turtle", "nt": "ntriples", "trig": "trig", "nq": "nquads", "rdf": "rdfxml"}
GRAPHS = {"asked": asked(), "hostile": spoiled(" ".join(HOSTILE))}
NOT_FOR_REDLAND = ("8.", "9.", "13.", "14.")
"""It knows no FILTER NOT EXISTS and no property paths, and joins large unions slowly."""


def program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed (apt-get install raptor2-utils rasqal-utils)")
    return found


def rapped(path: Path) -> set[object]:
    """The triples that rapper finds in a file, without a warning."""
    syntax = SYNTAXES[path.suffix.removeprefix(".")]
    command = [program("rapper"), "-q", "-i", syntax, "-o", "ntriples", path]
    done = subprocess.run(command, capture_output=True, check=False)
    assert done.stderr == b""
    assert done.returncode == 0
    return {q.triple for q in parse(done.stdout, RdfFormat.N_TRIPLES)}


@pytest.mark.parametrize("syntax", SYNTAXES)
@pytest.mark.parametrize("name", GRAPHS)
def test_every_syntax_is_read_without_a_warning(tmp_path: Path, name: str, syntax: str) -> None:
    graph = GRAPHS[name]
    kg.save(graph, tmp_path / "graph.nt")
    kg.save(graph, tmp_path / f"graph.{syntax}")
    expected = {q.triple for q in parse((tmp_path / "graph.nt").read_bytes(), RdfFormat.N_TRIPLES)}
    found = rapped(tmp_path / f"graph.{syntax}")
    assert len(found) == len(expected)
    if syntax != "rdf" or name == "asked":  # XML has no control characters
        assert found == expected


@pytest.mark.parametrize("syntax", ["trig", "nq"])
def test_named_graphs_are_read_without_a_warning(tmp_path: Path, syntax: str) -> None:
    kg.save(asked(), tmp_path / f"graph.{syntax}", provenance="graphs")
    assert len(rapped(tmp_path / f"graph.{syntax}")) > 400


@pytest.mark.parametrize("heading", [q for q in QUESTIONS if not q.startswith(NOT_FOR_REDLAND)])
def test_it_answers_as_here(tmp_path: Path, heading: str) -> None:
    path = tmp_path / "graph.nt"
    kg.save(asked(), path)
    command = [program("roqet"), "-q", "-r", "xml", "-D", path, "-e", question(heading)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert from_xml(done.stdout) == by_oxigraph(store(path), question(heading))
