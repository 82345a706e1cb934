"""The distinct names of one document, and which of them are names of one thing.

Works on distinct spellings ("forms"), not on mentions, so a name that stands a thousand times
costs no more than one that stands once.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from kg.data import ENTITY_TYPES, Mention
from kg.resolve.gender import gender_of_name, given_names
from kg.resolve.names import (
    Name,
    acronyms,
    is_acronym,
    is_short_form,
    kind_of,
    name_at,
    parse,
    ranks_differ,
    same_person,
)
from kg.resolve.words import COMMON_STYLES, RANKS

_MOST = 24
"""Full names that more than this many others resemble are left apart from them."""

_MARITAL = frozenset(("miss", "mrs"))
"""Titles that part two women of one surname."""

SCORES = {"same name": 1.0, "alias": 0.95, "name variant": 0.9, "acronym": 0.9, "initials": 0.85,
          "surname": 0.85, "short name": 0.8, "given name": 0.8, "middle name": 0.75}  # fmt: skip
"""What a reason is worth; above all, the order in which reasons are believed."""


@dataclass(slots=True)
class Form:
    """One spelling of a name: its parts, type, gender, and the mentions that use it."""

    name: Name
    type: str
    gender: str
    mentions: list[int] = field(default_factory=list)
    candidates: frozenset[int] = frozenset()
    reason: str = "same name"


class Naming:
    """Which names of a document are one thing's.

    `of` maps the index of a mention to that of its form. `thing(form)` is the form that stands
    for its thing. A form with `candidates` fits several things and is decided mention by mention.
    """

    def __init__(self, text: str, mentions: list[Mention], aliases: Iterable[tuple[int, int]]):
        self.forms: list[Form] = []
        self.of: dict[int, int] = {}
        self._parents: list[int] = []
        self._things: dict[int, frozenset[int]] = {}
        self._familiar: set[str] = set()
        aliases = list(aliases)
        types = _types(text, mentions, aliases)
        self._collect(text, mentions, types)
        for full, short in aliases:
            if full in self.of and short in self.of:
                self._join(self.of[short], self.of[full], "alias")
        self._join_people()
        self._join_others()

    def thing(self, form: int) -> int:
        """The first form of the thing that a form names."""
        while self._parents[form] != form:
            self._parents[form] = self._parents[self._parents[form]]
            form = self._parents[form]
        return form

    def things(self, form: int) -> frozenset[int]:
        """All things that a form can name: one, unless it is ambiguous."""
        if form not in self._things:
            found = {self.thing(c) for c in self.forms[form].candidates}
            self._things[form] = frozenset(found or {self.thing(form)})
        return self._things[form]

    def named(self, text: str, type: str) -> int:  # noqa: A002 - the vocabulary's own word
        """The thing that bears exactly this name, or -1."""
        key = parse(text, type).key
        found = {self.thing(f) for f, form in enumerate(self.forms)
                 if form.name.key == key and kind_of(form.type) == kind_of(type)}  # fmt: skip
        return found.pop() if len(found) == 1 else -1

    def _collect(self, text: str, mentions: list[Mention], types: Mapping[int, str]) -> None:
        known: dict[tuple[str, ...], int] = {}
        for i, type_ in types.items():
            name = name_at(text, mentions[i].start, mentions[i].end, type_)
            gender = gender_of_name(name) if type_ == "PERSON" else ""
            shown = name.key
            key = (
                kind_of(type_),
                shown or str(i),
                gender,
                *sorted(_MARITAL.intersection(name.titles)),
            )
            if key not in known:
                known[key] = len(self.forms)
                self._parents.append(len(self.forms))
                self.forms.append(Form(name, type_, gender))
            self.of[i] = known[key]
            self.forms[known[key]].mentions.append(i)

    def _join(self, form: int, other: int, reason: str) -> bool:
        """Make two forms one thing's, the earlier one first, unless their genders differ."""
        a, b = self.thing(form), self.thing(other)
        if a != b:
            genders = {self.forms[a].gender, self.forms[b].gender} - {""}
            if len(genders) > 1:
                return False
            a, b = max(a, b), min(a, b)
            self._parents[a] = b
            self.forms[b].gender = genders.pop() if genders else ""
            self.forms[form].reason = reason
        return True

    def _join_people(self) -> None:
        people = [f for f, form in enumerate(self.forms) if form.type == "PERSON"]
        full = [f for f in people if self.forms[f].name.given]
        blocks: dict[object, list[int]] = defaultdict(list)
        for f in sorted(full, key=lambda f: (-_detail(self.forms[f].name), f)):
            self._join_fitting(f, blocks, _full_keys(self.forms[f].name))
            for key in _full_keys(self.forms[f].name):
                blocks[key].append(f)
        parts: dict[object, list[int]] = defaultdict(list)
        for f in full:
            for token in sorted(set(self.forms[f].name.tokens) | {"".join(p) for p in (
                self.forms[f].name.given, self.forms[f].name.family)}):  # fmt: skip
                parts[token].append(f)
        single = [f for f in people if not self.forms[f].name.given]
        bare = (self.forms[f].name for f in single)
        self._familiar = {"".join(n.tokens) for n in bare if not n.titles}
        for f in single:
            self._join_fitting(f, parts, ["".join(self.forms[f].name.tokens)])
        self._join_spellings([f for f in single if not self.forms[f].candidates])

    def _join_fitting(self, f: int, blocks: Mapping[object, list[int]], keys: list[object]) -> None:
        """Join the one person that a name fits, or note the several that it fits."""
        form = self.forms[f]
        found: dict[str, dict[int, int]] = defaultdict(dict)
        for g in sorted({g for key in keys for g in _few(blocks.get(key, []), form.name)}):
            reason = same_person(form.name, self.forms[g].name)
            if reason == "surname" and self._is_another(form.name, self.forms[g].name):
                continue
            if reason and len({form.gender, self.forms[self.thing(g)].gender} - {""}) < 2:
                found[reason].setdefault(self.thing(g), g)
        for reason in sorted(found, key=lambda r: -SCORES[r]):
            if len(found[reason]) == 1:
                self._join(f, next(iter(found[reason].values())), reason)
            else:
                form.candidates, form.reason = frozenset(found[reason]), reason
            return

    def _is_another(self, titled: Name, full: Name) -> bool:
        """Whether a titled surname is that of a relative ("Mrs Reed" is not "Georgiana Reed").

        That is so where the bearer of the full name is called by the given name alone, and nobody
        by the bare surname, or where the two have titles of different ranks.
        """
        if not set(titled.titles[-1:]) & (COMMON_STYLES | RANKS):
            return False
        familiar = full.given[0] in self._familiar and not full.titles
        familiar = familiar and "".join(full.family) not in self._familiar
        return familiar or ranks_differ(titled, full)

    def _join_spellings(self, forms: list[int]) -> None:
        """Join the forms of a lone surname with and without a title ("Trump", "Mr Trump")."""
        same: dict[str, list[int]] = defaultdict(list)
        for f in forms:
            same[self.forms[f].name.key].append(f)
        for found in same.values():
            titles = {t for f in found for t in self.forms[f].name.titles}
            genders = {self.forms[self.thing(f)].gender for f in found} - {""}
            if len(genders) < 2 and not titles >= _MARITAL:
                for f in found[1:]:
                    self._join(f, found[0], "same name")

    def _join_others(self) -> None:
        others = [f for f, form in enumerate(self.forms) if form.type != "PERSON"]
        starts: dict[object, list[int]] = defaultdict(list)
        initials: dict[object, list[int]] = defaultdict(list)
        for f in others:
            form = self.forms[f]
            for n in range(1, len(form.name.tokens)):
                starts[kind_of(form.type), form.name.tokens[:n]].append(f)
            for acronym in sorted(acronyms(form.name)):
                initials[kind_of(form.type), acronym].append(f)
        for f in others:
            name, kind = self.forms[f].name, kind_of(self.forms[f].type)
            longer = [
                g for g in starts[kind, name.tokens] if is_short_form(name, self.forms[g].name)
            ]
            if kind == "ORG":
                self._join_only(f, longer, "short name")
            if is_acronym(name.text):
                self._join_only(f, initials[kind, "".join(name.tokens)], "acronym")

    def _join_only(self, f: int, others: list[int], reason: str) -> None:
        if len({self.thing(g) for g in others}) == 1:
            self._join(f, others[0], reason)


