"""A second build with nothing changed, and one with one document changed, against the first."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks.common import build, corpus, figure, options


def main() -> None:
    """Print the times and their ratios."""
    given = options(__doc__, documents=400).parse_args()
    with corpus(given.documents, given.data) as folder, TemporaryDirectory() as place:
        cache, out = Path(place) / "cache", Path(place) / "out"
        first = build(folder, "-j", "1", cache=cache, out=out)
        again = build(folder, "-j", "1", cache=cache, out=out)
        one = min(folder.iterdir())
        one.write_text(one.read_text("utf-8") + "\nAda Lovelace met Charles Babbage.\n", "utf-8")
        changed = build(folder, "-j", "1", cache=cache, out=out)
    assert again.timings["documents"] == 0
    assert changed.timings["documents"] == 1
    print(
        f"{given.documents} documents: {first.seconds:.1f} s, then {again.seconds:.1f} s, "
        f"{changed.seconds:.1f} s with one changed"
    )
    for stage, seconds in again.timings["seconds"].items():
        print(f"  {seconds:8.2f} s  {stage} (second build)")
    figure("second build / first", again.seconds / first.seconds, most=0.15)
    figure("one document changed / first", changed.seconds / first.seconds, most=0.2)


if __name__ == "__main__":
    main()
