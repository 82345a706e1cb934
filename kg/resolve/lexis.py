"""The words and acronyms of all names that are no people's: how often each stands in a name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from kg.resolve.names import Name, acronyms

Part = tuple[str, ...]
"""What is counted: its sort, the kind of thing where that matters, and the word."""


class Lexis:
    """Counts over the names of a set of documents, each counted once a kind of thing.

    `counts` are those of `parts`; `acronyms` and `short_names` are how often what should name
    one thing names another too (0 to 1).
    """

    def __init__(self, counts: Mapping[Part, int], acronyms: float, short_names: float) -> None:
        self._counts = counts
        self.acronyms, self.short_names = acronyms, short_names

    @staticmethod
    def of(names: Iterable[tuple[str, Name]]) -> Lexis:
        """The lexis of names, each with the kind of thing that it names."""
        once = {(kind, n.key): n for kind, n in names}
        counts = Counter(p for (kind, _), n in once.items() for p in parts(kind, n))
        shared = [
            [count for (sort, *_), count in counts.items() if sort == wanted]
            for wanted in ("acronym", "start")
        ]
        return Lexis(counts, *(shared_part(len(c), sum(c)) for c in shared))

    def word(self, kind: str, word: str) -> int:
        """In how many names of a kind a word stands."""
        return self._counts.get(("word", kind, word), 0)

    def expansions(self, letters: str) -> int:
        """How many names an acronym can stand for."""
        return self._counts.get(("letters", letters), 0)


def parts(kind: str, name: Name) -> Iterator[Part]:
    """What a name is counted by."""
    yield from (("word", kind, t) for t in name.tokens)
    for a in sorted(acronyms(name)):
        yield "acronym", kind, a
        yield "letters", a
    if name.tokens[1:]:
        yield "start", kind, name.tokens[0]


def looked_up(kind: str, name: Name) -> Iterator[Part]:
    """What is looked up for a name."""
    yield from (("word", kind, t) for t in name.tokens)
    yield "letters", name.key


def shared_part(different: int, all_: int) -> float:
    """How often something that should name one thing names another too."""
    return 1 - different / all_ if all_ else 0.0
