"""What holds for any set of documents, whatever its names and decisions; types and homonyms."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.data import DocumentGraph, Mention
from kg.errors import ConfigError
from kg.graph import KnowledgeGraph
from kg.resolve.across import assemble, resolve
from kg.resolve.decisions import Decisions
from tests.unit.resolve.test_resolve_across import NAMES, Thing, clause, content, corpora, graph

PEOPLE = st.lists(NAMES.filter(lambda t: t.type == "PERSON"), min_size=2, max_size=6)
Pairs = list[tuple[int, int]]


@settings(deadline=None, max_examples=60)
@given(corpora(), corpora())
def test_adding_documents_gives_what_building_from_all_gives(
    before: list[DocumentGraph], added: list[DocumentGraph]
) -> None:
    made = assemble({g.document.id: g for g in before})
    new = {g.document.id: g for g in added}
    everything = {g.document.id: g for g in [*before, *added]}
    assert content(assemble({**made.documents, **new})) == content(assemble(everything))


@settings(deadline=None, max_examples=120)
@given(PEOPLE, st.data())
def test_decisions_win_or_contradict_each_other_and_show_the_chain(
    things: list[Thing], data: st.DataObject
) -> None:
    documents = [graph(f"document {n}", [t]) for n, t in enumerate(things)]
    places = st.integers(0, len(things) - 1)
    pairs = st.lists(st.tuples(places, places).filter(lambda p: p[0] != p[1]), max_size=4)
    same, different = data.draw(pairs, "same"), data.draw(pairs, "different")
    decisions = _decisions(documents, same, different)
    one = _classes(len(things), same)
    graphs = {g.document.id: g for g in documents}
    if any(one[a] == one[b] for a, b in different):
        with pytest.raises(ConfigError, match=r"differ, but .* is the same as .* by \[\[same\]\]"):
            resolve(graphs, decisions)
        return
    found = _entity_of(resolve(graphs, decisions).graph)
    ids = [found[g.document.id] for g in documents]
    assert all(ids[a] == ids[b] for a, b in same)
    assert all(ids[a] != ids[b] for a, b in different)


def _decisions(documents: list[DocumentGraph], same: Pairs, different: Pairs) -> Decisions:
    lines = []
    for kind, pairs in (("same", same), ("different", different)):
        for pair in pairs:
            things = ", ".join(
                f'{{document = "{documents[n].document.id}", '
                f'name = "{documents[n].entities[0].label}"}}'
                for n in pair
            )
            lines.append(f"[[{kind}]]\nthings = [{things}]\n")
    return Decisions.parse(tomllib.loads("".join(lines)))


def _classes(count: int, same: Pairs) -> list[int]:
    """For each thing the smallest that is the same by any chain."""
    found = list(range(count))
    for _ in range(count):
        for a, b in same:
            found[a] = found[b] = min(found[a], found[b])
    return found


def _entity_of(made: KnowledgeGraph) -> dict[str, str]:
    return {m.document: e.id for e in made.entities() for m in e.mentions}


def test_a_thing_has_the_type_that_most_of_its_mentions_have() -> None:
    def named(title: str, type_: str, times: int) -> DocumentGraph:
        single = graph(title, [Thing("Lake Orvane", type_)])
        mentions = tuple(Mention(0, 11 - n, "name") for n in range(times))
        return replace(single, entities=(replace(single.entities[0], mentions=mentions),))

    lake, city = named("1", "LOC", 3), named("2", "GPE", 2)
    (entity,) = assemble({g.document.id: g for g in (lake, city)}).entities()
    assert (entity.label, entity.type) == ("Lake Orvane", "LOC")
    more = named("3", "GPE", 2)
    (entity,) = assemble({g.document.id: g for g in (lake, city, more)}).entities()
    assert entity.type == "GPE"


def test_paris_the_city_and_paris_the_person_are_two_in_any_number_of_documents() -> None:
    documents = [
        *(graph(f"city {n}", [Thing("Paris", "GPE")]) for n in range(3)),
        *(graph(f"heir {n}", [Thing("Paris Hilton", aliases=("Paris",))]) for n in range(3)),
    ]
    made = assemble({g.document.id: g for g in documents})
    assert sorted((e.label, e.type, len(e.mentions)) for e in made.entities()) == [
        ("Paris", "GPE", 3), ("Paris Hilton", "PERSON", 3),
    ]  # fmt: skip


def test_generic_concepts_of_different_lemmas_stay_apart() -> None:
    def concept(title: str, label: str, *forms: str) -> DocumentGraph:
        thing = Thing(label, "CONCEPT", kind="nominal", aliases=forms, generic=True)
        return graph(title, [thing], [clause("c0", "e1", "matter")])

    documents = [concept("1", "tax", "taxes"), concept("2", "Taxes", "tax"), concept("3", "taxi")]
    made = assemble({g.document.id: g for g in documents})
    assert [len(e.mentions) for e in made.entities()] in ([1, 2], [2, 1])
