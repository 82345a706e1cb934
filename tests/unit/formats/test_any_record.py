"""Every field of every dataclass survives JSON, those that a later version adds too."""

from __future__ import annotations

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import HealthCheck, given, settings

from kg.data import DocumentGraph, Entity, Statement
from kg.formats.json import document_from_json, document_to_json, read, write
from kg.graph import KnowledgeGraph
from tests.graphs import parts
from tests.strategies import hostile, instances

pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")

TEXT = hostile(3)
SLOW = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True
)


@SLOW
@given(instances(DocumentGraph, TEXT))
def test_any_document_is_the_same_after_json(graph: DocumentGraph) -> None:
    assert document_from_json(json.loads(json.dumps(document_to_json(graph)))) == graph


@SLOW
@given(
    instances(tuple[Entity, ...], TEXT),
    instances(tuple[Statement, ...], TEXT).filter(lambda found: all(s.evidence for s in found)),
    instances(tuple[DocumentGraph, ...], TEXT),
)
def test_any_graph_is_the_same_after_writing_and_reading(
    entities: tuple[Entity, ...],
    statements: tuple[Statement, ...],
    graphs: tuple[DocumentGraph, ...],
) -> None:
    graph = KnowledgeGraph(entities, statements, {g.document.id: g for g in graphs})
    with TemporaryDirectory() as folder:
        path = Path(folder) / "graph.json"
        write(graph, path)
        assert parts(read(path)) == parts(graph)
