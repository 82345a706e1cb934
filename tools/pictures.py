"""Pictures of the page for the README: the seeds with a card, and ten thousand entities from afar.

    python -m tools.pictures

writes `docs/page-card.png` and `docs/page-large.png`. Needs Playwright, Chromium and Pillow.
"""

from __future__ import annotations

from io import BytesIO
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image
from playwright.sync_api import Page, ViewportSize, sync_playwright

import kg
from benchmarks.page import launched, made_graph

DOCS = Path(__file__).parents[1] / "docs"
_SCREEN: ViewportSize = {"width": 1120, "height": 700}
_SOMEBODY = "Ingrid Halden"


def card(page: Page) -> None:
    """Somebody's card with the sentence that a statement rests on."""
    page.keyboard.press("/")
    page.keyboard.type(_SOMEBODY)
    page.keyboard.press("Enter")
    page.locator("#panel .toggle").first.click()
    page.locator("#panel .evidence").scroll_into_view_if_needed()


def overview(page: Page) -> None:
    """All of it."""
    page.get_by_role("button", name="Show all", exact=True).click()


def main() -> None:
    """Build both graphs, open their pages, and keep what is seen."""
    graphs = {"card": (kg.build("seeds/"), card), "large": (made_graph(10_000), overview)}
    with TemporaryDirectory(prefix="kg-pictures-") as name, sync_playwright() as playwright:
        browser = launched(playwright)
        for picture, (graph, act) in graphs.items():
            path = Path(name) / f"{picture}.html"
            kg.save(graph, path)
            page = browser.new_page(viewport=_SCREEN, reduced_motion="reduce")
            page.goto(path.as_uri())
            page.locator("#network canvas").first.wait_for()
            page.locator("#legend").evaluate("e => { e.open = false; }")
            page.wait_for_timeout(500)
            act(page)
            page.wait_for_timeout(1500)
            shot = Image.open(BytesIO(page.screenshot())).convert("RGB")
            shot.quantize(256).save(DOCS / f"page-{picture}.png", optimize=True)
            page.close()
        browser.close()


if __name__ == "__main__":
    main()
