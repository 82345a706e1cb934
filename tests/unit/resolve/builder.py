"""Hand-built documents in a short notation, so that resolution is tested without a model.

    [Kim Yo Jong](PERSON nsubj>met) met [her [sister](…)](…)

Square brackets hold a mention, round ones what extraction would know of it: an entity type for a
name, "nom" or "nom/TYPE" for a nominal, "pro" for a pronoun; then its dependency and governing
word; then "plur" or "head=WORD" where the head is not the last word. A sentence ends at ". ".
Quotation marks “…” make quotations; their speakers are given by mention.
"""

from __future__ import annotations

import re
from dataclasses import replace
from itertools import pairwise

from kg.data import (
    Attribution,
    Clause,
    Document,
    DocumentGraph,
    Extraction,
    Features,
    Mention,
    Phrase,
    Quotation,
    Relation,
)
from kg.resolve import resolve

_DEFINITE = re.compile(r"(the|this|both|his|her|their|its|our|my)\b|.*'s\b", re.IGNORECASE)
_DETERMINED = re.compile(r"(the|this|both|his|her|their|its|our|my|an?|some|two|no)\b|.*'s\b", re.I)


class Text:
    """A marked text, its mentions by their words, and the graph that resolution makes."""

    def __init__(self, marked: str, metadata: tuple[tuple[str, str], ...] = ()) -> None:
        self.text, spans = _unmarked(marked)
        self.metadata = metadata
        self.clauses: list[Clause] = []
        self.sentences = _sentences(self.text)
        quoted = [(m.start(), m.end()) for m in re.finditer("“[^”]*”", self.text)]
        self.quotations = [Quotation(*q) for q in quoted]
        self.mentions = [self._mention(*s) for s in spans]

    def mention(self, words: str, nth: int = 0) -> Mention:
        """The nth mention with these words."""
        return [m for m in self.mentions if self.text[m.start : m.end] == words][nth]

    def phrase(self, words: str, nth: int = 0) -> Phrase:
        """A phrase headed by a mention, or plain words that none heads."""
        try:
            m = self.mention(words, nth)
        except IndexError:
            start = self.text.find(words)
            return Phrase(words, start, start + len(words), -2) if start >= 0 else Phrase(words)
        assert m.features is not None
        return Phrase(words, m.start, m.end, m.features.head[0])

    def clause(
        self, rule: str, subject: str, lemma: str, object_: str | None = None, **fields: object
    ) -> Text:
        """Add a clause between two mentions."""
        first = self.phrase(subject)
        at = first.head or 0
        found = Clause(
            id=f"c{len(self.clauses)}",
            rule=rule,
            confidence=0.5,
            sentence=next((s for s in self.sentences if s[0] <= at < s[1]), (0, len(self.text))),
            subject=first,
            relation=Relation(lemma, lemma),
            object=self.phrase(object_) if object_ is not None else None,
        )
        self.clauses.append(replace(found, **fields))
        return self

    def said_by(self, speaker: str, to: str | None = None, quotation: int = 0) -> Text:
        """Name the speaker of a quotation."""
        old = self.quotations[quotation]
        hearer = self.phrase(to) if to else None
        self.quotations[quotation] = replace(old, speaker=self.phrase(speaker), to=hearer)
        return self

    @property
    def extraction(self) -> Extraction:
        return Extraction(tuple(self.mentions), tuple(self.clauses), tuple(self.quotations))

    def resolve(self) -> DocumentGraph:
        return resolve(Document(self.text, metadata=self.metadata), self.extraction)

    def sets(self) -> list[list[str]]:
        """The words of each entity's mentions, in order."""
        return [[self.text[m.start : m.end] for m in e.mentions] for e in self.resolve().entities]

    def with_(self, words: str, nth: int = 0) -> list[str]:
        """The words of all mentions of the entity that this mention is of."""
        wanted = self.mention(words, nth)
        for e in self.resolve().entities:
            if any((m.start, m.end) == (wanted.start, wanted.end) for m in e.mentions):
                return [self.text[m.start : m.end] for m in e.mentions]
        return []

    def reason(self, words: str, nth: int = 0) -> str:
        """Why this mention is where it is."""
        wanted = self.mention(words, nth)
        return next(
            m.link.reason
            for e in self.resolve().entities
            for m in e.mentions
            if m.link and (m.start, m.end) == (wanted.start, wanted.end)
        )

    def _mention(self, start: int, end: int, notes: str) -> Mention:
        what, *rest = notes.split()
        words = self.text[start:end]
        kind = {"nom": "nominal", "pro": "pronoun"}.get(what.split("/")[0], "name")
        head = next((r[5:] for r in rest if r.startswith("head=")), re.split(r"\s", words)[-1])
        at = start + words.rindex(head)
        sentence = next(s for s in self.sentences if s[0] <= start < s[1])
        role, governor, modifies = "", -1, -1
        for r in rest:
            if r.startswith("modifies="):
                modifies = self._find(r[9:], sentence, at)
            elif ">" in r:
                role, word = r.split(">")
                governor = self._find(word, sentence, at)
        plural = "plur" in rest
        features = Features(
            head=(at, at + len(head)),
            lemma=head.casefold().removesuffix("s" if plural else "\0"),
            type=what if kind == "name" else what.partition("/")[2],
            number="plur" if plural else "sing",
            role=role,
            governor=governor,
            modifies=modifies,
            sentence=sentence,
            quotation=next(
                (n for n, q in enumerate(self.quotations) if q.start <= start < q.end), -1
            ),
            definite=kind == "nominal" and bool(_DEFINITE.match(words)),
            bare=kind == "nominal" and not _DETERMINED.match(words),
        )
        return Mention(start, end, kind, features=features)  # type: ignore[arg-type]

    def _find(self, word: str, sentence: tuple[int, int], near: int) -> int:
        found = [
            m.start()
            for m in re.finditer(rf"\b{re.escape(word)}\b", self.text)
            if sentence[0] <= m.start() < sentence[1]
        ]
        return min(found, key=lambda f: abs(f - near))


def reported(text: Text, speaker: str) -> Attribution:
    """An attribution to a mention."""
    return Attribution(text.phrase(speaker))


def _unmarked(marked: str) -> tuple[str, list[tuple[int, int, str]]]:
    """The plain text and (start, end, notes) of every bracket, in order of start."""
    plain, opened, spans, i = "", [], [], 0
    while i < len(marked):
        if marked[i] == "[":
            opened.append(len(plain))
        elif marked[i] == "]" and opened:
            end = marked.index(")", i)
            spans.append((opened.pop(), len(plain), marked[i + 2 : end]))
            i = end
        else:
            plain += marked[i]
        i += 1
    return plain, sorted(spans)


def _sentences(text: str) -> list[tuple[int, int]]:
    cuts = [0, *(m.end() for m in re.finditer(r"[.!?]”? ", text)), len(text) + 1]
    return [(a, b) for a, b in pairwise(cuts) if a < b]
