from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

import kg
from kg.cli import app
from kg.resolve.across import assemble
from tests.unit.resolve.test_resolve_across import Thing, graph

SMITHS = [Thing("John Smith"), Thing("Smith"), Thing("J. Smith")]


@pytest.fixture
def saved(tmp_path: Path) -> Path:
    """A graph of three documents that each name somebody called Smith."""
    graphs = [graph(f"document {n}", [t]) for n, t in enumerate(SMITHS)]
    kg.save(assemble({g.document.id: g for g in graphs}), tmp_path / "graph.json")
    return tmp_path / "graph.json"


def run(*arguments: object, answers: str = "") -> str:
    result = CliRunner().invoke(app, [str(a) for a in arguments], input=answers)
    assert result.exit_code == 0, result.output
    return result.output


def test_uncertain_pairs_are_listed_for_scripts(saved: Path) -> None:
    found = json.loads(run("review", saved, "--list", "--json"))
    assert {found[0]["one"]["label"], found[0]["other"]["label"]} <= {t.label for t in SMITHS}
    assert 0 < found[0]["probability"] < 1
    assert "Smith" in run("review", saved, "--list")


def test_an_answer_is_written_and_decides_the_next_build(saved: Path, tmp_path: Path) -> None:
    decisions, out = tmp_path / "decisions.toml", tmp_path / "again.json"
    before = len(kg.load(saved).entities())
    shown = run("review", saved, "--decisions", decisions, answers="s\nq\n")
    assert "1 decisions written" in shown
    run("merge", saved, "-o", out, "--decisions", decisions)
    assert len(kg.load(out).entities()) == before - 1


def test_what_is_decided_is_not_asked_again(saved: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.toml"
    pairs = len(json.loads(run("review", saved, "--json")))
    run("review", saved, "--decisions", decisions, answers="d\nq\n")
    assert len(json.loads(run("review", saved, "--json", "--decisions", decisions))) == pairs - 1


def test_leaving_all_open_writes_nothing(saved: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.toml"
    assert "0 decisions" in run("review", saved, "--decisions", decisions, answers="\n" * 9)
    assert not decisions.exists()
