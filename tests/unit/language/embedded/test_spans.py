from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc
from spacy.vocab import Vocab

from kg.language.embedded.components import READING
from kg.language.embedded.spans import KEY, Mentions


def read(words, heads, deps, kinds):
    """A Doc as the encoder leaves it; `kinds` by index of the head word."""
    tags = ["VERB" if d == "root" else "PUNCT" if d == "punct" else "NOUN" for d in deps]
    doc = Doc(Vocab(), words.split(), heads=heads, deps=deps, pos=tags)
    marked = np.zeros(len(doc), np.uint64)
    for i, kind in kinds.items():
        marked[i] = doc.vocab.strings.add(kind)
    doc.user_data[READING] = {"mentions": marked}
    return [(s.text, s.label_) for s in Mentions()(doc).spans[KEY]]


def test_one_inside_the_other():
    found = read(
        "the mayor of the town left",
        [1, 5, 4, 4, 1, 5],
        ["det", "nsubj", "case", "det", "nmod", "root"],
        {1: "person", 4: "place"},
    )
    assert found == [("the mayor of the town", "person"), ("the town", "place")]


def test_what_is_beside_the_head_stays_out():
    found = read(
        "with Ann , a baker , and Bo they left",
        [1, 9, 4, 4, 1, 1, 7, 1, 9, 9],
        "case obl punct det appos punct cc conj nsubj root".split(),
        {1: "person", 4: "person", 7: "person", 8: "person"},
    )
    assert [text for text, _ in found] == ["Ann", "a baker", "Bo", "they"]


def test_a_verb_is_its_clause():
    found = read(
        "they left early .",
        [1, 1, 1, 1],
        ["nsubj", "root", "advmod", "punct"],
        {1: "event"},
    )
    assert found == [("they left early", "event")]


@pytest.mark.parametrize("crossing", [[3, 3, 1, 3], [2, 3, 3, 3]])
def test_branches_that_cross_still_give_the_head(crossing):
    found = read("a b c d", crossing, ["appos", "nsubj", "case", "root"], {1: "object"})
    assert all("b" in text for text, _ in found)


def test_a_doc_that_was_not_read_has_none():
    doc = Doc(Vocab(), ["a"])
    assert KEY not in Mentions()(doc).spans
