from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.data import DocumentGraph
from kg.errors import ConfigError
from kg.resolve.across import Resolution, resolve
from kg.resolve.authority import Authority, Entry
from kg.resolve.decisions import Decisions, to_toml
from kg.resolve.rulings import thing_of
from tests.unit.resolve.test_resolve_across import Thing, clause, graph


def documents(*things: Thing) -> list[DocumentGraph]:
    """A document a thing; they are named by their ids, since they have no source."""
    return [graph(f"document {n}", [t]) for n, t in enumerate(things)]


def decided(graphs: list[DocumentGraph], text: str, **more: Any) -> Resolution:
    """The resolution with decisions in which $0, $1, … stand for the documents."""
    for n, g in enumerate(graphs):
        text = text.replace(f"${n}", g.document.id)
    decisions = Decisions.parse(tomllib.loads(text))
    return resolve({g.document.id: g for g in graphs}, decisions, **more)


def labels(found: Resolution) -> list[str]:
    return [e.label for e in found.graph.entities()]


SMITHS = (Thing("John Smith"), Thing("J. Smith"), Thing("Ann Hale"))
SAME = """
[[same]]
things = [{document = "$0", name = "John Smith"}, {document = "$1", words = "J. Smith"}]
"""


def test_what_the_user_calls_the_same_is_one_and_says_why() -> None:
    found = decided(documents(*SMITHS), SAME)
    assert labels(found) == ["Ann Hale", "John Smith"]
    mentions = found.graph.entity("John_Smith").mentions
    reasons = [m.link.reason for m in mentions if m.link]
    assert reasons == ["decision across documents"]


def test_a_decision_wins_over_contradictions() -> None:
    graphs = documents(Thing("John Smith", born="1950"), Thing("John Smith", born="1970"))
    same = SAME.replace("J. Smith", "John Smith")
    assert labels(decided(graphs, same)) == ["John Smith"]


def test_what_differs_stays_apart_and_so_does_all_that_joins_them() -> None:
    graphs = documents(Thing("Ann Hale"), Thing("Ann Hale"), Thing("Ann Hale"))
    different = """
        [[different]]
        things = [{document = "$0", name = "Ann Hale"}, {document = "$1", name = "Ann Hale"}]
    """
    assert len(labels(decided(graphs, ""))) == 1
    found = decided(graphs, different)
    holders = [{m.document for m in e.mentions} for e in found.graph.entities()]
    assert len(holders) > 1
    assert not any({graphs[0].document.id, graphs[1].document.id} <= h for h in holders)


def test_a_contradiction_shows_the_chain() -> None:
    chain = """
        [[same]]
        things = [{document = "$0", name = "John Smith"}, {document = "$1", name = "J. Smith"}]
        [[same]]
        things = [{document = "$1", name = "J. Smith"}, {document = "$2", name = "Ann Hale"}]
        [[different]]
        things = [{document = "$0", name = "John Smith"}, {document = "$2", name = "Ann Hale"}]
    """
    with pytest.raises(ConfigError) as error:
        decided(documents(*SMITHS), chain)
    assert str(error.value) == (
        "decisions.toml: [[different]] number 1 says that 'John Smith' and 'Ann Hale' differ, but "
        "'John Smith' is the same as 'J. Smith' by [[same]] number 1; the same as 'Ann Hale' by "
        "[[same]] number 2"
    )


def test_one_entity_of_a_document_is_parted_by_words() -> None:
    one = graph("both", [Thing("John Smith")], [clause("c0", "e1", "leave")])
    text = one.document.text + "He left."
    whole = kg.Document(text, "both")
    he = kg.Mention(11, 13, "pronoun")
    entity = kg.Entity("e1", "John Smith", "PERSON", (*one.entities[0].mentions, he))
    left = clause("c11", "e1", "leave")
    left = kg.Clause(
        **{f: getattr(left, f) for f in left.__dataclass_fields__}
        | {"subject": kg.Phrase("He", 11, 13, 11, "e1")}
    )
    both = DocumentGraph(whole, (entity,), (left,))
    found = decided([both], """
        [[different]]
        things = [{document = "$0", name = "John Smith"}, {document = "$0", words = "He"}]
    """)  # fmt: skip
    (statement,) = found.graph.statements()
    assert labels(found) == ["He", "John Smith"]
    assert statement.subject == "He"


