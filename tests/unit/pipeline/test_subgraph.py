"""Parts of graphs: what they keep, and that every format can write them."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

import kg
from kg import plugins, subgraph
from kg.data import DocumentGraph
from kg.errors import GraphError
from kg.graph import KnowledgeGraph, entities_of
from kg.resolve.across import assemble
from tests.fakes import analysed
from tests.graphs import small_graph
from tests.jobs import documents


def chain() -> KnowledgeGraph:
    """Ada - Ben - Cleo - Dora, each pair in a document of its own; Ben also meets Eve."""
    texts = ("Ada met Ben.", "Ben met Cleo.", "Cleo met Dora.", "Ben met Eve.")
    return assemble({d.id: _places(analysed(d)) for d in documents(*texts)})


def _places(graph: DocumentGraph) -> DocumentGraph:
    """With places instead of people: one name is one place in all documents."""
    return replace(graph, entities=tuple(replace(e, type="GPE") for e in graph.entities))


def labels(graph: KnowledgeGraph) -> str:
    return " ".join(e.label for e in graph.entities())


@pytest.mark.parametrize(
    ("steps", "expected"),
    [(0, "Ada"), (1, "Ada Ben"), (2, "Ada Ben Cleo Eve"), (3, "Ada Ben Cleo Dora Eve")],
)
def test_around_reaches_as_far_as_it_says(steps: int, expected: str) -> None:
    assert labels(subgraph.around(chain(), ["Ada"], steps)) == expected


def test_a_part_keeps_the_statements_among_its_entities_with_their_texts_alone() -> None:
    part = subgraph.around(chain(), ["Ada"], 1)
    assert [s.subject for s in part.statements()] == ["Ada"]
    assert [d.document.text for d in part.documents.values()] == ["Ada met Ben."]
    assert {m.document for e in part.entities() for m in e.mentions} == set(part.documents)


def test_top_takes_what_most_statements_name() -> None:
    assert labels(subgraph.top(chain(), 2)) == "Ben Cleo"


def test_documents_are_chosen_by_their_source() -> None:
    part = subgraph.of_documents(chain(), "[12].txt")
    assert labels(part) == "Ben Cleo Dora"
    assert len(part.statements()) == len(part.documents) == 2


def test_a_pattern_that_fits_nothing_is_an_error() -> None:
    with pytest.raises(GraphError, match=r"no document has a source that fits 'x\*'"):
        subgraph.of_documents(chain(), "x*")


@pytest.mark.parametrize("count", range(1, 12))
def test_nothing_in_a_part_points_out_of_it(count: int) -> None:
    part = subgraph.top(small_graph(), count)
    ids = {e.id for e in part.entities()}
    for statement in part.statements():
        assert entities_of(statement) <= ids
        assert part.label(statement.object) is not None  # statements about statements too
        assert {e.document for e in statement.evidence} <= set(part.documents)
        assert statement.evidence
    assert {m for e in part.entities() for m in e.members} <= ids


def test_the_whole_is_a_part_of_itself(tmp_path: Path) -> None:
    whole = small_graph()
    part = subgraph.top(whole, len(whole.entities()))
    for graph, name in ((whole, "whole.nt"), (part, "part.nt")):
        kg.save(graph, tmp_path / name)
    assert (tmp_path / "part.nt").read_bytes() == (tmp_path / "whole.nt").read_bytes()


@pytest.mark.parametrize("name", sorted(plugins.installed("formats")))
def test_every_format_writes_a_part(name: str, tmp_path: Path) -> None:
    kg.save(subgraph.top(small_graph(), 3), tmp_path / f"part.{name}")
    assert list(tmp_path.iterdir())
