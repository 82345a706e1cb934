"""Words a second of a whole build in one process, against the language model alone."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from benchmarks.common import build, corpus, environment, figure, median, options, words

ALONE = """
import sys, time
from pathlib import Path
from kg import language
texts = [p.read_text("utf-8") for p in sorted(Path(sys.argv[1]).iterdir())]
nlp = language.load()
begin, used = time.perf_counter(), time.process_time()
for _ in nlp.pipe(texts):
    pass
print(time.perf_counter() - begin, time.process_time() - used)
"""


def alone(folder: Path) -> tuple[float, float]:
    """Seconds of `nlp.pipe` over all texts, loading apart: by the wall, and of the processor."""
    done = subprocess.run(
        [sys.executable, "-c", ALONE, str(folder)],
        env=environment(),
        check=True,
        capture_output=True,
        text=True,
    )
    seconds, processor = map(float, done.stdout.split())
    return seconds, processor


def main() -> None:
    """Print both rates and their ratio; the build counts from its start to its last file."""
    given = options(__doc__, documents=100).parse_args()
    with corpus(given.documents, given.data) as folder:
        total = words(folder)
        pairs = [(alone(folder), build(folder, "-j", "1")) for _ in range(given.repeat)]
    model = median([seconds for (seconds, _), _ in pairs])
    whole = median([run.seconds for _, run in pairs])
    print(f"{given.documents} documents, {total:,} words")
    print(
        f"language model alone: {total / model:,.0f} words/s; build: {total / whole:,.0f} words/s"
    )
    for stage, seconds in pairs[-1][1].timings["seconds"].items():
        print(f"  {seconds:8.2f} s  {stage}")
    figure("build / language model alone", model / whole, least=0.7)
    shares = [processor / run.processor for (_, processor), run in pairs]
    figure("by processor time, which others on the machine disturb less", median(shares), least=0.7)


if __name__ == "__main__":
    main()
