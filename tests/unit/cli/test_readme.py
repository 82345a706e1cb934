"""The README says what the command line can do, and its examples run."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import typer.main

from kg.cli import app
from tools.reference import updated

ROOT = Path(__file__).parents[3]
README = (ROOT / "README.md").read_text("utf-8")
COMMANDS = typer.main.get_command(app).commands  # type: ignore[attr-defined]


def test_the_reference_is_current() -> None:
    assert updated(README) == README, "run `python -m tools.reference`"


@pytest.mark.parametrize("command", sorted(COMMANDS))
def test_every_command_and_flag_is_in_the_readme(command: str) -> None:
    assert f"`kg {command}" in README
    for parameter in COMMANDS[command].params:
        for flag in parameter.opts:
            assert not flag.startswith("-") or f"`{flag}`" in README


def test_no_text_sends_people_to_the_other_project() -> None:
    for path in [*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), *ROOT.glob("kg/**/*.py")]:
        assert not re.search(r"pip3? install (-\S+ )*kg(?![-\w])", path.read_text("utf-8")), path


@pytest.mark.model
def test_the_tour_of_the_library_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    [tour] = re.findall(r"## Library\n\n```python\n(.*?)```", README, re.DOTALL)
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))
    exec(compile(tour, "README.md", "exec"), {})
    shown = capsys.readouterr().out
    assert "Marchetti" in shown
    assert "clauses" in shown
