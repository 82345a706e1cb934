"""Synthetic documents about an invented population, with the truth of who is meant where.

Each document is a short report about somebody and those around them. Names stand in full, with a
middle initial, as a nickname, with a wrong letter, under a former name, as initials, as a surname
with or without a title, as a title alone, as an acronym. In three of ten cases somebody stands in
a document without their full name. `graph` is the analysis that a reader without fault would make
of the document alone: mentions of one thing are one entity, and every sentence is its clauses.
"""

from __future__ import annotations

import random
import string
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from benchmarks.population import LOCAL, NICKNAMES, Organisation, Person, Population, population
from kg.data import (
    Argument,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Interval,
    Link,
    Literal,
    Mention,
    MentionKind,
    Phrase,
    Relation,
)
from kg.resolve.entities import fullest
from kg.resolve.gender import gender_of_name
from kg.resolve.names import parse

Key = tuple[str, int]
"""A thing of the population: its type and its number."""

SOLO = (
    ("{a} spoke in {t} on Monday. ", "speak", "", "in t"),
    ("{a} visited {o} last week. ", "visit", "o", ""),
    ("{a} criticised {o}. ", "criticise", "o", ""),
    ("{a} returned to {t}. ", "return to", "t", ""),
    ("{a} opened the new hall in {t}. ", "open", "", "in t"),
)
PAIR = (
    ("{a} met {b} in {t}. ", "meet", "b", "in t"),
    ("{a} thanked {b}. ", "thank", "b", ""),
    ("{a} sued {b} over {o}. ", "sue", "b", "over o"),
    ("{a} wrote to {b}. ", "write to", "b", ""),
    ("{a} spoke with {b} about {o}. ", "speak with", "b", "about o"),
)
TITLES = {"surgeon": "Dr", "judge": "Judge", "mayor": "Mayor", "senator": "Senator"}


@dataclass(frozen=True)
class Said:
    """A mention of a thing of the population in a document's text."""

    start: int
    end: int
    key: Key
    kind: MentionKind
    text: str


@dataclass(frozen=True)
class Made:
    """A document with its analysis and its mentions of people and organisations."""

    graph: DocumentGraph
    truth: tuple[Said, ...]


@dataclass
class Sheet:
    """A document while it is written."""

    title: str
    text: str = ""
    said: list[Said] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    described: dict[Key, str] = field(default_factory=dict)

    def write(self, template: str, slots: dict[str, tuple[Key, str]]) -> dict[str, Phrase]:
        """Add a sentence; a slot is a thing and its words here. Gives the slots as phrases."""
        phrases: dict[str, Phrase] = {}
        for before, slot, _, _ in string.Formatter().parse(template):
            self.text += before
            if slot:
                key, words = slots[slot]
                start = len(self.text)
                kind: MentionKind = "nominal" if words.startswith("the ") else "name"
                self.said.append(Said(start, start + len(words), key, kind, words))
                self.text += words
                phrases[slot] = Phrase(words, start, len(self.text), start, _id(key))
        return phrases

    def clause(
        self,
        subject: Phrase,
        lemma: str,
        object_: Phrase | None = None,
        *arguments: tuple[str, Phrase],
        year: str = "",
        rule: str = "verbal",
    ) -> None:
        """Add what the last sentence says."""
        start = subject.start or 0
        self.clauses.append(
            Clause(
                f"c{start}.{len(self.clauses)}",
                rule,
                0.8,
                (start, len(self.text)),
                subject,
                Relation(lemma, lemma),
                object_,
                tuple(Argument(how, phrase, how) for how, phrase in arguments),
                Interval(year, year) if year else None,
            )
        )

    def made(self) -> Made:
        """The document and its analysis."""
        entities = [self._entity(key) for key in dict.fromkeys(s.key for s in self.said)]
        document = Document(self.text, self.title, sources=(f"{self.title}.txt",))
        graph = DocumentGraph(document, tuple(entities), tuple(self.clauses))
        return Made(graph, tuple(s for s in self.said if s.key[0] != "GPE"))

    def _entity(self, key: Key) -> Entity:
        mine = [s for s in self.said if s.key == key]
        names = [parse(s.text, key[0]) for s in mine if s.kind == "name"]
        label = fullest(n.text for n in names)
        genders = {gender_of_name(n) for n in names if key[0] == "PERSON"} - {""}
        return Entity(
            _id(key),
            label,
            key[0],
            tuple(Mention(s.start, s.end, s.kind, Link("given", 1.0)) for s in mine),
            tuple(sorted({n.text for n in names} - {label})),
            self.described.get(key, ""),
            gender=genders.pop() if len(genders) == 1 else "",
        )


