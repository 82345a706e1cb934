"""Sets of analysed documents, read one by one: from the cache, or as the union of saved graphs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from kg.cache import Cache
from kg.data import Document, DocumentGraph
from kg.errors import GraphError


@dataclass(frozen=True, slots=True)
class Origin:
    """What a document's id leaves out: places that hold it, metadata, remarks of its reader."""

    sources: tuple[str, ...]
    metadata: tuple[tuple[str, str], ...] = ()
    warnings: tuple[str, ...] = ()

    @staticmethod
    def of(document: Document) -> Origin:
        """The origin of a document as one reader gave it."""
        return Origin(document.sources, document.metadata, document.warnings)

    def union(self, other: Origin) -> Origin:
        """The origin of one text found in two places: the same whichever is named first.

        The metadata are those of the place that sorts first.
        """
        first = min(self, other, key=lambda o: (o.sources[:1], o.metadata))
        return Origin(
            tuple(sorted({*self.sources, *other.sources})),
            first.metadata,
            tuple(sorted({*self.warnings, *other.warnings})),
        )

    def on(self, graph: DocumentGraph) -> DocumentGraph:
        """An analysis of the same text as that of a document of this origin."""
        document = replace(
            graph.document,
            sources=self.sources,
            metadata=self.metadata,
            warnings=self.warnings,
        )
        return replace(graph, document=document)


HELD = 1_000_000
"""Characters of text whose analyses stay in memory once they are read, at about 65 bytes each."""


class Analyses(Mapping[str, DocumentGraph]):
    """The analyses of some documents by document id, in order of id, each read when asked for.

    `origins` are by document id. `view` is applied to every analysis that is read. A graph is
    gone through several times, so the first documents are held, as far as memory is bounded.
    """

    def __init__(
        self,
        cache: Cache,
        origins: Mapping[str, Origin],
        view: Callable[[DocumentGraph], DocumentGraph] = lambda graph: graph,
    ) -> None:
        self._cache = cache
        self._origins = {key: origins[key] for key in sorted(origins)}
        self._view = view
        self._held: dict[str, DocumentGraph] = {}
        self._room = HELD

    def __getitem__(self, id: str) -> DocumentGraph:  # noqa: A002 - as in Document
        if id in self._held:
            return self._held[id]
        graph = self._read(id)
        if len(graph.document.text) <= self._room:
            self._room -= len(graph.document.text)
            self._held[id] = graph
        return graph

    def _read(self, id: str) -> DocumentGraph:  # noqa: A002 - as in Document
        origin = self._origins[id]
        graph = self._cache.get(id)
        if graph is None:
            name = next(iter(origin.sources), id)
            raise GraphError(f"the analysis of {name} is gone from the cache: build again")
        return self._view(origin.on(graph))

    def __iter__(self) -> Iterator[str]:
        return iter(self._origins)

    def __len__(self) -> int:
        return len(self._origins)


class Union(Mapping[str, DocumentGraph]):
    """The documents of several graphs, by id, in order of id, each read when asked for.

    A document that several hold has the sources of all of them. Where they were analysed in
    different ways, the analysis that sorts first counts, whichever graph is named first.
    """

    def __init__(self, parts: Sequence[Mapping[str, DocumentGraph]]) -> None:
        holders: dict[str, list[Mapping[str, DocumentGraph]]] = defaultdict(list)
        for part in parts:
            for key in part:
                holders[key].append(part)
        self._holders = {key: holders[key] for key in sorted(holders)}

    def __getitem__(self, id: str) -> DocumentGraph:  # noqa: A002 - as in Document
        first, *others = (part[id] for part in self._holders[id])
        origin = Origin.of(first.document)
        for other in others:
            origin = origin.union(Origin.of(other.document))
            first = min(first, other, key=lambda g: repr((g.entities, g.clauses, g.quotations)))
        return origin.on(first) if others else first

    def __iter__(self) -> Iterator[str]:
        return iter(self._holders)

    def __len__(self) -> int:
        return len(self._holders)
