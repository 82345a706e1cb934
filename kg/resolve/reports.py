"""Who speaks in reports, where a speaker who is not named is better left open.

News name the speaker beside nearly every quotation. One that names nobody goes on with who spoke
in its paragraph or right before it, or is by whom the sentence before reports; nobody is guessed
from whose turn it may be.
"""

from __future__ import annotations

import re

from kg.data import Span
from kg.resolve.conversation import Conversation
from kg.resolve.discourse import SUBJECTS

_TURNS, _SHARE = 6, 0.2
"""How many quotations follow right upon another, and what share of all, in a dialogue."""
_LEAST_TURNS = 2
"""How many do where lines are no paragraphs."""
_FEELING, _FEELING_SHARE = 2, 0.2
"""How many quotations end with a question or exclamation mark, and what share, in a story."""
_LIVELY = re.compile(r"[!?]\W*$")
_CHANCE = 0.8


def is_report(talk: Conversation) -> bool:
    """Whether a text's quotations are statements, not turns of a dialogue."""
    lively = sum(bool(_LIVELY.search(talk.text[q.end - 8 : q.end])) for q in talk.quotes)
    if lively >= max(_FEELING, _FEELING_SHARE * len(talk.quotes)):
        return False
    gaps = talk.gaps[1:-1]
    turns = sum(g.kind == "none" and not g.open and g.layout != "same" for g in gaps)
    if any(g.layout == "line" for g in gaps):
        return turns < _LEAST_TURNS
    return turns < max(_TURNS, _SHARE * len(talk.quotes))


def speakers(talk: Conversation) -> list[tuple[int | None, float]]:
    """For each quotation the cluster that speaks it, and how surely; None is left open."""
    found: list[tuple[int | None, float]] = []
    sources = _sources(talk)
    for q, tag in enumerate(talk.tags):
        gap = talk.gaps[q]
        speaker = found[-1][0] if found else None
        if tag is not None:
            speaker = _meant(talk, q, tag)
        elif talk.quotes[q].speaker is not None:
            speaker = None  # who is named there is no mention
        elif gap.kind not in ("none", "tag") and not talk.goes_on(q):
            speaker = _introduced(talk, q, sources)
        found.append((speaker, _CHANCE))
    return found


def _sources(talk: Conversation) -> dict[Span, int]:
    """For sentences that report what somebody says, the mention of who says it."""
    found: dict[Span, int] = {}
    for clause in talk.d.clauses:
        said = clause.attribution
        head = said.source.head if said and said.via is None else None
        if head is not None and head in talk.d.at:
            found.setdefault(clause.sentence, talk.d.at[head])
    return found


def _introduced(talk: Conversation, q: int, sources: dict[Span, int]) -> int | None:
    """Who says what the sentence right before a quoted paragraph reports."""
    d, gap = talk.d, talk.gaps[q]
    near = talk.mentions(gap.start, gap.end)
    if not near or gap.layout == "same":
        return None
    source = sources.get(d.features[near[-1]].sentence)
    if source is None or source not in near or d.features[source].role not in SUBJECTS:
        return None
    return d.of.get(source)


def _meant(talk: Conversation, q: int, tag: int) -> int | None:
    """Whom the words that name a speaker mean.

    A pronoun means who acts in the sentence right before the quotation, if it can.
    """
    d = talk.d
    own = d.of.get(tag)
    if not talk.is_third(tag) or d.gender(tag) not in ("masc", "fem"):
        return own
    gap = talk.gaps[q]
    near = [i for i in talk.mentions(gap.start, gap.end) if i in d.of]
    last = [i for i in near if d.sentence[i] == d.sentence[near[-1]]]
    actor = next((i for i in last if d.features[i].role in SUBJECTS), None)
    if actor is None or not talk.may_be(d.of[actor], tag) or not talk.is_person(actor):
        return own
    return d.of[actor]
