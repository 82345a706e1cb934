"""`kg_mentions`: what a text refers to by names and by descriptions, one inside the other too.

The network marks the head word of each mention with its kind (those of GUM: person, place,
organization, object, event, time, substance, animal, plant, abstract). The tree gives the extent.
"""

from __future__ import annotations

from spacy.language import Language
from spacy.tokens import Doc, Span, Token

from kg.language.embedded.components import READING

KEY = "mentions"
"""The key in `Doc.spans`."""

_ASIDE = frozenset(
    """punct parataxis discourse vocative dislocated cop nsubj nsubj:pass csubj aux expl mark advcl
    orphan list dep""".split()
)
_BEFORE = _ASIDE | {"cc", "case", "advmod"}
_AFTER = _ASIDE | {"cc", "conj", "appos"}
"""Relations of a head's children, before and after it, that are no part of its mention."""


class Mentions:
    """Writes `Doc.spans["mentions"]`, in the order of their heads, with kinds as labels."""

    def __call__(self, doc: Doc) -> Doc:
        """Write what the encoder found; a verb's mention is its whole clause."""
        found = doc.user_data.get(READING)
        if found is not None:
            kinds = found["mentions"].tolist()
            doc.spans[KEY] = [_span(doc[i], kind) for i, kind in enumerate(kinds) if kind]
        return doc


def _span(head: Token, kind: int) -> Span:
    start, end = head.left_edge.i, head.right_edge.i + 1
    if head.pos_ not in ("VERB", "AUX"):
        for child in head.lefts:
            if child.dep_ in _BEFORE:
                start = max(start, child.right_edge.i + 1)
        for child in reversed(list(head.rights)):
            if child.dep_ in _AFTER:
                end = min(end, child.left_edge.i)
    start, end = min(start, head.i), max(end, head.i + 1)  # where branches cross
    return Span(head.doc, *_trimmed(head, start, end), label=kind)


def _trimmed(head: Token, start: int, end: int) -> tuple[int, int]:
    """Without punctuation and white space at either end."""
    while start < head.i and head.doc[start].pos_ in ("PUNCT", "SPACE"):
        start += 1
    while end - 1 > head.i and head.doc[end - 1].pos_ in ("PUNCT", "SPACE"):
        end -= 1
    return start, end


@Language.factory(
    "kg_mentions",
    requires=["doc.user_data", "token.dep", "token.pos"],
    assigns=["doc.spans"],
)
def make_mentions(nlp: Language, name: str) -> Mentions:
    """A component that writes mentions; `kg` itself does without it."""
    return Mentions()
