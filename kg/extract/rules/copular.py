"""Statements made by "be" with a noun, an adjective, a number or a place."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc

from kg.data import Argument, Clause, Phrase
from kg.extract.arguments import linking, narrowing, of_object
from kg.extract.clauses import Frame, is_literal, make, quality
from kg.extract.lexicon import NEGATIONS
from kg.extract.phrases import brief_phrase, case_words, is_connective, preposition
from kg.extract.predicates import (
    CHAINING_ADJECTIVES,
    clausal_subjects,
    completes,
    is_verb,
    nominalised,
    subjects,
)
from kg.extract.words import Word, governing

DEGREES = frozenset("less more most least too".split())
PRO_FORMS = frozenset("so such there here then why how where when".split())
"""Words that stand for a quality or a place and name none ("so were we")."""
QUALITIES = ("ADJ", "ADV", "VERB")
OBLIQUES = ("obl", "obl:unmarked", "obl:npmod", "obl:tmod")


def copular_nominal(doc: Doc) -> Iterator[Clause]:
    """ "Kim is the second-most powerful person in the country" gives (Kim, is, the … person)."""
    yield from make(doc, _frames("copular_nominal", doc, _is_nominal))


def copular_locative(doc: Doc) -> Iterator[Clause]:
    """ "The hotel is in Hanoi" gives (The hotel, is in, Hanoi)."""
    yield from make(doc, _frames("copular_locative", doc, lambda w: _noun(w) and w.has("case")))


def copular_adjective(doc: Doc) -> Iterator[Clause]:
    """ "The talks were constructive" gives (The talks, were, "constructive"): a quality.

    With a prepositional argument that is the object: "was aware of the risk" gives (…, was aware
    of, the risk).
    """
    yield from make(doc, _frames("copular_adjective", doc, _is_quality))


def copular_clause(doc: Doc) -> Iterator[Clause]:
    """ "The next step is to gather the materials" gives (The next step, is to, gather …).

    What is done is named by a noun phrase, as "gathering the materials" would be.
    """
    frames = []
    for verb in governing(doc, "nsubj:outer", "cop"):
        outer = verb.first("nsubj:outer")
        if verb.pos != "VERB" or verb.tag not in ("VB", "VBG"):
            continue
        marks = [m for m in verb.all("mark") if m.lower == "to"]
        if verb.tag == "VB" and not marks:
            continue
        lemma = "be to" if marks else "be"
        relation = [*_relation(verb), *marks]
        for subject in outer.conjuncts() if outer else subjects(verb):
            what = nominalised(doc, verb)
            frames.append(Frame("copular_clause", verb, subject, relation, lemma, what))
    yield from make(doc, frames)


def _frames(rule: str, doc: Doc, fits: Callable[[Word], bool]) -> Iterator[Frame]:
    for first in governing(doc, "cop"):
        if first.dep == "xcomp" and linking(first.head) is not None:
            continue
        for predicate in _coordinated(first):
            if fits(predicate):
                for subject in subjects(first) or clausal_subjects(doc, first):
                    if _is_cleft(subject, predicate):
                        continue
                    yield _frame(rule, doc, first, predicate, subject)


def _is_cleft(subject: Word | Phrase, predicate: Word) -> bool:
    """ "It was she who led the team" says nothing of "it"."""
    it = isinstance(subject, Word) and subject.lower == "it"
    return it and predicate.pos in ("PRON", "PROPN") and predicate.has("acl:relcl", "appos")


def _coordinated(first: Word) -> list[Word]:
    """The predicates that share the copula of the first ("is a guy and a character")."""
    return [w for w in first.conjuncts() if w is first or not (w.has("cop") or is_verb(w))]


def _frame(rule: str, doc: Doc, first: Word, predicate: Word, subject: Word | Phrase) -> Frame:
    relation = _relation(first)
    own = [w for w in predicate.all(*OBLIQUES) if not is_connective(w)]
    others = [c for w in own for c in w.conjuncts()]
    if rule == "copular_locative":
        relation += case_words(predicate)
        lemma = f"be {preposition(predicate)}"
        return Frame(rule, predicate, subject, relation, lemma, predicate, tuple(others))
    if rule == "copular_adjective":
        bound = next((o for o in others if preposition(o) and o.i > predicate.i), None)
        if bound is not None:
            degree = [a for a in predicate.all("advmod") if a.lower in DEGREES]
            relation += [*degree, predicate, *case_words(bound)]
            words_ = (*(a.lower for a in degree), predicate.lower, preposition(bound))
            lemma = f"be {' '.join(words_)}"
            rest = tuple(o for o in others if o is not bound)
            what, arguments = _split(doc, bound)
            return Frame(rule, predicate, subject, relation, lemma, what, (*arguments, *rest))
        found = quality(doc, predicate)
        return Frame(rule, predicate, subject, relation, "be", found, tuple(others))
    if isinstance(subject, Word) and _specifies(subject, predicate):
        what, arguments = _split(doc, subject)
        return Frame(rule, predicate, predicate, relation, "be", what, (*arguments, *others))
    if any(d.lower == "the" for d in predicate.all("det")):  # who is "the brother of Elena"
        return Frame(rule, predicate, subject, relation, "be", predicate, tuple(others))
    what, arguments = _split(doc, predicate)
    return Frame(rule, predicate, subject, relation, "be", what, (*arguments, *others))


def _specifies(subject: Word, predicate: Word) -> bool:
    """Whether the predicate names what the subject describes, and so is what is spoken of.

    "One of the strangest animals is the axolotl" says of the axolotl that it is one of these.
    """
    one = subject.lower == "one" and any(preposition(c) == "of" for c in subject.all("nmod"))
    another = any(d.lower == "another" for d in subject.all("det"))
    indefinite = any(d.lower in ("a", "an") for d in predicate.all("det"))
    return (one or another) and predicate.pos in ("NOUN", "PROPN") and not indefinite


def _split(doc: Doc, noun: Word) -> tuple[Word | Phrase, list[Argument]]:
    """A noun without the prepositional phrases that narrow it, and these as arguments."""
    tail = of_object(noun)
    what = brief_phrase(doc, noun, tail) if tail else noun
    return what, [narrowing(doc, w) for w in tail]


def _relation(first: Word) -> list[Word]:
    negations = [c for c in first.all("advmod") if c.lower in NEGATIONS]
    return [*first.all("cop", "aux"), *negations]


def leads_on(adjective: Word) -> bool:
    """Whether an infinitive goes on with it ("able to"), so that a verb says all."""
    marks = [m.lower for c in adjective.all("xcomp", "advcl") for m in c.all("mark")]
    return "to" in marks


def _is_completed(adjective: Word) -> bool:
    return any(completes(c, adjective) for c in adjective.children)


def _noun(word: Word) -> bool:
    return word.pos in ("NOUN", "PROPN", "PRON", "NUM", "SYM", "DET", "X") or is_literal(word)


def _is_nominal(word: Word) -> bool:
    """A noun, or an adjective that stands for one ("is the largest of its kind")."""
    asked = word.tag in ("WP", "WDT")
    noun = (_noun(word) and not asked) or (word.pos == "ADJ" and word.has("det"))
    return noun and not word.has("case") and word.lemma not in CHAINING_ADJECTIVES


def _is_quality(word: Word) -> bool:
    if word.lower in PRO_FORMS or (word.lemma in CHAINING_ADJECTIVES and leads_on(word)):
        return False
    if _is_completed(word):
        return False  # "is responsible for pollinating": a verb says all
    if word.tag == "VBG" or (word.tag == "VB" and word.has("mark")):
        return False  # copular_clause
    return word.pos in QUALITIES and not (word.pos == "ADJ" and word.has("det"))


RULES: list[Callable[[Doc], Iterable[Clause]]] = [
    copular_nominal,
    copular_locative,
    copular_adjective,
    copular_clause,
]
