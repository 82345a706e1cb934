"""Which files the user means: files, folders, globs, standard input."""

from __future__ import annotations

import fnmatch
import glob
import os
import re
import sys
from collections.abc import Container, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from kg.errors import SourceError

STDIN = "-"
_UNREADABLE = "/"
_ANYWAY = ("txt", _UNREADABLE)
"""Endings of what isn't a file with an ending: standard input, folders that can't be listed."""
_WILDCARD = re.compile(r"[*?\[]")


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    `name` is relative to the root that the user gave, with "/"; `location` is its path, or "-";
    `ending` is in lower case, without the dot.
    """

    name: str
    location: str
    ending: str

    def data(self) -> bytes:
        """All bytes of it. Raises `OSError`."""
        if self.location == STDIN:
            return sys.stdin.buffer.read()
        return Path(self.location).read_bytes()


class Found(list[Source]):
    """Sources to read. `unknown` are the names of files in folders that no reader knows."""

    def __init__(self, known: Iterable[Source] = (), unknown: Iterable[str] = ()) -> None:
        super().__init__(known)
        self.unknown = tuple(unknown)


def sources(patterns: Iterable[str], endings: Container[str]) -> Found:
    """Expand what the user named into sources, each file once, in the order of patterns.

    A pattern is a file, a folder (all files below it by name; hidden ones are skipped, links
    that lead back are followed once), a glob with `*`, `?`, `[…]` and `**`, or "-" for standard
    input. A file's name is relative to the folder, to the fixed part of the glob, or to the
    folder that holds the file; where two files would have one name, more of their path is
    shown.

    Raises `SourceError` where a named source doesn't exist, or a named file has an ending that
    is not in `endings`.
    """
    everything: dict[str, Source] = {}
    for pattern in patterns:
        for source in sorted(_expand(os.fspath(pattern), endings), key=lambda s: s.name):
            before = everything.setdefault(source.location, source)
            if len(before.name) < len(source.name):
                everything[source.location] = source
    named = _distinct(list(everything.values()))
    known = [s for s in named if s.ending in endings or s.ending in _ANYWAY]
    unknown = {s.name for s in named}.difference(s.name for s in known)
    return Found(known, sorted(unknown))


def _expand(pattern: str, endings: Container[str]) -> Iterator[Source]:
    if pattern == STDIN:
        return iter([Source(STDIN, STDIN, "txt")])
    if Path(pattern).is_dir():
        return _folder(pattern, pattern)
    if Path(pattern).exists():
        return iter([_named(pattern, endings)])
    if _WILDCARD.search(pattern):
        return _glob(pattern)
    raise SourceError(f"{pattern}: no such file or folder; check the path")


def _named(path: str, endings: Container[str]) -> Source:
    source = _source(path, str(Path(path).parent))
    if source.ending not in endings:
        what = f"files ending in .{source.ending}" if source.ending else "files without an ending"
        known = f"; known are {', '.join(sorted(endings))}" if isinstance(endings, Iterable) else ""
        raise SourceError(f"{source.name}: no reader for {what}{known}")
    return source


def _glob(pattern: str) -> Iterator[Source]:
    parts = Path(pattern).parts
    fixed = next(i for i, part in enumerate(parts) if _WILDCARD.search(part))
    root = str(Path(*parts[:fixed]))
    found = _deep(root, parts[fixed:]) if "**" in parts else _shallow(pattern, root)
    listed = list(found)
    if not listed:
        raise SourceError(f"{pattern}: nothing matches; check the pattern")
    return iter(listed)


def _shallow(pattern: str, root: str) -> Iterator[Source]:
    for path in sorted(glob.glob(pattern)):  # noqa: PTH207 - a Path's glob knows no absolute pattern
        if Path(path).is_dir():
            yield from _folder(path, root)
        else:
            yield _source(path, root)


def _deep(root: str, parts: tuple[str, ...]) -> Iterator[Source]:
    """Match `**` over a walk of our own, which links that lead back can't make endless."""
    wanted = re.compile("/".join(_translated(part) for part in parts).replace("**/", "(?:[^/]+/)*"))
    for source in _folder(root, root):
        if wanted.fullmatch(source.name):
            yield source


def _translated(part: str) -> str:
    if part == "**":
        return part
    return fnmatch.translate(part).removeprefix("(?s:").removesuffix(r")\Z").replace(".*", "[^/]*")


def _folder(folder: str, root: str) -> Iterator[Source]:
    """All files below `folder`.

    Links to folders are followed after the folders themselves, so that a file is found by its
    own path first, and a link that leads back adds nothing.
    """
    seen: set[str] = set()
    pending = [folder]
    while pending:
        links: list[str] = []
        for start in pending:
            yield from _walk(start, root, seen, links)
        pending = sorted(links)


def _walk(folder: str, root: str, seen: set[str], links: list[str]) -> Iterator[Source]:
    stack = [folder]
    while stack:
        here = stack.pop()
        real = os.path.realpath(here)
        if real in seen:
            continue
        seen.add(real)
        try:
            entries = sorted(os.scandir(here), key=lambda e: e.name)
        except OSError:
            # Listed as a source that cannot be opened, so that the report names it.
            yield replace(_source(here, root), ending=_UNREADABLE)
            continue
        for entry in entries:
            if entry.name.startswith("."):
                continue
            if not _is_folder(entry):
                if _is_file(entry):
                    yield _source(entry.path, root)
            elif entry.is_symlink():
                links.append(entry.path)
            else:
                stack.append(entry.path)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself
        return False


def _is_file(entry: os.DirEntry[str]) -> bool:
    """Files and broken links, which the report names; no pipes, sockets or devices."""
    try:
        return entry.is_file() or entry.is_symlink()
    except OSError:
        return True


def _source(path: str, root: str) -> Source:
    name = _printable(Path(os.path.relpath(path, root)).as_posix())
    ending = Path(path).suffix.lower().removeprefix(".")
    return Source(name, str(Path(path).absolute()), ending)


def _printable(name: str) -> str:
    """A name that any output can hold: one line of valid Unicode."""
    text = os.fsencode(name).decode("utf-8", "replace")
    return "".join(c if c.isprintable() else "\ufffd" for c in text)


def _distinct(found: list[Source]) -> list[Source]:
    """Show as much more of the paths of files as makes their names differ."""
    groups: dict[str, list[Source]] = {}
    for source in found:
        groups.setdefault(source.name, []).append(source)
    longer = {s.location: s for g in groups.values() if len(g) > 1 for s in _longer(g)}
    return [longer.get(s.location, s) for s in found]


def _longer(group: list[Source]) -> list[Source]:
    paths = [Path(s.location).parts for s in group]
    depth = group[0].name.count("/") + 2
    while len({p[-depth:] for p in paths}) < len(paths):
        depth += 1
    return [
        replace(s, name=_printable("/".join(p[-depth:]).removeprefix("//")))
        for s, p in zip(group, paths, strict=True)
    ]
