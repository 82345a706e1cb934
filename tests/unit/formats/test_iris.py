from __future__ import annotations

from urllib.parse import unquote_to_bytes, urlsplit
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import ConfigError
from kg.formats.iris import Iris, from_xml_name, segment, xml_name
from tests.strategies import hostile


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Kim_Jong_Un", "Kim_Jong_Un"),
        ("Zoë_Müller", "Zoë_Müller"),
        ("北京", "北京"),
        ("हिन्दी", "हिन्दी"),
        ("O'Brien", "O%27Brien"),
        ("50%", "50%25"),
        ("AC/DC #1?", "AC%2FDC%20%231%3F"),
        ("Bob 😀", "Bob%20%F0%9F%98%80"),
        ("e\u0301", "e%CC%81"),
        ("a\u202eb", "a%E2%80%AEb"),
        ("..", "%2E%2E"),
        ("J._Smith", "J._Smith"),
        ("\ud800", "%ED%A0%80"),
    ],
)
def test_segments_are_readable_where_they_can_be(text: str, expected: str) -> None:
    assert segment(text) == expected


@given(hostile())
def test_every_text_comes_back_from_its_segment(text: str) -> None:
    assert unquote_to_bytes(segment(text)).decode("utf-8", "surrogatepass") == text


@given(hostile().filter(bool))
def test_segments_stay_one_segment_of_a_valid_iri(text: str) -> None:
    iri = Iris("https://x.example/").entity(text)
    parts = urlsplit(iri)
    assert (parts.scheme, parts.netloc, parts.query, parts.fragment) == (
        "https",
        "x.example",
        "",
        "",
    )
    assert parts.path.count("/") == 2
    assert not set(iri) & set(' <>"{}|\\^`\n\r\t')
    iri.encode()


@given(st.lists(hostile(), unique=True))
def test_different_ids_have_different_iris(ids: list[str]) -> None:
    assert len(set(map(segment, ids))) == len(ids)


def test_things_stand_under_the_base() -> None:
    iris = Iris("https://graph.example/news")
    assert iris.entity("A") == "https://graph.example/news/entity/A"
    assert iris.relation("meet") == "https://graph.example/news/relation/meet"
    assert iris.statement("s") == "https://graph.example/news/statement/s"
    assert iris.role("place") == "https://graph.example/news/role/place"
    assert iris.span("d1", (3, 7)) == "https://graph.example/news/document/d1#char=3,7"


@pytest.mark.parametrize("base", ["urn:x:", "http://x.example/é/", "https://x.example"])
def test_other_bases_are_taken(base: str) -> None:
    assert Iris(base).entity("A").startswith(base)


@pytest.mark.parametrize(
    "base",
    ["", "news/", "//x/", "http://x/#", "http://x/?q=", "http://x/ y", "http://x/<", "http:"],
)
def test_a_base_that_is_none_is_refused(base: str) -> None:
    with pytest.raises(ConfigError, match="--base-iri"):
        Iris(base)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("walk_away_from", "walk_away_from"),
        ("zurückkehren", "zurückkehren"),
        ("4x", "_x34_x"),
        ("_x34_", "_x5F_x34_"),
        ("a b", "a_x20_b"),
        ("走る", "走る"),
        ("\u0149", "_x149_"),
        ("", ""),
    ],
)
def test_names_are_readable_where_they_can_be(text: str, expected: str) -> None:
    assert xml_name(text) == expected


@settings(deadline=None)
@given(hostile())
def test_every_text_comes_back_from_its_name(text: str) -> None:
    name = xml_name(text)
    assert from_xml_name(name) == text
    if name:
        assert ElementTree.fromstring(f"<{name}/>").tag == name
    assert Iris().relation(text).endswith(name)
