from __future__ import annotations

import spacy
from spacy.tokens import Doc, Span

from kg.data import ENTITY_TYPES, LITERAL_TYPES
from kg.language import entities

NLP = spacy.blank("en")


def labelled(*labels: str) -> Doc:
    doc = Doc(NLP.vocab, words=[f"w{i}" for i in range(2 * len(labels))])
    doc.set_ents([Span(doc, 2 * i, 2 * i + 1, label=label) for i, label in enumerate(labels)])
    return doc


def test_labels_of_other_schemes_become_ours() -> None:
    doc = entities.rename(labelled("WORK_OF_ART", "LAW", "LANGUAGE", "PER", "MISC", "STRANGE"))
    assert [e.label_ for e in doc.ents] == [
        "WORK", "WORK", "CONCEPT", "PERSON", "CONCEPT", "CONCEPT",
    ]  # fmt: skip
    assert [(e.start, e.end) for e in doc.ents] == [(2 * i, 2 * i + 1) for i in range(6)]


def test_our_labels_stay() -> None:
    ours = (*ENTITY_TYPES, *LITERAL_TYPES)
    assert tuple(e.label_ for e in entities.rename(labelled(*ours)).ents) == ours


def test_every_renaming_leads_to_a_label_of_ours() -> None:
    assert set(entities.RENAMED.values()) <= entities.OURS
    assert not set(entities.RENAMED) & entities.OURS
