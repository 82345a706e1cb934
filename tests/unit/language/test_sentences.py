from __future__ import annotations

import pytest
import spacy

from kg.language import sentences

NLP = spacy.blank("en")


def boundaries(text: str) -> list[str]:
    """The text with | where a sentence must start and + where none can."""
    doc = sentences.preset(NLP.make_doc(text))
    marks = {1: "|", -1: "+", 0: ""}
    return [marks[t.sent_start] + t.text for t in doc if t.i and t.sent_start]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("He left\n\nShe stayed", ["|She"]),
        ("He left \n \n\n She stayed", ["|She"]),
        ("He left\nbecause she stayed", []),
        ("He left.\nbut she stayed", ["|but"]),
        ("He left (early).\nShe stayed", ["|She", "+early", "+)"]),
        ("Bring\n- bread\n- milk", ["|-", "|-"]),
        ("Bring\n1. bread\n2. milk", ["|1", "|2"]),
        ("as follows\nRules Of Harrow\nno dogs may run on the green", ["|Rules"]),
        ("he met the\nMayor of Harrow who told him of a plan to sell it all to a firm", []),
    ],
)
def test_layout_ends_sentences(text: str, expected: list[str]) -> None:
    assert sorted(boundaries(text)) == sorted(expected)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('He left. "I stay," she said.', ["+I", '+"']),
        ("He left. “I stay.” She slept.", ["+I", "+”"]),
        ("It is big (very big).", ["+very", "+)"]),
        ("The U.S. President left the U.S. He slept.", ["+President"]),
    ],
)
def test_marks_belong_to_their_sentence(text: str, expected: list[str]) -> None:
    assert boundaries(text) == expected


def test_a_paragraph_break_is_stronger_than_a_quotation_mark() -> None:
    assert boundaries('She said "\n\nI stay') == ["|I"]


def test_white_space_ends_the_sentence_before_it() -> None:
    doc = sentences.preset(NLP.make_doc("He left\n\nShe stayed"))
    assert next(s.text for s in doc.sents).startswith("He left\n\n")


def test_given_boundaries_are_kept() -> None:
    words = ["One", "\n\n", "sentence"]
    doc = spacy.tokens.Doc(NLP.vocab, words=words, sent_starts=[True, False, False])
    assert [t.is_sent_start for t in sentences.preset(doc)] == [True, False, False]


@pytest.mark.parametrize("text", ["", "x", "\n\n", "\n\n\n\n", '"', '""', "- ", "a\n"])
def test_texts_of_little_are_no_trouble(text: str) -> None:
    assert sentences.preset(NLP.make_doc(text)).text == text
