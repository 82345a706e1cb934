"""What embeds a predicate, and what that does to it.

The reading follows the polarity lattice of implicative and factive verbs (Karttunen 1971;
Saurí and Pustejovsky 2009, FactBank) in its simplest form: a clause starts as asserted, its own
words and then each embedding predicate may deny it or leave it open.
"""

from __future__ import annotations

from collections.abc import Mapping

from kg.extract.lexicon import (
    ACCUSING,
    ACQUITTING,
    AVERTING,
    AVERTING_AWAY,
    CLAIMING,
    CONATIVE,
    CONDITIONAL_MARKS,
    DENYING,
    FACTIVE,
    FACTIVE_NOUNS,
    FALSE,
    FOND,
    IMAGINING,
    IMPLICATIVE,
    LEARNT,
    MOVED,
    NEGATIONS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_IMPLICATIVE,
    NEGATIVE_MARKS,
    NOTED,
    OPEN_ADJECTIVES,
    OPEN_NOUNS,
    REPORTING,
    UNCERTAIN,
)
from kg.extract.polarity import (
    PRESENT,
    WH_TAGS,
    Reading,
    is_imperative,
    is_negated,
    is_question,
    own,
    performs,
)
from kg.extract.predicates import negates
from kg.extract.words import Word

WISHING = frozenset("like want wish".split())
DECIDING = frozenset("decide choose agree vote elect resolve opt".split())
WANTING = frozenset("want need wish prefer require".split())
"""Verbs whose object is wanted in a state that it is not in yet."""
PROVISOS = frozenset("provided providing assuming supposing".split())
OCCASIONS = frozenset("when whenever once until till before after".split())
GERUND_MARKS = frozenset("of on about in for to".split())


def read(predicate: Word) -> Reading:
    """The reading of a predicate: its own words first, then what embeds it."""
    reading = Reading()
    own(predicate, reading)
    inner = predicate
    for outer in predicate.ancestors():
        if not _embeds(inner, outer, reading):
            break
        reading.embeddings += inner.dep != "conj"
        inner = outer
    return reading


def _embeds(inner: Word, outer: Word, reading: Reading) -> bool:
    """Apply what `outer` does to its dependent; whether to go on outwards."""
    if inner.dep == "xcomp":
        return _complement(inner, outer, reading)
    if inner.dep in ("ccomp", "csubj"):
        return _clausal(inner, outer, reading)
    if inner.dep == "advcl":
        return _adverbial(inner, outer, reading)
    that = any(m.lower == "that" for m in inner.all("mark"))
    if inner.dep == "acl" or (inner.dep == "acl:relcl" and that):
        return _of_noun(inner, outer, reading)
    if inner.dep == "acl:relcl":
        if outer.head.lemma in DENYING and outer.dep == "obj":
            reading.doubt("reported", outer.head)  # "denied a report that it had paid", misread
        return _cleft(outer, reading)
    return inner.dep == "conj" and _shares_subordinator(inner, outer, reading)


def _shares_subordinator(inner: Word, outer: Word, reading: Reading) -> bool:
    """ "If it pays us and puts it in writing": the second condition is one as well."""
    if inner.has("nsubj", "nsubj:pass", "aux", "cop"):
        return False
    for mark in outer.all("mark"):
        if mark.lower in CONDITIONAL_MARKS:
            reading.doubt("condition", mark)
        elif mark.lower in NEGATIVE_MARKS:
            reading.deny(mark)
    return True


def _of_noun(inner: Word, outer: Word, reading: Reading) -> bool:
    """ "the plan to sell", "denied a report that it had paid", "the risk of losing"."""
    marks = {m.lower: m for m in inner.all("mark")}
    if not marks and inner.tag == "VBN" and outer.dep == "obj" and outer.head.lemma in WANTING:
        reading.doubt("intention", outer.head)  # "wanted the sanctions lifted", read as a noun's
        return True
    if "that" in marks and (cue := _missing(outer)) is not None:
        reading.doubt("possibility", cue)
    if not marks or outer.lemma in FACTIVE_NOUNS:
        return False
    if "to" in marks:
        reading.doubt("intention", outer)
    elif "that" in marks and outer.head.lemma in DENYING:
        _disclaim(outer.head, reading)
    elif "that" in marks and not _is_result(inner, outer):
        reading.doubt("reported", outer)
    elif outer.lemma in OPEN_NOUNS and GERUND_MARKS & marks.keys():
        reading.doubt("possibility", outer)
    return False


def _cleft(outer: Word, reading: Reading) -> bool:
    """ "It was not Ana who signed" denies it of Ana."""
    denied = [c for c in outer.all("advmod") if negates(c)]
    it = any(e.lower == "it" for e in outer.all("expl", "nsubj"))
    if denied and it and outer.has("cop"):
        reading.deny(denied[0])
    return False


