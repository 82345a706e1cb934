"""What a verb takes: objects, complements, prepositional and adverbial clauses."""

from __future__ import annotations

from dataclasses import replace

from spacy.tokens import Doc

from kg.data import Argument, Phrase
from kg.extract.clauses import argument, is_literal, is_time, quality
from kg.extract.lexicon import ACCORDING, QUANTITIES
from kg.extract.phrases import (
    EXEMPLIFYING,
    bounds,
    case_words,
    is_connective,
    is_joint,
    preposition,
)
from kg.extract.predicates import (
    LIGHT_OBJECTS,
    RELATIVE_PRONOUNS,
    SUBJECTS,
    WITHOUT_TO,
    Predicate,
    antecedents,
    is_verb,
    particles,
    relative_clause,
    shared,
)
from kg.extract.words import Word, source_text, spans, text_of, words

OBLIQUES = ("obl", "obl:agent", "obl:unmarked", "obl:npmod", "obl:tmod")
TAKES_OBJECT_CLAUSE = frozenset(
    """want expect need like prefer wish let make have see hear watch find keep leave get allow
    enable permit cause force lead help require encourage inspire prompt""".split()
)
"""Verbs whose object and its infinitive or participle are one thing ("saw him leave")."""
CLAUSE_PREPOSITIONS = frozenset("from on of about against into to".split())


def direct_objects(predicate: Predicate) -> list[Word]:
    """Objects of the chain: its own, a relative pronoun's antecedent, or the gap it leaves."""
    head = predicate.head
    given = head.all("obj") or head.all("iobj") or shared(head, "obj")
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
        own = verb.all(*OBLIQUES) or shared(verb, *OBLIQUES)
        found += [w for w in own if w.lower not in RELATIVE_PRONOUNS and not is_connective(w)]
        found += [w for w in verb.all("advmod") if is_time(w)]
        found += [w for p in particles(verb) for w in p.all("obl")]
    spread = [
        c
        for w in found
        if preposition(w) not in ACCORDING
        for c in ([w] if is_joint(w) else w.conjuncts())
    ]
    return sorted(spread, key=lambda w: w.i)


def of_object(noun: Word) -> list[Word]:
    """The prepositional phrases that narrow an object, in order ("a ban [on fishing] [in bays]").

    None where the noun is a thing told by what stands behind "of" ("the port of Vessin"), or only
    counts or classes that ("a number of ships"); where a phrase says when, gives examples or a
    source, or where something else stands between.
    """
    found = [c for c in noun.all("nmod") if c.i > noun.i]
    if not found or noun.ent or noun.lemma in QUANTITIES or noun.pos != "NOUN" or is_joint(noun):
        return []
    if _is_whole(noun, found[0]) and not _is_abstract(noun):
        return []
    after, last = noun.i, -1
    for part in found:
        inside = sorted(w.i for w in part.subtree() if w.dep != "punct")
        plain = preposition(part) and preposition(part) not in EXEMPLIFYING | ACCORDING
        if not plain or is_time(part) or inside[0] != after + 1 or is_literal(part):
            return []
        after = last = inside[-1]
    return (
        []
        if any(c.i > last and c.dep in ("acl", "nmod:unmarked") for c in noun.children)
        else found
    )


SUPPORT_VERBS = frozenset("have play take make give find exert pay put serve offer provide".split())
LIGHT_NOUNS = frozenset(
    """role part impact effect influence contribution attention access connection focus emphasis
    progress advantage control interest sense visit speech attack decision stride step
    pressure insight understanding link consequence benefit""".split()
)


def is_light(verb: Word, noun: Word) -> bool:
    """Whether verb and object are one predicate with a preposition.

    That are "has an impact on", and what is done to "the" quality or process "of" something
    ("studies the significance of").
    """
    if verb.lemma in SUPPORT_VERBS and noun.lemma in LIGHT_NOUNS:
        return True
    of = next((c for c in noun.all("nmod") if c.i > noun.i), None)
    return of is not None and _is_whole(noun, of) and _is_abstract(noun)


def _is_whole(noun: Word, part: Word) -> bool:
    """Whether a noun says which one by what stands behind "of" ("the port of Vessin")."""
    return preposition(part) == "of" and any(d.lower == "the" for d in noun.all("det"))


ABSTRACT = ("tion", "sion", "ment", "ance", "ence", "ity", "ness", "ship", "wth", "ure", "acy")


def _is_abstract(noun: Word) -> bool:
    """Whether the ending of a noun makes it a quality or a process."""
    return len(noun.lemma) > 5 and noun.lemma.endswith(ABSTRACT)


def within(doc: Doc, noun: Word, without: list[Word]) -> list[Word]:
    """The words of a noun's phrase but for some dependents behind it."""
    first, last = bounds(noun, tail=lambda c: c not in without)
    return words(doc)[first : last + 1]


def narrowing(doc: Doc, part: Word) -> Argument:
    """A prepositional phrase of an object as an argument, with its preposition as the role."""
    found = argument(doc, part)
    return replace(found, role=found.preposition.replace(" ", "_"))


