from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from kg.graph import KnowledgeGraph
from tests.browser.conftest import Open
from tests.browser.strait import strait_graph
from tests.graphs import small_graph
from tests.hostile import HOSTILE, MANY, hostile_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def two_nodes(lemma: str) -> KnowledgeGraph:
    """Two entities of one size and one arrow, so that its middle is that of the picture."""
    graph = small_graph()
    statement = next(s for s in graph.statements() if s.label == lemma)
    bare = replace(statement, arguments=())
    ends = [graph.entity(str(name)) for name in (bare.subject, bare.object)]
    return KnowledgeGraph(ends, [bare], graph.documents)


def heading(page: Page) -> str:
    return page.locator("#panel h2").inner_text()


@pytest.mark.parametrize("dark", [False, True])
def test_opens_from_a_disk_without_network_and_without_complaint(
    open_page: Open, dark: bool
) -> None:
    opened = open_page(strait_graph(), dark=dark)
    assert "56 entities" in opened.page.locator(".counts").inner_text()
    opened.search("velin")
    opened.page.keyboard.press("Escape")
    opened.assert_quiet()


def test_click_on_a_node_shows_its_statements_and_their_sentences(open_page: Open) -> None:
    opened = open_page(strait_graph())
    opened.search("elena marchetti")  # puts her in the middle
    opened.page.keyboard.press("Escape")
    assert heading(opened.page) == "Index"
    opened.click_middle()
    assert heading(opened.page) == "Elena Marchetti"
    wrote = opened.page.locator(".statement", has_text="wrote Cold Water Report")
    wrote.locator(".toggle").click()
    sentence = wrote.locator("blockquote")
    assert sentence.inner_text() == "Elena Marchetti wrote the Cold Water Report."
    assert sentence.locator("mark.subject").inner_text() == "Elena Marchetti"
    assert sentence.locator("mark.relation").inner_text() == "wrote"
    assert sentence.locator("mark.object").inner_text() == "Cold Water Report"
    caption = wrote.locator("figcaption").inner_text()
    for part in ("Elena Marchetti", "2020-11", "people/elena-marchetti.md", "90%", "verbal"):
        assert part in caption
    opened.assert_quiet()


def test_click_on_a_line_shows_its_statements_and_their_sentences(open_page: Open) -> None:
    opened = open_page(two_nodes("meet"))
    opened.click_middle()
    assert heading(opened.page) == "Mara Velin → Tom Okafor"
    assert opened.page.locator("blockquote").count() == 2
    assert "In Dunmore, on 3 May 2021" in opened.page.locator("#panel").inner_text()
    opened.assert_quiet()


def test_denied_statements_wait_for_the_legend(open_page: Open) -> None:
    opened = open_page(two_nodes("sign"))
    opened.click_middle()
    assert heading(opened.page) == "Index"  # no line is drawn, so nothing was hit
    opened.search("velin")
    section = opened.page.locator("section.denied")
    assert "hidden by the legend" in section.inner_text()
    opened.page.locator("[data-kind=denied]").check()
    assert section.locator(".statement").count() == 1
    opened.page.keyboard.press("Escape")
    opened.page.get_by_label("Show all").click()
    opened.click_middle()
    assert heading(opened.page) == "Mara Velin → Harbour Treaty"
    opened.page.locator("[data-kind=denied]").uncheck()
    opened.page.keyboard.press("Escape")
    opened.click_middle()
    assert heading(opened.page) == "Index"
    opened.assert_quiet()


def test_types_can_be_hidden(open_page: Open) -> None:
    opened = open_page(two_nodes("meet"))
    opened.page.locator("[data-type=PERSON]").uncheck()
    opened.click_middle()
    assert heading(opened.page) == "Index"
    opened.assert_quiet()


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("zmuda", "Łukasz Żmuda"),
        ("TOMAS OKAFOR", "Tomás Okafor"),
        ("soren", "Søren Lindqvist"),
        ("li ming", "李明"),
        ("icrns", "International Commission for the Regulation of Northern Straits"),
        ("dockers federation", "Dockers' Federation"),
        ("ליאורה", "ליאורה כהן"),
    ],
)
def test_search_forgives_case_and_accents_and_knows_aliases(
    open_page: Open, words: str, name: str
) -> None:
    opened = open_page(strait_graph())
    opened.search(words)
    assert heading(opened.page) == name


