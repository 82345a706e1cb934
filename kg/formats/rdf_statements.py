"""Statements and their evidence from the nodes that the writers of RDF make of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, cast, get_args

from kg.data import (
    Clause,
    Evidence,
    Factuality,
    Interval,
    Literal,
    Phrase,
    Relation,
    Source,
    Span,
    Statement,
    StatementArgument,
    StatementRef,
    Term,
)
from kg.formats.iris import Iris, from_segment, from_xml_name
from kg.formats.vocabulary import NAMESPACES, term

if TYPE_CHECKING:
    import pyoxigraph

    Object = pyoxigraph.NamedNode | pyoxigraph.Literal | pyoxigraph.Triple
    Index = Mapping[str, Mapping[str, Mapping[Object, None]]]
    """Objects by subject and predicate, each once, whatever graph they stand in."""


class Reader:
    """Reads things by their IRIs from an index of triples.

    Its methods raise `KeyError` or `ValueError` where a triple is missing or wrong.
    """

    def __init__(self, index: Index, iris: Iris) -> None:
        self._index, self._iris = index, iris

    def objects(self, subject: str, name: str) -> list[Object]:
        """The objects of a property, given by its prefixed name."""
        return list(self._index.get(subject, {}).get(term(name), ()))

    def values(self, subject: str, name: str) -> list[str]:
        """The IRIs or the texts of the values of a property."""
        return [_text(o) for o in self.objects(subject, name)]

    def text(self, subject: str, name: str) -> str:
        """The first value of a property in order, or ""."""
        return min(self.values(subject, name), default="")

    def entity(self, iri: str) -> str:
        """The id of an entity."""
        return from_segment(_behind(iri, self._iris.entities))

    def statements(self) -> Iterator[Statement]:
        """All statements of the index."""
        kind = term("rdf:Statement")
        for iri in self._index:
            if iri.startswith(self._iris.statements) and kind in self.values(iri, "rdf:type"):
                yield self._statement(iri)

    def _statement(self, iri: str) -> Statement:
        subject, predicate, object_ = self._spoken(iri)
        value = None if object_ is None else self._term(object_, iri)
        label = self.text(iri, "kg:lemma") or self.text(predicate, "rdfs:label")
        factuality = self._one(iri, "kg:factuality").removeprefix(NAMESPACES["kg"])
        times = [self.values(iri, name) for name in ("kg:from", "kg:until")]
        statement = Statement(
            id=from_segment(_behind(iri, self._iris.statements)),
            subject=self.entity(subject),
            predicate=from_xml_name(_behind(predicate, self._iris.relations)),
            label=label,
            object=value,
            arguments=tuple(self._arguments(iri)),
            time=Interval(times[0][0], times[1][0]) if all(times) else None,
            factuality=_factuality(factuality),
            modality=self.text(iri, "kg:modality"),
            attribution=self._source(iri),
            evidence=(),
        )
        return self._with_evidence(statement, iri)

    def _spoken(self, iri: str) -> tuple[str, str, Object | None]:
        """Subject, predicate and object, from a triple term or from three properties."""
        import pyoxigraph

        for triple in self.objects(iri, "rdf:reifies"):
            if isinstance(triple, pyoxigraph.Triple) and not isinstance(
                triple.object, pyoxigraph.BlankNode
            ):
                return _text(triple.subject), triple.predicate.value, triple.object
        objects = self.objects(iri, "rdf:object")
        return (
            self._one(iri, "rdf:subject"),
            self._one(iri, "rdf:predicate"),
            objects[0] if objects else None,
        )

    def _one(self, iri: str, name: str) -> str:
        found = self.values(iri, name)
        if len(found) != 1:
            raise ValueError(f"<{iri}> has {len(found)} values of {name}, not one")
        return found[0]

    def _term(self, value: Object, owner: str) -> Term:
        """A term; `owner` is the node that tells of a value what RDF's literals cannot."""
        import pyoxigraph

        if isinstance(value, pyoxigraph.Literal):
            written = f"xsd:{value.datatype.value.rpartition('#')[2]}"
            datatype = self.values(owner, "kg:valueDatatype")
            type_ = self.text(owner, "kg:valueType")
            return Literal(value.value, datatype[0] if datatype else written, type_)
        iri = _text(value)
        if iri.startswith(self._iris.statements):
            return StatementRef(from_segment(iri.removeprefix(self._iris.statements)))
        return self.entity(iri)

    def _arguments(self, iri: str) -> Iterator[StatementArgument]:
        for node in sorted(self.values(iri, "kg:argument"), key=_number):
            role = from_xml_name(_behind(self._one(node, "kg:role"), self._iris.roles))
            [value] = self.objects(node, "rdf:value")
            yield StatementArgument(
                role, self.text(node, "kg:preposition"), self._term(value, node)
            )

    def _source(self, iri: str) -> Source | None:
        if not self.values(iri, "kg:attributedTo"):
            return None
        speaker = self.entity(self._one(iri, "kg:attributedTo"))
        hearers = [self.entity(h) for h in self.values(iri, "kg:addressee")]
        via = self.values(iri, "kg:via")
        return Source(speaker, min(hearers, default=None), self._source(via[0]) if via else None)

    def _with_evidence(self, s: Statement, iri: str) -> Statement:
        nodes = sorted(self.values(iri, "kg:evidence"), key=_number)
        evidence = tuple(self._evidence(node, s) for node in nodes)
        if not evidence:
            raise ValueError(f"<{iri}> has no evidence")
        return Statement(
            s.id, s.subject, s.predicate, s.label, s.object, s.arguments, s.time, s.factuality,
            s.modality, s.attribution, evidence,
        )  # fmt: skip

    def _evidence(self, node: str, s: Statement) -> Evidence:
        document, sentence = self._span(self._one(node, "kg:sentence"))
        clause = Clause(
            id=self.text(node, "kg:clause"),
            rule=self.text(node, "kg:rule"),
            confidence=float(self._one(node, "kg:confidence")),
            sentence=sentence,
            subject=Phrase(""),
            relation=Relation(self.text(node, "kg:words"), s.label),
            time=s.time,
            factuality=s.factuality,
            modality=s.modality,
            cues=tuple(sorted(self._span(cue)[1] for cue in self.values(node, "kg:cue"))),
        )
        return Evidence(document, clause)

    def _span(self, iri: str) -> tuple[str, Span]:
        """Document and characters of a place in it."""
        document, _, place = _behind(iri, self._iris.documents).partition("#char=")
        start, end = map(int, place.split(","))
        return from_segment(document), (start, end)


def _text(value: object) -> str:
    text: str = value.value  # type: ignore[attr-defined]
    return text


def _behind(iri: str, start: str) -> str:
    if not iri.startswith(start):
        raise ValueError(f"<{iri}> does not begin with {start}")
    return iri[len(start) :]


def _number(iri: str) -> int:
    """The number at the end of the name of an argument or an evidence."""
    return int(iri.rpartition("#")[2].lstrip("abcdefghijklmnopqrstuvwxyz"))


def _factuality(text: str) -> Factuality:
    if text in get_args(Factuality):
        return cast("Factuality", text)
    raise ValueError(f"{text!r} is no factuality")
