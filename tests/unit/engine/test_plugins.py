from __future__ import annotations

import sys
from importlib.metadata import EntryPoint
from pathlib import Path

import pytest

from kg import plugins
from kg.errors import ConfigError, FormatError
from kg.readers import DEFAULTS

BRINGS = """\
[kg.formats]
shout = shouting.formats:SHOUT
[kg.readers]
SHT = shouting:read
[kg.rules]
shouts = shouting:rule
[kg.engines]
loud = shouting.missing:engine
"""

MODULE = """\
from kg.data import Document

def read(data, name, options):
    yield Document(data.decode().upper(), sources=(name,))

def rule(doc):
    return ()
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An installed distribution that brings one plug-in of each kind."""
    info = tmp_path / "shouting-1.0.dist-info"
    info.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: shouting\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text(BRINGS)
    (tmp_path / "shouting").mkdir()
    (tmp_path / "shouting/__init__.py").write_text(MODULE)
    (tmp_path / "shouting/formats.py").write_text(
        "from kg.formats import Format\nSHOUT = Format(print)\n"
    )
    monkeypatch.syspath_prepend(str(tmp_path))
    monkeypatch.delitem(sys.modules, "shouting", raising=False)
    return tmp_path


@pytest.mark.parametrize("kind", ["readers", "rules", "formats", "engines"])
def test_own_plugins_are_found_in_order_of_name(kind: plugins.Kind) -> None:
    found = plugins.installed(kind)
    assert found
    assert list(found) == sorted(found)


@pytest.mark.usefixtures("package")
def test_a_distribution_adds_a_reader() -> None:
    [document] = plugins.readers()["sht"](b"hello", "a.sht", DEFAULTS)
    assert document.text == "HELLO"


@pytest.mark.usefixtures("package")
def test_a_distribution_adds_a_format() -> None:
    assert plugins.format("shout").write is print


@pytest.mark.usefixtures("package")
def test_a_distribution_adds_a_rule() -> None:
    assert "rule" in {getattr(rule, "__name__", "") for rule in plugins.rules()}


@pytest.mark.usefixtures("package")
def test_a_plugin_that_cannot_be_loaded_is_named_with_its_package() -> None:
    with pytest.raises(ConfigError, match=r"'loud' of shouting .*shouting\.missing"):
        plugins.engine("loud")


def test_an_unknown_format_names_those_that_are_installed() -> None:
    with pytest.raises(FormatError, match=r"no format is named 'tttl'; did you mean 'ttl'.*json"):
        plugins.format("tttl")


def test_an_unknown_engine_names_those_that_are_installed() -> None:
    with pytest.raises(ConfigError, match=r"no engine is named 'steam'.*local, processes"):
        plugins.engine("steam")


def test_readers_are_loaded_when_they_read(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("xyz", "no.such.module:read", "kg.readers")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point])
    read = plugins.readers()["xyz"]
    with pytest.raises(ConfigError, match=r"no\.such\.module"):
        read(b"", "a.xyz", DEFAULTS)


def test_two_packages_with_one_name_are_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    points = [EntryPoint("dot", f"{name}:FORMAT", "kg.formats") for name in ("one", "two")]
    monkeypatch.setattr(plugins, "entry_points", lambda group: points)
    with pytest.raises(ConfigError, match=r"two packages bring the format 'dot'"):
        plugins.installed("formats")


def test_one_package_found_twice_is_one(monkeypatch: pytest.MonkeyPatch) -> None:
    point = EntryPoint("dot", "one:FORMAT", "kg.formats")
    monkeypatch.setattr(plugins, "entry_points", lambda group: [point, point])
    assert list(plugins.installed("formats")) == ["dot"]


def test_without_rules_nothing_can_be_found(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(plugins, "entry_points", lambda group: [])
    with pytest.raises(ConfigError, match="not installed"):
        plugins.rules()


def test_the_fingerprint_changes_with_the_source_of_a_foreign_rule(package: Path) -> None:
    before = plugins.fingerprint("rules")
    assert plugins.fingerprint("rules") == before
    (package / "shouting/formats.py").write_text("# changed\n")
    assert plugins.fingerprint("rules") != before
