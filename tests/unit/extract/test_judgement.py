from __future__ import annotations

import numpy as np
import pytest
from spacy.tokens import Doc

from kg.data import Clause
from kg.extract import extract, judgement
from kg.extract.context import features
from kg.extract.embedding import read
from kg.extract.judgement import Judge
from kg.extract.rules import BUILT_IN
from kg.extract.words import words
from tests.conllu import parse

ASSERTED = """\
1	Velin	Velin	PROPN	NNP	_	2	nsubj	_	Entity=PERSON
2	signed	sign	VERB	VBD	_	0	root	_	_
3	the	the	DET	DT	_	4	det	_	_
4	accord	accord	NOUN	NN	_	2	obj	_	SpaceAfter=No
5	.	.	PUNCT	.	_	2	punct	_	_
"""
DENIED = """\
1	Velin	Velin	PROPN	NNP	_	3	nsubj	_	Entity=PERSON
2	never	never	ADV	RB	_	3	advmod	_	_
3	signed	sign	VERB	VBD	_	0	root	_	_
4	the	the	DET	DT	_	5	det	_	_
5	accord	accord	NOUN	NN	_	3	obj	_	SpaceAfter=No
6	.	.	PUNCT	.	_	3	punct	_	_
"""
OPEN = ASSERTED.replace("signed\tsign\tVERB\tVBD", "signs\tsign\tVERB\tVBZ").replace(
    "4	accord	accord	NOUN	NN	_	2	obj",
    "4	tomorrow	tomorrow	NOUN	NN	_	2	obl:unmarked",
)
NEVER, ALWAYS = -1e9, 1e9


def clause(parsed: str, bias: float, monkeypatch: pytest.MonkeyPatch, *, seen: bool) -> Clause:
    """The one clause of a parse, with a judge that always says the same."""
    judge = Judge({}, np.zeros(4, np.float32), bias)
    monkeypatch.setattr(judgement, "judge", lambda: judge)
    doc = parse(parsed)
    if seen:
        doc.user_data["kg.reading"] = {}
        doc.tensor = np.zeros((len(doc), 4), np.float32)
    [found] = extract(doc, BUILT_IN).clauses
    return found


@pytest.mark.filterwarnings("ignore:overflow")
@pytest.mark.parametrize(
    ("parsed", "bias", "seen", "expected"),
    [
        (ASSERTED, NEVER, True, ("hypothetical", "context", 0)),
        (ASSERTED, ALWAYS, True, ("asserted", "", 0)),
        (ASSERTED, NEVER, False, ("asserted", "", 0)),
        (DENIED, ALWAYS, True, ("denied", "", 1)),
        (OPEN, ALWAYS, True, ("hypothetical", "future", 1)),
    ],
    ids=["doubts", "agrees", "no encoder", "denial stands", "open stays open"],
)
def test_the_judge_only_doubts(
    parsed: str,
    bias: float,
    seen: bool,
    expected: tuple[str, str, int],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    found = clause(parsed, bias, monkeypatch, seen=seen)
    assert (found.factuality, found.modality, len(found.cues)) == expected


def test_vectors_of_another_width_tell_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    judge = Judge({}, np.zeros(5, np.float32), NEVER)
    monkeypatch.setattr(judgement, "judge", lambda: judge)
    doc = parse(ASSERTED)
    word = words(doc)[1]
    assert not judgement.is_doubtful(word, read(word), np.zeros(4, np.float32))


def test_features_name_the_rules_reading_and_the_tree() -> None:
    doc: Doc = parse(DENIED)
    word = words(doc)[2]
    found = features(word, read(word))
    assert {"rules=denied", "cue=never", "tag=VBD", "subject=NNP", "has=obj", "end=."} <= {*found}
    assert len(found) == len(set(found))


def test_the_probability_adds_up() -> None:
    judge = Judge({"a": 1.0, "b": -3.0}, np.array([0.5, 0.0], np.float32), 0.25)
    sure = judge.probability(["a", "unknown"], np.array([2.0, 7.0], np.float32))
    assert sure == pytest.approx(1 / (1 + np.exp(-2.25)))
    assert judge.probability(["a", "b"], np.zeros(2, np.float32)) < 0.5 < sure
