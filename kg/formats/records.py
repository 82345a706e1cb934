"""A document's graph as the JSON object of `kg extract`, and back, without loss.

The object is described by `extract.schema.json`. Every span is `[start, end]` in characters of
`text`. Fields that a reader of the text does not need ("head", "generic") make it lossless.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from kg.data import (
    Argument,
    Attribution,
    Block,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Features,
    Interval,
    Link,
    Literal,
    Mention,
    Phrase,
    Quotation,
    Relation,
    Span,
)

Record = dict[str, Any]
"""A JSON object."""


def document_to_json(graph: DocumentGraph) -> Record:
    """The JSON object of one document: its text, entities, statements and quotations."""
    document = graph.document
    return {
        "id": document.id,
        "source": document.sources[0] if document.sources else "",
        "title": document.title,
        "date": document.date,
        "text": document.text,
        "furniture": _spans(document.furniture),
        "entities": [_entity(e, document.text) for e in graph.entities],
        "statements": [clause_to_json(c) for c in graph.clauses],
        "quotations": [_quotation(q) for q in graph.quotations],
        "sources": list(document.sources),
        "metadata": [list(pair) for pair in document.metadata],
        "blocks": [[b.start, b.end, b.kind] for b in document.blocks],
        "warnings": list(document.warnings),
    }


def document_from_json(record: Record) -> DocumentGraph:
    """The document's graph of a JSON object.

    Raises ValueError, KeyError or TypeError where the object is not one of `document_to_json`,
    or where its text was changed, so that its evidence no longer fits.
    """
    document = Document(
        text=record["text"],
        title=record["title"],
        date=record["date"],
        sources=tuple(record["sources"]),
        metadata=tuple((key, value) for key, value in record["metadata"]),
        blocks=tuple(Block(*block) for block in record["blocks"]),
        warnings=tuple(record["warnings"]),
    )
    if document.id != record["id"]:
        raise ValueError(f"the text of document {record['id']} was changed")
    return DocumentGraph(
        document,
        tuple(entity_from_json(e) for e in record["entities"]),
        tuple(clause_from_json(c) for c in record["statements"]),
        tuple(_read_quotation(q) for q in record["quotations"]),
    )


def entity_fields(entity: Entity) -> Record:
    """What an entity's object has in a document and in a whole graph alike."""
    return {
        "id": entity.id,
        "label": entity.label,
        "type": entity.type,
        "description": entity.description,
        "aliases": list(entity.aliases),
        "members": list(entity.members),
        "gender": entity.gender,
        "generic": entity.generic,
        **({"same_as": list(entity.same_as)} if entity.same_as else {}),
    }


def mention_to_json(mention: Mention, words: Record) -> Record:
    """A mention's object; `words` are the fields put between its span and its kind."""
    record = {"start": mention.start, "end": mention.end, **words, "kind": mention.kind}
    record["link"] = mention.link and _link(mention.link)
    if mention.document:
        record["document"] = mention.document
    if mention.features:
        record["features"] = asdict(mention.features)
    return record


def entity_from_json(record: Record) -> Entity:
    """The entity of an object, of a document or of a whole graph."""
    return Entity(
        id=record["id"],
        label=record["label"],
        type=record["type"],
        mentions=tuple(_read_mention(m) for m in record["mentions"]),
        aliases=tuple(record["aliases"]),
        description=record["description"],
        members=tuple(record["members"]),
        gender=record["gender"],
        generic=record["generic"],
        same_as=tuple(record.get("same_as", ())),
    )


def clause_to_json(clause: Clause) -> Record:
    """A clause as one of the document's statements."""
    return {
        "id": clause.id,
        "rule": clause.rule,
        "confidence": clause.confidence,
        "factuality": clause.factuality,
        "modality": clause.modality,
        "cues": _spans(clause.cues),
        "sentence": list(clause.sentence),
        "subject": _phrase(clause.subject),
        "relation": _relation(clause.relation),
        "object": clause.object and _phrase(clause.object),
        "arguments": [
            {"role": a.role, "preposition": a.preposition, **_phrase(a.phrase)}
            for a in clause.arguments
        ],
        "time": clause.time and asdict(clause.time),
        "attribution": clause.attribution and _attribution(clause.attribution),
    }


