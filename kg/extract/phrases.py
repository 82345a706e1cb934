"""Noun phrases and other arguments: which words belong to a head, and how they read."""

from __future__ import annotations

from collections.abc import Callable

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import Phrase
from kg.extract.lexicon import ACCORDING, NEGATIONS
from kg.extract.words import Word, extent, source_text, words

Tail = Callable[[Word], bool]

CLAUSAL = frozenset(
    "nsubj nsubj:pass nsubj:outer csubj csubj:pass csubj:outer cop aux aux:pass mark advcl "
    "advcl:relcl ccomp xcomp parataxis expl discourse vocative dep list reparandum obl:agent "
    "punct cc conj orphan goeswith".split()
)
"""Dependents that are not part of the phrase itself, whatever its head."""

LEFT_OUT = CLAUSAL | {"case", "appos", "acl:relcl", "cc:preconj"}
PREDICATE_ONLY = frozenset("obl obl:unmarked obl:npmod obl:tmod obj iobj".split())
"""Dependents that belong to the clause where the head of the phrase is a predicate."""


FREE_RELATIVES = frozenset("what whatever how why where when whoever".split())
"""Words that are one phrase with the clause behind them ("what is possible")."""


def phrase(
    doc: Doc,
    head: Word,
    *,
    brief: bool = False,
    preposition: bool = False,
    without: Word | None = None,
) -> Phrase:
    """The phrase of `head`: its modifiers, without relative clauses, appositions, conjuncts.

    With `brief`, only what stands before the head and an of-phrase after it; with
    `preposition`, its preposition too, as the text of a further argument has it; `without` is a
    dependent to leave out.
    """
    tail = _brief_tail if brief else None if without is None else lambda c: c is not without
    first, last = bounds(head, tail=tail)
    if preposition and head.has("case"):
        first = min([first, *(w.i for w in case_words(head) if w.i < first)])
    return _between(doc, head, first, last)


def brief_phrase(doc: Doc, head: Word, without: list[Word]) -> Phrase:
    """The phrase of `head` without these dependents behind it."""
    return _between(doc, head, *bounds(head, tail=lambda c: c not in without))


def name_bounds(doc: Doc, head: Word) -> tuple[int, int]:
    """First and last word of a name: its named entity, else its run of proper nouns."""
    first, last = head.run
    at = words(doc)
    if head.ent:
        while first < head.i and at[first].lower.strip() in ("", "the", "a", "an"):
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
    return _between(doc, head, *name_bounds(doc, head))


LONGEST_LABEL = 9
"""A label of more words says less than its head with what stands before it."""


def label_bounds(doc: Doc, head: Word) -> tuple[int, int]:
    """First and last word of what a node is called by.

    That is the phrase as far as it is one thought ("a crucial role in pollination", "the power
    to tell stories"), or where that is long or an enumeration only what `brief` keeps of it.
    """
    first, last = bounds(head, tail=_label_tail)
    first = _without_adverbs(doc, head, first)
    inside = [w for w in words(doc)[first : last + 1] if w.dep != "det"]
    plain = all(w.lower not in _MARKS for w in inside)
    if plain and len(inside) <= LONGEST_LABEL and inside[-1].pos not in ("ADP", "SCONJ", "PART"):
        return first, last
    first, last = bounds(head, tail=_brief_tail)
    first = _without_adverbs(doc, head, first)
    cut = next((w.i for w in words(doc)[head.i : last + 1] if w.lower in _MARKS), last + 1)
    return first, max(head.i, cut - 1)


def _without_adverbs(doc: Doc, head: Word, first: int) -> int:
    """The first word of a label once adverbs and times that only the clause needs are left out.

    "until last year Halden's adviser" and "only Halden's adviser" are his adviser.
    """
    outside: set[int] = set()
    for child in head.children:
        if child.i >= head.i:
            continue
        clausal = child.dep.startswith("obl") or (child.dep == "nmod" and child.has("case"))
        if clausal or (child.dep == "advmod" and child.pos in ("ADV", "PART")):
            outside |= {w.i for w in child.subtree()}
    outside |= {c.i for c in head.all("case", "punct")}
    while first < head.i and first in outside:
        first += 1
    return first


_MARKS = frozenset(', ; : ( ) [ ] . " “ ” -- – —'.split())


JOINING = frozenset(("between", "among", "amongst"))
"""Prepositions whose coordinated arguments are one ("between Oslo and Halden")."""


def is_joint(head: Word) -> bool:
    """Whether a coordination cannot be split: what is between two is not between one."""
    return preposition(head) in JOINING and any(c.dep == "conj" for c in head.children)


def joint_phrase(doc: Doc, head: Word, *, preposition: bool = False) -> Phrase:
    """The phrase of a coordination as a whole, headed by its conjunction."""
    parts = head.conjuncts()
    joints = [c for p in parts for c in p.all("cc")]
    runs = [bounds(p) for p in parts]
    first, last = min(r[0] for r in runs), max(r[1] for r in runs)
    if preposition:
        first = min([first, *(w.i for w in case_words(head) if w.i < first)])
    return _between(doc, joints[0] if joints else head, first, last)


def label_phrase(doc: Doc, head: Word) -> Phrase:
    """The phrase of `head` as far as a label goes."""
    return _between(doc, head, *label_bounds(doc, head))


def _between(doc: Doc, head: Word, first: int, last: int) -> Phrase:
    start, end = extent(doc, first, last)
    return Phrase(" ".join(source_text(doc)[start:end].split()), start, end, head.start)


