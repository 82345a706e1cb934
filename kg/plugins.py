"""Readers, rules, formats and engines, found by entry point when they are asked for.

What comes with `kg` is found the same way as what another distribution adds: a name in the
entry point group of its kind. `[project.entry-points."kg.formats"]` with
`dot = "my_package.dot:FORMAT"` makes `kg export graph.json -f dot` work.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable
from difflib import get_close_matches
from importlib.metadata import EntryPoint, entry_points
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast

from kg.errors import ConfigError, FormatError

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.data import Clause
    from kg.engine import Engine
    from kg.formats import Format
    from kg.readers.contract import Read, Reader, ReaderOptions

Kind = Literal["readers", "rules", "formats", "engines"]

OWN = "kg-evidence"
"""The distribution whose source is part of every cache key anyway."""


def installed(kind: Kind) -> dict[str, EntryPoint]:
    """Entry points of a kind by name, sorted by name.

    Raises `ConfigError` where two distributions claim one name: which of them would win
    depends on the order of folders on the path.
    """
    found: dict[str, EntryPoint] = {}
    for point in sorted(entry_points(group=f"kg.{kind}"), key=lambda p: (p.name, p.value)):
        other = found.setdefault(point.name, point)
        if other.value != point.value:
            raise ConfigError(
                f"two packages bring the {kind[:-1]} {point.name!r}: {_package(other)} "
                f"({other.value}) and {_package(point)} ({point.value}); uninstall one of them"
            )
    return found


def readers() -> dict[str, Reader]:
    """File endings, without a dot and in lower case, to what reads them, loaded at first use."""
    return {name.lower(): _lazy(point) for name, point in installed("readers").items()}


def rules() -> tuple[Callable[[Doc], Iterable[Clause]], ...]:
    """Every extraction rule, in order of the entry points' names; one may hold several rules."""
    found: list[Any] = []
    for point in installed("rules").values():
        value = _load(point)
        found += [value] if callable(value) else list(value)
    if not found:
        raise ConfigError(f"no extraction rules are found: {OWN} is not installed (pip install)")
    return tuple(found)


def format(name: str) -> Format:  # noqa: A001 - plugins.format("ttl") reads as what it gives
    """The format of this name; raises `FormatError` naming those that are installed."""
    return cast("Format", _load(_named("formats", name, FormatError)))


def engine(name: str) -> Engine:
    """The engine of this name; raises `ConfigError` naming those that are installed."""
    return cast("Engine", _load(_named("engines", name, ConfigError)))


def fingerprint(kind: Kind) -> str:
    """Changes with what other distributions add of a kind, down to their source files."""
    digest = hashlib.sha256()
    for point in installed(kind).values():
        digest.update(f"{point.name}={point.value}\n".encode())
        if _package(point) != OWN:
            for path in _sources(point.module.partition(".")[0]):
                digest.update(path.read_bytes())
    return digest.hexdigest()


def _named(kind: Kind, name: str, error: type[ConfigError | FormatError]) -> EntryPoint:
    points = installed(kind)
    if name in points:
        return points[name]
    near = get_close_matches(name, points, n=1)
    hint = f"; did you mean {near[0]!r}?" if near else ""
    known = ", ".join(points) or f"none, which means that {OWN} is not installed"
    raise error(f"no {kind[:-1]} is named {name!r}{hint} (installed: {known})")


def _load(point: EntryPoint) -> Any:
    try:
        return point.load()
    except (ImportError, AttributeError) as error:
        raise ConfigError(
            f"{point.name!r} of {_package(point)} cannot be loaded from {point.value}: {error}"
        ) from error


def _lazy(point: EntryPoint) -> Reader:
    def read(data: bytes, name: str, options: ReaderOptions) -> Read:
        return cast("Reader", _load(point))(data, name, options)

    return read


def _package(point: EntryPoint) -> str:
    return point.dist.name if point.dist else "an unknown package"


def _sources(module: str) -> list[Path]:
    """Source files of a top-level package or module, found without importing it."""
    spec = find_spec(module)
    if spec is None or spec.origin is None:
        return []
    if spec.submodule_search_locations is None:
        return [Path(spec.origin)]
    return sorted(p for top in spec.submodule_search_locations for p in Path(top).rglob("*.py"))
