from __future__ import annotations

from pathlib import Path

import pytest

from kg import config
from kg.errors import ConfigError

FLAGS = {"build": ["model", "format", "jobs"], "stats": ["json"], "extract": ["model", "lines"]}


def test_without_a_file_nothing_is_set(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert config.load(None) == {}


def test_the_file_of_the_working_directory_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "kg.toml").write_text("jobs = 2")
    assert config.load(None) == {"jobs": 2}


def test_a_file_that_is_named_must_be_there(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match=r"none\.toml cannot be read"):
        config.load(tmp_path / "none.toml")


@pytest.mark.parametrize("data", [b"jobs = ", b"\xff\xfe"])
def test_a_file_that_is_not_toml_is_named(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "kg.toml").write_bytes(data)
    with pytest.raises(ConfigError, match=r"kg\.toml is not TOML"):
        config.load(tmp_path / "kg.toml")


def test_a_command_takes_what_it_has_of_the_general_settings() -> None:
    values = {"model": "m", "jobs": 2}
    assert config.settings(values, "extract", FLAGS) == {"model": "m"}
    assert config.settings(values, "stats", FLAGS) == {}


def test_the_commands_own_table_counts_more() -> None:
    values = {"model": "m", "build": {"model": "n", "jobs": 1}, "extract": {"lines": True}}
    assert config.settings(values, "build", FLAGS) == {"model": "n", "jobs": 1}


@pytest.mark.parametrize(
    ("values", "message"),
    [
        ({"modle": "m"}, "'modle' is not a flag of any command; did you mean 'model'"),
        ({"biuld": {}}, "'biuld' is not a command; did you mean 'build'"),
        ({"build": {"lines": True}}, "'lines' is not a flag of `kg build`"),
    ],
)
def test_a_misspelt_key_is_an_error(values: dict[str, object], message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        config.settings(values, "build", FLAGS)