def bounds(head: Word, *, tail: Tail | None = None) -> tuple[int, int]:
    """First and last word of the phrase: one run of words around the head.

    `tail` says which dependents behind the head belong to it, by default all.
    """
    if not head.children:
        return head.i, head.i
    kept = _kept(head, tail)
    if len(kept) == 1:
        return head.i, head.i
    keep = sorted([w.i for w in kept])
    around = (*kept, *head.ancestors())
    dashes = {c.i for w in around for c in w.children if c.lower in _DASHES}
    at = keep.index(head.i)
    first = last = at
    while first > 0 and keep[first - 1] >= keep[first] - _GAP:
        if keep[first] - 1 in dashes:
            break  # the dateline of "VESSIN (NW) – President Relle"
        first -= 1
    while last + 1 < len(keep) and keep[last + 1] <= keep[last] + _GAP:
        last += 1
    return keep[first], keep[last]


_DASHES = frozenset(("–", "—", "--"))
_GAP = 2
"""A comma or quotation mark may stand inside a phrase ("a long, friendly walk")."""


def _kept(head: Word, tail: Tail | None) -> list[Word]:
    predicate = head.has("cop", "nsubj", "nsubj:pass")
    kept, stack = [head], [head]
    while stack:
        word = stack.pop()
        for child in word.children:
            if word is head and _is_apart(child, predicate):
                continue
            dep = child.dep
            if dep in ("punct", "parataxis", "reparandum") or child.text.isspace():
                continue
            if dep == "acl:relcl" and word.lower not in FREE_RELATIVES:
                continue
            if dep == "appos" and not is_close(child):
                continue
            if child.i > word.i and _is_set_off(child):
                continue
            if dep == "acl" and child.tag in ("VBN", "VBG") and not child.has("mark"):
                continue  # a reduced relative clause makes a statement of its own
            if word.pos == "PROPN" and child.tag in ("RB", "RBR", "JJR") and child.i < word.i:
                continue  # "Earlier Sanders said": the adverb belongs to the verb
            if word is head and tail and child.i > head.i and not tail(child):
                continue
            kept.append(child)
            stack.append(child)
    return kept


def _is_apart(child: Word, predicate: bool) -> bool:
    """Whether a dependent of the phrase's head is no part of the phrase."""
    if child.dep == "appos" and is_close(child):
        return False
    if child.dep == "acl:relcl" and child.head.lower in FREE_RELATIVES:
        return False  # "what is possible" is one thing
    return child.dep in LEFT_OUT or (predicate and _of_clause(child, child.head))


def _is_set_off(child: Word) -> bool:
    """Whether a comma parts a prepositional phrase or a number from what stands before it."""
    if child.dep != "nmod" and (child.dep, child.pos) != ("nmod:unmarked", "NUM"):
        return False
    first = min(w.i for w in child.subtree())
    return any(c.i == first and c.text == "," for c in child.all("punct"))


def is_close(apposition: Word) -> bool:
    """Whether a name follows its noun without a comma ("the striker Ana Lind")."""
    first = min(w.i for w in apposition.subtree())
    return first == apposition.head.i + 1 and not apposition.has("case", "punct")


def _of_clause(child: Word, head: Word) -> bool:
    nominal = head.pos in ("NOUN", "PROPN", "PRON") or child.lower in NEGATIONS
    return child.dep in PREDICATE_ONLY or (child.dep == "advmod" and nominal)


def _label_tail(child: Word) -> bool:
    """What a label has behind its head: also one prepositional phrase, an infinitive."""
    if child.dep == "nmod":
        return preposition(child) not in EXEMPLIFYING and preposition(child) not in ACCORDING
    return _brief_tail(child) or (child.dep == "acl" and child.has("mark"))


EXEMPLIFYING = frozenset(("such as", "like", "including", "e.g."))
"""Prepositions before examples of what stands before them."""


def _brief_tail(child: Word) -> bool:
    of = child.dep == "nmod" and any(c.dep == "case" and c.lower == "of" for c in child.children)
    return of or child.dep in ("flat", "compound", "nummod", "fixed", "case")


CONNECTIVES = frozenset(
    """in conclusion|in addition|in fact|in short|in particular|in general|in turn|in contrast
    |in other words|in summary|in essence|in reality|in any case|for example|for instance|of course
    |on the other hand|on the one hand|on the contrary|by contrast|as a result|as well|after all
    |at least|at all|to date|above all|by the way|in the end|in this way|for one thing
    |in other respects|at the same time|in theory|in practice|in principle|with that said"""
    .replace("\n", "").replace("    ", "").split("|")
)  # fmt: skip
"""Phrases that join sentences and are no argument of a verb."""
_LONGEST_CONNECTIVE = max(len(phrase.split()) for phrase in CONNECTIVES)


def is_connective(head: Word) -> bool:
    """Whether a phrase only joins a sentence to the one before ("for example")."""
    inside = [w for w in head.subtree() if w.dep != "punct"]
    if len(inside) > _LONGEST_CONNECTIVE:
        return False
    return " ".join(w.lower for w in sorted(inside, key=lambda w: w.i)) in CONNECTIVES


def case_words(head: Word) -> list[Word]:
    """The preposition's words before a head ("because of"), without possessive marks."""
    found = []
    for word in head.all("case"):
        if word.lower not in ("'s", "’s", "'", "’"):
            found += [word, *word.all("fixed")]
    return found if len(found) < 2 else sorted(found, key=lambda w: w.i)


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
