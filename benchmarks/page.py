"""The page in headless Chromium: first use, frames a second, search, card, size; pyvis's own too.

    python -m benchmarks.page --nodes 300 3000 10000 30000 --pyvis-limit 120

Graphs are made: communities, degrees by preferential attachment, twice as many statements as
entities, each with its sentence in a document of fifty. Needs Playwright and Chromium.
"""

from __future__ import annotations

import argparse
import json
import random
import shutil
import statistics
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from playwright.sync_api import Browser, Playwright, ViewportSize, sync_playwright
from playwright.sync_api import TimeoutError as TooSlow
from pyvis.network import Network

from kg.data import (
    Clause,
    Document,
    DocumentGraph,
    Entity,
    Evidence,
    Mention,
    Phrase,
    Relation,
    Statement,
)
from kg.formats.html import FORMAT
from kg.graph import KnowledgeGraph

FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
_SCREEN: ViewportSize = {"width": 1280, "height": 800}
_SENTENCES = 50
_TYPES = ("PERSON", "PERSON", "ORG", "GPE", "CONCEPT", "CONCEPT", "EVENT", "WORK")
_RELATIONS = ("met", "visited", "leads", "criticised", "works for", "wrote to", "bought", "left")
_SYLLABLES = ("ka", "ro", "mi", "tel", "dan", "sor", "vel", "bri", "non", "lau", "pe", "ger")

_READY = """() => new Promise(done => {
  const there = name => document.querySelector(name) !== null;
  const drawn = () => requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0));
  const look = () =>
    there('#search input') && there('#network canvas') ? drawn() : setTimeout(look, 5);
  look();
})"""
_NOW = """() => new Promise(done =>
  requestAnimationFrame(() => setTimeout(() => done(performance.now()), 0)))"""
_FRAMES = """async zooms => {
  const canvas = document.querySelector('#network canvas') ?? document.querySelector('canvas');
  const { left, top, width, height } = canvas.getBoundingClientRect();
  const mouse = { bubbles: true, cancelable: true, pointerId: 1, isPrimary: true,
    pointerType: 'mouse', button: 0, buttons: 1 };
  const at = (x, y) => ({ ...mouse, clientX: left + x, clientY: top + y });
  canvas.setPointerCapture = () => {};
  const send = (type, x, y) => canvas.dispatchEvent(new PointerEvent(type, at(x, y)));
  const middle = [width / 2, height / 2];
  if (!zooms) send('pointerdown', ...middle);
  const start = performance.now();
  let frames = 0;
  while (performance.now() - start < 2000) {
    const turn = (performance.now() - start) / 300;
    if (zooms) canvas.dispatchEvent(new WheelEvent('wheel',
      { ...at(...middle), deltaY: 40 * Math.cos(turn * 2) }));
    else send('pointermove', middle[0] + 150 * Math.sin(turn), middle[1] + 80 * Math.sin(2 * turn));
    await new Promise(requestAnimationFrame);
    frames += 1;
  }
  if (!zooms) send('pointerup', middle[0] + 9, middle[1] + 9);
  return frames / ((performance.now() - start) / 1000);
}"""
_SEARCH = """words => {
  const input = document.querySelector('#search input');
  const start = performance.now();
  input.value = words;
  input.dispatchEvent(new Event('input'));
  document.querySelector('#hits').getBoundingClientRect();
  return performance.now() - start;
}"""
_CARD = """() => {
  const hit = document.querySelector('#hits li');
  const start = performance.now();
  hit.dispatchEvent(new MouseEvent('mousedown', { bubbles: true, cancelable: true }));
  document.querySelector('#panel h2').getBoundingClientRect();
  return performance.now() - start;
}"""


@dataclass(frozen=True)
class Figures:
    """What is measured of one page; seconds, frames a second, milliseconds, bytes."""

    nodes: int
    build: float
    size: int
    first_use: float
    pan: float
    zoom: float
    search: float
    typo: float
    card: float


def made_graph(nodes: int, seed: int = 1) -> KnowledgeGraph:
    """A graph of `nodes` entities and twice as many statements; the same for the same seed."""
    chance = random.Random(seed)
    names = [_name(i, chance) for i in range(nodes)]
    pairs = list(_pairs(nodes, chance))
    graphs: dict[str, DocumentGraph] = {}
    statements: list[Statement] = []
    mentions: dict[int, list[Mention]] = {i: [] for i in range(nodes)}
    for first in range(0, len(pairs), _SENTENCES):
        chosen = pairs[first : first + _SENTENCES]
        sentences = [_sentence(names, a, b, chance) for a, b in chosen]
        document = Document("\n".join(s[0] for s in sentences), title=f"Report {first}")
        graphs[document.id] = DocumentGraph(document)
        offset = 0
        for (a, b), (text, relation) in zip(chosen, sentences, strict=True):
            clause = _clause(text, offset, names[a], relation, names[b])
            statements.append(_statement(len(statements), a, b, relation, document.id, clause))
            for entity, phrase in ((a, clause.subject), (b, clause.object)):
                if phrase and phrase.start is not None and phrase.end is not None:
                    mentions[entity].append(
                        Mention(phrase.start, phrase.end, "name", document=document.id)
                    )
            offset += len(text) + 1
    entities = [
        Entity(f"e{i}", names[i], _TYPES[i % len(_TYPES)], tuple(mentions[i])) for i in range(nodes)
    ]
    return KnowledgeGraph(entities, statements, graphs)


def _name(number: int, chance: random.Random) -> str:
    words = ["".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).title() for _ in "ab"]
    return f"{' '.join(words)} {number}"