def test_search_by_keyboard_walks_the_hits_and_says_when_there_is_none(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    page.keyboard.press("/")
    page.keyboard.type("marchetti")
    page.keyboard.press("ArrowDown")
    chosen = page.locator("#hits [aria-selected=true] .name").inner_text()
    assert page.locator("#search input").get_attribute("aria-activedescendant") == "hit-1"
    page.keyboard.press("Enter")
    assert heading(page) == chosen
    page.keyboard.press("/")
    page.keyboard.type("qqq")
    assert "Nothing is called “qqq”" in page.locator("#hits").inner_text()
    opened.assert_quiet()


def test_reported_and_hypothetical_statements_say_so(open_page: Open) -> None:
    opened = open_page(small_graph())
    opened.page.locator("[data-kind=hypothetical]").check()
    opened.page.locator("[data-kind=denied]").check()
    opened.search("lumen works")
    panel = opened.page.locator("#panel")
    assert "hypothetical: ability" in panel.locator("section.hypothetical").inner_text()
    denied = panel.locator("section.denied")
    said = "says Tom Okafor, according to Mara Velin to Ada Brandt"
    assert said in denied.inner_text()
    denied.locator(".toggle").click()
    assert denied.locator("mark.cue").inner_text() == "denied"
    opened.assert_quiet()


def test_groups_lead_to_their_members_and_back(open_page: Open) -> None:
    opened = open_page(small_graph())
    opened.search("the partners")
    opened.page.locator(".names .link", has_text="Tom Okafor").click()
    assert heading(opened.page) == "Tom Okafor"
    opened.page.locator(".names .link", has_text="the partners").click()
    opened.page.get_by_text("Back").click()
    opened.page.locator("#panel h2", has_text="Tom Okafor").wait_for()


def test_what_is_left_out_is_said(open_page: Open) -> None:
    opened = open_page(strait_graph(), html_max_nodes=20)
    notice = opened.page.locator("#left-out").inner_text()
    assert "the 20 entities that most statements name" in notice
    assert "Left out: 36 entities" in notice
    opened.search("okafor lines")
    assert "left out here" in opened.page.locator("#panel").inner_text()


def test_empty_graph_and_entity_without_statements(open_page: Open) -> None:
    empty = open_page(KnowledgeGraph([], [], {}))
    assert "Nothing was found" in empty.page.locator("#panel").inner_text()
    empty.assert_quiet()
    opened = open_page(strait_graph())
    opened.search("ice")
    assert "No statement is about it" in opened.page.locator("#panel").inner_text()


def test_hostile_strings_stay_text(open_page: Open) -> None:
    opened = open_page(hostile_graph(MANY), title=HOSTILE[0])
    page = opened.page
    assert page.locator("h1").inner_text() == HOSTILE[0]
    for kind in ("denied", "hypothetical"):
        page.locator(f"[data-kind={kind}]").check()
    assert len(set(MANY)) >= 250
    for i in range(len(MANY)):
        links = page.locator("#panel .index .link")
        links.nth(i).click()
        for toggle in page.locator("#panel .toggle").all():
            toggle.click()
        assert page.locator("#panel blockquote").count() > 0
        page.keyboard.press("Escape")
    page.keyboard.press("/")
    for text in MANY:
        page.locator("#search input").fill(text)
    assert page.evaluate("window.harm") is None
    assert page.evaluate("({}).harm") is None
    assert page.locator("main script, main img, main iframe, main style, main link").count() == 0
    opened.assert_quiet()


def test_phone_has_no_sideways_scrolling_and_shows_a_card(open_page: Open) -> None:
    opened = open_page(strait_graph(), width=360)
    assert not opened.page.locator("#panel").is_visible()
    opened.search("international commission")
    opened.page.locator("[data-kind=hypothetical]").wait_for(state="attached")
    assert opened.page.locator("#panel h2").is_visible()
    assert opened.page.evaluate("document.documentElement.scrollWidth") <= 360
    opened.page.get_by_label("Close", exact=True).click()
    assert not opened.page.locator("#panel").is_visible()
    opened.page.get_by_role("button", name="Index").click()
    assert opened.page.locator("#panel h2").inner_text() == "Index"
    opened.assert_quiet()


def test_everything_is_reached_by_keyboard_with_a_visible_focus(open_page: Open) -> None:
    opened = open_page(small_graph())
    page = opened.page
    reached = set()
    for _ in range(60):
        page.keyboard.press("Tab")
        name, outline = page.evaluate(
            "[document.activeElement.id || document.activeElement.className"
            " || document.activeElement.dataset.kind || document.activeElement.tagName,"
            " getComputedStyle(document.activeElement).outlineStyle]"
        )
        if name != "BODY":
            assert outline != "none", name
        reached.add(name)
    assert {"vis-network", "fact", "denied", "link", "SUMMARY"} <= reached


def test_long_lists_grow_on_demand(open_page: Open) -> None:
    opened = open_page(strait_graph())
    people = opened.page.locator("section.entities", has_text="People")
    assert people.locator("li:not(.more)").count() == 8
    people.get_by_text("Show 7 more").click()
    assert people.locator("li:not(.more)").count() == 15
