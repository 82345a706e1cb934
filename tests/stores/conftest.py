"""Triple stores that are started for the tests, and the graphs that they get."""

from __future__ import annotations

import contextlib
import shlex
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path

import httpx
import pytest

import kg
from kg.graph import KnowledgeGraph
from kg.resolve.across import assemble
from tests.conftest import missing
from tests.golden.replay import Replay, analysed
from tests.hostile import HOSTILE
from tests.questions import asked
from tests.readme import stores
from tests.stores.jena import Jena
from tests.strategies import spoiled

PATIENCE = 180.0
"""Seconds that a store may take to start: Virtuoso writes a database first."""


@pytest.fixture(scope="session")
def graphs() -> Mapping[str, KnowledgeGraph]:
    """The small graph, two of hostile strings, and that of the seeds whose parses are stored.

    The last has the small one in it, so that each of the questions has an answer.
    """
    short = [text for text in HOSTILE if len(text) < 200]
    return {
        "asked": asked(),
        "seeds": _together([asked(), assemble(analysed(Replay()))]),
        "hostile": _together(spoiled(" ".join(short[k::6])) for k in range(6)),
        "long": spoiled(max(HOSTILE, key=len)),
    }


def _together(graphs: Iterable[KnowledgeGraph]) -> KnowledgeGraph:
    """One graph of several; what has the same id in two is that of the last."""
    parts = list(graphs)
    return KnowledgeGraph(
        (e for part in parts for e in part.entities()),
        (s for part in parts for s in part.statements()),
        {id_: d for part in parts for id_, d in part.documents.items()},
    )


@pytest.fixture(scope="session")
def files(graphs: Mapping[str, KnowledgeGraph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with each graph as Turtle: `asked.ttl`, `seeds.ttl`, …"""
    folder = tmp_path_factory.mktemp("graphs")
    for name, graph in graphs.items():
        kg.save(graph, folder / f"{name}.ttl")
    return folder


@pytest.fixture(scope="module")
def oxigraph(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """URL of an Oxigraph server without triples, started as the README says."""
    beside = Path(sys.executable).parent / "oxigraph"
    program = str(beside) if beside.exists() else shutil.which("oxigraph")
    if program is None:
        missing("Oxigraph's server is not installed (pip install oxigraph)")
    folder, port = tmp_path_factory.mktemp("oxigraph"), free_port()
    command = stores()["Oxigraph"].start.replace("7878", str(port)).replace(" db ", f" {folder} ")
    url = f"http://localhost:{port}"
    with _running([program, *shlex.split(command)[1:]], folder, f"{url}/"):
        yield url


@pytest.fixture(scope="module")
def virtuoso(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """A Virtuoso server without triples, started as the README says."""
    if shutil.which("virtuoso-t") is None or shutil.which("isql-vt") is None:
        missing("Virtuoso is not installed (apt-get install virtuoso-opensource)")
    found = Virtuoso(tmp_path_factory.mktemp("virtuoso"), free_port(), free_port())
    settings = found.folder / "virtuoso.ini"
    settings.write_text(found.settings())
    command = shlex.split(stores()["Virtuoso"].start)
    command[-1] = str(settings)
    with _running(command, found.folder, f"{found.url}/sparql"):
        yield found


@pytest.fixture(scope="session")
def jena(tmp_path_factory: pytest.TempPathFactory) -> Jena:
    """Apache Jena's commands."""
    return Jena.found(tmp_path_factory.mktemp("jena"))


class Virtuoso:
    """A server with its folder; its administrator is "dba", with the password "dba"."""

    def __init__(self, folder: Path, web: int, sql: int) -> None:
        self.folder, self._web, self.sql = folder, web, sql
        self.url = f"http://localhost:{web}"

    def settings(self) -> str:
        """As small as a server can be, and of this folder alone."""
        return f"""
            [Database]
            DatabaseFile = virtuoso.db
            ErrorLogFile = virtuoso.log
            LockFile = virtuoso.lck
            TransactionFile = virtuoso.trx
            xa_persistent_file = virtuoso.pxa
            [TempDatabase]
            DatabaseFile = temporary.db
            TransactionFile = temporary.trx
            [Parameters]
            ServerPort = 127.0.0.1:{self.sql}
            DirsAllowed = {self.folder}
            NumberOfBuffers = 10000
            [HTTPServer]
            ServerPort = 127.0.0.1:{self._web}
            ServerThreads = 4
            """.replace("            ", "")


def free_port() -> int:
    """A port that nobody listens at."""
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


@contextlib.contextmanager
def _running(command: list[str], folder: Path, url: str) -> Iterator[None]:
    """A server in a folder, from when it answers at a URL until the block ends."""
    quiet = subprocess.DEVNULL
    process = subprocess.Popen(command, cwd=folder, stdout=quiet, stderr=quiet)
    try:
        end = time.monotonic() + PATIENCE
        while not _answers(url):
            if process.poll() is not None or time.monotonic() > end:
                pytest.fail(f"{command!r} does not answer")
            time.sleep(0.1)
        yield
    finally:
        process.terminate()
        try:
            process.wait(20)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()


def _answers(url: str) -> bool:
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True
