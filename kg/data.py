"""The vocabulary of the project as frozen dataclasses: what each step hands to the next.

`Document` comes from readers; `Mention` and `Clause` from extraction; `Entity` and
`DocumentGraph` from resolution within a document; `Statement` and the entities of a whole
graph from `kg.resolve.across.assemble`. All offsets count characters of the text of the
document; a span is half-open, `text[start:end]`.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from typing import Literal as OneOf

if TYPE_CHECKING:  # no array is made here, and `kg --help` need not wait for it
    import numpy as np
    from numpy.typing import NDArray

Span = tuple[int, int]
"""Half-open range of characters of a document's text."""

MentionKind = OneOf["name", "nominal", "pronoun"]
Factuality = OneOf["asserted", "denied", "hypothetical"]
BlockKind = OneOf["heading", "paragraph", "item", "row", "caption", "quote", "furniture"]

ENTITY_TYPES = (
    "PERSON", "ORG", "GPE", "LOC", "FAC", "EVENT", "WORK", "PRODUCT", "NORP", "GROUP", "CONCEPT",
)  # fmt: skip
LITERAL_TYPES = (
    "DATE", "TIME", "DURATION", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a document's layout, such as a heading or a row of a table."""

    start: int
    end: int
    kind: BlockKind


@dataclass(frozen=True, slots=True)
class Document:
    """A text and what its reader knew about it.

    `date` is ISO 8601, as precise as known ("2019-02", ""). `sources` are the places that hold
    this text, sorted, relative to the root that the user gave. `blocks` is the layout in order
    of start; blocks of kind "furniture" are masked from analysis. `warnings` are one-line
    remarks for the report ("decoded as windows-1252").
    """

    text: str
    title: str = ""
    date: str = ""
    sources: tuple[str, ...] = ()
    metadata: tuple[tuple[str, str], ...] = ()
    blocks: tuple[Block, ...] = ()
    warnings: tuple[str, ...] = ()
    id: str = field(init=False)

    def __post_init__(self) -> None:
        """Compute `id`: a hash of everything that analysis reads."""
        parts = [self.text, self.title, self.date]
        parts += [f"{b.start} {b.end} {b.kind}" for b in self.blocks]
        digest = hashlib.sha256("\x00".join(parts).encode("utf-8", "surrogatepass"))
        object.__setattr__(self, "id", digest.hexdigest()[:16])

    @property
    def furniture(self) -> tuple[Span, ...]:
        """Spans that are not part of the text proper: advertisements, share links, bylines."""
        return tuple((b.start, b.end) for b in self.blocks if b.kind == "furniture")


@dataclass(frozen=True, slots=True)
class Features:
    """What coreference needs to know of a mention beyond its span.

    `head` is the span of the head word and `lemma` its lemma; `type` an entity type or "";
    `number` "sing", "plur" or ""; `gender` "masc", "fem", "neut" or ""; `person` 1, 2, 3;
    `role` the universal dependency of the head ("nsubj"); `governor` the start of the word
    that the head depends on, and `above` those of the words that govern that one in turn, nearest
    first, a few of them; `modifies` is the start of the noun that a relative pronoun's clause
    modifies, or -1; `sentence` the span of the sentence; `quotation` the index of the quotation
    that holds the mention, or -1; `definite` whether a nominal has a definite, demonstrative or
    possessive determiner; `bare` whether it has neither a determiner nor a phrase behind it
    that narrows it.
    """

    head: Span
    lemma: str
    type: str = ""
    number: str = ""
    gender: str = ""
    person: int = 3
    role: str = ""
    governor: int = -1
    above: tuple[int, ...] = ()
    modifies: int = -1
    sentence: Span = (0, 0)
    quotation: int = -1
    definite: bool = False
    bare: bool = False


@dataclass(frozen=True, slots=True)
class Link:
    """Why a mention belongs to its entity: a named reason, a score, the mention it leans on.

    Where the score is learned, `because` names the traits that speak for it most.
    """

    reason: str
    score: float
    to: Span | None = None
    because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that refers to something. `features` is dropped once it is resolved."""

    start: int
    end: int
    kind: MentionKind
    link: Link | None = None
    features: Features | None = None
    document: str = ""


@dataclass(frozen=True, slots=True)
class Literal:
    """A value of a literal type, in the lexical form of its XSD datatype ("xsd:gYear")."""

    value: str
    datatype: str
    type: str


@dataclass(frozen=True, slots=True)
class Interval:
    """A span of time; both ends ISO 8601 and inclusive, as precise as the text."""

    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase, number or clause as an argument of a clause.

    `start` and `end` are None where the words are inferred; `head` is the start of the head
    word. At most one of `entity` (an id, set by resolution), `literal` and `clause` (id of a
    clause of the same document) is set.
    """

    text: str
    start: int | None = None
    end: int | None = None
    head: int | None = None
    entity: str | None = None
    literal: Literal | None = None
    clause: str | None = None


@dataclass(frozen=True, slots=True)
class Relation:
    """What stands between subject and object.

    `text` is in the sentence's own words ("walked away from"), `lemma` the canonical form that
    names the predicate ("walk away from"), `spans` the parts in order ("()": inferred).
    `inverted` says that the lemma reads from object to subject: a passive with its agent ("was
    arrested by", lemma "arrest") is one statement with its active.
    """

    text: str
    lemma: str
    spans: tuple[Span, ...] = ()
    inverted: bool = False


@dataclass(frozen=True, slots=True)
class Argument:
    """A further argument. The text of `phrase` begins with its preposition, as written.

    One that is coordinated has the preposition of the first, also where its text lacks it.
    """

    role: str
    phrase: Phrase
    preposition: str = ""


@dataclass(frozen=True, slots=True)
class Attribution:
    """Who says so: the source, the hearer if named, and through whom it was said."""

    source: Phrase
    to: Phrase | None = None
    via: Attribution | None = None


@dataclass(frozen=True, slots=True)
class Clause:
    """What a rule found in one sentence.

    `id` is "c" and the offset of the predicate's head word ("c120"; a further clause of the same
    word is "c120.1"). `factuality` is that of the innermost source; `cues` are the spans of the
    words that make it so; `modality` names the reading ("ability", "intention", "condition", …)
    or is "".
    """

    id: str
    rule: str
    confidence: float
    sentence: Span
    subject: Phrase
    relation: Relation
    object: Phrase | None = None
    arguments: tuple[Argument, ...] = ()
    time: Interval | None = None
    factuality: Factuality = "asserted"
    modality: str = ""
    cues: tuple[Span, ...] = ()
    attribution: Attribution | None = None

    def phrases(self) -> Iterator[Phrase]:
        """Every phrase of the clause: subject, object, further arguments, who says so."""
        yield self.subject
        if self.object:
            yield self.object
        yield from (a.phrase for a in self.arguments)
        said = self.attribution
        while said:
            yield said.source
            if said.to:
                yield said.to
            said = said.via

    @property
    def is_fact(self) -> bool:
        """Whether the document itself asserts it."""
        return self.factuality == "asserted" and self.attribution is None


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words quoted directly, with their marks, and who says them to whom."""

    start: int
    end: int
    speaker: Phrase | None = None
    to: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Extraction:
    """What extraction found in a document, or in a block of it, before resolution.

    Mentions are in order of their head words and have `features`; the `head` of a clause's
    phrase is the start of a mention's head word where the phrase refers to something. `vectors`
    holds the word vectors of heads by their start, in half precision; it is empty where the
    pipeline's encoder is not the embedded one.
    """

    mentions: tuple[Mention, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    vectors: Mapping[int, NDArray[np.float16]] = field(
        default_factory=dict, repr=False, compare=False
    )


@dataclass(frozen=True, slots=True)
class Entity:
    """What mentions refer to.

    Within a `DocumentGraph` the id is local ("e1"); in a whole graph it is readable and
    unique ("Kim_Jong_Un"). `aliases` are the other names, sorted; `description` is the most
    telling nominal ("the North Korean leader") or ""; `members` the ids of a group's members;
    `gender` as in `Features`; `generic` marks a concept that is one node across documents;
    `same_as` are the IRIs of authority files, sorted.
    """

    id: str
    label: str
    type: str
    mentions: tuple[Mention, ...]
    aliases: tuple[str, ...] = ()
    description: str = ""
    members: tuple[str, ...] = ()
    gender: str = ""
    generic: bool = False
    same_as: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DocumentGraph:
    """All that was found in one document. Its parts name each other by local ids."""

    document: Document
    entities: tuple[Entity, ...] = ()
    clauses: tuple[Clause, ...] = ()
    quotations: tuple[Quotation, ...] = ()

    def with_sources(self, sources: tuple[str, ...]) -> DocumentGraph:
        """The same graph of a document that stands in `sources`, sorted and unique."""
        return replace(self, document=replace(self.document, sources=tuple(sorted(set(sources)))))


@dataclass(frozen=True, slots=True)
class Evidence:
    """One place where a statement is made: a document and the clause found there."""

    document: str
    clause: Clause


@dataclass(frozen=True, slots=True)
class StatementRef:
    """A statement as the object or argument of another statement."""

    id: str


Term = str | Literal | StatementRef
"""What stands in an argument's place of a statement: an entity's id, a value, a statement."""


@dataclass(frozen=True, slots=True)
class Source:
    """Who says so, by entity id where known: speaker, hearer, and through whom."""

    speaker: str
    to: str | None = None
    via: Source | None = None


@dataclass(frozen=True, slots=True)
class StatementArgument:
    """A further argument of a statement: its role, its preposition ("" if none), its term."""

    role: str
    preposition: str
    term: Term


@dataclass(frozen=True, slots=True)
class Statement:
    """Clauses of the same meaning, with their mentions resolved.

    `predicate` is the id made of the relation's lemma ("walk_away_from") and `label` the lemma.
    `evidence` is sorted by document and offset and never empty.
    """

    id: str
    subject: str
    predicate: str
    label: str
    object: Term | None
    arguments: tuple[StatementArgument, ...]
    time: Interval | None
    factuality: Factuality
    modality: str
    attribution: Source | None
    evidence: tuple[Evidence, ...]

    @property
    def confidence(self) -> float:
        """Probability that a reader would call it right: that of its best evidence."""
        return max(e.clause.confidence for e in self.evidence)

    @property
    def is_fact(self) -> bool:
        """Whether it is asserted, and by a document itself."""
        return self.factuality == "asserted" and self.attribution is None
