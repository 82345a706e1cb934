"""Did it happen, as the innermost source has it? Negation, modality, and what embeds what.

The reading follows the polarity lattice of implicative and factive verbs (Karttunen 1971;
Saurí and Pustejovsky 2009, FactBank) in its simplest form: a clause starts as asserted, its own
words and then each embedding predicate may deny it or leave it open.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from spacy.tokens import Doc

from kg.data import Clause, Factuality, Span
from kg.extract.lexicon import (
    CONDITIONAL_MARKS,
    DENYING,
    FACTIVE,
    FACTIVE_NOUNS,
    IMPLICATIVE,
    MODALS,
    NEGATIONS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_IMPLICATIVE,
    NEGATIVE_MARKS,
    NEGATIVE_PRONOUNS,
    REPORTING,
    UNCERTAIN,
)
from kg.extract.predicates import is_verb, scheduled
from kg.extract.words import Word, words

GAINING = frozenset("benefit profit suffer come result learn gain earn live recover".split())
"""Verbs after which "from" names a source, not what was kept from happening."""
DECIDING = frozenset("decide choose agree vote elect resolve opt".split())
OCCASIONS = frozenset("when whenever once until till before after".split())
INFERRED = frozenset(
    """title kinship apposition age location alias affiliation instance belonging
    participants""".split()
)
"""Rules whose relation is implied by a noun phrase: what its verb denies does not touch it."""


@dataclass
class _Reading:
    """What is known of a predicate so far, from the inside out."""

    positive: bool = True
    certain: bool = True
    modality: str = ""
    cues: list[Word] = field(default_factory=list)

    def deny(self, cue: Word) -> None:
        self.positive = not self.positive
        self.cues.append(cue)

    def doubt(self, modality: str, *cues: Word) -> None:
        self.certain = False
        self.modality = self.modality or modality
        self.cues += cues

    @property
    def factuality(self) -> Factuality:
        if not self.positive and (self.certain or self.modality == "ability"):
            return "denied"  # what could not be done was not done
        return "asserted" if self.certain else "hypothetical"


def with_factuality(doc: Doc, clauses: list[Clause]) -> Iterator[Clause]:
    """The clauses with factuality, modality and the spans of the cues."""
    at = {w.start: w for w in words(doc)}
    for clause in clauses:
        if clause.rule in INFERRED:
            yield clause
            continue
        reading = read(at[int(clause.id[1:].partition(".")[0])])
        cues: list[Span] = sorted({(w.start, w.end) for w in reading.cues})
        yield replace(
            clause, factuality=reading.factuality, modality=reading.modality, cues=tuple(cues)
        )


def read(predicate: Word) -> _Reading:
    """The reading of a predicate: its own words first, then what embeds it."""
    reading = _Reading()
    _own(predicate, reading)
    inner = predicate
    for outer in predicate.ancestors():
        if not _embeds(inner, outer, reading):
            break
        inner = outer
    return reading


def _own(word: Word, reading: _Reading) -> None:
    """Negation, modal auxiliaries, mood and subordinators of the predicate itself."""
    for child in word.children:
        if child.dep in ("advmod", "cc:preconj", "det", "cc") and child.lower in NEGATIONS:
            if not _not_only(child):
                reading.deny(child)
        elif child.dep in ("aux", "aux:pass") and _is_modal(child, word):
            reading.doubt(MODALS[child.lower], child)
        elif child.dep == "mark" and child.lower in CONDITIONAL_MARKS and not _as_if(child):
            reading.doubt("condition", child)
        elif child.dep == "mark" and child.lower in NEGATIVE_MARKS:
            reading.deny(child)
        elif child.dep == "advcl" and (mark := _conditional(child)) is not None:
            reading.doubt("condition", mark)
    _negative_arguments(word, reading)
    if (mark := scheduled(word)) is not None:
        reading.doubt("future", mark)
    if word.dep == "conj" and _shares_auxiliaries(word):
        _own_auxiliaries(word.head, reading)
    if _is_imperative(word):
        reading.doubt("imperative", word)
    if _is_question(word):
        reading.doubt("question")


def _is_modal(auxiliary: Word, verb: Word) -> bool:
    """Whether it is a modal verb, and not the "'d" of "he'd gone"."""
    had = auxiliary.lower == "'d" and verb.tag == "VBN" and not verb.has("aux:pass")
    return auxiliary.lower in MODALS and not had


def _negative_arguments(word: Word, reading: _Reading) -> None:
    """ "No agreement was reached", "nobody came"."""
    for child in word.children:
        if child.base not in ("nsubj", "obj", "obl"):
            continue
        if child.lower in NEGATIVE_PRONOUNS:
            reading.deny(child)
            return
        found = next((d for d in child.all("det", "advmod", "cc:preconj")
                      if d.lower in NEGATIVE_DETERMINERS), None)  # fmt: skip
        if found is not None:
            reading.deny(found)
            return


def _own_auxiliaries(word: Word, reading: _Reading) -> None:
    for child in word.all("aux", "aux:pass"):
        if _is_modal(child, word):
            reading.doubt(MODALS[child.lower], child)


def _shares_auxiliaries(word: Word) -> bool:
    if word.tag not in ("VB", "VBN", "VBG"):
        return False
    return is_verb(word.head) and not word.has("aux", "aux:pass", "nsubj", "nsubj:pass", "cop")


def _embeds(inner: Word, outer: Word, reading: _Reading) -> bool:
    """Apply what `outer` does to its dependent; whether to go on outwards."""
    if inner.dep == "xcomp":
        return _complement(inner, outer, reading)
    if inner.dep in ("ccomp", "csubj"):
        return _clausal(inner, outer, reading)
    if inner.dep == "advcl":
        return _adverbial(inner, outer, reading)
    if inner.dep == "acl":
        return _of_noun(inner, outer, reading)
    return inner.dep == "conj" and _shares_subordinator(inner, outer, reading)


def _shares_subordinator(inner: Word, outer: Word, reading: _Reading) -> bool:
    """ "If it pays us and puts it in writing": the second condition is one as well."""
    if inner.has("nsubj", "nsubj:pass", "aux", "cop"):
        return False
    for mark in outer.all("mark"):
        if mark.lower in CONDITIONAL_MARKS:
            reading.doubt("condition", mark)
        elif mark.lower in NEGATIVE_MARKS:
            reading.deny(mark)
    return True


def _of_noun(inner: Word, outer: Word, reading: _Reading) -> bool:
    """ "the plan to sell", "denied a report that it had paid", "the fact that it sank"."""
    mark = inner.first("mark")
    if mark is None or outer.lemma in FACTIVE_NOUNS:
        return False
    if mark.lower == "to":
        reading.doubt("intention", outer)
    elif mark.lower == "that" and outer.head.lemma in DENYING:
        reading.deny(outer.head)
    elif mark.lower == "that":
        reading.doubt("reported", outer)
    return False


def _complement(inner: Word, outer: Word, reading: _Reading) -> bool:
    """ "failed to sign", "wants to lift", "managed to leave"."""
    lemma = outer.lemma
    if lemma in NEGATIVE_IMPLICATIVE:
        reading.deny(outer)
    elif lemma == "go" and outer.tag == "VBG" and _is_infinitive(inner):
        reading.doubt("future", outer)
    elif lemma in DECIDING and not reading.positive:
        pass  # "decided not to sign": it was not signed
    elif lemma == "able" and any(c.tag == "VBD" for c in outer.all("cop")):
        pass  # "was able to give": it was given
    elif lemma in UNCERTAIN or (lemma not in IMPLICATIVE and _is_infinitive(inner)):
        reading.doubt("intention", outer)
        return True
    elif lemma == "have" and _is_infinitive(inner) and outer.tag not in ("VBD", "VBN"):
        reading.doubt("obligation", outer)
    _own(outer, reading)
    return True


def _clausal(inner: Word, outer: Word, reading: _Reading) -> bool:
    """ "denied that …", "said that …", "regrets that …", "hopes that …"."""
    lemma = outer.lemma
    if lemma in DENYING:
        reading.deny(outer)
    if lemma in REPORTING:
        before = _Reading()
        _own(outer, before)
        if not before.certain or not before.positive:
            reading.doubt("reported", *before.cues)
        return False
    if inner.tag == "VB" and not inner.has("aux", "aux:pass"):
        reading.doubt("intention", outer)  # "asked that he leave", "it is vital to remember"
        return False
    if lemma in FACTIVE:
        return False
    if lemma in UNCERTAIN:
        reading.doubt("intention", outer)
        return False
    if lemma in NEGATIVE_IMPLICATIVE:
        reading.deny(outer)
    _own(outer, reading)
    return True


def _adverbial(inner: Word, outer: Word, reading: _Reading) -> bool:
    """A purpose is open, what one is kept from is denied; other adverbial clauses stand alone."""
    away = next((m for m in inner.all("mark") if m.lower == "from"), None)
    if away is not None and inner.tag == "VBG" and outer.lemma not in GAINING:
        reading.deny(away)
    if _is_infinitive(inner) and not inner.has("aux"):
        mark = inner.first("mark")
        reading.doubt("purpose", *([mark] if mark else []))
    elif inner.tag in ("VBG", "VBN") or _is_occasion(inner):
        main = read(outer)
        if not main.certain:  # "you will win by waiting", "tell me when you come"
            reading.doubt(main.modality, *main.cues)
    return False


def _is_occasion(clause: Word) -> bool:
    """Whether a clause in the present says when: it is as open as what it times."""
    when = any(w.lower in OCCASIONS for w in clause.all("mark", "advmod"))
    return when and clause.tag in ("VBP", "VBZ", "VB")


def _conditional(clause: Word) -> Word | None:
    marks = (m for m in clause.all("mark") if m.lower in ("if", "unless", "provided"))
    return next((m for m in marks if not _as_if(m)), None)


def _as_if(mark: Word) -> bool:
    """ "looked as if it had rained" compares, and sets no condition."""
    siblings = (*mark.head.all("mark"), *mark.head.all("advmod"))
    return mark.lower == "if" and any(s.lower == "as" and s.i == mark.i - 1 for s in siblings)


def _is_infinitive(word: Word) -> bool:
    mark = word.first("mark")
    return mark is not None and mark.lower == "to"


def _is_imperative(word: Word) -> bool:
    """A bare main verb: "comment, please", "don't give up", "how to train it"."""
    if word.tag != "VB" or word.dep not in ("root", "ROOT", "conj", "parataxis"):
        return False
    if word.dep == "conj" and not word.has("aux"):
        return not word.has("nsubj", "nsubj:pass", "mark")
    helped = any(a.lemma != "do" for a in word.all("aux", "aux:pass"))
    asked = word.has("aux") and word.has("nsubj", "nsubj:pass")
    return not helped and not asked and not word.has("expl")


def _not_only(word: Word) -> bool:
    """ "not only … but also" denies nothing."""
    return word.lower == "not" and any(
        c.lower in ("only", "just", "merely") and c.i == word.i + 1
        for c in (*word.children, *word.head.children)
    )


def _is_question(word: Word) -> bool:
    """Whether a predicate is asked about: inverted, in a sentence that ends with a question mark.

    What a question word asks for is taken for granted ("What happened?").
    """
    subject, first = word.first("nsubj", "nsubj:pass"), word.first("aux", "aux:pass", "cop")
    if subject is None or first is None or first.i > subject.i:
        return False
    root = [word, *word.ancestors()][-1]
    last = max((c for c in root.children if c.dep == "punct"), key=lambda c: c.i, default=None)
    asked = last is not None and last.text.startswith("?") and last.i > word.i
    return asked and not any(
        w.tag in ("WP", "WRB", "WDT") and w.i < first.i for w in word.subtree()
    )
