from __future__ import annotations

import random
import time

import pytest

from kg.data import Document
from kg.errors import DocumentError
from kg.readers.html import read
from kg.readers.tame import tame
from tests.unit.readers.helpers import everything, kinds, one, words

SENTENCES = "Alma Reeve opened the exhibition on Monday. She thanked the Friends of the Museum. "
PAGE = f"""<!DOCTYPE html><html lang="en"><head><meta charset="utf-8">
<title>Maps in Ravensby | The Courier</title>
<meta property="og:title" content="Maps in Ravensby">
<meta name="author" content="Clara Reeve">
<meta property="article:published_time" content="2024-03-03T06:00:00+01:00">
<script>window.data = {{"a": "<p>not text</p>"}};</script></head><body>
<nav><a href="/">Home</a> <a href="/news">News</a></nav>
<article><h1>Maps in Ravensby</h1>
<p>BRUSSELS (NW) – {SENTENCES * 2}</p>
<h2>The maps</h2>
<p>{SENTENCES} The caf&eacute; was <b>open</b>.</p>
<ul><li>a map of Bonn;</li><li>a map of Brod.</li></ul>
<table><tr><th>Year</th><th>Map</th></tr><tr><td>1950</td><td>Bonn</td></tr></table>
<p>{SENTENCES * 2}</p>
</article><footer>About us · Privacy · Cookies</footer></body></html>"""


def test_main_text_title_date_and_author() -> None:
    document = one(read, PAGE)
    assert (document.title, document.date) == ("Maps in Ravensby", "2024-03-03")
    assert dict(document.metadata)["author"] == "Clara Reeve"
    assert words(document, "heading") == ["Maps in Ravensby", "The maps"]
    assert words(document, "item") == ["a map of Bonn;", "a map of Brod."]
    assert words(document, "row") == ["Year | Map", "1950 | Bonn"]
    assert words(document, "furniture") == ["BRUSSELS (NW) –"]
    assert "The café was open." in document.text
    for absent in ("Home", "Privacy", "not text"):
        assert absent not in document.text


def test_a_page_without_main_text_gives_all_that_can_be_seen() -> None:
    document = one(read, "<html><body><div>Alma<br>left.</div><script>no</script></body></html>")
    assert kinds(document) == [("paragraph", "Alma left.")]


@pytest.mark.parametrize("encoding", ["windows-1252", "koi8-r", "utf-8", "utf-16"])
def test_encodings(encoding: str) -> None:
    said = "Министр ушёл" if encoding == "koi8-r" else "“Zoë” left"
    page = f'<html><head><meta charset="{encoding}"></head><body><p>{said}</p></body></html>'
    assert said in one(read, page.encode(encoding)).text


@pytest.mark.parametrize(
    "page", ["<html></html>", "<p> </p>", "<!-- only a comment -->", "<a " * 9]
)
def test_a_page_without_text(page: str) -> None:
    with pytest.raises(DocumentError, match=r"x: no text in this page") as raised:
        everything(read, page)
    assert raised.value.reason == "no text"


HOSTILE = {
    "nested div": "<div>" * 100_000 + "Hello there." + "</div>" * 100_000,
    "nested span": "<p>" + "<span>" * 100_000 + "Hello there.",
    "unclosed p": "<p>" * 100_000 + "Hello there.",
    "nested lists": "<ul><li>" * 50_000 + "Hello there.",
    "nested tables": "<table><tr><td>" * 50_000 + "Hello there.",
    "huge attribute": f"<p title='{'x' * 5_000_000}'>Hello there.</p>",
    "many attributes": "<p " + " ".join(f"a{i}=1" for i in range(100_000)) + ">Hello there.</p>",
    "open comments": "<!--" * 100_000,
    "less than": "<" * 300_000,
    "open tags": "<a " * 300_000,
    "open scripts": "<script>" * 100_000 + "Hello there.",
    "end tags": "</div>" * 300_000,
    "formatting": "<b><i>" * 100_000 + "Hello there.",
    "many tags": "<p>Hello there.</p><br>" * 40_000,
    "ampersands": "&" * 300_000,
    "random": random.Random(1).randbytes(100_000).decode("latin-1"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_pages_cost_little_and_raise_nothing_else(name: str) -> None:
    start = time.perf_counter()
    try:
        found = everything(read, f"<html><body>{HOSTILE[name]}")
    except DocumentError as error:
        found = [error]
    assert len(found) == 1
    assert time.perf_counter() - start < 20


def test_what_is_seen_of_a_hostile_page_is_kept() -> None:
    for name in ("nested div", "nested span", "huge attribute", "many attributes", "formatting"):
        document = one(read, f"<html><body>{HOSTILE[name]}")
        assert document.text == "Hello there."


def test_taming_leaves_harmless_pages_alone() -> None:
    page = '<html><body><p class="a">One <b>two</b></p><ul><li>three<li>four</ul></body></html>'
    assert tame(page) == page
    assert tame("a<script>b</script>c<style>d</style>e<!-- f -->g") == "aceg"
    assert isinstance(one(read, "<p>1 < 2 and 3 > 2, she said.</p>"), Document)
