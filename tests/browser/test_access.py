"""axe over every state of the page; axe-core comes with the page's own tests (`tests/page`)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from benchmarks.page import made_graph
from tests.browser.conftest import Open
from tests.conftest import missing
from tests.graphs import small_graph

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

AXE = Path(__file__).parents[1] / "page/node_modules/axe-core/axe.min.js"
STATES = {
    "index": "",
    "card": "entity=Mara_Velin&kinds=fact,reported,denied,hypothetical,member",
    "line": "line=0",
    "filters": "around=[%22Mara_Velin%22]&steps=1&confidence=0.5",
    "path": "path=[%22Mara_Velin%22,%22Ada_Brandt%22]",
    "community": "community=e0",
    "folded": "folded=true&community=e0",
    "only mentioned": "entity=Harbour_Treaty&around=[%22Mara_Velin%22]&steps=1",
    "table": "view=table&statement=1",
    "text": "view=reader&entity=Mara_Velin",
    "sentence": "view=reader&sentence=0.0",
}

OPEN_ALL = """
for (const details of document.querySelectorAll("details")) details.open = true;
for (const toggle of document.querySelectorAll("[aria-expanded=false].toggle")) toggle.click();
"""


def violations(page: Page) -> list[str]:
    page.evaluate(AXE.read_text("utf-8"))
    found = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
    return [f"{v['id']}: {n['html'][:120]}" for v in found for n in v["nodes"]]


@pytest.mark.parametrize("look", ["light", "dark", "phone"])
@pytest.mark.parametrize("state", STATES)
def test_axe_finds_nothing(open_page: Open, state: str, look: str) -> None:
    if not AXE.exists():
        missing("axe-core is not installed: npm ci --prefix tests/page")
    width = 360 if look == "phone" else 1200
    graph = made_graph(300) if "community" in STATES[state] else small_graph()
    opened = open_page(graph, width=width, dark=look == "dark", fragment=STATES[state])
    page = opened.page
    page.evaluate(OPEN_ALL)
    if "reader" in STATES[state]:
        page.locator("#reader .text p").first.wait_for()
    assert violations(page) == []