def _pairs(nodes: int, chance: random.Random) -> Iterator[tuple[int, int]]:
    """Ends of statements: mostly within a community, and where many already are."""
    size = max(20, round(nodes**0.5))
    ends: list[list[int]] = [[] for _ in range(nodes // size + 1)]
    for i in range(nodes):
        for _ in range(2):
            home = i // size if chance.random() < 0.9 else chance.randrange(i // size + 1)
            known = ends[home] or [max(0, i - 1)]
            other = chance.choice(known)
            ends[home].append(other)
            ends[i // size].append(i)
            yield i, other if other != i else (i + 1) % nodes


def _sentence(names: list[str], a: int, b: int, chance: random.Random) -> tuple[str, str]:
    relation = chance.choice(_RELATIONS)
    more = " ".join("".join(chance.choices(_SYLLABLES, k=2)) for _ in range(chance.randint(4, 12)))
    return f"{names[a]} {relation} {names[b]} while {more}.", relation


def _clause(text: str, offset: int, subject: str, relation: str, other: str) -> Clause:
    verb = offset + len(subject) + 1
    start = verb + len(relation) + 1
    return Clause(
        f"c{offset}",
        "verbal.active",
        0.9,
        (offset, offset + len(text)),
        Phrase(subject, offset, offset + len(subject)),
        Relation(relation, relation, ((verb, verb + len(relation)),)),
        Phrase(other, start, start + len(other)),
    )


def _statement(
    number: int, a: int, b: int, relation: str, document: str, clause: Clause
) -> Statement:
    return Statement(
        id=f"s{number:06}",
        subject=f"e{a}",
        predicate=relation.replace(" ", "_"),
        label=relation,
        object=f"e{b}",
        arguments=(),
        time=None,
        factuality="asserted",
        modality="",
        attribution=None,
        evidence=(Evidence(document, clause),),
    )


def pyvis_page(
    playwright: Playwright, graph: KnowledgeGraph, folder: Path, limit: float
) -> dict[str, Any]:
    """The same graph on the page that pyvis writes by itself, in a browser of its own.

    It is of use when vis-network has ended the stabilisation of its layout: until then it neither
    draws nor answers. Gives up after `limit` seconds.
    """
    started = time.perf_counter()
    network = Network(directed=True, cdn_resources="in_line")
    network.add_nodes([e.id for e in graph.entities()], label=[e.label for e in graph.entities()])
    for edge in graph.edges():
        network.add_edge(edge.source, edge.target, title=edge.label)
    path = folder / "pyvis.html"
    path.write_text(network.generate_html(), "utf-8")
    written = {"build": round(time.perf_counter() - started, 3), "size": path.stat().st_size}
    browser = launched(playwright)
    page = browser.new_context(viewport=_SCREEN, offline=True).new_page()
    try:
        page.goto(path.as_uri(), wait_until="commit", timeout=limit * 1000)
        page.wait_for_function("window.network?.physics?.ready", timeout=limit * 1000)
        first_use = page.evaluate(_NOW) / 1000
        return written | {
            "first_use": round(first_use, 3),
            "pan": round(page.evaluate(_FRAMES, False), 3),
            "zoom": round(page.evaluate(_FRAMES, True), 3),
        }
    except TooSlow:
        return written | {"first_use": None, "gave_up_after": limit}
    finally:
        browser.close()


def launched(playwright: Playwright) -> Browser:
    """Debian's Chromium, or Chrome."""
    path = shutil.which("chromium") or shutil.which("google-chrome")
    return playwright.chromium.launch(executable_path=path, args=FLAGS)


def measured(browser: Browser, graph: KnowledgeGraph, folder: Path) -> Figures:
    """Write a page, open it, use it."""
    nodes, path = len(graph.entities()), folder / "graph.html"
    started = time.perf_counter()
    FORMAT.write(graph, path, html_max_nodes=nodes)
    build = time.perf_counter() - started
    page = browser.new_page(viewport=_SCREEN)
    page.goto(path.as_uri(), wait_until="commit")
    first_use = page.evaluate(_READY) / 1000
    page.wait_for_timeout(500)
    pan, zoom = (page.evaluate(_FRAMES, zooms) for zooms in (False, True))
    page.wait_for_timeout(500)
    names = [e.label for e in graph.entities()[:: max(1, nodes // 7)]]
    search = statistics.median(page.evaluate(_SEARCH, name[:5]) for name in names)
    typo = statistics.median(page.evaluate(_SEARCH, _swapped(name)) for name in names)
    page.evaluate(_SEARCH, names[0])
    card = page.evaluate(_CARD)
    page.close()
    size = path.stat().st_size
    return Figures(nodes, build, size, first_use, pan, zoom, search, typo, card)


def _swapped(name: str) -> str:
    return f"{name[0]}{name[2]}{name[1]}{name[3:]}"


def main() -> None:
    """Print a line of JSON for each size."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--nodes", type=int, nargs="+", default=[300, 3000, 10_000, 30_000])
    parser.add_argument("--pyvis-limit", type=float, default=120, help="seconds; 0: leave it out")
    options = parser.parse_args()
    with TemporaryDirectory(prefix="kg-page-") as name, sync_playwright() as playwright:
        browser = launched(playwright)
        for nodes in options.nodes:
            graph = made_graph(nodes)
            figures = measured(browser, graph, Path(name))
            line: dict[str, Any] = {
                k: round(v, 3) if isinstance(v, float) else v
                for k, v in ((f, getattr(figures, f)) for f in Figures.__dataclass_fields__)
            }
            if options.pyvis_limit:
                line["pyvis"] = pyvis_page(playwright, graph, Path(name), options.pyvis_limit)
            print(json.dumps(line), flush=True)
        browser.close()


if __name__ == "__main__":
    main()
