"""The page as a user walks through it: text, table, address, filters, paths, time, pictures."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from benchmarks.page import made_graph
from kg.graph import KnowledgeGraph
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
    page.locator("#reader .text", has_text="Mara Velin met Tom Okafor in Dunmore").wait_for()
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
    page.locator("#reader .text", has_text="Ada, a pilot, slept.").wait_for()
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
    confidence = page.get_by_role("slider", name="Confidence ≥")
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
    page.get_by_label("Unfold all communities").click()
    click_where(page, "Person")
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


def test_communities_of_a_large_graph_are_folded_at_first_and_unfold(open_page: Open) -> None:
    opened = open_page(made_graph(2100))
    page = opened.page
    section = page.locator("#panel section", has=page.get_by_role("heading", name="Communities"))
    name = section.locator("li .link").first.inner_text()
    click_where(page, "Community")  # unfolds what it hits
    fold = page.get_by_role("button", name="Fold", exact=True)
    assert fold.get_attribute("aria-pressed") == "false"
    members = int(page.locator("#panel .type").inner_text().split()[2])
    assert members >= page.locator("#panel .index li:not(.more)").count() > 3
    fold.click()
    assert "Folded in the picture" in page.locator("#panel").inner_text()
    page.get_by_label("Unfold all communities").click()
    assert "Folded in the picture" not in page.locator("#panel").inner_text()
    page.keyboard.press("Escape")
    section.locator("li .link").first.click()
    assert heading(page) == name
    page.get_by_label("Fold all communities").click()
    assert fold.get_attribute("aria-pressed") == "true"
    fresh = open_page(made_graph(2100), fragment=page.url.split("#")[1]).page
    assert heading(fresh) == name
    assert "Folded in the picture" in fresh.locator("#panel").inner_text()
    opened.assert_quiet()


def click_where(page: Page, word: str) -> None:
    """Click into the picture from afar, here and there, until the panel speaks of `word`."""
    box = page.locator("canvas.far").bounding_box()
    assert box
    for y in range(60, int(box["height"]) - 30, 30):
        for x in range(100, int(box["width"]) - 100, 60):
            page.mouse.click(box["x"] + x, box["y"] + y)
            if page.locator("#panel .type", has_text=word).count():
                return
            page.keyboard.press("Escape")
    pytest.fail(f"no {word} was hit")


def test_small_graphs_fold_too(open_page: Open) -> None:
    opened = open_page(made_graph(300))
    page = opened.page
    page.get_by_label("Fold all communities").click()
    community = page.locator("#panel section", has_text="Communities").locator("li .link").first
    community.click()
    members = page.locator("#panel .index .link").all_inner_texts()
    assert page.locator("[aria-pressed=true]", has_text="Fold").count() == 1
    opened.search(members[-1])  # stands in a fold, and is shown all the same
    page.keyboard.press("Escape")
    page.go_back()
    page.locator("#panel h2", has_text=members[-1]).wait_for()
    opened.click_middle()
    assert heading(page) == members[-1]
    opened.assert_quiet()


def test_what_is_only_mentioned_leads_to_the_text(open_page: Open) -> None:
    graph = small_graph()
    facts = [s for s in graph.statements() if s.label != "sign"]
    opened = open_page(KnowledgeGraph(graph.entities(), facts, graph.documents))
    page = opened.page
    opened.search("harbour treaty")
    assert "No statement is about it" in page.locator("#panel").inner_text()
    assert page.get_by_text("Path to …").count() == 0
    page.locator("#panel .names .link", has_text="Harbour talks").click()
    assert page.locator("#reader .mention.chosen").first.inner_text() == "Harbour Treaty"
    opened.assert_quiet()


def test_card_groups_facts_and_tells_what_was_said_from_what_one_said(open_page: Open) -> None:
    opened = open_page(small_graph(), fragment="kinds=fact,reported,denied,hypothetical")
    page = opened.page
    opened.search("mara velin")
    titles = page.locator("#panel section h3 bdi").all_inner_texts()
    assert titles[0] == "Facts"
    assert "What Mara Velin said" in titles
    opened.search("lumen works")
    said = page.locator("#panel section.said").count()
    assert said == 0  # it said nothing


def test_evidence_stands_in_its_paragraph(open_page: Open) -> None:
    opened = open_page(small_graph())
    page = opened.page
    opened.search("pilot")
    page.locator(".toggle").first.click()
    page.locator("blockquote .context").first.wait_for()
    quote = page.locator("blockquote").first
    sentence = quote.locator(".sentence").inner_text()
    assert sentence in quote.inner_text()
    assert len(quote.inner_text()) > len(sentence) + 10
    opened.assert_quiet()


def test_reader_walks_from_one_source_of_a_statement_to_the_next(open_page: Open) -> None:
    graph = small_graph()
    number = next(i for i, s in enumerate(graph.statements()) if len(s.evidence) == 2)
    opened = open_page(graph, fragment=f"statement={number}")
    page = opened.page
    page.get_by_text("Read in the text").first.click()
    page.locator(".walk span", has_text="Source 1 of 2").wait_for()
    first = page.locator("#reader h2").inner_text()
    page.get_by_label("Next place that says so").click()
    page.locator(".walk span", has_text="Source 2 of 2").wait_for()
    assert page.locator("#reader h2").inner_text() != first
    assert page.locator("#reader .chosen").count() > 0
    opened.assert_quiet()


def test_rows_are_copied_as_they_are_shown(open_page: Open) -> None:
    opened = open_page(strait_graph())
    page = opened.page
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    view(page, "Table")
    page.get_by_label("Filter: Relation").fill("wrote")
    page.get_by_role("button", name="Copy", exact=True).click()
    page.get_by_text("1 row copied").wait_for()
    head, row = page.evaluate("navigator.clipboard.readText()").split("\n")
    assert head.split("\t")[:3] == ["Subject", "Relation", "Object"]
    assert row.split("\t")[0] == "Elena Marchetti"
    assert "Elena Marchetti wrote the Cold Water Report." in row
    opened.assert_quiet()


@pytest.mark.parametrize("fragment", ["entity=Mara_Velin", "view=table", "view=reader"])
def test_page_works_at_twice_the_size(open_page: Open, fragment: str) -> None:
    """A zoom of 200 % leaves a page of 640 by 400 pixels on a screen of 1280 by 800."""
    opened = open_page(strait_graph(), width=640, height=400, fragment=fragment)
    page = opened.page
    assert page.evaluate("document.documentElement.scrollWidth") <= 640
    for control in ("#search input", "#views button >> nth=1", "#theme", "#save summary"):
        box = page.locator(control).bounding_box()
        assert box, control
        assert box["x"] >= 0
        assert box["x"] + box["width"] <= 640
        assert box["y"] + box["height"] <= 400
    opened.search("otto brandt")
    assert page.locator("#panel h2", has_text="Otto Brandt").is_visible()
    page.get_by_role("button", name="Neighbours", exact=True).click()
    assert "Around Otto Brandt" in page.locator("#chips").inner_text()
    opened.assert_quiet()


def test_fingers_pan_pinch_and_tap(open_page: Open) -> None:
    opened = open_page(made_graph(2100), touch=True)
    page = opened.page
    fingers = page.context.new_cdp_session(page)

    def touch(kind: str, *points: tuple[float, float]) -> None:
        where = [{"x": x, "y": y, "id": i} for i, (x, y) in enumerate(points)]
        fingers.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": where})

    def picture() -> bytes:
        page.wait_for_timeout(300)
        return page.locator("canvas.far").screenshot()

    before = picture()
    touch("touchStart", (400, 300))
    touch("touchMove", (500, 330))
    touch("touchEnd")
    panned = picture()
    assert panned != before
    touch("touchStart", (350, 300), (450, 300))
    touch("touchMove", (300, 300), (500, 300))
    touch("touchEnd")
    assert picture() != panned
    page.get_by_role("button", name="Show all", exact=True).tap()
    assert heading(page) == "Index"  # neither a pan nor a pinch selects
    box = page.locator("canvas.far").bounding_box()
    assert box
    for y in range(60, int(box["height"]) - 30, 30):
        page.touchscreen.tap(box["x"] + box["width"] / 2, box["y"] + y)
        if heading(page) != "Index":
            break
    assert heading(page) != "Index"
    opened.assert_quiet()
