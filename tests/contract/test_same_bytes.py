"""The same documents give the same bytes, whatever happens on the way. With the real model."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Mapping
from pathlib import Path

import pytest

pytestmark = pytest.mark.model

ROOT = Path(__file__).parents[2]
FORMATS = "json,ttl,nt,jsonld,html,graphml,gexf,csv"
SOME_SEEDS = ("courier-talks.txt", "elena-marchetti.md", "hestmark-post-talks.html", "wire.jsonl")


@pytest.fixture(scope="module")
def texts(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("texts")
    for name in SOME_SEEDS:
        (folder / name).write_bytes((ROOT / "seeds" / name).read_bytes())
    (folder / "copy.txt").write_bytes((ROOT / "seeds/courier-talks.txt").read_bytes())
    return folder


def kg(*arguments: object, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "kg", *map(str, arguments)],
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
    )


def built(sources: list[Path], out: Path, *flags: object, **environment: str) -> dict[str, bytes]:
    done = kg("build", *sources, "-o", out, "-f", FORMATS, *flags, **environment)
    assert done.returncode == 0, done.stderr
    return made(out)


def made(out: Path) -> dict[str, bytes]:
    return {p.name: p.read_bytes() for p in sorted(out.iterdir())}


@pytest.fixture(scope="module")
def reference(texts: Path, tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """What one process makes without a cache."""
    out = tmp_path_factory.mktemp("reference")
    return built([texts], out, "-j", 1, "--no-cache", PYTHONHASHSEED="1")


def test_the_reference_holds_something(reference: Mapping[str, bytes]) -> None:
    report = json.loads(reference["report.json"])
    assert report["totals"]["facts"] > 20
    assert report["totals"]["skipped"] == 0
    assert len(reference) == len(FORMATS.split(",")) + 2  # the report, and two files of CSV


def test_two_processes_another_hash_seed_another_order_of_sources(
    texts: Path, reference: Mapping[str, bytes], tmp_path: Path
) -> None:
    files = sorted(texts.iterdir(), reverse=True)
    found = built(files, tmp_path / "out", "-j", 2, "--no-cache", PYTHONHASHSEED="2")
    assert found == reference


def test_killed_at_any_moment_the_next_build_goes_on(
    texts: Path, reference: Mapping[str, bytes], tmp_path: Path
) -> None:
    cache, out = tmp_path / "cache", tmp_path / "out"
    for entries in (1, 8):
        _build_and_kill(texts, out, cache, entries)
    before = _entries(cache)
    timings = tmp_path / "times.json"
    flags = ("-j", 2, "--timings", timings)
    assert built([texts], out, *flags, KG_CACHE=str(cache)) == reference
    assert 8 <= before == json.loads(timings.read_text())["cached"]


def _entries(cache: Path) -> int:
    return sum(p.is_file() and not p.name.startswith(".") for p in cache.rglob("*"))


def _build_and_kill(texts: Path, out: Path, cache: Path, entries: int) -> None:
    """Start a build and kill it, workers first or last, when so many analyses are kept."""
    build = subprocess.Popen(
        [sys.executable, "-m", "kg", "build", str(texts), "-o", str(out), "-f", FORMATS, "-j", "2"],
        env={**os.environ, "KG_CACHE": str(cache)},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    deadline = time.monotonic() + 120
    while build.poll() is None and _entries(cache) < entries:
        assert time.monotonic() < deadline
        time.sleep(0.01)
    os.killpg(build.pid, signal.SIGKILL)
    build.wait()


def test_a_folder_of_bad_files_and_one_good_one(tmp_path: Path) -> None:
    folder = tmp_path / "mixed"
    folder.mkdir()
    (folder / "empty.txt").write_bytes(b"")
    (folder / "random.pdf").write_bytes(bytes(range(256)) * 40)
    (folder / "nul.txt").write_bytes(b"\x00\x01\x02" * 500)
    (folder / "hostile.html").write_bytes(b"<div>" * 9000 + b"<script>alert(1)</script>")
    (folder / "loop").symlink_to(folder)
    (folder / "gone.txt").symlink_to(folder / "nothing.txt")
    (folder / "good.txt").write_bytes((ROOT / "seeds/courier-talks.txt").read_bytes())
    out = tmp_path / "out"
    done = kg("build", folder, "-o", out, "-f", FORMATS, "-j", 2, KG_CACHE=str(tmp_path / "c"))
    assert done.returncode == 3, done.stderr
    assert "Traceback" not in done.stderr
    report = json.loads((out / "report.json").read_text("utf-8"))
    assert [d["sources"] for d in report["documents"]] == [["good.txt"]]
    skipped = {s["source"]: s for s in report["skipped"]}
    assert set(skipped) == {"empty.txt", "random.pdf", "nul.txt", "hostile.html", "gone.txt"}
    assert all(s["reason"] and s["message"] for s in skipped.values())
    assert all(f"skipped {name}: " in done.stderr for name in skipped)
    assert all(len(data) > 500 for data in made(out).values())


def test_a_single_sentence_in_every_line(tmp_path: Path) -> None:
    lines = "The mayor opened the bridge . It was built in 1990 .\n\nNobody came .\n"
    done = subprocess.run(
        [sys.executable, "-m", "kg", "extract", "--edges", "--lines", "-", "-j", "1"],
        input=lines,
        env={**os.environ, "KG_CACHE": str(tmp_path)},
        capture_output=True,
        text=True,
        check=True,
    )
    found = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(f["line"], f["sentence"]) for f in found] == [
        (n, line) for n, line in enumerate(lines.split("\n")) if line
    ]
