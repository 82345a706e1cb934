"""SPARQL over a graph, in a store that is embedded here (pyoxigraph).

A graph that is read often is read once: the store of a large file is kept on disk, beside the
analyses in the user's cache folder, by a hash of the file.
"""

from __future__ import annotations

import hashlib
import os
import re
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from kg.cache import cache_folder
from kg.errors import ConfigError, GraphError
from kg.files import load, save
from kg.formats.iris import DEFAULT_BASE, Iris
from kg.formats.rdf import prefixes
from kg.formats.rdf_read import is_rdf, opened, syntax

if TYPE_CHECKING:
    import pyoxigraph

    Answer = pyoxigraph.QuerySolutions | pyoxigraph.QueryBoolean | pyoxigraph.QueryTriples

LARGE = 8_000_000
"""Bytes of a file from which on its store is kept on disk."""


SHOWN = 6
"""How many of the things that a parser expected are told."""

_PLACE = re.compile(r"error at (\d+):(\d+): (.*)")
_CLASS = re.compile(r"\[[^\]]*\](?: \| )?")
_QUOTED = re.compile(r"<[^<>\s]*>|\"[^\"\n]*\"|'[^'\n]*'|#[^\n]*")


def store(path: Path, large: int = LARGE) -> pyoxigraph.Store:
    """A store of the triples of a file: RDF as it is, other formats made RDF.

    Raises `GraphError` where the file cannot be read.
    """
    import pyoxigraph

    try:
        size = path.stat().st_size
    except OSError as error:
        raise GraphError(f"{path} cannot be read: {error.strerror}") from error
    if size < large:
        found = pyoxigraph.Store()
        _fill(found, path)
        return found
    place = cache_folder() / "stores" / _digest(path)
    if not place.is_dir():
        _keep(path, place)
    return pyoxigraph.Store.read_only(str(place))


def ask(found: pyoxigraph.Store, query: str) -> Answer:
    """The answer to a query, over the default graph and all named graphs together.

    The prefixes of `kg`'s own Turtle are known, those of the graph's names under its own base.
    Raises `ConfigError` that says where a query is wrong.
    """
    try:
        return found.query(
            query, use_default_graph_as_union=True, prefixes=prefixes(Iris(base(found)))
        )
    except (SyntaxError, ValueError) as error:
        raise ConfigError(_complaint(query, error)) from error


def base(found: pyoxigraph.Store) -> str:
    """The base of the graph's own names, as its description says it."""
    wanted = "SELECT ?base { ?d a void:Dataset ; kg:provenance ?how ; void:uriSpace ?base }"
    known = prefixes(Iris())
    answers = found.query(wanted, use_default_graph_as_union=True, prefixes=known)
    bases = sorted(solution[0].value for solution in answers)  # type: ignore[union-attr]
    return bases[0] if bases else DEFAULT_BASE


def _fill(found: pyoxigraph.Store, path: Path) -> None:
    if is_rdf(path):
        try:
            with opened(path) as file:
                found.bulk_load(file, syntax(path), base_iri=DEFAULT_BASE)
        except (OSError, EOFError) as error:
            raise GraphError(f"{path} cannot be read: {error}") from error
        except (SyntaxError, ValueError) as error:
            raise GraphError(f"{path} is no valid RDF: {error}") from error
        return
    with tempfile.TemporaryDirectory() as folder:
        as_rdf = Path(folder) / "graph.nt"
        save(load(path), as_rdf)
        _fill(found, as_rdf)


def _keep(path: Path, place: Path) -> None:
    """Make a store on disk, which is there whole or not at all."""
    import pyoxigraph

    place.parent.mkdir(parents=True, exist_ok=True)
    partial = Path(tempfile.mkdtemp(dir=place.parent, prefix=".partial"))
    try:
        found = pyoxigraph.Store(str(partial))
        _fill(found, path)
        found.flush()
        found.optimize()
        del found
        os.replace(partial, place)  # noqa: PTH105 - fails where another process was first
    except OSError:
        if not place.is_dir():
            raise
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return f"{hashlib.file_digest(file, 'sha256').hexdigest()[:32]}{path.suffix}"


def _complaint(query: str, error: Exception) -> str:
    """What is wrong with a query and where, in one line, with the line that it is about."""
    text = " ".join(str(error).split())
    lines = query.splitlines() or [""]
    found = _PLACE.match(text)
    if found is None:
        return f"the query is wrong: {text}"
    line, column = int(found[1]), int(found[2])
    shown = lines[min(line, len(lines)) - 1].strip()
    unknown = [p for p in _prefixes(query) if p not in prefixes(Iris())]
    why = f"the prefix {unknown[0]}: is not declared" if unknown else _expected(found[3])
    return f"the query is wrong at line {line}, column {column} ({shown!r}): {why}"


def _expected(text: str) -> str:
    """What the parser expected, without its classes of characters."""
    words = _CLASS.sub("", text).removeprefix("expected one of ").removeprefix("expected ")
    known = [w.strip() for w in words.split(", ") if w.strip()]
    return f"expected {' or '.join(known[:SHOWN])}{' or more' if len(known) > SHOWN else ''}"


def _prefixes(query: str) -> list[str]:
    """Prefixes that a query uses and does not declare, in order."""
    text = _QUOTED.sub(" ", query)
    own = set(re.findall(r"(?i)\bprefix\s+([\w.-]*):", text))
    return [p for p in re.findall(r"(?<![\w?$@:-])([A-Za-z][\w-]*):", text) if p not in own]
