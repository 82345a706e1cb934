"""Statements made by verbs: active, passive, ditransitive, with prepositions and complements."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from spacy.tokens import Doc

from kg.data import Clause, Phrase
from kg.extract.arguments import (
    OBLIQUES,
    added,
    adverbial_clauses,
    clause_phrase,
    complement,
    complementiser,
    direct_objects,
    fronted,
    further_arguments,
    is_light,
    linking,
    narrowing,
    nearest,
    object_clause,
    of_object,
    prepositional_clause,
    within,
)
from kg.extract.clauses import Frame, make, with_preposition
from kg.extract.lexicon import SPEECH
from kg.extract.phrases import brief_phrase, case_words, preposition
from kg.extract.polarity import is_imperative
from kg.extract.predicates import Predicate, antecedents, clausal_subjects, predicates, subjects
from kg.extract.words import Word, governing

ELLIPTICAL = frozenset("do have be will would can could may might must shall should".split())
"""Verbs that without an object stand for another ("Nobody did")."""


def verbal(doc: Doc) -> Iterator[Clause]:
    """A clause for each verb with a subject and for each of its coordinated arguments.

    "Kim accompanied her brother on his trip to Vietnam" gives (Kim, accompanied, her brother; on
    his trip). Without an object the nearest prepositional argument takes its place: "walked away
    from the deal" gives (…, walked away from, the deal). A passive with its agent is inverted:
    "was signed by Trump" has the lemma "sign" read from its object. Without any argument the
    clause is an event: "The lunch was cancelled".
    """
    frames: list[Frame] = []
    for predicate in predicates(doc):
        if predicate.first.has("expl") or _says_nothing(predicate):
            continue
        for subject in subjects(predicate.first) or clausal_subjects(doc, predicate.first):
            if _is_empty(subject, predicate):
                continue
            frames += _frames(doc, predicate, subject)
    yield from make(doc, frames)


def existential(doc: Doc) -> Iterator[Clause]:
    """ "There is a warmth between them" gives (a warmth, is, ; between them) with lemma "exist"."""
    frames = []
    for word in governing(doc, "expl"):
        there = word.first("expl")
        subject = word.first("nsubj")
        if there is None or subject is None or word.lemma != "be" or there.lower != "there":
            continue
        relation = [there, word, *word.all("aux")]
        others = tuple(word.all(*OBLIQUES))
        frames += [
            Frame("existential", word, s, relation, "exist", others=others)
            for s in subject.conjuncts()
            if others or not s.has("acl:relcl")  # what it does says more
        ]
    yield from make(doc, frames)


def _is_empty(subject: Word | Phrase, predicate: Predicate) -> bool:
    """The "it" of "it was agreed that …"."""
    it = isinstance(subject, Word) and subject.lower == "it"
    return it and predicate.passive and predicate.head.has("ccomp", "csubj")


def _says_nothing(predicate: Predicate) -> bool:
    """ "Nobody did", "they will", "she said": the verb stands for words that are elsewhere."""
    head = predicate.head
    if head.lemma == "do" and not direct_objects(predicate):
        return True  # "did so"; "did it" has an object
    if head.dep == "acl" and head.has("nsubj", "mark") and not head.has("obj", "obl", "ccomp"):
        return True  # "a place for seals to rest": it is in the phrase
    if head.lemma not in ELLIPTICAL and head.lemma not in SPEECH:
        return False
    return not (
        head.has("iobj", "ccomp", "xcomp", "advcl") or further_arguments(predicate)
        or direct_objects(predicate) or (head.lemma in SPEECH and predicate.passive)
    )  # fmt: skip


def _frames(doc: Doc, predicate: Predicate, subject: Word | Phrase) -> Iterator[Frame]:
    """The frames of one subject: one for each object, or one with what stands in its place."""
    head, relation, lemma = predicate.head, list(predicate.words), predicate.lemma
    rule = "verbal_passive" if predicate.passive else "verbal"
    others, objects = further_arguments(predicate), direct_objects(predicate)
    embedded, completed = object_clause(doc, predicate), complement(doc, predicate)
    prepositional = None if objects else prepositional_clause(predicate)
    left_out = embedded.head if embedded else prepositional.start if prepositional else None
    clauses = [a for a in adverbial_clauses(doc, predicate.chain) if a.phrase.head != left_out]

    text = ""
    targets: list[Word | Phrase] = [embedded] if embedded else list(objects)
    if targets:
        if not embedded:
            clauses[:0] = added(doc, head, completed)
    elif prepositional is not None:
        mark = prepositional.all("mark")
        inside = [w for w in prepositional.subtree() if w not in mark]
        targets = [clause_phrase(doc, prepositional, inside)]
        relation, lemma = [*relation, *mark], f"{lemma} {mark[0].lower}"
    elif completed is not None:
        targets = [completed]
        relation += [m for c in head.all("ccomp")[:1] for m in complementiser(c)]
        if (copula := linking(head)) is not None:
            relation, lemma = [*relation, *copula], f"{lemma} to be"
            head = copula[-1].head
    elif (chosen := nearest(predicate, others)) is not None:
        targets = list(antecedents(chosen, head))
        others = [o for o in others if o not in chosen.conjuncts()]
        text = fronted(doc, relation, chosen)
        relation, longer = with_preposition(relation, lemma, chosen)
        inverted = chosen.dep == "obl:agent"
        rule, lemma = ("verbal_agent", lemma) if inverted else (rule, longer)
    found: list[Word | Phrase | None] = [*targets] or [None]
    for target in found:
        tail = of_object(target) if isinstance(target, Word) else []
        if tail and isinstance(target, Word) and is_light(head, target) and not predicate.passive:
            noun = within(doc, target, tail)
            said = [lemma, *(w.lower for w in noun if w.dep != "det"), preposition(tail[0])]
            yield Frame(
                rule, head, subject, [*relation, *noun, *case_words(tail[0])], " ".join(said),
                tail[0], (*(narrowing(doc, w) for w in tail[1:]), *others, *clauses),
            )  # fmt: skip
            continue
        yield Frame(
            rule, head, subject, relation, lemma,
            brief_phrase(doc, target, tail) if isinstance(target, Word) and tail else target,
            (*(narrowing(doc, w) for w in tail), *others, *clauses), text,
            inverted=rule == "verbal_agent",
        )  # fmt: skip


READER = Phrase("you")
"""Who is told to do something, where no word says it."""


def imperative(doc: Doc) -> Iterator[Clause]:
    """ "Send the letter to Vik" gives (you, Send, the letter; to Vik), which is never a fact."""
    frames: list[Frame] = []
    for predicate in predicates(doc):
        if is_imperative(predicate.first) and not subjects(predicate.first):
            told = _frames(doc, predicate, READER)
            frames += [replace(frame, rule="imperative") for frame in told]
    yield from make(doc, frames)


RULES: list[Callable[[Doc], Iterable[Clause]]] = [verbal, existential, imperative]
