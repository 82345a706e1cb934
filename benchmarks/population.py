"""An invented population: people, organisations and towns, with all that makes names hard.

Surnames are shared, some people have the name of another, some have changed theirs, and so have
organisations. Everything is drawn from a seed; surnames, towns and firms are invented for it.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from itertools import accumulate

MEN = (
    "James John Robert Michael William David Richard Joseph Thomas Charles Daniel Matthew Anthony "
    "Mark Paul Steven Andrew Kenneth George Brian Edward Peter Henry Martin Samuel Benjamin Oscar "
    "Victor Hugo Simon Arthur Felix Walter Marcus Leonard Nicholas Gregory Timothy Ronald Lawrence"
).split()
WOMEN = (
    "Mary Patricia Jennifer Linda Elizabeth Barbara Susan Jessica Sarah Karen Nancy Margaret Lisa "
    "Sandra Emily Donna Carol Ruth Sharon Laura Helen Anna Rebecca Kathleen Amy Deborah Rachel "
    "Maria Diana Julia Grace Alice Teresa Rose Joan Judith Marie Katherine Christine Emma"
).split()
COMMON = "Smith Johnson Williams Brown Jones Miller Davis Wilson Taylor Clark Lewis Walker".split()
NICKNAMES = {
    "James": "Jim", "Robert": "Bob", "Michael": "Mike", "William": "Bill", "David": "Dave",
    "Richard": "Rick", "Joseph": "Joe", "Thomas": "Tom", "Charles": "Charlie", "Daniel": "Dan",
    "Matthew": "Matt", "Anthony": "Tony", "Steven": "Steve", "Andrew": "Andy", "Edward": "Ted",
    "Samuel": "Sam", "Benjamin": "Ben", "Nicholas": "Nick", "Gregory": "Greg", "Timothy": "Tim",
    "Elizabeth": "Liz", "Jennifer": "Jenny", "Susan": "Sue", "Margaret": "Maggie",
    "Katherine": "Kate", "Barbara": "Barb", "Deborah": "Debbie", "Kenneth": "Ken",
    "Ronald": "Ron", "Lawrence": "Larry",
}  # fmt: skip
ROLES = (
    "mayor judge coach architect novelist surgeon painter economist engineer lawyer historian "
    "chemist conductor senator sculptor biologist photographer banker translator geologist"
).split()
LOCAL = frozenset("mayor judge coach senator".split())
"""Roles that are held in a town ("the mayor of Korvik")."""
_STARTS = "Bel Cor Dra Fen Gal Hol Jar Kel Lor Mar Nor Pel Quin Ros Sor Tal Ul Var Wes Yar".split()
_MIDDLES = "a e i o u an el in or ad em is".split()
_SURNAME_ENDS = "ley man sen vik der kin ford well ton lund berg more tis ro".split()
_TOWN_ENDS = "by ham stad haven mouth dale burg field port mere".split()
_FIRMS = (
    "Marine Energy Group;Shipping Holdings;Steel;Media Group;Pharmaceuticals;Motors;Bank".split(";")
)
_BODIES = "Institute for Ocean Research;Association of Free Teachers;Council on Public Works".split(
    ";"
)


@dataclass(frozen=True)
class Person:
    """Somebody; `former` is a surname given up, `known` are the keys of those they know."""

    key: int
    given: str
    middle: str
    family: str
    gender: str
    born: int
    role: str
    works_for: int
    town: int
    former: str = ""
    known: tuple[int, ...] = ()

    @property
    def full(self) -> str:
        """Given name and surname."""
        return f"{self.given} {self.family}"


@dataclass(frozen=True)
class Organisation:
    """A firm or a body with its seat; `former` is a name given up."""

    key: int
    name: str
    town: int
    former: str = ""


@dataclass(frozen=True)
class Population:
    """All that documents can speak of; `popular` are cumulated weights of the people."""

    people: tuple[Person, ...]
    organisations: tuple[Organisation, ...]
    towns: tuple[str, ...]
    popular: Sequence[float] = field(repr=False)

    def shares(self) -> tuple[float, float]:
        """Which parts of the people share a surname, and a full name, with somebody."""
        families = Counter(p.family for p in self.people)
        names = Counter(p.full for p in self.people)
        count = len(self.people)
        return (
            sum(families[p.family] > 1 for p in self.people) / count,
            sum(names[p.full] > 1 for p in self.people) / count,
        )


def population(size: int, chance: random.Random) -> Population:
    """As many people, a quarter as many organisations, a fifteenth as many towns."""
    towns = tuple(_invented(size // 15, _TOWN_ENDS, chance))
    organisations = tuple(_organisations(size // 4, len(towns), chance))
    people = _acquainted(_people(size, organisations, chance), chance)
    return Population(
        people, organisations, towns, list(accumulate(1 / (n + 8) for n in range(size)))
    )


def _people(
    size: int, organisations: Sequence[Organisation], chance: random.Random
) -> list[Person]:
    """People with names of their own, then 4% of them with the name of somebody before them."""
    surnames = [*COMMON, *_invented(size // 2, _SURNAME_ENDS, chance)]
    chance.shuffle(surnames)
    weights = list(accumulate(1 / (n + 12) for n in range(len(surnames))))
    taken: set[str] = set()
    people: list[Person] = []
    while len(people) < size:
        person = _person(
            len(people), chance.choices(surnames, cum_weights=weights)[0], organisations, chance
        )
        if person.full not in taken:
            taken.add(person.full)
            people.append(person)
    for key in chance.sample(range(size // 2, size), size // 50):
        other = people[chance.randrange(size // 2)]
        people[key] = replace(
            people[key], given=other.given, family=other.family, gender=other.gender, former=""
        )
    for key in chance.sample(range(size), size // 16):
        former = chance.choices(surnames, cum_weights=weights)[0]
        if f"{people[key].given} {former}" not in taken:
            people[key] = replace(people[key], former=former)
    return people


def _person(
    key: int, family: str, organisations: Sequence[Organisation], chance: random.Random
) -> Person:
    gender = chance.choice(("masc", "fem"))
    given, middle = chance.choices(MEN if gender == "masc" else WOMEN, k=2)
    employer = chance.choice(organisations)
    return Person(
        key,
        given,
        middle if chance.random() < 0.4 else "",
        family,
        gender,
        chance.randrange(1930, 1995),
        chance.choice(ROLES),
        employer.key,
        employer.town,
    )


def _acquainted(people: list[Person], chance: random.Random) -> tuple[Person, ...]:
    """The people with those they know: some of their town, some of their surname, any others."""
    towns: dict[int, list[int]] = defaultdict(list)
    families: dict[str, list[int]] = defaultdict(list)
    for p in people:
        towns[p.town].append(p.key)
        families[p.family].append(p.key)
    found = []
    for p in people:
        near, kin = towns[p.town], families[p.family]
        known = chance.sample(near, min(3, len(near)))
        known += chance.sample(kin, 1) if chance.random() < 0.15 else []
        known += chance.sample(range(len(people)), 3)
        found.append(replace(p, known=tuple(sorted({*known} - {p.key}))))
    return tuple(found)


def _organisations(size: int, towns: int, chance: random.Random) -> Iterable[Organisation]:
    first = _invented(2 * size, _TOWN_ENDS, chance)
    for key in range(size):
        rest = chance.choice(_FIRMS if chance.random() < 0.75 else _BODIES)
        former = f"{first[size + key]} {rest}" if chance.random() < 0.08 else ""
        yield Organisation(key, f"{first[key]} {rest}", chance.randrange(towns), former)


def _invented(size: int, ends: Sequence[str], chance: random.Random) -> list[str]:
    """Invented words that differ; more syllables where many are needed."""
    found: dict[str, None] = {}
    while len(found) < size:
        middle = "".join(chance.choices(_MIDDLES, k=1 + (size > 1000))) * (chance.random() < 0.8)
        found.setdefault(chance.choice(_STARTS) + middle + chance.choice(ends))
    return list(found)
