"""What Universal Dependencies attaches elsewhere than ClearNLP does, once heads are turned."""

from __future__ import annotations

from dataclasses import dataclass

from kg.language import punctuation
from kg.language.heads import Successor
from kg.language.tree import Tree

FIXED: dict[tuple[str, ...], str] = {
    ("according", "to"): "case",
    ("as", "for"): "case",
    ("as", "of"): "case",
    ("as", "opposed", "to"): "case",
    ("as", "to"): "case",
    ("as", "well"): "advmod",
    ("as", "well", "as"): "cc",
    ("because", "of"): "case",
    ("due", "to"): "case",
    ("each", "other"): "",
    ("in", "case"): "mark",
    ("in", "order"): "mark",
    ("instead", "of"): "",
    ("kind", "of"): "advmod",
    ("less", "than"): "advmod",
    ("let", "alone"): "cc",
    ("more", "than"): "advmod",
    ("of", "course"): "advmod",
    ("one", "another"): "",
    ("prior", "to"): "",
    ("rather", "than"): "",
    ("so", "that"): "mark",
    ("sort", "of"): "advmod",
    ("such", "as"): "",
    ("up", "to"): "advmod",
    ("whether", "or", "not"): "mark",
}
"""Grammaticalised expressions of UD English, with their label ("": that of their last word)."""

_BY_LAST: dict[str, list[tuple[str, ...]]] = {
    last: sorted((e for e in FIXED if e[-1] == last), key=len, reverse=True)
    for last in sorted({e[-1] for e in FIXED})
}
_ONLY_AS = {
    "less than": "CD", "more than": "CD", "up to": "CD", "kind of": "", "sort of": "",
}  # fmt: skip
_FINITE = frozenset({"VBZ", "VBP", "VBD", "MD"})
_BARE = frozenset("let lets letting make makes made making help helps helped".split())
"""Verbs that govern a bare infinitive, whose form is that of a finite verb."""
_SEEM = frozenset("seem seems seemed appear appears appeared".split())
_NOT_EVALUATIVE = frozenset(
    "able unable ready willing unwilling eager likely unlikely set bound sure due about free "
    "prone keen afraid happy glad slow quick designed meant supposed".split()
)


@dataclass(slots=True)
class Turned:
    """A tree and its UD heads and labels, to be adjusted in place.

    `content` gives for every word the one that now stands in its place, `yields` the words that
    gave theirs away.
    """

    tree: Tree
    heads: list[int]
    labels: list[str]
    content: list[int]
    yields: dict[int, Successor]


def adjust(turned: Turned) -> None:
    """Apply all adjustments, in an order in which none undoes another."""
    _predications(turned)
    _impersonal(turned)
    _raise_subjects(turned)
    _coordinate(turned)
    _fix(turned)
    for start, end in turned.tree.sentences:
        punctuation.attach(turned.tree.words, turned.heads, turned.labels, start, end)


def _predications(turned: Turned) -> None:
    """Subjects of a copula: outer ones of a clause, expletive ones of an extraposed clause."""
    tree = turned.tree
    for be, (predicate, label) in turned.yields.items():
        if label != "cop":
            continue
        subject = tree.child(be, "nsubj", "csubj")
        if subject is None:
            continue
        if tree.deps[predicate] in ("ccomp", "xcomp"):
            _outer(turned, be)
        elif tree.words[subject] == "it":
            _extrapose(turned, be, predicate, subject)


def _impersonal(turned: Turned) -> None:
    """ "[It] seems that …"."""
    tree = turned.tree
    for i, word in enumerate(tree.words):
        if word in _SEEM:
            subject = tree.child(i, "nsubj")
            clause = tree.child(i, "ccomp")
            if subject is not None and clause is not None and tree.words[subject] == "it":
                turned.labels[subject] = "expl"


def _outer(turned: Turned, be: int) -> None:
    """ "The [problem] is that they left": nsubj:outer."""
    tree = turned.tree
    for c in tree.children[be]:
        if tree.deps[c] in ("nsubj", "csubj"):
            turned.labels[turned.content[c]] = f"{tree.deps[c]}:outer"


