"""Graphs into triple stores: SPARQL 1.1 Graph Store Protocol, or Update where there is none.

A named graph is replaced as a whole where the store can (one PUT), and otherwise emptied and
filled in chunks. Into the default graph, triples are added. Either may be done again: a load
that was broken off is repaired by the next.
"""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from kg.errors import ConfigError, StoreError
from kg.files import load as load_graph
from kg.files import save
from kg.formats.iris import absolute
from kg.formats.rdf_read import is_rdf, triples

if TYPE_CHECKING:
    import httpx
    import pyoxigraph

CHUNK = 5_000
"""Triples of one request, or of one piece of a request's body."""

ATTEMPTS = 5
BUSY = frozenset({429, 500, 502, 503, 504})
"""Answers after which a request is made again."""

NO_GRAPH_STORE = frozenset({400, 404, 405, 411, 415, 501})
"""Answers of what is no graph store, but may take updates."""

SENT_ON = frozenset({301, 302, 307, 308})
REDIRECTIONS = 5
TIMEOUT = 300.0
"""Seconds that a store may take to answer."""


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


def load(
    path: Path,
    target: Target,
    auth: httpx.Auth | None = None,
    told: Callable[[int], None] = lambda _: None,
    wait: Callable[[float], None] = time.sleep,
) -> str:
    """Load the RDF of a graph's file into a store; the name of the protocol that it took.

    `told` hears how many triples are on their way; `wait` sleeps for some seconds before a
    request is made again. Raises `StoreError`, and `GraphError` where the file cannot be read.
    """
    import httpx

    with _as_rdf(path) as rdf, httpx.Client(auth=auth, timeout=TIMEOUT) as client:
        store = _Store(client, target, wait)
        if store.put(_Body(rdf, told)):
            return "Graph Store Protocol"
        store.update(rdf, told)
        return "Update"


class _Body:
    """The triples of a file as N-Triples, piece by piece, from the start whenever it is read."""

    def __init__(self, path: Path, told: Callable[[int], None]) -> None:
        self._path, self._told = path, told

    def __iter__(self) -> Iterator[bytes]:
        for n, chunk in enumerate(_chunks(self._path)):
            self._told(n * CHUNK + len(chunk))
            yield _ntriples(chunk)


class _Store:
    """Requests to one endpoint."""

    def __init__(self, client: httpx.Client, target: Target, wait: Callable[[float], None]) -> None:
        self._client, self._target, self._wait = client, target, wait

    def put(self, body: Iterable[bytes]) -> bool:
        """Hand over a whole graph; whether the endpoint is a graph store."""
        graph = self._target.graph
        answer = self._send(
            "PUT" if graph else "POST",
            {"graph": graph} if graph else {"default": ""},
            "application/n-triples",
            body,
        )
        if answer.status_code in NO_GRAPH_STORE:
            return False
        self._check(answer)
        return True

    def update(self, path: Path, told: Callable[[int], None]) -> None:
        """Empty the named graph, and fill it or the default graph in chunks."""
        graph = self._target.graph
        if graph:
            self._update(f"DROP SILENT GRAPH <{graph}>")
        for n, chunk in enumerate(_chunks(path)):
            data = _ntriples(chunk).decode()
            inside = f"GRAPH <{graph}> {{\n{data}}}" if graph else data
            self._update(f"INSERT DATA {{\n{inside}}}")
            told(n * CHUNK + len(chunk))

    def _update(self, text: str) -> None:
        self._check(self._send("POST", {}, "application/sparql-update", [text.encode()]))

    def _check(self, answer: httpx.Response) -> None:
        if answer.is_success:
            return
        if answer.status_code in (401, 403):
            raise StoreError(f"{self._target.endpoint} lets nobody in like this: see --user")
        text = " ".join(answer.text.split())[:200]
        raise StoreError(f"{self._target.endpoint} answers {answer.status_code}: {text}")

    def _send(
        self, method: str, query: dict[str, str], kind: str, body: Iterable[bytes]
    ) -> httpx.Response:
        """Make a request, again after a while where the store is busy or the line is broken."""
        import httpx

        for attempt in range(1, ATTEMPTS + 1):
            try:
                answer = self._follow(method, query, kind, body)
            except httpx.TransportError as error:
                if attempt == ATTEMPTS:
                    message = f"{self._target.endpoint} cannot be reached: {error}"
                    raise StoreError(message) from error
            else:
                if answer.status_code not in BUSY or attempt == ATTEMPTS:
                    return answer
            self._wait(0.5 * 2 ** (attempt - 1))
        raise AssertionError("the last attempt returns or raises")

    def _follow(
        self, method: str, query: dict[str, str], kind: str, body: Iterable[bytes]
    ) -> httpx.Response:
        """Make a request, and once more where the store sends it on within its own host."""
        url = self._client.build_request(method, self._target.endpoint, params=query or None).url
        headers = {"Content-Type": kind}
        for _ in range(REDIRECTIONS):
            answer = self._client.request(method, url, content=body, headers=headers)
            if answer.status_code not in SENT_ON or "location" not in answer.headers:
                return answer
            there = url.join(answer.headers["location"])
            if (there.scheme, there.host, there.port) != (url.scheme, url.host, url.port):
                raise StoreError(
                    f"{self._target.endpoint} sends on to {there.host}, where nothing is sent "
                    "unasked: give that endpoint yourself"
                )
            url = there
        raise StoreError(f"{self._target.endpoint} sends on too often")


@contextmanager
def _as_rdf(path: Path) -> Iterator[Path]:
    """The file itself, or RDF made of it."""
    if is_rdf(path):
        yield path
        return
    with tempfile.TemporaryDirectory() as folder:
        made = Path(folder) / "graph.nt"
        save(load_graph(path), made)
        yield made


def _chunks(path: Path) -> Iterator[Sequence[pyoxigraph.Triple]]:
    from pyoxigraph import Triple

    found = (Triple(*triple) for triple in triples(path))
    while chunk := list(islice(found, CHUNK)):
        yield chunk


def _ntriples(chunk: Sequence[pyoxigraph.Triple]) -> bytes:
    from pyoxigraph import RdfFormat, serialize

    return serialize(chunk, format=RdfFormat.N_TRIPLES) or b""
