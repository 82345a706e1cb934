"""Which organisations, places and other named things of all documents are one."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence

from kg.resolve.lexis import Lexis
from kg.resolve.names import Name, acronyms, is_acronym, is_short_form
from kg.resolve.settle import ENOUGH, Settler
from kg.resolve.short import Short
from kg.resolve.spelling import deletions, is_rare_beside, is_slip
from kg.resolve.units import Unit

_SLIP = 1.0
"""Log-odds that a name with one wrong letter is the name it resembles."""
_UNKNOWN = 0.04
"""How many others bear a name of several words, to be thought of beside the known ones."""

_ENOUGH = 2.5
"""Log-odds from which an acronym or a short form is taken for the one name."""

_AMBIGUOUS = 130.0
"""How many more must be thought of for each expansion where acronyms have several."""


class Others:
    """Joins the named things that are no people among some units, by index."""

    def __init__(
        self, units: Sequence[Unit], members: Sequence[int], settler: Settler, lexis: Lexis
    ) -> None:
        self._units, self._members = units, members
        self._settler, self._partition = settler, settler.partition
        self._lexis = lexis

    def merge(self) -> None:
        """Same names, slips, then aliases that a text gives, acronyms and short forms."""
        letters = [i for i in self._members if is_acronym(self._units[i].names[0].text)]
        spelt = set(letters)
        for block in self._blocks([i for i in self._members if i not in spelt], _same_key):
            for i in block[1:]:
                self._partition.join(block[0], i, "same name", -math.log(_UNKNOWN))
        for block in self._blocks(self._partition.roots(self._members), _slip_keys):
            self._settler.settle(block, self._by_spelling)
        short = Short(self._settler, self._fits, self._unknown, _ENOUGH)
        short.enter(self._members, self._full_keys)
        for _ in range(2):
            short.join(self._members, lambda i: _keys_of_short(self._units[i]))
            for block in self._blocks(letters, _same_key):
                self._settler.settle(block, self._by_letters)

    def _blocks(
        self, members: Iterable[int], keys: Callable[[Unit], Iterable[Hashable]]
    ) -> list[list[int]]:
        """Units that share a key, block by block in the order of first units."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        for i in sorted(members, key=self._partition.key):
            for key in keys(self._units[i]):
                found[key].append(i)
        return [block for block in found.values() if len(block) > 1]

    def _by_spelling(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds by names of which one has a wrong letter."""
        if not is_rare_beside(self._partition.documents(i), self._partition.documents(j)):
            return -math.inf, ""
        a, b = self._units[i].names[0], self._units[j].names[0]
        kind, odd = self._units[i].kind, set(a.tokens) ^ set(b.tokens)
        if not is_slip(a.key, b.key) or not any(self._lexis.word(kind, t) < 2 for t in odd):
            return -math.inf, ""
        return _SLIP, "spelling"

    def _by_letters(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of the same acronym, by the expansions that are known of it."""
        if not all(is_acronym(n.text) for k in (i, j) for n in self._partition.names(k)):
            return -math.inf, ""
        name = self._units[i].names[0]
        meant = self._lexis.expansions(name.key)
        return ENOUGH - _ENOUGH - math.log(self._unknown(name) + meant), "same acronym"

    def _unknown(self, name: Name) -> float:
        if is_acronym(name.text):
            expansions = max(1, self._lexis.expansions(name.key))
            return _UNKNOWN + _AMBIGUOUS * self._lexis.acronyms * expansions
        return _UNKNOWN + (0 if name.tokens[1:] else self._lexis.short_names)

    def _fits(self, i: int, j: int) -> str:
        """Why every name of one thing can mean another, or ""."""
        others = self._partition.names(j)
        found = [self._fit(n, others, self._units[i].kind) for n in self._partition.names(i)]
        return "" if "" in found else found[0]

    @staticmethod
    def _fit(name: Name, others: Iterable[Name], kind: str) -> str:
        for other in others:
            if name.key == other.key:
                return "alias"
            if is_acronym(name.text) and name.key in acronyms(other):
                return "acronym"
            if kind == "ORG" and is_short_form(name, other):
                return "short name"
        return ""

    def _full_keys(self, i: int) -> Iterator[Hashable]:
        return _keys_of_full(self._units[i].kind, self._partition.names(i))


def keys_of(unit: Unit) -> Iterator[tuple[Hashable, bool]]:
    """All keys under which a thing meets others, whatever becomes of both.

    The second says whether it looks others up there; where nobody does, nobody meets.
    """
    yield from ((("same", k), True) for k in _same_key(unit))
    yield from ((("slip", k), True) for k in _slip_keys(unit))
    yield from ((k, True) for k in _keys_of_short(unit))
    yield from ((k, False) for k in _keys_of_full(unit.kind, unit.names))


def _keys_of_full(kind: str, names: Iterable[Name]) -> Iterator[Hashable]:
    """Where a thing is found by shorter names."""
    for name in names:
        yield kind, "name", name.key
        yield from ((kind, "acronym", a) for a in sorted(acronyms(name)))
        if kind == "ORG":
            for n in range(1, len(name.tokens)):
                if is_short_form(Name("", name.tokens[:n]), name):
                    yield kind, "start", name.tokens[:n]


def _keys_of_short(unit: Unit) -> Iterator[Hashable]:
    """Where the fuller names of a thing are looked for."""
    name = unit.names[0]
    yield unit.kind, "name", name.key
    yield unit.kind, "start", name.tokens
    if is_acronym(name.text):
        yield unit.kind, "acronym", name.key


def _same_key(unit: Unit) -> Iterator[Hashable]:
    """What the spellings of one name share."""
    name = unit.names[0]
    letters = "".join(name.tokens)
    if unit.kind == "NORP":
        letters = letters.removesuffix("s")
    yield unit.kind, letters or unit.entity.label


def _slip_keys(unit: Unit) -> Iterator[Hashable]:
    if unit.names[0].tokens[1:]:
        yield from ((unit.kind, d) for d in deletions(unit.names[0].key))
