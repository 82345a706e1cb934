"""Two processes against one."""

from __future__ import annotations

from benchmarks.common import build, corpus, figure, median, options


def main() -> None:
    """Print the times of a build without a cache, and how many times faster two are."""
    given = options(__doc__, documents=400).parse_args()
    with corpus(given.documents, given.data) as folder:
        pairs = [
            (build(folder, "-j", "1").seconds, build(folder, "-j", "2").seconds)
            for _ in range(given.repeat)
        ]
    one, two = median([a for a, _ in pairs]), median([b for _, b in pairs])
    print(f"{given.documents} documents: {one:.1f} s with one process, {two:.1f} s with two")
    figure("one process / two", one / two, least=1.75)


if __name__ == "__main__":
    main()
