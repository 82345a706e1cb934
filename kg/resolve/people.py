"""Which people of all documents are one: full names first, then what is short for one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

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
    ) -> list[list[int]]:
        """Units that share a key of a name, block by block in the order of first units."""
        found: dict[Hashable, dict[int, None]] = defaultdict(dict)
        for i in sorted(members, key=self._partition.key):
            for name in self._units[i].names:
                for key in keys(name):
                    found[key][i] = None
        return [list(block) for block in found.values() if len(block) > 1]

    def _by_full_name(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of two people by full names, which must not contradict each other."""
        pairs = list(self._pairs(i, j))
        fitting = [pair for pair in pairs if _is_one_name(*pair)]
        if not fitting or any(not _is_slip(*pair) for pair in pairs if pair not in fitting):
            return -math.inf, ""
        same = any(_same_key(a) == _same_key(b) for a, b in fitting)
        name = min((n for pair in fitting for n in pair), key=lambda n: (len(n.tokens), n.key))
        few, many = sorted((self._partition.documents(i), self._partition.documents(j)))
        odds = math.log(many / few / self._rarity.namesakes(name))
        return odds if same else odds - 0.5, "same name" if same else "name variant"

    def _pairs(self, i: int, j: int) -> Iterator[tuple[Name, Name]]:
        """Full names of two sets that have a surname, or all their letters, in common."""
        others = [n for n in self._partition.names(j) if n.is_full]
        for a in (n for n in self._partition.names(i) if n.is_full):
            yield from ((a, b) for b in others if a.family == b.family or a.key == b.key)

    def _by_spelling(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of two people whose names are one letter apart, by the names."""
        if not is_rare_beside(self._partition.documents(i), self._partition.documents(j)):
            return -math.inf, ""
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
        reasons = []
        for a in self._partition.names(i):
            if a.is_full:
                return ""
            found = {same_person(a, b) for b in self._partition.names(j)} - {"", "given name"}
            if not found:
                return ""
            reasons.append(min(found, key=_REASONS.index))
        return reasons[0]

    def _by_short_name(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of two people who are nowhere named in full, by the names."""
        ones, others = self._partition.names(i), self._partition.names(j)
        if any(n.is_full for n in (*ones, *others)):
            return -math.inf, ""
        if not all(same_person(a, b) or same_person(b, a) for a in ones for b in others):
            return -math.inf, ""
        name = max((*ones, *others), key=lambda n: (len(n.tokens), n.key))
        bearers = self._rarity.bearers(name) + self._rarity.families(name)
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


def keys_of(unit: Unit) -> Iterator[tuple[Hashable, bool]]:
    """All keys under which a person meets others, whatever becomes of both.

    The second says whether it looks others up there; where nobody does, nobody meets.
    """
    full = any(name.is_full for name in unit.names)
    for name in unit.names:
        yield from ((("full", k), True) for k in _full_keys(name))
        yield from ((("slip", k), True) for k in _slip_keys(name))
        if not full:
            yield from ((("family", k), True) for k in _family_keys(name))
    if not full:
        yield from ((("short", k), True) for k in _keys_of_short(unit.names[0]))
    yield from ((("short", k), False) for k in _keys_of_full(unit.names))


def _slip_keys(name: Name) -> Iterator[Hashable]:
    return deletions(_letters(name)) if name.is_full else iter(())


def _full_keys(name: Name) -> Iterator[Hashable]:
    """What full names share that can be one's."""
    if name.is_full:
        yield name.family, given_form(name.given[0])
        yield "".join(name.tokens)


def _family_keys(name: Name) -> Iterator[Hashable]:
    yield "".join(name.family or name.tokens)


def _keys_of_full(names: Iterable[Name]) -> Iterator[Hashable]:
    """Where a person is found by shorter names."""
    for name in names:
        yield "".join(name.family)
        yield from name.tokens[-1:]
        if name.given:
            yield name.family, name.given[0][0]
            yield "".join(name.given)
            yield "".join(name.tokens[1:])


def _keys_of_short(name: Name) -> Iterator[Hashable]:
    """Where the fuller names of a person are looked for."""
    if name.given:
        yield name.family, name.given[0][0]
    else:
        yield "".join(name.tokens)
