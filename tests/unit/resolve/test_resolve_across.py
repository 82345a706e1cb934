from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.data import (
    Argument,
    Attribution,
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Interval,
    Literal,
    Mention,
    Phrase,
    Relation,
    StatementRef,
)
from kg.graph import KnowledgeGraph
from kg.resolve.across import assemble, entity_id


@dataclass(frozen=True)
class Thing:
    """An entity of a document; `born` adds a clause that says in which year."""

    label: str
    type: str = "PERSON"
    gender: str = ""
    born: str = ""
    aliases: tuple[str, ...] = ()
    kind: str = "name"
    generic: bool = False
    members: tuple[str, ...] = ()


def graph(title: str, things: Sequence[Thing], clauses: Sequence[Clause] = ()) -> DocumentGraph:
    """A document with these things, "e1", "e2", …, whose labels are its text."""
    text, entities, found = "", [], list(clauses)
    for n, t in enumerate(things, 1):
        mention = Mention(len(text), len(text) + len(t.label), t.kind)  # type: ignore[arg-type]
        entities.append(
            Entity(
                f"e{n}", t.label, t.type, (mention,), t.aliases, "", t.members, t.gender, t.generic
            )
        )
        if t.born:
            found.append(clause(f"c{len(text)}", f"e{n}", "be born", time=Interval(t.born, t.born)))
        text += t.label + "\n"
    return DocumentGraph(Document(text, title), tuple(entities), tuple(found))


def clause(
    id_: str, subject: str, lemma: str, object_: str | None = None, **rest: object
) -> Clause:
    made = Clause(id_, "verbal", 0.5, (0, 9), phrase(subject), Relation(lemma, lemma))
    return replace(made, object=phrase(object_) if object_ else None, **rest)  # type: ignore[arg-type]


def phrase(entity: str) -> Phrase:
    return Phrase(entity, 0, 1, 0, entity)


def whole(*graphs: DocumentGraph) -> KnowledgeGraph:
    return assemble({g.document.id: g for g in graphs})


def people(*things: Thing) -> list[list[str]]:
    """The labels of mentions of each entity, for one document a thing."""
    graphs = [graph(f"document {n}", [t]) for n, t in enumerate(things)]
    made = whole(*graphs)
    texts = {g.document.id: g.document.text for g in graphs}
    return sorted(
        sorted(texts[m.document][m.start : m.end] for m in e.mentions) for e in made.entities()
    )


def test_the_same_full_name_is_one_person() -> None:
    assert people(Thing("Kim Jong Un"), Thing("Kim Jong-un")) == [["Kim Jong Un", "Kim Jong-un"]]


def test_a_lone_surname_joins_the_only_person_who_fits() -> None:
    assert people(Thing("John Lorimer"), Thing("Lorimer"), Thing("Ann Hale")) == [
        ["Ann Hale"], ["John Lorimer", "Lorimer"],
    ]  # fmt: skip


def test_common_names_alone_say_nothing() -> None:
    assert people(Thing("John Smith"), Thing("John Smith")) == [["John Smith"], ["John Smith"]]
    assert people(Thing("John Smith"), Thing("Smith")) == [["John Smith"], ["Smith"]]


@pytest.mark.parametrize("short", ["Smith", "J. Smith"])
def test_a_short_name_that_fits_two_joins_neither_nor_its_like(short: str) -> None:
    found = people(Thing("John Smith"), Thing("James Smith"), Thing(short), Thing(short))
    assert found == sorted([["John Smith"], ["James Smith"], [short], [short]])


def test_a_short_name_that_nothing_fits_is_one_with_its_like() -> None:
    assert people(Thing("J. Lorimer"), Thing("J. Lorimer")) == [["J. Lorimer"] * 2]


def test_two_birth_years_are_two_people_and_who_could_be_either_is_neither() -> None:
    found = people(
        Thing("John Smith", born="1950"), Thing("John Smith", born="1970"), Thing("John Smith"),
        Thing("J. Smith"), Thing("Smith"),
    )  # fmt: skip
    assert [len(s) for s in found] == [1, 1, 1, 1, 1]


def test_a_birth_year_and_none_agree() -> None:
    assert len(people(Thing("John Lorimer", born="1950"), Thing("John Lorimer"))) == 1


def test_genders_and_generations_contradict() -> None:
    assert len(people(Thing("Kim Hale", gender="fem"), Thing("Kim Hale", gender="masc"))) == 2
    assert len(people(Thing("John Hale Jr."), Thing("John Hale Sr."))) == 2


def test_a_middle_name_is_a_variant_where_only_one_fits() -> None:
    assert len(people(Thing("John Lorimer"), Thing("John R. Lorimer"))) == 1
    found = people(Thing("John Lorimer"), Thing("John R. Lorimer"), Thing("John Q. Lorimer"))
    assert len(found) == 3


def test_nicknames_are_the_name() -> None:
    assert len(people(Thing("Bill Clinton"), Thing("William Clinton"))) == 1


def test_a_person_is_no_place() -> None:
    assert len(people(Thing("Paris Hilton"), Thing("Paris Hilton", "FAC"))) == 2


