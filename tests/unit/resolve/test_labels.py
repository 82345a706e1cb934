"""What nodes are called: understood without their sentence, and no longer than needed."""

from __future__ import annotations

from dataclasses import replace

from kg.data import Clause, Evidence, Phrase, Relation, Statement
from kg.graph import relation_within
from tests.unit.resolve.builder import Text


def labels(text: Text) -> list[str]:
    return [e.label for e in text.resolve().entities]


def test_a_possessive_pronoun_is_its_owner() -> None:
    text = Text(
        "[Elena Marchetti](PERSON nsubj>left) left. "
        "[[Her](pro nmod:poss>lawyer) lawyer](nom/PERSON nsubj>spoke) spoke."
    )
    text.clause("verbal", "Her lawyer", "speak")
    assert labels(text) == ["Elena Marchetti", "Elena Marchetti's lawyer"]


def test_a_ship_is_no_place() -> None:
    text = Text(
        "[Hestmark](GPE nsubj>lost) lost [[her](pro nmod:poss>rudder) rudder](nom obj>lost)."
    )
    text.clause("verbal", "Hestmark", "lose", "her rudder")
    assert "Hestmark's rudder" not in labels(text)


def test_the_capital_of_a_sentence_is_no_part_of_a_label() -> None:
    text = Text("[Ferries](nom nsubj>sail) sail at dawn.")
    text.clause("verbal", "Ferries", "sail")
    assert labels(text) == ["ferries"]


def test_what_is_an_argument_of_its_own_is_not_in_the_label() -> None:
    text = Text("[Lind](PERSON nsubj>signed) signed [an accord on fishing](nom obj>signed).")
    text.clause("verbal", "Lind", "sign", "an accord on fishing")
    whole = text.clauses[0].object
    assert whole is not None
    assert whole.start is not None
    assert labels(text) == ["Lind", "accord on fishing"]
    brief = replace(whole, text="an accord", end=whole.start + len("an accord"))
    text.clauses[0] = replace(text.clauses[0], object=brief)
    assert labels(text) == ["Lind", "accord"]


def statement(relation: str, *cues: tuple[int, int], subject: Phrase) -> Statement:
    clause = Clause(
        "c20", "verbal", 0.5, (0, 40), subject, Relation(relation, "sign", ((20, 30),)),
        factuality="denied", cues=cues,
    )  # fmt: skip
    return Statement(
        "s", "accord", "sign", "sign", None, (), None, "denied", "", None, (Evidence("d", clause),)
    )


def test_a_part_of_a_statement_shows_that_it_is_denied() -> None:
    accord = Phrase("no accord", 0, 9, 3)
    assert relation_within(statement("was signed", (0, 2), subject=accord)) == "was not signed"
    assert relation_within(statement("signs", (0, 2), subject=accord)) == "not sign"


def test_what_verb_or_outer_statement_denies_is_not_denied_twice() -> None:
    lind = Phrase("Lind", 0, 4, 0)
    assert relation_within(statement("did not sign", (24, 27), subject=lind)) == "did not sign"
    assert relation_within(statement("signing", (12, 19), subject=lind)) == "signing"
