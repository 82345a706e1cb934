"""The page as a user walks through it: text, table, address, filters, paths, time, pictures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.page import made_graph
from tests.browser.conftest import Open, Opened
from tests.browser.strait import strait_graph
from tests.graphs import small_graph
from tests.hostile import HOSTILE, hostile_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser


def heading(page: Page) -> str:
    return page.locator("#panel h2").inner_text()


def view(page: Page, name: str) -> None:
    page.locator("#views button", has_text=name).click()


def saved(opened: Opened, name: str, folder: Path) -> Any:
    """The text of the file that a button gives."""
    with opened.page.expect_download() as caught:
        opened.page.get_by_role("button", name=name).click()
    caught.value.save_as(folder / "saved")
    return (folder / "saved").read_bytes()


def read_documents(opened: Opened, title: str) -> None:
    opened.page.locator("#panel .documents .link", has_text=title).click()
    opened.page.locator("#reader .text p").first.wait_for()


def test_names_in_the_text_lead_to_cards_and_cards_to_their_words(open_page: Open) -> None:
    opened = open_page(small_graph())
    page = opened.page
    read_documents(opened, "Harbour talks")
    assert "Mara Velin met Tom Okafor in Dunmore" in page.locator("#reader .text").inner_text()
    page.locator("#reader .mention", has_text="The minister").click()
    assert heading(page) == "Mara Velin"
    chosen = page.locator("#reader .mention.chosen").all_inner_texts()
    assert chosen == ["Mara Velin", "The minister", "She", "Velin"]
    assert page.locator(".walk span").inner_text() == "Mention 2 of 4"
    page.get_by_label("Next mention").click()
    assert page.locator("#reader .mention.here").inner_text() == "She"
    opened.assert_quiet()


def test_evidence_leads_to_its_sentence_and_the_sentence_to_its_statements(
    open_page: Open,
) -> None:
    opened = open_page(small_graph())
    page = opened.page
    opened.search("pilot")
    page.locator(".toggle").first.click()
    page.get_by_text("Read in the text").click()
    assert "Ada, a pilot, slept." in page.locator("#reader .text").inner_text()
    page.locator("#reader .note").first.click()
    assert heading(page) == "Sentence"
    assert "Mara Velin met Tom Okafor" in page.locator("#panel .line").inner_text()
    page.get_by_text("Next ›").click()
    assert "Ada Brandt is pilot" in page.locator("#panel .line").inner_text()
    assert "Ada" in page.locator("#reader .chosen").first.inner_text()
    opened.assert_quiet()


def test_mentions_work_by_keyboard(open_page: Open) -> None:
    opened = open_page(small_graph())
    read_documents(opened, "Harbour talks")
    opened.page.locator("#reader .mention", has_text="Harbour Treaty").focus()
    opened.page.keyboard.press("Enter")
    assert heading(opened.page) == "Harbour Treaty"


def test_table_sorts_filters_and_opens_the_evidence(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    view(page, "Table")
    page.get_by_role("button", name="Subject").click()
    page.get_by_role("button", name="Subject").click()
    assert page.locator("th[aria-sort=descending]").inner_text() == "Subject"
    subjects = page.locator("#table tbody th").all_inner_texts()
    folded = [s.casefold() for s in subjects if s.isascii()]
    assert folded == sorted(folded, reverse=True)
    page.get_by_label("Filter: Relation").fill("wrote")
    assert page.locator("#table tbody th").all_inner_texts() == ["Elena Marchetti"]
    page.locator("#table tbody th button").click()
    assert "wrote" in page.locator("#panel .line").inner_text()
    assert "Elena Marchetti wrote" in page.locator("#panel blockquote").inner_text()
    page.get_by_label("Filter: Relation").fill("nothing like it")
    assert page.get_by_text("No statement fits").is_visible()
    opened.assert_quiet()


def test_table_gives_what_it_shows(open_page: Open, tmp_path: Path) -> None:
    opened = open_page(strait_graph())
    view(opened.page, "Table")
    opened.page.get_by_label("Filter: Search all columns and sentences").fill("cold water")
    count = int(opened.page.locator("#table .tally").inner_text().split()[0])
    rows = list(csv.reader(io.StringIO(saved(opened, "CSV", tmp_path).decode("utf-8"))))
    assert len(rows) == count + 1 > 2
    assert rows[0][:3] == ["Subject", "Relation", "Object"]
    assert all("Cold Water" in ",".join(row) for row in rows[1:])
    objects = json.loads(saved(opened, "JSON", tmp_path))
    assert [o["words"][0] for o in objects] == [row[0] for row in rows[1:]]


def test_table_holds_only_the_rows_in_view(open_page: Open) -> None:
    opened = open_page(strait_graph())
    view(opened.page, "Table")
    opened.page.set_viewport_size({"width": 1200, "height": 420})
    opened.page.locator("#table .scroller").evaluate("e => { e.scrollTop = e.scrollHeight; }")
    opened.page.locator("tr[aria-rowindex='51']").wait_for()
    assert opened.page.locator("#table tbody tr:not(.spacer)").count() < 49


def test_address_brings_the_same_view_to_a_fresh_browser(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    opened.search("mara velin")
    page.locator("[data-kind=denied]").check()
    page.get_by_text("Two steps").click()
    view(page, "Table")
    rows = page.locator("#table .tally").inner_text()
    address = page.url.split("#")[1]
    fresh = open_page(strait_graph(), fragment=address).page
    assert heading(fresh) == "Mara Velin"
    assert fresh.locator("[data-kind=denied]").is_checked()
    assert "Around Mara Velin, 2 steps" in fresh.locator("#chips").inner_text()
    assert fresh.locator("#table .tally").inner_text() == rows


@pytest.mark.parametrize(
    "fragment",
    ["entity=Nobody&line=999&statement=-1", "around=[1,{]&path={}", "view=x&dates=1&at=q&hidden=9",
     "sentence=0.99&source=no", "%E0%A4%A&entity=__proto__"],
)  # fmt: skip
def test_address_that_names_what_is_not_here_is_passed_over(open_page: Open, fragment: str) -> None:
    opened = open_page(strait_graph(), fragment=fragment)
    assert heading(opened.page) == "Index"
    opened.assert_quiet()


def test_browser_goes_back_and_forth(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    opened.search("mara velin")
    page.get_by_role("button", name="Hide", exact=True).click()
    assert "Hidden: Mara Velin" in page.locator("#chips").inner_text()
    page.go_back()
    page.locator("#chips").wait_for(state="hidden")
    assert heading(page) == "Mara Velin"
    page.go_back()
    page.locator("#panel h2", has_text="Index").wait_for()
    page.go_forward()
    page.locator("#panel h2", has_text="Mara Velin").wait_for()
    opened.assert_quiet()


def test_neighbourhood_grows_and_filters_the_table(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    opened.search("otto brandt")
    page.get_by_role("button", name="Neighbours", exact=True).click()
    view(page, "Table")
    few = set(page.locator("#table tbody th").all_inner_texts())
    assert few <= {"Ada Brandt", "Otto Brandt", "Sorrel Harbour Authority", "Northern Union"}
    opened.search("ada brandt")
    page.get_by_text("Add its neighbours").click()
    assert "Around Otto Brandt, Ada Brandt" in page.locator("#chips").inner_text()
    assert set(page.locator("#table tbody th").all_inner_texts()) > few
    page.locator("#chips .chip").click()
    assert page.locator("#chips").is_hidden()


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mara vlein", "Mara Velin"),
        ("marcheti", "Elena Marchetti"),
        ("okafro lines", "Okafor Lines"),
    ],
)
def test_search_forgives_typos(open_page: Open, typed: str, name: str) -> None:
    opened = open_page(strait_graph())
    opened.search(typed)
    assert heading(opened.page) == name


def test_search_finds_relations_and_shows_their_statements(open_page: Open) -> None:
    opened = open_page(strait_graph())
    opened.search("blames")
    page = opened.page
    assert page.locator("#table tbody th").all_inner_texts() == ["Cold Water Report"]
    assert "Relation: blames" in page.locator("#chips").inner_text()
    opened.assert_quiet()


def test_filters_count_and_narrow_cards_too(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    page.locator("#more summary").click()
    document = page.get_by_label("Document", exact=True)
    assert "Letter from the editor (" in document.inner_text()
    document.select_option(label=next(
        t for t in document.locator("option").all_inner_texts() if t.startswith("Letter"))
    )  # fmt: skip
    opened.search("mara velin")
    assert "hidden by the filters" in page.locator("#panel").inner_text()
    confidence = page.get_by_role("slider", name="Confidence from")
    confidence.fill("20")
    view(page, "Table")
    assert page.get_by_text("No statement fits").is_visible()
    page.get_by_text("Lift all").click()
    assert "49 of 58" in page.locator("#table .tally").inner_text()
    opened.assert_quiet()


def test_path_shows_the_evidence_of_each_step(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    opened.search("otto brandt")
    page.get_by_text("Path to …").click()
    end = page.locator("#panel .search input")
    end.fill("mara velin")
    end.press("Enter")
    assert heading(page) == "Otto Brandt → Mara Velin"
    assert page.locator(".path > li").count() == 2
    assert "Ada Brandt is the sister of Otto Brandt." in page.locator(".path").inner_text()
    page.get_by_role("button", name="Most confident").click()
    assert page.locator("[aria-pressed=true]", has_text="Most confident").count() == 1
    assert "One belongs to the other" in page.locator(".path").inner_text()  # of a group
    opened.assert_quiet()


def test_where_no_path_leads_it_is_said(open_page: Open) -> None:
    opened = open_page(strait_graph(), fragment='path=["Mara_Velin","ice"]')
    assert "No way leads" in opened.page.locator("#panel").inner_text()


def test_timeline_filters_by_brush_and_by_keyboard(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    view(page, "Table")
    page.locator("#more summary").click()
    page.get_by_label("From", exact=True).press("ArrowRight")
    assert "2017 – 2021" in page.locator("#timeline").inner_text()
    assert page.locator("#table tbody tr:not(.spacer)").count() == 1
    box = page.locator("#timeline svg").bounding_box()
    assert box
    page.mouse.move(box["x"] + 2, box["y"] + 9)
    page.mouse.down()
    page.mouse.move(box["x"] + 60, box["y"] + 9)
    page.mouse.up()
    assert "Dates: 2016" in page.locator("#chips").inner_text()
    page.go_back()  # a brush is one step
    page.locator("#chips").wait_for(state="hidden")
    opened.assert_quiet()


def test_picture_is_kept_as_svg_and_png(open_page: Open, tmp_path: Path) -> None:
    opened = open_page(strait_graph())
    opened.page.locator("#save summary").click()
    drawing = saved(opened, "Whole graph as SVG", tmp_path).decode("utf-8")
    assert drawing.startswith("<svg")
    assert "Elena Marchetti" in drawing
    opened.page.locator("#save summary").click()
    assert saved(opened, "Picture as PNG", tmp_path)[:4] == b"\x89PNG"


def test_theme_can_be_switched_and_is_remembered_in_the_address(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    paper = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(paper)
    page.locator("#theme").click()
    page.locator("#theme").click()
    assert page.evaluate(paper) != light
    assert "theme=dark" in page.url
    opened.assert_quiet()


def test_large_graphs_are_drawn_from_afar_and_from_near(open_page: Open) -> None:
    opened = open_page(made_graph(2100))
    page = opened.page
    far, near = page.locator("canvas.far"), page.locator(".near")
    assert far.is_visible()
    assert near.is_hidden()
    most = page.locator("#panel .index .link").first.inner_text()
    opened.search(most)
    near.locator("canvas").wait_for()  # the picture moved there and came near
    page.keyboard.press("Escape")
    near.locator("canvas").click()
    assert heading(page) == most
    for _ in range(12):
        page.get_by_label("Zoom out").click()
    far.wait_for()
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Show all", exact=True).click()
    page.wait_for_timeout(300)
    opened.search(most)
    assert "facts" in page.locator("#panel").inner_text().lower()
    opened.assert_quiet()


def test_nodes_can_be_clicked_from_afar(open_page: Open) -> None:
    opened = open_page(made_graph(2100), fragment="view=graph")
    page = opened.page
    box = page.locator("canvas.far").bounding_box()
    assert box
    headings = set()
    for x in range(100, int(box["width"]) - 100, 60):
        page.mouse.click(box["x"] + x, box["y"] + box["height"] / 2)
        headings.add(heading(page))
        if headings - {"Index"}:
            break
    assert headings - {"Index"}
    opened.assert_quiet()


@pytest.mark.parametrize("fragment", ["view=table", "view=reader", "path=[%22Mara_Velin%22]"])
def test_no_view_scrolls_sideways_on_a_phone(open_page: Open, fragment: str) -> None:
    page = open_page(strait_graph(), width=360, fragment=fragment).page
    page.locator("#more").evaluate("e => { e.open = true; }")
    assert page.evaluate("document.documentElement.scrollWidth") <= 360


def test_hostile_strings_stay_text_in_every_view(open_page: Open, tmp_path: Path) -> None:
    opened = open_page(hostile_graph(), title=HOSTILE[0])
    page = opened.page
    view(page, "Table")
    page.locator("#table .scroller").evaluate("e => { e.scrollTop = e.scrollHeight; }")
    for row in page.locator("#table tbody th button").all()[:8]:
        row.click()
    view(page, "Text")
    page.locator("#reader .text p").first.wait_for()
    for i in range(page.locator("#reader option").count()):
        page.locator("#reader select").select_option(str(i))
    for note in page.locator("#reader .note").all()[:8]:
        note.click()
    for i in range(0, len(HOSTILE), 9):
        page.keyboard.press("Escape")
        page.locator("#panel .index .link").nth(i).click()
        page.get_by_role("button", name="Hide", exact=True).click()
        page.get_by_role("button", name="Pin", exact=True).click()
    page.get_by_text("Path to …").click()
    page.locator("#save summary").click()
    drawing = saved(opened, "Whole graph as SVG", tmp_path).decode("utf-8", "replace")
    assert "<script" not in drawing
    assert page.evaluate("window.harm") is None
    assert page.evaluate("({}).harm") is None
    assert opened.complaints == []
    assert page.evaluate("violations") == []


def test_paper_shows_the_card_and_no_controls(open_page: Open) -> None:
    page = open_page(strait_graph(), fragment="entity=Mara_Velin").page
    page.emulate_media(media="print")
    assert page.locator("#panel h2").is_visible()
    assert page.locator("#network").is_visible()
    for control in ("#search", "#views", ".zoom", "#legend", "#panel .actions"):
        assert page.locator(control).is_hidden(), control
