"""Statements implied by apposition: who somebody is, how old, under which other name."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator

from spacy.tokens import Doc

from kg.data import Clause
from kg.extract.clauses import PLACES, Frame, is_literal, make
from kg.extract.phrases import is_close, phrase
from kg.extract.words import Word, words

NAMES = frozenset(("PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK", "PRODUCT", "NORP"))


def apposition(doc: Doc) -> Iterator[Clause]:
    """ "Kim Yo Jong, Kim Jong Un's younger sister" gives (Kim Yo Jong, is, … younger sister).

    The name is the subject, whichever comes first; "is" is inferred. Of two nouns the second says
    what the first is where it is indefinite ("peristalsis, a wave of contractions").
    """
    frames = []
    for word in words(doc):
        if word.dep != "appos" or _age(word) or _within(word) or _expansion(word) is not None:
            continue
        name, nominal = (word, word.head) if _is_name(word) else (word.head, word)
        if nominal.pos in ("NOUN", "PROPN") and (_may_be(name, nominal) or _explains(word)):
            what = phrase(doc, nominal, without=word)
            who = phrase(doc, name, without=word)
            frames.append(Frame("apposition", nominal, who, [], "be", what, text="is"))
    yield from make(doc, frames)


def age(doc: Doc) -> Iterator[Clause]:
    """ "Kim Yo Jong, 30, accompanied …" gives (Kim Yo Jong, is aged, 30)."""
    frames = []
    for word in words(doc):
        person = word.head
        if word.dep in ("appos", "nummod", "nmod:unmarked") and _age(word) and word.i > person.i:
            frames.append(Frame("age", word, person, [], "be aged", word, text="is aged"))
    yield from make(doc, frames)


def location(doc: Doc) -> Iterator[Clause]:
    """ "Paris, France" gives (Paris, is in, France)."""
    frames = [
        Frame("location", w, w.head, [], "be in", w, text="is in") for w in words(doc) if _within(w)
    ]
    yield from make(doc, frames)


def alias(doc: Doc) -> Iterator[Clause]:
    """ "the World Health Organization (WHO)" gives (…, is also known as, WHO)."""
    frames = [
        Frame("alias", w, full, [], "be also known as", w, text="is also known as")
        for w in words(doc)
        if w.dep in ("appos", "parataxis", "dep", "nmod:unmarked")
        and (full := _expansion(w)) is not None
    ]
    yield from make(doc, frames)


def _is_name(word: Word) -> bool:
    return word.pos == "PROPN" or word.ent in NAMES


def _within(word: Word) -> bool:
    """A place behind a place, with nothing before it: the larger one."""
    places = word.ent in ("GPE", "LOC") and word.head.ent in PLACES
    return word.dep in ("appos", "nmod:unmarked") and places and word.i > word.head.i


def _age(word: Word) -> bool:
    """A bare number behind a comma that people can be old, and no part of a date."""
    person = word.head
    if word.run[0] != word.run[1] or not re.fullmatch(r"\d{1,3}", word.text) or word.has("case"):
        return False
    named = person.ent == "PERSON" or (word.dep != "nmod:unmarked" and not person.ent)
    return named and person.pos in ("PROPN", "NOUN") and 0 < int(word.text) < 120


def _expansion(short: Word) -> Word | None:
    """The name whose initials a word in capitals behind it is made of, perhaps in brackets."""
    letters = short.text.replace(".", "")
    if not (2 <= len(letters) <= 8 and letters.isupper() and short.i > short.head.i):
        return None
    full = short.head
    for _ in range(3):
        name = sorted((w for w in full.subtree() if w.i < short.i), key=lambda w: w.i)
        initials = "".join(w.text[0] for w in name if w.text[:1].isupper())
        all_initials = "".join(w.text[0] for w in name if w.text[:1].isalpha()).upper()
        if letters in (initials, initials[-len(letters) :], all_initials[-len(letters) :]):
            return full
        if full.base != "nmod":
            return None
        full = full.head
    return None


def _may_be(name: Word, nominal: Word) -> bool:
    """Whether a nominal can say what the name beside it is.

    Only people have bare ones ("Ana Lind, secretary"): a list such as "Minister of Energy,
    Caldria" or "Minutes, Trieste" says nothing of the kind.
    """
    if is_literal(nominal) or is_literal(name) or not _is_name(name) or name.ent == "NORP":
        return False
    before = [c.lower for c in nominal.children if c.i < nominal.i]
    if "whose" in before or any(b in _QUOTES for b in before):
        return False
    return name.ent == "PERSON" or nominal.has("det", "nmod:poss") or is_close(nominal)


def _explains(apposition: Word) -> bool:
    """Whether an indefinite noun behind a comma says what the noun before it is.

    "peristalsis, a wave of contractions".
    """
    noun = apposition.head
    things = noun.pos == apposition.pos == "NOUN" and not (is_literal(noun) or noun.has("conj"))
    one = any(d.lower in ("a", "an") for d in apposition.all("det"))
    comma = any(c.text == "," and c.i < apposition.i for c in apposition.all("punct"))
    return things and one and comma and apposition.i > noun.i and not apposition.has("conj", "case")


_QUOTES = frozenset(("“", "”", '"', "``", "''", "‘"))

RULES: list[Callable[[Doc], Iterable[Clause]]] = [apposition, age, location, alias]
