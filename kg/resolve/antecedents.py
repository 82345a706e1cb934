"""What a pronoun may stand for: the things before it, and names after it, that nothing forbids."""

from __future__ import annotations

from kg.resolve.discourse import SUBJECTS, Cluster, Discourse
from kg.resolve.pronouns import Pronoun

_AHEAD = 9
"""How many mentions after a pronoun are looked at."""


def candidates(d: Discourse, i: int, avoid: frozenset[int] = frozenset()) -> list[int]:
    """Mentions of what a third-person pronoun can stand for, nearest first, then those ahead.

    `avoid` are quotations to leave out.
    """
    form, found, checked = d.pronoun(i), [], dict[int, bool]()
    for j in [*d.before(i), *following(d, i)]:
        cluster = d.cluster(j)
        if cluster is None or d.features[j].quotation in avoid:
            continue
        if cluster.id not in checked:
            checked[cluster.id] = fits(d, form, i, cluster)
        if checked[cluster.id]:
            found.append(j)
    return found


def following(d: Discourse, i: int) -> list[int]:
    """Names after a pronoun in its sentence, which it may point to."""
    last = min(len(d.mentions), i + _AHEAD)
    ahead = [j for j in range(i + 1, last) if d.sentence[j] == d.sentence[i]]
    return [j for j in ahead if d.mentions[j].kind == "name"]


def fits(d: Discourse, form: Pronoun, i: int, cluster: Cluster) -> bool:
    """Whether a third-person pronoun can stand for a cluster at all."""
    if form.gender in ("masc", "fem"):
        agrees = cluster.type in ("PERSON", "") and cluster.number != "plur"
    elif form.gender == "neut":
        agrees = cluster.type not in ("PERSON", "GROUP", "NORP") and cluster.number != "plur"
        agrees = agrees and cluster.gender in ("", "neut")
    else:
        agrees = _fits_they(d, cluster)
    return agrees and d.may_join(i, cluster) and not _speaks(d, i, cluster)


def _fits_they(d: Discourse, cluster: Cluster) -> bool:
    if cluster.number == "plur" or cluster.kind in ("ORG", "NORP", "GROUP", ""):
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


def reflexive(d: Discourse, i: int) -> int | None:
    """The subject of a reflexive pronoun's own clause."""
    mates = d.dependents.get(d.features[i].governor, ())
    return next((j for j in mates if j in d.of and d.features[j].role in SUBJECTS), None)


def relative(d: Discourse, i: int) -> int | None:
    """The noun that a relative pronoun's clause modifies."""
    noun = d.at.get(d.features[i].modifies)
    return noun if noun is not None and noun < i and d.mentions[noun].kind != "pronoun" else None