def _missing(noun: Word) -> Word | None:
    """The negation of "no evidence that …", "found no proof that …", "did not see proof that …"."""
    found = (d for d in noun.all("det") if d.lower in NEGATIVE_DETERMINERS)
    beside = (c for c in noun.head.all("advmod") if negates(c) and noun.dep in ("obj", "nsubj"))
    return next(found, None) or next(beside, None)


def _is_result(inner: Word, outer: Word) -> bool:
    """ "in such disrepair that they still grumble": a result, not what a noun is about."""
    before = (w for above in (outer, outer.head) for w in above.subtree() if w.i < inner.i)
    return any(w.lower in ("such", "so", "enough") for w in before)


def _complement(inner: Word, outer: Word, reading: Reading) -> bool:
    """ "failed to sign", "wants to lift", "managed to leave"."""
    lemma, infinitive = outer.lemma, is_infinitive(inner)
    if _too(outer) is not None and infinitive:
        reading.deny(_too(outer) or outer)
    elif lemma in NEGATIVE_IMPLICATIVE:
        reading.deny(outer)
    elif inner.tag == "VBN" and not infinitive and lemma in ("find", "see"):
        return False  # "please find attached"
    elif infinitive and (lemma == "remain" or (lemma == "go" and outer.tag == "VBG")):
        reading.doubt("future", outer)
    elif lemma in DECIDING and not reading.positive:
        pass  # "decided not to sign": it was not signed
    elif lemma == "able" and any(c.tag == "VBD" for c in outer.all("cop")):
        pass  # "was able to give": it was given
    elif lemma in CONATIVE and outer.tag in ("VBD", "VBN", "VBG") and not reading.embeddings:
        pass  # "tried to sell": an attempt is a deed, and the relation says that it was one
    elif lemma in FOND and not outer.has("aux"):
        pass  # "they love to climb"
    elif lemma in WISHING and infinitive and performs(inner, outer) and not _is_undone(outer):
        return False  # "we would like to thank you", "I wanted to say that …"
    elif _is_settled(inner, outer):
        pass  # "was surprised to see", "claims to own", "is known to cause"
    elif lemma in UNCERTAIN or (lemma not in IMPLICATIVE and infinitive):
        reading.doubt("intention", outer)
        return True
    elif _is_duty(inner, outer):
        reading.doubt("obligation", outer)
    own(outer, reading)
    return True


def _is_undone(outer: Word) -> bool:
    """Whether a wish is denied or asked about."""
    return is_negated(outer) or is_question(outer) or outer.has("advcl")


def _is_settled(inner: Word, outer: Word) -> bool:
    """Whether an infinitive is claimed by its subject, felt about, or known.

    What "is claimed" is claimed by others, and what one knows to do is another matter.
    """
    passive = outer.has("aux:pass") or outer.tag == "VBN"
    claimed = outer.lemma in CLAIMING and not passive
    known = outer.lemma == "know" and outer.has("aux:pass")
    return claimed or known or (outer.lower in MOVED and inner.lemma in LEARNT)


def _is_duty(inner: Word, outer: Word) -> bool:
    """ "has to leave"; "had to leave" happened, and "I have to say" says it."""
    present = outer.lemma == "have" and outer.tag not in ("VBD", "VBN")
    return present and is_infinitive(inner) and not performs(inner, outer)


def _too(outer: Word) -> Word | None:
    """The "too" of "too difficult to digest", where it is not denied itself."""
    degree = outer.all("advmod")
    if any(d.lower in NEGATIONS for d in degree):
        return None
    return next((d for d in degree if d.lower == "too" and d.i == outer.i - 1), None)


def _clausal(inner: Word, outer: Word, reading: Reading) -> bool:
    """ "denied that …", "said that …", "regrets that …", "hopes that …"."""
    lemma = outer.lemma
    if outer.dep == "advcl" and outer.lower in PROVISOS and not outer.has("nsubj"):
        reading.doubt("condition", outer)  # "provided that it pays"
        return False
    if lemma in DENYING:
        _disclaim(outer, reading)
    if inner.tag == "VB" and not inner.has("aux", "aux:pass"):
        reading.doubt("intention", outer)  # "asked that he leave", "it is vital to remember"
        return False
    if lemma in REPORTING:
        _reported(inner, outer, reading)
        return False
    if lemma in IMAGINING:
        reading.doubt("possibility", outer)
        return False
    if lemma in FACTIVE or _is_asked(inner) or _works_out(outer):
        return False
    if lemma in FOND and not outer.has("aux"):
        return False  # "I love that he walks around"
    if lemma in UNCERTAIN and lemma != "mean":
        reading.doubt("intention", outer)
        return False
    if lemma in NEGATIVE_IMPLICATIVE or lemma in FALSE:
        reading.deny(outer)
    own(outer, reading)
    return True


def _disclaim(verb: Word, reading: Reading) -> None:
    """ "Denied that it paid" denies; "denied that it refused to pay" leaves open whether it did."""
    if reading.positive:
        reading.deny(verb)
    else:
        reading.doubt("reported", verb)


