"""How many bear a name: what one name alone says about who is meant.

Numbers are of others who could be meant, besides those already known to bear the name. They come
from the set of names itself (a given name and a surname that stand in many names meet by chance)
and from short lists of the most common English ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from kg.resolve.gender import given_names
from kg.resolve.names import Name, given_form

COMMON_SURNAMES = frozenset(
    "smith johnson williams brown jones garcia miller davis rodriguez martinez hernandez lopez "
    "gonzalez wilson anderson thomas taylor moore jackson martin lee perez thompson white harris "
    "sanchez clark ramirez lewis robinson walker young allen king wright scott torres nguyen hill "
    "flores green adams nelson baker hall rivera campbell mitchell carter roberts gomez phillips "
    "evans turner diaz parker cruz edwards collins reyes stewart morris morales murphy cook rogers "
    "cooper peterson bailey reed kelly howard ramos kim cox ward richardson watson brooks wood "
    "bennett gray james hughes price long ross davies patel khan singh ali ahmed wang li zhang "
    "chen liu park".split()
)
"""Surnames that at least one in a thousand people bears somewhere in the English-speaking world."""
COMMON_GIVEN = frozenset(
    "james john robert michael william david richard joseph thomas charles christopher daniel "
    "matthew anthony mark donald steven paul andrew joshua kenneth kevin brian george edward "
    "ronald timothy jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin "
    "scott brandon benjamin samuel gregory frank alexander patrick raymond jack peter henry "
    "mary patricia jennifer linda elizabeth barbara susan jessica sarah karen nancy margaret lisa "
    "betty dorothy sandra ashley kimberly emily donna michelle carol amanda melissa deborah "
    "stephanie rebecca laura sharon cynthia kathleen helen amy anna angela ruth brenda pamela "
    "katherine christine emma maria mohammed muhammad ahmed ali jose juan luis carlos".split()
)
"""Given names that about one in three hundred bears."""


@dataclass(frozen=True, slots=True)
class Rarity:
    """Full names of a set of documents, each counted once.

    A full name is a given name, nicknames as the name, with a surname. `given` and `families` say
    in how many of them a given name and a surname stand, `tokens` in how many a word of a name as
    it is written; `people` is how many there are, and `surnames` how many surnames they have.
    `Rarity.of` gives the same for any names of which the distinct ones are the same.
    """

    people: int
    surnames: int
    given: Mapping[str, int]
    families: Mapping[str, int]
    tokens: Mapping[str, int]

    @staticmethod
    def of(names: Iterable[Name]) -> Rarity:
        """The rarity of names; those that are not full tell nothing."""
        written = {n for n in names if n.is_full}
        full = {full_name(n) for n in written}
        tokens = {(full_name(n), t) for n in written for t in n.tokens}
        families = Counter("".join(family) for _, family in full)
        given = Counter(given for given, _ in full)
        return Rarity(len(full), len(families), given, families, Counter(t for _, t in tokens))

    def namesakes(self, name: Name) -> float:
        """How many others can be thought to have this full name."""
        given, family = given_form(name.given[0]), "".join(name.family)
        common = (given in COMMON_GIVEN) + (family in COMMON_SURNAMES)
        told = (0.02, 0.1, 10.0)[common]
        met = (self.given[given] - 1) * (self.bearing(name) - 1) / max(1, self.people)
        return (told + max(0.0, met)) / (10 if name.given[1:] or name.suffix else 1)

    def bearers(self, name: Name) -> float:
        """How many others than those known can be meant by a surname or a name of one word."""
        word = "".join(name.family or name.tokens)
        told = 5.0 if word in COMMON_SURNAMES or word in given_names() else 0.003
        shared = 1 - self.surnames / self.people if self.people else 0.0
        met = shared / 2 * max(1, self.bearing(name))
        return (told + met) / (8 if name.given else 1)

    def bearing(self, name: Name) -> int:
        """How many different full names have the surname of a name."""
        return self.families.get("".join(name.family or name.tokens), 0)

    def is_unique(self, token: str) -> bool:
        """Whether a word stands in one full name alone and is no given name that is known."""
        return self.tokens.get(token, 0) < 2 and token not in given_names()


def full_name(name: Name) -> tuple[str, tuple[str, ...]]:
    """What tells full names apart: the given name, nicknames as the name, and the surname."""
    return given_form(name.given[0]), name.family
