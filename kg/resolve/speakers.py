"""Who speaks each quotation: the likeliest sequence of speakers of a document.

Signals (`kg.resolve.conversation`) are weighed by a log-linear model over the candidates of a
quotation, whose weights `training.speakers` fits on novels; a beam keeps the best histories, so
that a speaker who is named later tells whose turns came before. What is named for sure is not
changed: it only counts for the turns around it.
"""

from __future__ import annotations

import json
import math
from bisect import bisect_right
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from itertools import count

from kg.data import Attribution, Clause, Extraction, Link, Phrase, Quotation
from kg.resolve import reports
from kg.resolve.conversation import TURNS, Conversation, Signals
from kg.resolve.discourse import Discourse

Weights = Mapping[str, Mapping[str, float]]
"""For each kind of quotation ("open", "pronoun", "noun", "sure") the weights of signals."""

BEAM = 12
"""Histories that are kept."""
_OPTIONS = 4
"""Speakers of one quotation that are tried in each history."""
_FLOOR = -8.0
"""Logarithm of the least probability of a speaker who is named."""
LEAST = 0.25
"""Probability from which somebody who is not named beside a quotation is taken to speak it."""


@cache
def weights() -> Weights:
    """The weights that come with the package."""
    text = files("kg.resolve").joinpath("speakers.json").read_text(encoding="utf-8")
    found: Weights = json.loads(text)
    return found


@dataclass(frozen=True, slots=True)
class History:
    """Who spoke a quotation (a cluster or None), with what odds, and the history before it.

    `lately` are the speakers of the last `TURNS` quotations, the last first; `score` is the
    logarithm of the probability of all of them.
    """

    score: float = 0.0
    lately: tuple[int | None, ...] = ()
    speaker: int | None = None
    odds: float = 0.0
    before: History | None = None


def mode(talk: Conversation, q: int) -> str:
    """How a quotation's sentence names its speaker: the kind of weights that it takes."""
    tag = talk.tags[q]
    if tag is None or tag not in talk.d.of:
        return "open"
    if talk.is_sure(tag):
        return "sure"
    return "pronoun" if talk.d.mentions[tag].kind == "pronoun" else "noun"


def options(
    talk: Conversation, q: int, said: tuple[int | None, ...], fixed: dict[int, Signals]
) -> dict[int, Signals]:
    """All signals of the candidates for a quotation after the speakers `said`, last first."""
    known = {q - 1 - n: c for n, c in enumerate(said) if c is not None}
    turns = talk.turns(q, known)
    found = {c: f | turns[c] if c in turns else f for c, f in fixed.items()}
    if mode(talk, q) != "pronoun":
        found |= {c: {"not before": 1.0, **f} for c, f in turns.items() if c not in found}
    return found


def chances(signals: dict[int, Signals], weight: Mapping[str, float]) -> dict[int, float]:
    """The logarithm of each candidate's probability."""
    scores = {
        c: sum(weight.get(name, 0.0) * value for name, value in f.items())
        for c, f in signals.items()
    }
    top = max(scores.values(), default=0.0)
    total = top + math.log(sum(math.exp(s - top) for s in scores.values())) if scores else 0.0
    return {c: s - total for c, s in scores.items()}


def speakers(talk: Conversation, model: Weights) -> list[tuple[int | None, float]]:
    """For each quotation the cluster that speaks it, and how probable that is in its place."""
    beam = [History()]
    for q in range(len(talk.quotes)):
        kind, fixed = mode(talk, q), talk.signals(q)
        best: dict[tuple[int | None, ...], History] = {}
        for history in beam:
            odds = chances(options(talk, q, history.lately, fixed), model[kind])
            for speaker, odd in _tried(talk, q, kind, odds, history.speaker):
                lately = (speaker, *history.lately)[:TURNS]
                made = History(history.score + odd, lately, speaker, odd, history)
                if lately not in best or best[lately].score < made.score:
                    best[lately] = made
        beam = sorted(best.values(), key=lambda h: -h.score)[:BEAM]
    return _path(talk, beam[0])


def _tried(
    talk: Conversation, q: int, kind: str, odds: dict[int, float], last: int | None
) -> list[tuple[int | None, float]]:
    """The speakers of a quotation that go on with a history: the named one, or the likeliest."""
    if kind == "sure":
        named = talk.named[q]
        return [(named, max(odds.get(named, _FLOOR), _FLOOR))]
    if kind == "open" and talk.quotes[q].speaker is not None:
        return [(None, 0.0)]  # who is named there is no mention
    if talk.goes_on(q):
        return [(last, 0.0)]
    tried: list[tuple[int | None, float]] = []
    tried += sorted(odds.items(), key=lambda o: (-o[1], o[0]))[:_OPTIONS]
    return tried or [(None, 0.0)]


