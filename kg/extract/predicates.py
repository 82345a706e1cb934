"""Predicates: verbs in a chain ("failed to sign"), their words, their subjects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import cast

from spacy.tokens import Doc

from kg.data import Phrase
from kg.extract.lexicon import NEGATIONS, PARTICLES
from kg.extract.phrases import is_joint
from kg.extract.words import Word, source_text, words

SUBJECTS = ("nsubj", "nsubj:pass", "csubj", "csubj:pass")
RELATIVE_PRONOUNS = frozenset("who whom which that whose".split())
CHAINING_ADJECTIVES = frozenset(
    """able unable likely unlikely ready willing unwilling eager due set certain sure bound keen
    free reluctant about supposed afraid careful quick slow happy""".split()
)
WITHOUT_TO = frozenset("see hear watch keep leave make let".split())
"""Verbs whose object does what a participle or bare infinitive says; "to" gives a purpose."""
LIGHT_VERBS = frozenset("have play take make get give find".split())
NOUN_COMPLEMENTS = {
    noun: marks
    for listed, marks in (
        ("""ability power right potential capacity capability chance opportunity freedom authority
         responsibility duty obligation tendency need time effort attempt decision step measure
         plan intention desire promise offer bid permission courage""", ("to",)),
        ("role part success habit interest", ("in", "of")),
    )
    for noun in listed.split()
}  # fmt: skip
"""Objects that say little without the verb behind them, and what stands between."""
LIGHT_OBJECTS = frozenset("place part shape effect care note root hold flight office".split())
"""Bare objects that are one idiom with their verb ("take place")."""


@dataclass(frozen=True, slots=True)
class Predicate:
    """A chain of verbs that is one relation, from the outermost to the innermost.

    `words` are the words of the relation; `passive` is the voice of the first verb, which the
    subject belongs to, and `head` the last, which objects depend on and factuality is about.
    """

    chain: tuple[Word, ...]
    words: tuple[Word, ...]
    lemma: str

    @property
    def first(self) -> Word:
        """The outermost verb."""
        return self.chain[0]

    @property
    def head(self) -> Word:
        """The innermost verb."""
        return self.chain[-1]

    @property
    def passive(self) -> bool:
        """Whether the innermost verb is passive."""
        return is_passive(self.head)


_KEY = "kg.predicates"


def predicates(doc: Doc) -> list[Predicate]:
    """The verbal predicates of a Doc, each chain once; computed once."""
    known = doc.user_data.get(_KEY)
    if known is None:
        verbs = [w for w in words(doc) if is_verb(w)]
        known = doc.user_data[_KEY] = [_predicate(v) for v in verbs if _previous(v) is None]
    return cast("list[Predicate]", known)


def is_verb(word: Word) -> bool:
    """Whether a word heads a verbal clause."""
    if word.pos not in ("VERB", "AUX") or word.base in ("aux", "cop", "case", "amod", "compound"):
        return False
    return not word.has("cop")


def is_passive(word: Word) -> bool:
    """Whether a verb is passive: by its auxiliary or subject, or as a reduced relative."""
    if word.has("aux:pass", "obl:agent") or (word.has("nsubj:pass") and not word.has("aux")):
        return True
    if any(a.dep == "aux:pass" for a in shared_auxiliaries(word)):
        return True
    return word.tag == "VBN" and word.dep in ("acl", "advcl", "xcomp") and not word.has("aux")


def shared_auxiliaries(verb: Word) -> list[Word]:
    """Auxiliaries that a coordinated verb has from the first ("was shared and retold").

    Only a verb of the same form without auxiliary and subject of its own shares them.
    """
    first = verb.head
    if verb.dep != "conj" or not is_verb(first) or verb.tag not in ("VB", "VBN", "VBG"):
        return []
    if verb.has("aux", "aux:pass", "cop", "mark", *SUBJECTS) or first.tag != verb.tag:
        return []
    return first.all("aux", "aux:pass") or shared_auxiliaries(first)


def _leader(verb: Word) -> Word:
    """The first of the coordinated verbs that go on with one chain.

    "was able to hold the hotel and repel attacks": hold, for "repel".
    """
    first = verb.head
    if verb.dep != "conj" or verb.tag != first.tag or verb.tag not in ("VB", "VBG"):
        return verb
    if verb.has("aux", "aux:pass", "cop", "mark", *SUBJECTS) or not is_verb(first):
        return verb
    found = _leader(first)
    return found if _previous(found) or _adjective_chain(found) else verb


def _previous(verb: Word) -> Word | None:
    """The verb that this one continues in a chain."""
    noun = verb.head
    outer = noun.head if verb.dep == "acl" and noun.dep == "obj" else noun
    linked = verb.dep in ("xcomp", "acl") and is_verb(outer) and verb in _next(outer)
    return outer if linked else None


def _next(verb: Word) -> list[Word]:
    """The infinitive or participle that continues a verb ("failed to sign").

    There is no object between them, or one that says little without it ("has the power to",
    "plays a role in shaping").
    """
    noun = verb.first("obj")
    if noun is not None and verb.lemma in LIGHT_VERBS:
        marks = NOUN_COMPLEMENTS.get(noun.lemma, ())
        inner = [c for c in noun.all("acl") if any(m.lower in marks for m in c.all("mark"))]
        return [c for c in inner if is_verb(c) and not c.has(*SUBJECTS)][:1]
    if verb.has("obj", "iobj"):
        return []
    found = [c for c in verb.all("xcomp") if is_verb(c) and not c.has(*SUBJECTS)]
    return found[:1]


def _predicate(verb: Word) -> Predicate:
    leader = _leader(verb)
    chain, at = [verb], leader
    while (outer := _previous(at)) is not None:
        at = outer
        chain.insert(0, at)
    adjective = at.head if _adjective_chain(at) else None
    while following := _next(chain[-1]):
        chain += following
    chosen, lemma = [], []
    if adjective is not None:
        chosen += _verb_words(adjective)
        marks = [m.lower for m in at.all("mark") if m.lower != "to"]
        lemma += ["be", adjective.lemma, *marks]
    for link in chain:
        between = _noun_between(leader if link is verb else link)
        chosen += between + _verb_words(link)
        lemma += [w.lower for w in between] + _lemma(link, first=not lemma)
    if leader is not verb:
        chosen += leader.all("mark")
        if leader.has("mark") and lemma[-1] == verb.lemma:
            lemma.insert(-1, "to")
    inside = tuple(sorted(set(chosen), key=lambda w: w.i))
    return Predicate(tuple(chain), inside, " ".join(lemma))


def _noun_between(verb: Word) -> list[Word]:
    """The noun of a chain that goes over one, with what stands before it: "the power"."""
    noun = verb.head
    if verb.dep != "acl" or _previous(verb) is None:
        return []
    before = [w for c in noun.children if c.i < noun.i for w in c.subtree()]
    marks = [m for m in verb.all("mark") if m.lower != "to"]
    return sorted([*before, noun, *marks], key=lambda w: w.i)


def _adjective_chain(verb: Word) -> bool:
    head = verb.head
    if not head.has("cop"):
        return False
    to = any(m.lower == "to" for m in verb.all("mark"))
    infinitive = verb.dep == "xcomp" or (verb.dep == "advcl" and to)
    return (infinitive and head.lemma in CHAINING_ADJECTIVES) or completes(verb, head)


GERUND_MARKS = frozenset("for of in at".split())


def completes(verb: Word, adjective: Word) -> bool:
    """Whether a gerund completes an adjective before it ("is responsible for pollinating")."""
    marks = [m.lower for m in verb.all("mark")]
    gerund = verb.tag == "VBG" and verb.dep in ("advcl", "xcomp", "ccomp") and is_verb(verb)
    bare = not verb.has(*SUBJECTS) and adjective.pos == "ADJ" and verb.i > adjective.i
    return gerund and bare and len(marks) == 1 and marks[0] in GERUND_MARKS


def _verb_words(verb: Word) -> list[Word]:
    """Auxiliaries, negation, verb, particle, and the bare object of an idiom."""
    found = [verb, *verb.all("aux", "aux:pass", "cop", "compound:prt"), *particles(verb)]
    found += shared_auxiliaries(verb)
    found += [c for c in verb.all("advmod") if negates(c) and c.i < verb.i]
    if verb.dep == "xcomp" or _adjective_chain(verb) or _previous(verb) is not None:
        found += verb.all("mark")
    elif (mark := scheduled(verb)) is not None:
        found.append(mark)
    return found + idiom(verb) + _manner(verb)


def _manner(verb: Word) -> list[Word]:
    """Adverbs that touch the verb ("abruptly ended", "contribute heavily to"), intensifiers too."""
    found: list[Word] = []
    for adverb in verb.all("advmod"):
        run = sorted(adverb.subtree(), key=lambda w: w.i)
        touches = run[-1].i == verb.i - 1 or run[0].i == verb.i + 1
        plain = adverb.pos == "ADV" and adverb.tag != "WRB" and not adverb.ent
        if touches and plain and all(w.base == "advmod" for w in run) and not _joined(adverb, -1):
            found += run
    return found


def negates(word: Word) -> bool:
    """Whether a word denies what it belongs to; that of "not-so-secretly" is the adverb's own."""
    return word.lower in NEGATIONS and not _joined(word, 1)


