"""The state of resolution in one document: mentions, clusters so far, what may never be one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from kg.copying import replace
from kg.data import Document, Extraction, Features, Link, Mention
from kg.resolve.gender import gender_of_noun
from kg.resolve.names import Name, may_be_one, name_at, words_of
from kg.resolve.pronouns import DEMONSTRATIVE, Pronoun, pronoun
from kg.resolve.words import KIN, NUMERALS, PAIRS, PERSONS, TITLES

SUBJECTS = frozenset(("nsubj", "nsubj:pass", "nsubj:outer", "csubj"))
OBJECTS = frozenset(("obj", "iobj"))
WINDOW = 60
"""How many mentions before a mention are looked at."""
REACH = 15
"""How many sentences before a mention are looked at."""
_PERSON_ENDINGS = ("ologist", "ician", "woman", "man", "person")


@dataclass(slots=True, eq=False)
class Cluster:
    """Mentions of one thing, by index, and what they tell of it. `members` make a group.

    `guess` is the type that the recogniser gave a name of one word, which is not believed until
    a pronoun agrees; `likely` is the gender that pronouns or a lone given name hint at.
    """

    id: int
    type: str = ""
    number: str = ""
    gender: str = ""
    mentions: list[int] = field(default_factory=list)
    named: bool = False
    members: tuple[int, ...] = ()
    label: str = ""
    guess: str = ""
    likely: str = ""

    @property
    def kind(self) -> str:
        """The entity type, guessed if need be."""
        return self.type or self.guess


class Discourse:
    """Mentions in the order of their head words, and the clusters that they are put in.

    `of` gives the cluster of each mention that is resolved and `links` the reason.
    """

    def __init__(self, document: Document, extraction: Extraction) -> None:
        self.document = document
        self.quotations = extraction.quotations
        self.clauses = extraction.clauses
        self.mentions = sorted(
            (_titles_are_nominals(m, document.text) for m in extraction.mentions),
            key=lambda m: (_head(m), m.start, -m.end),
        )
        self.features = [m.features or Features((m.start, m.end), "") for m in self.mentions]
        self.at: dict[int, int] = {}
        self.dependents: dict[int, list[int]] = defaultdict(list)
        for i, f in enumerate(self.features):
            self.at.setdefault(f.head[0], i)
            self.dependents[f.governor].append(i)
        starts = sorted({f.sentence for f in self.features})
        numbers = {s: n for n, s in enumerate(starts)}
        self.sentence = [numbers[f.sentence] for f in self.features]
        self.clusters: list[Cluster] = []
        self.of: dict[int, int] = {}
        self.links: dict[int, Link] = {}
        self._pronouns: dict[int, Pronoun] = {}
        self._tells: dict[int, tuple[str, str]] = {}
        self._mates = self._clause_mates()

    def words(self, i: int) -> str:
        """A mention's words."""
        return self.document.text[self.mentions[i].start : self.mentions[i].end]

    def name(self, i: int, type: str) -> Name:  # noqa: A002 - the vocabulary's own word
        """The name that a mention is, with the titles before it."""
        return name_at(self.document.text, self.mentions[i].start, self.mentions[i].end, type)

    def pronoun(self, i: int) -> Pronoun:
        """What the form of a pronoun tells."""
        known = self._pronouns.get(i)
        if known is None:
            known = pronoun(self.words(i), self.features[i].role)
            points = known.kind == "relative" and self.features[i].modifies < 0
            if points and self.lemma(i) == "that":
                known = DEMONSTRATIVE
            self._pronouns[i] = known
        return known

    def lemma(self, i: int) -> str:
        """The lemma of a mention's head, in small letters."""
        return self.features[i].lemma.casefold()

    def type(self, i: int) -> str:
        """The entity type of a mention, where its words tell it."""
        if self.features[i].type or self.mentions[i].kind != "nominal":
            return self.features[i].type
        lemma = self.lemma(i)
        if lemma not in PERSONS and not lemma.endswith(_PERSON_ENDINGS):
            return ""
        return "GROUP" if self.features[i].number == "plur" else "PERSON"

    def gender(self, i: int) -> str:
        """The gender that a mention's words tell."""
        if self.mentions[i].kind == "pronoun":
            return self.pronoun(i).gender or self.features[i].gender
        return self.features[i].gender or gender_of_noun(self.lemma(i))

    def number(self, i: int) -> str:
        """The number of a mention: "sing", "plur" or ""."""
        if self.mentions[i].kind == "pronoun":
            return self.pronoun(i).number or self.features[i].number
        if self.mentions[i].kind == "name" and self.features[i].type not in ("NORP", "GROUP"):
            return "sing"
        return self.features[i].number

    def size(self, i: int) -> int:
        """How many a plural mention names by a numeral ("both leaders": 2), or 0."""
        if self.lemma(i) in PAIRS:
            return PAIRS[self.lemma(i)]
        end = self.features[i].head[1] - self.mentions[i].start
        words = self.words(i)[: max(0, end)].casefold().split()
        found = [NUMERALS[w] for w in words[:2] if w in NUMERALS]
        return found[0] if found and (len(words) <= 3 or words[0] in NUMERALS) else 0

    def possessor(self, i: int) -> int | None:
        """The mention that owns this one ("his" of "his sister")."""
        owners = self.dependents.get(self.features[i].head[0], ())
        return next((j for j in owners if self.features[j].role == "nmod:poss"), None)

    def before(self, i: int) -> Iterator[int]:
        """Resolved mentions before one, nearest first, within `WINDOW` and `REACH`."""
        for j in range(i - 1, max(-1, i - 1 - WINDOW), -1):
            if self.sentence[i] - self.sentence[j] > REACH:
                return
            if j in self.of:
                yield j

    def start(self, i: int, reason: str = "first mention", score: float = 1.0) -> Cluster:
        """Begin a cluster with a mention."""
        return self.join(i, self.new(), reason, score)

    def new(self, members: tuple[int, ...] = ()) -> Cluster:
        """A cluster without mentions; `members` make it a group."""
        made = Cluster(len(self.clusters), members=members)
        if members:
            made.type, made.number = "GROUP", "plur"
        self.clusters.append(made)
        return made

    def join(
        self,
        i: int,
        cluster: Cluster,
        reason: str,
        score: float,
        to: int | None = None,
        because: tuple[str, ...] = (),
    ) -> Cluster:
        """Put a mention into a cluster, and record why."""
        leans_on = None if to is None else (self.mentions[to].start, self.mentions[to].end)
        self.of[i] = cluster.id
        self.links[i] = Link(reason, score, leans_on, because)
        cluster.mentions.append(i)
        cluster.named |= self.mentions[i].kind == "name"
        if not cluster.members:
            cluster.type = cluster.type or self._told_type(i)
            if cluster.guess and self.mentions[i].kind == "pronoun" and self.gender(i) == "neut":
                cluster.type = cluster.type or cluster.guess
            if cluster.mentions == [i] or self.mentions[i].kind != "pronoun":
                cluster.gender = cluster.gender or self.gender(i)
            cluster.likely = cluster.likely or cluster.gender or self.gender(i)
            cluster.number = cluster.number or self.number(i)
        return cluster

    def cluster(self, i: int) -> Cluster | None:
        """The cluster of a mention, if it is resolved."""
        return self.clusters[self.of[i]] if i in self.of else None

    def may_join(self, i: int, cluster: Cluster) -> bool:
        """Whether nothing forbids that a mention is in a cluster: type, gender, number, clause."""
        told, mine = self._told(i)
        if not may_be_one(told, cluster.type):
            return False
        theirs = cluster.gender
        if mine != theirs and mine not in ("", "neut") and theirs not in ("", "neut"):
            return False
        return not self._mates.get(i) or cluster.id not in self.forbidden(i)

    def merge(self, lesser: Cluster, cluster: Cluster, reason: str, score: float, to: int) -> None:
        """Put all mentions of a cluster into another; its id stands for the other from now on."""
        first = min(lesser.mentions)
        leans_on = (self.mentions[to].start, self.mentions[to].end)
        for i in lesser.mentions:
            self.of[i] = cluster.id
        self.links[first] = Link(reason, score, leans_on)
        cluster.mentions = sorted(cluster.mentions + lesser.mentions)
        cluster.gender = cluster.gender or lesser.gender
        self.clusters[lesser.id] = cluster

    def mates(self, i: int) -> set[int]:
        """Mentions that are other things than this one because of where they stand."""
        return self._mates.get(i, set())

    def forbidden(self, i: int) -> set[int]:
        """Clusters that a mention cannot be in, since its clause mates are."""
        return {self.of[j] for j in self.mates(i) if j in self.of}

    def _told(self, i: int) -> tuple[str, str]:
        """The type and the gender that a mention's words tell; a pronoun is asked for many."""
        known = self._tells.get(i)
        if known is None:
            known = self._tells[i] = self._told_type(i), self.gender(i)
        return known

    def _told_type(self, i: int) -> str:
        if self.mentions[i].kind == "pronoun":
            return "PERSON" if self.pronoun(i).gender in ("masc", "fem") else ""
        return self.type(i)

    def _clause_mates(self) -> dict[int, set[int]]:
        """For each mention those that are other things because of where they stand."""
        mates: dict[int, set[int]] = defaultdict(set)
        for clause in self.clauses:
            if clause.object and clause.rule not in IDENTITY_RULES:
                self._part(mates, self.at.get(_at(clause.subject)), self.at.get(_at(clause.object)))
        for governor, found in self.dependents.items():
            subjects = [i for i in found if self.features[i].role in SUBJECTS]
            for j in found:
                role = self.features[j].role
                for i in subjects if role in OBJECTS else ():
                    self._part(mates, i, j)
                if role in ("nmod:poss", "conj", "nmod"):
                    self._part(mates, self.at.get(governor), j)
        for i in range(len(self.mentions) - 1):
            if self._owns_next(i):
                self._part(mates, i, i + 1)
        return mates

    def _owns_next(self, i: int) -> bool:
        """Whether a mention's words stand as the owner of the next, whatever the parser says."""
        end, start = self.mentions[i].end, self.mentions[i + 1].start
        return self.document.text[end:start].strip() in ("'s", "’s", "'", "’")

    def _part(self, mates: dict[int, set[int]], i: int | None, j: int | None) -> None:
        """Note that two mentions differ, unless one is a pronoun that says otherwise."""
        if i is None or j is None or i == j:
            return
        kinds = {self.pronoun(k).kind for k in (i, j) if self.mentions[k].kind == "pronoun"}
        if not kinds & {"reflexive", "relative"}:
            mates[i].add(j)
            mates[j].add(i)


IDENTITY_RULES = frozenset(("apposition", "copular_nominal", "title", "alias"))
"""Rules whose clauses say what their subject is: subject and object may be one thing.

A rule of this name ties the mention that heads its object to its subject (`alias`: two names);
`kinship` and all others say that the two differ.
"""


def is_kin(lemma: str) -> bool:
    """Whether a noun names a relative."""
    return lemma in KIN


def _at(phrase: object) -> int:
    head = getattr(phrase, "head", None)
    return -1 if head is None else int(head)


def _titles_are_nominals(mention: Mention, text: str) -> Mention:
    """A title that a tagger took for a name ("U.S. President") is a nominal."""
    if mention.kind != "name" or (mention.features and mention.features.type):
        return mention
    last = words_of(text[mention.start : mention.end])[-1:]
    return replace(mention, kind="nominal") if TITLES.issuperset(last) else mention


def _head(mention: Mention) -> int:
    return mention.features.head[0] if mention.features else mention.start
