"""A standalone Spark cluster on the loopback address: one master, several worker processes.

    python -m tools.spark_cluster --workers 2

prints what to set so that `kg build --engine spark` uses it, and runs until Ctrl-C.
"""

from __future__ import annotations

import argparse
import os
import re
import signal
import subprocess
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory

HOST = "127.0.0.1"
SECONDS = 90
"""How long a process may take until it says that it has started."""


@dataclass(frozen=True)
class Cluster:
    """A running cluster: the master's address, and its worker processes."""

    master: str
    workers: tuple[subprocess.Popen[str], ...]

    def executors(self) -> list[int]:
        """Process ids of the executors that the workers run now."""
        return [pid for worker in self.workers for pid in _children(worker.pid)]


@contextmanager
def cluster(workers: int = 2, cores: int = 1, memory: str = "1g") -> Iterator[Cluster]:
    """A cluster whose workers have so many cores and so much memory each; ends with the block."""
    started: list[subprocess.Popen[str]] = []
    with TemporaryDirectory(prefix="kg-spark-") as folder:
        try:
            arguments = ("master.Master", "--host", HOST, "--port", "0", "--webui-port", "0")
            master = _start(folder, *arguments)
            started.append(master)
            address = _wait_for(master, r"Starting Spark master at (spark://\S+)")
            size = ("--cores", str(cores), "--memory", memory, "--webui-port", "0")
            place = ("--host", HOST, "--work-dir", folder)
            started += [
                _start(folder, "worker.Worker", *size, *place, address) for _ in range(workers)
            ]
            for worker in started[1:]:
                _wait_for(worker, "Successfully registered with master")
            yield Cluster(address, tuple(started[1:]))
        finally:
            for process in reversed(started):
                process.send_signal(signal.SIGTERM)
            for process in started:
                process.wait()


def _start(folder: str, name: str, *arguments: str) -> subprocess.Popen[str]:
    spec = find_spec("pyspark")
    if spec is None or spec.origin is None:
        raise SystemExit("pyspark is not installed: pip install 'kg-evidence[spark]'")
    home = Path(spec.origin).parent
    return subprocess.Popen(
        [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{name}", *arguments],
        env={**os.environ, "SPARK_HOME": str(home), "SPARK_LOCAL_IP": HOST},
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )


def _wait_for(process: subprocess.Popen[str], pattern: str) -> str:
    """What a process's log says when it is ready; the rest of the log is read and forgotten."""
    assert process.stderr is not None
    late = threading.Timer(SECONDS, process.kill)
    late.start()
    log = []
    for line in process.stderr:
        log.append(line)
        if found := re.search(pattern, line):
            late.cancel()
            threading.Thread(target=process.stderr.read, daemon=True).start()
            return found[1] if found.groups() else found[0]
    raise RuntimeError("Spark did not start:\n" + "".join(log))


def _children(pid: int) -> list[int]:
    """Executors run under a worker; reads `/proc`, so only where that is."""
    found = [int(p) for path in _tasks(pid) for p in path.read_text().split()]
    return [p for p in found if b"CoarseGrainedExecutorBackend" in _command(p)]


def _tasks(pid: int) -> list[Path]:
    return list(Path(f"/proc/{pid}/task").glob("*/children"))


def _command(pid: int) -> bytes:
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes()
    except OSError:
        return b""


def main() -> None:
    """Run a cluster until Ctrl-C."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--cores", type=int, default=1, help="of each worker (%(default)s)")
    parser.add_argument("--memory", default="2g", help="of each worker (%(default)s)")
    given = parser.parse_args()
    with cluster(given.workers, given.cores, given.memory) as running:
        print(f"export KG_SPARK_MASTER={running.master}", flush=True)
        try:
            while True:
                time.sleep(3600)
        except KeyboardInterrupt:
            pass


if __name__ == "__main__":
    main()
