"""Resolution: which mentions are one thing, within a document here and across in `across`.

`resolve` gives every mention an entity and a reason, and every phrase of a clause its entity:

- a phrase whose head is a mention's head gets the entity of that mention;
- a phrase that no mention heads, literal and clause apart, gets a concept of its own;
- where a clause says what its subject is, the noun is a mention of the subject, and the object
  of the clause is the role as a concept ("a lawyer") or, where nothing else could be it ("his
  closest friend"), the words as a literal, so that the statement says something.

An entity of type "" whose mentions are all pronouns is one that was not resolved ("it", "they",
"I"). It stays as evidence; `kg.resolve.across.assemble` leaves its statements out of the graph.
"""

from __future__ import annotations

from dataclasses import dataclass

from kg.copying import replace
from kg.data import (
    Argument,
    Attribution,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Extraction,
    Link,
    Literal,
    Mention,
    Phrase,
    Quotation,
)
from kg.resolve import entities
from kg.resolve.coreference import coreference
from kg.resolve.discourse import IDENTITY_RULES, Cluster, Discourse
from kg.resolve.hearers import join_hearers
from kg.resolve.pronouns import PRONOUNS
from kg.resolve.speakers import with_speakers

__all__ = ["resolve"]


def resolve(document: Document, extraction: Extraction) -> DocumentGraph:
    """The graph of one document: entities with ids "e1", "e2", … in order of first mention."""
    discourse = coreference(document, extraction)
    spoken = with_speakers(discourse, extraction)
    join_hearers(discourse, spoken)
    return _Linker(discourse).graph(spoken)


@dataclass(slots=True)
class _Concept:
    """A phrase that no mention heads, and where it stands."""

    key: str
    label: str
    at: int
    mentions: list[Mention]
    generic: bool


