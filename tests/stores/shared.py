"""What the tests of all stores do: terms that can be compared, queries over HTTP."""

from __future__ import annotations

import contextlib
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from decimal import Decimal
from pathlib import Path
from typing import Any
from unittest import mock

import httpx
import pyoxigraph
from pyoxigraph import RdfFormat

from kg.formats.rdf_read import opened, syntax
from kg.stores import Target, load
from tests.conftest import missing

MEETINGS = "SELECT * { ?who <https://kg.example/relation/meet> ?whom }"
"""The query that the README asks each store."""

TripleText = tuple[str, ...]
"""A triple as N-Triples writes its terms, but numbers by their value, whatever their type.

Stores keep numbers as such: Oxigraph forgets that one is not negative, Virtuoso its last zeros.
"""

_NUMBER = re.compile(r'"([-+.0-9]+)"\^\^<.*#(?:integer|decimal|nonNegativeInteger)>')


class Killed(BaseException):
    """What a process that is killed does not survive."""


def program(name: str) -> str:
    """The path of one of Redland's programs."""
    found = shutil.which(name)
    if found is None:
        missing(f"{name} is not installed (apt-get install raptor2-utils rasqal-utils)")
    return found


def parsed(data: bytes, syntax: RdfFormat = RdfFormat.N_TRIPLES) -> set[TripleText]:
    """The triples of a text, whatever graph they stand in."""
    return {tuple(map(_term, q.triple)) for q in pyoxigraph.parse(data, syntax)}


def held(path: Path) -> set[TripleText]:
    """The triples of a file, whatever graph they stand in."""
    with opened(path) as file:
        return parsed(file.read(), syntax(path))


def _term(term: object) -> str:
    text = str(term)
    number = _NUMBER.fullmatch(text)
    return format(Decimal(number[1]).normalize(), "f") if number else text


def select(url: str, query: str, graph: str = "") -> Any:
    """The JSON with which an endpoint answers a query about one graph."""
    answer = httpx.post(
        url,
        data={"query": query, **({"default-graph-uri": graph} if graph else {})},
        headers={"Accept": "application/sparql-results+json"},
        timeout=60,
    )
    answer.raise_for_status()
    return answer.json()


def typed(lines: Iterable[str], graph: Path, folder: Path, path: str = "") -> str:
    """What the last of some lines of the README prints when all are typed into a shell.

    They find the graph as `exports/graph.ttl`; `path` are folders with programs.
    """
    (folder / "exports").mkdir()
    (folder / "exports" / "graph.ttl").write_bytes(graph.read_bytes())
    environment = {
        "PATH": ":".join([path, str(Path(sys.executable).parent), os.environ["PATH"]]),
        "QUERY": MEETINGS,
        "KG_CACHE": str(folder / "cache"),
        "KG_STORE_PASSWORD": "dba",
    }
    printed = ""
    for line in lines:
        command = ["bash", "-c", line]
        done = subprocess.run(command, cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 0, done.stderr
        printed = done.stdout
    return printed


def broken_off(path: Path, target: Target, auth: httpx.Auth | None = None) -> None:
    """A load that ends as if it was killed, after the first piece of what it sends."""

    def told(sent: int, total: int) -> None:
        assert sent < total
        raise Killed

    with (
        mock.patch.multiple("kg.stores", CHUNK=50, PIECE=5000),
        contextlib.suppress(Killed),
    ):
        load(path, target, auth, told)


def rows(csv: str) -> set[tuple[object, ...]]:
    """The rows of a table, without their head."""
    return {tuple(cell.strip('"') for cell in line.split(",")) for line in csv.split()[1:]}
