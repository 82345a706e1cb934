"""A build killed again and again at random moments gives the bytes of an undisturbed one."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import time
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import corpus, environment, kg, options


def digests(out: Path) -> dict[str, str]:
    """A hash for each file."""
    return {p.name: sha256(p.read_bytes()).hexdigest() for p in sorted(out.glob("[!.]*"))}


def kept(cache: Path) -> int:
    """How many analyses are in a cache."""
    return sum(p.is_file() for p in cache.rglob("*"))


def main() -> None:
    """Build undisturbed, then kill builds at moments drawn from a seed, then let one end."""
    parser = options(__doc__, documents=400)
    parser.add_argument("--kills", type=int, default=10)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    draw = random.Random(given.seed)
    with corpus(given.documents, given.data) as folder, TemporaryDirectory() as place:
        there, back = Path(place) / "there", Path(place) / "back"
        begin = time.perf_counter()
        command = kg("build", str(folder), "-q", "-j", "2", "-o")
        subprocess.run([*command, str(there)], env=environment(Path(place) / "a"), check=True)
        whole = time.perf_counter() - begin
        cache = Path(place) / "b"
        for _ in range(given.kills):
            moment = draw.uniform(0, 2 * whole / given.kills)
            run = subprocess.Popen(
                [*command, str(back)], env=environment(cache), start_new_session=True
            )
            time.sleep(moment)
            os.killpg(run.pid, signal.SIGKILL)
            run.wait()
            print(f"killed after {moment:.1f} s with {kept(cache)} analyses kept")
        subprocess.run([*command, str(back)], env=environment(cache), check=True)
        same = digests(there) == digests(back)
    print(f"{given.kills} kills over a build of {whole:.1f} s: {'same' if same else 'OTHER'} bytes")
    if not same:
        raise SystemExit(1)


if __name__ == "__main__":
    main()
