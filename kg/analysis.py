"""`analyse`: one document alone, from its text to its `DocumentGraph`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from spacy.language import Language
from spacy.tokens import Doc

from kg.data import Document, DocumentGraph, Extraction, Mention
from kg.extract import Rule, extract
from kg.extract.tables import with_tables
from kg.resolve import resolve

BLOCK = 100_000
"""Characters that are read at once; coreference sees the whole document all the same."""
_BREAK = re.compile(r"\n\s*\n|\n|(?<=[.!?])\s|\s")


def analyse(document: Document, nlp: Language, rules: Sequence[Rule]) -> DocumentGraph:
    """Read, extract and resolve one document. A pure function of its arguments.

    Furniture is masked and the text cut into blocks in one canonical way, so the result depends
    on nothing but the document, the pipeline and the rules.
    """
    return resolve(document, extracted(document, parsed(document, nlp), rules))


def parsed(document: Document, nlp: Language) -> Iterator[tuple[int, Doc]]:
    """The blocks of a document as the pipeline reads them, each with its offset."""
    starts, texts = zip(*blocks(document), strict=True)
    return zip(starts, nlp.pipe(texts), strict=True)


def extracted(
    document: Document, blocks: Iterable[tuple[int, Doc]], rules: Sequence[Rule]
) -> Extraction:
    """What the rules find in the parsed blocks of a document, and what its tables say."""
    parts = [extract(doc, rules, offset, document.date) for offset, doc in blocks]
    return with_tables(document, _joined(parts))


def blocks(document: Document) -> Iterator[tuple[int, str]]:
    """What is read at once: offsets and texts of the blocks, furniture masked."""
    return _blocks(_masked(document))


def _masked(document: Document) -> str:
    """The text with furniture blanked and cells parted by line breaks: same offsets, no words."""
    pieces, at = [], 0
    for block in document.blocks:
        if block.kind in ("furniture", "row"):
            inside = document.text[block.start : block.end]
            blank = "\n" * len(inside) if block.kind == "furniture" else _cells(inside)
            pieces += [document.text[at : block.start], blank]
            at = block.end
    return "".join([*pieces, document.text[at:]])


def _cells(row: str) -> str:
    """A row with its cells as paragraphs: no sentence crosses from one to the next."""
    return row.replace(" | ", "\n\n\n")


def _blocks(text: str) -> Iterator[tuple[int, str]]:
    """Offsets and texts of blocks of at most `BLOCK` characters, cut where it hurts least."""
    start = 0
    while len(text) - start > BLOCK:
        end = _cut(text, start, start + BLOCK)
        yield start, text[start:end]
        start = end
    yield start, text[start:]


def _cut(text: str, start: int, limit: int) -> int:
    """The end of the last paragraph, line, sentence or word in the second half of a block."""
    window = text[start + BLOCK // 2 : limit]
    best: dict[int, int] = {}
    for found in _BREAK.finditer(window):
        rank = 0 if found[0].count("\n") > 1 else 1 if "\n" in found[0] else 2
        best[rank] = start + BLOCK // 2 + found.end()
    return best[min(best)] if best else limit


def _joined(parts: list[Extraction]) -> Extraction:
    """The extraction of a whole document; quotations keep their index."""
    mentions: list[Mention] = []
    quoted = 0
    for part in parts:
        for mention in part.mentions:
            f = mention.features
            if quoted and f is not None and f.quotation >= 0:
                mention = replace(mention, features=replace(f, quotation=f.quotation + quoted))
            mentions.append(mention)
        quoted += len(part.quotations)
    return Extraction(
        tuple(mentions),
        tuple(c for p in parts for c in p.clauses),
        tuple(q for p in parts for q in p.quotations),
        {at: vector for p in parts for at, vector in p.vectors.items()},
    )
