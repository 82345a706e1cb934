"""Pronouns of English: what each form tells of what it stands for."""

from __future__ import annotations

from dataclasses import dataclass
from types import MappingProxyType
from typing import Final


@dataclass(frozen=True, slots=True)
class Pronoun:
    """What a form tells: `number`, `gender` and `person` as in `kg.data.Features`.

    `kind` is "personal", "possessive", "reflexive", "relative", "demonstrative" or "other".
    """

    kind: str
    number: str = ""
    gender: str = ""
    person: int = 3


def _forms() -> dict[str, Pronoun]:
    table: dict[str, Pronoun] = {}
    for number, gender, person, personal, possessive, reflexive in (
        ("sing", "masc", 3, "he him", "his", "himself"),
        ("sing", "fem", 3, "she her", "hers", "herself"),
        ("sing", "neut", 3, "it", "its", "itself"),
        ("plur", "", 3, "they them 'em", "their theirs", "themselves themself"),
        ("sing", "", 1, "i me", "my mine", "myself"),
        ("plur", "", 1, "we us", "our ours", "ourselves"),
        ("", "", 2, "you ya", "your yours", "yourself yourselves"),
    ):
        kinds = (("personal", personal), ("possessive", possessive), ("reflexive", reflexive))
        for kind, forms in kinds:
            table |= {f: Pronoun(kind, number, gender, person) for f in forms.split()}
    table |= {f: Pronoun("relative") for f in ("who", "whom", "whose", "which", "that")}
    table |= {f: Pronoun("demonstrative", "sing") for f in ("this",)}
    table |= {f: Pronoun("demonstrative", "plur") for f in ("these", "those")}
    return table


PRONOUNS: Final = MappingProxyType(_forms())
DEMONSTRATIVE: Final = Pronoun("demonstrative", "sing")
OTHER: Final = Pronoun("other")


def pronoun(text: str, role: str = "") -> Pronoun:
    """What a form tells; `role` parts "her" the possessive from "her" the object."""
    found = PRONOUNS.get(text.casefold().replace("’", "'"), OTHER)
    if found.kind == "personal" and role == "nmod:poss":
        return Pronoun("possessive", found.number, found.gender, found.person)
    return found