def test_two_people_of_one_document_stay_two() -> None:
    both = graph("both", [Thing("John Smith"), Thing("John A. Smith")])
    made = whole(both, graph("one", [Thing("John Smith")]), graph("two", [Thing("J. Smith")]))
    apart = ["J. Smith", "John A. Smith", "John Smith", "John Smith"]
    assert [e.label for e in made.entities()] == apart


def test_acronyms_join_the_only_expansion() -> None:
    hme, full = Thing("HME", "ORG"), Thing("Halden Marine Energy", "ORG")
    assert len(people(hme, full)) == 1
    assert len(people(hme, full, Thing("Hestmark Metal Exports", "ORG"))) == 3


def test_an_alias_that_a_text_gives_joins() -> None:
    bank = Thing("Bank of the North", "ORG", aliases=("Norbank",))
    assert len(people(bank, Thing("Norbank", "ORG"))) == 1


def test_generic_concepts_are_one_by_lemma_and_specific_nominals_never() -> None:
    def document(title: str, label: str, aliases: tuple[str, ...], generic: bool) -> DocumentGraph:
        thing = Thing(label, "CONCEPT", kind="nominal", aliases=aliases, generic=generic)
        return graph(title, [thing], [clause("c0", "e1", "hurt")])

    concepts = whole(
        document("1", "sanctions", ("sanction",), True), document("2", "sanction", (), True)
    )
    assert [e.label for e in concepts.entities()] == ["sanctions"]
    specific = whole(document("1", "minister", (), False), document("2", "minister", (), False))
    assert len(specific.entities()) == 2
    assert all(e.id.startswith("minister_") for e in specific.entities())


def test_groups_of_the_same_named_members_are_one() -> None:
    things = [
        Thing("Ann Hale"), Thing("Piet Lorimer"),
        Thing("pair", "GROUP", kind="nominal", members=("e1", "e2")),
    ]  # fmt: skip
    use = [clause("c0", "e3", "leave")]
    made = whole(graph("1", things, use), graph("2", things, use))
    assert made.entity("Ann_Hale_and_Piet_Lorimer").members == ("Ann_Hale", "Piet_Lorimer")
    assert len(made.entities()) == 3


# statements


def test_the_same_statement_in_two_documents_has_two_evidences() -> None:
    things = [Thing("Ann Hale"), Thing("Piet Lorimer")]
    made = whole(*(graph(t, things, [clause("c0", "e1", "meet with", "e2")]) for t in "ab"))
    (statement,) = made.statements()
    assert (statement.subject, statement.predicate, statement.object) == (
        "Ann_Hale", "meet_with", "Piet_Lorimer",
    )  # fmt: skip
    assert len(statement.evidence) == 2
    assert [e.document for e in statement.evidence] == sorted(
        e.document for e in statement.evidence
    )


def test_time_factuality_and_source_part_statements() -> None:
    things = [Thing("Ann Hale"), Thing("Piet Lorimer")]
    clauses = [
        clause("c0", "e1", "meet", "e2", time=Interval("2018", "2018")),
        clause("c1", "e1", "meet", "e2", time=Interval("2019", "2019")),
        clause("c2", "e1", "meet", "e2", factuality="denied"),
        clause("c3", "e1", "meet", "e2", attribution=Attribution(phrase("e2"))),
    ]
    made = whole(graph("1", things, clauses))
    assert len(made.statements()) == 4
    assert len(made.statements(facts=True)) == 2


def test_a_clause_as_object_is_a_statement() -> None:
    things = [Thing("Ann Hale"), Thing("Piet Lorimer")]
    said = clause("c0", "e1", "say")
    said = replace(said, object=Phrase("that he left", 0, 1, 0, clause="c1"))
    made = whole(graph("1", things, [said, clause("c1", "e2", "leave")]))
    (say,) = made.statements(predicate="say")
    assert isinstance(say.object, StatementRef)
    assert made.statement(say.object.id).subject == "Piet_Lorimer"


def test_clauses_that_lead_in_a_circle_end() -> None:
    ring = [clause("c0", "e1", "say"), clause("c1", "e1", "deny")]
    ring = [
        replace(c, object=Phrase("x", clause=o)) for c, o in zip(ring, ("c1", "c0"), strict=True)
    ]
    assert len(whole(graph("1", [Thing("Ann Hale")], ring)).statements()) == 2


def test_a_passive_with_its_agent_is_the_active() -> None:
    things = [Thing("Ann Hale"), Thing("Piet Lorimer")]
    passive = clause("c0", "e1", "arrest", "e2")
    passive = replace(passive, relation=replace(passive.relation, inverted=True))
    made = whole(graph("1", things, [passive, clause("c1", "e2", "arrest", "e1")]))
    (statement,) = made.statements()
    assert (statement.subject, statement.object) == ("Piet_Lorimer", "Ann_Hale")


