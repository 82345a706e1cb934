"""Statements made inside noun phrases: titles, kinship and other roles, possession by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise

from spacy.tokens import Doc

from kg.data import Clause, Phrase
from kg.extract.clauses import Frame, make
from kg.extract.lexicon import HONORIFICS, KINSHIP, SOCIAL
from kg.extract.phrases import name_phrase, preposition
from kg.extract.predicates import subjects
from kg.extract.words import Word, source_text, words

TITLE_DEPENDENCIES = ("nmod:desc", "compound", "flat", "appos", "amod", "nmod")
"""How treebanks hang a title on the name behind it; current ones use nmod:desc."""


def title(doc: Doc) -> Iterator[Clause]:
    """ "press secretary Sarah Sanders" gives (Sarah Sanders, is, press secretary).

    The title is the run of words before a person's name in the same phrase that does not belong
    to the name itself.
    """
    frames = []
    for name in words(doc):
        if name.ent != "PERSON" or name.head.ent == "PERSON":
            continue
        found = _title_words(doc, name)
        if any(w.lower.rstrip(".") not in HONORIFICS for w in found):
            start, end = found[0].start, found[-1].end
            what = Phrase(source_text(doc)[start:end], start, end, found[-1].start)
            frames.append(
                Frame("title", found[-1], name_phrase(doc, name), [], "be", what, text="is")
            )
    yield from make(doc, frames)


def kinship(doc: Doc) -> Iterator[Clause]:
    """ "the dictator's sister, Kim Yo Jong" gives (Kim Yo Jong, is the sister of, the dictator).

    Also "the sister of Kim"; without a name beside it the nominal itself is the subject. Friends,
    deputies, lawyers and the like are read in the same way.
    """
    frames = []
    for word in words(doc):
        if word.lemma not in KINSHIP and word.lemma not in SOCIAL:
            continue
        for owner in _owners(word):
            subject = _named_beside(word) or next(iter(_predicated_of(word)), word)
            text = f"is the {word.lower} of" if word.tag != "NNS" else f"are {word.lower} of"
            frames.append(
                Frame("kinship", word, subject, [], f"be {word.lemma} of", owner, text=text)
            )
    yield from make(doc, frames)


def affiliation(doc: Doc) -> Iterator[Clause]:
    """ "the BBC's Jon Sopel" gives (Jon Sopel, is of, the BBC)."""
    frames = [
        Frame("affiliation", word, name_phrase(doc, word), [], "be of", owner, text="is of")
        for word in words(doc)
        if word.ent == "PERSON"
        for owner in word.all("nmod:poss")
        if owner.ent in ("ORG", "GPE")
    ]
    yield from make(doc, frames)


def _title_words(doc: Doc, name: Word) -> list[Word]:
    """The title before a name, in order; nationalities and determiners are left out."""
    own = [c for c in name.children if c.dep in TITLE_DEPENDENCIES]
    parts = [w for c in own if c.i < name.i and c.ent != "PERSON" for w in c.subtree()]
    parts = [w for w in parts if w.pos in ("NOUN", "PROPN", "ADJ", "ADP") and w.ent in ("", "ORG")]
    run = sorted(parts, key=lambda w: w.i)
    while run and (run[0].pos == "ADJ" and run[0].ent):
        run.pop(0)
    contiguous = run and all(b.i == a.i + 1 for a, b in pairwise(run))
    return run if contiguous and run[-1].pos in ("NOUN", "PROPN") and run[-1].ent == "" else []


def _owners(word: Word) -> list[Word]:
    owners = word.all("nmod:poss")
    owners += [c for c in word.all("nmod") if preposition(c) == "of"]
    return [c for o in owners for c in o.conjuncts()]


def _predicated_of(word: Word) -> list[Word]:
    """Whom a copula says it of ("Tomas is the brother of Elena")."""
    return subjects(word) if word.has("cop") else []


def _named_beside(word: Word) -> Word | None:
    """The name that an appositive relates to the nominal, before or behind it."""
    if word.dep == "appos" and word.head.ent == "PERSON":
        return word.head
    if word.dep in ("compound", "nmod:desc") and word.head.ent == "PERSON" and word.i < word.head.i:
        return word.head
    return next((c for c in word.all("appos", "flat") if c.ent == "PERSON"), None)


RULES: list[Callable[[Doc], Iterable[Clause]]] = [title, kinship, affiliation]
