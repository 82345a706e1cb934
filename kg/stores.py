"""Graphs into triple stores: SPARQL 1.1 Graph Store Protocol, or Update where there is none.

A named graph is replaced as a whole where the store can (one PUT), and otherwise emptied and
filled in chunks. Into the default graph, triples are added. Either may be done again: a load
that was broken off is repaired by the next.
"""

from __future__ import annotations

import hashlib
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from kg.cache import cache_folder
from kg.errors import ConfigError, StoreError
from kg.files import load as load_graph
from kg.files import save
from kg.formats.files import atomic
from kg.formats.iris import absolute
from kg.formats.rdf_read import is_rdf, triples
from kg.transport import Body, Endpoint

if TYPE_CHECKING:
    import httpx

CHUNK = 2_000
"""Triples of one update at most: Virtuoso's parser gives up at 5,000."""

CHUNK_BYTES = 500_000
"""Bytes after which an update takes no further triple: web servers refuse more than 1 MB."""

PIECE = 1 << 16
"""Bytes of a piece of a graph that is sent whole."""

NO_GRAPH_STORE = frozenset({400, 404, 405, 411, 415, 501})
"""Answers of what is no graph store, but may take updates."""

Told = Callable[[int, int], None]
"""Hears how many triples have been sent, and of how many."""


@dataclass(frozen=True)
class Target:
    """Where a graph goes: an endpoint, and a named graph in it or "" for the default graph."""

    endpoint: str
    graph: str = ""

    def __post_init__(self) -> None:
        """Raise `ConfigError` for what cannot be an endpoint or a graph."""
        parts = urlsplit(self.endpoint)
        if parts.scheme not in ("http", "https") or not parts.hostname:
            raise ConfigError(f"{self.endpoint!r} is no endpoint: give a URL with http or https")
        if parts.username or parts.password:
            raise ConfigError("no name or password may stand in an endpoint: use --user")
        if self.graph and not absolute(self.graph):
            raise ConfigError(f"--graph {self.graph!r}: give an absolute IRI")


class Loaded(NamedTuple):
    """How a graph was loaded, and how many triples it has."""

    protocol: str
    triples: int


def load(
    path: Path,
    target: Target,
    auth: httpx.Auth | None = None,
    told: Told = lambda sent, total: None,
    wait: Callable[[float], None] = time.sleep,
    resume: bool = False,
) -> Loaded:
    """Load the RDF of a graph's file into a store.

    Nothing is sent before the whole file has been read without error. `wait` sleeps for some
    seconds before a request is made again. With `resume`, updates begin where an earlier load of
    the same triples was broken off; that is only right where the store has not been changed
    since. Raises `StoreError`, and `GraphError` where the file cannot be read.
    """
    with _made(path) as rdf, Endpoint(target.endpoint, auth, wait) as endpoint:
        mark = _Mark.of(rdf, target)
        sent = mark.reached() if resume else 0
        mark.remove()
        if not sent and _put(rdf, target, endpoint, told):
            return Loaded("Graph Store Protocol", rdf.count)
        _update(rdf, target, endpoint, told, mark, sent)
        return Loaded("Update", rdf.count)


@dataclass(frozen=True)
class _Triples:
    """A file of N-Triples, one on each line."""

    path: Path
    count: int

    def pieces(self, told: Told) -> Iterator[bytes]:
        """The file in pieces of some bytes."""
        sent = 0
        with self.path.open("rb") as file:
            while piece := file.read(PIECE):
                yield piece
                sent += piece.count(b"\n")
                told(sent, self.count)

    def chunks(self, begin: int) -> Iterator[tuple[int, bytes]]:
        """The triples behind the first `begin` as updates can hold them, with their number."""
        chunk: list[bytes] = []
        size = 0
        with self.path.open("rb") as file:
            for line in islice(file, begin, None):
                chunk.append(line)
                size += len(line)
                if len(chunk) == CHUNK or size >= CHUNK_BYTES:
                    yield len(chunk), b"".join(chunk)
                    chunk, size = [], 0
        if chunk:
            yield len(chunk), b"".join(chunk)


