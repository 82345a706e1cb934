"""Which words give their place in the tree to one of their children.

spaCy's English labels (ClearNLP's) make function words heads: a preposition governs its object,
the copula its predicate. Universal Dependencies has content words as heads. Each function here
looks at one word and says which child takes its place, and the label that the word itself gets
under that child; all its other children move along.
"""

from __future__ import annotations

from collections.abc import Callable

from kg.language.tree import NOMINAL, VERBAL, Tree

Successor = tuple[int, str]
"""The child that takes a word's place, and the word's own label from then on."""

PREPOSITIONAL = frozenset({"prep", "agent", "dative"})
BE = frozenset("be is are was were been being am 's 're 'm ’s ’re ’m s m ai".split())
PLACES = frozenset(
    "here there away home out in up down over off on back abroad ahead together apart inside "
    "outside upstairs downstairs nearby north south east west where how why when".split()
)
TITLES = frozenset(
    "mr mr. mrs mrs. ms ms. miss dr dr. prof prof. professor president minister senator sen sen. "
    "rep rep. gov gov. governor secretary general gen gen. colonel col col. captain capt capt. "
    "lieutenant lt lt. sergeant sgt sgt. king queen prince princess lord lady sir pope judge "
    "justice chancellor mayor chairman director ambassador sheikh rev rev. st st. aunt uncle "
    "pm".split()
)
_FIRST_OF_PLACES = frozenset(
    "san santa los las el al del rio buenos abu tel hong kuala sri costa puerto sierra são".split()
)
MONTHS = frozenset(
    "january february march april may june july august september october november december "
    "jan jan. feb feb. mar mar. apr apr. jun jun. jul jul. aug aug. sep sep. sept sept. oct oct. "
    "nov nov. dec dec.".split()
)


def successor(tree: Tree, i: int) -> Successor | None:
    """What takes the place of word `i`, or None where it stays."""
    if not tree.children[i]:
        return None
    if tree.deps[i] in PREPOSITIONAL:
        return _object(tree, i)
    if tree.deps[i] == "advmod" and tree.tags[i] == "IN":
        return _object(tree, i) or _degree(tree, i)
    if tree.words[i] in BE and tree.pos[i] in VERBAL and tree.deps[i] not in ("aux", "auxpass"):
        return _predicate(tree, i)
    rule = _BY_TAG.get(tree.tags[i])
    return rule(tree, i) if rule else None


def _object(tree: Tree, i: int) -> Successor | None:
    """A preposition yields to its object: "in [Rome]", "after [leaving]", "out [of] the box"."""
    if tree.tags[i] == "VBN":  # "based on", "compared with": a clause of its own
        return None
    c = tree.child(i, "pobj", "pcomp")
    if c is None:
        inner = tree.child(i, "prep")
        if inner is None or tree.child(inner, "pobj", "pcomp") is None:
            return _degree(tree, i)
        return inner, "case"
    return c, "mark" if tree.deps[c] == "pcomp" and is_clause(tree, c) else "case"


def _degree(tree: Tree, i: int) -> Successor | None:
    """ "at [least]", "at [best]", "in [general]", "until [now]"."""
    for c in tree.children[i]:
        if c == i + 1 and tree.deps[c] in ("advmod", "amod") and tree.tags[c] != "IN":
            return c, "case"
    return None


def _predicate(tree: Tree, i: int) -> Successor | None:
    """The copula yields to the predicate: "is [kind]", "is a [doctor]", "is from [Rome]"."""
    kids = tree.children[i]
    if any(tree.deps[c] == "expl" and tree.words[c] == "there" for c in kids):
        return None
    c = tree.child(i, "attr", "acomp")
    if c is None:
        c = _clausal_predicate(tree, i)
    if c is None:
        c = next((k for k in kids if k > i and tree.deps[k] == "prep" and _object(tree, k)), None)
    if c is None:
        c = next((k for k in kids if _is_place(tree, k, i)), None)
    if c is None:
        return None
    return c, "aux" if tree.deps[c] == "xcomp" and _is_planned(tree, i, c) else "cop"


def _clausal_predicate(tree: Tree, i: int) -> int | None:
    """ "The problem is that they [left]", "The goal is to [win]"."""
    if tree.child(i, "nsubj", "csubj") is None:
        return None
    for c in tree.children[i]:
        if c > i and tree.deps[c] in ("ccomp", "xcomp"):
            return c
    return None


def _is_planned(tree: Tree, be: int, verb: int) -> bool:
    """Whether "is to" speaks of a plan ("he is to resign") and not of what something is."""
    subject = tree.child(be, "nsubj")
    if subject is None or tree.child(verb, "auxpass") is not None:
        return True
    pronoun = tree.pos[subject] == "PRON" and tree.words[subject] not in ("this", "that", "what")
    return pronoun or tree.entities[subject] == "PERSON"


def _is_place(tree: Tree, c: int, be: int) -> bool:
    if tree.deps[c] in ("advmod", "prt", "prep"):
        return tree.words[c] in PLACES and (c > be or tree.tags[c] == "WRB")
    return tree.deps[c] == "npadvmod" and c > be and tree.entities[c] in ("DATE", "TIME")


def _amount(tree: Tree, i: int) -> Successor | None:
    """A number yields to its currency: "[$] 3 million"."""
    for c in tree.children[i]:
        if tree.tags[c] == "$" and tree.deps[c] in ("quantmod", "nmod", "compound"):
            return c, "nummod"
    return None


def _proper(tree: Tree, i: int) -> Successor | None:
    """The last word of a person's name yields to the first; a month to its day."""
    if tree.entities[i] == "PERSON":
        return _first_name(tree, i)
    for c in tree.children[i]:
        if c == i - 1 and tree.deps[c] == "compound" and starts_name(tree, c):
            return c, "flat"
    if tree.words[i] in MONTHS:
        for c in tree.children[i]:
            if abs(c - i) == 1 and is_day(tree, c):
                return c, "nmod:unmarked"
    return None


def starts_name(tree: Tree, c: int) -> bool:
    """Whether a word is the first of a foreign place's name: "[San] Francisco"."""
    return tree.words[c] in _FIRST_OF_PLACES and tree.tags[c] in ("NNP", "FW")


def _first_name(tree: Tree, i: int) -> Successor | None:
    for c in tree.children[i]:
        if c < i and is_name_part(tree, c, i):
            return c, "flat"
    return None


def is_name_part(tree: Tree, c: int, head: int) -> bool:
    """Whether `c`, a child of the last word of a person's name, is a word of that name."""
    return (
        tree.entities[c] == "PERSON"
        and tree.starts[c] == tree.starts[head]
        and tree.deps[c] in ("compound", "nmod")
        and tree.words[c] not in TITLES
        and tree.pos[c] != "NOUN"
    )


def is_day(tree: Tree, c: int) -> bool:
    """Whether `c` is the number of a day beside the name of its month."""
    word = tree.words[c]
    return tree.deps[c] == "nummod" and word.isdecimal() and 1 <= int(word) <= 31


def is_clause(tree: Tree, i: int) -> bool:
    """Whether a word, in the original tree, is the head of a clause."""
    return tree.pos[i] in VERBAL or (
        tree.pos[i] not in NOMINAL and tree.child(i, "nsubj", "nsubjpass") is not None
    )


_BY_TAG: dict[str, Callable[[Tree, int], Successor | None]] = {
    "CD": _amount,
    "NNP": _proper,
    "NNPS": _proper,
}