def adverbial_clauses(doc: Doc, verbs: tuple[Word, ...]) -> list[Argument]:
    """The clauses behind verbs that say when, why, how or on what condition, as arguments.

    "left to avoid the press" gives the purpose "to avoid the press".
    """
    found = []
    for verb in verbs:
        for clause in verb.all("advcl"):
            if clause.i < verb.i or preposition(clause) in ACCORDING:
                continue
            marks = sorted(
                (w for m in clause.all("mark", "advmod", "case") if m.tag in ("IN", "TO", "WRB")
                 for w in m.subtree()), key=lambda w: w.i,
            )  # fmt: skip
            before = " ".join(m.lower for m in marks if m.i < clause.i)
            if not before and clause.tag == "VBG":
                continue
            inside = [w for w in clause.subtree() if w.dep != "punct"]
            role = "purpose" if before == "to" else before.replace(" ", "_") or "while"
            found.append(Argument(role, clause_phrase(doc, clause, inside), before))
    return found


def nearest(predicate: Predicate, others: list[Word]) -> Word | None:
    """The argument that takes the object's place: the agent, else the nearest behind the verb."""
    relative = [
        w for w in predicate.head.all(*OBLIQUES) if w.lower in RELATIVE_PRONOUNS and preposition(w)
    ]
    agents = [w for w in others if w.dep == "obl:agent"]
    behind = [w for w in others if w.i > predicate.head.i and preposition(w)]
    things = [w for w in behind if not is_time(w)]
    return next(iter([*relative, *agents, *things, *behind]), None)


def fronted(doc: Doc, relation: list[Word], chosen: Word) -> str:
    """How a relation reads whose preposition opens a relative clause, else "".

    "the lab in which she worked" gives "worked in".
    """
    before = case_words(chosen)
    if chosen.lower not in RELATIVE_PRONOUNS or not before:
        return ""
    return f"{text_of(doc, spans(relation))} {text_of(doc, spans(before))}"


def object_clause(doc: Doc, predicate: Predicate) -> Phrase | None:
    """What is wanted or seen, where the object has a verb of its own ("wanted it lifted")."""
    head = predicate.head
    embedded = next((x for x in head.all("xcomp") if is_verb(x)), None)
    controlled = head.first("obj", "iobj")
    if embedded is None or controlled is None or head.lemma not in TAKES_OBJECT_CLAUSE:
        return None
    if head.lemma in WITHOUT_TO and any(m.lower == "to" for m in embedded.all("mark")):
        return None
    return clause_phrase(doc, embedded, [*controlled.subtree(), *embedded.subtree()])


def complementiser(clause: Word) -> list[Word]:
    """The "that" of a clause, which reads as part of the relation ("said that")."""
    return [m for m in clause.all("mark") if m.lower == "that"]


def prepositional_clause(predicate: Predicate) -> Word | None:
    """What follows a preposition as a clause ("walked away from signing", "insisted on going")."""
    head = predicate.head
    found = [*head.all("advcl"), *(c for p in particles(head) for c in p.all("advcl"))]
    return next(
        (c for c in found if c.tag == "VBG" and c.i > head.i and len(c.all("mark")) == 1
         and c.all("mark")[0].lower in CLAUSE_PREPOSITIONS), None,
    )  # fmt: skip


def clause_phrase(doc: Doc, predicate: Word, inside: list[Word]) -> Phrase:
    """A clause as an object: its words, and the id of the clause found at its predicate."""
    start, end = min(w.start for w in inside), max(w.end for w in inside)
    text = " ".join(source_text(doc)[start:end].split()).strip("\"“”‘’',.: ")
    return Phrase(text, start, end, predicate.start, clause=f"c{predicate.start}")


def complement(doc: Doc, predicate: Predicate) -> Word | Phrase | None:
    """A clause, noun or adjective that completes the verb ("became president", "said that …")."""
    head = predicate.head
    clausal = head.first("ccomp")
    if clausal is not None and (clausal.has(*SUBJECTS) or is_verb(clausal)):
        that = complementiser(clausal)
        return clause_phrase(doc, clausal, [w for w in clausal.subtree() if w not in that])
    open_complement = head.first("xcomp")
    if open_complement is None or is_verb(open_complement):
        return None
    adjective = open_complement.pos in ("ADJ", "ADV")
    return quality(doc, open_complement) if adjective else open_complement


def added(doc: Doc, verb: Word, completed: Word | Phrase | None) -> list[Argument]:
    """What completes a verb beside its object: what is said, or asked of it, or what it becomes."""
    if isinstance(completed, Word):
        return [argument(doc, completed)]
    if completed is not None:
        return [Argument("content" if completed.clause else "result", completed)]
    asked = next((x for x in verb.all("xcomp") if is_verb(x)), None)
    if asked is None:
        return []
    inside = [w for w in asked.subtree() if w.dep != "punct"]
    return [Argument("content", clause_phrase(doc, asked, inside))]


def linking(verb: Word) -> list[Word] | None:
    """The "to be" before a noun or adjective that completes a verb ("is said to be a cousin")."""
    noun = verb.first("xcomp")
    copula = None if noun is None else noun.first("cop")
    if noun is None or copula is None or copula.lower != "be":
        return None
    return [*noun.all("mark"), copula]
