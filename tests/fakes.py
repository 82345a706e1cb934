"""A stand-in for language model and rules: every capitalised word is an entity, each line a clause.

It makes pipelines fast and foreseeable to test; what it finds depends on the text alone.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from kg.cache import Cache, packed
from kg.collect import Analysis, Outcome
from kg.data import Clause, Document, DocumentGraph, Entity, Mention, Phrase, Relation
from kg.errors import DocumentError
from kg.report import counts


def analysed(document: Document) -> DocumentGraph:
    """What is found in a document: "Ada met Brok." says that Ada met Brok."""
    if "POISON" in document.text:
        raise DocumentError("it cannot be analysed", "poison")
    names: dict[str, list[Mention]] = {}
    for m in re.finditer(r"\b[A-Z][a-z]+\b", document.text):
        names.setdefault(m[0], []).append(Mention(*m.span(), "name"))
    ids = {name: f"e{i}" for i, name in enumerate(names)}
    entities = tuple(Entity(ids[n], n, "PERSON", tuple(names[n])) for n in names)
    pattern = r"\b([A-Z][a-z]+) ([a-z]+)(?: ([A-Z][a-z]+))?[.?]"
    found = (_clause(m, ids) for m in re.finditer(pattern, document.text))
    return DocumentGraph(document, entities, tuple(found))


def _clause(m: re.Match[str], ids: dict[str, str]) -> Clause:
    subject = Phrase(m[1], *m.span(1), m.start(1), ids[m[1]])
    object_ = Phrase(m[3], *m.span(3), m.start(3), ids[m[3]]) if m[3] else None
    sure = 0.3 if m[0].endswith("?") else 0.9
    relation = Relation(m[2], m[2], (m.span(2),))
    return Clause(f"c{m.start(2)}", "fake", sure, m.span(), subject, relation, object_)


class FakeAnalysis:
    """Replaces `Analysis.__call__`; `seen` lists the texts that were analysed."""

    def __init__(self) -> None:
        self.seen: list[str] = []

    def __call__(self, job: Analysis) -> Callable[[Document], Outcome]:
        return lambda document: self._work(job.cache, document)

    def _work(self, cache: Cache | None, document: Document) -> Outcome:
        self.seen.append(document.text)
        graph = analysed(document)
        if cache is None:
            return document.id, counts(graph), packed(graph)
        cache.put(graph, counts(graph))
        return document.id, counts(graph), b""