def test_labels_types_and_what_to_ignore() -> None:
    graphs = documents(Thing("Halden"), Thing("Halden"), Thing("Advertisement"))
    found = decided(graphs, """
        [[label]]
        thing = {document = "$0", name = "Halden"}
        label = "Halden Marine"
        [[type]]
        thing = {document = "$1", name = "Halden"}
        type = "ORG"
        [[ignore]]
        thing = {document = "$2", name = "Advertisement"}
        [[same]]
        things = [{document = "$0", name = "Halden"}, {document = "$1", name = "Halden"}]
    """)  # fmt: skip
    (entity,) = found.graph.entities()
    assert (entity.label, entity.type, entity.aliases) == ("Halden Marine", "ORG", ("Halden",))


def test_two_labels_for_one_thing_are_an_error() -> None:
    two = (
        SAME
        + """
        [[label]]
        thing = {document = "$0", name = "John Smith"}
        label = "A"
        [[label]]
        thing = {document = "$1", name = "J. Smith"}
        label = "B"
    """
    )
    with pytest.raises(ConfigError, match="give one thing two labels, 'A' and 'B'"):
        decided(documents(*SMITHS), two)


def test_what_no_document_has_decides_nothing_and_is_told() -> None:
    lost = SAME.replace("$1", "gone.txt")
    found = decided(documents(*SMITHS), lost)
    assert [str(t) for t in found.lost] == ["'J. Smith' in gone.txt"]
    assert len(labels(found)) == 3


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("[same]\nx = 1", "two brackets"),
        ("[[joined]]\nx = 1", "'joined' is no decision"),
        ("[[same]]\nthings = []", "two things or more"),
        ('[[same]]\nthings = [{name = "A"}, {name = "B"}]', "a thing has a document"),
        ('[[type]]\nthing = {document = "a", name = "A"}\ntype = "HERO"', "'HERO' is no type"),
        ('[[ignore]]\nthing = {document = "a", name = "A"}\nlabel = "x"', "and nothing else"),
    ],
)
def test_entries_that_make_no_sense_are_told(text: str, message: str) -> None:
    with pytest.raises(ConfigError, match=message):
        Decisions.parse(tomllib.loads(text))


def test_a_name_that_two_things_of_a_document_have_needs_a_number() -> None:
    two = graph("two", [Thing("John Smith", born="1950"), Thing("John Smith", born="1970")])
    entry = '[[ignore]]\nthing = {document = "$0", name = "John Smith"}'
    with pytest.raises(ConfigError, match="can be 2 things there: add nth"):
        decided([two], entry)
    found = decided([two], entry.replace('Smith"', 'Smith", nth = 2'))
    assert len(labels(found)) == 1


def test_an_entry_that_is_written_is_read_as_it_was(tmp_path: Path) -> None:
    graphs = documents(Thing('The "Rock" \\ Hale'), Thing("Zoë\tHale"))
    things = [thing_of(g, "e1") for g in graphs]
    path = tmp_path / "decisions.toml"
    path.write_text(to_toml("same", things), "utf-8")
    assert Decisions.load(path).entries[0].things == tuple(things)


# authority files

AUTHORITY = Authority(
    [
        Entry("https://a.example/1", "Halden Marine Energy ASA", ("HME", "Halden Marine"), "ORG"),
        Entry("https://a.example/2", "Ann Hale", (), "PERSON"),
        Entry("https://a.example/3", "John Smith", (), "PERSON"),
        Entry("https://a.example/4", "Springfield", (), "GPE"),
        Entry("https://a.example/5", "Springfield", (), "GPE"),
    ]
)


def matched(*things: Thing) -> Resolution:
    return resolve({g.document.id: g for g in documents(*things)}, authority=AUTHORITY)


def test_what_an_authority_knows_takes_its_iri_and_label() -> None:
    found = matched(Thing("HME", "ORG"), Thing("Halden Marine", "ORG"), Thing("Ann Hale"))
    assert [(e.label, e.same_as, e.aliases) for e in found.graph.entities()] == [
        ("Ann Hale", ("https://a.example/2",), ()),
        ("Halden Marine Energy ASA", ("https://a.example/1",), ("HME", "Halden Marine")),
    ]


def test_what_fits_two_entries_stays_open() -> None:
    found = matched(Thing("Springfield", "GPE"))
    assert found.graph.entities()[0].same_as == ()
    assert [(o.label, len(o.iris)) for o in found.open] == [("Springfield", 2)]


def test_two_people_who_are_kept_apart_do_not_share_an_entry() -> None:
    found = matched(Thing("John Smith", born="1950"), Thing("John Smith", born="1970"))
    assert [e.same_as for e in found.graph.entities()] == [(), ()]
    assert found.open[0].iris == ("https://a.example/3",)


def test_a_surname_or_another_type_is_no_match() -> None:
    found = matched(Thing("Hale"), Thing("Ann Hale", "ORG"))
    assert [e.same_as for e in found.graph.entities()] == [(), ()]
