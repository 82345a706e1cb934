"""Noun phrases and other arguments: which words belong to a head, and how they read."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.data import Phrase
from kg.extract.words import Word, extent, source_text, words

CLAUSAL = frozenset(
    "nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer cop aux aux:pass mark advcl "
    "advcl:relcl ccomp xcomp parataxis expl discourse vocative dep list reparandum obl:agent "
    "punct cc conj orphan goeswith".split()
)
"""Dependents that are not part of the phrase itself, whatever its head."""

LEFT_OUT = CLAUSAL | {"case", "appos", "acl:relcl", "cc:preconj"}
PREDICATE_ONLY = frozenset("obl obl:unmarked obl:npmod obl:tmod obj iobj".split())
"""Dependents that belong to the clause where the head of the phrase is a predicate."""


def phrase(doc: Doc, head: Word, *, brief: bool = False, preposition: bool = False) -> Phrase:
    """The phrase of `head`: its modifiers, without relative clauses, appositions, conjuncts.

    With `brief`, only what stands before the head and an of-phrase after it; with
    `preposition`, its preposition too, as the text of a further argument has it.
    """
    first, last = bounds(head, brief=brief)
    if preposition and head.has("case"):
        first = min([first, *(w.i for w in case_words(head) if w.i < first)])
    start, end = extent(doc, first, last)
    return Phrase(" ".join(source_text(doc)[start:end].split()), start, end, head.start)


def name_bounds(doc: Doc, head: Word) -> tuple[int, int]:
    """First and last word of a name: its named entity, else its run of proper nouns."""
    first, last = head.run
    at = words(doc)
    if head.ent:
        while first < head.i and at[first].lower in ("the", "a", "an"):
            first += 1
        while last > head.i and at[last].lower.strip() in ("", "'s", "’s", "'", "’"):
            last -= 1
        return first, last
    parts = {c.i for c in head.children if c.dep in ("compound", "flat") and c.pos == "PROPN"}
    while first - 1 in parts:
        first -= 1
    while last + 1 in parts:
        last += 1
    return first, last


def name_phrase(doc: Doc, head: Word) -> Phrase:
    """The name that a word heads, without titles and modifiers."""
    first, last = name_bounds(doc, head)
    start, end = extent(doc, first, last)
    return Phrase(" ".join(source_text(doc)[start:end].split()), start, end, head.start)


def bounds(head: Word, *, brief: bool = False) -> tuple[int, int]:
    """First and last word of the phrase: one run of words around the head."""
    kept = _kept(head, brief)
    keep = sorted(w.i for w in kept)
    around = (*kept, *head.ancestors())
    dashes = {c.i for w in around for c in w.children if c.lower in ("–", "—", "--")}
    at = keep.index(head.i)
    first = last = at
    while first > 0 and keep[first - 1] >= keep[first] - _GAP:
        if keep[first] - 1 in dashes:
            break  # the dateline of "VESSIN (NW) – President Relle"
        first -= 1
    while last + 1 < len(keep) and keep[last + 1] <= keep[last] + _GAP:
        last += 1
    return keep[first], keep[last]


_GAP = 2
"""A comma or quotation mark may stand inside a phrase ("a long, friendly walk")."""


def _kept(head: Word, brief: bool) -> list[Word]:
    predicate = any(c.dep in ("cop", "nsubj", "nsubj:pass") for c in head.children)
    kept, stack = [head], [head]
    while stack:
        word = stack.pop()
        for child in word.children:
            if word is head and (child.dep in LEFT_OUT or (predicate and _of_clause(child, head))):
                continue
            if child.dep in ("punct", "acl:relcl", "appos", "parataxis", "reparandum"):
                continue
            if child.dep == "acl" and child.tag in ("VBN", "VBG"):
                continue  # a reduced relative clause makes a statement of its own
            if word.pos == "PROPN" and child.tag in ("RB", "RBR", "JJR") and child.i < word.i:
                continue  # "Earlier Sanders said": the adverb belongs to the verb
            if word is head and brief and child.i > head.i and not _brief_tail(child):
                continue
            kept.append(child)
            stack.append(child)
    return kept


def _of_clause(child: Word, head: Word) -> bool:
    adverb = child.dep == "advmod" and head.pos in ("NOUN", "PROPN", "PRON")
    return child.dep in PREDICATE_ONLY or adverb


def _brief_tail(child: Word) -> bool:
    of = child.dep == "nmod" and any(c.dep == "case" and c.lower == "of" for c in child.children)
    return of or child.dep in ("flat", "compound", "nummod", "fixed", "case")


def case_words(head: Word) -> list[Word]:
    """The preposition's words before a head ("because of"), without possessive marks."""
    found = []
    for word in head.all("case"):
        if word.lower not in ("'s", "’s", "'", "’"):
            found += [word, *word.all("fixed")]
    return sorted(found, key=lambda w: w.i)


def preposition(head: Word) -> str:
    """The preposition in lower case, for a conjunct that of the first; "" where there is none."""
    found = " ".join(w.lower for w in case_words(head))
    return preposition(head.head) if not found and head.dep == "conj" else found


def inferred(text: str) -> Phrase:
    """A phrase whose words do not stand in the text."""
    return Phrase(text)


def shifted(value: Phrase, offset: int) -> Phrase:
    """The same phrase `offset` characters further on."""
    if value.start is None or value.end is None:
        return value
    head = None if value.head is None else value.head + offset
    return replace(value, start=value.start + offset, end=value.end + offset, head=head)
