"""Quotations: which words are quoted directly, and who says them.

Marks are paired within a paragraph; a quotation whose paragraph ends without a closing mark goes
on where the next paragraph begins with an opening one (the newspapers' convention).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.data import Phrase, Quotation
from kg.extract.lexicon import SPEECH
from kg.extract.phrases import phrase
from kg.extract.predicates import SUBJECTS, is_verb, subjects
from kg.extract.words import Word, source_text, words

CLOSING = {'"': '"', "“": "”", "„": "“", "«": "»", "‘": "’", "``": "''"}
_OPENER = re.compile(r"""(?<![\w.,!?;:])["‘]|[“„«]|``|(?<=\n)\s*["“„«]""")
_SPEECH_VERBS = SPEECH | frozenset("begin continue go ask".split())
_NO_WORD = ("", '"', "“", "„", "«", "‘", "``", "'")
REACH = 40
"""Words between a quotation and a verb of saying that goes with it."""
SHORTEST = 3
"""Quoted words of fewer characters are scare quotes or initials."""


@dataclass(frozen=True, slots=True)
class _Quote:
    start: int
    end: int
    closed: bool


def quotations(doc: Doc) -> list[Quotation]:
    """The direct quotations of a Doc in order, with speakers where they are named.

    The speaker is the subject of a verb of saying that embeds the quotation, stands beside it in
    the same sentence, or introduces it before a colon. A paragraph of nothing but quotation goes
    on with the speaker of the one before, or of the sentence of saying that ends right before it;
    so does an answer that nothing introduces.
    """
    made: list[Quotation] = []
    at = words(doc)
    before: Quotation | None = None
    for quote in _find(source_text(doc)):
        inside = [w for w in at if quote.start <= w.start < quote.end and not w.text.isspace()]
        verb = _speech_verb(at, inside) if inside else None
        if verb is None and before is not None and _adjacent(source_text(doc), before.end, quote):
            before = Quotation(quote.start, quote.end, before.speaker, before.to)
        else:
            if verb is None and inside:
                verb = _verb_before(at, inside[0])
            speaker = _speaker(doc, verb) or (before.speaker if before is not None else None)
            before = Quotation(quote.start, quote.end, speaker, _hearer(doc, verb))
        made.append(before)
    return made


def _find(text: str) -> Iterator[_Quote]:
    """Quotations as spans of characters, marks included."""
    position = 0
    while (found := _OPENER.search(text, position)) is not None:
        mark = found.group().strip()
        start = found.end() - len(mark)
        limit = _paragraph_end(text, start)
        end = _closing(text, CLOSING[mark], found.end(), limit)
        if end is not None:
            quote = _Quote(start, end, True)
        elif mark in ("‘", "``"):
            position = found.end()
            continue
        else:
            quote = _Quote(start, len(text[:limit].rstrip()), False)
        if quote.end - quote.start > SHORTEST + 1:
            yield quote
        position = max(quote.end, found.end())


def _closing(text: str, mark: str, start: int, limit: int) -> int | None:
    """Where the quotation ends: behind a closing mark that no letter follows.

    A single mark may be an apostrophe ("the boys’ hats"): the first behind punctuation counts.
    """
    found = [m.end() for m in re.finditer(re.escape(mark), text[start:limit])]
    ends = [start + e for e in found if not text[start + e : start + e + 1].isalnum()]
    if mark == "’":
        spoken = (e for e in ends if text[start : e - 1].rstrip()[-1:] in tuple(".,!?;:—-…"))
        return next(spoken, ends[0] if ends else None)
    return ends[0] if ends else None


def _paragraph_end(text: str, start: int) -> int:
    found = re.compile(r"\n\s*\n").search(text, start)
    return found.start() if found else len(text)


def _speech_verb(at: list[Word], inside: list[Word]) -> Word | None:
    """The verb of saying that goes with a quotation, the nearest one outside it."""
    candidates = []
    low, high = inside[0].i, inside[-1].i
    for word in at[max(0, low - REACH) : high + REACH]:
        outside = word.i < low or word.i > high
        if outside and _says(word) and (_beside(word, inside) or _introduces(at, word, low)):
            distance = low - word.i if word.i < low else word.i - high
            candidates.append((distance + (0 if word.i > high else 1), word.i, word))
    return min(candidates)[2] if candidates else None


def _says(word: Word) -> bool:
    return word.lemma in _SPEECH_VERBS and is_verb(word) and word.has(*SUBJECTS)


def _verb_before(at: list[Word], first: Word) -> Word | None:
    """The main verb of saying of the sentence that ends right before a quoted paragraph."""
    before = next((w for w in reversed(at[: first.i]) if w.text.strip() not in _NO_WORD), None)
    if before is None:
        return None
    root = next((w for w in (before, *before.ancestors()) if w.head is w), before)
    reported = [w for w in at[max(0, root.i - REACH) : before.i + 1] if w.sentence == root.sentence]
    return root if _says(root) else next((w for w in reversed(reported) if _says(w)), None)


def _beside(verb: Word, inside: list[Word]) -> bool:
    """Whether the verb's sentence reaches into the quotation."""
    start, end = verb.sentence
    return any(start <= w.start < end for w in (inside[0], inside[-1]))


def _introduces(at: list[Word], verb: Word, low: int) -> bool:
    """Whether a colon or comma right before the quotation ends the verb's sentence."""
    before = next((w for w in reversed(at[max(0, low - 3) : low]) if not w.text.isspace()), None)
    return (
        before is not None
        and before.text in (":", ",")
        and (verb.sentence[0] <= before.start < verb.sentence[1])
    )


def _speaker(doc: Doc, verb: Word | None) -> Phrase | None:
    found = subjects(verb) if verb is not None else []
    return phrase(doc, found[0], brief=True) if found else None


def _hearer(doc: Doc, verb: Word | None) -> Phrase | None:
    """Whom it is said to: "told CNN", "said to reporters"."""
    if verb is None or verb.lemma not in ("tell", "say", "write", "ask", "remark", "add"):
        return None
    hearer = verb.first("iobj")
    if hearer is None and verb.lemma in ("tell", "ask"):
        hearer = verb.first("obj")
    if hearer is None:
        to = (w for w in verb.all("obl") if any(c.lower == "to" for c in w.all("case")))
        hearer = next(to, None)
    return phrase(doc, hearer, brief=True) if hearer is not None else None


def _adjacent(text: str, end: int, quote: _Quote) -> bool:
    """Whether nothing but white space stands between the last quotation and this one."""
    return not text[end : quote.start].strip()
