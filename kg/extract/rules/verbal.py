"""Statements made by verbs: active, passive, ditransitive, with prepositions and complements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.data import Clause, Phrase
from kg.extract.clauses import Frame, is_time, make, quality, with_preposition
from kg.extract.lexicon import ACCORDING
from kg.extract.phrases import preposition
from kg.extract.polarity import is_imperative
from kg.extract.predicates import (
    LIGHT_OBJECTS,
    RELATIVE_PRONOUNS,
    SUBJECTS,
    Predicate,
    antecedents,
    is_verb,
    particles,
    predicates,
    relative_clause,
    subjects,
)
from kg.extract.words import Word, source_text, words

TAKES_OBJECT_CLAUSE = frozenset(
    "want expect need like prefer wish let make have see hear watch find keep leave get".split()
)
"""Verbs whose object and its infinitive or participle are one thing ("saw him leave")."""
CLAUSE_PREPOSITIONS = frozenset("from on of about against into to".split())
OBLIQUES = ("obl", "obl:agent", "obl:unmarked", "obl:npmod", "obl:tmod")


def verbal(doc: Doc) -> Iterator[Clause]:
    """A clause for each verb with a subject and for each of its coordinated arguments.

    "Kim accompanied her brother on his trip to Vietnam" gives (Kim, accompanied, her brother; on
    his trip). Without an object the nearest prepositional argument takes its place: "walked away
    from the deal" gives (…, walked away from, the deal). A passive with its agent is inverted:
    "was signed by Trump" has the lemma "sign" read from its object. Without any argument the
    clause is an event: "The lunch was cancelled".
    """
    frames: list[Frame] = []
    for predicate in predicates(words(doc)):
        found = subjects(predicate.first)
        if predicate.first.has("expl"):
            continue
        for subject in found:
            frames += _frames(doc, predicate, subject)
    yield from make(doc, frames)


def existential(doc: Doc) -> Iterator[Clause]:
    """ "There is a warmth between them" gives (a warmth, is, ; between them) with lemma "exist"."""
    frames = []
    for word in words(doc):
        there = word.first("expl")
        subject = word.first("nsubj")
        if there is None or subject is None or word.lemma != "be" or there.lower != "there":
            continue
        relation = [there, word, *word.all("aux")]
        others = tuple(word.all(*OBLIQUES))
        frames += [
            Frame("existential", word, s, relation, "exist", others=others)
            for s in subject.conjuncts()
        ]
    yield from make(doc, frames)


def _frames(doc: Doc, predicate: Predicate, subject: Word | Phrase) -> Iterator[Frame]:
    """The frames of one subject: one for each object, or one with what stands in its place."""
    relation, lemma = list(predicate.words), predicate.lemma
    others: list[Word] = further_arguments(predicate)
    rule = "verbal_passive" if predicate.passive else "verbal"
    embedded = _object_clause(doc, predicate)
    if embedded is not None:
        yield Frame(rule, predicate.head, subject, relation, lemma, embedded, tuple(others))
        return
    clausal = _prepositional_clause(predicate)
    if clausal is not None and not direct_objects(predicate):
        mark = clausal.all("mark")
        what = _clause_phrase(doc, clausal, [w for w in clausal.subtree() if w not in mark])
        words_, lemma_ = [*relation, *mark], f"{lemma} {mark[0].lower}"
        yield Frame(rule, predicate.head, subject, words_, lemma_, what, tuple(others))
        return
    complement = _complement(doc, predicate)
    if complement is not None and not direct_objects(predicate):
        relation += [m for c in predicate.head.all("ccomp")[:1] for m in _complementiser(c)]
    objects = direct_objects(predicate)
    if objects:
        told = (complement,) if isinstance(complement, Phrase) and complement.clause else ()
        for target in objects:
            yield Frame(rule, predicate.head, subject, relation, lemma, target, (*others, *told))
        return
    if complement is not None:
        yield Frame(rule, predicate.head, subject, relation, lemma, complement, tuple(others))
        return
    chosen = _nearest(predicate, others)
    if chosen is None:
        yield Frame(rule, predicate.head, subject, relation, lemma, None, tuple(others))
        return
    shared = chosen.conjuncts()
    rest = tuple(o for o in others if o not in shared)
    inverted = chosen.dep == "obl:agent"
    with_words, with_lemma = with_preposition(relation, lemma, chosen)
    for target in antecedents(chosen, predicate.head):
        yield Frame(
            "verbal_agent" if inverted else rule, predicate.head, subject, with_words,
            lemma if inverted else with_lemma, target, rest, inverted=inverted,
        )  # fmt: skip


def direct_objects(predicate: Predicate) -> list[Word]:
    """Objects of the chain: its own, a relative pronoun's antecedent, or the gap it leaves."""
    head = predicate.head
    given = head.all("obj") or head.all("iobj")
    own = [o for o in given if o.lower not in LIGHT_OBJECTS or o.children]
    if own:
        return [t for o in own if o.lower != "what" for t in antecedents(o, head)]
    clause = relative_clause(predicate.first)
    gap = (
        clause is not None
        and predicate.first.has("nsubj")
        and not predicate.passive
        and not any(w.lower in RELATIVE_PRONOUNS for w in clause.subtree() if w.head is clause)
        and not head.has("ccomp", "xcomp", "obl")
    )
    return [clause.head] if gap and clause is not None else []


