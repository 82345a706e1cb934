"""How one function is run over many documents: here, or in a pool of processes.

An engine takes a job, the documents and a number of workers, and yields what the work gave for
each document as soon as it is there, in any order. A job is a picklable factory: called once in
each process, it loads the language model and returns the work proper. Documents are taken from
the iterator only as workers become free, so that a million of them never stand in memory.
"""

from __future__ import annotations

import gc
import os
import pickle
import signal
import threading
import traceback
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, Protocol, TypeVar

from kg.data import Document
from kg.errors import ConfigError, KgError

T = TypeVar("T")
Work = Callable[[Document], T]
Job = Callable[[], Work[T]]

ONE_THREAD = dict.fromkeys(
    (
        "OMP_NUM_THREADS",
        "OPENBLAS_NUM_THREADS",
        "MKL_NUM_THREADS",
        "BLIS_NUM_THREADS",
        "VECLIB_MAXIMUM_THREADS",
        "NUMEXPR_NUM_THREADS",
    ),
    "1",
)
"""Environment under which numerical libraries run one thread, hence sum in one order."""

GARBAGE = (50_000, 20, 100)
"""Thresholds of Python's garbage collector for a process that makes many objects and hardly any
cycle of them: with the usual ones it goes through all of them over and over, a quarter of a build.
"""

TRIES = 2
"""How often a document is given to a worker that dies over it before it is named as failed."""


@dataclass(frozen=True, slots=True)
class Failure:
    """A document that gave no result, and why, in one line; `trace` is for who mends bugs."""

    document: Document
    reason: str
    trace: str = ""


class Engine(Protocol):
    """What the entry points of `kg.engines` are.

    One whose workers may stand on other machines has an attribute `shares_disk`, False: it is
    given jobs that bring their results along instead of leaving them in the cache.
    """

    def __call__(
        self, job: Job[T], documents: Iterable[Document], workers: int
    ) -> Iterator[T | Failure]:
        """Yield the work's result, or a `Failure`, for every document, in any order."""


def local(job: Job[T], documents: Iterable[Document], workers: int = 1) -> Iterator[T | Failure]:
    """One document after the other in this process; `workers` is of no account.

    The job is called when the first document is there: no document, no model loaded.
    """
    work: Work[T] | None = None
    for document in documents:
        work = work or job()
        yield attempt(work, document)


def processes(job: Job[T], documents: Iterable[Document], workers: int) -> Iterator[T | Failure]:
    """A pool of processes, each of one thread, each with one document in hand at a time.

    A process that dies (killed, out of memory) is replaced, and its document given to another;
    when that dies too, the document is a `Failure`. Raises `ConfigError` where a worker cannot
    even start, and whatever `KgError` the job raises. Processes are started anew (spawned), so
    a script that calls this needs the usual `if __name__ == "__main__":`.
    """
    if workers < 1:
        raise ConfigError(f"the number of workers must be at least 1, not {workers}")
    pool = _Pool(pickle.dumps(job), workers)
    try:
        yield from pool.run(iter(documents))
    finally:
        pool.close()


def attempt(work: Work[T], document: Document) -> T | Failure:
    """The work's result. An error is the document's own and must not stop the others."""
    try:
        return work(document)
    except KgError as error:
        return Failure(document, str(error))
    except Exception as error:  # noqa: BLE001 - a bug that one document of many meets: named, not hidden
        text = str(error).partition("\n")[0]
        reason = f"internal error: {type(error).__name__}: {text}"
        return Failure(document, reason, traceback.format_exc())


@dataclass(slots=True)
class _Task:
    document: Document
    tries: int = 0


@dataclass(slots=True)
class _Worker:
    process: BaseProcess
    connection: Connection
    ready: bool = False
    task: _Task | None = None


