from __future__ import annotations

from dataclasses import replace
from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analyses import Analyses, Origin, Union
from kg.cache import Cache
from kg.data import DocumentGraph
from kg.errors import GraphError
from tests.graphs import small_graph

GRAPHS = dict(small_graph().documents)
ORIGINS = {key: Origin.of(graph.document) for key, graph in GRAPHS.items()}

words = st.sampled_from(["a", "b", "c"])
origins = st.builds(
    Origin,
    st.sets(words, min_size=1).map(lambda s: tuple(sorted(s))),
    st.lists(st.tuples(words, words), max_size=2).map(tuple),
    st.sets(words).map(lambda s: tuple(sorted(s))),
)


@pytest.fixture
def cache(tmp_path: Path) -> Cache:
    cache = Cache(tmp_path, "recipe")
    for graph in GRAPHS.values():
        cache.put(graph, {})
    return cache


@given(origins, origins, origins)
def test_the_union_of_origins_knows_no_order(a: Origin, b: Origin, c: Origin) -> None:
    assert a.union(b) == b.union(a)
    assert a.union(b).union(c) == a.union(b.union(c))
    assert a.union(a) == a


def test_analyses_are_those_of_the_documents_given(cache: Cache) -> None:
    some = dict(list(ORIGINS.items())[:1])
    assert dict(Analyses(cache, some)) == {key: GRAPHS[key] for key in some}


def test_they_come_in_order_of_id(cache: Cache) -> None:
    for order in permutations(ORIGINS):
        assert list(Analyses(cache, {k: ORIGINS[k] for k in order})) == sorted(ORIGINS)


def test_a_cached_analysis_has_the_origin_of_this_run(cache: Cache) -> None:
    key = next(iter(ORIGINS))
    moved = Origin(("elsewhere.txt",), (("author", "M. Velin"),), ("decoded as cp1252",))
    document = Analyses(cache, {key: moved})[key].document
    assert Origin.of(document) == moved
    assert document.text == GRAPHS[key].document.text


def test_each_is_seen_through_the_view(cache: Cache) -> None:
    key = next(iter(ORIGINS))
    seen = Analyses(cache, ORIGINS, lambda graph: replace(graph, clauses=()))[key]
    assert seen.clauses == ()
    assert seen.entities == GRAPHS[key].entities


def test_an_analysis_that_went_meanwhile_is_named(cache: Cache, tmp_path: Path) -> None:
    analyses = Analyses(cache, ORIGINS)
    for path in [p for p in tmp_path.rglob("*") if p.is_file()]:
        path.unlink()
    key = next(iter(ORIGINS))
    with pytest.raises(GraphError, match=ORIGINS[key].sources[0]):
        analyses[key]


def test_a_union_holds_what_any_part_holds() -> None:
    parts = [{key: graph} for key, graph in GRAPHS.items()]
    assert dict(Union(parts)) == GRAPHS
    assert dict(Union([*parts, GRAPHS])) == GRAPHS


def test_a_document_in_two_parts_has_the_sources_of_both() -> None:
    key, graph = next(iter(GRAPHS.items()))
    other = graph.with_sources(("copy.txt",))
    found = Union([{key: graph}, {key: other}])[key]
    assert found.document.sources == tuple(sorted({*graph.document.sources, "copy.txt"}))


def test_of_two_analyses_of_one_document_the_same_counts_in_any_order() -> None:
    key, graph = next(iter(GRAPHS.items()))
    variants: list[DocumentGraph] = [graph, replace(graph, clauses=graph.clauses[:1])]
    variants += [replace(graph, clauses=(), quotations=())]
    found = {repr(Union([{key: v} for v in order])[key]) for order in permutations(variants)}
    assert len(found) == 1


def test_no_more_is_held_in_memory_than_there_is_room_for(
    cache: Cache, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = sorted(ORIGINS)
    monkeypatch.setattr("kg.analyses.HELD", len(GRAPHS[first].document.text))
    analyses = Analyses(cache, ORIGINS)
    assert len(dict(analyses)) == 2
    for path in [p for p in tmp_path.rglob("*") if p.is_file()]:
        path.unlink()
    assert analyses[first] == GRAPHS[first]
    with pytest.raises(GraphError):
        analyses[last]
