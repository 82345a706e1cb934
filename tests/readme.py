"""The table of stores in the README, so that the tests run what it says."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

README = Path(__file__).parents[1] / "README.md"


class Row(NamedTuple):
    """How a store is started, loaded and asked; the cells' code, without its marks."""

    tested: str
    start: str
    load: str
    ask: str


def stores() -> dict[str, Row]:
    """Rows by the name of their store."""
    _, _, behind = README.read_text("utf-8").partition("| store | tested |")
    lines = behind.partition("\n\n")[0].splitlines()[2:]
    cells = ([cell.strip() for cell in line.strip("|").split(" | ")] for line in lines)
    return {name: Row(tested, *map(_code, rest)) for name, tested, *rest in cells}


def _code(cell: str) -> str:
    """What stands between the first backticks, or the cell where there are none."""
    return cell.split("`")[1] if "`" in cell else cell