@dataclass(frozen=True)
class _Mark:
    """A file that keeps how many of which triples a target has got by updates."""

    path: Path
    triples: str

    @classmethod
    def of(cls, rdf: _Triples, target: Target) -> _Mark:
        """The mark of a target, for these triples."""
        name = hashlib.sha256(f"{target.endpoint}\n{target.graph}".encode()).hexdigest()[:32]
        with rdf.path.open("rb") as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
        return cls(cache_folder() / "loads" / name, digest)

    def reached(self) -> int:
        """How many of these triples the target has got; 0 where others were loaded since."""
        try:
            triples, count = self.path.read_text("utf-8").split()
        except (OSError, ValueError):
            return 0
        return int(count) if triples == self.triples else 0

    def reach(self, count: int) -> None:
        """Keep that the target has got so many."""
        with atomic(self.path) as file:
            file.write(f"{self.triples} {count}".encode())

    def remove(self) -> None:
        """Keep nothing."""
        self.path.unlink(missing_ok=True)


@dataclass(frozen=True)
class _Pieces:
    """The pieces of a file, from the start whenever they are asked for."""

    rdf: _Triples
    told: Told

    def __iter__(self) -> Iterator[bytes]:
        return self.rdf.pieces(self.told)


def _put(rdf: _Triples, target: Target, endpoint: Endpoint, told: Told) -> bool:
    """Hand over a whole graph; whether the endpoint is a graph store."""
    method = "PUT" if target.graph else "POST"
    query = {"graph": target.graph} if target.graph else {"default": ""}
    # Virtuoso never answers a PUT to what takes updates alone.
    allowed = endpoint.allowed()
    if allowed and "PUT" not in allowed:
        return False
    size = rdf.path.stat().st_size
    answer = endpoint.send(method, query, Body("application/n-triples", size, _Pieces(rdf, told)))
    if answer.status_code in NO_GRAPH_STORE:
        return False
    endpoint.check(answer)
    return True


def _update(
    rdf: _Triples, target: Target, endpoint: Endpoint, told: Told, mark: _Mark, sent: int
) -> None:
    """Empty the named graph, and fill it or the default graph in chunks.

    Of the triples, `sent` are there already. How far it came is marked until all is done.
    """
    graph = f"<{target.graph}>".encode() if target.graph else b""
    empty = b"CLEAR SILENT GRAPH " + graph if graph and not sent else b""
    if empty and not rdf.count:
        _run(empty, endpoint)
    for count, data in rdf.chunks(sent):
        try:
            _run(b" ;\n".join(filter(None, (empty, _insert(graph, data)))), endpoint)
        except StoreError as error:
            more = f"; {sent} of {rdf.count} triples are loaded, --resume goes on" if sent else ""
            raise StoreError(f"{error}{more}") from error
        sent, empty = sent + count, b""
        mark.reach(sent)
        told(sent, rdf.count)
    mark.remove()


def _insert(graph: bytes, data: bytes) -> bytes:
    return b"INSERT DATA {\n%b}" % (b"GRAPH %b {\n%b}" % (graph, data) if graph else data)


def _run(update: bytes, endpoint: Endpoint) -> None:
    endpoint.check(endpoint.send("POST", {}, Body.of("application/sparql-update", update)))


@contextmanager
def _made(path: Path) -> Iterator[_Triples]:
    """The triples of a file as N-Triples: RDF as it is, other formats made RDF."""
    from pyoxigraph import RdfFormat, Triple, serialize

    with tempfile.TemporaryDirectory() as folder:
        source, made = path, Path(folder) / "triples.nt"
        if not is_rdf(path):
            source = Path(folder) / "graph.nt"
            save(load_graph(path), source)
        with made.open("wb") as file:
            serialize((Triple(*t) for t in triples(source)), file, RdfFormat.N_TRIPLES)
        with made.open("rb") as file:
            count = sum(1 for _ in file)
        yield _Triples(made, count)
