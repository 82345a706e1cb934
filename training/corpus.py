"""Documents and sentences as training sees them, whatever corpus they come from."""

from __future__ import annotations

from dataclasses import dataclass, field

UNKNOWN = -100
"""Label of a word that a corpus says nothing about (the losses pass over it)."""


@dataclass(slots=True)
class Span:
    """Words `start` to `end` (exclusive) of a sentence, with a type."""

    start: int
    end: int
    label: str


@dataclass(slots=True)
class Sentence:
    """A sentence; layers that a corpus does not have are None."""

    words: list[str]
    spaces: list[int]
    heads: list[int] | None = None
    """Index of each word's head in the sentence, -1 for the root."""
    deprels: list[str] | None = None
    upos: list[str] | None = None
    xpos: list[str] | None = None
    feats: list[str] | None = None
    lemmas: list[str] | None = None
    names: list[Span] | None = None
    types: list[str] | None = None
    """A BIOES tag a word of finer types and literals; "" where it is not known."""
    mentions: list[Span] | None = None
    """Nested spans of every kind of mention."""
    mention_heads: list[str] | None = None
    """For each word, the kind of mention that it heads, or "O"."""
    name_tags: list[str] | None = None
    """A BIOES tag a word where names are not gold; "" where it is not sure."""


@dataclass(slots=True)
class Document:
    """A document of one corpus. `view` names the guideline that its names follow."""

    id: str
    corpus: str
    sentences: list[Sentence] = field(default_factory=list)
    view: str = ""
    genre: str = ""


def bioes(spans: list[Span], length: int) -> list[str]:
    """Return the BIOES tags of spans that do not overlap.

    >>> bioes([Span(0, 2, "PER"), Span(3, 4, "LOC")], 4)
    ['B-PER', 'E-PER', 'O', 'S-LOC']
    """
    tags = ["O"] * length
    for span in spans:
        if span.end - span.start == 1:
            tags[span.start] = f"S-{span.label}"
            continue
        tags[span.start] = f"B-{span.label}"
        tags[span.end - 1] = f"E-{span.label}"
        for i in range(span.start + 1, span.end - 1):
            tags[i] = f"I-{span.label}"
    return tags


def spans_of(tags: list[str]) -> list[Span]:
    """Return the spans of BIOES, IOB2 or IOB1 tags.

    >>> [(s.start, s.end, s.label) for s in spans_of(["I-A", "I-A", "O", "B-B", "B-B"])]
    [(0, 2, 'A'), (3, 4, 'B'), (4, 5, 'B')]
    """
    spans: list[Span] = []
    for i, tag in enumerate(tags):
        prefix, _, label = tag.partition("-")
        if prefix not in ("B", "I", "E", "S"):
            continue
        last = spans[-1] if spans else None
        joined = last is not None and last.end == i and last.label == label
        if prefix in ("I", "E") and joined and last is not None:
            last.end = i + 1
        else:
            spans.append(Span(i, i + 1, label))
    return spans


def disjoint(spans: list[Span]) -> list[Span]:
    """Keep the longest spans that do not overlap, in order."""
    kept: list[Span] = []
    for span in sorted(spans, key=lambda s: (s.start - s.end, s.start)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept, key=lambda s: s.start)


def head_words(spans: list[Span], heads: list[int]) -> list[str]:
    """Return for each word the label of the smallest span that it heads, or "O".

    The head of a span is its first word whose own head stands outside of the span.
    """
    found = ["O"] * len(heads)
    size = [0] * len(heads)
    for span in spans:
        head = next(
            (i for i in range(span.start, span.end) if not span.start <= heads[i] < span.end),
            span.start,
        )
        if not size[head] or span.end - span.start < size[head]:
            found[head], size[head] = span.label, span.end - span.start
    return found