def documents(count: int, seed: int) -> tuple[Population, list[Made]]:
    """As many documents about a population of three tenths as many people."""
    chance = random.Random(seed)
    world = population(max(30, count * 3 // 10), chance)
    return world, [Reporter(world, chance, f"report {n}").report() for n in range(count)]


class Reporter:
    """Writes one document."""

    def __init__(self, world: Population, chance: random.Random, title: str) -> None:
        self.world, self.chance = world, chance
        self.sheet = Sheet(title)
        focus = chance.choices(world.people, cum_weights=world.popular)[0]
        self.people = list(dict.fromkeys([focus, *self._others(focus)]))
        families = [f for p in self.people for f in {p.family, p.former} - {""}]
        self.alone = {p.key for p in self.people if families.count(p.family) == 1}
        self.short = {p.key for p in self.people if p.key in self.alone and chance.random() < 0.3}
        self.by_former = {p.key for p in self.people if p.former and chance.random() < 0.4}
        self.firm_forms: dict[int, list[str]] = {}
        self.met: set[int] = set()

    def report(self) -> Made:
        """What is known of some, and what happened, in any order."""
        jobs: list[tuple[Person, Callable[[Person], None]]] = []
        for p in self.people:
            known = self.chance.random() < (0.92 if p.key in self.short else 0.8)
            jobs += [(p, job) for job in self._facts(p, known)]
            jobs += [(p, self._event)] * self.chance.choice((1, 1, 2))
        for p, job in jobs:
            job(p)
        return self.sheet.made()

    def _others(self, focus: Person) -> Iterator[Person]:
        for _ in range(self.chance.choice((0, 1, 1, 2))):
            if self.chance.random() < 0.85:
                yield self.world.people[self.chance.choice(focus.known)]
            else:
                yield self.chance.choice(self.world.people)

    def _facts(self, p: Person, known: bool) -> Iterator[Callable[[Person], None]]:
        if not known:
            return
        facts = self.chance.sample(
            (self._role, self._employer, self._born, self._home), k=self.chance.choice((1, 2, 2))
        )
        yield from facts
        if p.former and self.chance.random() < 0.2:
            yield self._renamed

    # sentences

    def _role(self, p: Person) -> None:
        words = f"the {p.role} of {self.world.towns[p.town]}" if p.role in LOCAL else f"a {p.role}"
        phrases = self.sheet.write(f"{{a}} is {words}. ", {"a": self._name(p)})
        value = Phrase(words, literal=Literal(words, "xsd:string", "QUALITY"))
        self.sheet.clause(phrases["a"], "be", value, rule="copular_nominal")
        self.sheet.described.setdefault(("PERSON", p.key), words)
        if p.role in LOCAL and self.chance.random() < 0.5:
            key = ("PERSON", p.key)
            said = self.sheet.write("{a} smiled. ", {"a": (key, f"the {p.role}")})
            self.sheet.clause(said["a"], "smile")

    def _employer(self, p: Person) -> None:
        firm = self._firm(p.works_for)
        phrases = self.sheet.write("{a} works for {o}. ", {"a": self._name(p), "o": firm})
        self.sheet.clause(phrases["a"], "work for", phrases["o"])

    def _born(self, p: Person) -> None:
        phrases = self.sheet.write(f"{{a}} was born in {p.born}. ", {"a": self._name(p)})
        self.sheet.clause(phrases["a"], "be born", year=str(p.born), rule="verbal_passive")

    def _home(self, p: Person) -> None:
        slots = {"a": self._name(p), "t": self._town(p.town)}
        phrases = self.sheet.write("{a} lives in {t}. ", slots)
        self.sheet.clause(phrases["a"], "live in", phrases["t"])

    def _renamed(self, p: Person) -> None:
        key = ("PERSON", p.key)
        slots = {"a": (key, p.full), "b": (key, f"{p.given} {p.former}")}
        phrases = self.sheet.write("{a}, formerly {b}, agreed. ", slots)
        self.sheet.clause(phrases["a"], "agree")

    def _event(self, p: Person) -> None:
        others = [q for q in self.people if q is not p]
        pair = bool(others) and self.chance.random() < 0.6
        template, lemma, object_, rest = self.chance.choice(PAIR if pair else SOLO)
        near = self.chance.random() < 0.6
        firms, towns = self.world.organisations, self.world.towns
        slots = {"a": self._name(p)}
        if "{b}" in template:
            slots["b"] = self._name(self.chance.choice(others))
        if "{o}" in template:
            slots["o"] = self._firm(p.works_for if near else self.chance.randrange(len(firms)))
        if "{t}" in template:
            slots["t"] = self._town(p.town if near else self.chance.randrange(len(towns)))
        phrases = self.sheet.write(template, slots)
        how, _, slot = rest.partition(" ")
        arguments = [(how, phrases[slot])] if slot else []
        self.sheet.clause(phrases["a"], lemma, phrases[object_] if object_ else None, *arguments)

    # names

    def _name(self, p: Person) -> tuple[Key, str]:
        """How somebody is named now: in full the first time, then mostly not."""
        first = p.key not in self.met
        self.met.add(p.key)
        return ("PERSON", p.key), self._words(p, first)

    def _words(self, p: Person, first: bool) -> str:
        family = p.former if p.key in self.by_former else p.family
        if p.key in self.short or (not first and p.key in self.alone and self._often(0.75)):
            return self._short(p, family)
        if first and p.key in self.alone and self._often(0.08):
            return f"{p.given[0]}. {family}"
        given = p.given
        if p.given in NICKNAMES and self._often(0.12):
            given = NICKNAMES[p.given]
        elif p.middle and self._often(0.25):
            given = f"{p.given} {p.middle[0]}."
        return self._mistyped(f"{given} {family}", 0.03)

    def _short(self, p: Person, family: str) -> str:
        title = TITLES.get(p.role) or ("Mr" if p.gender == "masc" else "Ms")
        kind = self.chance.random()
        if kind < 0.2:
            return f"{p.given[0]}. {family}"
        return f"{title} {family}" if kind < 0.5 else family

    def _firm(self, number: int) -> tuple[Key, str]:
        """An organisation: one document keeps to a name and its acronym or short form."""
        firm = self.world.organisations[number]
        forms = self.firm_forms.setdefault(number, self._firm_names(firm))
        return ("ORG", number), forms.pop(0) if len(forms) > 1 else forms[0]

    def _firm_names(self, firm: Organisation) -> list[str]:
        name = firm.former if firm.former and self._often(0.4) else firm.name
        words = [w for w in name.split() if w[0].isupper()]
        acronym = "".join(w[0] for w in words) if len(words) > 2 else ""
        if acronym and self._often(0.15):
            return [acronym]
        return [self._mistyped(name, 0.02), acronym or name]

    def _town(self, number: int) -> tuple[Key, str]:
        return ("GPE", number), self.world.towns[number]

    def _mistyped(self, name: str, how_often: float) -> str:
        """The name, now and then with two letters swapped, one left out or one doubled."""
        if not self._often(how_often):
            return name
        inner = [i for i in range(1, len(name) - 2) if name[i : i + 2].isalpha()]
        at = self.chance.choice([i for i in inner if name[i : i + 2].islower()])
        kind = self.chance.randrange(3)
        middle = (name[at + 1] + name[at], name[at + 1], name[at] + name[at : at + 2])[kind]
        return name[:at] + middle + name[at + 2 :]

    def _often(self, how_often: float) -> bool:
        return self.chance.random() < how_often


def _id(key: Key) -> str:
    return f"{key[0].casefold()}{key[1]}"


def share_of_short(made: Sequence[Made]) -> float:
    """Which part of the mentions of people are a surname, initials or a title alone."""
    said = [s for m in made for s in m.truth if s.key[0] == "PERSON"]
    full = sum(s.kind == "name" and parse(s.text, "PERSON").is_full for s in said)
    return 1 - full / len(said)
