"""The engine on a standalone cluster of this machine: a master, two workers, whole or in pieces."""

from __future__ import annotations

import os
import signal
import threading
import time
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg import files, pipeline
from kg.data import Document
from kg.engine import Failure, Work
from kg.spark.engine import SPARK
from kg.spark.session import missing
from kg.watch import Watch
from tests.jobs import Words, documents
from tools.spark_cluster import Cluster

pytestmark = [
    pytest.mark.skipif(bool(missing()), reason=missing()),
    pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs /proc to find executors"),
]


@dataclass(frozen=True)
class Slow:
    """Does a job, but takes its time."""

    job: Words
    seconds: float

    def __call__(self) -> Work[object]:
        work = self.job()

        def slow(document: Document) -> object:
            time.sleep(self.seconds)
            return work(document)

        return slow


def test_both_workers_work(running: Cluster, tmp_path: Path) -> None:
    texts = ["word " * 20_000 + str(n) for n in range(8)]  # a task each
    assert len(list(SPARK(Words(tmp_path), documents(*texts), 2))) == len(texts)
    assert len(running.executors()) == 2
    assert len(list(tmp_path.iterdir())) in (1, 2)  # the job is loaded once a process


def test_a_document_that_kills_every_process_is_named(running: Cluster, tmp_path: Path) -> None:
    found = list(SPARK(Words(tmp_path), documents("one", "die", "two words"), 2))
    failures = [f.document.text for f in found if isinstance(f, Failure)]
    assert failures == ["die"]
    assert {f for f in found if not isinstance(f, Failure)} == {("one", 1), ("two words", 2)}


@pytest.mark.model
def test_the_same_bytes_as_the_local_engine(
    running: Cluster, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds = [str(Path(__file__).parents[2] / "seeds" / "courier-talks.txt")]
    made = {}
    for engine in ("local", "spark"):
        monkeypatch.setenv("KG_CACHE", str(tmp_path / engine))
        options = pipeline.Options(engine=engine, workers=2)
        graph = pipeline.merge(pipeline.collect(seeds, options, Watch()), options)
        for ending in ("json", "nt"):
            files.save(graph, tmp_path / f"{engine}.{ending}")
        made[engine] = [(tmp_path / f"{engine}.{e}").read_bytes() for e in ("json", "nt")]
    assert made["spark"] == made["local"]


def test_an_executor_killed_and_a_worker_gone_change_nothing(
    running: Cluster, tmp_path: Path
) -> None:
    """The last test: the cluster has one worker less afterwards."""
    texts = ["word " * 20_000 + str(n) for n in range(24)]
    job = Slow(Words(tmp_path), 0.4)

    def harm() -> None:
        time.sleep(2)
        os.kill(running.executors()[0], signal.SIGKILL)
        time.sleep(2)
        running.workers[0].kill()

    thread = threading.Thread(target=harm)
    thread.start()
    found = list(SPARK(job, documents(*texts), 2))
    thread.join()
    assert running.workers[0].poll() is not None
    assert sorted(found) == sorted((text, len(text.split())) for text in texts)
