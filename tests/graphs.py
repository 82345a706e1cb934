"""Small knowledge graphs made by hand, with everything that a graph can hold.

`small_graph()` has two documents, a group with members, literals, arguments, a statement about
a statement, denied, hypothetical and reported statements, a chain of speakers, and a statement
that both documents make. `shuffled(graph)` is the same graph built in another order. `Page`
helps to write further documents: spans are found by their words, so no offset is counted by
hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from kg.data import (
    Argument,
    Attribution,
    Block,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Interval,
    Link,
    Literal,
    Mention,
    Phrase,
    Quotation,
    Relation,
    Source,
    Span,
    Statement,
    StatementArgument,
    StatementRef,
    Term,
)
from kg.graph import KnowledgeGraph

Names = Mapping[str, str]
"""From an entity's id in its document ("e1") to its id in the whole graph ("Mara_Velin")."""


@dataclass(frozen=True)
class Page:
    """A document whose spans are found by their words; `nth` counts occurrences from 0."""

    document: Document

    def span(self, words: str, nth: int = 0) -> Span:
        pattern = rf"(?<!\w){re.escape(words)}(?!\w)"
        return [m.span() for m in re.finditer(pattern, self.document.text)][nth]

    def sentence(self, start: int) -> Span:
        """The sentence that holds an offset; sentences end with a full stop."""
        text = self.document.text
        ends = [m.end() for m in re.finditer(r"\n|\. ", text[:start])]
        return max(ends, default=0), text.index(".", start) + 1

    def phrase(
        self,
        words: str,
        entity: str | None = None,
        nth: int = 0,
        literal: Literal | None = None,
        clause: str | None = None,
    ) -> Phrase:
        start, end = self.span(words, nth)
        head = max(words.rfind(" ") + 1, 0) + start
        return Phrase(words, start, end, head, entity, literal, clause)

    def mention(
        self,
        words: str,
        kind: str = "name",
        nth: int = 0,
        reason: str = "",
        to: Span | None = None,
    ) -> Mention:
        start, end = self.span(words, nth)
        return Mention(start, end, kind, Link(reason, 0.75, to) if reason else None)  # type: ignore[arg-type]

    def clause(
        self,
        words: str,
        lemma: str,
        subject: Phrase,
        object: Phrase | None = None,  # noqa: A002 - the contract's own word
        nth: int = 0,
        confidence: float = 0.9,
        rule: str = "verbal.active",
        inverted: bool = False,
        **further: object,
    ) -> Clause:
        start, end = self.span(words, nth)
        return Clause(
            id=f"c{start}",
            rule=rule,
            confidence=confidence,
            sentence=self.sentence(start),
            subject=subject,
            relation=Relation(words, lemma, ((start, end),), inverted),
            object=object,
            **further,  # type: ignore[arg-type]
        )


def assembled(
    graphs: Iterable[DocumentGraph], names: Mapping[str, Names], entities: Iterable[Entity]
) -> KnowledgeGraph:
    """A graph of documents whose entities are told by hand (`names`: by document id)."""
    documents = {g.document.id: g for g in graphs}
    found: dict[tuple[object, ...], Statement] = {}
    for id_, graph in sorted(documents.items()):
        ids = {c.id: _id(c, names[id_]) for c in graph.clauses}
        for clause in graph.clauses:
            statement = _statement(clause, Evidence(id_, clause), names[id_], ids)
            same = found.get(_identity(statement))
            evidence = (*same.evidence, *statement.evidence) if same else statement.evidence
            found[_identity(statement)] = replace(statement, evidence=evidence)
    return KnowledgeGraph(entities, found.values(), documents)


def shuffled(graph: KnowledgeGraph) -> KnowledgeGraph:
    """An equal graph that was put together the other way round."""
    return KnowledgeGraph(
        reversed(graph.entities()),
        reversed(graph.statements()),
        dict(reversed(list(graph.documents.items()))),
    )


def parts(graph: KnowledgeGraph) -> tuple[list[Entity], list[Statement], dict[str, DocumentGraph]]:
    """All that a graph holds, to compare graphs by."""
    return graph.entities(), graph.statements(), dict(graph.documents)


