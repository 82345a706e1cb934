"""The nodes of a statement: itself, its further arguments, its speakers, its evidence."""

from __future__ import annotations

from collections.abc import Iterator

from kg import data
from kg.data import Evidence, Source, Statement
from kg.formats.iris import Iri, Iris, part
from kg.formats.nodes import TYPE, Node, Pair, decimal, node, value_term
from kg.formats.profiles import Profile
from kg.formats.vocabulary import Triple, dated, plain, term, typed


def statement_nodes(
    s: Statement, profile: Profile, several: bool, document: str = ""
) -> Iterator[Node]:
    """All nodes of a statement; with a document, only that document's evidence.

    `several` says that its predicate has several labels, so that its own must be told.
    """
    iris = profile.iris
    evidence = [
        (k, e) for k, e in enumerate(s.evidence, 1) if not document or e.document == document
    ]
    triple = profile.provenance == "rdf12" and s.object is not None
    pairs = [*_spoken(s, iris, triple), *_more(s, iris, several), *_origin(s, evidence, iris)]
    yield node(iris.statement(s.id), pairs)
    yield from _arguments(s, iris)
    yield from _speakers(s, iris)
    for k, e in evidence:
        yield node(_evidence_iri(s, k, iris), _evidence(e, iris))


def _spoken(s: Statement, iris: Iris, as_triple: bool) -> Iterator[Pair]:
    """What the statement says: as a triple term, or as subject, predicate and object."""
    yield TYPE, term("rdf:Statement")
    if s.object is None:
        yield TYPE, term("kg:Event")
    subject, predicate = iris.entity(s.subject), iris.relation(s.predicate)
    object_ = None if s.object is None else value_term(s.object, iris)
    if as_triple and object_ is not None:
        yield term("rdf:reifies"), Triple(subject, predicate, object_)
        return
    yield term("rdf:subject"), subject
    yield term("rdf:predicate"), predicate
    if object_ is not None:
        yield term("rdf:object"), object_


def _more(s: Statement, iris: Iris, several: bool) -> Iterator[Pair]:
    if several:
        yield term("kg:lemma"), plain(s.label)
    yield from _kind(s.object)
    yield from ((iris.role(a.role), value_term(a.term, iris)) for a in s.arguments)
    for k in range(1, len(s.arguments) + 1):
        yield term("kg:argument"), _argument_iri(s, k, iris)
    if s.time:
        yield term("kg:from"), dated(s.time.start)
        yield term("kg:until"), dated(s.time.end)
    yield term("kg:factuality"), term(f"kg:{s.factuality}")
    if s.modality:
        yield term("kg:modality"), plain(s.modality)
    if s.attribution:
        yield from _source(s.attribution, _speaker_iri(s, 1, iris), iris)
    yield term("kg:confidence"), decimal(s.confidence)


def _kind(value: data.Term | None) -> Iterator[Pair]:
    """Of a value, what its RDF literal does not say."""
    if isinstance(value, data.Literal):
        yield term("kg:valueType"), plain(value.type)
        if typed(value.value, value.datatype).datatype.rpartition("#")[2] != (
            value.datatype.removeprefix("xsd:")
        ):
            yield term("kg:valueDatatype"), plain(value.datatype)


def _origin(s: Statement, evidence: list[tuple[int, Evidence]], iris: Iris) -> Iterator[Pair]:
    """Rules, cues, and the sentences that a statement was derived from."""
    for rule in sorted({e.clause.rule for _, e in evidence}):
        yield term("kg:rule"), plain(rule)
    for _, e in evidence:
        yield from ((term("kg:cue"), iris.span(e.document, cue)) for cue in e.clause.cues)
    for _, e in evidence:
        yield term("prov:wasDerivedFrom"), iris.span(e.document, e.clause.sentence)
    for k, _ in evidence:
        yield term("kg:evidence"), _evidence_iri(s, k, iris)


def _evidence(e: Evidence, iris: Iris) -> Iterator[Pair]:
    """One place that makes the statement, in which words, and how surely."""
    yield TYPE, term("kg:Evidence")
    yield term("kg:sentence"), iris.span(e.document, e.clause.sentence)
    yield term("kg:clause"), plain(e.clause.id)
    yield term("kg:words"), plain(e.clause.relation.text)
    yield term("kg:rule"), plain(e.clause.rule)
    yield term("kg:confidence"), decimal(e.clause.confidence)
    yield from ((term("kg:cue"), iris.span(e.document, cue)) for cue in e.clause.cues)


def _arguments(s: Statement, iris: Iris) -> Iterator[Node]:
    for k, argument in enumerate(s.arguments, 1):
        pairs: list[Pair] = [
            (TYPE, term("kg:Argument")),
            (term("kg:role"), iris.role(argument.role)),
        ]
        if argument.preposition:
            pairs.append((term("kg:preposition"), plain(argument.preposition)))
        pairs.append((term("rdf:value"), value_term(argument.term, iris)))
        yield node(_argument_iri(s, k, iris), [*pairs, *_kind(argument.term)])


def _speakers(s: Statement, iris: Iris) -> Iterator[Node]:
    """A node for each further link of the chain: who said that the speaker said so."""
    k, said = 1, s.attribution
    while said and said.via:
        pairs = _source(said.via, _speaker_iri(s, k + 1, iris), iris)
        yield node(_speaker_iri(s, k, iris), [(TYPE, term("kg:Attribution")), *pairs])
        k, said = k + 1, said.via


def _source(said: Source, via: Iri, iris: Iris) -> Iterator[Pair]:
    """Speaker and hearer; `via` is the node of whom it was heard through, if anybody."""
    yield term("kg:attributedTo"), iris.entity(said.speaker)
    if said.to is not None:
        yield term("kg:addressee"), iris.entity(said.to)
    if said.via:
        yield term("kg:via"), via


def _argument_iri(s: Statement, k: int, iris: Iris) -> Iri:
    return part(iris.statement(s.id), f"argument{k}")


def _speaker_iri(s: Statement, k: int, iris: Iris) -> Iri:
    return part(iris.statement(s.id), f"via{k}")


def _evidence_iri(s: Statement, k: int, iris: Iris) -> Iri:
    return part(iris.statement(s.id), f"evidence{k}")
