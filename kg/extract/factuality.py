"""Did it happen, as the innermost source has it? A reading for every clause."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.data import Clause, Span
from kg.extract.embedding import read
from kg.extract.words import words

INFERRED = frozenset(
    "title kinship apposition age location alias affiliation instance belonging".split()
)
"""Rules whose relation is implied by a noun phrase: what its verb denies does not touch it."""


def with_factuality(doc: Doc, clauses: list[Clause]) -> Iterator[Clause]:
    """The clauses with factuality, modality and the spans of the cues."""
    at = {w.start: w for w in words(doc)}
    for clause in clauses:
        if clause.rule in INFERRED:
            yield clause
            continue
        reading = read(at[int(clause.id[1:].partition(".")[0])])
        cues: list[Span] = sorted({(w.start, w.end) for w in reading.cues})
        yield replace(
            clause, factuality=reading.factuality, modality=reading.modality, cues=tuple(cues)
        )