def _joined(word: Word, step: int) -> bool:
    """Whether a hyphen stands right before a word (-1), or right behind it (1)."""
    beside = (w for s in word.head.children for w in (s, *s.children) if w.i == word.i + step)
    return any(w.tag == "HYPH" for w in beside)


def scheduled(verb: Word) -> Word | None:
    """The "to" of "is to be built", which puts the verb in the future."""
    mark = next((m for m in verb.all("mark") if m.lower == "to"), None)
    be = any(
        a.lemma == "be" and mark is not None and a.i < mark.i
        for a in verb.all("aux", "aux:pass", "cop")
    )
    return mark if be and verb.dep != "xcomp" else None


def particles(verb: Word) -> list[Word]:
    """Adverbs right behind the verb that belong to it ("walk away")."""
    found, at = [], verb.i + 1
    for child in sorted(verb.all("advmod", "compound:prt"), key=lambda w: w.i):
        if child.i == at and child.lower in PARTICLES:
            found.append(child)
            at += 1
    return found


def idiom(verb: Word) -> list[Word]:
    """The bare object that makes one expression with the verb ("take place")."""
    return [o for o in verb.all("obj") if o.lower in LIGHT_OBJECTS and not o.children]


def _lemma(verb: Word, *, first: bool) -> list[str]:
    mark = verb.first("mark")
    lemma = ["to"] if not first and mark is not None and mark.lower == "to" else []
    if is_passive(verb) and not verb.has("obl:agent"):
        lemma += ["be", verb.lower]
    elif verb.tag == "VBG" and not first:
        lemma += [verb.lower]
    else:
        lemma += [verb.lemma]
    tail = {*particles(verb), *verb.all("compound:prt"), *idiom(verb)}
    return lemma + [w.lower for w in sorted(tail, key=lambda w: w.i)]


