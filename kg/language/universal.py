"""A pipeline with spaCy's English labels shown as Universal Dependencies v2.

The names of relations are those of UD English EWT. The steps, each over the whole Doc:

1. function words give their place to content words (`kg.language.heads`): chains of such words
   collapse into the word at their end, so that "is" and "from" of "is from Rome" both hang on
   "Rome", and everything that hung on them does too;
2. labels are turned (`kg.language.relations`);
3. what ClearNLP attaches elsewhere is moved: conjuncts to the first, `cc` and commas to the
   conjunct that follows, the subject of an infinitive to the verb that governs it, words of
   fixed expressions to their first word, extraposed clauses become subjects.

A sentence keeps its words, one root and no cycle: step 1 contracts edges of a tree, and step 3
moves a word only to an ancestor, or under a word that is no descendant of it.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc

from kg.language.adjust import Turned, adjust
from kg.language.heads import Successor, successor
from kg.language.relations import FOREIGN, label
from kg.language.tree import Tree, read, write

NAME = "kg_universal"


def is_needed(nlp: Language) -> bool:
    """Whether a pipeline's parser has spaCy's English labels."""
    return any(FOREIGN & {"dobj", "pobj", "attr"} & set(v) for v in nlp.pipe_labels.values())


@Language.component(NAME, requires=["token.dep", "token.head"], assigns=["token.dep", "token.head"])
def view(doc: Doc) -> Doc:
    """Turn heads and labels of `doc`, which stays as it is when it has no parse."""
    if len(doc) == 0 or not doc.has_annotation("DEP"):
        return doc
    heads, labels = turn(read(doc))
    write(doc, heads, labels)
    return doc


def turn(tree: Tree) -> tuple[list[int], list[str]]:
    """Heads and labels in UD for a tree in spaCy's English scheme."""
    size = len(tree.heads)
    found = ((i, successor(tree, i)) for i in range(size))
    yields = {i: s for i, s in found if s}
    content = _ends(yields, size)
    tops = {content[i]: i for i in yields if yields.get(tree.heads[i], (-1,))[0] != i}
    heads, labels = content[:], [""] * size
    for i in range(size):
        if i in yields:
            labels[i] = yields[i][1]
            continue
        top = tops.get(i, i)
        head = tree.heads[top]
        labels[i] = label(tree, top, i)
        if head != top:
            heads[i] = head if _stays(tree, yields, i, head) else content[head]
    adjust(Turned(tree, heads, labels, content, yields))
    return heads, labels


def _ends(yields: dict[int, Successor], size: int) -> list[int]:
    """For every word the one at the end of its chain of successors, mostly itself."""
    content = list(range(size))
    for i in yields:
        chain = [i]
        while chain[-1] in yields and content[chain[-1]] == chain[-1]:
            chain.append(yields[chain[-1]][0])
        end = content[chain[-1]]
        for j in chain:
            content[j] = end
    return content


def _stays(tree: Tree, yields: dict[int, Successor], i: int, head: int) -> bool:
    """Whether a child stays with a word that yields: "3" with "million" of "$3 million"."""
    return head in yields and yields[head][1] == "nummod" and tree.deps[i] == "compound"
