"""What one very long document and one very frequent entity cost a build on a Spark cluster.

`kg spark` on a cluster of two workers with a core each builds short documents about many people,
and then as many words again, of which one document has `--words` and every other document is about
one person. Printed are words a second of both, and the time of the second over that of the first:
about one where skew stalls nothing. The skewed graph must be that of the local engine.
"""

from __future__ import annotations

import argparse
import os
import time
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import figure, words
from benchmarks.scale import one_document, short_documents, story
from kg import files, pipeline
from kg.engine import ONE_THREAD
from kg.formats.profiles import profile
from kg.spark.build import Options, build
from kg.spark.session import MASTER
from kg.watch import Watch
from tools.spark_cluster import cluster


def even(count: int, long: int, folder: Path) -> None:
    """Short documents about a hundred people, as many words as in the skewed ones."""
    short_documents(count + long // words_of_story(), folder)


def skewed(count: int, long: int, folder: Path) -> None:
    """Short documents of which every other one is about the same person, and a long one."""
    one_document(long, folder)
    for n in range(count):
        (folder / f"{n:07}.txt").write_text(story(n, 7 if n % 2 else n % 100), "utf-8")


def words_of_story() -> int:
    """How many words a short document has."""
    return len(story(0, 0).split())


def measured(make: Callable[[int, int, Path], None], count: int, long: int) -> float:
    """Seconds of a whole build for each word, its triples compared with the local engine's."""
    with TemporaryDirectory(prefix="kg-skew-") as place:
        texts, out, local = (Path(place) / name for name in ("texts", "out", "local.nt"))
        texts.mkdir()
        make(count, long, texts)
        begin = time.perf_counter()
        totals = build([str(texts)], str(out), Options(workers=2, profile=profile("nt")))
        seconds = time.perf_counter() - begin
        print(f"{make.__name__}: {totals['words']:,} words, {totals['entities']:,} entities, "
              f"{seconds:.0f} s, {totals['words'] / seconds:,.0f} words/s", flush=True)  # fmt: skip
        options = pipeline.Options(cache=False)
        files.save(pipeline.merge(pipeline.collect([texts], options, Watch()), options), local)
        if triples(out) != sorted(local.read_text("utf-8").splitlines()):
            raise SystemExit(f"{make.__name__}: the triples differ")
        return seconds / words(texts)


def triples(out: Path) -> list[str]:
    """All lines of N-Triples that a cluster wrote, sorted."""
    parts = (out / "triples").glob("part-*")
    return sorted(line for part in parts for line in part.read_text("utf-8").splitlines())


def main() -> None:
    """Print both rates and their ratio; end with an error where triples differ."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=2000, help="short ones (%(default)s)")
    parser.add_argument("--words", type=int, default=200_000, help="of the long one (%(default)s)")
    given = parser.parse_args()
    os.environ.update(ONE_THREAD)
    with cluster(workers=2) as running:
        os.environ[MASTER] = running.master
        measured(even, 2, 0)  # the executors start, and load the model
        seconds = [measured(make, given.documents, given.words) for make in (even, skewed)]
    figure("seconds a word, skewed / even", seconds[1] / seconds[0], most=1.5)


if __name__ == "__main__":
    main()
