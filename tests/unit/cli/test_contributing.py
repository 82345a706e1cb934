"""The package that CONTRIBUTING.md writes works as it says."""

from __future__ import annotations

import configparser
import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]
TALK = """\
1
00:00:01,000 --> 00:00:04,000
Geneva-based Halden Shipping bought two boats.
"""


@pytest.fixture
def package(tmp_path: Path) -> Path:
    """The files of CONTRIBUTING.md, as if installed."""
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    files = dict(re.findall(r"^`([\w./]+)`:\n\n```\w+\n(.*?)^```$", text, re.DOTALL | re.MULTILINE))
    for name, content in {"my_kg/__init__.py": "", **files}.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(content, "utf-8")
    project = tomllib.loads(files["pyproject.toml"])["project"]
    points = configparser.ConfigParser()
    points.read_dict(project["entry-points"])
    info = tmp_path / "my_kg-0.1.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: my-kg\nVersion: 0.1\n")
    with (info / "entry_points.txt").open("w") as file:
        points.write(file)
    return tmp_path


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", *arguments],
        cwd=folder,
        env={**os.environ, "PYTHONPATH": str(folder), "KG_CACHE": str(folder / "cache")},
        capture_output=True,
        text=True,
    )


def test_the_rule_passes_its_test(package: Path) -> None:
    done = run(package, "pytest", "-q", "-p", "no:cacheprovider", "test_based.py")
    assert done.returncode == 0, done.stdout


@pytest.mark.model
def test_rule_reader_and_format_work_together(package: Path) -> None:
    (package / "talk.srt").write_text(TALK)
    done = run(package, "kg", "build", "talk.srt", "-f", "json,dot", "-j", "1")
    assert done.returncode == 0, done.stderr
    dot = (package / "exports/graph.dot").read_text("utf-8")
    assert dot.startswith("digraph")
    assert "be based in" in dot
    assert "00:00" not in (package / "exports/graph.json").read_text("utf-8")
