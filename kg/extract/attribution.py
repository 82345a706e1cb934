"""Who says so: clauses embedded under verbs of saying, in quotations, "according to"."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import Attribution, Clause, Phrase, Quotation
from kg.extract.factuality import INFERRED
from kg.extract.lexicon import ACCORDING, DENYING, MODALS, NOTED, REPORTING
from kg.extract.phrases import phrase, preposition
from kg.extract.predicates import is_passive, is_verb, subjects
from kg.extract.words import Word, words

UNNAMED = Phrase("somebody")
"""Who says what is quoted from nobody in particular: it is reported all the same."""
TELLING = frozenset("tell warn inform advise notify remind assure ask".split())
"""Verbs of saying whose passive has the hearer as its subject."""
Sources = list[tuple[Phrase, Phrase | None]]
"""Speakers, each with the hearer if named."""


def with_attribution(
    doc: Doc, clauses: list[Clause], quotations: list[Quotation]
) -> Iterator[Clause]:
    """The clauses with their sources: the innermost first, through whom it came behind it."""
    at = {w.start: w for w in words(doc)}
    for clause in clauses:
        said = _chain(_sources(doc, clause, at, quotations))
        yield replace(clause, attribution=said) if said else clause


def _sources(doc: Doc, clause: Clause, at: dict[int, Word], quotations: list[Quotation]) -> Sources:
    """Speakers and hearers from the innermost outwards, each speaker once.

    What a noun phrase implies ("President Trump") is the writer's own wherever it is not quoted.
    """
    predicate = at[int(clause.id[1:].partition(".")[0])]
    found: Sources = []
    path = [predicate, *predicate.ancestors()]
    quotation = _quotation(predicate, quotations)
    implied = clause.rule in INFERRED
    for inner, outer in () if implied else pairwise(path):
        if _reports(inner, outer) and not _is_tag(inner, outer, quotation):
            found += _reporter(doc, outer)
    for word in () if implied else path:
        found += [(phrase(doc, s, brief=True), None) for s in _beside(word, predicate)]
    if quotation is not None:
        found.append((quotation.speaker or UNNAMED, quotation.to))
    named = [p.head if p.head is not None else -n for n, (p, _) in enumerate(found, 1)]
    unique = dict(zip(reversed(named), reversed(found), strict=True))
    return [unique[h] for h in dict.fromkeys(named)]


def _reports(inner: Word, outer: Word) -> bool:
    """Whether the outer predicate is a verb of saying with the inner one as what is said."""
    said = inner.dep in ("ccomp", "parataxis") or (
        inner.dep == "xcomp" and outer.lemma in ("claim", "deny", "allege")
    )
    told = said or (
        inner.base == "csubj" and inner.has("nsubj", "nsubj:pass") and is_passive(outer)
    )
    return told and is_verb(outer) and (outer.lemma in REPORTING or outer.lemma in DENYING)


def _is_tag(inner: Word, outer: Word, quotation: Quotation | None) -> bool:
    """Whether a verb of saying stands beside a quotation whose speaker is known by it."""
    if quotation is None or quotation.speaker is None:
        return False
    return (
        inner.start >= quotation.start > outer.start or inner.start < quotation.end <= outer.start
    )


def _reporter(doc: Doc, verb: Word) -> Sources:
    """Who says by a verb of saying what it embeds, and to whom.

    The subject of a passive is told ("he was warned that …") or stands for what is said ("it was
    reported that …"): its agent says so, or somebody. "It should be noted that" says it itself.
    """
    if not is_passive(verb):
        return [(phrase(doc, s, brief=True), _hearer(doc, verb)) for s in subjects(verb)[:1]]
    agent = verb.first("obl:agent")
    if agent is None and verb.lemma in NOTED and any(a.lower in MODALS for a in verb.all("aux")):
        return []
    told = subjects(verb)[:1] if verb.lemma in TELLING and not verb.has("expl") else []
    told = [s for s in told if s.lower != "it"]
    source = UNNAMED if agent is None else phrase(doc, agent, brief=True)
    return [(source, phrase(doc, told[0], brief=True) if told else None)]


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


def _chain(sources: Sources) -> Attribution | None:
    said: Attribution | None = None
    for source, to in reversed(sources):
        said = Attribution(source, to, said)
    return said
