"""Named entities and literals: two taggers put together, and one type for a name in a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.language.embedded.decode import Floats, Ints, log_probabilities, sequences, spans

Found = tuple[int, int, str]
"""First word, the word after the last, and a type of `kg.data`."""


@dataclass(frozen=True, slots=True)
class Tags:
    """Tag sets of the two taggers, and how their types belong together.

    `finer` gives the types that a coarse type of `names` can be; `literals` are the types that
    only `types` decides.
    """

    names: list[str]
    types: list[str]
    finer: Mapping[str, list[str]]
    literals: list[str]


def find(
    names: Floats, types: Floats, bounds: list[int], tags: Tags, decoder: Mapping[str, Floats]
) -> list[Found]:
    """Names and literals of words with these emissions, in sentences that begin at `bounds`."""
    coarse = sequences(names, decoder["names_transitions"], bounds)
    fine = sequences(types, decoder["types_transitions"], bounds)
    found = list(_named(coarse, types, tags))
    taken = _words(found)
    found += [
        (start, end, kind)
        for start, end, kind in spans(fine, tags.types)
        if kind in tags.literals and taken.isdisjoint(range(start, end))
    ]
    return sorted(found)


def _named(coarse: Ints, types: Floats, tags: Tags) -> Iterator[Found]:
    for start, end, kind in spans(coarse, tags.names):
        options = tags.finer.get(kind, ())
        if len(options) > 1:
            scores = log_probabilities(types[start:end], tags.types, list(options)).sum(0)
            yield start, end, options[int(scores.argmax())]
        elif options:
            yield start, end, options[0]


def _words(found: Sequence[Found]) -> set[int]:
    return {i for start, end, _ in found for i in range(start, end)}


def plausible(
    found: Sequence[Found], nameable: Sequence[bool], literals: Sequence[str]
) -> list[Found]:
    """The same spans without names of which no word is `nameable`."""
    return [f for f in found if f[2] in literals or any(nameable[f[0] : f[1]])]


def with_nationalities(found: Sequence[Found], tags: Sequence[str]) -> list[Found]:
    """The same spans; a place that ends with an adjective ("South Korean") is NORP.

    `tags` are those of the words (XPOS).
    """
    return [
        (start, end, "NORP" if kind in ("GPE", "LOC") and tags[end - 1] == "JJ" else kind)
        for start, end, kind in found
    ]


def with_one_type(
    found: Sequence[Found], words: Sequence[str], literals: Sequence[str]
) -> list[Found]:
    """The same spans; a name has the type that it has most often among these words.

    Ties go to the type that comes first.
    """
    texts = [tuple(words[start:end]) for start, end, _ in found]
    votes: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for text, (_, _, kind) in zip(texts, found, strict=True):
        votes[text][kind] += 1
    return [
        (start, end, kind if kind in literals else votes[text].most_common(1)[0][0])
        for text, (start, end, kind) in zip(texts, found, strict=True)
    ]