def clause_from_json(record: Record) -> Clause:
    """The clause of one of the document's statements."""
    time = record["time"]
    return Clause(
        id=record["id"],
        rule=record["rule"],
        confidence=record["confidence"],
        sentence=_read_span(record["sentence"]),
        subject=_read_phrase(record["subject"]),
        relation=_read_relation(record["relation"]),
        object=record["object"] and _read_phrase(record["object"]),
        arguments=tuple(
            Argument(a["role"], _read_phrase(a), a["preposition"]) for a in record["arguments"]
        ),
        time=time and Interval(time["start"], time["end"]),
        factuality=record["factuality"],
        modality=record["modality"],
        cues=_read_spans(record["cues"]),
        attribution=record["attribution"] and _read_attribution(record["attribution"]),
    )


def literal_to_json(literal: Literal) -> Record:
    """The fields of a value: its lexical form, its XSD datatype, its literal type."""
    return {"value": literal.value, "datatype": literal.datatype, "type": literal.type}


def literal_from_json(record: Record) -> Literal:
    """The value whose fields an object has."""
    return Literal(record["value"], record["datatype"], record["type"])


def _entity(entity: Entity, text: str) -> Record:
    mentions = [mention_to_json(m, {"text": text[m.start : m.end]}) for m in entity.mentions]
    return {**entity_fields(entity), "mentions": mentions}


def _read_mention(record: Record) -> Mention:
    link, features = record["link"], record.get("features")
    return Mention(
        start=record["start"],
        end=record["end"],
        kind=record["kind"],
        link=link and _read_link(link),
        features=features and _read_features(features),
        document=record.get("document", ""),
    )


def _link(link: Link) -> Record:
    record: Record = {"reason": link.reason, "score": link.score, "to": _span(link.to)}
    return {**record, "because": list(link.because)} if link.because else record


def _read_link(record: Record) -> Link:
    because = tuple(record.get("because", ()))
    return Link(record["reason"], record["score"], _read_place(record["to"]), because)


def _read_features(record: Record) -> Features:
    spans = {name: _read_span(record[name]) for name in ("head", "sentence")}
    return Features(**{**record, **spans, "above": tuple(record.get("above", ()))})


def _phrase(phrase: Phrase) -> Record:
    place = {"text": phrase.text, "start": phrase.start, "end": phrase.end, "head": phrase.head}
    if phrase.literal:
        return {**place, **literal_to_json(phrase.literal)}
    if phrase.clause is not None:
        return {**place, "statement": phrase.clause}
    return {**place, "entity": phrase.entity}


def _read_phrase(record: Record) -> Phrase:
    return Phrase(
        text=record["text"],
        start=record["start"],
        end=record["end"],
        head=record["head"],
        entity=record.get("entity"),
        literal=literal_from_json(record) if "value" in record else None,
        clause=record.get("statement"),
    )


def _relation(relation: Relation) -> Record:
    spans = relation.spans
    return {
        "text": relation.text,
        "lemma": relation.lemma,
        "start": spans[0][0] if spans else None,
        "end": spans[-1][1] if spans else None,
        "spans": _spans(spans),
        "inverted": relation.inverted,
    }


def _read_relation(record: Record) -> Relation:
    spans = _read_spans(record["spans"])
    return Relation(record["text"], record["lemma"], spans, record["inverted"])


def _attribution(said: Attribution) -> Record:
    return {
        **_phrase(said.source),
        "to": said.to and said.to.entity,
        "hearer": said.to and _phrase(said.to),
        "via": said.via and _attribution(said.via),
    }


def _read_attribution(record: Record) -> Attribution:
    hearer, via = record["hearer"], record["via"]
    return Attribution(
        _read_phrase(record), hearer and _read_phrase(hearer), via and _read_attribution(via)
    )


def _quotation(quotation: Quotation) -> Record:
    return {
        "start": quotation.start,
        "end": quotation.end,
        "speaker": quotation.speaker and _phrase(quotation.speaker),
        "to": quotation.to and quotation.to.entity,
        "hearer": quotation.to and _phrase(quotation.to),
    }


def _read_quotation(record: Record) -> Quotation:
    speaker, hearer = record["speaker"], record["hearer"]
    return Quotation(
        record["start"],
        record["end"],
        speaker and _read_phrase(speaker),
        hearer and _read_phrase(hearer),
    )


def _span(span: Span | None) -> list[int] | None:
    return None if span is None else list(span)


def _spans(spans: tuple[Span, ...]) -> list[list[int]]:
    return [list(span) for span in spans]


def _read_span(span: list[int]) -> Span:
    start, end = span
    return start, end


def _read_spans(spans: list[list[int]]) -> tuple[Span, ...]:
    return tuple(_read_span(span) for span in spans)


def _read_place(span: list[int] | None) -> Span | None:
    return None if span is None else _read_span(span)
