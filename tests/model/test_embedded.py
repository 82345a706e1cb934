"""The embedded model as it ships: what holds for any text, and floors below which it is broken."""

from __future__ import annotations

import time

import pytest
import spacy
from spacy.tokens import Doc
from spacy.training import Example

from kg.data import ENTITY_TYPES, LITERAL_TYPES
from kg.language import embedded

pytestmark = [
    pytest.mark.model,
    pytest.mark.skipif(not embedded.is_shipped(), reason="the package carries no model"),
]

NEWS = """Angela Merkel met Emmanuel Macron in Paris on 3 May 2019. The chancellor said that Germany
would pay $3 million to UNESCO. "We didn't expect it," he told reporters, "but it's welcome."

Two dogs were sleeping in the garden when their owners left."""

STRANGE = {
    "nothing": "",
    "white space": " \n\t\n ",
    "lower case": NEWS.lower(),
    "capitals": NEWS.upper(),
    "no marks": "".join(c for c in NEWS if c.isalnum() or c.isspace()),
    "tokens": "Angela Merkel , the chancellor , did n't go . She stayed .",
    "emoji": "I 😀😀 love 👩‍👩‍👧‍👦 this 🇩🇪 !!! ❤️",
    "addresses": "See https://example.org/a?b=c#d or mail a.b+c@example.co.uk, #tag @name",
    "mojibake": "It wasnâ€™t theÃ©trÃ© Ã¢â‚¬Å“saidÃ¢â‚¬Â \ufffd\ufffd",
    "scripts": "東京は日本の首都です。 Москва — столица. القاهرة مدينة Ελλάδα हिन्दी",
    "controls": "a\x00b\x01 \u200b\u200f\ufeff c\u2028d",
    "one long word": "x" * 50_000,
    "one long line of marks": "=" * 20_000,
    "no boundary": "word " * 5_000,
    "one-letter words": "a " * 5_000,
    "lines": "One\nTwo\nThree\n" * 200,
}


@pytest.fixture(scope="module")
def nlp():
    return embedded.load()


@pytest.mark.parametrize("text", STRANGE.values(), ids=STRANGE.keys())
def test_any_text_is_read_in_bounded_time(nlp, text):
    start = time.process_time()
    doc = nlp(text)
    assert doc.text == text
    assert time.process_time() - start < 2 + len(text) / 2_000
    for sentence in doc.sents:
        assert sum(t.dep_ == "root" for t in sentence) <= 1
    assert {e.label_ for e in doc.ents} <= {*ENTITY_TYPES, *LITERAL_TYPES}


def test_a_plain_text_is_read_well(nlp):
    doc = nlp(NEWS)
    assert 4 <= len(list(doc.sents)) <= 6
    found = {(e.text, e.label_) for e in doc.ents}
    expected = {("Angela Merkel", "PERSON"), ("Emmanuel Macron", "PERSON"), ("Paris", "GPE")}
    assert len(found & expected) >= 2
    lemmas = [t.lemma_ for t in doc]
    assert sum(x in lemmas for x in ("meet", "say", "dog", "be", "sleep", "garden", "leave")) >= 6
    deps = {t.dep_ for t in doc}
    assert {"nsubj", "root", "obj", "case", "punct", "det"} <= deps


def test_words_and_sentences_can_be_given(nlp):
    words = "Dogs bark They sleep".split()
    doc = nlp(Doc(nlp.vocab, words, sent_starts=[True, False, True, False]))
    assert [s.text.strip() for s in doc.sents] == ["Dogs bark", "They sleep"]


def annotation(doc):
    words = [(t.text, t.tag_, t.dep_, t.head.i, t.lemma_, str(t.morph)) for t in doc]
    return words, [(e.start, e.end, e.label_) for e in doc.ents]


def test_reading_depends_on_the_text_alone(nlp):
    other = "A quite different text. It has other words."
    alone = annotation(nlp(NEWS))
    assert [annotation(d) for d in nlp.pipe([other, NEWS], batch_size=2)][1] == alone
    assert annotation(embedded.load()(NEWS)) == alone


def test_pipelines_are_saved_and_loaded(nlp, tmp_path):
    nlp.to_disk(tmp_path)
    loaded = spacy.load(tmp_path)
    assert annotation(loaded(NEWS)) == annotation(nlp(NEWS))
    assert loaded.meta["version"] == nlp.meta["version"]


def test_files_are_those_that_the_model_lists():
    assert embedded.changed() == []
    assert len(embedded.identity()["checksum"]) == 64


def test_pipelines_run_in_processes(nlp):
    docs = list(nlp.pipe([NEWS, NEWS[:90]], n_process=2, batch_size=1))
    assert annotation(docs[0]) == annotation(nlp(NEWS))


def test_pipelines_can_be_evaluated(nlp):
    example = Example(nlp.make_doc(NEWS), nlp(NEWS))
    scores = nlp.evaluate([example])
    for name in ("tag_acc", "pos_acc", "morph_acc", "lemma_acc", "dep_las", "sents_f", "ents_f"):
        assert scores[name] > 0.95