def subjects(predicate: Word, seen: int = 0) -> list[Word]:
    """The subjects of a verb or of a copular predicate, those it shares or inherits included.

    A relative pronoun gives way to its antecedent; a conjunct shares its first conjunct's
    subject; a participle takes the noun it modifies; open complements and adverbial clauses take
    their controller. Coordinated subjects are all returned.
    """
    own = predicate.first(*SUBJECTS)
    if own is not None:
        return [] if own.base == "csubj" else antecedents(own, predicate)
    head, dep = predicate.head, predicate.dep
    if head is predicate or seen > 8:
        return []
    if dep == "xcomp":
        return _controller(head, predicate) or subjects(head, seen + 1)
    if dep == "acl" and predicate.tag in ("VBN", "VBG", "VBD") and not predicate.has("mark"):
        return [head]
    if dep == "advcl" and head.pos == "ADV":  # "walked away from signing"
        head = head.head
    if dep == "conj" or (dep == "advcl" and _may_inherit(predicate)):
        return subjects(head, seen + 1)
    return []


def clausal_subjects(doc: Doc, predicate: Word) -> list[Phrase]:
    """A clause as the subject, as a noun phrase: "Addressing bias (is crucial)", "to err (…)"."""
    clause = predicate.first("csubj", "csubj:pass")
    if clause is None or clause.tag not in ("VBG", "VB") or clause.has(*SUBJECTS):
        return []
    return [nominalised(doc, clause)]