def _works_out(outer: Word) -> bool:
    """ "worked out that it paid": found, unlike what one works for."""
    return outer.lemma == "work" and any(c.lower == "out" for c in outer.all("compound:prt"))


def _reported(inner: Word, outer: Word, reading: Reading) -> None:
    """What may be said, or is not said, is open; "please note that" and "I must say" say it."""
    before = Reading()
    own(outer, before)
    if before.certain and before.positive:
        return
    told = _is_told(outer) and not is_negated(outer)
    open_still = before.modality in ("question", "condition") and not performs(outer)
    if not (_is_asked(inner) or (told and not open_still)):
        reading.doubt("reported", *before.cues)


def _is_told(outer: Word) -> bool:
    """ "It should be noted that", "please note that", "I must say that": it is said by that."""
    noted = outer.lemma in NOTED and outer.has("aux:pass")
    return noted or performs(outer) or (outer.lemma == "note" and is_imperative(outer))


def _is_asked(clause: Word) -> bool:
    """Whether a finite clause begins with a question word: who did it is asked, not whether."""
    first = min(clause.subtree(), key=lambda w: w.i)
    return first.tag in WH_TAGS and not is_infinitive(clause)


def _adverbial(inner: Word, outer: Word, reading: Reading) -> bool:
    """A purpose is open, what one is kept from is denied; other adverbial clauses stand alone."""
    marks = {m.lower: m for m in inner.all("mark")}
    gerund = inner.tag == "VBG" and not is_infinitive(inner)
    if "from" in marks and gerund and _keeps_from(outer):
        reading.deny(marks["from"])
    elif gerund and (cue := _is_far_from(inner, outer, marks)) is not None:
        reading.deny(cue)
    elif gerund and "of" in marks and (outer.lemma in ACQUITTING or _is_not_guilty(outer)):
        reading.deny(outer)
    elif gerund and marks and outer.lemma in ACCUSING:
        reading.doubt("reported", outer)
    elif gerund and inner.i > outer.i and GERUND_MARKS & marks.keys() and _looks_ahead(outer):
        reading.doubt("intention", outer)
    if is_infinitive(inner) and not inner.has("aux"):
        if (too := _too(outer)) is not None:
            reading.deny(too)
        else:
            reading.doubt("purpose", marks["to"])
    elif _is_participle(inner) or _is_occasion(inner):
        main = read(outer)
        if not main.positive and "without" in marks:
            reading.positive = not reading.positive  # "cannot leave without paying"
        if not main.certain:  # "you will win by waiting", "tell me when you come"
            reading.doubt(main.modality, *main.cues)
    return False


def _keeps_from(outer: Word) -> bool:
    """ "prevented him from leaving", "walked away from signing"; not "came back from visiting"."""
    verb = outer.head if outer.lower in ("away", "back") else outer
    turned = (outer, *outer.all("advmod", "compound:prt"))
    off = any(w.lower in ("away", "back") for w in turned)
    return outer.lemma in AVERTING or (off and verb.lemma in AVERTING_AWAY)


def _is_not_guilty(outer: Word) -> bool:
    return outer.lemma == "innocent" or (outer.lemma == "guilty" and is_negated(outer))


def _is_far_from(inner: Word, outer: Word, marks: Mapping[str, Word]) -> Word | None:
    """The adverb of "far from signing" and "stopped short of signing"."""
    beside = (outer, *outer.all("advmod"), *inner.all("advmod"))
    pairs = (("far", "from"), ("short", "of"))
    return next(
        (
            w
            for w in beside
            for adverb, mark in pairs
            if w.lower == adverb and mark in marks and w.i == marks[mark].i - 1
        ),
        None,
    )


def _looks_ahead(outer: Word) -> bool:
    """ "plans on leaving", "is interested in buying", "looks forward to seeing"."""
    forward = outer.lemma == "look" and any(w.lower == "forward" for w in outer.all("advmod"))
    return forward or outer.lemma in UNCERTAIN or outer.lemma in OPEN_ADJECTIVES


def _is_participle(word: Word) -> bool:
    """A verb without tense of its own: "waiting", "having waited", not "is waiting"."""
    helpers = word.all("aux", "aux:pass", "cop")
    return word.tag in ("VBG", "VBN") and all(h.tag in ("VBG", "VBN") for h in helpers)


def _is_occasion(clause: Word) -> bool:
    """Whether a clause in the present says when: it is as open as what it times."""
    when = any(w.lower in OCCASIONS for w in clause.all("mark", "advmod"))
    helpers = clause.all("aux", "aux:pass")
    tense = helpers[0].tag if helpers else clause.tag
    return when and tense in (*PRESENT, "VB")


def is_infinitive(word: Word) -> bool:
    """Whether a verb has its "to"."""
    return any(mark.lower == "to" for mark in word.all("mark"))
