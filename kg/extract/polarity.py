"""What a predicate's own words say of it: negation, modality, mood, tense."""

from __future__ import annotations

from dataclasses import dataclass, field

from kg.data import Factuality
from kg.extract.lexicon import (
    ADDRESSED,
    ALMOST,
    CONDITIONAL_MARKS,
    HEARSAY,
    HELD,
    LATER,
    MODALS,
    NEGATIVE_DETERMINERS,
    NEGATIVE_MARKS,
    NEGATIVE_PHRASES,
    NEGATIVE_PRONOUNS,
    PERCEIVED,
    PERHAPS,
    STATED,
)
from kg.extract.predicates import is_verb, negates, scheduled
from kg.extract.words import Word

MILD = frozenset("must would 'd can".split())
"""Modals that a speaker puts on what he does by saying so ("I must say", "I would add")."""
WH_TAGS = ("WP", "WRB", "WDT")
PRESENT = ("VBP", "VBZ")
TURNED = ("had", "were", "should")


@dataclass
class Reading:
    """What is known of a predicate so far, from the inside out."""

    positive: bool = True
    certain: bool = True
    modality: str = ""
    cues: list[Word] = field(default_factory=list)
    embeddings: int = 0
    """How many predicates around it have been looked at."""

    def deny(self, cue: Word) -> None:
        """Turn it round."""
        self.positive = not self.positive
        self.cues.append(cue)

    def doubt(self, modality: str, *cues: Word) -> None:
        """Leave it open; the innermost modality names the reading."""
        self.certain = False
        self.modality = self.modality or modality
        self.cues += cues

    @property
    def factuality(self) -> Factuality:
        """What cannot or could not be done was not done; all else that is open is hypothetical."""
        if not self.positive and (self.certain or self.modality == "ability"):
            return "denied"
        return "asserted" if self.certain else "hypothetical"


def own(word: Word, reading: Reading) -> None:
    """Negation, modal auxiliaries, mood and subordinators of the predicate itself."""
    for child in word.children:
        if child.dep in ("advmod", "cc:preconj", "det", "cc") and negates(child):
            if not _not_only(child):
                reading.deny(child)
        elif child.dep == "mark" and child.lower in CONDITIONAL_MARKS and not _as_if(child):
            reading.doubt("condition", child)
        elif child.dep == "mark" and child.lower in NEGATIVE_MARKS:
            reading.deny(child)
        elif child.dep == "advcl" and (mark := _conditional(child)) and not _even(mark):
            reading.doubt("condition", mark)
    if word.dep == "advcl" and not word.has("mark") and (mark := _conditional(word)) is not None:
        reading.doubt("condition", mark)
    _modals(word, reading)
    _adverbs(word, reading)
    _negative_arguments(word, reading)
    if (mark := scheduled(word)) is not None:
        reading.doubt("future", mark)
    if (later := _later(word) or _going_to_be(word)) is not None:
        reading.doubt("future", later)
    if _shares_auxiliaries(word):
        _shared(word, reading)
    elif _is_alternative(word) and (cue := _negation_before(word.head)):
        reading.deny(cue)  # "she never wrote or called"
    if is_imperative(word):
        reading.doubt("imperative", word)
    if is_question(word):
        reading.doubt("question")


def _modals(word: Word, reading: Reading) -> None:
    """Modal verbs, but for those that only soften what is done by saying so, or seen."""
    for child in word.all("aux", "aux:pass"):
        if child.lower in MODALS and not _is_had(child, word) and not _softens(child, word):
            reading.doubt(MODALS[child.lower], child)


def _adverbs(word: Word, reading: Reading) -> None:
    """ "Allegedly stole", "perhaps left", "nearly fell"."""
    for child in word.all("advmod"):
        if child.lower in HEARSAY:
            reading.doubt("reported", child)
        elif child.lower in PERHAPS:
            reading.doubt("possibility", child)
        elif child.lower in ALMOST and child.i == word.i - 1:
            reading.deny(child)


def _is_had(modal: Word, word: Word) -> bool:
    """Whether "'d" stands for "had": "they'd left", "they'd been seen"."""
    passive = word.first("aux:pass")
    perfect = word.tag == "VBN" and (passive is None or passive.lower == "been")
    return modal.lower == "'d" and perfect and not any(a.lower == "have" for a in word.all("aux"))