def test_statements_of_unresolved_pronouns_are_left_out() -> None:
    things = [Thing("Ann Hale"), Thing("it", "", kind="pronoun")]
    clauses = [
        clause("c0", "e2", "rain"),
        clause("c1", "e1", "see", "e2"),
        clause("c2", "e1", "leave", attribution=Attribution(phrase("e2"))),
        clause("c3", "e1", "go", arguments=(Argument("to", phrase("e2"), "to"),)),
    ]
    made = whole(graph("1", things, clauses))
    assert [(s.label, s.arguments) for s in made.statements()] == [("go", ())]
    assert [e.label for e in made.entities()] == ["Ann Hale"]


def test_that_a_thing_is_itself_is_no_statement() -> None:
    same = replace(clause("c0", "e1", "be", "e1"), rule="alias")
    assert whole(graph("1", [Thing("Ann Hale")], [same])).statements() == []


def test_literals_stay_values() -> None:
    value = Literal("30", "xsd:integer", "CARDINAL")
    aged = replace(clause("c0", "e1", "be aged"), object=Phrase("30", literal=value))
    (statement,) = whole(graph("1", [Thing("Ann Hale")], [aged])).statements()
    assert statement.object == value


def test_things_that_nothing_speaks_of_stay_only_with_a_name() -> None:
    made = whole(graph("1", [Thing("Ann Hale"), Thing("house", "CONCEPT", kind="nominal")]))
    assert [e.label for e in made.entities()] == ["Ann Hale"]


@pytest.mark.parametrize(
    ("label", "id_"),
    [
        ("Kim Jong Un", "Kim_Jong_Un"), ("A\u0301bel", "\u00c1bel"), ("a\tb\n c", "a_b_c"),
        ("\u200b\x00", "unnamed"), ("", "unnamed"), ("東京", "東京"),
    ],
)  # fmt: skip
def test_ids_are_readable_in_any_script(label: str, id_: str) -> None:
    assert entity_id(label) == id_


# any order, any grouping

NAMES = st.sampled_from(
    [
        Thing("J. Smith"), Thing("John Smith"), Thing("Smith"), Thing("John Smith", born="1950"),
        Thing("John Smith", born="1970"), Thing("John R. Smith"), Thing("John Q. Smith"),
        Thing("Jane Smith", gender="fem"), Thing("Smith", gender="fem"), Thing("Jack Smith"),
        Thing("John Smith Jr."), Thing("R. Smith"), Thing("Smith", "ORG"), Thing("HME", "ORG"),
        Thing("Halden Marine Energy", "ORG", aliases=("Halden",)), Thing("Halden", "ORG"),
        Thing("Hestmark Metal Exports", "ORG", aliases=("HME",)), Thing("Ingrid Halden"),
        Thing("water", "CONCEPT", kind="nominal", generic=True),
        Thing("minister", "CONCEPT", kind="nominal"), Thing("they", "", kind="pronoun"),
    ]
)  # fmt: skip


@st.composite
def corpora(draw: st.DrawFn) -> list[DocumentGraph]:
    """Up to eight documents with names that can merge in conflicting ways."""
    made = []
    for n in range(draw(st.integers(1, 8))):
        things = draw(st.lists(NAMES, min_size=1, max_size=4, unique=True))
        ends = st.integers(1, len(things))
        clauses = [
            clause(f"c{900 + k}", f"e{a}", "see", f"e{b}")
            for k, (a, b) in enumerate(draw(st.lists(st.tuples(ends, ends), max_size=3)))
        ]
        made.append(graph(str(n), things, clauses))
    return made


def content(made: KnowledgeGraph) -> object:
    return made.entities(), made.statements()


@settings(deadline=None, max_examples=80)
@given(corpora(), st.randoms(use_true_random=False))
def test_any_order_and_grouping_gives_the_same_graph(
    graphs: list[DocumentGraph], chance: random.Random
) -> None:
    expected = content(whole(*graphs))
    shuffled = list(graphs)
    chance.shuffle(shuffled)
    cut = chance.randint(0, len(shuffled))
    first, second = whole(*shuffled[:cut]), whole(*shuffled[cut:])
    union = {**second.documents, **first.documents, **second.documents}
    assert content(assemble(union)) == expected


@settings(deadline=None, max_examples=80)
@given(corpora())
def test_what_is_known_to_differ_is_never_one(graphs: list[DocumentGraph]) -> None:
    made = whole(*graphs)
    born = {}
    for g in graphs:
        for c in g.clauses:
            if c.relation.lemma == "be born" and c.time:
                e = next(e for e in g.entities if e.id == c.subject.entity)
                born[g.document.id, e.mentions[0].start] = c.time.start
    for e in made.entities():
        years = {born.get((m.document, m.start)) for m in e.mentions} - {None}
        assert len(years) < 2
        if e.type == "PERSON":
            assert len({m.document for m in e.mentions}) == len(e.mentions)


@settings(deadline=None, max_examples=50)
@given(corpora())
def test_ids_are_unique_and_statements_speak_of_entities(graphs: list[DocumentGraph]) -> None:
    made = whole(*graphs)
    mentions = [m for e in made.entities() for m in e.mentions]
    assert len(set(mentions)) == len(mentions)
    for s in made.statements():
        assert made.entity(s.subject).mentions
