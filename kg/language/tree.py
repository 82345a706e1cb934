"""The words of a Doc and the tree over them as plain lists, for rewriting."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, cast

import numpy as np
from spacy.tokens import Doc

if TYPE_CHECKING:
    from thinc.types import Ints2d

NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "SYM", "DET"})
VERBAL = frozenset({"VERB", "AUX"})


@dataclass(slots=True)
class Tree:
    """Parallel lists, one entry a word.

    `heads` are absolute, a root is its own head. `children` are in order and go with `heads` as
    they were when the tree was made. `entities` are the types of named entities, "" outside;
    `starts` says where a word's entity begins; `sentences` are ranges of words.
    """

    words: list[str]
    tags: list[str]
    pos: list[str]
    deps: list[str]
    heads: list[int]
    children: list[list[int]]
    entities: list[str]
    starts: list[int]
    sentences: list[tuple[int, int]]

    def child(self, i: int, *labels: str) -> int | None:
        """The first child of `i` with the first of `labels` that any child has."""
        for label in labels:
            for c in self.children[i]:
                if self.deps[c] == label:
                    return c
        return None


def read(doc: Doc) -> Tree:
    """The tree of a parsed Doc; words are in lower case."""
    heads = [t.head.i for t in doc]
    children: list[list[int]] = [[] for _ in heads]
    for i, head in enumerate(heads):
        if head != i:
            children[head].append(i)
    entities, starts = [""] * len(heads), list(range(len(heads)))
    for entity in doc.ents:
        for i in range(entity.start, entity.end):
            entities[i], starts[i] = entity.label_, entity.start
    return Tree(
        words=[t.text.lower() for t in doc],
        tags=[t.tag_ for t in doc],
        pos=[t.pos_ for t in doc],
        deps=[t.dep_ for t in doc],
        heads=heads,
        children=children,
        entities=entities,
        starts=starts,
        sentences=[(s.start, s.end) for s in doc.sents],
    )


def write(doc: Doc, heads: list[int], labels: list[str]) -> None:
    """Replace heads and labels of `doc`; sentences stay, as each keeps its words and one root."""
    strings = doc.vocab.strings
    codes = {label: strings.add(label) for label in set(labels)}
    relative = np.asarray(heads, dtype=np.int64) - np.arange(len(heads))
    values = np.empty((len(heads), 2), dtype=np.uint64)
    values[:, 0] = relative.astype(np.uint64)
    values[:, 1] = [codes[label] for label in labels]
    doc.from_array(["HEAD", "DEP"], cast("Ints2d", values))
