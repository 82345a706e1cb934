"""CoNLL-U as Docs: hand-checked parses, so that rules are tested without a model.

Entities stand in MISC as `Entity=PERSON` on every word of the span (`Entity=B-PERSON` begins a
new one right behind another); `SpaceAfter=No` keeps the text's spacing, and ¶ in a word is a
line break.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from spacy.tokens import Doc, Span
from spacy.vocab import Vocab

Row = list[str]


@dataclass(frozen=True)
class Example:
    """A text, its parse, and the statements that a reader expects."""

    name: str
    doc: Doc
    statements: list[str]


def read(path: Path) -> Iterator[Example]:
    """The examples of a file: `# name`, `# statement = …` lines, then sentences."""
    for block in path.read_text("utf-8").split("# name = ")[1:]:
        lines = block.splitlines()
        expected = [x.partition("=")[2].strip() for x in lines if x.startswith("# statement =")]
        yield Example(lines[0].strip(), parse("\n".join(lines[1:])), expected)


def parse(text: str) -> Doc:
    """One Doc of all sentences in a CoNLL-U text."""
    sentences = [_rows(s) for s in text.split("\n\n")]
    rows = [row for sentence in sentences for row in sentence]
    starts = [i == 0 for sentence in sentences for i in range(len(sentence))]
    base = [at for at, s in zip(_offsets(sentences), sentences, strict=True) for _ in s]
    words, spaces = (
        [r[1].replace("¶", "\n") for r in rows],
        ["SpaceAfter=No" not in r[9] for r in rows],
    )
    heads = [b + int(r[6]) - 1 if r[6] != "0" else i
             for i, (b, r) in enumerate(zip(base, rows, strict=True))]  # fmt: skip
    doc = Doc(
        Vocab(), words=words, spaces=spaces, lemmas=[r[2] for r in rows], pos=[r[3] for r in rows],
        tags=[r[4] for r in rows], heads=heads, deps=[r[7] for r in rows], sent_starts=starts,
    )  # fmt: skip
    doc.set_ents(list(_entities(doc, rows)))
    return doc


def _rows(sentence: str) -> list[Row]:
    lines = [x for x in sentence.splitlines() if x and not x.startswith("#")]
    return [x.split("\t") for x in lines]


def _offsets(sentences: list[list[Row]]) -> list[int]:
    found, at = [], 0
    for sentence in sentences:
        found.append(at)
        at += len(sentence)
    return found


def _entities(doc: Doc, rows: list[Row]) -> Iterator[Span]:
    labels = [next((m[7:] for m in r[9].split("|") if m.startswith("Entity=")), "") for r in rows]
    start = 0
    for i in range(len(labels) + 1):
        here = labels[i] if i < len(labels) else ""
        before = labels[i - 1].removeprefix("B-") if i else ""
        if before and (here.startswith("B-") or here != before):
            yield Span(doc, start, i, label=before)
        if here and (here.startswith("B-") or here != before):
            start = i
