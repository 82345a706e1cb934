"""Who says so: clauses embedded under verbs of saying, in quotations, "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import Attribution, Clause, Phrase, Quotation
from kg.extract.factuality import INFERRED
from kg.extract.lexicon import ACCORDING, DENYING, REPORTING
from kg.extract.phrases import phrase, preposition
from kg.extract.predicates import is_verb, subjects
from kg.extract.words import Word, words

UNNAMED = Phrase("somebody")
"""Who says what is quoted from nobody in particular: it is reported all the same."""


def with_attribution(
    doc: Doc, clauses: list[Clause], quotations: list[Quotation]
) -> Iterator[Clause]:
    """The clauses with their sources: the innermost first, through whom it came behind it."""
    at = {w.start: w for w in words(doc)}
    for clause in clauses:
        said = _chain(_sources(doc, clause, at, quotations))
        yield replace(clause, attribution=said) if said else clause


def _sources(
    doc: Doc, clause: Clause, at: dict[int, Word], quotations: list[Quotation]
) -> list[tuple[Phrase, Phrase | None]]:
    """Speakers and hearers from the innermost outwards, each speaker once.

    What a noun phrase implies ("President Trump") is the writer's own wherever it is not quoted.
    """
    predicate = at[int(clause.id[1:].partition(".")[0])]
    found: list[tuple[Phrase, Phrase | None]] = []
    path = [predicate, *predicate.ancestors()]
    implied = clause.rule in INFERRED
    for inner, outer in () if implied else pairwise(path):
        if _reports(inner, outer):
            found += [
                (phrase(doc, s, brief=True), _hearer(doc, outer)) for s in subjects(outer)[:1]
            ]
    for word in () if implied else path:
        found += [(phrase(doc, s, brief=True), None) for s in _beside(word, predicate)]
    quotation = _quotation(predicate, quotations)
    if quotation is not None:
        found.append((quotation.speaker or UNNAMED, quotation.to))
    unique = {p.head: (p, to) for p, to in reversed(found)}
    return [unique[h] for h in dict.fromkeys(p.head for p, _ in found)]


def _reports(inner: Word, outer: Word) -> bool:
    """Whether the outer predicate is a verb of saying with the inner one as what is said."""
    said = inner.dep in ("ccomp", "parataxis") or (
        inner.dep == "xcomp" and outer.lemma in ("claim", "deny", "allege")
    )
    return said and is_verb(outer) and (outer.lemma in REPORTING or outer.lemma in DENYING)


def _beside(word: Word, predicate: Word) -> list[Word]:
    """Sources that hang below the clause: ", he said", "according to the police"."""
    found: list[Word] = []
    for child in word.children:
        if child.dep == "parataxis" and child.lemma in REPORTING and is_verb(child):
            inside = any(w is predicate for w in child.subtree())
            if not inside and not child.has("ccomp"):
                found += subjects(child)[:1]
        elif child.dep in ("obl", "advmod", "advcl") and preposition(child) in ACCORDING:
            found.append(child)
    return found


def _hearer(doc: Doc, verb: Word) -> Phrase | None:
    hearer = verb.first("iobj") or (verb.first("obj") if verb.lemma in ("tell", "warn") else None)
    return phrase(doc, hearer, brief=True) if hearer is not None else None


def _quotation(predicate: Word, quotations: list[Quotation]) -> Quotation | None:
    return next((q for q in quotations if q.start <= predicate.start < q.end), None)


def _chain(sources: list[tuple[Phrase, Phrase | None]]) -> Attribution | None:
    said: Attribution | None = None
    for source, to in reversed(sources):
        said = Attribution(source, to, said)
    return said
