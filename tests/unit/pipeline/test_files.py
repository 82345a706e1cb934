from __future__ import annotations

from itertools import permutations
from pathlib import Path

import pytest

import kg
from kg.errors import FormatError, GraphError
from kg.files import write
from kg.graph import KnowledgeGraph
from kg.watch import Watch
from tests.graphs import small_graph


def test_what_is_saved_as_json_is_loaded(tmp_path: Path) -> None:
    graph = small_graph()
    kg.save(graph, tmp_path / "graph.json")
    again = kg.load(tmp_path / "graph.json")
    assert again.entities() == graph.entities()
    assert again.statements() == graph.statements()
    assert dict(again.documents) == dict(graph.documents)


def test_an_ending_that_no_format_has_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"no format is named 'doc'"):
        kg.save(small_graph(), tmp_path / "graph.doc")


def test_a_format_that_cannot_be_read_back_says_so(tmp_path: Path) -> None:
    kg.save(small_graph(), tmp_path / "graph.gexf")
    with pytest.raises(FormatError, match="use json"):
        kg.load(tmp_path / "graph.gexf")


def test_an_option_that_a_format_does_not_know_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(FormatError, match=r"ttl has no option 'colour' .*base_iri"):
        kg.save(small_graph(), tmp_path / "graph.ttl", colour="red")


def test_each_format_takes_the_options_that_it_understands(tmp_path: Path) -> None:
    paths = [tmp_path / "g.ttl", tmp_path / "g.graphml"]
    watch = Watch()
    write(small_graph(), paths, {"base_iri": "https://example.org/here/"}, watch)
    assert "https://example.org/here/" in paths[0].read_text("utf-8")
    assert paths[1].exists()
    assert list(watch.seconds) == ["writing ttl", "writing graphml"]


def test_graphs_merge_to_one_of_all_documents_in_any_order(tmp_path: Path) -> None:
    whole = small_graph()
    parts = [KnowledgeGraph([], [], {key: graph}) for key, graph in whole.documents.items()]
    found = set()
    for order in permutations(parts):
        kg.save(kg.merge(*order), tmp_path / "merged.json")
        found.add((tmp_path / "merged.json").read_bytes())
    assert len(found) == 1
    assert set(kg.merge(*parts).documents) == set(whole.documents)


def test_a_graph_without_documents_is_not_merged_to_nothing() -> None:
    whole = small_graph()
    bare = KnowledgeGraph(whole.entities(), whole.statements(), {})
    with pytest.raises(GraphError, match="without documents"):
        kg.merge(whole, bare)


def test_a_graph_can_be_handed_to_rdflib() -> None:
    found = kg.to_rdflib(small_graph(), base_iri="https://example.org/here/")
    assert any("example.org/here" in str(s) for s in found.subjects())
