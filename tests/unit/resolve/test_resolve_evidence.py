"""What speaks for two things of one name being one, and what against it."""

from __future__ import annotations

from kg.data import DocumentGraph, Link
from kg.resolve.across import resolve
from kg.resolve.spelling import deletions, is_slip
from tests.unit.resolve.test_resolve_across import Thing, clause, graph, whole

FIRM, TOWN = Thing("Halden Marine", "ORG"), Thing("Korvik", "GPE")


def smith(title: str, *around: Thing, name: str = "John Smith", born: str = "") -> DocumentGraph:
    """A document on somebody who works for a firm and was seen with others."""
    others = [f"e{n}" for n in range(2, 2 + len(around))]
    clauses = [clause(f"c{900 + n}", "e1", "work for", e) for n, e in enumerate(others)]
    return graph(title, [Thing(name, born=born), *around], clauses)


def holders(*graphs: DocumentGraph) -> list[list[str]]:
    """The titles of the documents of each person."""
    titles = {g.document.id: g.document.title for g in graphs}
    found = [
        sorted(titles[m.document] for m in e.mentions)
        for e in whole(*graphs).entities()
        if e.type == "PERSON"
    ]
    return sorted(found)


def test_a_common_name_is_one_person_where_the_surroundings_agree() -> None:
    assert holders(smith("a", FIRM), smith("b", FIRM), smith("c")) == [["a", "b"], ["c"]]


def test_the_weakest_link_of_a_chain_is_cut() -> None:
    first = smith("a", FIRM, TOWN, born="1950")
    between = smith("b", FIRM, TOWN)
    last = smith("c", TOWN, born="1970")
    assert holders(first, between, last) == [["a", "b"], ["c"]]


def test_who_fits_two_that_differ_equally_joins_neither() -> None:
    graphs = smith("a", FIRM, born="1950"), smith("b", FIRM), smith("c", FIRM, born="1970")
    assert holders(*graphs) == [["a"], ["b"], ["c"]]


def test_initials_go_to_the_one_whose_surroundings_agree() -> None:
    bank = Thing("Norbank", "ORG")
    graphs = [smith("a", FIRM, TOWN), smith("b", bank, name="Jane Smith"),
              smith("c", FIRM, TOWN, name="J. Smith")]  # fmt: skip
    assert holders(*graphs) == [["a", "c"], ["b"]]


def test_a_slip_of_the_pen_needs_surroundings() -> None:
    right = [smith(t, FIRM, TOWN, name="Tomas Lorimer") for t in "abc"]
    wrong = smith("d", FIRM, TOWN, name="Tomas Lormier")
    elsewhere = smith("e", Thing("Norbank", "ORG"), name="Tomas Lormier")
    assert holders(*right, wrong) == [["a", "b", "c", "d"]]
    assert holders(*right, elsewhere) == [["a", "b", "c"], ["e"]]


def test_a_link_says_what_both_have_in_common() -> None:
    graphs = [smith("a", FIRM, TOWN), smith("b", FIRM, TOWN)]
    (person,) = [e for e in whole(*graphs).entities() if e.type == "PERSON"]
    (link,) = [m.link for m in person.mentions if isinstance(m.link, Link)]
    assert link.reason.startswith("same name across documents: ")
    assert "Halden Marine" in link.reason
    assert 0.5 < link.score <= 1


def test_what_was_nearly_joined_is_listed_with_its_probability() -> None:
    graphs = [smith("a"), smith("b")]
    (pair,) = resolve({g.document.id: g for g in graphs}).uncertain
    assert (pair.one.label, pair.other.label) == ("John Smith", "John Smith")
    assert 0.05 < pair.probability < 0.5


def test_slips_share_a_deletion() -> None:
    for slip in ("tomas lormier", "tomas lorimr", "tomas lorrimer", "tomas larimer"):
        assert is_slip("tomas lorimer", slip)
        assert set(deletions("tomas lorimer")) & set(deletions(slip))
    assert not is_slip("tomas lorimer", "tomas larimar")
    assert not is_slip("ann hale", "ann hale")
