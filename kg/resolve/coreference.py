"""Coreference in one document: each mention joins a known thing or begins a new one.

One pass in the order of the head words. Names are settled beforehand where only one thing fits
(`naming`); what the text itself says of identity comes next (`identity`); then pronouns, groups
and nominals look back over a window of bounded size, so the cost grows with the document's
length and no faster.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

import numpy as np
from numpy.typing import NDArray

from kg.data import Document, Extraction
from kg.resolve import antecedents, identity
from kg.resolve.discourse import SUBJECTS, Cluster, Discourse
from kg.resolve.gender import given_names
from kg.resolve.groups import Group, Groups
from kg.resolve.naming import SCORES, Naming, is_unsure
from kg.resolve.nominals import Descriptions
from kg.resolve.ranking import Ranker
from kg.resolve.speech import Voices

_DEEPEST = 20
"""How long a chain of mentions that lean on later ones is followed."""

_CLEAR = 0.3
"""By how much one bearer of a shared name must come before the next."""
_ANOTHER = re.compile(r"\bthe other\s+$", re.IGNORECASE)
"""What stands before a name that somebody or something else bears too ("the other SSC")."""
_TOPIC = 0.05
"""What each mention so far adds for who bears a shared name, up to ten."""


def coreference(
    document: Document,
    extraction: Extraction,
    ranker: Callable[[Discourse, Mapping[int, NDArray[np.float16]]], Ranker] = Ranker,
) -> Discourse:
    """Put every mention of a document into a cluster, with the reason.

    `ranker` makes what ranks antecedents from the state and the word vectors.
    """
    d = Discourse(document, extraction)
    return _Resolver(d, ranker(d, extraction.vectors)).run()


class _Resolver:
    def __init__(self, d: Discourse, ranker: Ranker) -> None:
        self.d, self.ranker = d, ranker
        self.naming = Naming(d.document.text, d.mentions, identity.aliases(d))
        self.ties = identity.ties(d)
        self.descriptions = Descriptions(d)
        self.groups = Groups(d)
        self.voices = Voices(d)
        self.things: dict[int, Cluster] = {}
        self.forms: dict[tuple[int, int], int] = {}
        self.thing_of: dict[int, int] = {}
        self.speaks = self._speakers()
        self.author: Cluster | None = None
        self.author_name = self.voices.author()
        self.depth = 0

    def run(self) -> Discourse:
        for i in range(len(self.d.mentions)):
            self.resolve(i)
        return self.d

    def resolve(self, i: int) -> Cluster | None:
        """Resolve a mention, after those that it leans on, unless it is done already."""
        if i in self.d.of or self.depth > _DEEPEST:
            return self.d.cluster(i)
        self.depth += 1
        kind = self.d.mentions[i].kind
        resolve = {"name": self._name, "pronoun": self._pronoun, "nominal": self._nominal}[kind]
        cluster = resolve(i)
        self.depth -= 1
        return cluster

    def _speakers(self) -> dict[int, frozenset[int]]:
        """The quotations that each mention speaks."""
        found: dict[int, set[int]] = {}
        for q, quotation in enumerate(self.d.quotations):
            head = quotation.speaker.head if quotation.speaker else None
            if head is not None and head in self.d.at:
                found.setdefault(self.d.at[head], set()).add(q)
        return {i: frozenset(qs) for i, qs in found.items()}

    # names

    def _name(self, i: int) -> Cluster:
        form, start = self.naming.of[i], self.d.mentions[i].start
        things = self.naming.things(form)
        if _ANOTHER.search(self.d.document.text, max(0, start - 10), start):
            return self._join_name(i, form, -1 - i, "same name")
        if len(things) > 1:
            return self._ambiguous(i, form, things)
        (thing,) = things
        return self._join_name(i, form, thing, self.naming.forms[form].reason)

    def _join_name(self, i: int, form: int, thing: int, reason: str) -> Cluster:
        cluster = self.things.get(thing)
        if cluster is not None and not self._allowed(i, form, cluster):
            cluster = None
            thing = -1 - i
        if cluster is None:
            cluster = self.d.start(i)
            self.things[thing] = cluster
            named = self.naming.forms[thing if thing >= 0 else form]
            cluster.type, cluster.gender = named.type, named.gender
            if is_unsure(named.name, named.type):
                cluster.type, cluster.guess = "", named.type
            hint = given_names().get("".join(named.name.tokens), "")
            cluster.likely = named.gender or (hint if not named.name.given else "")
        else:
            same = self.forms.get((cluster.id, form))
            to = same if same is not None else cluster.mentions[0]
            reason = "same name" if same is not None else reason
            self.d.join(i, cluster, reason, SCORES[reason], to)
        self.forms[cluster.id, form] = i
        self.thing_of[cluster.id] = thing
        name = self.d.name(i, self.naming.forms[form].type)
        self.descriptions.note_name(i, cluster, name)
        return cluster

    def _allowed(self, i: int, form: int, cluster: Cluster) -> bool:
        """Whether the clause lets a name be a thing; a full name repeated is never parted."""
        return (cluster.id, form) in self.forms or cluster.id not in self.d.forbidden(i)

    def _ambiguous(self, i: int, form: int, things: frozenset[int]) -> Cluster:
        """A name that several people bear: the one in mind, or somebody apart."""
        reason, forbidden = self.naming.forms[form].reason, self.d.forbidden(i)
        titled = [c for c in self._titled(i) if c not in forbidden]
        scores = self._in_mind(i, form, things)
        best = sorted(scores.keys() - forbidden, key=lambda c: (-scores[c], c))
        if best and (len(best) == 1 or scores[best[0]] - scores[best[1]] >= _CLEAR):
            return self._join_name(i, form, self.thing_of[best[0]], reason)
        fitting = [c for c in titled if self.thing_of.get(c) in things]
        if len(fitting) == 1:
            return self._join_name(i, form, self.thing_of[fitting[0]], reason)
        return self._join_name(i, form, -1 - i, "same name")

    def _in_mind(self, i: int, form: int, things: frozenset[int]) -> dict[int, float]:
        """The bearers of a name that were lately spoken of, by cluster, and how clearly."""
        d, scores = self.d, dict[int, float]()
        titled = self._titled(i)
        for j in d.before(i):
            cluster = d.clusters[d.of[j]]
            called = self.forms.get((cluster.id, form))
            genders = {self.naming.forms[form].gender, cluster.gender} - {""}
            mine = self.thing_of.get(cluster.id) in things or called is not None
            if not mine or len(genders) > 1:
                continue
            score = 0.6 if d.features[j].role in SUBJECTS else 0.0
            score += 1.5 if cluster.id in titled else 0.0
            score += 0.5 if called is not None and d.sentence[i] - d.sentence[called] < 6 else 0.0
            score += _TOPIC * min(len(cluster.mentions), 10)
            score -= d.sentence[i] - d.sentence[j]
            scores[cluster.id] = max(score, scores.get(cluster.id, score))
        return scores

    def _titled(self, i: int) -> list[int]:
        """The clusters that were lately called by the title that a name stands with."""
        form = self.naming.forms[self.naming.of[i]]
        own = set(self.d.name(i, form.type).titles[-1:])
        own |= {self.d.lemma(j) for j in self.d.dependents.get(self.d.features[i].head[0], ())
                if self.d.mentions[j].kind == "nominal" and j < i}  # fmt: skip
        return sorted({c for word in own for c in self.descriptions.called(word)})

    # nominals

    def _nominal(self, i: int) -> Cluster:
        cluster = self._tied(i) or self._coordination(i) or self._found(i) or self.d.start(i)
        if not cluster.members:
            self.descriptions.note(i, cluster)
        return cluster

    def _tied(self, i: int) -> Cluster | None:
        if i not in self.ties:
            return None
        partner, reason = self.ties[i]
        cluster = self.resolve(partner)
        owner = self.d.possessor(i)
        own = cluster is not None and owner is not None and self.d.of.get(owner) == cluster.id
        if cluster is None or own or not self.d.may_join(i, cluster):
            return None
        return self.d.join(i, cluster, reason, 0.9, partner)

    def _coordination(self, i: int) -> Cluster | None:
        parts = [(j, self.resolve(j)) for j in self.groups.parts(i)]
        members = tuple(sorted({c.id for _, c in parts if c is not None}))
        if len(members) < 2:
            return None
        return self.groups.join(i, Group(members, parts[0][0], 0.9))

    def _found(self, i: int) -> Cluster | None:
        group = self.groups.nominal(i)
        if group:
            return self.groups.join(i, group)
        found = self.descriptions.find(i)
        if found is None:
            return None
        return self.d.join(i, found.cluster, found.reason, found.score, found.mention)

    # pronouns

    def _pronoun(self, i: int) -> Cluster:
        form = self.d.pronoun(i)
        if form.person in (1, 2):
            return self._first_or_second(i)
        if form.kind == "reflexive" and (subject := antecedents.reflexive(self.d, i)) is not None:
            cluster = self.d.clusters[self.d.of[subject]]
            if antecedents.fits(self.d, form, i, cluster):
                return self.d.join(i, cluster, "reflexive", 0.95, subject)
        if form.kind == "relative":
            return self._relative(i)
        if form.kind in ("demonstrative", "other"):
            group = self.groups.nominal(i)
            return self.groups.join(i, group) if group else self.d.start(i, "unresolved", 0.0)
        return self._third(i)

    def _relative(self, i: int) -> Cluster:
        noun = antecedents.relative(self.d, i)
        if noun is None:
            return self.d.start(i, "unresolved", 0.0)
        return self.d.join(i, self.d.clusters[self.d.of[noun]], "relative pronoun", 0.9, noun)

    def _first_or_second(self, i: int) -> Cluster:
        form = self.d.pronoun(i)
        speaker = self.voices.speaker(i)
        cluster = None if speaker is None else self.resolve(speaker)
        if cluster is not None:
            reason, score = ("speaker", 0.9) if form.person == 1 else ("hearer", 0.7)
            score -= 0.2 if form.number == "plur" else 0.0
            return self.d.join(i, cluster, reason, score, speaker)
        outside = self.d.features[i].quotation < 0
        if self.author_name and outside and form.person == 1 and form.number == "sing":
            return self._author(i, self.author_name.text)
        return self.voices.join_unknown(i)

    def _author(self, i: int, text: str) -> Cluster:
        """The document's author, whether its text names them or not."""
        if self.author is None:
            self.author = self.things.get(self.naming.named(text, "PERSON")) or self.d.new()
            self.author.label, self.author.type = text, "PERSON"
        to = self.author.mentions[-1] if self.author.mentions else None
        return self.d.join(i, self.author, "author", 0.9, to)

    def _third(self, i: int) -> Cluster:
        form = self.d.pronoun(i)
        for j in sorted(self.d.mates(i) | set(antecedents.following(self.d, i))):
            if j > i and j in self.naming.of:
                self.resolve(j)  # names that it is not, or may be, though they come later
        if (speaker := self.voices.speaker(i)) is not None:
            self.resolve(speaker)  # who speaks is not meant by "he" or "they"
        choice = antecedents.candidates(self.d, i, self.speaks.get(i, frozenset()))
        best = self.ranker.best(i, choice)
        cluster = None if best is None else self.d.clusters[best.thing]
        if form.number == "plur" and (cluster is None or cluster.number != "plur"):
            group = self.groups.pronoun(i)
            if group:
                return self.groups.join(i, group)
        if best is not None and cluster is not None:
            reason = "reflexive" if form.kind == "reflexive" else "pronoun"
            reason = "cataphor" if best.mention > i else reason
            score = round(best.share, 2)
            return self.d.join(i, cluster, reason, score, best.mention, best.because)
        return self.d.start(i, "unresolved", 0.0)
