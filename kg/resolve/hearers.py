"""Who is told "you" in a dialogue: whoever speaks right before or after."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

from kg.data import Extraction, Phrase
from kg.resolve import reports
from kg.resolve.conversation import Conversation
from kg.resolve.discourse import Cluster, Discourse

_NEIGHBOURS = (-1, 1, -2, 2)
"""The quotations around one whose speakers may be spoken to, the likeliest first."""
_FARTHEST = 1500
"""Characters between a quotation and the reply to it."""
_SCORE = 0.6


def join_hearers(d: Discourse, extraction: Extraction) -> None:
    """Let "you" inside quotations be who talks with their speaker, where nobody else is named.

    In reports, whose quotations are no dialogue, nobody is guessed.
    """
    unknown = _unknown(d)
    if not unknown or reports.is_report(Conversation(d)):
        return
    speakers = [_cluster(d, q.speaker) for q in extraction.quotations]
    members = {d.clusters[m].id for c in d.clusters for m in c.members}
    for q, told in unknown.items():
        hearer = next(_neighbours(extraction, speakers, q), None)
        if hearer is None or d.clusters[hearer].number == "plur":
            continue
        for cluster in told:
            if cluster.id not in members and _may_be(d, cluster, d.clusters[hearer], q):
                near = min(d.clusters[hearer].mentions, key=lambda i: abs(i - cluster.mentions[0]))
                d.merge(cluster, d.clusters[hearer], "hearer", _SCORE, near)


def _unknown(d: Discourse) -> dict[int, list[Cluster]]:
    """For quotations the clusters that are nothing but "you"."""
    found: dict[int, list[Cluster]] = defaultdict(list)
    for n, cluster in enumerate(d.clusters):
        if cluster.id == n and cluster.mentions and all(_is_you(d, i) for i in cluster.mentions):
            quotations = {d.features[i].quotation for i in cluster.mentions}
            if len(quotations) == 1 and min(quotations) >= 0:
                found[quotations.pop()].append(cluster)
    return found


def _is_you(d: Discourse, i: int) -> bool:
    return d.mentions[i].kind == "pronoun" and d.pronoun(i).person == 2


def _cluster(d: Discourse, phrase: Phrase | None) -> int | None:
    i = None if phrase is None or phrase.head is None else d.at.get(phrase.head)
    return None if i is None or i not in d.of else d.clusters[d.of[i]].id


def _neighbours(extraction: Extraction, speakers: list[int | None], q: int) -> Iterator[int]:
    """Who else speaks around a quotation, the likeliest first."""
    quotes, own = extraction.quotations, speakers[q]
    for step in _NEIGHBOURS if own is not None else ():
        other = q + step
        if not 0 <= other < len(quotes):
            continue
        first, last = sorted((q, other))
        speaker, apart = speakers[other], quotes[last].start - quotes[first].end
        if speaker is not None and speaker != own and apart <= _FARTHEST:
            yield speaker


def _may_be(d: Discourse, told: Cluster, hearer: Cluster, q: int) -> bool:
    """Whether the quotation does not speak of the hearer in the third person."""
    inside = [i for i in hearer.mentions if d.features[i].quotation == q]
    spoken_of = any(not _is_you(d, i) and d.features[i].role != "vocative" for i in inside)
    return not spoken_of and all(d.may_join(i, hearer) for i in told.mentions)
