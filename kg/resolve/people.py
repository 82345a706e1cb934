"""Which people of all documents are one: full names first, then what is short for one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from itertools import chain

from kg.resolve.names import Name, given_form, same_person
from kg.resolve.rarity import Rarity
from kg.resolve.settle import ENOUGH, Settler
from kg.resolve.short import Short
from kg.resolve.spelling import deletions, is_rare_beside, is_slip
from kg.resolve.units import Unit

_SLIP = 1.0
"""Log-odds that a name with one wrong letter is the name it resembles."""

_LIKE = 0.7
"""How much less is asked of two short names alike than of a short and a full one."""
_ENOUGH = 4.0
"""Log-odds from which a surname or initials are taken for the one person."""


class People:
    """Joins the named people among some units, by index."""

    def __init__(
        self, units: Sequence[Unit], members: Sequence[int], settler: Settler, rarity: Rarity
    ) -> None:
        self._units = units
        self._settler = settler
        self._partition = settler.partition
        self._rarity = rarity
        self._compared: dict[tuple[str, int, int], tuple[float, str]] = {}
        self._full = [i for i in members if any(n.is_full for n in units[i].names)]
        full = set(self._full)
        self._short = [i for i in members if i not in full]

    def merge(self) -> None:
        """Join what is one."""
        for block in self._blocks(self._full, _full_keys):
            self._settler.settle(block, self._by_full_name)
        for block in self._blocks(self._full, _slip_keys):
            self._settler.settle(block, self._by_spelling)
        short = Short(self._settler, self._is_short, self._rarity.bearers, _ENOUGH)
        short.enter(self._full, lambda i: _keys_of_full(self._partition.names(i)))
        for _ in range(2):
            short.join(self._short, lambda i: _keys_of_short(self._units[i].names[0]))
            for block in self._blocks(self._short, _family_keys):
                self._settler.settle(block, self._by_short_name)

    def _blocks(
        self, members: Iterable[int], keys: Callable[[Name], Iterable[Hashable]]
    ) -> list[tuple[int, ...]]:
        """Sets that share a key of a name, block by block in the order of first units."""
        named: dict[int, dict[tuple[Name, ...], None]] = defaultdict(dict)
        for i in sorted(members, key=self._partition.rank):
            named[self._partition.root(i)][self._units[i].names] = None
        found: dict[Hashable, dict[int, None]] = defaultdict(dict)
        for i, several in named.items():
            for name in dict.fromkeys(chain.from_iterable(several)):
                for key in keys(name):
                    found[key][i] = None
        return list(dict.fromkeys(tuple(b) for b in found.values() if len(b) > 1))

    def _by_full_name(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of two people by full names, which must not contradict each other."""
        odds, reason = self._by_names(self._full_names, i, j)
        few, many = sorted((self._partition.documents(i), self._partition.documents(j)))
        return odds + math.log(many / few), reason

    def _by_names(
        self, compare: Callable[[int, int], tuple[float, str]], i: int, j: int
    ) -> tuple[float, str]:
        """What a comparison says that looks at nothing but the names of two sets, done once."""
        key = compare.__name__, self._partition.naming(i), self._partition.naming(j)
        known = self._compared.get(key)
        if known is None:
            known = self._compared[key] = compare(i, j)
        return known

    def _full_names(self, i: int, j: int) -> tuple[float, str]:
        pairs = list(self._pairs(i, j))
        fitting = [pair for pair in pairs if _is_one_name(*pair)]
        if not fitting or any(not _is_slip(*pair) for pair in pairs if pair not in fitting):
            return -math.inf, ""
        same = any(_same_key(a) == _same_key(b) for a, b in fitting)
        name = min((n for pair in fitting for n in pair), key=lambda n: (len(n.tokens), n.key))
        odds = -math.log(self._rarity.namesakes(name))
        return (odds, "same name") if same else (odds - 0.5, "name variant")

    def _pairs(self, i: int, j: int) -> Iterator[tuple[Name, Name]]:
        """Full names of two sets that have a surname, or all their letters, in common."""
        others = [n for n in self._partition.names(j) if n.is_full]
        for a in (n for n in self._partition.names(i) if n.is_full):
            yield from ((a, b) for b in others if a.family == b.family or a.key == b.key)

    def _by_spelling(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of two people whose names are one letter apart, by the names."""
        if not is_rare_beside(self._partition.documents(i), self._partition.documents(j)):
            return -math.inf, ""
        return self._by_names(self._spellings, i, j)

    def _spellings(self, i: int, j: int) -> tuple[float, str]:
        for a in self._partition.names(i):
            for b in self._partition.names(j):
                if a.is_full and b.is_full and _is_slip(a, b):
                    return self._slip(a, b), "spelling"
        return -math.inf, ""

    def _slip(self, a: Name, b: Name) -> float:
        """A slip leaves a word that is no name elsewhere; two names that exist are two people."""
        odd = set(a.tokens) ^ set(b.tokens)
        return _SLIP if any(self._rarity.is_unique(t) for t in odd) else -math.inf

    def _is_short(self, i: int, j: int) -> str:
        """Why all names of a person can be short for names of another, or ""."""
        return self._by_names(self._short_for, i, j)[1]

    def _short_for(self, i: int, j: int) -> tuple[float, str]:
        reasons = []
        for a in self._partition.names(i):
            found = {same_person(a, b) for b in self._partition.names(j)} - {"", "given name"}
            if a.is_full or not found:
                return -math.inf, ""
            reasons.append(min(found, key=_REASONS.index))
        return 0.0, reasons[0]

    def _by_short_name(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of two people who are nowhere named in full, by the names."""
        return self._by_names(self._short_names, i, j)

    def _short_names(self, i: int, j: int) -> tuple[float, str]:
        ones, others = self._partition.names(i), self._partition.names(j)
        if any(n.is_full for n in (*ones, *others)):
            return -math.inf, ""
        if not all(same_person(a, b) or same_person(b, a) for a in ones for b in others):
            return -math.inf, ""
        name = max((*ones, *others), key=lambda n: (len(n.tokens), n.key))
        bearers = self._rarity.bearers(name) + self._rarity.bearing(name)
        return ENOUGH - _ENOUGH - math.log(bearers) + _LIKE, "same short name"


_REASONS = ("initials", "surname", "name variant", "same name")


def _is_one_name(a: Name, b: Name) -> bool:
    return bool(same_person(a, b) or same_person(b, a))


def _is_slip(a: Name, b: Name) -> bool:
    return is_slip(_letters(a), _letters(b))


def _same_key(name: Name) -> str:
    """What the spellings of one full name share; nicknames count as the name."""
    return given_form(name.given[0]) + "".join((*name.given[1:], *name.family))


def _letters(name: Name) -> str:
    return f"{name.given[0]} {''.join(name.family)}"


def keys_of_person(unit: Unit) -> Iterator[Hashable]:
    """All under which a named person is looked for or found."""
    yield from keys_sought_of_person(unit)
    yield from _keys_of_full(unit.names)


def keys_sought_of_person(unit: Unit) -> Iterator[Hashable]:
    """All under which others are looked for that may be one with a named person."""
    for name in unit.names:
        yield from _full_keys(name)
        yield from _slip_keys(name)
    if not any(n.is_full for n in unit.names):
        yield from _keys_of_short(unit.names[0])
        yield from (key for name in unit.names for key in _family_keys(name))


def _full_keys(name: Name) -> Iterator[Hashable]:
    """What full names share that can be one's."""
    if name.is_full:
        yield name.family, given_form(name.given[0])
        yield "".join(name.tokens)


def _slip_keys(name: Name) -> Iterator[Hashable]:
    return deletions(_letters(name)) if name.is_full else iter(())


def _family_keys(name: Name) -> Iterator[Hashable]:
    yield "".join(name.family or name.tokens)


def _keys_of_full(names: Iterable[Name]) -> Iterator[Hashable]:
    """Where a person is found by shorter names."""
    for name in names:
        yield from _family_keys(name)
        yield from name.tokens[-1:]
        if name.given:
            yield name.family, name.given[0][0]


def _keys_of_short(name: Name) -> Iterator[Hashable]:
    """Where the fuller names of a person are looked for."""
    if name.given:
        yield name.family, name.given[0][0]
    else:
        yield "".join(name.tokens)
