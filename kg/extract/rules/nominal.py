"""Statements made inside noun phrases: titles, kinship and other roles, possession by a name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from itertools import pairwise

from spacy.tokens import Doc

from kg.data import Clause, Phrase
from kg.extract.clauses import PLACES, Frame, is_literal, make
from kg.extract.lexicon import HONORIFICS, KINSHIP, SOCIAL
from kg.extract.phrases import EXEMPLIFYING, label_bounds, label_phrase, name_phrase, preposition
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
        if found and found[-1].tag in ("NNS", "NNPS"):
            continue  # "Professors Lind and Vik": each is a professor
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
            rule = "copular_kinship" if word.has("cop") else "kinship"
            frames.append(Frame(rule, word, subject, [], f"be {word.lemma} of", owner, text=text))
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


def instance(doc: Doc) -> Iterator[Clause]:
    """ "Cities such as Lyon and Lille" gives (Lyon, is an example of, Cities), and so Lille.

    Also "like" and "including" behind a plural, and "Lyon and other cities": the patterns of
    Hearst (1992).
    """
    frames = []
    for kind in words(doc):
        if kind.tag not in ("NNS", "NNPS"):
            continue
        examples = [c for w in kind.all("nmod") if preposition(w) in EXEMPLIFYING
                    for c in w.conjuncts() if c.i > kind.i]  # fmt: skip
        if kind.dep == "conj" and any(a.lower == "other" for a in kind.all("amod")):
            examples += [c for c in kind.head.conjuncts() if c is not kind and c.i < kind.i]
        what = _without_other(doc, kind)
        for example in examples:
            if example.pos in ("NOUN", "PROPN"):
                several = example.tag in ("NNS", "NNPS")
                text = "are examples of" if several else "is an example of"
                frames.append(
                    Frame("instance", example, example, [], "be example of", what, text=text)
                )
    yield from make(doc, frames)


def participants(doc: Doc) -> Iterator[Clause]:
    """ "the meeting between Lind and Vik" gives (the meeting …, involves, Lind), and so Vik.

    Also whose it is and by whom and where ("Lind's arrest by the police in Oslo"). That it takes
    place is not said: it may be cancelled by the verb.
    """
    frames = []
    for word in words(doc):
        if word.pos != "NOUN" or not _is_event(word):
            continue
        what = label_phrase(doc, word)
        first, last = label_bounds(doc, word)
        for part in word.all("nmod", "nmod:poss"):
            owned = part.dep == "nmod:poss"
            before = "of" if owned else preposition(part)
            verb = INVOLVING.get(before)
            if verb is None or not part.ent or is_literal(part):
                continue
            if before == "in" and part.ent not in PLACES:
                continue
            if before in ("in", "at") and first <= part.i <= last:
                continue  # that a "session in Geneva" is in Geneva says nothing
            lemma = "involve" if verb == "involves" else f"be {before}"
            frames += [
                Frame("participants", word, what, [], lemma, name_phrase(doc, c), text=verb)
                for c in part.conjuncts()
                if c.ent
            ]
    yield from make(doc, frames)


INVOLVING = {
    "between": "involves", "with": "involves", "of": "involves", "by": "is by", "in": "is in",
    "at": "is at", "against": "is against",
}  # fmt: skip
EVENTS = frozenset(
    """meeting summit talk war battle fight dispute conflict clash deal marriage wedding divorce
    visit trip arrest attack death birth murder trial lawsuit case election vote match game race
    merger sale purchase strike protest siege raid crash fire flood race tour speech interview
    lunch dinner session hearing inquiry search rescue appointment resignation""".split()
)
"""Nouns of events beside those made from verbs."""


def _is_event(word: Word) -> bool:
    made = len(word.lemma) > 7 and word.lemma.endswith(("ation", "ition", "ution", "ement"))
    return word.lemma in EVENTS or made


def _without_other(doc: Doc, kind: Word) -> Phrase:
    """The phrase of a kind of things, "other" left out."""
    found = label_phrase(doc, kind)
    other = next((a for a in kind.all("amod") if a.lower == "other"), None)
    if other is None or found.start != other.start or found.end is None:
        return found
    start = other.end + 1
    return replace(found, text=" ".join(source_text(doc)[start : found.end].split()), start=start)


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


RULES: list[Callable[[Doc], Iterable[Clause]]] = [
    title,
    kinship,
    affiliation,
    instance,
    participants,
]
