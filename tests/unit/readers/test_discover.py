from __future__ import annotations

import io
import os
import sys
from pathlib import Path

import pytest

from kg.data import Document
from kg.errors import DocumentError, SourceError
from kg.readers import ReaderOptions, plain, read_source, sources

ENDINGS = {"txt", "md"}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("b.txt", "a.md", "deep/er/c.txt", ".hidden.txt", ".git/d.txt", "e.xyz", "F.TXT"):
        path = tmp_path / "docs" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text("Hello there.")
    return tmp_path / "docs"


def names(*patterns: str | Path) -> list[str]:
    return [s.name for s in sources([str(p) for p in patterns], ENDINGS)]


def test_a_folder_gives_its_files_in_order_without_hidden_ones(folder: Path) -> None:
    assert names(folder) == ["F.TXT", "a.md", "b.txt", "deep/er/c.txt"]


def test_files_with_unknown_endings_are_counted_in_folders(folder: Path) -> None:
    assert sources([str(folder)], ENDINGS).unknown == ("e.xyz",)


def test_a_named_file_with_an_unknown_ending_is_an_error(folder: Path) -> None:
    with pytest.raises(SourceError, match=r"e\.xyz: no reader for files ending in \.xyz"):
        names(folder / "e.xyz")


def test_a_missing_source_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match="nowhere"):
        names(tmp_path / "nowhere")
    with pytest.raises(SourceError, match="nothing matches"):
        names(tmp_path / "*.txt")


def test_a_named_file_may_be_hidden(folder: Path) -> None:
    assert names(folder / ".hidden.txt") == [".hidden.txt"]


def test_globs(folder: Path) -> None:
    assert names(folder / "*.txt") == ["b.txt"]
    assert names(folder / "**/*.txt") == ["b.txt", "deep/er/c.txt"]
    assert names(folder / "**" / "er" / "[a-c].*") == ["deep/er/c.txt"]
    assert names(folder / "d*") == ["deep/er/c.txt"]


def test_a_name_with_glob_characters_is_itself_first(tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("x")
    assert names(tmp_path / "a[1].txt") == ["a[1].txt"]


def test_a_file_is_found_once_and_patterns_keep_their_order(folder: Path) -> None:
    assert names(folder / "b.txt", folder) == ["b.txt", "F.TXT", "a.md", "deep/er/c.txt"]
    assert names(folder / "deep/er/c.txt", folder)[0] == "deep/er/c.txt"


def test_files_of_one_name_are_told_apart(tmp_path: Path) -> None:
    for year in ("2019", "2020"):
        (tmp_path / year).mkdir()
        (tmp_path / year / "report.txt").write_text(year)
    assert names(tmp_path / "2019", tmp_path / "2020") == ["2019/report.txt", "2020/report.txt"]
    assert names(tmp_path / "2020/report.txt", tmp_path / "2019") == [
        "2020/report.txt",
        "2019/report.txt",
    ]


def test_links_that_lead_back_are_followed_once(folder: Path) -> None:
    (folder / "deep" / "back").symlink_to(folder)
    (folder / "aa-link").symlink_to(folder / "deep")
    (folder / "self.txt").symlink_to(folder / "self.txt")
    found = names(folder)
    assert "deep/er/c.txt" in found, "a file is found by its own path, not by a link's"
    assert found == ["F.TXT", "a.md", "b.txt", "deep/er/c.txt", "self.txt"]
    assert names(folder / "**" / "c.txt") == ["deep/er/c.txt"]


def test_a_linked_folder_elsewhere_is_read(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "z.txt").write_text("z")
    (folder / "link").symlink_to(tmp_path / "other")
    assert "link/z.txt" in names(folder)


def test_a_broken_link_is_named_and_the_rest_is_read(folder: Path) -> None:
    (folder / "gone.txt").symlink_to(folder / "no such file")
    found = {s.name: list(read_source(s, plain.read)) for s in sources([str(folder)], ENDINGS)}
    (error,) = found["gone.txt"]
    assert isinstance(error, DocumentError)
    assert str(error).startswith("gone.txt: cannot be opened (No such file")
    assert isinstance(found["b.txt"][0], Document)


def test_pipes_are_not_opened(folder: Path) -> None:
    os.mkfifo(folder / "pipe.txt")
    assert "pipe.txt" not in names(folder)


def test_a_name_with_a_newline_stays_on_one_line(tmp_path: Path) -> None:
    (tmp_path / "a\nb.txt").write_text("x")
    assert names(tmp_path) == ["a\ufffdb.txt"]


def test_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Alma met Ivor.\n")))
    (source,) = sources(["-"], ENDINGS)
    (document,) = read_source(source, plain.read)
    assert isinstance(document, Document)
    assert (document.text, document.sources) == ("Alma met Ivor.\n", ("-",))


def test_an_error_of_a_reader_is_yielded(tmp_path: Path) -> None:
    (tmp_path / "empty.txt").touch()
    (source,) = sources([str(tmp_path)], ENDINGS)
    (error,) = read_source(source, plain.read)
    assert isinstance(error, DocumentError)
    assert (error.reason, str(error).split(":")[0]) == ("empty", "empty.txt")


def test_lines_are_documents_whatever_the_ending(tmp_path: Path) -> None:
    (tmp_path / "x.md").write_text("# One\n\nTwo")
    (source,) = sources([str(tmp_path)], ENDINGS)
    found = list(read_source(source, plain.read, ReaderOptions(lines=True)))
    assert [d.text for d in found if isinstance(d, Document)] == ["# One", "", "Two"]
