"""The learned scorer: its arithmetic, its traits, and what it may not override."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import partial
from importlib.resources import files

import numpy as np
import pytest

from kg.data import Document
from kg.resolve.coreference import coreference
from kg.resolve.discourse import Discourse
from kg.resolve.ranking import WEIGHTS, Network, Ranker, networks, shares
from kg.resolve.traits import NAMES, Traits
from tests.unit.resolve.builder import Text

HASTY = Network(
    traits=np.zeros((len(NAMES), 1), np.float32),
    bias=np.zeros(1, np.float32),
    out=np.zeros(1, np.float32),
)
"""A scorer to which all candidates, and having none, are alike: more of them win."""


def resolved(text: Text, network: Network) -> list[set[str]]:
    """The words of each cluster as a scorer of these weights makes them."""
    d = coreference(Document(text.text), text.extraction, partial(Ranker, network=network))
    clusters: dict[int, set[str]] = {}
    for i, cluster in d.of.items():
        clusters.setdefault(d.clusters[cluster].id, set()).add(d.words(i))
    return list(clusters.values())


def with_candidates(text: Text) -> tuple[Discourse, int]:
    """A state in which all but the last mention are resolved, and the last one."""
    d = Discourse(Document(text.text), text.extraction)
    last = len(d.mentions) - 1
    for i in range(last):
        d.start(i)
    return d, last


def test_a_thing_has_the_sum_of_its_mentions_probabilities() -> None:
    found = shares(np.log(np.array([1, 2, 1, 4], np.float32)), [7, 9, 7])
    assert found == pytest.approx({7: 2 / 8, 9: 2 / 8, -1: 4 / 8})


def test_traits_tell_place_role_and_agreement() -> None:
    text = Text(
        "[Ann Hale](PERSON nsubj>met) met [Piet](PERSON obj>met). [She](pro nsubj>left) left."
    )
    d, she = with_candidates(text)
    ann, piet, none = Traits(d).of(she, [0, 1])
    told = dict(zip(NAMES, ann.tolist(), strict=True))
    assert told["one sentence back"] == told["is subject"] == told["both subjects"] == 1
    assert told["is PERSON"] == told["named"] == told["nearest subject"] == told["'she'"] == 1
    assert dict(zip(NAMES, piet.tolist(), strict=True))["is object"] == 1
    assert none[: NAMES.index("'he'")].sum() == 0
    assert none[-1] == 1


def test_word_vectors_add_their_own_part_of_a_score() -> None:
    one = np.eye(2, dtype=np.float32)
    bare = Network(np.ones((3, 2), np.float32), np.zeros(2, np.float32), np.ones(2, np.float32))
    full = Network(bare.traits, bare.bias, bare.out, one, one, one, 2 * one)
    traits = np.ones((2, 3), np.float32)
    projected = full.projected(np.array([[1, 0], [3, 1]], np.float32))
    scores = full.scores(traits, projected[0], projected[1:])
    # hidden of the candidate: (3, 3) + (1, 0) + (3, 1); product: (1, 0) · 2 (3, 1)
    assert scores.tolist() == [7 + 4 + 6, 4 + 3]


def test_a_choice_names_the_traits_that_decide() -> None:
    weights = np.zeros((len(NAMES), 1), np.float32)
    weights[NAMES.index("named")], weights[NAMES.index("is subject")] = 2, 1
    network = Network(weights, np.zeros(1, np.float32), np.ones(1, np.float32))
    traits = np.ones(len(NAMES), np.float32)
    assert network.why(traits) == ("named", "is subject")


def test_no_score_makes_a_person_a_company_or_another_gender() -> None:
    text = Text(
        "[Halden Ltd](ORG nsubj>sued) sued. [Mr Lorimer](PERSON nsubj>paid) paid. "
        "[She](pro nsubj>left) left. [It](pro nsubj>closed) closed."
    )
    sets = resolved(text, HASTY)
    assert {"She"} in sets
    assert not any({"It", "Mr Lorimer"} <= s for s in sets)


def test_no_score_joins_subject_and_object_of_one_clause() -> None:
    text = Text("[Piet Lorimer](PERSON nsubj>hit) hit [him](pro obj>hit).")
    assert resolved(text, HASTY) == [{"Piet Lorimer"}, {"him"}]


def test_no_score_makes_an_owner_what_it_owns() -> None:
    text = Text("[Relle](PERSON nsubj>left)'s [spokesman](nom/PERSON nsubj>left) left.")
    assert resolved(text, HASTY) == [{"Relle"}, {"spokesman"}]


def test_the_shipped_weights_fit_the_traits_and_the_shipped_encoder() -> None:
    model = json.loads(files("kg.language.embedded").joinpath("model/model.json").read_text())
    with files("kg.resolve").joinpath(WEIGHTS).open("rb") as stored, np.load(stored) as arrays:
        fitted_to = str(arrays["encoder"])
    assert fitted_to == model["checksums"]["model.onnx"], "run `python -m training.ranking` anew"
    for network in networks():
        assert len(network.traits) == len(NAMES)
        assert np.isfinite(network.traits).all()


def test_a_document_without_word_vectors_is_ranked_by_traits_alone() -> None:
    text = Text("[Ann Hale](PERSON nsubj>sang) sang. [She](pro nsubj>left) left.")
    vectors: Mapping[int, np.ndarray] = {}
    d = Discourse(Document(text.text), text.extraction)
    ranker = Ranker(d, vectors)
    d.start(0)
    traits, scores = ranker.rank(1, [0])
    assert scores == pytest.approx(networks()[1].scores(traits))