def _softens(modal: Word, word: Word) -> bool:
    """ "I must say", "we would like a table", "she could see that": said, wanted, seen."""
    if is_question(word) or word.has("advcl") or is_negated(word):
        return False
    perceived = MODALS[modal.lower] == "ability" and _perceives(modal, word)
    if word.has("mark") or word.dep == "advcl":  # "as you can see"
        return perceived and any(m.lower == "as" for m in word.all("mark"))
    return perceived or (modal.lower in MILD and performs(word))


def is_negated(word: Word) -> bool:
    """Whether a negation stands beside the word."""
    return any(map(negates, word.all("advmod")))


def _perceives(modal: Word, word: Word) -> bool:
    """ "You can see the harbour", "she could tell that it burnt"; not "we could see a loss"."""
    subject = word.first("nsubj")
    if word.lemma not in PERCEIVED or subject is None:
        return False
    if word.lemma == "tell" and word.has("obj", "iobj"):
        return False
    somebody = subject.pos == "PRON" or subject.ent == "PERSON"
    return somebody and (modal.lower != "could" or subject.lower not in ("we", "you"))


def performs(word: Word, outer: Word | None = None) -> bool:
    """Whether the writer does by these words what they name ("I must say", "I would add").

    The subject of an infinitive stands with the `outer` verb ("I have to say").
    """
    subject = (outer or word).first("nsubj")
    if subject is None or subject.lower not in ("i", "we"):
        return False
    if word.lemma in ADDRESSED:
        return any(c.lower == "you" for c in word.all("obj", "iobj"))
    stated = word.lemma in STATED and (word.has("ccomp") or not word.has("obj"))
    return stated or word.lemma in HELD


def _negative_arguments(word: Word, reading: Reading) -> None:
    """ "No agreement was reached", "nobody came", "under no circumstances".

    Not so "in no time", and not "he was no doubt tired".
    """
    for child in word.children:
        if child.base not in ("nsubj", "obj", "obl") or _is_apart(child) or _is_sure(child):
            continue
        if child.lower in NEGATIVE_PRONOUNS and not _but(child):
            reading.deny(child)
            return
        found = next((d for d in child.all("det", "advmod", "cc:preconj")
                      if d.lower in NEGATIVE_DETERMINERS), None)  # fmt: skip
        if found is not None:
            reading.deny(found)
            return


def _is_apart(argument: Word) -> bool:
    """ "in no time", "with no charge": the preposition's own negation, not the verb's."""
    before = argument.first("case")
    if argument.base != "obl" or before is None or argument.lower in NEGATIVE_PRONOUNS:
        return False
    return f"{before.lower} {argument.lemma}" not in NEGATIVE_PHRASES


def _is_sure(argument: Word) -> bool:
    """ "No doubt", as an adverb: the writer is sure."""
    return argument.lower == "doubt" and argument.base == "obl" and not argument.has("case")


def _but(pronoun: Word) -> bool:
    """ "nothing but compliments": that alone, but that."""
    following = (*pronoun.children, *pronoun.head.children)
    found = (w for c in following for w in (c, *c.children))
    return any(w.lower == "but" and w.i == pronoun.i + 1 for w in found)


def _later(word: Word) -> Word | None:
    """The time to come of a verb in the present ("leaves tomorrow", "is going soon")."""
    helpers = word.all("aux", "aux:pass")
    tense = word.tag if not helpers else helpers[0].tag
    if tense not in PRESENT or (word.tag == "VBN" and not word.has("aux:pass")):
        return None
    for child in word.all("advmod", "obl:unmarked", "obl:tmod", "obl:npmod", "obl"):
        if child.lower in LATER and not child.has("mark", "advcl"):
            return child
        following = child.first("amod")
        coming = following is not None and following.lower == "next" and child.lemma != "time"
        if child.base == "obl" and coming and child.ent in ("DATE", "TIME"):
            return following
    return None


def _going_to_be(word: Word) -> Word | None:
    """The "going" of "is going to be fine", where no verb follows it."""
    following = word.first("xcomp") if word.lemma == "go" and word.tag == "VBG" else None
    to = following is not None and following.has("cop") and following.has("mark")
    return word if to else None


