"""Pages of graphs, open in Chromium from a file, with the network cut and all complaints kept."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.formats.html import FORMAT
from kg.graph import KnowledgeGraph
from tests.conftest import missing

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

FLAGS = ["--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage"]
LISTEN = """
window.violations = [];
document.addEventListener('securitypolicyviolation', e => violations.push(e.violatedDirective));
"""


@dataclass
class Opened:
    """A page and whatever went wrong on it."""

    page: Page
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)

    def search(self, words: str) -> None:
        """Type into the search field and take the first hit."""
        self.page.keyboard.press("/")
        self.page.keyboard.type(words)
        self.page.keyboard.press("Enter")

    def click_middle(self) -> None:
        """Click what stands in the middle of the picture."""
        self.page.locator("#network canvas").click()

    def assert_quiet(self) -> None:
        """No error, no violation of the policy, no request but for the page itself."""
        assert self.complaints == []
        assert self.page.evaluate("violations") == []
        assert [url for url in self.requests if not url.startswith("file:")] == []
        assert len(self.requests) == 1


Open = Callable[..., Opened]


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's Chromium."""
    try:
        from playwright.sync_api import sync_playwright
    except ImportError:
        missing("playwright is not installed")
    path = shutil.which("chromium")
    if path is None:
        missing("chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, tmp_path: Path) -> Iterator[Open]:
    """Write a graph's page and open it: `open_page(graph, width=…, dark=…, **options)`."""
    contexts = []

    def open_(
        graph: KnowledgeGraph,
        width: int = 1200,
        height: int = 800,
        dark: bool = False,
        touch: bool = False,
        fragment: str = "",
        **options: Any,
    ) -> Opened:
        path = tmp_path / "graph.html"
        FORMAT.write(graph, path, **options)
        context = chromium.new_context(
            offline=True,
            viewport={"width": width, "height": height},
            has_touch=touch,
            color_scheme="dark" if dark else "light",
            reduced_motion="reduce",
        )
        contexts.append(context)
        context.add_init_script(LISTEN)
        opened = Opened(context.new_page())
        opened.page.set_default_timeout(10_000)
        opened.page.on("console", lambda m: opened.complaints.append(f"{m.type}: {m.text}"))
        opened.page.on("pageerror", lambda e: opened.complaints.append(str(e)))
        opened.page.on("dialog", lambda d: opened.complaints.append(f"dialog: {d.message}"))
        opened.page.on("request", lambda r: opened.requests.append(r.url))
        opened.page.goto(path.as_uri() + (fragment and f"#{fragment}"))
        opened.page.locator("#network canvas").first.wait_for(state="attached")
        return opened

    yield open_
    for context in contexts:
        context.close()
