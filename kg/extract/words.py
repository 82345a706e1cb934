"""A light view of a parsed Doc: words with their heads and children as plain attributes.

spaCy makes a new Python object each time a token is looked at; rules look at each many times.
`words(doc)` makes one object a word, once a Doc.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from typing import cast

from spacy.strings import StringStore
from spacy.tokens import Doc

from kg.data import Span

_KEY, _TEXT, _HEADS = "kg.words", "kg.text", "kg.heads"
_COLUMNS: list[int | str] = ["ORTH", "IDX", "LEMMA", "POS", "TAG", "DEP", "ENT_TYPE", "HEAD"]
_HALF = 1 << 63


class Word:
    """A word of a Doc in Universal Dependencies.

    `dep` is the whole relation ("nsubj:pass"), `base` its universal part ("nsubj"); `ent` the
    type of the named entity or literal that the word is in, or "", and `run` the first and last
    word of it (the word alone where there is none); `children` are in order of
    position; `start` and `end` count characters of the Doc; `sentence` is the span of
    characters of its sentence.
    """

    __slots__ = (
        "base", "children", "dep", "end", "ent", "head", "i", "lemma", "lower", "pos", "run",
        "sentence", "start", "tag", "text",
    )  # fmt: skip

    def __init__(self, i: int, text: str, start: int) -> None:
        self.i, self.text, self.start = i, text, start
        self.end = start + len(text)
        self.lower = text.lower()
        self.lemma = self.pos = self.tag = self.dep = self.base = self.ent = ""
        self.head: Word = self
        self.children: list[Word] = []
        self.run: tuple[int, int] = (i, i)
        self.sentence: Span = (0, 0)

    def __repr__(self) -> str:
        return f"Word({self.i}, {self.text!r}, {self.dep})"

    def all(self, *deps: str) -> list[Word]:
        """Children with one of these relations, subtypes only where they are named."""
        found = []
        for child in self.children:  # with `first` the innermost loops of all rules
            if child.dep in deps:
                found.append(child)  # noqa: PERF401 - a comprehension is a call of its own
        return found

    def first(self, *deps: str) -> Word | None:
        """The first such child."""
        for child in self.children:
            if child.dep in deps:
                return child
        return None

    def has(self, *deps: str) -> bool:
        """Whether there is such a child."""
        return self.first(*deps) is not None

    def conjuncts(self) -> list[Word]:
        """The word and those coordinated with it, in order."""
        found = [self]
        for child in self.children:
            if child.dep == "conj":
                found += child.conjuncts()
        return found

    def subtree(self) -> Iterator[Word]:
        """The word and everything below it, in no particular order."""
        stack = [self]
        while stack:
            word = stack.pop()
            yield word
            stack += word.children

    def ancestors(self) -> Iterator[Word]:
        """The words above, nearest first."""
        word = self
        while word.head is not word:
            word = word.head
            yield word


class _Names(dict[int, str]):
    """The strings of spaCy's codes, each looked up once."""

    def __init__(self, strings: StringStore) -> None:
        self._strings = strings

    def __missing__(self, code: int) -> str:
        name = self[code] = self._strings[code]
        return name


def words(doc: Doc) -> list[Word]:
    """One `Word` for each token of a parsed Doc; computed once."""
    known = doc.user_data.get(_KEY)
    if known is not None:
        return cast("list[Word]", known)
    named = _Names(doc.vocab.strings)
    rows = doc.to_array(_COLUMNS).tolist()
    made = [Word(i, named[row[0]], row[1]) for i, row in enumerate(rows)]
    for word, (_, _, lemma, pos, tag, dep, ent, head) in zip(made, rows, strict=True):
        word.lemma, word.pos, word.tag = named[lemma].lower(), named[pos], named[tag]
        word.dep, word.ent = named[dep], named[ent]
        word.base = word.dep.partition(":")[0]
        if head:  # relative, and negative in two's complement
            word.head = made[word.i + (head if head < _HALF else head - 2 * _HALF)]
            word.head.children.append(word)
    for sentence in doc.sents:
        span = (sentence.start_char, sentence.end_char)
        for word in made[sentence.start : sentence.end]:
            word.sentence = span
    for entity in doc.ents:
        for run in _runs(made[entity.start : entity.end]):
            for word in run:
                word.run = (run[0].i, run[-1].i)
    doc.user_data[_KEY] = made
    return made


def governing(doc: Doc, *deps: str) -> list[Word]:
    """The words that have a child with one of these relations, in order.

    For rules that few words can set off: all relations are looked through once a Doc.
    """
    heads: dict[str, dict[int, Word]] | None = doc.user_data.get(_HEADS)
    if heads is None:
        heads = doc.user_data[_HEADS] = defaultdict(dict)
        for head in words(doc):
            for child in head.children:
                heads[child.dep][head.i] = head
    found = {i: head for dep in deps for i, head in heads.get(dep, {}).items()}
    return [found[i] for i in sorted(found)]


_DASHES = frozenset(("--", "–", "—"))
_POSSESSIVES = frozenset(("'s", "’s"))


def _runs(inside: list[Word]) -> list[list[Word]]:
    """The parts of a named entity that are names of their own.

    A person's name holds no possessor ("Caldria's Elena Marchetti"), and none a dateline
    ("VESSIN (NW) – Elena Marchetti"): what stands before is a name without type, the owner of a
    person mostly a country or city.
    """
    cut, owner = 0, ""
    for k, word in enumerate(inside[:-1]):
        spaced = k > 0 and word.start > inside[k - 1].end
        parted = spaced and (word.text in _DASHES or (word.text == "-" and _shouts(inside[:k])))
        owned = word.text in _POSSESSIVES and word.ent == "PERSON"
        if parted or owned:
            cut, owner = k + 1, "GPE" if owned else ""
    if not cut:
        return [inside]
    before = inside[: cut - 1]
    inside[cut - 1].ent = ""
    for word in before:
        word.ent = owner
    opening = next((k for k, w in enumerate(before) if w.text in ("(", "[")), len(before))
    return [run for run in (before[:opening], inside[cut:]) if run]


def _shouts(place: list[Word]) -> bool:
    """Whether words are in capitals, as datelines are, and many names with a hyphen are not."""
    return all(w.text.upper() == w.text for w in place)


def source_text(doc: Doc) -> str:
    """The Doc's text; `Doc.text` joins its tokens anew each time it is asked."""
    known = doc.user_data.get(_TEXT)
    if known is None:
        known = doc.user_data[_TEXT] = doc.text
    return cast("str", known)


def extent(doc: Doc, first: int, last: int) -> Span:
    """The characters from the first to the last of these words."""
    at = words(doc)
    return at[first].start, at[last].end


def spans(chosen: list[Word]) -> tuple[Span, ...]:
    """Spans of characters that hold the chosen words, neighbours joined, in order."""
    result: list[list[int]] = []
    last = -2
    for word in sorted(chosen, key=lambda w: w.i):
        if word.i == last + 1 and result:
            result[-1][1] = word.end
        else:
            result.append([word.start, word.end])
        last = word.i
    return tuple((s, e) for s, e in result)


def text_of(doc: Doc, parts: tuple[Span, ...]) -> str:
    """The words in these spans as written, parts and line breaks joined by a space."""
    whole = source_text(doc)
    return " ".join(" ".join(whole[s:e].split()) for s, e in parts)
