"""The labels of Universal Dependencies for spaCy's English ones (ClearNLP's).

Labels that have the same name and meaning in both are in no table.
"""

from __future__ import annotations

import re

from kg.language.heads import MONTHS, TITLES, is_clause, is_name_part, starts_name
from kg.language.tree import NOMINAL, VERBAL, Tree

RENAMED = {
    "ROOT": "root",
    "agent": "obl:agent",
    "auxpass": "aux:pass",
    "complm": "mark",
    "csubjpass": "csubj:pass",
    "dative": "iobj",
    "intj": "discourse",
    "meta": "discourse",
    "nsubjpass": "nsubj:pass",
    "oprd": "xcomp",
    "pobj": "obl",
    "poss": "nmod:poss",
    "preconj": "cc:preconj",
    "predet": "det:predet",
}
"""Labels whose turn depends on nothing else."""

FOREIGN = frozenset(RENAMED) | {
    "acomp",
    "attr",
    "dobj",
    "neg",
    "npadvmod",
    "pcomp",
    "prep",
    "relcl",
}
"""Labels that tell a pipeline with spaCy's English scheme from one with UD labels."""


def label(tree: Tree, top: int, content: int) -> str:
    """The UD label of the phrase whose head was `top` and is now `content`."""
    dep = tree.deps[top]
    special = _SPECIAL.get(dep)
    if special is None:
        return RENAMED.get(dep, dep)
    return special(tree, top, content)


def _prep(tree: Tree, top: int, content: int) -> str:
    governor = tree.heads[top]
    if content == top:
        if tree.tags[top] == "VBN":
            return "advcl"
        return (
            "advmod"
            if tree.pos[governor] not in VERBAL or not _in_relative(tree, governor)
            else "obl"
        )
    nominal = tree.pos[governor] in NOMINAL
    if is_clause(tree, content) and tree.deps[content] == "pcomp":
        return "acl" if nominal else "advcl"
    if tree.deps[top] == "agent":
        return "obl:agent"
    return "nmod" if nominal else "obl"


def _in_relative(tree: Tree, verb: int) -> bool:
    return tree.deps[verb] in ("relcl", "acl")


def _dative(tree: Tree, top: int, content: int) -> str:
    return "iobj" if content == top else "obl"


def _attr(tree: Tree, top: int, content: int) -> str:
    governor = tree.heads[top]
    existential = tree.child(governor, "expl")
    return "nsubj" if existential is not None else "xcomp"


def _complement(tree: Tree, top: int, content: int) -> str:
    if tree.pos[tree.heads[top]] in ("NOUN", "PROPN"):
        return "acl"
    question = any(tree.tags[c] in ("WRB", "WP") for c in tree.children[top])
    return "ccomp" if question else tree.deps[top]


def _adverbial(tree: Tree, top: int, content: int) -> str:
    nominal = tree.pos[tree.heads[top]] in NOMINAL
    return "nmod:unmarked" if nominal else "obl:unmarked"


def _neg(tree: Tree, top: int, content: int) -> str:
    return "det" if tree.tags[top] == "DT" else "advmod"


def _aux(tree: Tree, top: int, content: int) -> str:
    return "mark" if tree.tags[top] == "TO" else "aux"


def _compound(tree: Tree, top: int, content: int) -> str:
    head = tree.heads[top]
    if starts_name(tree, content) and head == content + 1:
        return "flat"
    if tree.entities[head] != "PERSON" or top > head:
        return "amod" if _is_adjective(tree, top) else "compound"
    if is_name_part(tree, top, head):
        return "flat"
    same = tree.starts[top] == tree.starts[head]
    return "nmod:desc" if tree.words[top] in TITLES or not same else "compound"


def _is_adjective(tree: Tree, i: int) -> bool:
    tag, word = tree.tags[i], tree.words[i]
    return tag.startswith("JJ") or (
        tag == "NNP" and (word in _ADJECTIVES or _ADJECTIVAL.search(word) is not None)
    )


def _amod(tree: Tree, top: int, content: int) -> str:
    return "compound" if tree.tags[top] in ("NN", "NNS") else "amod"


def _nummod(tree: Tree, top: int, content: int) -> str:
    head = tree.heads[top]
    if tree.words[head] in MONTHS:
        return "nmod:unmarked"
    if top > head and tree.pos[head] in ("NOUN", "PROPN") and tree.tags[top] == "CD":
        return "flat"
    return "compound" if tree.tags[content] == "$" else "nummod"


def _pcomp(tree: Tree, top: int, content: int) -> str:
    return "advcl" if is_clause(tree, top) else "obl"


def _object(tree: Tree, top: int, content: int) -> str:
    """ "told [her] that …" has the person who hears as its indirect object."""
    governor = tree.heads[top]
    if tree.words[governor] not in _TOLD or tree.child(governor, "dative") is not None:
        return "obj"
    clause = tree.child(governor, "ccomp", "xcomp") is not None
    person = tree.pos[top] == "PRON" or tree.entities[top] == "PERSON"
    return "iobj" if clause or person else "obj"


def _relative(tree: Tree, top: int, content: int) -> str:
    """A relative clause; "a place to [stay]" is none."""
    infinitive = tree.tags[top] == "VB" and any(tree.tags[c] == "TO" for c in tree.children[top])
    return "acl" if infinitive else "acl:relcl"


def _quantmod(tree: Tree, top: int, content: int) -> str:
    return "det" if tree.tags[top] == "DT" else "advmod"


def _particle(tree: Tree, top: int, content: int) -> str:
    return "advmod" if tree.tags[top] == "RB" else "compound:prt"


_ADJECTIVES = frozenset(
    "new united prime middle grand white red blue green black big saudi iraqi royal northern "
    "southern eastern western global civil tamil great".split()
)
_ADJECTIVAL = re.compile(r"(tional|ic|eral|ern|ous|ian|ish|ese|ican|tary|ual|cal|val|ative)$")
"""Adjectives inside of names, which the Penn Treebank tags as names."""
_TOLD = frozenset(
    f for v in ("ask asks asked asking", "tell tells told telling", "convince convinced",
    "inform informs informed informing", "remind reminds reminded reminding", "teach taught",
    "notify notified notifying", "warn warned warning", "assure assured", "advise advised",
    "show shows showed shown showing", "urge urged urging", "promise promised",
    "persuade persuaded")
    for f in v.split()
)  # fmt: skip

_SPECIAL = {
    "prep": _prep,
    "agent": _prep,
    "dative": _dative,
    "attr": _attr,
    "acomp": lambda tree, top, content: "xcomp",
    "ccomp": _complement,
    "xcomp": _complement,
    "amod": _amod,
    "dobj": _object,
    "npadvmod": _adverbial,
    "prt": _particle,
    "quantmod": _quantmod,
    "relcl": _relative,
    "neg": _neg,
    "aux": _aux,
    "compound": _compound,
    "nummod": _nummod,
    "pcomp": _pcomp,
}
