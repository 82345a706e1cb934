"""Which entities and statements a page shows, in order of importance."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import cached_property

from kg.data import Entity, Statement
from kg.graph import KnowledgeGraph, entities_of


@dataclass(frozen=True)
class Selection:
    """What the page shows; the place in `entities` is an entity's number in the page.

    `entities` are sorted by falling `importance` (number of statements that name the entity,
    speakers included), then by id. The first `drawn` of them stand in the picture; the others
    are only mentioned: no statement names them, and no group has or is them. `statements` are
    sorted by id and name no entity but these. `left_out` counts, for each entity shown, its
    statements that are not.
    """

    entities: tuple[Entity, ...]
    drawn: int
    statements: tuple[Statement, ...]
    importance: Counter[str]
    left_out: Counter[str]
    all_entities: int
    all_statements: int

    @cached_property
    def number_of(self) -> dict[str, int]:
        """The number of every entity shown, by id."""
        return {e.id: i for i, e in enumerate(self.entities)}


def select(graph: KnowledgeGraph, max_nodes: int) -> Selection:
    """The `max_nodes` most important entities, and the statements among them."""
    entities, statements = graph.entities(), graph.statements()
    importance = Counter(name for s in statements for name in sorted(entities_of(s)))
    grouped = {name for e in entities if e.members for name in (e.id, *e.members)}
    ranked = sorted(entities, key=lambda e: (-importance[e.id], e.id not in grouped, e.id))
    dropped = {e.id for e in ranked[max_nodes:]}
    kept = [s for s in statements if not entities_of(s) & dropped]
    left_out = Counter(importance)
    left_out.subtract(name for s in kept for name in entities_of(s))
    shown = ranked[:max_nodes]
    return Selection(
        entities=tuple(shown),
        drawn=sum(importance[e.id] > 0 or e.id in grouped for e in shown),
        statements=tuple(kept),
        importance=importance,
        left_out=left_out,
        all_entities=len(entities),
        all_statements=len(statements),
    )
