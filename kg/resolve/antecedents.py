"""What a pronoun stands for: the nearest thing that fits, subjects first.

The weights stand in for a learned model and follow Lappin and Leass (1994): recency, the
grammatical role, parallelism, how often a thing was named.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.discourse import OBJECTS, SUBJECTS, Cluster, Discourse
from kg.resolve.pronouns import Pronoun

_LEAST = -4.0
_LEAST_PERSON = -7.0
"""What a score must exceed; "he" and "she" reach further, for less can be meant by them."""


@dataclass(frozen=True, slots=True)
class Antecedent:
    """A cluster that a mention may belong to, by which of its mentions, and how well."""

    score: float
    cluster: Cluster
    mention: int


def antecedent(d: Discourse, i: int, avoid: frozenset[int] = frozenset()) -> Antecedent | None:
    """The best antecedent of a third-person pronoun; `avoid` are quotations to leave out."""
    form, best = d.pronoun(i), None
    least = _LEAST_PERSON if form.gender in ("masc", "fem") else _LEAST
    seen: set[int] = set()
    for j in d.before(i):
        cluster = d.clusters[d.of[j]]
        if d.features[j].quotation in avoid or not fits(d, form, i, cluster):
            continue
        score = _score(d, form, i, j, cluster) - (0.2 if cluster.id in seen else 0.0)
        seen.add(cluster.id)
        if score > least and (best is None or score > best.score):
            best = Antecedent(score, cluster, j)
    return best


def fits(d: Discourse, form: Pronoun, i: int, cluster: Cluster) -> bool:
    """Whether a third-person pronoun can stand for a cluster at all."""
    if form.gender in ("masc", "fem"):
        agrees = cluster.type == "PERSON" and cluster.number != "plur"
    elif form.gender == "neut":
        agrees = cluster.type not in ("PERSON", "GROUP", "NORP") and cluster.number != "plur"
        agrees = agrees and cluster.gender in ("", "neut")
    else:
        agrees = _fits_they(d, cluster)
    return agrees and d.may_join(i, cluster) and not _speaks(d, i, cluster)


def _fits_they(d: Discourse, cluster: Cluster) -> bool:
    if cluster.number == "plur" or cluster.type in ("ORG", "NORP", "GROUP"):
        return True
    return cluster.type == "PERSON" and not cluster.gender and not cluster.named


def _speaks(d: Discourse, i: int, cluster: Cluster) -> bool:
    """Whether a mention in a quotation would be its own speaker in the third person."""
    q = d.features[i].quotation
    speaker = d.quotations[q].speaker if 0 <= q < len(d.quotations) else None
    if speaker is None or speaker.head is None:
        return False
    said_by = d.of.get(d.at.get(speaker.head, -1))
    return said_by is not None and said_by in (cluster.id, *cluster.members)


def _score(d: Discourse, form: Pronoun, i: int, j: int, cluster: Cluster) -> float:
    here, there = d.features[i], d.features[j]
    gap = d.sentence[i] - d.sentence[j]
    score = -1.0 * min(gap, 3) - 0.3 * max(0, gap - 3) - 0.02 * (i - j)
    score += 1.0 if there.role in SUBJECTS else 0.4 if there.role in OBJECTS else 0.0
    score += 0.5 if here.role == there.role or {here.role, there.role} <= SUBJECTS else 0.0
    score += 0.3 if cluster.named else 0.0
    score += 0.4 if form.gender and form.gender == cluster.gender else 0.0
    score += 0.12 * min(len(cluster.mentions), 5)
    score -= 1.0 if there.quotation != here.quotation else 0.0
    score -= 0.8 if there.governor == here.governor and form.kind != "possessive" else 0.0
    if form.gender == "" and here.role in SUBJECTS:
        score += 0.5 if cluster.type in ("PERSON", "ORG", "NORP", "GROUP") else -0.5
    if form.gender == "":
        score += 0.8 if cluster.number == "plur" or cluster.type == "GROUP" else -0.6
    if form.kind == "possessive" and _owner_of_object(d, i, j):
        score += 0.6
    return score


def _owner_of_object(d: Discourse, i: int, j: int) -> bool:
    """Whether what a possessive owns stands in the clause whose subject is j ("X lost his Y")."""
    owned = d.at.get(d.features[i].governor)
    if owned is None or d.features[j].role not in SUBJECTS:
        return False
    return d.features[owned].governor == d.features[j].governor


def reflexive(d: Discourse, i: int) -> int | None:
    """The subject of a reflexive pronoun's own clause."""
    mates = d.dependents.get(d.features[i].governor, ())
    return next((j for j in mates if j in d.of and d.features[j].role in SUBJECTS), None)


def relative(d: Discourse, i: int) -> int | None:
    """The noun that a relative pronoun's clause describes: around it, or just before it."""
    start = d.mentions[i].start
    for j in range(i - 1, max(-1, i - 9), -1):
        m = d.mentions[j]
        if j not in d.of or m.kind == "pronoun" or d.sentence[i] != d.sentence[j]:
            continue
        around = m.start < start < m.end
        if around or 0 <= start - m.end <= 2:
            return j
    return None


def cataphor(d: Discourse, i: int) -> int | None:
    """The name that follows a pronoun in the same sentence as the subject of another clause."""
    form = d.pronoun(i)
    for j in range(i + 1, min(len(d.mentions), i + 9)):
        if d.sentence[j] != d.sentence[i]:
            return None
        f = d.features[j]
        if d.mentions[j].kind == "name" and f.role in SUBJECTS and f.type == "PERSON":
            apart = f.governor != d.features[i].governor
            return j if apart and form.gender in ("masc", "fem") else None
    return None
