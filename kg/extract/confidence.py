"""How likely a reader would call a clause right: a logistic model over what can be seen of it.

The weights stand in `confidence.tsv`, a feature and its weight in logits a line; `training/`
fits them, and `benchmarks/calibration.py` draws the curve.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files

from spacy.tokens import Doc

from kg.copying import replace
from kg.data import Clause, Phrase
from kg.extract.predicates import SUBJECTS
from kg.extract.words import Word, source_text, words

LOWEST, HIGHEST = 0.02, 0.98
LONG_PHRASE, LONG_SENTENCE = 8, 30


def with_confidence(doc: Doc, clauses: Iterable[Clause]) -> Iterator[Clause]:
    """The clauses with their confidence, to three places."""
    for clause, found in features(doc, clauses):
        yield replace(clause, confidence=probability(found))


def probability(found: dict[str, float]) -> float:
    """The probability that the weights give for some features, to three places."""
    known = weights()
    logit = sum(known.get(name, 0.0) * value for name, value in found.items())
    chance = 1 / (1 + math.exp(-max(-99.0, min(99.0, logit))))
    return round(min(HIGHEST, max(LOWEST, chance)), 3)


@cache
def weights() -> dict[str, float]:
    """The fitted weights by feature; "bias" is 1 for every clause."""
    table = files("kg.extract").joinpath("confidence.tsv").read_text("utf-8")
    rows = (line.split("\t") for line in table.splitlines())
    return {name: float(weight) for name, weight in rows}


def features(doc: Doc, clauses: Iterable[Clause]) -> Iterator[tuple[Clause, dict[str, float]]]:
    """Each clause with its features by name; most are 1 where something is so."""
    starts = {w.start: w for w in words(doc)}
    lengths: dict[int, int] = {}
    for clause in clauses:
        head = starts[int(clause.id[1:].partition(".")[0])]
        found = {"bias": 1.0, f"rule {clause.rule}": 1.0}
        for name in (
            *_of_predicate(clause, head),
            *_of_phrase("subject", clause.subject, starts),
            *(_of_phrase("object", clause.object, starts) if clause.object else ["no object"]),
            *_of_arguments(clause),
            *_of_sentence(doc, clause, head, lengths),
        ):
            found[name] = 1.0
        yield clause, found


def _of_predicate(clause: Clause, head: Word) -> Iterator[str]:
    yield f"predicate {head.dep if head.head is not head else 'root'}"
    yield f"factuality {clause.factuality}"
    if clause.attribution:
        yield "attributed"
    if not clause.relation.spans:
        return
    count = len(clause.relation.text.split())
    yield "relation of " + ("one word" if count == 1 else "two" if count == 2 else "more")
    if len(clause.relation.spans) > 1:
        yield "relation in parts"
    if head.tag in ("VBG", "VBN") and not head.has("aux", "aux:pass", "cop"):
        yield f"bare {head.tag}"
    if clause.relation.text.startswith("to "):
        yield "relation begins with to"
    if not head.has(*SUBJECTS):
        yield "subject of another word"
    if clause.subject.start is not None:
        gap = head.start - (clause.subject.end or 0)
        yield "subject behind" if gap < 0 else "subject far" if gap > 40 else "subject near"


def _of_phrase(place: str, phrase: Phrase, starts: dict[int, Word]) -> Iterator[str]:
    word = starts.get(phrase.head) if phrase.head is not None else None
    count = len(phrase.text.split())
    size = "1" if count == 1 else "2-4" if count < 5 else "5-8" if count <= LONG_PHRASE else "9-"
    yield f"{place} of {size} words"
    if phrase.clause:
        yield f"{place} clause"
    elif phrase.literal:
        yield f"{place} {phrase.literal.type}"
    elif word is not None:
        kind = "name" if word.ent else word.pos
        yield f"{place} {kind}"
        if word.dep == "conj":
            yield f"{place} coordinated"
    if any(c in phrase.text for c in ',;()[]"'):
        yield f"{place} with marks"


def _of_arguments(clause: Clause) -> Iterator[str]:
    yield f"{min(3, len(clause.arguments))} arguments"
    roles = {a.role for a in clause.arguments}
    yield from (f"argument {r}" for r in sorted(roles & {"time", "place", "content", "other"}))


def _of_sentence(doc: Doc, clause: Clause, head: Word, lengths: dict[int, int]) -> Iterator[str]:
    """What its sentence is like; `lengths` keeps how many words are below each root."""
    above = list(head.ancestors())
    root = above[-1] if above else head
    if root.i not in lengths:
        lengths[root.i] = sum([w.dep != "punct" for w in root.subtree()])
    if lengths[root.i] > LONG_SENTENCE:
        yield "long sentence"
    if lengths[root.i] < 4:
        yield "short sentence"
    if root.pos not in ("VERB", "AUX") and not root.has("cop"):
        yield "sentence without verb"
    text = source_text(doc)[clause.sentence[0] : clause.sentence[1]].rstrip()
    if text[-1:].isalnum():
        yield "sentence without end"
    if sum([a.pos == "VERB" for a in above]) > 1:
        yield "deep"
