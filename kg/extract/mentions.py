"""Mentions: the names, nominals and pronouns of a Doc, with what coreference needs of them."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from spacy.tokens import Doc

from kg.data import ENTITY_TYPES, Features, Mention, MentionKind, Quotation, Span
from kg.extract.clauses import is_literal
from kg.extract.lexicon import HONORIFICS, KINSHIP, PERSON_TITLES
from kg.extract.phrases import is_connective, label_bounds, name_bounds
from kg.extract.words import Word, extent, words

PRONOUNS: dict[str, tuple[str, str, int]] = {
    word: (number, gender, person)
    for number, gender, person, listed in (
        ("sing", "masc", 3, "he him his himself"),
        ("sing", "fem", 3, "she her hers herself"),
        ("sing", "neut", 3, "it its itself this that"),
        ("plur", "", 3, "they them their theirs themselves these those both"),
        ("sing", "", 1, "i me my mine myself"),
        ("plur", "", 1, "we us our ours ourselves"),
        ("", "", 2, "you your yours yourself yourselves"),
        ("", "", 3, "who whom whose which"),
    )
    for word in listed.split()
}
"""Number, gender and person of pronouns."""

MASCULINE = frozenset(
    """man boy gentleman father brother son husband uncle nephew grandfather grandson king prince
    actor businessman policeman spokesman chairman mr sir lord widower monk duke""".split()
)
FEMININE = frozenset(
    """woman girl lady mother sister daughter wife aunt niece grandmother granddaughter queen
    princess actress businesswoman policewoman spokeswoman chairwoman mrs ms miss dame madam widow
    nun duchess""".split()
)
PEOPLE = (
    KINSHIP
    | MASCULINE
    | FEMININE
    | PERSON_TITLES
    | frozenset(
        """person leader official journalist reporter writer author doctor lawyer student teacher
    president diplomat negotiator soldier officer scientist engineer artist singer worker
    politician spokesperson critic analyst expert victim witness citizen founder owner manager
    economist adviser advisor captain fisherman skipper colleague friend child""".split()
    )
)
RELATIVE = frozenset("who whom whose which that".split())
_ABOVE = 5
"""How many words are followed upwards in the tree."""
DEFINITE = frozenset("the this that these those both such".split())


def mentions(doc: Doc, quotations: list[Quotation]) -> Iterator[Mention]:
    """All mentions in order of their heads; they may nest ("[Kim's] sister").

    A name is a named entity, or a proper noun with its parts; a nominal a common noun with its
    modifiers but without what follows it, of-phrases apart. A coordination of names or nominals
    is a mention as well, headed by its conjunction.
    """
    at = words(doc)
    inside = _quotation_of(at, quotations)
    for word in at:
        kind = _kind(word)
        if kind is not None:
            first, last = name_bounds(doc, word) if kind == "name" else label_bounds(doc, word)
            if kind == "pronoun":
                first = last = word.i
            yield _mention(doc, word, kind, (first, last), inside)
        if word.dep == "cc" and _coordinates(word):
            parts = word.head.head.conjuncts() if word.head.dep == "conj" else []
            if len(parts) > 1:
                yield _coordination(doc, word, parts, inside)


def _kind(word: Word) -> MentionKind | None:
    """What kind of mention the word heads, if any."""
    if is_literal(word) or word.dep in ("fixed", "punct", "det"):
        return None
    if word.dep in ("obl", "nmod") and is_connective(word):
        return None
    if word.pos == "PRON" or word.tag in ("PRP", "PRP$", "WP", "WP$"):
        return "pronoun" if word.lower in PRONOUNS and word.dep != "expl" else None
    if word.ent and word.head is not word and word.run[0] <= word.head.i <= word.run[1]:
        return None  # another word heads the name
    if word.dep == "nmod:desc" and word.pos in ("NOUN", "PROPN"):
        return "nominal" if word.lower.rstrip(".") not in HONORIFICS else None
    if word.ent and word.ent in ENTITY_TYPES:
        return "name" if word.pos not in ("ADV", "VERB") else None
    if word.dep in ("compound", "flat"):
        return None
    if word.pos == "PROPN":
        return "name"
    return "nominal" if word.pos == "NOUN" else None


def _mention(
    doc: Doc, head: Word, kind: MentionKind, run: tuple[int, int], inside: dict[int, int]
) -> Mention:
    start, end = extent(doc, *run)
    return Mention(start, end, kind, features=_features(head, kind, inside.get(head.i, -1)))


def _features(head: Word, kind: MentionKind, quotation: int) -> Features:
    number, gender, person = _number(head), _gender(head), 3
    if kind == "pronoun":
        number, gender, person = PRONOUNS[head.lower]
    determiner = next((c.lower for c in head.children if c.dep in ("det", "nmod:poss")), "")
    owned = head.has("nmod:poss")
    return Features(
        head=(head.start, head.end),
        lemma=head.lemma if kind != "name" else head.text,
        type=_type(head, kind),
        number=number,
        gender=gender,
        person=person,
        role=head.dep,
        governor=head.head.start,
        above=tuple(w.start for w in islice(head.head.ancestors(), _ABOVE)),
        modifies=_modified(head) if kind == "pronoun" else -1,
        sentence=head.sentence,
        quotation=quotation,
        definite=owned or determiner in DEFINITE,
        bare=not (determiner or owned or head.has("nummod") or _is_narrowed(head)),
    )


def _modified(pronoun: Word) -> int:
    """The noun that the clause of a relative pronoun modifies ("the man whose dog I saw")."""
    if pronoun.lower not in RELATIVE:
        return -1
    for word in (pronoun, *islice(pronoun.ancestors(), _ABOVE)):
        if word.dep == "acl:relcl":
            return word.head.start
    return -1


def _type(head: Word, kind: MentionKind) -> str:
    if kind == "name":
        return head.ent
    if kind == "nominal" and head.lemma in PEOPLE:
        return "PERSON" if head.tag != "NNS" else "GROUP"
    return "PERSON" if head.lower in _PERSONAL else ""


def _is_narrowed(head: Word) -> bool:
    """Whether what stands behind a noun makes it another concept ("concerns about privacy")."""
    behind = [c for c in head.children if c.i > head.i]
    return any(c.dep == "nmod" or c.base == "acl" for c in behind)


_PERSONAL = frozenset("he him his himself she her hers herself i me my mine myself".split())


def _number(head: Word) -> str:
    if head.tag in ("NNS", "NNPS"):
        return "plur"
    return "sing" if head.tag in ("NN", "NNP") else ""


def _gender(head: Word) -> str:
    names = {head.lower, head.lemma}
    names.update([c.lower.rstrip(".") for c in head.children if c.dep == "compound"])
    if not names.isdisjoint(MASCULINE):
        return "masc"
    return "" if names.isdisjoint(FEMININE) else "fem"


def _coordinates(word: Word) -> bool:
    """Whether a conjunction joins things, and not what is said of one ("a guy and a character")."""
    things = word.head.pos in ("NOUN", "PROPN", "PRON")
    return word.lower in ("and", "&") and things and not word.head.head.has("cop")


def _coordination(
    doc: Doc, conjunction: Word, parts: list[Word], inside: dict[int, int]
) -> Mention:
    runs = [name_bounds(doc, p) if _kind(p) == "name" else label_bounds(doc, p) for p in parts]
    first, last = min(r[0] for r in runs), max(r[1] for r in runs)
    features = Features(
        head=(conjunction.start, conjunction.end),
        lemma="and",
        type="GROUP",
        number="plur",
        role=parts[0].dep,
        governor=parts[0].head.start,
        above=tuple(w.start for w in islice(parts[0].head.ancestors(), _ABOVE)),
        sentence=conjunction.sentence,
        quotation=inside.get(conjunction.i, -1),
    )
    start, end = extent(doc, first, last)
    return Mention(start, end, "nominal", features=features)


def _quotation_of(at: list[Word], quotations: list[Quotation]) -> dict[int, int]:
    """Index of the quotation that holds each quoted word."""
    found: dict[int, int] = {}
    spans: list[Span] = [(q.start, q.end) for q in quotations]
    k = 0
    for word in at:
        while k < len(spans) and spans[k][1] <= word.start:
            k += 1
        if k < len(spans) and spans[k][0] <= word.start:
            found[word.i] = k
    return found
