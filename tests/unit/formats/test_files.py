from __future__ import annotations

from pathlib import Path

import pytest

from kg.formats.files import atomic


def test_the_file_is_there_once_the_block_ends(tmp_path: Path) -> None:
    path = tmp_path / "new" / "file"
    with atomic(path) as file:
        file.write(b"whole")
        assert not path.exists()
    assert path.read_bytes() == b"whole"
    assert list(path.parent.iterdir()) == [path]


def test_an_error_leaves_the_old_file_and_nothing_else(tmp_path: Path) -> None:
    path = tmp_path / "file"
    path.write_bytes(b"old")
    with pytest.raises(KeyboardInterrupt):
        _interrupted(path)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


def test_what_a_killed_run_left_is_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "file"
    (tmp_path / ".file.partial").write_bytes(b"much longer than the new one")
    with atomic(path) as file:
        file.write(b"new")
    assert path.read_bytes() == b"new"
    assert list(tmp_path.iterdir()) == [path]


def _interrupted(path: Path) -> None:
    with atomic(path) as file:
        file.write(b"half")
        raise KeyboardInterrupt
