"""Confidence: a probability from features that can be seen."""

from __future__ import annotations

import pytest

from kg.extract import extract
from kg.extract.confidence import features, probability, weights
from kg.extract.rules import BUILT_IN
from tests.conllu import parse

SENTENCE = """
1	Marchetti	Marchetti	PROPN	NNP	_	2	nsubj	_	Entity=PERSON
2	signed	sign	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	_
4	accord	accord	NOUN	NN	_	2	obj	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	SpaceAfter=No
"""


def test_features_say_what_can_be_seen() -> None:
    doc = parse(SENTENCE.strip())
    ((clause, found),) = features(doc, extract(doc, BUILT_IN).clauses)
    seen = {"bias", "rule verbal", "predicate root", "subject name", "object NOUN", "subject near"}
    assert seen <= {*found}
    assert clause.confidence == probability(found)


def test_confidence_is_a_probability_and_the_table_holds_every_weight_once() -> None:
    assert probability({"bias": 1e6}) < 1
    assert probability({"bias": -1e6}) > 0
    assert probability({}) == 0.5
    assert weights()["bias"]


@pytest.mark.parametrize("worse", ["no object", "deep", "subject with marks"])
def test_what_is_often_wrong_lowers_it(worse: str) -> None:
    base = {"bias": 1.0, "rule verbal": 1.0}
    assert probability({**base, worse: 1.0}) < probability(base)
