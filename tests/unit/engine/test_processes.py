"""What the pool of processes adds: processes that die, threads, interrupts."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from kg.data import Document
from kg.engine import Failure, processes
from kg.errors import ConfigError
from tests.jobs import Dying, Process, Words, documents

ROOT = Path(__file__).parents[3]


def test_work_is_done_by_as_many_processes_as_asked_each_of_one_thread() -> None:
    found = list(processes(Process(), documents(*map(str, range(40))), 2))
    pids = {pid for pid, _ in found}
    assert len(pids) == 2
    assert os.getpid() not in pids
    assert {threads for _, threads in found} == {("1", "1", "1")}


def test_no_more_processes_than_documents(tmp_path: Path) -> None:
    list(processes(Words(tmp_path), documents("one"), 8))
    assert len(list(tmp_path.iterdir())) == 1


def test_the_environment_of_this_process_stays_as_it_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("OMP_NUM_THREADS", "7")
    monkeypatch.delenv("MKL_NUM_THREADS", raising=False)
    list(processes(Process(), documents("one"), 1))
    assert os.environ["OMP_NUM_THREADS"] == "7"
    assert "MKL_NUM_THREADS" not in os.environ


def test_a_document_that_kills_its_worker_is_named_and_the_others_go_on(tmp_path: Path) -> None:
    texts = ["one", "die", *("two words " * n for n in range(1, 9))]
    found = list(processes(Words(tmp_path), documents(*texts), 2))
    failures = [f for f in found if isinstance(f, Failure)]
    assert [f.document.sources for f in failures] == [("1.txt",)]
    assert "SIGKILL" in failures[0].reason
    assert len(found) == len(texts)


def test_a_worker_that_is_killed_from_outside_costs_nothing(tmp_path: Path) -> None:
    found = list(processes(Words(tmp_path), documents("one", "die once", "three"), 1))
    assert sorted(found) == [("die once", 2), ("one", 1), ("three", 1)]


def test_an_idle_worker_that_is_killed_is_replaced(tmp_path: Path) -> None:
    def stream() -> Iterator[Document]:
        first, second = documents("one", "two words")
        yield first
        while not (loaded := list(tmp_path.glob("loaded-*"))):
            time.sleep(0.01)
        time.sleep(0.2)
        os.kill(int(loaded[0].name.partition("-")[2]), signal.SIGKILL)
        yield second

    # The stream is asked for the second document before the first has a result.
    found = list(processes(Words(tmp_path), stream(), 1))
    assert sorted(found) == [("one", 1), ("two words", 2)]


def test_a_job_that_kills_its_process_ends_the_run_with_a_reason() -> None:
    with pytest.raises(ConfigError, match=r"while it was loading .*exit code 7"):
        list(processes(Dying(), documents("one", "two"), 2))


@pytest.mark.parametrize("workers", [0, -1])
def test_no_worker_is_no_pool(workers: int, tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="at least 1"):
        list(processes(Words(tmp_path), documents("one"), workers))


def test_a_consumer_that_stops_early_leaves_no_process(tmp_path: Path) -> None:
    results = processes(Words(tmp_path), documents("one", *["slow"] * 20), 2)
    next(results)
    begin = time.perf_counter()
    results.close()
    assert time.perf_counter() - begin < 5
    for marker in tmp_path.glob("loaded-*"):
        with pytest.raises(ProcessLookupError):
            os.kill(int(marker.name.partition("-")[2]), 0)


SCRIPT = """
    import sys
    from pathlib import Path
    from kg.engine import processes
    from tests.jobs import Words, documents

    if __name__ == "__main__":
        job = Words(Path(sys.argv[1]))
        for _ in processes(job, documents("one", *["slow" + " " * n for n in range(500)]), 2):
            print("got", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="POSIX signals")
@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGKILL])
def test_workers_end_with_their_master(how: signal.Signals, tmp_path: Path) -> None:
    script = tmp_path / "run.py"
    script.write_text(textwrap.dedent(SCRIPT))
    markers = tmp_path / "markers"
    markers.mkdir()
    run = subprocess.Popen(
        [sys.executable, str(script), str(markers)],
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    assert run.stdout is not None
    run.stdout.readline()
    os.killpg(run.pid, how) if how == signal.SIGINT else run.kill()
    _, errors = run.communicate(timeout=20)
    assert "kg-worker" not in errors  # no worker has a traceback of its own
    _wait_until_gone(markers)


def _wait_until_gone(markers: Path) -> None:
    pids = [int(p.name.partition("-")[2]) for p in markers.glob("loaded-*")]
    assert pids
    deadline = time.monotonic() + 10
    while any(map(_lives, pids)):
        assert time.monotonic() < deadline, "a worker goes on without its master"
        time.sleep(0.05)


def _lives(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    stat = Path(f"/proc/{pid}/stat")
    return not stat.exists() or stat.read_text().rpartition(")")[2].split()[0] != "Z"
