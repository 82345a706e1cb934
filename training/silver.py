"""Silver labels by `en_core_web_sm` on the training texts.

They are finer types, literals, and LitBank's head words. Gold decides where it speaks: a gold name
keeps its extent and coarse type, silver says only which finer type it is; a silver name where a
complete gold layer has none is dropped. Where the two cannot agree the words stay out of the loss.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from training.corpus import Document, Sentence, Span, bioes, head_words

if TYPE_CHECKING:
    from spacy.language import Language

TYPE_OF = {
    "WORK_OF_ART": "WORK",
    "LAW": "WORK",
    "LANGUAGE": "NORP",
}
LITERALS = ("DATE", "TIME", "DURATION", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL")
FINER = {
    "PER": ("PERSON",),
    "ORG": ("ORG",),
    "LOC": ("GPE", "LOC", "FAC", "NORP"),
    "MISC": ("NORP", "EVENT", "WORK", "PRODUCT"),
}
"""Finer types of coarse ones; Re-DocRED marks nationalities as LOC, WikiGold as MISC."""

TYPES = ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK", "PRODUCT", *LITERALS)
COMPLETE = {
    "uner": ("PERSON", "ORG", "GPE", "LOC"),
    "redocred": ("PERSON", "ORG", "GPE", "LOC", "FAC", "NORP", "EVENT", "WORK", "PRODUCT"),
    "wikigold": ("PERSON", "ORG", "GPE", "LOC", "NORP", "EVENT", "WORK", "PRODUCT"),
    "re3d": ("PERSON", "ORG", "GPE", "LOC"),
    "gum": ("PERSON", "ORG", "GPE", "LOC"),
}
"""Types of which a corpus marks every name, by its view."""

LEADING = (
    "about|around|almost|nearly|over|some|at least|more than|less than|up to|an?|the|"
    "the (?:past|last|next|first)|several|many|few|a few"
)
UNITS = "second|minute|hour|day|week|month|year|decade|centur|millenni"
DURATION = re.compile(rf"^(?:(?:{LEADING}|[\w.,-]+) )+(?:{UNITS})(?:s|y|ies|um|a)?$", re.IGNORECASE)
NOT_DURATION = re.compile(
    r"^(?:the|this|that|each|every|one|last|next|earlier|later|previous|following|same) \w+$",
    re.IGNORECASE,
)


def add_silver(documents: list[Document], language: Language) -> None:
    """Give every sentence its `types`, and LitBank's the heads of its mentions."""
    found: dict[int, list[Span]] = {}
    known: dict[str, Counter[str]] = defaultdict(Counter)
    sentences = [(document, sentence) for document in documents for sentence in document.sentences]
    for document, sentence in sentences:
        spans = _label(sentence, language, parse=document.corpus == "litbank")
        found[id(sentence)] = spans
        for span in spans:
            known[_text(sentence, span)][span.label] += 1
    for document, sentence in sentences:
        sentence.types = merge_types(sentence, found[id(sentence)], document.view, known)


def _label(sentence: Sentence, language: Language, parse: bool) -> list[Span]:
    from spacy.tokens import Doc

    spaces = [s not in (1,) for s in [*sentence.spaces[1:], 2]]
    doc = Doc(language.vocab, words=sentence.words, spaces=spaces)
    for name, pipe in language.pipeline:
        if name in ("tok2vec", "ner") or (parse and name == "parser"):
            doc = pipe(doc)
    if parse and sentence.mentions is not None:
        heads = [token.head.i if token.head.i != token.i else -1 for token in doc]
        sentence.mention_heads = head_words(sentence.mentions, heads)
    return [Span(e.start, e.end, finer_type(e.label_, e.text)) for e in doc.ents]


def finer_type(label: str, text: str) -> str:
    """Return our type of an OntoNotes entity.

    >>> finer_type("DATE", "three years"), finer_type("DATE", "last year"), finer_type("LAW", "Act")
    ('DURATION', 'DATE', 'WORK')
    """
    if label in ("DATE", "TIME") and DURATION.match(text) and not NOT_DURATION.match(text):
        return "DURATION"
    return TYPE_OF.get(label, label)


def merge_types(
    sentence: Sentence, silver: list[Span], view: str, known: dict[str, Counter[str]]
) -> list[str]:
    """Return a BIOES tag a word: gold extents, silver types, "" where neither is sure."""
    gold = [s for s in sentence.names or () if s.label in FINER]
    kept: list[Span] = []
    unsure: list[Span] = []
    for name in gold:
        label = _finer(name, silver, FINER[name.label], known[_text(sentence, name)])
        (kept if label else unsure).append(Span(name.start, name.end, label))
    for span in silver:
        if any(span.start < name.end and name.start < span.end for name in gold):
            continue
        if span.label in LITERALS:
            kept.append(span)
        elif span.label not in COMPLETE.get(view, ()):
            proper = sentence.upos is None or any(
                sentence.upos[i] == "PROPN"
                or (span.label == "NORP" and sentence.words[i][:1].isupper())
                for i in range(span.start, span.end)
            )
            (kept if proper else unsure).append(span)
    tags = bioes(kept, len(sentence.words))
    for span in unsure:
        for i in range(span.start, span.end):
            tags[i] = ""
    return tags


def _finer(name: Span, silver: list[Span], options: tuple[str, ...], known: Counter[str]) -> str:
    if len(options) == 1:
        return options[0]
    for span in silver:
        if span.start < name.end and name.start < span.end and span.label in options:
            return span.label
    votes = [(count, label) for label, count in known.items() if label in options]
    return max(votes)[1] if votes else ""


def _text(sentence: Sentence, span: Span) -> str:
    return " ".join(sentence.words[span.start : span.end]).lower()
