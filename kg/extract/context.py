"""What a trained judgement looks at in a predicate's surroundings, as named features."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from kg.extract.polarity import Reading
from kg.extract.words import Word

ANCESTORS = 3
"""Words above the predicate that are looked at."""
FUNCTIONAL = ("aux", "mark", "cop", "advmod", "cc")
COMPLEMENTS = ("obj", "ccomp", "xcomp")


def features(word: Word, reading: Reading) -> list[str]:
    """The features that hold of a predicate with this reading, each once, in order."""
    found = [*_of_rules(word, reading), *_own(word), *_around(word)]
    return list(dict.fromkeys(found))


def _of_rules(word: Word, reading: Reading) -> Iterator[str]:
    """What the rules say: factuality, modality, cues."""
    yield f"rules={reading.factuality}"
    yield f"modality={reading.modality}"
    yield f"modality+tag={reading.modality}/{word.tag}"
    yield f"modality+dep={reading.modality}/{word.dep}"
    yield from (f"cue={cue.lower}" for cue in reading.cues)


def _own(word: Word) -> Iterator[str]:
    """The predicate and what depends on it: tense, person, markers, complements."""
    yield f"lemma={word.lemma}"
    yield f"dep={word.dep}"
    yield f"tag={word.tag}"
    for child in word.children:
        if child.base in FUNCTIONAL:
            yield f"{child.base}={child.lower}"
        elif child.base == "nsubj":
            yield f"subject={child.lower if child.pos == 'PRON' else child.tag}"
        elif child.dep == "advcl":
            yield f"clause={'+'.join(m.lower for m in child.all('mark', 'advmod')[:2])}"
        if child.base in COMPLEMENTS:
            yield f"has={child.base}"


def _around(word: Word) -> Iterator[str]:
    """What stands above the predicate, and how the sentence ends."""
    path = [word, *word.ancestors()]
    yield f"path={word.dep}>{word.head.dep}>{word.head.tag}"
    yield f"governor={word.dep}>{word.head.lemma}"
    for above in islice(path, 1, 1 + ANCESTORS):
        yield f"above={above.tag}"
        yield f"above lemma={above.lemma}"
        for child in above.children:
            if child.base in ("aux", "mark"):
                yield f"above {child.base}={child.lower}"
    last = [c.text for c in path[-1].children if c.dep == "punct"]
    yield f"end={last[-1] if last else ''}"
