"""Peak memory of a worker, by the operating system's accounting, for few and many documents.

Reads `/proc`, so it runs on Linux only.
"""

from __future__ import annotations

import re
import subprocess
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import corpus, environment, figure, kg, options


def peaks(folder: Path, workers: int) -> tuple[float, float]:
    """Peak resident MB of a build's main process and of its largest worker."""
    highest: dict[int, float] = {}
    with TemporaryDirectory() as out:
        flags = ("-o", out, "-f", "json,ttl", "-q", "--no-cache", "-j", str(workers))
        run = subprocess.Popen(kg("build", str(folder), *flags), env=environment())
        while run.poll() is None:
            for pid in (run.pid, *_workers(run.pid)):
                highest[pid] = max(highest.get(pid, 0), _peak(pid))
            time.sleep(0.05)
    if run.returncode:
        raise SystemExit(f"the build ended with {run.returncode}")
    main = highest.pop(run.pid)
    return main, max(highest.values())


def _workers(pid: int) -> list[int]:
    """Children that analyse; one forked to write a format shares the memory of its parent."""
    try:
        found = [int(p) for p in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]
        return [p for p in found if b"spawn_main" in Path(f"/proc/{p}/cmdline").read_bytes()]
    except OSError:
        return []


def _peak(pid: int) -> float:
    """VmHWM in MB; 0 for a process that is gone."""
    try:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{pid}/status").read_text())
    except OSError:
        return 0
    return int(found[1]) / 1000 if found else 0


def main() -> None:
    """Print both peaks for two sizes; a worker's must not grow with the number of documents."""
    parser = options(__doc__, documents=400)
    parser.add_argument("--more", type=int, default=4000, help="the larger size (%(default)s)")
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    found = {}
    for count in (given.documents, given.more):
        with corpus(count, given.data) as folder:
            found[count] = peaks(folder, given.workers)
        print(f"{count} documents: main {found[count][0]:.0f} MB, worker {found[count][1]:.0f} MB")
    figure("worker, more / fewer", found[given.more][1] / found[given.documents][1], most=1.1)


if __name__ == "__main__":
    main()
