"""Copies of documents with other names in the places of names, the same within a document."""

from __future__ import annotations

from collections import defaultdict
from random import Random

from training.corpus import Document, Sentence, Span

Name = tuple[str, ...]
Pool = dict[tuple[str, str], list[Name]]


def collect_names(documents: list[Document]) -> Pool:
    """Return the names of documents by coarse and finer type, each as often as it occurs."""
    pool: Pool = defaultdict(list)
    for document in documents:
        for sentence in document.sentences:
            for span in sentence.names or ():
                finer = _finer(sentence, span)
                if finer:
                    pool[span.label, finer].append(tuple(sentence.words[span.start : span.end]))
    return pool


def swap_names(document: Document, pool: Pool, random: Random, part: float = 0.7) -> Document:
    """Return a copy in which about `part` of the distinct names are others of the same type.

    Only names of known finer type are swapped, and only in corpora without trees.
    """
    chosen: dict[tuple[str, str, Name], Name] = {}
    copy = Document(
        document.id + " swapped", document.corpus + "+swapped", [], document.view, document.genre
    )
    for sentence in document.sentences:
        copy.sentences.append(_swap(sentence, chosen, pool, random, part))
    return copy


def _swap(
    sentence: Sentence,
    chosen: dict[tuple[str, str, Name], Name],
    pool: Pool,
    random: Random,
    part: float,
) -> Sentence:
    types = sentence.types or [""] * len(sentence.words)
    new = Sentence([], [], names=[], types=[])
    words, tags, names = new.words, new.types or [], new.names
    assert names is not None
    at = 0
    for span in sorted(sentence.names or (), key=lambda s: s.start):
        words += sentence.words[at : span.start]
        tags += types[at : span.start]
        at = span.end
        old = tuple(sentence.words[span.start : span.end])
        finer = _finer(sentence, span)
        key = (span.label, finer, old)
        if key not in chosen:
            options = pool.get((span.label, finer))
            chosen[key] = random.choice(options) if options and random.random() < part else old
        name = chosen[key]
        names.append(Span(len(words), len(words) + len(name), span.label))
        tags += types[span.start : span.end] if name == old else _tags(finer, len(name))
        words += name
    words += sentence.words[at:]
    tags += types[at:]
    new.types = tags
    new.spaces = [0] * len(words)
    return new


def _finer(sentence: Sentence, span: Span) -> str:
    """Return the type that all words of a name have, or ""."""
    found = {tag[2:] for tag in (sentence.types or [""])[span.start : span.end]}
    return found.pop() if len(found) == 1 else ""


def _tags(label: str, length: int) -> list[str]:
    if length == 1:
        return [f"S-{label}"]
    return [f"B-{label}", *[f"I-{label}"] * (length - 2), f"E-{label}"]
