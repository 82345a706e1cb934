"""How many bear a name: what one name alone says about who is meant.

Numbers are of others who could be meant, besides those already known to bear the name. They come
from the set of names itself (a given name and a surname that stand in many names meet by chance)
and from short lists of the most common English ones.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

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


class Rarity:
    """Full names of a set of documents, counted once each."""

    def __init__(self, counts: Mapping[Part, int], people: int, families: int) -> None:
        """`counts` are those of `parts`, of so many full names with so many surnames."""
        self._counts = counts
        self._people = max(1, people)
        self._shared = 1 - families / people if people else 0.0

    @staticmethod
    def of(names: Iterable[Name]) -> Rarity:
        """The rarity among these names."""
        full = {full_key(n): n for n in names if n.is_full}
        counts = Counter(p for n in full.values() for p in parts(n))
        return Rarity(counts, len(full), sum(what == "family" for what, _ in counts))

    def namesakes(self, name: Name) -> float:
        """How many others can be thought to have this full name."""
        given, family = given_form(name.given[0]), "".join(name.family)
        common = (given in COMMON_GIVEN) + (family in COMMON_SURNAMES)
        told = (0.02, 0.1, 10.0)[common]
        bearers = self._count("given", given), self._count("family", family)
        met = (bearers[0] - 1) * (bearers[1] - 1) / self._people
        return (told + max(0.0, met)) / (10 if name.given[1:] or name.suffix else 1)

    def bearers(self, name: Name) -> float:
        """How many others than those known can be meant by a surname or a name of one word."""
        word = "".join(name.family or name.tokens)
        told = 5.0 if word in COMMON_SURNAMES or word in given_names() else 0.003
        met = self._shared / 2 * max(1, self.families(name))
        return (told + met) / (8 if name.given else 1)

    def families(self, name: Name) -> int:
        """How many different full names have the surname of a name."""
        return self._count("family", "".join(name.family or name.tokens))

    def is_unique(self, token: str) -> bool:
        """Whether a word stands in one full name alone and is no given name that is known."""
        return self._count("token", token) < 2 and token not in given_names()

    def _count(self, what: str, word: str) -> int:
        return self._counts.get((what, word), 0)


Part = tuple[str, str]
"""What a word of a name is ("given", "family", "token"), and the word."""


def full_key(name: Name) -> tuple[str, tuple[str, ...]]:
    """What tells full names apart: the given name in its full form, and the surname."""
    return given_form(name.given[0]), name.family


def parts(name: Name) -> Iterator[Part]:
    """What a full name is counted by."""
    yield "given", given_form(name.given[0])
    yield "family", "".join(name.family)
    yield from (("token", t) for t in name.tokens)


def looked_up(name: Name) -> Iterator[Part]:
    """What is looked up for any name."""
    if name.given:
        yield "given", given_form(name.given[0])
    yield "family", "".join(name.family or name.tokens)
    yield from (("token", t) for t in name.tokens)
