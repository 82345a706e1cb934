"""What commands print on stdout and write to files."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.watch import Watch

_BREAKS = {ord(c): f"\\u{ord(c):04x}" for c in "\x85\u2028\u2029"}
"""What some programs take for the end of a line inside of JSON's strings."""


def outputs(folder: Path, formats: Iterable[str], stem: str = "graph") -> list[Path]:
    """A path for each format, each once; raises `FormatError` for one that is not installed."""
    from kg import files

    names = [name.strip() for some in formats for name in some.split(",") if name.strip()]
    paths = [folder / f"{stem}.{name}" for name in dict.fromkeys(names)]
    for path in paths:
        files.format_of(path)
    return paths


def check_rdf(paths: Iterable[Path], provenance: str | None, mapping: Path | None) -> None:
    """Raise `ConfigError` at once for what would be found out only when RDF is written."""
    if provenance is None and mapping is None:
        return
    from kg.formats.profiles import SYNTAXES, check
    from kg.formats.properties import Properties

    Properties.load(mapping)
    for path in paths:
        endings = [s.removeprefix(".") for s in path.suffixes if s != ".gz"]
        if provenance is not None and endings and endings[-1] in SYNTAXES["none"]:
            check(provenance, endings[-1])
    if provenance is not None and provenance not in SYNTAXES:
        check(provenance, "")


def save_all(
    graph: KnowledgeGraph,
    paths: Sequence[Path],
    options: Mapping[str, Any],
    watch: Watch,
    workers: int = 1,
) -> None:
    """Write a graph to all paths with those options that were given."""
    from kg import files

    given = {k: v for k, v in options.items() if v is not None}
    files.write(graph, paths, given, watch, workers)


def write_json(path: Path, value: object) -> None:
    """Write a file for programs that people can read too."""
    from kg.formats.files import atomic

    with atomic(path) as file:
        file.write(json.dumps(value, indent=2, ensure_ascii=False).encode("utf-8") + b"\n")


def print_json(value: object) -> None:
    """Print JSON for programs."""
    _print(json.dumps(value, indent=2, ensure_ascii=False))


def write_line(value: object) -> None:
    """Print JSON on one line, whatever a program takes for a line."""
    _print(json.dumps(value, ensure_ascii=False).translate(_BREAKS))


def print_bytes(data: bytes) -> None:
    """Print what is encoded already."""
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def _print(text: str) -> None:
    """Print in UTF-8, whatever the locale; half characters of broken sources as escapes."""
    data = text.encode("utf-8", "backslashreplace") + b"\n"
    sys.stdout.flush()
    sys.stdout.buffer.write(data)


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[object]]) -> None:
    """Print a table as wide as the terminal, or as wide as it needs where there is none.

    Columns whose name ends in a colon are of numbers and stand to the right.
    """
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    shown = Table(
        title=title or None, box=box.SIMPLE_HEAD, title_justify="left", title_style="bold"
    )
    for column in columns:
        number = column.endswith(":")
        shown.add_column(
            column.removesuffix(":"), justify="right" if number else "left", overflow="fold"
        )
    for row in rows:
        shown.add_row(*(Text(str(cell)) for cell in row))
    terminal = sys.stdout.isatty()
    Console(width=None if terminal else 200, highlight=False).print(shown)
