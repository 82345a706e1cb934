from __future__ import annotations

import pytest
from spacy.lang.en import English
from spacy.tokens import Doc, Span

from kg.language.embedded import COMPONENTS, components
from kg.language.embedded.tokens import tokenizer
from tests.unit.language.embedded.fakes import FakeNetwork


@pytest.fixture
def nlp():
    made = English()
    made.tokenizer = tokenizer(made)
    for name in COMPONENTS:
        made.add_pipe(name)
    made.get_pipe("kg_encoder").network = FakeNetwork()
    return made


TEXT = "\n \nOne two three. Four was five, six!\n\n  Seven   eight \n"


def test_every_layer_is_written(nlp):
    doc = nlp(TEXT)
    for layer in ("TAG", "POS", "MORPH", "LEMMA", "DEP", "HEAD", "SENT_START", "ENT_IOB"):
        assert doc.has_annotation(layer)
    assert doc.text == TEXT
    assert doc.tensor.shape == (len(doc), 6)


def test_sentences_have_one_root_and_cover_the_text(nlp):
    doc = nlp(TEXT)
    assert sum(len(s) for s in doc.sents) == len(doc)
    for sentence in doc.sents:
        words = [t for t in sentence if t.dep_ == "root"]
        assert words == [sentence.root]


def test_white_space_is_no_word(nlp):
    doc = nlp(TEXT)
    spaces = [t for t in doc if t.is_space]
    assert spaces
    assert {(t.tag_, t.pos_, t.dep_) for t in spaces} == {("_SP", "SPACE", "dep")}
    assert all(t.lemma_ == t.text for t in spaces)
    assert not any(t.is_space for t in (doc[0].head, *(e.root for e in doc.ents)))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "\u2028", "."])
def test_texts_of_nothing(nlp, text):
    doc = nlp(text)
    assert doc.text == text


def test_given_sentences_are_honoured(nlp):
    starts = [True, False, False, True, False]
    doc = nlp(Doc(nlp.vocab, "a b c d e".split(), sent_starts=starts))
    assert [t.is_sent_start for t in doc] == starts


def test_a_start_on_white_space_is_that_of_the_next_word(nlp):
    words = ["a", "\n", "b", "c"]
    doc = nlp(Doc(nlp.vocab, words, sent_starts=[True, False, True, False]))
    other = nlp(Doc(nlp.vocab, words, sent_starts=[True, True, False, False]))
    for found in (doc, other):
        assert [s.text.split() for s in found.sents] == [["a"], ["b", "c"]]


def test_entities_that_are_there_stay(nlp):
    doc = nlp.make_doc("One two three four five six seven eight nine ten eleven")
    doc.set_ents([Span(doc, 1, 4, label="ORG")])
    doc = nlp(doc)
    assert (1, 4, "ORG") in [(e.start, e.end, e.label_) for e in doc.ents]


def test_addresses_are_no_names(nlp):
    doc = nlp.make_doc("See a.example.org or me@example.org and Rome")
    doc.user_data[components.READING] = {"found": [(i, i + 1, "PERSON") for i in (1, 3, 5)]}
    assert [e.text for e in nlp.get_pipe("kg_names")(doc).ents] == ["Rome"]


def test_numbers_of_notes_are_no_numbers(nlp):
    doc = nlp.make_doc("He left.[17] It had 18 doors")
    numbers = [t.i for t in doc if t.text.isdigit()]
    doc.user_data[components.READING] = {"found": [(i, i + 1, "CARDINAL") for i in numbers]}
    assert [e.text for e in nlp.get_pipe("kg_names")(doc).ents] == ["18"]


def test_layers_can_be_left_out(nlp):
    with nlp.select_pipes(disable=["kg_names", "kg_tagger"]):
        doc = nlp(TEXT)
    assert doc.has_annotation("DEP")
    assert not doc.has_annotation("TAG")
    assert not doc.ents


def test_without_the_encoder_nothing_is_written(nlp):
    with nlp.select_pipes(disable=["kg_encoder"]):
        assert not nlp(TEXT).has_annotation("DEP")


def test_docs_survive_bytes(nlp):
    doc = nlp(TEXT)
    other = Doc(nlp.vocab).from_bytes(doc.to_bytes())
    assert [(t.text, t.dep_, t.head.i, t.tag_) for t in other] == [
        (t.text, t.dep_, t.head.i, t.tag_) for t in doc
    ]
    assert other.user_data[components.READING]["found"] is not None


def test_requirements_of_components_hold(nlp):
    problems = nlp.analyze_pipes()["problems"]
    assert not any(problems.values())
