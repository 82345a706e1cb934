"""`kg.toml`: any long flag of the command line as a setting.

::

    model = "en_core_web_sm"     # a flag, for every command that has it
    [build]                      # for this command alone
    format = ["ttl", "json"]
"""

from __future__ import annotations

import tomllib
from collections.abc import Collection, Mapping
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from kg.errors import ConfigError

NAME = "kg.toml"


def load(path: Path | None) -> dict[str, Any]:
    """The settings in a file, by default those of `kg.toml` in the working directory, if any.

    Raises `ConfigError` where the file cannot be read.
    """
    if path is None and not Path(NAME).is_file():
        return {}
    path = path or Path(NAME)
    try:
        return tomllib.loads(path.read_text("utf-8"))
    except OSError as error:
        raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigError(f"{path} is not TOML: {error}") from error


def settings(
    values: Mapping[str, Any], command: str, flags: Mapping[str, Collection[str]]
) -> dict[str, Any]:
    """What a file sets for one command: its own table over what stands outside of tables.

    `flags` are the long flags of every command, without dashes. Raises `ConfigError` for a key
    that no command has, or that is not a flag of the command whose table it stands in.
    """
    general = {key: value for key, value in values.items() if not isinstance(value, dict)}
    tables = {key: value for key, value in values.items() if isinstance(value, dict)}
    _check(general, {flag for some in flags.values() for flag in some}, "a flag of any command")
    _check(tables, flags, "a command")
    for name, table in tables.items():
        _check(table, flags[name], f"a flag of `kg {name}`")
    mine = {key: value for key, value in general.items() if key in flags[command]}
    return mine | tables.get(command, {})


def _check(keys: Mapping[str, Any], known: Collection[str], what: str) -> None:
    for key in keys:
        if key not in known:
            near = get_close_matches(key, known, n=1)
            hint = f"; did you mean {near[0]!r}?" if near else ""
            raise ConfigError(f"{NAME}: {key!r} is not {what}{hint}")
