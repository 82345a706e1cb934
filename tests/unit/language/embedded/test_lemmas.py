from __future__ import annotations

import pytest

from kg.language.embedded.lemmas import Lemmatiser, apply_script


@pytest.mark.parametrize(
    ("script", "word", "lemma"),
    [
        ("l|0+|0+", "The", "the"), ("k|0+|0+", "Paris", "Paris"), ("l|0+|2+", "walked", "walk"),
        ("l|0+|3+y", "parties", "party"), ("=be", "was", "be"), ("l|0+|5+ing", "sing", "sing"),
        ("l|2+b|0+", "an", "an"), ("l|0+|1+", "s", "s"),
    ],
)  # fmt: skip
def test_script(script, word, lemma):
    assert apply_script(script, word) == lemma


def test_the_table_goes_first():
    lemmatiser = Lemmatiser(["l|0+|0+"], ["VBD", "NN"], {"was|VBD": "be"})
    assert lemmatiser.lemma("was", 0, 0) == "be"
    assert lemmatiser.lemma("Was", 0, 0) == "be"
    assert lemmatiser.lemma("was", 0, 1) == "was"


def test_names_keep_their_case_in_the_table():
    lemmatiser = Lemmatiser(["k|0+|0+"], ["NNPS"], {"Alps|NNPS": "Alp"})
    assert lemmatiser.lemma("Alps", 0, 0) == "Alp"
    assert lemmatiser.lemma("ALPS", 0, 0) == "ALPS"
