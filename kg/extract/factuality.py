"""Did it happen, as the innermost source has it? A reading for every clause.

Rules read the words (`polarity`) and what embeds them (`embedding`); where the embedded encoder
has read the text, a trained judgement may doubt what they take for asserted (`judgement`). Such a
clause has the modality "context" and no cues.
"""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import Clause, Span
from kg.extract import judgement
from kg.extract.embedding import read
from kg.extract.words import words

INFERRED = frozenset(
    "title kinship apposition age location alias affiliation instance participants".split()
)
"""Rules whose relation is implied by a noun phrase: what its verb denies does not touch it."""


def with_factuality(doc: Doc, clauses: list[Clause]) -> Iterator[Clause]:
    """The clauses with factuality, modality and the spans of the cues."""
    at = {w.start: w for w in words(doc)}
    vectors = judgement.vectors(doc)
    for clause in clauses:
        if clause.rule in INFERRED:
            yield clause
            continue
        word = at[int(clause.id[1:].partition(".")[0])]
        reading = read(word)
        if vectors is not None and judgement.is_doubtful(word, reading, vectors[word.i]):
            yield replace(clause, factuality="hypothetical", modality=judgement.MODALITY)
            continue
        cues: list[Span] = sorted({(w.start, w.end) for w in reading.cues})
        yield replace(
            clause, factuality=reading.factuality, modality=reading.modality, cues=tuple(cues)
        )