@dataclass(slots=True)
class _Pool:
    """Worker processes and the documents that wait for them, at most one for each."""

    job: bytes
    size: int
    workers: dict[Connection, _Worker] = field(default_factory=dict)
    waiting: deque[_Task] = field(default_factory=deque)

    def run(self, documents: Iterator[Document]) -> Iterator[Any]:
        self._fill(documents)
        while self.waiting or any(w.task for w in self.workers.values()):
            for connection in wait(list(self.workers)):
                outcomes = self._receive(self.workers[connection])  # type: ignore[index]
                self._hand_out()
                self._fill(documents)
                yield from outcomes

    def close(self) -> None:
        """End all workers; one that is busy has nobody to report to."""
        for worker in self.workers.values():
            worker.connection.close()
            if worker.task or not worker.ready:
                worker.process.terminate()
        for worker in self.workers.values():
            worker.process.join()
        self.workers.clear()

    def _fill(self, documents: Iterator[Document]) -> None:
        """Take documents until one waits for each worker, and start the workers they need."""
        while len(self.waiting) < self.size:
            document = next(documents, None)
            if document is None:
                return
            self.waiting.append(_Task(document))
            self._start_needed()
            self._hand_out()

    def _start_needed(self) -> None:
        free = sum(w.task is None for w in self.workers.values())
        for _ in range(min(len(self.waiting) - free, self.size - len(self.workers))):
            self._start()

    def _start(self) -> None:
        ours, theirs = get_context("spawn").Pipe()
        process = get_context("spawn").Process(
            target=_serve, args=(theirs, self.job), name="kg-worker", daemon=True
        )
        with _environment(ONE_THREAD), _interrupts_ignored():
            process.start()
        theirs.close()  # so that the end of the process is the end of its pipe
        self.workers[ours] = _Worker(process, ours)

    def _hand_out(self) -> None:
        for worker in list(self.workers.values()):
            if worker.ready and worker.task is None and self.waiting:
                worker.task = self.waiting.popleft()
                try:
                    worker.connection.send(worker.task.document)
                except OSError:  # it died idle: `_receive` meets the end of its pipe
                    continue

    def _receive(self, worker: _Worker) -> list[Any]:
        """What a worker has to say: at most one outcome."""
        try:
            message = worker.connection.recv()
        except (EOFError, OSError):
            return self._bury(worker)
        if not worker.ready:
            if isinstance(message, KgError):
                raise message
            worker.ready = True
            return []
        worker.task = None
        return [message]

    def _bury(self, worker: _Worker) -> list[Any]:
        """Replace a dead worker, and give its document another try, or up."""
        del self.workers[worker.connection]
        worker.connection.close()
        worker.process.join()
        code = worker.process.exitcode
        if not worker.ready:
            raise ConfigError(
                f"a worker process ended while it was loading (exit code {code}): see its own "
                "message, if any, or use fewer workers if memory is short"
            )
        failed: list[Any] = []
        if task := worker.task:
            task.tries += 1
            if task.tries < TRIES:
                self.waiting.appendleft(task)
            else:
                failed.append(Failure(task.document, _cause_of_death(code)))
        self._start_needed()
        return failed


def _cause_of_death(code: int | None) -> str:
    if code is not None and code < 0:
        name = signal.Signals(-code).name
        return f"its worker process was killed twice ({name}), perhaps for want of memory"
    return f"its worker process ended twice with exit code {code}"


def _serve(connection: Connection, job: bytes) -> None:
    """What a worker does: load, say so, then answer each document with one message."""
    gc.set_threshold(*GARBAGE)
    try:
        work = pickle.loads(job)()
    except KgError as error:
        connection.send(error)
        return
    try:
        connection.send(None)
        while True:
            connection.send(attempt(work, connection.recv()))
    except (EOFError, OSError):  # the main process has closed the pipe, or is gone
        return


@contextmanager
def _environment(values: dict[str, str]) -> Iterator[None]:
    """The environment that a process started meanwhile inherits."""
    before = {name: os.environ.get(name) for name in values}
    os.environ.update(values)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


@contextmanager
def _interrupts_ignored() -> Iterator[None]:
    """A process started meanwhile leaves Ctrl-C to this one, from its first moment on."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
