"""What tells who speaks a quotation that names nobody, for each person who may have said it.

The sources of information are those of Elson and McKeown (2010) and of the sieve of Muzny et al.
(2017): who is named beside the quotation, who spoke before, whose turn it is, whom the quotation
addresses, how often somebody speaks. Everything is read off mentions and quotations, and windows
are of bounded size, so that the cost grows with the text and no faster.
"""

from __future__ import annotations

import math
import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace

from kg.data import Quotation
from kg.resolve.address import genders_called, is_answer, is_vocative
from kg.resolve.discourse import SUBJECTS, Discourse
from kg.resolve.gaps import Gap, gaps, paragraph_break

Signals = dict[str, float]
"""Features of a quotation and a candidate by name; those that are 0 are left out."""

BEHIND, AHEAD = 70, 10
"""Mentions before and after a quotation that make a candidate."""
TURNS = 8
"""Quotations before and after that are looked at."""
_SPOKEN_END = tuple(".,!?;:—-…")
_SENTENCE = 6
"""Words that are quoted as a whole, and not as a term."""
_SURE = 0.4
"""From when on a gender is taken for sure."""
_WORD = re.compile(r"\w+")


class Conversation:
    """The quotations of a document, and who is there to have said them.

    `quotes` are those that somebody says, `places` their indices among all of the document's;
    `tags` gives the mention that names the speaker beside each, or None; `named` the cluster of
    the speaker for each quotation whose sentence names it for sure, and `speaks` how many
    quotations each cluster is named for.
    """

    def __init__(self, d: Discourse) -> None:
        self.d = d
        self.text = d.document.text
        self.places = [q for q, quote in enumerate(d.quotations) if self._is_said(quote)]
        self.quotes = [d.quotations[q] for q in self.places]
        self.tags = [self._tag(q) for q in range(len(self.quotes))]
        self._genders: dict[int, float] = {}
        self._heads = [f.head[0] for f in d.features]
        self._has_paragraphs = paragraph_break(self.text) is not None
        self.narrator = self._narrator()
        starts = [None if t is None else d.mentions[t].start for t in self.tags]
        self.gaps = gaps(self.text, self.quotes, starts)
        self.mentioned = Counter(
            d.of[i] for i in range(len(d.mentions)) if i in d.of and self._outside(i)
        )
        self.named = {
            q: d.of[t] for q, t in enumerate(self.tags) if t is not None and self.is_sure(t)
        }
        self.speaks = Counter(
            d.of[t] for t in self.tags if t is not None and t in d.of and not self.is_third(t)
        )

    def is_sure(self, tag: int) -> bool:
        """Whether the words that name a speaker tell who it is: a name, or the narrator's "I"."""
        if tag not in self.d.of or self.is_third(tag):
            return False
        kind = self.d.mentions[tag].kind
        return kind != "nominal" or self.d.clusters[self.d.of[tag]].named

    def is_third(self, i: int) -> bool:
        """Whether a mention is a pronoun of the third person."""
        return self.d.mentions[i].kind == "pronoun" and self.d.pronoun(i).person == 3

    def _tag(self, q: int) -> int | None:
        """The mention that the sentence around a quotation names as its speaker."""
        speaker = self.quotes[q].speaker
        return None if speaker is None or speaker.head is None else self.d.at.get(speaker.head)

    def _is_said(self, quote: Quotation) -> bool:
        """Whether quoted words are what somebody says: a speaker is named, or they read so.

        A term, a title or a word that is not meant so is nobody's.
        """
        inside = self.text[quote.start : quote.end].rstrip("\"”’»' \n")
        reads_so = inside.endswith(_SPOKEN_END) or len(_WORD.findall(inside)) >= _SENTENCE
        return quote.speaker is not None or reads_so

    def goes_on(self, q: int) -> bool:
        """Whether a quotation is spoken by who spoke the one before, whoever it was.

        So it is in the paragraph after one without a closing mark, and within a paragraph.
        """
        gap = self.gaps[q]
        if q == 0 or self.quotes[q].speaker is not None:
            return False
        within = self._has_paragraphs and gap.layout == "same" and gap.kind != "long"
        return within or (gap.open and gap.kind == "none")

    def first_person(self, q: int, *, plural: bool = False) -> list[int]:
        """The mentions of "I" in a quotation; with `plural` also those of "we"."""
        d, quote = self.d, self.quotes[q]
        inside = self.mentions(quote.start, quote.end)
        pronouns = [i for i in inside if d.mentions[i].kind == "pronoun"]
        return [i for i in pronouns if _is_i(d, i) or (plural and d.pronoun(i).person == 1)]

    def _narrator(self) -> int:
        """The cluster of "I" outside quotations, or -1."""
        d = self.d
        return next(
            (
                d.of[i]
                for i, m in enumerate(d.mentions)
                if m.kind == "pronoun" and i in d.of and self._outside(i) and _is_i(d, i)
            ),
            -1,
        )

    def _outside(self, i: int) -> bool:
        return self.d.features[i].quotation < 0

    def mentions(self, start: int, end: int) -> range:
        """The mentions whose heads stand in a span."""
        return range(bisect_left(self._heads, start), bisect_left(self._heads, end))

    # candidates

    def candidates(self, q: int) -> list[int]:
        """The clusters that may speak a quotation, the last mentioned first."""
        here = bisect_left(self._heads, self.quotes[q].start)
        there = bisect_left(self._heads, self.quotes[q].end)
        order = [*range(here - 1, max(-1, here - 1 - BEHIND), -1)]
        order += range(there, min(len(self._heads), there + AHEAD))
        found = dict.fromkeys(
            self.d.of[i] for i in order if i in self.d.of and self._outside(i) and self._animate(i)
        )
        found |= dict.fromkeys(self.named[p] for p in self._around(q) if p in self.named)
        if self.narrator >= 0:
            found[self.narrator] = None
        return list(found)

    def _around(self, q: int) -> Iterator[int]:
        yield from range(q - 1, max(-1, q - 1 - TURNS), -1)
        yield from range(q + 1, min(len(self.quotes), q + 1 + TURNS))

    def _animate(self, i: int) -> bool:
        """Whether a mention is of somebody who can speak: groups only if they do elsewhere."""
        cluster = self.d.clusters[self.d.of[i]]
        if cluster.id in self.speaks:
            return True
        if cluster.number == "plur" or cluster.members:
            return False
        form = self.d.pronoun(i) if self.d.mentions[i].kind == "pronoun" else None
        return (form is not None and form.person == 1) or self.is_person(i)

    def is_person(self, i: int) -> bool:
        """Whether a mention is of one person, by its own words or those of its cluster."""
        d = self.d
        if d.mentions[i].kind == "pronoun":
            return d.pronoun(i).gender in ("masc", "fem")
        return d.clusters[d.of[i]].kind == "PERSON" or d.type(i) == "PERSON"

    def may_be(self, c: int, tag: int) -> bool:
        """Whether the pronoun that names a speaker can mean a cluster."""
        sign = {"masc": 1, "fem": -1}.get(self.d.gender(tag) if self.is_third(tag) else "")
        if sign is None:
            return True
        return self.gender(c) * sign > -_SURE and c != self.narrator

    # signals

    def signals(self, q: int) -> dict[int, Signals]:
        """The signals of every candidate that don't depend on who spoke before."""
        tag = self.tags[q]
        options = [c for c in self.candidates(q) if tag is None or self.may_be(c, tag)]
        before, after = self.gaps[q], self.gaps[q + 1]
        found: dict[int, Signals] = {c: {} for c in options}
        self._presence(q, options, found)
        self._narration(before, "before", found)
        self._narration(after, "after", found)
        self._addressed(q, "here", found)
        if q:
            self._addressed(q - 1, f"last {before.kind}", found)
        if q + 1 < len(self.quotes) and after.kind != "long":
            self._addressed(q + 1, f"next {after.kind}", found)
        self._told(q, found)
        if tag is not None:
            self._agreement(tag, found)
        return found

    def _presence(self, q: int, options: list[int], found: dict[int, Signals]) -> None:
        """How lately and how often candidates are mentioned, and what they are."""
        d = self.d
        here = bisect_left(self._heads, self.quotes[q].start)
        last: dict[int, int] = {}
        counts = Counter[int]()
        for i in range(here - 1, max(-1, here - 1 - BEHIND), -1):
            if i in d.of and self._outside(i):
                last.setdefault(d.of[i], here - i)
                counts[d.of[i]] += 1
        ranks = {c: n for n, c in enumerate(c for c in last if c in found)}
        for c in options:
            cluster, f = d.clusters[c], found[c]
            if c in last:
                f[f"rank {min(ranks[c], 4)}"] = 1.0
                f["distance"] = math.log(last[c]) / 3
                f["frequency"] = math.log1p(counts[c]) / 3
            else:
                f["not before"] = 1.0
            f["mentions"] = math.log1p(self.mentioned[c]) / 5
            f["speaks"] = math.log1p(self.speaks[c]) / 3
            if not self.speaks[c]:
                f["silent"] = 1.0
            if c == self.narrator:
                f["narrator"] = 1.0
            f["named" if cluster.named else "unnamed"] = 1.0
            f[f"type {cluster.type}"] = 1.0
            if cluster.number == "plur":
                f["plural"] = 1.0

    def turns(self, q: int, said: Mapping[int, int]) -> dict[int, Signals]:
        """The signals that come from who spoke before, by cluster; `said` is that by quotation."""
        before, after = self.gaps[q], self.gaps[q + 1]
        if before.kind == "tag" and before.layout == "new":  # the answer to what was said
            before = replace(before, kind="none")
        found: dict[int, Signals] = defaultdict(dict)
        last = said.get(q - 1)
        asked = q > 0 and "?" in self.text[max(0, before.start - 4) : before.start]
        answers = is_answer(self.text[self.quotes[q].start : self.quotes[q].end])
        if last is not None:
            f = found[last]
            f[f"last {before.kind}"] = f[f"last {before.kind} {before.layout}"] = 1.0
            if asked:
                f[f"asked {before.kind}"] = 1.0
            if answers:
                f[f"answers {before.kind}"] = 1.0
            if before.kind == "tag":
                ending = self.text[max(0, before.start - 4) : before.start]
                f["last tag " + next((m for m in "?!.,-—" if m in ending), "")] = 1.0
        other, steps = self._other(q, last, said)
        if other is not None:
            f = found[other]
            f[f"other {before.kind}"] = f[f"other {before.kind} {min(steps, 3)}"] = 1.0
            if asked:
                f[f"other asked {before.kind}"] = 1.0
            if answers:
                f[f"other answers {before.kind}"] = 1.0
        following = self.named.get(q + 1)
        if following is not None:
            f = found[following]
            f[f"next {after.kind}"] = f[f"next {after.kind} {after.layout}"] = 1.0
        lately = Counter(said[p] for p in self._scene(q) if p in said)
        for c, n in lately.items():
            found[c]["lately"] = math.log1p(n) / 2
            if len(lately) == 2:
                found[c]["one of two"] = 1.0
        return found

    def _scene(self, q: int) -> Iterator[int]:
        """The quotations before one that no long narration parts from it, nearest first."""
        for p in range(q - 1, max(-1, q - 1 - TURNS), -1):
            if self.gaps[p + 1].kind == "long":
                return
            yield p

    @staticmethod
    def _other(q: int, last: int | None, said: Mapping[int, int]) -> tuple[int | None, int]:
        """The last speaker before the one who spoke last, and how many quotations ago."""
        for p in range(q - 1, max(-1, q - 1 - TURNS), -1):
            if p in said and said[p] != last:
                return said[p], q - p
        return None, 0

    def _narration(self, gap: Gap, side: str, found: dict[int, Signals]) -> None:
        """Who acts in the sentence next to a quotation, and who else is in it."""
        d = self.d
        if gap.kind == "none":
            return
        near = [i for i in self.mentions(gap.start, gap.end) if i in d.of]
        if not near:
            return
        sentence = d.sentence[near[-1] if side == "before" else near[0]]
        place = f"{side} {gap.kind}" + ("" if gap.layout != "new" else " new")
        first = True
        for i in near:
            if d.sentence[i] == sentence and d.features[i].role in SUBJECTS:
                self._acting(i, place, found)
            f = found.get(d.of[i])
            if f is None:
                continue
            if d.sentence[i] != sentence:
                f[f"in {place}"] = 1.0
            elif d.features[i].role in SUBJECTS:
                f[f"acts {place}" + ("" if first else " later")] = 1.0
                first = False
            else:
                f[f"beside {place}"] = 1.0

    def _acting(self, i: int, place: str, found: dict[int, Signals]) -> None:
        """Which candidates a pronoun that acts beside a quotation can mean."""
        gender = self.d.gender(i) if self.d.mentions[i].kind == "pronoun" else ""
        for c, f in found.items() if gender in ("masc", "fem") else ():
            share = self.gender(c)
            if share:
                agrees = (share > 0) == (gender == "masc")
                f[f"acting {place} " + ("agrees" if agrees else "clashes")] = abs(share)

    def gender(self, c: int) -> float:
        """How surely a cluster is male (1) or female (-1), from its words and its pronouns."""
        if c not in self._genders:
            cluster = self.d.clusters[c]
            sure = {"masc": 1.0, "fem": -1.0}.get(cluster.gender)
            if sure is None:
                pronouns = (i for i in cluster.mentions if self.d.mentions[i].kind == "pronoun")
                votes = Counter(self.d.gender(i) for i in pronouns)
                hint = {"masc": 1, "fem": -1}.get(cluster.likely, 0)
                total = votes["masc"] + votes["fem"] + abs(hint) + 1
                sure = (votes["masc"] - votes["fem"] + hint) / total
            self._genders[c] = sure
        return self._genders[c]

    def _addressed(self, p: int, where: str, found: dict[int, Signals]) -> None:
        """Whom the words of quotation p address, and whom they speak of."""
        d = self.d
        quote = self.quotes[p]
        for i in self.mentions(quote.start, min(quote.end, quote.start + 3000)):
            if i not in d.of or d.mentions[i].kind == "pronoun":
                continue
            is_call = is_vocative(d, i)
            f = found.get(self._hearer(d.of[i]) if is_call else d.of[i])
            if f is not None:
                f[("addressed " if is_call else "spoken of ") + where] = 1.0
        called = genders_called(self.text[quote.start : quote.end])
        for c, f in found.items() if len(called) == 1 else ():
            share = self.gender(c) * (1 if "masc" in called else -1)
            if share:
                f[f"called {where} " + ("agrees" if share > 0 else "clashes")] = abs(share)

    def _told(self, q: int, found: dict[int, Signals]) -> None:
        """To whom the sentences around this quotation and the last say that it is said."""
        for p, where in ((q - 1, f"last {self.gaps[q].kind}"), (q, "here")):
            to = self.quotes[p].to if p >= 0 else None
            i = None if to is None or to.head is None else self.d.at.get(to.head)
            f = None if i is None else found.get(self.d.of.get(i, -1))
            if f is not None:
                f[f"told {where}"] = 1.0

    def _hearer(self, c: int) -> int:
        """Who is called by a name: the narrator, where nobody else is ever called so."""
        known = self.mentioned[c] or self.narrator < 0 or not self.d.clusters[c].named
        return c if known else self.narrator

    def _agreement(self, tag: int, found: dict[int, Signals]) -> None:
        """Which candidates the words that name the speaker ("she", "the old man") can mean."""
        d = self.d
        told = {d.gender(tag)} - {"", "neut"}
        number = d.number(tag)
        for c, f in found.items():
            share = self.gender(c) * (1 if "masc" in told else -1 if told else 0)
            if share:
                f["agrees" if share > 0 else "clashes"] = abs(share)
            if number == "plur" and d.clusters[c].number != "plur":
                f["number clashes"] = 1.0
            if c == d.of.get(tag):
                f["resolved"] = 1.0


def _is_i(d: Discourse, i: int) -> bool:
    form = d.pronoun(i)
    return form.person == 1 and form.number == "sing"
