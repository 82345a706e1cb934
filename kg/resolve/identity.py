"""What the clauses say about identity: a nominal or a second name tied to a name."""

from __future__ import annotations

from collections.abc import Iterator

from kg.data import Clause
from kg.resolve.discourse import IDENTITY_RULES, Discourse
from kg.resolve.names import may_be_one
from kg.resolve.words import PERSONS, TITLES

_REASONS = {"copular_nominal": "copula"}


def aliases(d: Discourse) -> Iterator[tuple[int, int]]:
    """Pairs of names (the full one, the other) that the text itself calls names of one thing."""
    for clause in d.clauses:
        ends = _ends(d, clause) if clause.rule == "alias" else None
        if ends and all(d.mentions[i].kind == "name" for i in ends):
            yield ends


def ties(d: Discourse) -> dict[int, tuple[int, str]]:
    """For a nominal the mention that it describes and why: "apposition", "copula" or "title"."""
    found: dict[int, tuple[int, str]] = {}
    for clause in d.clauses:
        if clause.rule in IDENTITY_RULES - {"alias"} and _is_certain(clause):
            ends = _ends(d, clause)
            if ends and _agree(d, *ends):
                described, describing = _in_order(d, *ends)
                if d.mentions[describing].kind == "nominal" and _is_known(d, described):
                    reason = _REASONS.get(clause.rule, clause.rule)
                    reason = reason if clause.is_fact else "said to be"
                    found.setdefault(describing, (described, reason))
    for i, f in enumerate(d.features):
        for name in (d.at.get(f.governor), i + 1):
            if name is not None and name < len(d.mentions) and _is_title(d, i, name):
                found.setdefault(i, (name, "title"))
    return found


def _is_known(d: Discourse, described: int) -> bool:
    """Whether what is described is more than the "it" of "it was a friendly walk"."""
    person = d.features[described].person
    return d.mentions[described].kind != "pronoun" or person < 3 or d.gender(described) != "neut"


def _is_certain(clause: Clause) -> bool:
    return clause.factuality == "asserted" and not clause.modality


def _ends(d: Discourse, clause: Clause) -> tuple[int, int] | None:
    """The mentions at both ends of a clause."""
    if clause.object is None or clause.subject.head is None or clause.object.head is None:
        return None
    i, j = d.at.get(clause.subject.head), d.at.get(clause.object.head)
    return None if i is None or j is None or i == j else (i, j)


def _in_order(d: Discourse, i: int, j: int) -> tuple[int, int]:
    """Names before pronouns before nominals; the described one first."""
    order = ("name", "pronoun", "nominal")
    ranks = [order.index(d.mentions[k].kind) for k in (i, j)]
    return (j, i) if ranks[1] < ranks[0] else (i, j)


def _agree(d: Discourse, i: int, j: int) -> bool:
    """Whether two mentions agree in type, number and gender as one thing's must."""
    numbers = {d.number(i), d.number(j)} - {""}
    genders = {d.gender(i), d.gender(j)} - {"", "neut"}
    kinds = {d.mentions[i].kind, d.mentions[j].kind}
    types = may_be_one(d.type(i), d.type(j))
    if "pronoun" in kinds and d.gender(i if d.mentions[i].kind == "pronoun" else j) in (
        "masc",
        "fem",
    ):
        types = types and "PERSON" in (d.type(i), d.type(j))
    elif "name" in kinds and "PERSON" in (d.type(i), d.type(j)):
        types = types and d.type(i) == d.type(j)
    return types and len(numbers) < 2 and len(genders) < 2


def _is_title(d: Discourse, i: int, name: int) -> bool:
    """Whether a nominal stands as a title right before a person, whatever the parser says."""
    if d.mentions[i].kind != "nominal" or d.mentions[name].kind != "name" or name < i:
        return False
    if d.type(name) != "PERSON" or d.lemma(i) not in TITLES | PERSONS or d.number(i) == "plur":
        return False
    return d.mentions[i].end + 1 == d.mentions[name].start
