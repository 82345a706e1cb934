"""Mentions of hand-built Docs: where names end, and what is told of pronouns."""

from __future__ import annotations

import pytest
import spacy
from spacy.tokens import Doc

from kg.data import Mention
from kg.extract.mentions import mentions

VOCAB = spacy.blank("en").vocab


def doc(rows: str, ents: list[str] | None = None) -> Doc:
    """A Doc of lines "word head relation part-of-speech", heads counted from 0."""
    words, heads, deps, tags = zip(*(row.split() for row in rows.strip().splitlines()), strict=True)
    return Doc(
        VOCAB,
        list(words),
        heads=[int(h) for h in heads],
        deps=list(deps),
        pos=list(tags),
        lemmas=[w.lower() for w in words],
        tags=["NNP" if t == "PROPN" else "VBD" if t == "VERB" else "NN" for t in tags],
        ents=ents,
    )


def found(parsed: Doc) -> dict[str, Mention]:
    return {parsed.text[m.start : m.end]: m for m in mentions(parsed, [])}


CALDRIA = """
Caldria 2 nmod:poss PROPN
's 0 case PART
Ann 4 nsubj PROPN
Hale 2 flat PROPN
left 4 ROOT VERB
"""


def test_a_persons_name_does_not_hold_whose_person_it_is() -> None:
    kinds = found(doc(CALDRIA, ["B-PERSON", "I-PERSON", "I-PERSON", "I-PERSON", "O"]))
    assert {text: m.features and m.features.type for text, m in kinds.items()} == {
        "Caldria": "GPE",
        "Ann Hale": "PERSON",
    }


def test_the_type_of_a_name_is_its_own_words_alone() -> None:
    kinds = found(doc(CALDRIA, ["B-GPE", "O", "B-PERSON", "I-PERSON", "O"]))
    assert {text: m.features and m.features.type for text, m in kinds.items()} == {
        "Caldria": "GPE",
        "Ann Hale": "PERSON",
    }


def test_a_companys_name_may_hold_an_owner() -> None:
    kinds = found(doc(CALDRIA, ["B-ORG", "I-ORG", "I-ORG", "I-ORG", "O"]))
    assert list(kinds) == ["Caldria 's Ann Hale"]


def test_a_dateline_is_no_part_of_what_follows_its_dash() -> None:
    kinds = found(
        doc(
            """
VESSIN 3 nmod PROPN
– 0 punct PUNCT
Relle 3 compound PROPN
spokesman 4 nsubj NOUN
left 4 ROOT VERB
"""
        )
    )
    assert "Relle spokesman" in kinds


@pytest.mark.parametrize("relation", ["acl:relcl", "ccomp"])
def test_a_relative_pronoun_knows_the_noun_of_its_clause(relation: str) -> None:
    parsed = doc(
        f"""
man 4 nsubj NOUN
whose 2 nmod:poss PRON
dog 3 nsubj NOUN
barked 0 {relation} VERB
left 4 ROOT VERB
"""
    )
    features = found(parsed)["whose"].features
    assert features is not None
    assert features.above == (parsed[3].idx, 0, parsed[4].idx)
    assert features.modifies == (0 if relation == "acl:relcl" else -1)
