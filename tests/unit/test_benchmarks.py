"""The measures that the benchmarks print."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

from benchmarks import benchie, calibration, carb, links, mine
from benchmarks.confidence import logistic


def test_carb_compares_slot_by_slot() -> None:
    gold = carb.Tuple("signed", ("Lind", "the accord", "in Oslo"))
    found = carb.Tuple("signed", ("Lind", "the accord"), 0.5)
    assert carb.match(gold, found) == (1.0, 4 / 6)
    assert carb.match(gold, carb.Tuple("left", ("Lind", "the accord"))) == (0.0, 0.0)
    assert carb.match(gold, carb.Tuple("signed", ("Lind",))) == (0.0, 0.0)
    said = carb.Tuple("said", ("Lind", "it sank"))
    assert carb.match(said, carb.Tuple("said", ("it sank", "Lind"))) == (1.0, 1.0)


def test_carb_takes_the_best_confidence_and_pairs_one_to_one() -> None:
    gold = {"k": [carb.Tuple("signed", ("Lind", "it"))]}
    right, twice = (
        carb.Tuple("signed", ("Lind", "it"), 0.9),
        carb.Tuple("signed", ("Lind", "it"), 0.1),
    )
    assert carb.score(gold, {"k": [right, twice]}) == carb.Score(1.0, 1.0, 1.0)
    assert carb.score(gold, {"k": [twice, twice]}).precision == 0.5


def test_calibration_error_and_halves() -> None:
    judged = [(0.95, True), (0.95, True), (0.05, False), (0.05, True)]
    assert calibration.halves(judged) == (1.0, 0.5)
    assert round(calibration.error(judged), 3) == 0.25
    assert "<circle" in calibration.curve(judged)


def test_the_fit_finds_the_share_and_the_sign() -> None:
    rows = [{"bias": 1.0, "good": 1.0}, {"bias": 1.0}] * 20
    weights = logistic(rows, [1.0, 0.0] * 20, ridge=0.1)
    assert weights["good"] > 0 > weights["bias"]


def test_a_link_is_shown_with_both_of_its_mentions() -> None:
    text = "Ann sang. " + "It rained. " * 90 + "She left."
    she = text.index("She")
    assert links.shown(text, (she, she + 3), (0, 3)).startswith("[[Ann]] sang. It rained.")
    assert links.shown(text, (she, she + 3), (0, 3)).endswith("rained. [[She]] left.")
    assert " […] " in links.shown(text, (she, she + 3), (0, 3))
    assert links.shown("Ann sang. She left.", (10, 13), (0, 3)) == "[[Ann]] sang. [[She]] left."


def test_benchie_wants_one_of_the_triples_of_a_fact_exactly(tmp_path: Path) -> None:
    path = tmp_path / "gold.txt"
    path.write_text(
        "sent_id:1\tLind signed a new accord in Oslo .\n1--> Cluster 1:\n"
        "Lind --> signed --> [a [new]] accord\n"
        "Lind --> signed --> a [new] accord\n"
        "1--> Cluster 2:\nLind --> signed a [new] accord in --> Oslo\n",
        "utf-8",
    )
    wanted = benchie.gold(path)
    (sentence,) = wanted
    given = {("Lind", "signed", "a accord"), ("Lind", "left", "Oslo")}
    assert benchie.score(wanted, {sentence: given}) == benchie.Score(0.5, 0.5, 0.5)


def test_mine_walks_two_steps_from_the_eight_nearest_nodes() -> None:
    names = [f"node{k}" for k in range(12)]
    chain = [(a, "leads to", b) for a, b in pairwise(names)]

    def by_number(facts: Sequence[str], nodes: Sequence[str]) -> list[list[float]]:
        return [[-float(n.removeprefix("node")) for n in nodes] for _ in facts]

    (around,) = mine.contexts(chain, ["a fact"], by_number)
    assert "node0 leads to node1" in around
    assert "node8 leads to node9" in around
    assert "node9 leads to node10" not in around


def test_mine_keeps_a_fact_by_most_of_its_content_words() -> None:
    assert mine.is_kept("Bees visit many flowers", "bees visit flowers")
    assert not mine.is_kept("Whales cross the ocean", "bees visit flowers")


def test_pieces_of_sentences_are_no_nodes() -> None:
    assert mine.is_node("health of ecosystems")
    assert not any(map(mine.is_node, ("to avoid the press", "bees, wasps", "the")))
