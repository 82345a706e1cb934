"""What a pronoun stands for: the nearest thing that fits, subjects first.

The weights stand in for a learned model and follow Lappin and Leass (1994): recency, the
grammatical role, parallelism, how often a thing was named.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.resolve.discourse import OBJECTS, SUBJECTS, Cluster, Discourse
from kg.resolve.pronouns import Pronoun

_LEAST = -4.0
"""What the score of an antecedent must exceed."""
_LEAST_PERSON = -7.0
"""The same for "he" and "she", which reach further, for fewer things can be meant by them."""
_AHEAD = 9
"""How many mentions after a pronoun are looked at."""
_FRONTED = 0.7
"""What it gains that a name follows: the subject of "In her diary, Ann wrote …"."""
_AFTER = -0.7
"""The same for any other name that follows in the sentence."""
_UNSURE = 0.4
"""What it costs to take a name for a person that was guessed to be something else."""


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
    for j in [*d.before(i), *following(d, i)]:
        cluster = d.cluster(j)
        if cluster is None or d.features[j].quotation in avoid or not fits(d, form, i, cluster):
            continue
        score = _score(d, form, i, j, cluster) + (_cataphor(d, i, j) if j > i else 0.0)
        if score > least and (best is None or score > best.score):
            best = Antecedent(score, cluster, j)
    return best


def following(d: Discourse, i: int) -> list[int]:
    """Names after a pronoun that it may point to: subjects of other clauses of its sentence."""
    found = []
    for j in range(i + 1, min(len(d.mentions), i + _AHEAD)):
        if d.sentence[j] != d.sentence[i]:
            break
        f = d.features[j]
        elsewhere = f.governor != d.features[i].governor
        if d.mentions[j].kind == "name" and f.role in SUBJECTS and elsewhere:
            found.append(j)
    return found


def _cataphor(d: Discourse, i: int, j: int) -> float:
    """What a name gains or loses because it follows its pronoun."""
    owned = d.at.get(d.features[i].governor)
    fronted = owned is not None and d.features[owned].governor == d.features[j].governor
    return _FRONTED if fronted else _AFTER


def fits(d: Discourse, form: Pronoun, i: int, cluster: Cluster) -> bool:
    """Whether a third-person pronoun can stand for a cluster at all."""
    if form.gender in ("masc", "fem"):
        person = cluster.type == "PERSON" or (cluster.guess and not cluster.type)
        agrees = bool(person) and cluster.number != "plur"
    elif form.gender == "neut":
        agrees = cluster.type not in ("PERSON", "GROUP", "NORP") and cluster.number != "plur"
        agrees = agrees and cluster.gender in ("", "neut")
    else:
        agrees = _fits_they(d, cluster)
    return agrees and d.may_join(i, cluster) and not _speaks(d, i, cluster)


def _fits_they(d: Discourse, cluster: Cluster) -> bool:
    if cluster.number == "plur" or cluster.kind in ("ORG", "NORP", "GROUP"):
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
    """How well mention j of a cluster stands for pronoun i, by place, then by kind."""
    here, there = d.features[i], d.features[j]
    gap = abs(d.sentence[i] - d.sentence[j])
    score = -1.2 * min(gap, 3) - 0.3 * max(0, gap - 3) - 0.03 * abs(i - j)
    score += 1.4 if there.role in SUBJECTS else 0.5 if there.role in OBJECTS else 0.0
    score += 0.5 if here.role == there.role or {here.role, there.role} <= SUBJECTS else 0.0
    score -= 1.0 if there.quotation != here.quotation else 0.0
    if form.kind != "possessive":
        score -= 0.8 if there.governor == here.governor else 0.0
    elif _owner_of_object(d, i, j):
        score += 1.0
    return score + _likeness(form, cluster, here.role in SUBJECTS)


def _likeness(form: Pronoun, cluster: Cluster, acts: bool) -> float:
    """How well a cluster agrees with a pronoun beyond what it must; `acts`: as a subject."""
    score = 0.6 if cluster.named else 0.0
    score += 0.1 * min(len(cluster.mentions), 8)
    if form.gender in ("masc", "fem"):
        score -= _UNSURE if cluster.type != "PERSON" else 0.0
        if not cluster.gender and cluster.likely:
            score += 0.4 if cluster.likely == form.gender else -1.5
    elif not form.gender:
        score += 0.8 if cluster.number == "plur" or cluster.kind == "GROUP" else -0.6
        animate = cluster.kind in ("PERSON", "ORG", "NORP", "GROUP")
        score += 0.0 if not acts else 0.5 if animate else -0.5
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