def _few(block: list[int], name: Name) -> list[int]:
    """A block, or nothing where comparing every two of its full names would take too long."""
    return [] if name.given and len(block) > _MOST else block


def is_unsure(name: Name, type: str) -> bool:  # noqa: A002 - the vocabulary's own word
    """Whether a name of one word was only guessed to be no person's."""
    believed = kind_of(type) in ("PERSON", "PLACE", "NORP")
    return not believed and len(name.tokens) == 1 and not name.text.isupper()


def _detail(name: Name) -> int:
    """How much a name says: spelt-out words count more than initials."""
    return sum(2 if len(t) > 1 else 1 for t in name.tokens)


def _full_keys(name: Name) -> list[object]:
    """What a full name and its variants share: surname and first initial, or whole parts."""
    from_given = [(name.family, name.given[0][0]), "".join(name.tokens), "".join(name.given)]
    return [*from_given, *("".join(name.tokens[i:]) for i in range(1, len(name.tokens) - 1))]


def _types(
    text: str, mentions: list[Mention], aliases: Iterable[tuple[int, int]]
) -> dict[int, str]:
    """The type of every name: what its spelling mostly has, for recognisers waver."""
    keys: dict[int, str] = {}
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    names: dict[str, Name] = {}
    for i, m in enumerate(mentions):
        if m.kind == "name":
            name = parse(text[m.start : m.end], _type(m))
            keys[i] = name.key
            names.setdefault(name.key, name)
            counts[name.key][_type(m)] += 1
    known = _Known.of(names[k] for k, c in counts.items() if c["PERSON"])
    starts = {
        names[k].tokens[0] for k, c in counts.items() if not c["PERSON"] and names[k].tokens[1:]
    }
    types = {}
    for i, key in keys.items():
        usual = _usual(counts[key], _type(mentions[i]), key in known.families)
        mistaken = kind_of(usual) not in ("PERSON", "PLACE") and key not in starts
        types[i] = "PERSON" if mistaken and known.is_person(names[key]) else usual
    types |= {short: types[full] for full, short in aliases if {full, short} <= types.keys()}
    return types


