"""Reading UD treebanks: syntax, spacing, paragraphs, and GUM's nested entities."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from kg.language.embedded.pieces import Space
from training.corpus import Document, Sentence, Span, disjoint, head_words

ENTITY_PART = re.compile(r"\(([^()]*)(\))?|([^()]*)\)")
GUM_NAMES = {"person": "PER", "place": "LOC", "organization": "ORG", "time": "TIME"}
JOINERS = frozenset(
    ("of", "the", "de", "and", "&", "for", "in", "-", "'s", "’s", "la", "von", "van")
)


def read_treebank(path: Path, corpus: str) -> list[Document]:
    """Read a CoNLL-U file; entities in MISC become mentions and, where proper, names."""
    documents: list[Document] = []
    open_entities: list[tuple[str, str, int]] = []
    paragraph, glued = True, False
    for comments, rows in _blocks(path):
        for comment in comments:
            if comment.startswith("# newdoc") or not documents:
                name = comment.partition("=")[2].strip() or path.stem
                documents.append(Document(name, corpus, view="gum" if corpus == "gum" else ""))
                paragraph, open_entities = True, []
            if comment.startswith("# newpar"):
                paragraph = True
            elif comment.startswith("# meta::genre"):
                documents[-1].genre = comment.partition("=")[2].strip()
        sentence = _sentence(rows, Space.PARAGRAPH if paragraph else Space.BLANK)
        if glued and not paragraph:
            sentence.spaces[0] = Space.NONE
        if documents[-1].view == "gum":
            _add_entities(sentence, rows, open_entities)
        documents[-1].sentences.append(sentence)
        paragraph, glued = False, _glued(rows)
    return documents


def _blocks(path: Path) -> Iterator[tuple[list[str], list[list[str]]]]:
    comments: list[str] = []
    rows: list[list[str]] = []
    for line in path.read_text(encoding="utf-8").split("\n"):
        if line.startswith("#"):
            comments.append(line)
        elif line.strip():
            rows.append(line.split("\t"))
        elif rows:
            yield comments, rows
            comments, rows = [], []


def _glued(rows: list[list[str]]) -> bool:
    """Tell whether no space follows the last token."""
    last = rows[-1]
    for row in rows:
        if "-" in row[0] and row[0].endswith("-" + rows[-1][0]):
            last = row
    return "SpaceAfter=No" in last[9]


def _sentence(rows: list[list[str]], first: int) -> Sentence:
    glued_after: set[int] = set()
    inside: set[int] = set()
    for row in rows:
        if "-" in row[0]:
            start, end = map(int, row[0].split("-"))
            inside.update(range(start, end + 1))
            glued_after.update(range(start, end))
            if "SpaceAfter=No" in row[9]:
                glued_after.add(end)
        elif "." not in row[0] and int(row[0]) not in inside and "SpaceAfter=No" in row[9]:
            glued_after.add(int(row[0]))
    words = [row for row in rows if row[0].isdigit()]
    spaces = [int(Space.NONE if i in glued_after else Space.BLANK) for i in range(len(words))]
    spaces[0] = first
    return Sentence(
        words=[row[1] for row in words],
        spaces=spaces,
        heads=[int(row[6]) - 1 for row in words],
        deprels=[row[7] for row in words],
        upos=[row[3] for row in words],
        xpos=[row[4] for row in words],
        feats=[row[5] for row in words],
        lemmas=[row[2] for row in words],
    )


def _add_entities(
    sentence: Sentence, rows: list[list[str]], still_open: list[tuple[str, str, int]]
) -> None:
    """Read `Entity=` of the MISC column into mentions and names (GUM, GENTLE)."""
    spans: list[Span] = []
    words = [row for row in rows if row[0].isdigit()]
    still_open.clear()
    for i, row in enumerate(words):
        value = next((item[7:] for item in row[9].split("|") if item.startswith("Entity=")), "")
        for opened, closed, closing in ENTITY_PART.findall(value):
            if opened:
                fields = opened.split("-")
                if closed:
                    spans.append(Span(i, i + 1, fields[1]))
                else:
                    still_open.append((fields[0], fields[1], i))
            elif closing:
                at = next(
                    (k for k in reversed(range(len(still_open))) if still_open[k][0] == closing),
                    None,
                )
                if at is not None:
                    _, label, start = still_open.pop(at)
                    spans.append(Span(start, i + 1, label))
    sentence.mentions = spans
    assert sentence.heads is not None
    sentence.mention_heads = head_words(spans, sentence.heads)
    sentence.names = disjoint(
        [name for span in spans if (name := _name_in(span, sentence)) is not None]
    )


def _name_in(span: Span, sentence: Sentence) -> Span | None:
    """Return the proper name inside a mention whose head is a proper noun, or None.

    It is the run of proper nouns around the head, over single joiners ("Bank of England").
    """
    assert sentence.heads is not None
    assert sentence.upos is not None
    heads, upos, words = sentence.heads, sentence.upos, sentence.words
    head = next(
        (i for i in range(span.start, span.end) if not span.start <= heads[i] < span.end),
        span.start,
    )
    if upos[head] != "PROPN":
        return None
    joiners = JOINERS - {"and", "&"} if span.label == "person" else JOINERS
    start, end = head, head + 1
    while start > span.start:
        if upos[start - 1] in ("PROPN", "NUM") or (
            upos[start - 1] == "ADJ" and words[start - 1][:1].isupper()
        ):
            start -= 1
        elif start - 2 >= span.start and words[start - 1] in joiners and upos[start - 2] == "PROPN":
            start -= 2
        else:
            break
    while end < span.end:
        if upos[end] in ("PROPN", "NUM"):
            end += 1
        else:
            ahead = next(
                (k for k in range(end, min(end + 3, span.end)) if upos[k] == "PROPN"), None
            )
            if ahead is None or any(words[k] not in joiners for k in range(end, ahead)):
                break
            end = ahead + 1
    return Span(start, end, GUM_NAMES.get(span.label, "MISC"))