def _path(talk: Conversation, last: History) -> list[tuple[int | None, float]]:
    found: list[tuple[int | None, float]] = []
    at: History | None = last
    while at is not None and at.before is not None:
        found.append((at.speaker, math.exp(at.odds)))
        at = at.before
    return [(c, 1.0 if talk.named.get(q) == c else p) for q, (c, p) in enumerate(reversed(found))]


def with_speakers(d: Discourse, extraction: Extraction) -> Extraction:
    """The extraction with the speakers of its quotations found, as far as they can be.

    A pronoun that names a speaker joins the cluster of the one who is found, and so do "I" and
    "my" inside the quotation; in a report "we" too, as beside a speaker who is named. What is
    quoted from somebody unnamed is then said by the speaker.
    """
    if not d.quotations:
        return extraction
    talk = Conversation(d)
    quotations = list(extraction.quotations)
    members = {d.clusters[m].id for c in d.clusters for m in c.members}
    report = reports.is_report(talk)
    found = reports.speakers(talk) if report else speakers(talk, weights())
    for place, q, (cluster, chance) in zip(talk.places, count(), found, strict=False):
        if cluster is None or not d.clusters[cluster].mentions:
            continue
        tag = talk.tags[q]
        if tag is not None:
            if talk.is_third(tag):
                _move(d, tag, cluster, chance, members)
        elif quotations[place].speaker is None and chance >= LEAST:
            quotations[place] = replace(quotations[place], speaker=_phrase(talk, q, cluster))
        else:
            continue
        for i in talk.first_person(q, plural=report):
            _move(d, i, cluster, chance, members)
    return replace(
        extraction,
        quotations=tuple(quotations),
        clauses=tuple(_spoken(c, quotations) for c in extraction.clauses),
    )


def _move(d: Discourse, i: int, cluster: int, chance: float, members: set[int]) -> None:
    """Put a mention that is resolved already into another cluster."""
    old = d.cluster(i)
    if old is None or old.id == cluster or (len(old.mentions) == 1 and old.id in members):
        return  # what is a member of a group must stay
    old.mentions.remove(i)
    to = d.clusters[cluster]
    leans_on = max((j for j in to.mentions if j < i), default=to.mentions[0])
    d.of[i] = cluster
    d.links[i] = Link(
        "speaker",
        round(min(0.9, chance), 2),
        (d.mentions[leans_on].start, d.mentions[leans_on].end),
    )
    to.mentions.append(i)


def _phrase(talk: Conversation, q: int, cluster: int) -> Phrase:
    """The mention that stands for the speaker: the nearest name before, else the nearest noun."""
    d, start = talk.d, talk.quotes[q].start
    kinds = ("name", "nominal", "pronoun")

    def rank(i: int) -> tuple[int, bool, int]:
        m = d.mentions[i]
        return kinds.index(m.kind), m.start > start, abs(m.start - start)

    outside = [i for i in d.clusters[cluster].mentions if d.features[i].quotation != talk.places[q]]
    i = min(outside or d.clusters[cluster].mentions, key=rank)
    m = d.mentions[i]
    words = " ".join(d.words(i).split())
    return Phrase(words, m.start, m.end, d.features[i].head[0])


def _spoken(clause: Clause, quotations: list[Quotation]) -> Clause:
    """A clause with the speaker of its quotation in the place of "somebody"."""
    said = clause.attribution
    if said is None or not _is_unnamed(said):
        return clause
    at = int(clause.id[1:].partition(".")[0])
    n = bisect_right(quotations, at, key=lambda q: q.start) - 1
    quotation = quotations[n] if n >= 0 and at < quotations[n].end else None
    if quotation is None or quotation.speaker is None:
        return clause
    return replace(clause, attribution=_named(said, quotation.speaker))


def _is_unnamed(said: Attribution) -> bool:
    """Whether the outermost of a chain of sources has no words in the text."""
    return said.source.start is None if said.via is None else _is_unnamed(said.via)


def _named(said: Attribution, speaker: Phrase) -> Attribution:
    """The chain with its outermost source named."""
    if said.via is None:
        return replace(said, source=speaker)
    return replace(said, via=_named(said.via, speaker))
