"""The lookup of lemmas: inflected words whose lemma the treebanks agree on, by form and XPOS."""

from __future__ import annotations

from collections import Counter, defaultdict

from training.corpus import Document

PROPER = ("NNP", "NNPS")
INFLECTED = ("VBD", "VBG", "VBN", "VBZ", "NNS", "NNPS", "JJR", "JJS", "RBR", "RBS")


def lookup_key(word: str, xpos: str) -> str:
    """Return the key of a word; only proper nouns keep their case.

    >>> lookup_key("Went", "VBD"), lookup_key("Alps", "NNPS")
    ('went|VBD', 'Alps|NNPS')
    """
    return f"{word if xpos in PROPER else word.lower()}|{xpos}"


def build_lookup(
    documents: list[Document], least: int = 2, agreement: float = 0.95
) -> dict[str, str]:
    """Return key -> lemma of words seen often enough, where the lemma is not simply the form."""
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for document in documents:
        for s in document.sentences:
            rows = zip(s.words, s.xpos or (), s.lemmas or (), strict=bool(s.lemmas))
            for word, xpos, lemma in rows:
                counts[lookup_key(word, xpos)][lemma] += 1
    found = {}
    for key, lemmas in sorted(counts.items()):
        lemma, best = lemmas.most_common(1)[0]
        total = sum(lemmas.values())
        form, _, xpos = key.rpartition("|")
        plain = lemma == form and xpos not in INFLECTED
        if total >= least and best >= agreement * total and not plain and lemma != "_":
            found[key] = lemma
    return found