def _shares_auxiliaries(word: Word) -> bool:
    if word.dep != "conj" or word.tag not in ("VB", "VBN", "VBG"):
        return False
    return is_verb(word.head) and not word.has("aux", "aux:pass", "nsubj", "nsubj:pass", "cop")


def _shared(word: Word, reading: Reading) -> None:
    """ "They did not fish or farm", "he may come and stay": what stands before the first verb."""
    first = word.head
    while _shares_auxiliaries(first):
        first = first.head
    _modals(first, reading)
    contrast = any(c.lower == "but" for c in word.all("cc"))
    joined = first.has("aux") or _is_alternative(word)
    if word.tag == "VB" and joined and not contrast and (cue := _negation_before(first)):
        reading.deny(cue)


def _is_alternative(word: Word) -> bool:
    """Whether a verb follows another with "or", with no subject of its own."""
    either = any(c.lower in ("or", "nor") for c in word.all("cc"))
    return word.dep == "conj" and either and not word.has("nsubj", "nsubj:pass")


def _negation_before(word: Word) -> Word | None:
    """What denies a verb, standing before it."""
    before = (c for c in word.all("advmod") if c.i < word.i)
    return next((c for c in before if negates(c) and not _not_only(c)), None)


def _conditional(clause: Word) -> Word | None:
    """The "if" of a condition, or the verb that is turned round instead ("had it hit an eye")."""
    marks = clause.all("mark")
    if not marks:
        first, subject = clause.first("aux", "cop"), clause.first("nsubj", "nsubj:pass")
        turned = first is not None and subject is not None and first.i < subject.i
        return first if turned and first is not None and first.lower in TURNED else None
    conditions = (m for m in marks if m.lower in ("if", "unless", "provided"))
    return next((m for m in conditions if not _as_if(m)), None)


def _even(mark: Word) -> bool:
    """ "Even if it rains, the ferry sails" says that it sails."""
    siblings = (*mark.children, *mark.head.children)
    return any(s.lower == "even" and s.i == mark.i - 1 for s in siblings)


def _as_if(mark: Word) -> bool:
    """ "looked as if it had rained" compares, and sets no condition."""
    siblings = (*mark.head.all("mark"), *mark.head.all("advmod"))
    return mark.lower == "if" and any(s.lower == "as" and s.i == mark.i - 1 for s in siblings)


def is_imperative(word: Word) -> bool:
    """A bare main verb: "comment, please", "don't give up", "how to train it"."""
    if word.tag != "VB" or word.dep not in ("root", "ROOT", "conj", "parataxis"):
        return False
    if word.dep == "conj" and not word.has("aux"):
        bare = not word.has("nsubj", "nsubj:pass", "mark")
        bidden = word.lemma == "let" or any(c.lower == "please" for c in word.children)
        return bare and (bidden or word.head.pos != "VERB" or is_imperative(word.head))
    helped = any(a.lemma != "do" for a in word.all("aux", "aux:pass"))
    asked = word.has("aux") and word.has("nsubj", "nsubj:pass")
    return not helped and not asked and not word.has("expl")


def _not_only(word: Word) -> bool:
    """ "not only … but also", "didn't just ask" deny nothing."""
    return word.lower in ("not", "n't") and any(
        c.lower in ("only", "just", "merely", "simply") and c.i == word.i + 1
        for c in (*word.children, *word.head.children)
    )


def is_question(word: Word) -> bool:
    """Whether a predicate is asked about: inverted, in a sentence that ends with a question mark.

    What a question word asks for is taken for granted ("What happened?").
    """
    subject, first = word.first("nsubj", "nsubj:pass"), word.first("aux", "aux:pass", "cop")
    if subject is None or first is None or first.i > subject.i:
        return False
    root = [word, *word.ancestors()][-1]
    last = max((c for c in root.children if c.dep == "punct"), key=lambda c: c.i, default=None)
    asked = last is not None and last.text.startswith("?") and last.i > word.i
    return asked and not any(w.tag in WH_TAGS and w.i < first.i for w in word.subtree())