def news() -> DocumentGraph:
    """A report with every kind of statement."""
    page = Page(
        Document(
            text=(
                "Harbour talks\n"
                "Mara Velin met Tom Okafor in Dunmore on 3 May 2021. "
                "The minister did not sign the Harbour Treaty. "
                "She could visit Lumen Works. "
                "Velin told Ada Brandt that Okafor had denied that Lumen Works lost 40,000 jobs. "
                "The partners resigned. "
                "Okafor was praised by Velin. "
                "Okafor is 41. "
                "“The talks were cancelled.”\n"
                "Share this page"
            ),
            title="Harbour talks",
            date="2021-05-04",
            sources=("news/harbour.txt",),
            metadata=(("author", "J. Writer"),),
            blocks=(Block(0, 13, "heading"),),
            warnings=("decoded as windows-1252",),
        )
    )
    start, end = page.span("Share this page")
    blocks = (
        *page.document.blocks,
        Block(14, start - 1, "paragraph"),
        Block(start, end, "furniture"),
    )
    page = Page(replace(page.document, blocks=blocks))
    velin, okafor = page.phrase("Mara Velin", "e1"), page.phrase("Tom Okafor", "e2")
    said = page.phrase("Velin", "e1", nth=1)
    denier = page.phrase("Okafor", "e2", nth=1)
    day = Literal("2021-05-03", "xsd:date", "DATE")
    lost = page.clause(
        "lost",
        "lose",
        page.phrase("Lumen Works", "e5", nth=1),
        page.phrase("40,000 jobs", literal=Literal("40000", "xsd:integer", "QUANTITY")),
        factuality="denied",
        cues=(page.span("denied"),),
        attribution=Attribution(denier, via=Attribution(said, to=page.phrase("Ada Brandt", "e6"))),
    )
    clauses = (
        page.clause(
            "met",
            "meet",
            velin,
            okafor,
            arguments=(
                Argument("location", page.phrase("in Dunmore", "e3"), "in"),
                Argument("time", page.phrase("on 3 May 2021", literal=day), "on"),
            ),
            time=Interval("2021-05-03", "2021-05-03"),
        ),
        page.clause(
            "sign",
            "sign",
            page.phrase("The minister", "e1"),
            page.phrase("the Harbour Treaty", "e4"),
            factuality="denied",
            cues=(page.span("did not"),),
        ),
        page.clause(
            "could visit",
            "visit",
            page.phrase("She", "e1"),
            page.phrase("Lumen Works", "e5"),
            confidence=0.625,
            factuality="hypothetical",
            modality="ability",
            cues=(page.span("could"),),
        ),
        page.clause(
            "told",
            "tell",
            said,
            page.phrase("that Okafor had denied", clause=f"c{page.span('had denied')[0]}"),
            arguments=(Argument("recipient", page.phrase("Ada Brandt", "e6"), ""),),
        ),
        page.clause(
            "had denied",
            "deny",
            denier,
            page.phrase("that Lumen Works lost 40,000 jobs", clause=lost.id),
            attribution=Attribution(said, to=page.phrase("Ada Brandt", "e6")),
        ),
        lost,
        page.clause("resigned", "resign", page.phrase("The partners", "e7")),
        page.clause(
            "was praised by",
            "praise",
            page.phrase("Okafor", "e2", nth=2),
            page.phrase("Velin", "e1", nth=2),
            rule="verbal.passive",
            inverted=True,
        ),
        page.clause(
            "is",
            "be",
            page.phrase("Okafor", "e2", nth=3),
            page.phrase("41", literal=Literal("41", "xsd:integer", "CARDINAL")),
            rule="copular.value",
            confidence=0.97,
        ),
        page.clause("were cancelled", "be cancelled", page.phrase("The talks", "e8")),
    )
    return DocumentGraph(
        page.document,
        (
            Entity(
                "e1",
                "Mara Velin",
                "PERSON",
                (
                    page.mention("Mara Velin"),
                    page.mention("The minister", "nominal", 0, "role", page.span("Mara Velin")),
                    page.mention("She", "pronoun", 0, "nearest", page.span("The minister")),
                    page.mention("Velin", "name", 1, "surname", page.span("Mara Velin")),
                ),
                ("Velin",),
                "the minister",
                gender="fem",
            ),
            Entity(
                "e2",
                "Tom Okafor",
                "PERSON",
                (page.mention("Tom Okafor"), page.mention("Okafor", nth=1)),
                ("Okafor",),
                gender="masc",
            ),
            Entity("e3", "Dunmore", "GPE", (page.mention("Dunmore"),)),
            Entity("e4", "Harbour Treaty", "WORK", (page.mention("Harbour Treaty"),)),
            Entity("e5", "Lumen Works", "ORG", (page.mention("Lumen Works"),)),
            Entity("e6", "Ada Brandt", "PERSON", (page.mention("Ada Brandt"),)),
            Entity(
                "e7",
                "the partners",
                "GROUP",
                (page.mention("The partners", "nominal"),),
                members=("e1", "e2"),
            ),
            Entity("e8", "talks", "CONCEPT", (page.mention("The talks", "nominal"),), generic=True),
        ),
        clauses,
        (
            Quotation(
                *page.span("“The talks were cancelled.”"),
                speaker=page.phrase("Okafor", "e2", nth=3),
                to=page.phrase("Ada Brandt", "e6"),
            ),
            Quotation(*page.span("The talks")),
        ),
    )


