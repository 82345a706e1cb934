"""Labels, texts and ids of every kind of character, written and read by two parsers.

pytest runs some; `KG_HOSTILE=20000 pytest tests/unit/formats/test_hostile_rdf.py` that many.
"""

from __future__ import annotations

import os
import re
from pathlib import Path

import pyoxigraph
import pytest
import rdflib
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import kg
from kg.data import Entity
from kg.formats.characters import replaced, scalars
from kg.formats.iris import Iris
from kg.formats.vocabulary import term
from kg.graph import KnowledgeGraph
from tests.strategies import hostile

EXAMPLES = int(os.environ.get("KG_HOSTILE", "2000"))
STRINGS = 4
"""Of each graph: an id, a label, an alias and a description."""

BATCH = 20
IRIS = Iris()


def entities() -> st.SearchStrategy[list[Entity]]:
    """Entities whose ids differ."""
    texts = hostile()
    one = st.builds(
        lambda id_, label, alias, text: Entity(id_, label, "PERSON", (), (alias,), text),
        texts, texts, texts, texts,
    )  # fmt: skip
    return st.lists(one, min_size=BATCH, max_size=BATCH, unique_by=lambda e: e.id)


def expected(found: list[Entity]) -> set[tuple[str, str, str]]:
    """What stands in RDF of them: every text, but U+FFFD for what RDF cannot hold."""
    pairs = [("rdfs:label", "label"), ("schema:description", "description")]
    texts = {
        (IRIS.entity(e.id), term(name), scalars(getattr(e, field)))
        for e in found
        for name, field in pairs
        if field == "label" or getattr(e, field)
    }
    aliases = {
        (IRIS.entity(e.id), term("skos:altLabel"), scalars(a)) for e in found for a in e.aliases
    }
    return texts | aliases


WANTED = {str(term(name)) for name in ("rdfs:label", "schema:description", "skos:altLabel")}


def by_pyoxigraph(path: Path, syntax: pyoxigraph.RdfFormat) -> set[tuple[str, str, str]]:
    quads = pyoxigraph.parse(path.read_bytes(), syntax)
    return {
        (q.subject.value, q.predicate.value, q.object.value)  # type: ignore[union-attr]
        for q in quads
        if q.predicate.value in WANTED and "/entity/" in str(q.subject)
    }


def by_rdflib(path: Path, syntax: str) -> set[tuple[str, str, str]]:
    triples = rdflib.Graph().parse(path, format=syntax)
    return {
        (str(s), str(p), str(o)) for s, p, o in triples if str(p) in WANTED and "/entity/" in str(s)
    }


MANY = settings(
    max_examples=max(1, EXAMPLES // (2 * BATCH * STRINGS)),
    deadline=None,
    derandomize=True,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.parametrize("syntax", ["ttl", "nt"])
@MANY
@given(found=entities())
def test_hostile_strings_come_back(tmp_path: Path, syntax: str, found: list[Entity]) -> None:
    path = tmp_path / f"graph.{syntax}"
    kg.save(KnowledgeGraph(found, [], {}), path)
    for part in expected(found):
        assert re.fullmatch(r"[^\x00-\x20<>\"{}|\\^`]+", part[0]), "an IRI of RFC 3987"
    ox = {"ttl": pyoxigraph.RdfFormat.TURTLE, "nt": pyoxigraph.RdfFormat.N_TRIPLES}[syntax]
    assert by_pyoxigraph(path, ox) == expected(found)
    assert by_rdflib(path, "turtle" if syntax == "ttl" else "nt") == expected(found)
    assert {e.id for e in kg.load(path).entities()} == {e.id for e in found}
    for e in found:
        marks = scalars(e.label).count("\ufffd") - e.label.count("\ufffd")
        assert marks == replaced(e.label)["rdf"], "the report counts what is replaced"
