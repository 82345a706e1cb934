"""Extraction: a parsed Doc in Universal Dependencies -> mentions, clauses, quotations.

Each step takes what the one before made and adds to it: quotations, the rules' clauses, their
literals and times, factuality, attribution, confidence; then the mentions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np
from numpy.typing import NDArray
from spacy.tokens import Doc

from kg.copying import replace
from kg.data import Clause, Extraction, Literal, Mention, Phrase, Quotation
from kg.extract import judgement
from kg.extract.attribution import with_attribution
from kg.extract.clauses import shift
from kg.extract.confidence import with_confidence
from kg.extract.factuality import with_factuality
from kg.extract.literals import with_literals
from kg.extract.mentions import mentions
from kg.extract.phrases import shifted
from kg.extract.prose import is_prose
from kg.extract.quotes import quotations
from kg.extract.words import source_text, words

Rule = Callable[[Doc], Iterable[Clause]]
"""Finds clauses in a Doc. Offsets count characters of the Doc; `Clause.id` is "c" and the start
of the predicate's head word, which tells the later steps where to look."""


def extract(doc: Doc, rules: Sequence[Rule], offset: int = 0, date: str = "") -> Extraction:
    """What `rules` find in a Doc that begins at `offset` of a document of this date.

    The result's offsets count characters of the document.
    """
    quoted = quotations(doc)
    stated = [c for rule in rules for c in rule(doc) if is_prose(_sentence(doc, c))]
    found = _unique(stated)
    found = list(with_literals(doc, found, date))
    found = list(with_factuality(doc, found))
    found = list(with_attribution(doc, found, quoted))
    found = list(with_confidence(doc, _without_dangling(found)))
    mentioned = tuple(_shift_mention(m, offset) for m in mentions(doc, quoted))
    return Extraction(
        mentioned,
        tuple(shift(c, offset) for c in found),
        tuple(_shift_quotation(q, offset) for q in quoted),
        _vectors(doc, mentioned, offset),
    )


def _sentence(doc: Doc, clause: Clause) -> str:
    return source_text(doc)[slice(*clause.sentence)]


def _vectors(doc: Doc, found: Sequence[Mention], offset: int) -> dict[int, NDArray[np.float16]]:
    """The word vectors of mentions' heads, by the start of the head in the document."""
    of_words = judgement.vectors(doc)
    if of_words is None:
        return {}
    row = {word.start + offset: word.i for word in words(doc)}
    heads = sorted({m.features.head[0] for m in found if m.features})
    rows = of_words[[row[h] for h in heads]].astype(np.float16)
    return dict(zip(heads, rows, strict=True))


def _unique(clauses: list[Clause]) -> list[Clause]:
    """The clauses in order of their heads, ids made unique ("c12", "c12.1"), no clause twice."""
    seen: dict[str, int] = {}
    kept: dict[tuple[object, ...], Clause] = {}
    for clause in clauses:
        key = (clause.subject, clause.relation, clause.object, clause.arguments)
        kept.setdefault(key, clause)
    result = []
    for clause in sorted(kept.values(), key=lambda c: int(c.id[1:])):
        k = seen[clause.id] = seen.get(clause.id, -1) + 1
        result.append(replace(clause, id=f"{clause.id}.{k}") if k else clause)
    return result


def _without_dangling(clauses: list[Clause]) -> list[Clause]:
    """The clauses with the mere words of objects and arguments in which no rule found a clause."""
    ids = {c.id for c in clauses}

    def known(phrase: Phrase) -> Phrase:
        if phrase.clause is None or phrase.clause in ids:
            return phrase
        words = Literal(phrase.text, "xsd:string", "QUALITY")
        return replace(phrase, clause=None, literal=words)

    return [
        replace(
            c,
            object=known(c.object) if c.object else None,
            arguments=tuple(replace(a, phrase=known(a.phrase)) for a in c.arguments),
        )
        for c in clauses
    ]


def _shift_mention(mention: Mention, offset: int) -> Mention:
    f = mention.features
    if not offset or f is None:
        return mention
    moved = replace(
        f,
        head=(f.head[0] + offset, f.head[1] + offset),
        sentence=(f.sentence[0] + offset, f.sentence[1] + offset),
        governor=f.governor + offset,
        above=tuple(a + offset for a in f.above),
        modifies=f.modifies + offset if f.modifies >= 0 else -1,
    )
    return replace(mention, start=mention.start + offset, end=mention.end + offset, features=moved)


def _shift_quotation(quotation: Quotation, offset: int) -> Quotation:
    return Quotation(
        quotation.start + offset,
        quotation.end + offset,
        shifted(quotation.speaker, offset) if quotation.speaker else None,
        shifted(quotation.to, offset) if quotation.to else None,
    )