def letter() -> DocumentGraph:
    """A letter that says again that two people met, and bare of all that is optional."""
    page = Page(
        Document("In Dunmore, on 3 May 2021, Mara Velin met Tom Okafor. Ada, a pilot, slept.")
    )
    day = Literal("2021-05-03", "xsd:date", "DATE")
    met = page.clause(
        "met",
        "meet",
        page.phrase("Mara Velin", "e1"),
        page.phrase("Tom Okafor", "e2"),
        confidence=0.8,
        arguments=(
            Argument("location", page.phrase("In Dunmore", "e3"), "in"),
            Argument("time", page.phrase("on 3 May 2021", literal=day), "on"),
        ),
        time=Interval("2021-05-03", "2021-05-03"),
    )
    inferred = Clause(
        id="c54.1",
        rule="apposition.is",
        confidence=0.5,
        sentence=page.sentence(54),
        subject=page.phrase("Ada", "e4"),
        relation=Relation("is", "be"),
        object=page.phrase("a pilot", "e5"),
    )
    return DocumentGraph(
        page.document,
        (
            Entity("e1", "Mara Velin", "PERSON", (page.mention("Mara Velin"),)),
            Entity("e2", "Tom Okafor", "PERSON", (page.mention("Tom Okafor"),)),
            Entity("e3", "Dunmore", "GPE", (page.mention("Dunmore"),)),
            Entity("e4", "Ada", "PERSON", (page.mention("Ada"),)),
            Entity("e5", "pilot", "CONCEPT", (page.mention("a pilot", "nominal"),), generic=True),
        ),
        (met, inferred),
    )


def small_graph() -> KnowledgeGraph:
    """Both documents, with Ada Brandt and Ada taken for one."""
    graphs = (news(), letter())
    first, second = (g.document.id for g in graphs)
    names: dict[str, Names] = {
        first: {
            "e1": "Mara_Velin",
            "e2": "Tom_Okafor",
            "e3": "Dunmore",
            "e4": "Harbour_Treaty",
            "e5": "Lumen_Works",
            "e6": "Ada_Brandt",
            "e7": "the_partners",
            "e8": "talks",
        },
        second: {
            "e1": "Mara_Velin",
            "e2": "Tom_Okafor",
            "e3": "Dunmore",
            "e4": "Ada_Brandt",
            "e5": "pilot",
        },
    }
    return assembled(graphs, names, _entities(graphs, names))


def _entities(graphs: Iterable[DocumentGraph], names: Mapping[str, Names]) -> list[Entity]:
    """One entity a name: the first document's, with the mentions of all."""
    found: dict[str, Entity] = {}
    for graph in graphs:
        name = names[graph.document.id]
        for local in graph.entities:
            mentions = tuple(replace(m, document=graph.document.id) for m in local.mentions)
            known = found.get(name[local.id])
            found[name[local.id]] = replace(
                known or local,
                id=name[local.id],
                mentions=((*known.mentions, *mentions) if known else mentions),
                aliases=tuple(
                    sorted(
                        {*local.aliases, local.label, *(known.aliases if known else ())}
                        - {(known or local).label}
                    )
                ),
                members=known.members if known else tuple(name[m] for m in local.members),
            )
    return list(found.values())


def _identity(s: Statement) -> tuple[object, ...]:
    return (s.subject, s.predicate, s.object, s.arguments, s.time, s.factuality, s.attribution)


def _id(clause: Clause, names: Names) -> str:
    lemma = clause.relation.lemma.replace(" ", "_")
    return f"{names[str(_ends(clause)[0].entity)]}-{lemma}-{clause.factuality}"


def _ends(clause: Clause) -> tuple[Phrase, Phrase | None]:
    """Subject and object in the direction of the lemma."""
    if clause.relation.inverted and clause.object:
        return clause.object, clause.subject
    return clause.subject, clause.object


def _statement(
    clause: Clause, evidence: Evidence, names: Names, ids: Mapping[str, str]
) -> Statement:
    subject, object_ = _ends(clause)
    return Statement(
        id=ids[clause.id],
        subject=names[str(subject.entity)],
        predicate=clause.relation.lemma.replace(" ", "_"),
        label=clause.relation.lemma,
        object=_term(object_, names, ids) if object_ else None,
        arguments=tuple(
            StatementArgument(a.role, a.preposition, _term(a.phrase, names, ids))
            for a in clause.arguments
        ),
        time=clause.time,
        factuality=clause.factuality,
        modality=clause.modality,
        attribution=_source(clause.attribution, names),
        evidence=(evidence,),
    )


def _term(phrase: Phrase, names: Names, ids: Mapping[str, str]) -> Term:
    if phrase.literal:
        return phrase.literal
    return StatementRef(ids[phrase.clause]) if phrase.clause else names[str(phrase.entity)]


def _source(said: Attribution | None, names: Names) -> Source | None:
    if said is None:
        return None
    hearer = names[str(said.to.entity)] if said.to else None
    return Source(names[str(said.source.entity)], hearer, _source(said.via, names))