@dataclass(frozen=True, slots=True)
class _Known:
    """Words that stand in the names of people of a document."""

    families: frozenset[str]
    given: frozenset[str]

    @classmethod
    def of(cls, names: Iterable[Name]) -> _Known:
        people = [n for n in names if n.is_full]
        families = frozenset(t for n in people for t in n.family)
        return cls(families, frozenset(n.given[0] for n in people))

    def is_person(self, name: Name) -> bool:
        """Whether a name that was taken for a thing's is a part of a person's, or a relative's."""
        *first, last = name.tokens or ("",)
        if not first:
            return last in self.families | self.given
        return last in self.families and len(first) == 1 and first[0] in given_names()


def _type(mention: Mention) -> str:
    return mention.features.type if mention.features else ""


def _usual(counts: Counter[str], own: str, is_part_of_person: bool) -> str:
    """The type to believe for one spelling whose mentions have these types."""
    if len(counts) == 1:
        return own
    others = counts.total() - counts["PERSON"]
    if is_part_of_person and counts["PERSON"] and others >= 2:
        return own  # a person and a place of one name, such as Washington
    if is_part_of_person and counts["PERSON"]:
        return "PERSON"
    known = [t for t in counts if t] or [""]
    return min(known, key=lambda t: (-counts[t], ENTITY_TYPES.index(t) if t else -1))
