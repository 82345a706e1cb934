"""The page: one HTML file that works from a disk, without any request to outside.

pyvis builds the network and brings vis-network, which is inlined when the page is written; the
template, the style and the script of the page are ours and stand in `page/`::

    KnowledgeGraph ── content: what is shown, as JSON
                   ── communities, layout: what belongs together, and where it stands
                   ── network: nodes, edges and options by pyvis      page: all of it in one file
"""

from __future__ import annotations

from pathlib import Path

from kg.errors import ConfigError
from kg.formats import Format
from kg.formats.files import atomic
from kg.formats.html.content import content_of
from kg.formats.html.network import network_of
from kg.formats.html.page import assemble
from kg.formats.html.selection import select
from kg.graph import KnowledgeGraph

MAX_NODES = 10_000
"""How many entities a page shows unless it is told otherwise: browsers draw these at ease."""


def write(
    graph: KnowledgeGraph,
    path: Path,
    *,
    title: str | None = None,
    html_max_nodes: int = MAX_NODES,
) -> None:
    """Write the page of `graph`; the same graph gives the same bytes.

    `title` stands on top; by default it is that of the only document, or its source, or
    "Knowledge graph". Of more than `html_max_nodes` entities those in most statements are shown,
    and the page says what was left out. Raises `ConfigError` where `html_max_nodes` is less than 1.
    """
    if html_max_nodes < 1:
        raise ConfigError(f"html_max_nodes is {html_max_nodes}: give at least 1")
    chosen = select(graph, html_max_nodes)
    content = content_of(graph, chosen, title)
    content["network"] = network_of(graph, chosen)
    with atomic(path) as file:
        file.write(assemble(content))


FORMAT = Format(write, options=frozenset({"title", "html_max_nodes"}), texts=True)
