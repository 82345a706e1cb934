"""Reading corpora of names: Universal NER, Re-DocRED, WikiGold, re3d, and LitBank's mentions."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from kg.language.embedded.pieces import Space
from training.corpus import Document, Sentence, Span, disjoint, spans_of

RE3D = {
    "Person": "PER",
    "Organisation": "ORG",
    "Location": "LOC",
    "Temporal": "TIME",
    "Money": "NUM",
    "Quantity": "NUM",
    "Nationality": "MISC",
    "MilitaryPlatform": "MISC",
    "Weapon": "MISC",
    "DocumentReference": "MISC",
}


def read_uner(path: Path) -> list[Document]:
    """Read Universal NER (IOB2, a word a line with id, word, tag)."""
    documents: list[Document] = []
    for comments, rows in _columns(path, "\t"):
        documents.extend(
            Document(comment.partition("=")[2].strip(), "uner", view="uner")
            for comment in comments
            if comment.startswith("# newdoc")
        )
        words = [row for row in rows if row[0].isdigit()]
        documents[-1].sentences.append(
            _named([row[1] for row in words], spans_of([row[2] for row in words]))
        )
    return documents


def read_redocred(path: Path) -> list[Document]:
    """Read Re-DocRED passages; of mentions that overlap the longest stays."""
    documents = []
    for number, passage in enumerate(json.loads(path.read_text(encoding="utf-8"))):
        spans: list[list[Span]] = [[] for _ in passage["sents"]]
        for cluster in passage["vertexSet"]:
            for mention in cluster:
                spans[mention["sent_id"]].append(
                    Span(mention["pos"][0], mention["pos"][1], mention["type"])
                )
        sentences = [
            _named([w if w.strip() else "_" for w in words], disjoint(found))
            for words, found in zip(passage["sents"], spans, strict=True)
            if words
        ]
        documents.append(
            Document(f"{number:04d} {passage['title']}", "redocred", sentences, "redocred")
        )
    return documents


def read_wikigold(path: Path) -> list[Document]:
    """Read WikiGold (IOB1); a `-DOCSTART-` line, where there is one, begins a document."""
    documents = [Document("wikigold-0", "wikigold", view="wikigold")]
    for _, rows in _columns(path, " "):
        if rows[0][0] == "-DOCSTART-":
            documents.append(Document(f"wikigold-{len(documents)}", "wikigold", view="wikigold"))
            rows = rows[1:]
        if rows:
            tags = [row[-1] for row in rows]
            documents[-1].sentences.append(_named([row[0] for row in rows], spans_of(tags)))
    return [d for d in documents if d.sentences]


def read_re3d(path: Path) -> list[Document]:
    """Read re3d's training part; its sentences are taken as documents of twenty."""
    documents: list[Document] = []
    for number, (_, rows) in enumerate(_columns(path, "\t")):
        if number % 20 == 0:
            documents.append(Document(f"re3d-{number}", "re3d", view="re3d"))
        spans = [Span(s.start, s.end, RE3D[s.label]) for s in spans_of([row[-1] for row in rows])]
        documents[-1].sentences.append(_named([row[0] for row in rows], spans))
    return documents


def read_litbank(folder: Path, held_out: int) -> list[Document]:
    """Read LitBank's entities (brat), without the alphabetically last `held_out` books."""
    files = sorted(folder.glob("*.ann"))
    return [_book(path) for path in files[: len(files) - held_out]]


def _book(path: Path) -> Document:
    text = path.with_suffix(".txt").read_text(encoding="utf-8")
    marks = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("T"):
            label, start, end = line.split("\t")[1].split(" ")
            marks.append((int(start), int(end), label))
    document = Document(path.stem, "litbank")
    offset = 0
    for line in text.split("\n"):
        begins: dict[int, int] = {}
        ends: dict[int, int] = {}
        position = offset
        words: list[str] = []
        for token in line.split(" "):
            if token:
                begins[position], ends[position + len(token)] = len(words), len(words) + 1
                words.append(token)
            position += len(token) + 1
        if words:
            sentence = Sentence(words, [int(Space.UNKNOWN)] * len(words))
            sentence.mentions = [
                Span(begins[s], ends[e], label)
                for s, e, label in marks
                if s in begins and e in ends
            ]
            document.sentences.append(sentence)
        offset += len(line) + 1
    return document


def _named(words: list[str], names: list[Span]) -> Sentence:
    return Sentence(words, [int(Space.UNKNOWN)] * len(words), names=names)


def _columns(path: Path, separator: str) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").split("\n"), ""]:
        if line.startswith("# "):
            comments.append(line)
        elif line.strip():
            rows.append(line.split(separator))
        elif rows:
            yield comments, rows
            comments, rows = [], []