def further_arguments(predicate: Predicate) -> list[Word]:
    """Recipients, obliques and adverbs of time, in order; those of outer verbs included."""
    found = predicate.head.all("iobj") if predicate.head.has("obj") else []
    for verb in predicate.chain:
        found += [w for w in verb.all(*OBLIQUES) if w.lower not in RELATIVE_PRONOUNS]
        found += [w for w in verb.all("advmod") if is_time(w)]
        found += [w for p in particles(verb) for w in p.all("obl")]
    spread = [c for w in found if preposition(w) not in ACCORDING for c in w.conjuncts()]
    return sorted(spread, key=lambda w: w.i)


def _nearest(predicate: Predicate, others: list[Word]) -> Word | None:
    """The argument that takes the object's place: the agent, else the nearest behind the verb."""
    relative = [
        w for w in predicate.head.all(*OBLIQUES) if w.lower in RELATIVE_PRONOUNS and preposition(w)
    ]
    agents = [w for w in others if w.dep == "obl:agent"]
    behind = [w for w in others if w.i > predicate.head.i and preposition(w)]
    things = [w for w in behind if not is_time(w)]
    return next(iter([*relative, *agents, *things, *behind]), None)


def _object_clause(doc: Doc, predicate: Predicate) -> Phrase | None:
    """What is wanted or seen, where the object has a verb of its own ("wanted it lifted")."""
    head = predicate.head
    embedded = next((x for x in head.all("xcomp") if is_verb(x)), None)
    controlled = head.first("obj")
    if embedded is None or controlled is None or head.lemma not in TAKES_OBJECT_CLAUSE:
        return None
    return _clause_phrase(doc, embedded, [*controlled.subtree(), *embedded.subtree()])


def _complementiser(clause: Word) -> list[Word]:
    """The "that" of a clause, which reads as part of the relation ("said that")."""
    return [m for m in clause.all("mark") if m.lower == "that"]


def _prepositional_clause(predicate: Predicate) -> Word | None:
    """What follows a preposition as a clause ("walked away from signing", "insisted on going")."""
    head = predicate.head
    found = [*head.all("advcl"), *(c for p in particles(head) for c in p.all("advcl"))]
    return next(
        (c for c in found if c.tag == "VBG" and c.i > head.i and len(c.all("mark")) == 1
         and c.all("mark")[0].lower in CLAUSE_PREPOSITIONS), None,
    )  # fmt: skip


def _clause_phrase(doc: Doc, predicate: Word, inside: list[Word]) -> Phrase:
    """A clause as an object: its words, and the id of the clause found at its predicate."""
    start, end = min(w.start for w in inside), max(w.end for w in inside)
    text = " ".join(source_text(doc)[start:end].split()).strip("\"“”‘’',.: ")
    return Phrase(text, start, end, predicate.start, clause=f"c{predicate.start}")


def _complement(doc: Doc, predicate: Predicate) -> Word | Phrase | None:
    """A clause, noun or adjective that completes the verb ("became president", "said that …")."""
    head = predicate.head
    clausal = head.first("ccomp")
    if clausal is not None and (clausal.has(*SUBJECTS) or is_verb(clausal)):
        that = _complementiser(clausal)
        return _clause_phrase(doc, clausal, [w for w in clausal.subtree() if w not in that])
    open_complement = head.first("xcomp")
    if open_complement is None or is_verb(open_complement):
        return None
    adjective = open_complement.pos in ("ADJ", "ADV")
    return quality(doc, open_complement) if adjective else open_complement


READER = Phrase("you")
"""Who is told to do something, where no word says it."""


def imperative(doc: Doc) -> Iterator[Clause]:
    """ "Send the letter to Vik" gives (you, Send, the letter; to Vik), which is never a fact."""
    frames: list[Frame] = []
    for predicate in predicates(words(doc)):
        if is_imperative(predicate.first) and not subjects(predicate.first):
            told = _frames(doc, predicate, READER)
            frames += [replace(frame, rule="imperative") for frame in told]
    yield from make(doc, frames)


RULES: list[Callable[[Doc], Iterable[Clause]]] = [verbal, existential, imperative]