def nominalised(doc: Doc, clause: Word) -> Phrase:
    """A gerund or infinitive with its arguments, as the thing it names."""
    outside = ("punct", "mark", "cop", "nsubj", "expl", "aux", "cc", "conj", "parataxis", "advcl")
    inside = [w for w in clause.subtree() if not (w.head is clause and w.dep in outside)]
    inside = [w for w in inside if w.i >= clause.i or w.dep == "advmod"]
    start, end = min(w.start for w in inside), max(w.end for w in inside)
    return Phrase(" ".join(source_text(doc)[start:end].split()), start, end, clause.start)


def shared(verb: Word, *deps: str) -> list[Word]:
    """What stands behind coordinated verbs for both ("collect and store data")."""
    own = ("obj", "iobj", "obl", "obl:agent", "obl:unmarked", "ccomp", "xcomp")
    if verb.dep != "conj" or verb.has(*own) or not is_verb(verb.head):
        return []
    found = [c for c in verb.head.all(*deps) if c.i > verb.i]
    return found or shared(verb.head, *deps)


def _controller(verb: Word, infinitive: Word) -> list[Word]:
    """Whom the object of a verb makes the subject of its infinitive, if it does."""
    to = any(m.lower == "to" for m in infinitive.all("mark"))
    if to and verb.lemma in WITHOUT_TO:
        return []
    controlled = verb.first("obj") or verb.first("iobj")
    return controlled.conjuncts() if controlled else []


def _may_inherit(predicate: Word) -> bool:
    return predicate.tag in ("VBG", "VBN", "VB") and not predicate.has("expl")


def antecedents(argument: Word, predicate: Word) -> list[Word]:
    """What an argument stands for: its conjuncts, or the antecedent of a relative pronoun."""
    if argument.lower == "what":
        return []
    if argument.lower not in RELATIVE_PRONOUNS or argument.tag not in ("WDT", "WP", "IN", "WP$"):
        return [argument] if is_joint(argument) else argument.conjuncts()
    clause = relative_clause(predicate)
    if clause is None:
        return []
    return _described(clause.head) if argument.base == "nsubj" else [clause.head]


def _described(antecedent: Word) -> list[Word]:
    """Whom a relative clause speaks of: for "Oslo is a city that grows" Oslo, else the noun."""
    one = any(d.lower in ("a", "an") for d in antecedent.all("det"))
    found = subjects(antecedent) if one and antecedent.has("cop") else []
    named = [w for w in found if w.pos in ("NOUN", "PROPN", "PRON") or w.ent]
    return named or [antecedent]


def relative_clause(word: Word) -> Word | None:
    """The head of the relative clause that a word stands in."""
    at = word
    while at.dep in ("xcomp", "conj", "ccomp") and at.head is not at:
        at = at.head
    return at if at.dep == "acl:relcl" else None
