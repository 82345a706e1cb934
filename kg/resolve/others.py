"""Which organisations, places and other named things of all documents are one."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from kg.resolve.names import Name, acronyms, is_acronym, is_short_form
from kg.resolve.settle import ENOUGH, Settler
from kg.resolve.short import Short
from kg.resolve.spelling import deletions, is_odd_beside, is_rare_beside, is_slip
from kg.resolve.units import Unit

_SLIP = 1.0
"""Log-odds that a name with one wrong letter is the name it resembles."""
_UNKNOWN = 0.04
"""How many others bear a name of several words, to be thought of beside the known ones."""

_ENOUGH = 2.5
"""Log-odds from which an acronym or a short form is taken for the one name."""

_AMBIGUOUS = 130.0
"""How many more must be thought of for each expansion where acronyms have several."""


@dataclass(frozen=True, slots=True)
class Frequencies:
    """Names of things that are no people in a set of documents, each counted once by its letters.

    `words` says in how many names of a kind a word stands, `expansions` how many names have an
    acronym. `shared_acronyms` and `shared_starts` are the parts of acronyms and of first words
    that name another thing too.
    """

    words: Mapping[tuple[str, str], int]
    expansions: Mapping[str, int]
    shared_acronyms: float = 0.0
    shared_starts: float = 0.0

    @staticmethod
    def of(names: Iterable[tuple[str, Name]]) -> Frequencies:
        """The frequencies of names, each with the kind of what bears it."""
        written: dict[tuple[str, str], Name] = {}
        for kind, name in names:
            known = written.setdefault((kind, name.key), name)
            if name.tokens < known.tokens:
                written[kind, name.key] = name
        short = [(kind, a) for (kind, _), n in written.items() for a in acronyms(n)]
        starts = [(kind, n.tokens[0]) for (kind, _), n in written.items() if n.tokens[1:]]
        return Frequencies(
            Counter((kind, t) for (kind, _), n in written.items() for t in n.tokens),
            Counter(a for _, a in short),
            _shared(short),
            _shared(starts),
        )


class Others:
    """Joins the named things that are no people among some units, by index."""

    def __init__(
        self,
        units: Sequence[Unit],
        members: Sequence[int],
        settler: Settler,
        frequencies: Frequencies,
    ) -> None:
        self._units, self._members = units, members
        self._settler, self._partition = settler, settler.partition
        self._frequencies = frequencies

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
        partition, units = self._partition, self._units
        short.enter(self._members, lambda i: _keys_of_full(units[i].kind, partition.names(i)))
        for _ in range(2):
            short.join(self._members, lambda i: _keys_of_short(units[i].kind, units[i].names[0]))
            for block in self._blocks(letters, _same_key):
                self._settler.settle(block, self._by_letters)

    def _blocks(
        self, members: Iterable[int], keys: Callable[[Unit], Iterable[Hashable]]
    ) -> list[tuple[int, ...]]:
        """Units that share a key, block by block in the order of first units."""
        found: dict[Hashable, list[int]] = defaultdict(list)
        for i in sorted(members, key=self._partition.rank):
            for key in keys(self._units[i]):
                found[key].append(i)
        return list(dict.fromkeys(tuple(b) for b in found.values() if len(b) > 1))

    def _by_spelling(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds by names of which one has a wrong letter."""
        if not is_rare_beside(self._partition.documents(i), self._partition.documents(j)):
            return -math.inf, ""
        a, b = self._units[i].names[0], self._units[j].names[0]
        odd = set(a.tokens) ^ set(b.tokens)
        often = [self._frequencies.words.get((self._units[i].kind, t), 0) for t in odd]
        if not odd or not is_slip(a.key, b.key) or not is_odd_beside(min(often), max(often)):
            return -math.inf, ""
        return _SLIP, "spelling"

    def _by_letters(self, i: int, j: int) -> tuple[float, str]:
        """Log-odds of the same acronym, by the expansions that are known of it."""
        if not all(is_acronym(n.text) for k in (i, j) for n in self._partition.names(k)):
            return -math.inf, ""
        name = self._units[i].names[0]
        meant = self._frequencies.expansions.get(name.key, 0)
        return ENOUGH - _ENOUGH - math.log(self._unknown(name) + meant), "same acronym"

    def _unknown(self, name: Name) -> float:
        if is_acronym(name.text):
            expansions = max(1, self._frequencies.expansions.get(name.key, 0))
            return _UNKNOWN + _AMBIGUOUS * self._frequencies.shared_acronyms * expansions
        return _UNKNOWN + (0 if name.tokens[1:] else self._frequencies.shared_starts)

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


def keys_of_thing(unit: Unit) -> Iterator[Hashable]:
    """All under which a named thing that is no person is looked for or found."""
    yield from keys_sought_of_thing(unit)
    yield from _keys_of_full(unit.kind, unit.names)


def keys_sought_of_thing(unit: Unit) -> Iterator[Hashable]:
    """All under which others are looked for that may be one with such a thing."""
    yield from _same_key(unit)
    yield from _slip_keys(unit)
    yield from _keys_of_short(unit.kind, unit.names[0])


def _keys_of_full(kind: str, names: Iterable[Name]) -> Iterator[Hashable]:
    """Where a thing is found by shorter names."""
    for name in names:
        yield kind, "name", name.key
        yield from ((kind, "acronym", a) for a in sorted(acronyms(name)))
        if kind == "ORG":
            for n in range(1, len(name.tokens)):
                if is_short_form(Name("", name.tokens[:n]), name):
                    yield kind, "start", name.tokens[:n]


def _keys_of_short(kind: str, name: Name) -> Iterator[Hashable]:
    """Where the fuller names of a thing are looked for."""
    yield kind, "name", name.key
    yield kind, "start", name.tokens
    if is_acronym(name.text):
        yield kind, "acronym", name.key


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


def _shared(keys: Sequence[tuple[str, str]]) -> float:
    """Which part of what should name one thing names another too."""
    return 1 - len(set(keys)) / len(keys) if keys else 0.0
