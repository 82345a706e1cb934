"""Keeps the command reference of README.md current: run it after a flag has changed."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import typer.main

from kg.cli import app
from kg.cli.app import COMMON

README = Path(__file__).parents[1] / "README.md"
BEGIN = "<!-- commands: written by tools/reference.py -->\n"
END = "<!-- end of commands -->\n"


def reference() -> str:
    """The reference of all commands in Markdown, from the command line's own help."""
    commands: dict[str, Any] = typer.main.get_command(app).commands  # type: ignore[attr-defined]
    parts = [part for name, command in commands.items() for part in _command(name, command)]
    first = next(iter(commands.values()))
    every = [p for p in first.params if p.name in COMMON]
    return "\n".join([*parts, "Every command also has:\n", *_flags(every), ""])


def updated(text: str) -> str:
    """A README with the reference put in."""
    before, _, rest = text.partition(BEGIN)
    _, _, after = rest.partition(END)
    return f"{before}{BEGIN}\n{reference()}\n{END}{after}"


def _command(name: str, command: Any) -> Iterator[str]:
    summary, _, example = command.help.partition("Example: ")
    places = [p for p in command.params if p.param_type_name == "argument"]
    words = " ".join(p.metavar + ("…" if p.nargs == -1 else "") for p in places)
    yield f"#### `{' '.join(filter(None, ('kg', name, words)))}`"
    yield ""
    yield " ".join(summary.split())
    yield ""
    yield f"    {example.strip()}\n"
    flags = [p for p in command.params if p not in places and p.name not in COMMON]
    if flags:
        yield from _flags(flags)
        yield ""


def _flags(flags: list[Any]) -> Iterator[str]:
    yield "| flag | meaning |"
    yield "| --- | --- |"
    for flag in flags:
        names = ", ".join(f"`{opt}`" for opt in sorted(flag.opts, key=len))
        value = "" if flag.is_flag or flag.count else f" {flag.metavar or flag.name.upper()}"
        yield f"| {names}{value} | {flag.help}{_default(flag)} |"


def _default(flag: Any) -> str:
    if flag.is_flag or not flag.default:
        return ""
    shown = ",".join(flag.default) if isinstance(flag.default, list) else flag.default
    return f" Default: `{shown}`."


if __name__ == "__main__":
    README.write_text(updated(README.read_text("utf-8")), "utf-8")
