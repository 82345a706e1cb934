"""What the user has decided: `decisions.toml`, which always has the last word.

::

    [[same]]                 # two or more that are one thing
    things = [
        {document = "a.txt", name = "John Smith"},
        {document = "b.txt", words = "the coach"},
    ]
    [[different]]            # none of these is one with another
    things = [{document = "a.txt", name = "J. Smith"}, {document = "c.txt", name = "J. Smith"}]
    [[label]]
    thing = {document = "a.txt", name = "John Smith"}
    label = "John Smith (coach)"
    [[type]]
    thing = {document = "b.txt", name = "Halden"}
    type = "ORG"
    [[ignore]]               # leave it out, with all that is said of it
    thing = {document = "b.txt", words = "Advertisement"}

A thing is told by its document (a source, or the end of its path, or the document's id) and by a
name that it has there, or the words of one of its mentions; `nth` tells which of several, from 1.
Ids of a graph change with its documents, so they name nothing here.
"""

from __future__ import annotations

import json
import tomllib
from collections import deque
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.data import ENTITY_TYPES
from kg.errors import ConfigError

NAME = "decisions.toml"

_KEYS = {
    "same": {"things"},
    "different": {"things"},
    "label": {"thing", "label"},
    "type": {"thing", "type"},
    "ignore": {"thing"},
}


@dataclass(frozen=True, slots=True)
class Thing:
    """Something in a document, by a `name` that it has there or the `words` of a mention."""

    document: str
    name: str = ""
    words: str = ""
    nth: int = 0

    def __str__(self) -> str:
        return f"{self.name or self.words!r} in {self.document}"


@dataclass(frozen=True, slots=True)
class Decision:
    """One entry: its kind, where it stands in the file, the things, and a label or type."""

    kind: str
    number: int
    things: tuple[Thing, ...]
    value: str = ""

    def __str__(self) -> str:
        return f"[[{self.kind}]] number {self.number}"


@dataclass(frozen=True, slots=True)
class Decisions:
    """All entries of a file, in its order; `source` is its name in errors."""

    entries: tuple[Decision, ...] = ()
    source: str = NAME

    @staticmethod
    def load(path: Path) -> Decisions:
        """The decisions of a file. Raises `ConfigError` where they make no sense."""
        try:
            return Decisions.parse(tomllib.loads(path.read_text("utf-8")), str(path))
        except OSError as error:
            raise ConfigError(f"{path} cannot be read: {error.strerror}") from error
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
            raise ConfigError(f"{path} is not TOML: {error}") from error

    @staticmethod
    def parse(values: Mapping[str, Any], source: str = NAME) -> Decisions:
        """The decisions in the tables of a file."""
        if unknown := sorted(set(values) - set(_KEYS)):
            known = ", ".join(f"[[{k}]]" for k in _KEYS)
            raise ConfigError(f"{source}: {unknown[0]!r} is no decision; there are {known}")
        entries = []
        for kind, tables in values.items():
            if not isinstance(tables, list):
                raise ConfigError(f"{source}: write [[{kind}]], with two brackets")
            for number, table in enumerate(tables, 1):
                entries.append(_decision(kind, number, table, source))
        return Decisions(tuple(entries), source)

    def of(self, kind: str) -> Iterator[Decision]:
        """The entries of a kind."""
        return (d for d in self.entries if d.kind == kind)


NONE = Decisions()


def _decision(kind: str, number: int, table: Any, source: str) -> Decision:
    where = f"{source}: [[{kind}]] number {number}"
    if not isinstance(table, dict) or set(table) != _KEYS[kind]:
        raise ConfigError(f"{where} needs {' and '.join(sorted(_KEYS[kind]))}, and nothing else")
    found = table.get("things", [table.get("thing")])
    if not isinstance(found, list) or ("things" in table and len(found) < 2):
        raise ConfigError(f"{where} needs a list of two things or more")
    value = table.get(kind, "")
    if not isinstance(value, str) or (kind in table and not value.strip()):
        raise ConfigError(f"{where}: {kind} is a text")
    if kind == "type" and value not in ENTITY_TYPES:
        raise ConfigError(f"{where}: {value!r} is no type; there are {', '.join(ENTITY_TYPES)}")
    return Decision(kind, number, tuple(_thing(t, where) for t in found), value)


def _thing(table: Any, where: str) -> Thing:
    keys = set(table) if isinstance(table, dict) else set()
    told = keys & {"name", "words"}
    if "document" not in keys or len(told) != 1 or keys - {"document", "name", "words", "nth"}:
        raise ConfigError(f"{where}: a thing has a document, and a name or words, and maybe nth")
    nth = table.get("nth", 0)
    texts = [table["document"], *(table[k] for k in told)]
    if not all(isinstance(t, str) and t.strip() for t in texts) or not isinstance(nth, int):
        raise ConfigError(f"{where}: document, name and words are texts, nth is a number")
    return Thing(table["document"], table.get("name", ""), table.get("words", ""), nth)


def chain(
    start: int, end: int, links: Iterable[tuple[int, int, Decision]]
) -> list[tuple[int, Decision]]:
    """How decisions lead from one unit to another: each step's unit and its decision."""
    steps: dict[int, list[tuple[int, Decision]]] = {}
    for i, j, decision in links:
        steps.setdefault(i, []).append((j, decision))
        steps.setdefault(j, []).append((i, decision))
    came: dict[int, tuple[int, Decision] | None] = {start: None}
    queue = deque([start])
    while queue:
        at = queue.popleft()
        for other, decision in steps.get(at, ()):
            if other not in came:
                came[other] = (at, decision)
                queue.append(other)
    path: list[tuple[int, Decision]] = []
    at = end
    while (step := came.get(at)) is not None:
        path.append((at, step[1]))
        at = step[0]
    return path[::-1]


def to_toml(kind: str, things: Iterable[Thing]) -> str:
    """An entry on things ("same", "different") as it stands in the file."""
    lines = "".join(f"    {{{_inline(thing)}}},\n" for thing in things)
    return f"[[{kind}]]\nthings = [\n{lines}]\n"


def _inline(thing: Thing) -> str:
    told = {"document": thing.document, "name": thing.name, "words": thing.words}
    parts = [f"{key} = {json.dumps(text)}" for key, text in told.items() if text]
    return ", ".join([*parts, f"nth = {thing.nth}"] if thing.nth else parts)
