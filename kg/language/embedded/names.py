"""Named entities and literals: two taggers put together, and one type for a name in a document."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.language.embedded.decode import Floats, Ints, log_probabilities, sequences, spans

Found = tuple[int, int, str]
"""First word, the word after the last, and a type of `kg.data`."""

_POSSESSIVE = ("'s", "’s")
_SUFFIXES = frozenset("Jr Jr. Sr Sr. II III IV".split())
"""Words behind a person's name that name nobody alone."""


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


def with_nationalities(
    found: Sequence[Found], words: Sequence[str], tags: Sequence[str]
) -> list[Found]:
    """The same spans; a place that ends with an adjective ("South Korean") is NORP.

    So is its plural ("South Koreans") among the same words. `tags` are those of the words (XPOS).
    """
    named = [
        (start, end, "NORP" if kind in ("GPE", "LOC") and tags[end - 1] == "JJ" else kind)
        for start, end, kind in found
    ]
    plurals = {" ".join(words[start:end]) + "s" for start, end, kind in named if kind == "NORP"}
    return [
        (start, end, "NORP" if " ".join(words[start:end]) in plurals else kind)
        for start, end, kind in named
    ]


def without_authors(
    found: Sequence[Found], words: Sequence[str], types: Floats, tags: Tags
) -> list[Found]:
    """The same spans; "Kurt Vonnegut's Slaughterhouse-Five" is a person and a work.

    `types` are the emissions of the tagger of types. Only a full name is parted from a work:
    "St. Paul's Church" and "Schindler's List" are one.
    """
    result: list[Found] = []
    for start, end, kind in found:
        marks = [i for i in range(start + 2, end - 1) if words[i] in _POSSESSIVE]
        if kind == "WORK" and marks and _best_type(types[start : marks[0]], tags) == "PERSON":
            result += [(start, marks[0], "PERSON"), (marks[0] + 1, end, kind)]
        else:
            result.append((start, end, kind))
    return result


def _best_type(types: Floats, tags: Tags) -> str:
    options = sorted({kind for kinds in tags.finer.values() for kind in kinds})
    return options[int(log_probabilities(types, tags.types, options).sum(0).argmax())]


def with_repeated(
    found: Sequence[Found], words: Sequence[str], proper: Sequence[bool], literals: Sequence[str]
) -> list[Found]:
    """The same spans, and names of them that were overlooked where they stand again.

    That is the words of a name, or the last word of a person's, where they are `proper` nouns in
    no span, and no other such noun stands beside them.
    """
    known = _known(found, words, literals)
    firsts = {key[0] for key in known}
    longest = max(map(len, known), default=0)
    taken = _words(found)
    free = [is_proper and i not in taken for i, is_proper in enumerate(proper)]
    added: list[Found] = []
    end = 0
    for i, word in enumerate(words):
        if i < end or not free[i] or word not in firsts or (i and free[i - 1]):
            continue
        for size in range(min(longest, len(words) - i), 0, -1):
            kind = known.get(tuple(words[i : i + size]))
            apart = i + size == len(words) or not free[i + size]
            if kind and apart and taken.isdisjoint(range(i, i + size)):
                end = i + size
                added.append((i, end, kind))
                break
    return sorted([*found, *added])


def _known(
    found: Sequence[Found], words: Sequence[str], literals: Sequence[str]
) -> dict[tuple[str, ...], str]:
    """Types of names by their words, and of persons by the last; the first in a text counts."""
    known: dict[tuple[str, ...], str] = {}
    for start, end, kind in found:
        if kind in literals:
            continue
        if end - start > 1 or len(words[start]) > 1:
            known.setdefault(tuple(words[start:end]), kind)
        if kind == "PERSON" and len(words[end - 1]) > 1 and words[end - 1] not in _SUFFIXES:
            known.setdefault((words[end - 1],), kind)
    return known


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
