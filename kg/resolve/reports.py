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
        answering = _answering(talk, q, [c for c, _ in found])
        if tag is not None:
            speaker = _meant(talk, q, tag) if answering is None else answering
        elif talk.quotes[q].speaker is not None:
            speaker = None  # who is named there is no mention
        elif answering is not None:
            speaker = answering
        elif gap.kind not in ("none", "tag") and not talk.goes_on(q):
            speaker = _introduced(talk, q, sources)
        found.append((speaker, _CHANCE))
    return found


def _answering(talk: Conversation, q: int, found: list[int | None]) -> int | None:
    """Who spoke last, where the writer's question stands before a quoted paragraph: an interview.

    A name beside the quotation, or a pronoun that cannot mean them, says that it is another.
    """
    gap, tag = talk.gaps[q], talk.tags[q]
    last = next((c for c in reversed(found) if c is not None), None)
    asked = gap.layout != "same" and talk.text[gap.start : gap.end].rstrip().endswith("?")
    if last is None or not asked:
        return None
    if tag is not None and not (talk.is_third(tag) and talk.may_be(last, tag)):
        return None
    return last


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
    """Who says what the sentence right before a quoted paragraph reports.

    Before a quotation within a paragraph it may be an earlier sentence of that, if nobody else
    acts behind it.
    """
    d, gap = talk.d, talk.gaps[q]
    near = talk.mentions(gap.start, gap.end)
    if not near or gap.layout == "same":
        return None
    last = d.features[near[-1]].sentence
    paragraph = max(gap.start, talk.text.rfind("\n\n", gap.start, gap.end))
    inside = [d.features[i].sentence for i in near if d.features[i].sentence[0] >= paragraph]
    within = bool(talk.text[paragraph : gap.end].strip())
    for sentence in [last, *reversed(dict.fromkeys(inside))] if within else [last]:
        source = sources.get(sentence)
        if source is not None and source in near and d.features[source].role in SUBJECTS:
            return d.of.get(source) if _acts_alone(talk, source, near) else None
    return None


def _acts_alone(talk: Conversation, source: int, near: range) -> bool:
    """Whether no other person is the first subject of a sentence behind that of a source."""
    d = talk.d
    first: dict[int, int] = {}
    for i in near:
        if d.sentence[i] > d.sentence[source] and d.features[i].role in SUBJECTS and i in d.of:
            first.setdefault(d.sentence[i], i)
    return all(d.of[i] == d.of.get(source) for i in first.values() if talk.is_person(i))


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
