from __future__ import annotations

import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest

from kg.cache import Cache, cache_folder, code_version, open_cache
from kg.data import DocumentGraph
from kg.errors import ConfigError
from tests.graphs import small_graph

GRAPHS = list(small_graph().documents.values())
GRAPH = GRAPHS[0]
ID = GRAPH.document.id


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    return Cache(tmp_path, "recipe")


def entries(folder: Path) -> list[Path]:
    return sorted(p for p in folder.rglob("*") if p.is_file())


@pytest.mark.parametrize("graph", GRAPHS)
def test_what_is_put_is_got(cache: Cache, graph: DocumentGraph) -> None:
    cache.put(graph, {"words": 3})
    assert cache.get(graph.document.id) == graph
    assert cache.summary(graph.document.id) == {"words": 3}


def test_what_was_not_put_is_not_there(cache: Cache) -> None:
    assert cache.get(ID) is None
    assert cache.summary(ID) is None


def test_another_recipe_is_another_entry(cache: Cache) -> None:
    cache.put(GRAPH, {})
    assert Cache(cache.folder, "another recipe").get(ID) is None


def test_a_second_put_replaces_the_first(cache: Cache) -> None:
    cache.put(GRAPH, {"words": 1})
    cache.put(GRAPH, {"words": 2})
    assert cache.summary(ID) == {"words": 2}
    assert len(entries(cache.folder)) == 1


@pytest.mark.parametrize("keep", [0, 1, 63, 64, 65, 100, -1])
def test_an_entry_cut_short_is_absent(cache: Cache, keep: int) -> None:
    cache.put(GRAPH, {"words": 1})
    [path] = entries(cache.folder)
    path.write_bytes(path.read_bytes()[:keep])
    assert cache.get(ID) is None
    assert cache.summary(ID) is None


@pytest.mark.parametrize("place", [0, 70, -1])
def test_an_entry_with_a_byte_changed_is_absent(cache: Cache, place: int) -> None:
    cache.put(GRAPH, {"words": 1})
    [path] = entries(cache.folder)
    data = bytearray(path.read_bytes())
    data[place] ^= 1
    path.write_bytes(data)
    assert cache.get(ID) is None


def test_a_folder_in_the_place_of_an_entry_is_absent(cache: Cache) -> None:
    cache.put(GRAPH, {})
    [path] = entries(cache.folder)
    path.unlink()
    path.mkdir()
    assert cache.get(ID) is None


def test_a_folder_that_takes_no_files_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    cache = Cache(tmp_path / "file", "recipe")
    with pytest.raises(ConfigError, match="KG_CACHE"):
        cache.put(GRAPH, {})


def test_it_can_be_sent_to_another_process(cache: Cache) -> None:
    cache.put(GRAPH, {})
    assert pickle.loads(pickle.dumps(cache)).get(ID) == GRAPH


def test_entries_are_spread_over_folders(cache: Cache) -> None:
    for graph in GRAPHS:
        cache.put(graph, {})
    assert {len(p.relative_to(cache.folder).parts) for p in entries(cache.folder)} == {2}


def test_a_cache_that_is_not_kept_goes_with_its_last_user() -> None:
    cache = open_cache("recipe", keep=False)
    folder = cache.folder
    cache.put(GRAPH, {})
    assert folder.is_dir()
    del cache
    assert not folder.exists()


def test_its_folder_can_be_moved(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "elsewhere"))
    open_cache("recipe").put(GRAPH, {})
    assert entries(tmp_path / "elsewhere")


def test_without_a_word_it_stands_in_the_users_cache(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_CACHE", raising=False)
    assert "kg-evidence" in cache_folder().parts


def test_a_folder_that_cannot_be_made_is_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "file"))
    with pytest.raises(ConfigError, match="--no-cache"):
        open_cache("recipe")


def test_the_version_of_the_code_is_that_of_its_files() -> None:
    script = "from kg.cache import code_version; print(code_version())"
    again = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONHASHSEED": "7"},
    )
    assert again.stdout.strip() == code_version()


@pytest.mark.parametrize("name", ["data.py", "extract/lists.txt", "resolve/across.py"])
def test_the_version_of_the_code_changes_with_any_file_behind_an_analysis(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.cache.data.__file__", str(tmp_path / "data.py"))
    for path in ("data.py", "analysis.py", "extract/lists.txt", "resolve/across.py"):
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text("before")
    before = code_version()
    assert code_version() == before
    (tmp_path / name).write_text("after")
    assert code_version() != before