def _extrapose(turned: Turned, be: int, predicate: int, subject: int) -> None:
    """ "[It] is clear that they [left]": expl and csubj."""
    tree = turned.tree
    if tree.words[predicate] in _NOT_EVALUATIVE:
        return
    for c in (*tree.children[be], *tree.children[predicate]):
        if c > predicate and tree.deps[c] in ("ccomp", "xcomp", "csubj"):
            turned.labels[turned.content[c]] = "csubj"
            turned.labels[subject] = "expl"
            return


def _raise_subjects(turned: Turned) -> None:
    """ "They want [him] to leave": object of the verb that governs, the infinitive is xcomp."""
    tree = turned.tree
    for i, dep in enumerate(tree.deps):
        governor = tree.heads[i]
        if dep != "ccomp" or governor >= i or turned.labels[turned.content[i]] != "ccomp":
            continue
        bare = tree.words[governor] in _BARE and tree.tags[i] in ("VB", "VBP")
        if _is_finite(tree, i) and not bare:
            continue
        subject = tree.child(i, "nsubj", "nsubjpass")
        if subject is None:
            turned.labels[turned.content[i]] = "xcomp"
            continue
        if not governor < subject < i:
            continue
        turned.heads[turned.content[subject]] = turned.content[governor]
        turned.labels[turned.content[subject]] = "obj"
        turned.labels[turned.content[i]] = "xcomp"


def _is_finite(tree: Tree, i: int) -> bool:
    """Whether a clause has a finite verb or a complementiser, or is a question."""
    return tree.tags[i] in _FINITE or any(
        (tree.tags[c] in _FINITE and tree.deps[c] in ("aux", "auxpass"))
        or (tree.deps[c] == "mark" and c < i)
        or tree.tags[c] in ("WRB", "WP", "WDT")
        for c in tree.children[i]
    )


def _coordinate(turned: Turned) -> None:
    """Conjuncts hang on the first; `cc` and commas on the conjunct that follows."""
    tree, heads, labels, content = turned.tree, turned.heads, turned.labels, turned.content
    conjuncts: dict[int, list[int]] = {}
    for i, dep in enumerate(tree.deps):
        if dep == "conj" and tree.heads[i] < i:
            conjuncts.setdefault(tree.heads[i], []).append(i)
    for head, found in conjuncts.items():
        for c in tree.children[head]:
            if c > head and tree.deps[c] in ("cc", "punct", "preconj"):
                following = next((j for j in found if j > c), None)
                if following is not None:
                    heads[content[c]] = content[following]
    for found in conjuncts.values():
        for i in found:
            j = content[i]
            while labels[heads[j]] == "conj" and heads[heads[j]] != heads[j]:
                heads[j] = heads[heads[j]]


def _fix(turned: Turned) -> None:
    """Words of a fixed expression hang on its first word, whose dependents go to its head."""
    words = turned.tree.words
    moved: dict[int, int] = {}
    for last, word in enumerate(words):
        for expression in _BY_LAST.get(word, ()):
            first = last + 1 - len(expression)
            if first >= 0 and tuple(words[first : last + 1]) == expression:
                moved |= _fix_one(turned, first, last, FIXED[expression])
                break
    if moved:
        for i, head in enumerate(turned.heads):
            if head in moved and turned.labels[i] != "fixed" and head != i:
                turned.heads[i] = moved[head]


def _fix_one(turned: Turned, first: int, last: int, label: str) -> dict[int, int]:
    """Make words `first` to `last` one expression; gives where their dependents go."""
    heads, labels = turned.heads, turned.labels
    span = range(first, last + 1)
    outside = {heads[i] for i in span if heads[i] not in span}
    if len(outside) != 1 or any(labels[i] in ("root", "fixed") for i in span):
        return {}
    head = outside.pop()
    if not _is_expression(turned, first, last, head):
        return {}
    tops = [i for i in span if heads[i] == head]
    labels[first] = label or labels[tops[-1]]
    heads[first] = head
    for i in span[1:]:
        heads[i], labels[i] = first, "fixed"
    return dict.fromkeys(span, head if labels[first] in ("case", "mark", "cc") else first)


def _is_expression(turned: Turned, first: int, last: int, head: int) -> bool:
    """Whether words that can be a fixed expression are one here."""
    tree = turned.tree
    pair = " ".join(tree.words[first : last + 1])
    if pair in _ONLY_AS:
        return tree.tags[head] == _ONLY_AS[pair]
    return True
