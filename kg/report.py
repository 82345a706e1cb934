"""What a build did with every document: `report.json`.

Nothing in it depends on the clock, the cache, the number of workers or the order of sources.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kg.analyses import Origin
from kg.data import Document, DocumentGraph
from kg.formats.characters import replaced
from kg.graph import KnowledgeGraph
from kg.resolve.across import Resolution
from kg.resolve.uncertain import Side, Uncertain

_UNCERTAIN = 100
"""So many pairs stand in a report, the most consequential ones."""
FACTUALITIES = ("asserted", "denied", "hypothetical")


@dataclass(frozen=True, slots=True)
class Skipped:
    """A source, or a part of one, that is not in the graph; `reason` is a stable word."""

    source: str
    reason: str
    message: str


@dataclass(slots=True)
class Entry:
    """What is known of a document without its text; `counts` once it is analysed.

    `replaced` counts characters of text and title for which other formats have U+FFFD.
    """

    origin: Origin
    title: str
    date: str
    characters: int
    furniture: int
    replaced: Mapping[str, int]
    counts: Mapping[str, int] | None = None

    @staticmethod
    def of(document: Document) -> Entry:
        """The entry of a document that was just read."""
        furniture = len(document.furniture)
        origin = Origin.of(document)
        return Entry(
            origin,
            document.title,
            document.date,
            len(document.text),
            furniture,
            replaced(document.text + document.title),
        )


@dataclass(slots=True)
class Report:
    """What became of the sources: documents by id, what was skipped, what nobody reads.

    `ignored` counts files of a folder by their ending where no reader knows it; `model` says
    which language model was used.
    """

    model: str = ""
    documents: dict[str, Entry] = field(default_factory=dict)
    skipped: list[Skipped] = field(default_factory=list)
    ignored: Counter[str] = field(default_factory=Counter)

    def totals(self, graph: KnowledgeGraph) -> dict[str, int]:
        """Of the graph that was made of the documents."""
        statements = graph.statements()
        return {
            "documents": len(self.documents),
            "skipped": len(self.skipped),
            "entities": len(graph.entities()),
            "statements": len(statements),
            "facts": sum(s.is_fact for s in statements),
            **_factualities(Counter(s.factuality for s in statements)),
            "reported": sum(s.attribution is not None for s in statements),
        }

    def to_json(
        self, totals: Mapping[str, int], version: str, identity: Mapping[str, Any] | None = None
    ) -> dict[str, Any]:
        """The report as it is written, with `totals` of the graph and how it was resolved."""
        return {
            "kg": version,
            "model": self.model,
            "totals": dict(totals),
            "identity": dict(identity or {}),
            "documents": sorted(map(_document, self.documents.items()), key=lambda d: d["sources"]),
            "skipped": [
                {"source": s.source, "reason": s.reason, "message": s.message}
                for s in sorted(self.skipped, key=lambda s: (s.source, s.reason, s.message))
            ],
            "ignored": dict(sorted(self.ignored.items())),
        }


def identity(resolution: Resolution) -> dict[str, Any]:
    """Links by reason, pairs that were nearly one, and what the user's files left open."""
    mentions = (m for e in resolution.graph.entities() for m in e.mentions)
    links = Counter(m.link.reason.partition(":")[0] for m in mentions if m.link)
    return {
        "links": dict(sorted(links.items())),
        "uncertain": [pair(u) for u in resolution.uncertain[:_UNCERTAIN]],
        "uncertain_in_all": len(resolution.uncertain),
        "open": [
            {"label": o.label, "iris": list(o.iris), "reason": o.reason} for o in resolution.open
        ],
        "decisions_without_a_mention": [str(t) for t in resolution.lost],
    }


def pair(uncertain: Uncertain) -> dict[str, Any]:
    """Two things that were nearly one, for programs."""
    return {
        "one": _side(uncertain.one),
        "other": _side(uncertain.other),
        "probability": uncertain.probability,
        "reason": uncertain.reason,
        "against": uncertain.against,
        "shared": list(uncertain.shared),
    }


def _side(side: Side) -> dict[str, Any]:
    return {
        "label": side.label,
        "type": side.type,
        "document": side.document,
        "name": side.name,
        "documents": side.documents,
        "mentions": side.mentions,
    }


def counts(graph: DocumentGraph) -> dict[str, int]:
    """Of an analysis: words, entities, quotations, and statements by their factuality."""
    found = Counter(c.factuality for c in graph.clauses)
    return {
        "words": len(graph.document.text.split()),
        "entities": len(graph.entities),
        "quotations": len(graph.quotations),
        **_factualities(found),
        "reported": sum(c.attribution is not None for c in graph.clauses),
    }


def _factualities(found: Mapping[Any, int]) -> dict[str, int]:
    return {name: found.get(name, 0) for name in FACTUALITIES}


def _document(item: tuple[str, Entry]) -> dict[str, Any]:
    key, entry = item
    found = dict(entry.counts or {})
    return {
        "sources": list(entry.origin.sources),
        "id": key,
        "title": entry.title,
        "date": entry.date,
        "characters": entry.characters,
        "words": found.get("words", 0),
        "entities": found.get("entities", 0),
        "statements": {
            "all": sum(found.get(name, 0) for name in FACTUALITIES),
            **{name: found.get(name, 0) for name in (*FACTUALITIES, "reported")},
        },
        "quotations": found.get("quotations", 0),
        "furniture": entry.furniture,
        "replaced": dict(entry.replaced),
        "warnings": list(entry.origin.warnings),
    }
