"""A Spark cluster of two workers with a core each, on this machine, against `-j 2`.

Both build the same documents anew, and must give the same bytes of N-Triples. What Spark takes to
start its processes and to load the model is measured apart, by a build of two documents.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import corpus, figure, options, words
from kg import files, pipeline
from kg.engine import ONE_THREAD
from kg.spark.session import MASTER
from kg.watch import Watch
from tools.spark_cluster import cluster


def build(folder: Path, engine: str, out: Path) -> tuple[float, bytes]:
    """Seconds until all documents are analysed, and the graph's N-Triples."""
    how = pipeline.Options(engine=engine, workers=2, cache=False)
    begin = time.perf_counter()
    collection = pipeline.collect([folder], how, Watch())
    seconds = time.perf_counter() - begin
    files.save(pipeline.merge(collection, how), out / "graph.nt")
    return seconds, (out / "graph.nt").read_bytes()


def main() -> None:
    """Print both rates and their ratio; end with an error where the bytes differ."""
    given = options(__doc__, documents=400).parse_args()
    os.environ.update(ONE_THREAD)
    with (
        cluster(workers=2) as running,
        corpus(given.documents, given.data) as folder,
        corpus(2, given.data) as few,
        TemporaryDirectory() as place,
    ):
        os.environ[MASTER] = running.master
        out = Path(place)
        starts = {engine: build(few, engine, out)[0] for engine in ("processes", "spark")}
        found = {engine: build(folder, engine, out) for engine in ("processes", "spark")}
        total = words(folder)
    print(f"{given.documents} documents, {total:,} words")
    for engine, (seconds, _) in found.items():
        print(f"{engine}: {total / seconds:,.0f} words/s; two documents: {starts[engine]:.1f} s")
    if found["spark"][1] != found["processes"][1]:
        raise SystemExit("the N-Triples differ")
    figure("spark / two processes", found["processes"][0] / found["spark"][0], least=0.8)


if __name__ == "__main__":
    main()
