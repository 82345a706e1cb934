"""Floors for the default pipeline on texts that nobody would write."""

from __future__ import annotations

import random

import pytest
from spacy.language import Language
from spacy.tokens import Doc

from kg.data import ENTITY_TYPES, LITERAL_TYPES
from kg.language import load, universal

pytestmark = pytest.mark.model

UGLY = (
    "", " ", "\n\n", "...", "((((((", "\"\"\"\" '''", "\x00\x01 \u200b", "x " * 3000, "of " * 500,
    "is " * 500, "and , " * 300, 'the ( of [ is " from ' * 60, "\n \n\n ** - of\n\n\n",
    "\U0001f600 is \U0001f600 of \U0001f600 " * 50, "John " * 400, "$ 3 million $ $ of of " * 40,
)  # fmt: skip
WORDS = (
    'is of to and , . " ( ) John Smith $3 May 5 was it that from at least more than as well '
    "because the cat said there what"
).split()


@pytest.fixture(scope="module")
def nlp() -> Language:
    return load("en_core_web_sm")


def jumbled(seed: int) -> str:
    chance = random.Random(seed)
    return " ".join(chance.choice([*WORDS, "\n", "\n\n"]) for _ in range(400))


def is_valid(doc: Doc) -> bool:
    """Whether every sentence is a tree over all of its words, with one root."""
    return all(
        [t.i for t in s if t.head.i == t.i] == [s.root.i]
        and sorted(t.i for t in s.root.subtree) == list(range(s.start, s.end))
        for s in doc.sents
    )


@pytest.mark.parametrize("text", [*UGLY, *map(jumbled, range(12))], ids=lambda t: repr(t[:20]))
def test_every_sentence_is_a_tree(nlp: Language, text: str) -> None:
    doc = nlp(text)
    assert is_valid(doc)
    assert doc.text == text
    assert not {t.dep_ for t in doc} & {"prep", "pobj", "attr", "dobj", "nsubjpass", "agent"}
    assert {e.label_ for e in doc.ents} <= {*ENTITY_TYPES, *LITERAL_TYPES}


@pytest.mark.parametrize("text", [*map(jumbled, range(3))], ids=lambda t: repr(t[:20]))
def test_the_view_keeps_sentences(nlp: Language, text: str) -> None:
    with nlp.select_pipes(disable=[universal.NAME]):
        before = [(s.start, s.end) for s in nlp(text).sents]
    assert [(s.start, s.end) for s in nlp(text).sents] == before


def test_the_same_text_gives_the_same_annotation(nlp: Language) -> None:
    text = jumbled(99)
    assert nlp(text).to_json() == load("en_core_web_sm")(text).to_json()