class _Linker:
    """Gives phrases their entities, in two passes: what is used, then the ids."""

    def __init__(self, d: Discourse) -> None:
        self.d = d
        self.concepts: dict[str, _Concept] = {}
        self.used: set[int] = set()
        self.labels: dict[int, str] = {}
        self.ids: dict[int | str, str] = {}

    def graph(self, extraction: Extraction) -> DocumentGraph:
        for clause in extraction.clauses:
            self._note(clause)
        for quotation in extraction.quotations:
            for phrase in filter(None, (quotation.speaker, quotation.to)):
                self._note_phrase(phrase, quotation.start)
        found = self._entities()
        return DocumentGraph(
            self.d.document,
            tuple(found),
            tuple(self._clause(c) for c in extraction.clauses),
            tuple(self._quotation(q) for q in extraction.quotations),
        )

    def _note(self, clause: Clause) -> None:
        """Note which clusters a clause uses, and the concepts that it brings."""
        for argument in clause.arguments:
            self._note_phrase(argument.phrase, clause.sentence[0], argument.preposition)
        for phrase in self._plain_phrases(clause):
            apart = phrase is clause.object and self._says_what(clause)
            self._note_phrase(phrase, clause.sentence[0], "", apart)

    @staticmethod
    def _plain_phrases(clause: Clause) -> list[Phrase]:
        arguments = [id(a.phrase) for a in clause.arguments]
        return [p for p in clause.phrases() if id(p) not in arguments]

    def _note_phrase(self, phrase: Phrase, at: int, prefix: str = "", apart: bool = False) -> None:
        if phrase.literal or phrase.clause or not phrase.text.strip():
            return
        cluster = self._cluster(phrase)
        if cluster is not None and not apart:
            self.used.add(cluster)
            return
        words = _without(phrase.text, prefix)
        if apart and not entities.is_generic(words):
            return
        key = _concept_key(phrase, prefix)
        if key not in self.concepts:
            start = at if phrase.start is None else phrase.start
            label = entities.without_determiner(words)
            generic = entities.is_generic(words)
            self.concepts[key] = _Concept(key, label, start, [], generic)
        if phrase.start is not None and phrase.end is not None:
            start = phrase.end - len(words) if prefix else phrase.start
            self.concepts[key].mentions.append(
                Mention(start, phrase.end, "nominal", Link("concept", 1.0))
            )

    def _cluster(self, phrase: Phrase) -> int | None:
        i = None if phrase.head is None else self.d.at.get(phrase.head)
        return None if i is None else self.d.of.get(i)

    def _says_what(self, clause: Clause) -> bool:
        """Whether a clause's object is a noun for its own subject."""
        if clause.rule not in IDENTITY_RULES or clause.object is None:
            return False
        ends = self._cluster(clause.subject), self._cluster(clause.object)
        i = None if clause.object.head is None else self.d.at.get(clause.object.head)
        is_noun = i is not None and self.d.mentions[i].kind == "nominal"
        return ends[0] is not None and ends[0] == ends[1] and is_noun

    def _entities(self) -> list[Entity]:
        labels = self.labels = entities.labels_of(self.d)
        clusters = [c for n, c in enumerate(self.d.clusters) if c.id == n]
        groups = [c for c in clusters if c.members and self._is_kept(c)]
        self.used |= {self.d.clusters[m].id for c in groups for m in c.members}
        kept = [c for c in clusters if self._is_kept(c)]
        order: list[tuple[int, int, int | str]] = [
            (min(self.d.mentions[i].start for i in c.mentions), 0, c.id) for c in kept
        ]
        order += [(c.at, 1, c.key) for c in self.concepts.values()]
        order.sort(key=lambda o: (o[0], o[1], str(o[2])))
        self.ids = {key: f"e{n}" for n, (_, _, key) in enumerate(order, 1)}
        return [self._entity(key, labels) for _, _, key in order]

    def _is_kept(self, cluster: Cluster) -> bool:
        return entities.is_kept(self.d, cluster, self.used)

    def _entity(self, key: int | str, labels: dict[int, str]) -> Entity:
        if isinstance(key, str):
            concept = self.concepts[key]
            mentions = tuple(sorted(set(concept.mentions), key=lambda m: (m.start, m.end)))
            implied = not mentions and concept.label.casefold() in PRONOUNS  # the reader, told "go"
            kind = "" if implied else "CONCEPT"
            return Entity(self.ids[key], concept.label, kind, mentions, generic=concept.generic)
        cluster = self.d.clusters[key]
        made = entities.entity(self.d, cluster, self.ids[key], labels)
        members = sorted({self.d.clusters[m].id for m in cluster.members})
        kept = tuple(self.ids[m] for m in members if m in self.ids)
        return replace(made, members=kept)

    # phrases

    def _clause(self, clause: Clause) -> Clause:
        apart = self._says_what(clause)
        return replace(
            clause,
            subject=self._phrase(clause.subject),
            object=self._phrase(clause.object, apart=apart) if clause.object else None,
            arguments=tuple(self._argument(a) for a in clause.arguments),
            attribution=self._attribution(clause.attribution),
        )

    def _argument(self, argument: Argument) -> Argument:
        return replace(argument, phrase=self._phrase(argument.phrase, argument.preposition))

    def _attribution(self, said: Attribution | None) -> Attribution | None:
        if said is None:
            return None
        to = self._phrase(said.to) if said.to else None
        return Attribution(self._phrase(said.source), to, self._attribution(said.via))

    def _quotation(self, quotation: Quotation) -> Quotation:
        speaker, to = quotation.speaker, quotation.to
        return replace(
            quotation,
            speaker=self._phrase(speaker) if speaker else None,
            to=self._phrase(to) if to else None,
        )

    def _phrase(self, phrase: Phrase, prefix: str = "", apart: bool = False) -> Phrase:
        if phrase.literal or phrase.clause or not phrase.text.strip():
            return phrase
        if apart and not entities.is_generic(phrase.text):
            start = -1 if phrase.start is None else phrase.start
            words = entities.with_owner(self.d, start, phrase.text, self.labels)
            return replace(phrase, literal=Literal(words, "xsd:string", "QUALITY"))
        cluster = None if apart else self._cluster(phrase)
        key = cluster if cluster is not None else _concept_key(phrase, prefix)
        return replace(phrase, entity=self.ids[key])


def _without(text: str, prefix: str) -> str:
    """The text of an argument without its preposition, and a quotation mark behind that."""
    bare = text.strip()
    found = prefix and bare.casefold().startswith(prefix.casefold() + " ")
    return bare[len(prefix) :].lstrip(' "“„«') if found else bare


def _concept_key(phrase: Phrase, prefix: str) -> str:
    return entities.without_determiner(_without(phrase.text, prefix)).casefold()
