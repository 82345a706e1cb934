"""The network of the page, built by pyvis: nodes with their places and looks, edges, options."""

from __future__ import annotations

import json
import math
from collections import defaultdict
from collections.abc import Iterable
from typing import Any

from pyvis.edge import Edge as Arrow
from pyvis.network import Network
from pyvis.node import Node

from kg.formats.html.layout import Box, lay_out
from kg.formats.html.selection import Selection
from kg.formats.html.style import LOOKS, OTHER, kind_of, look, look_name
from kg.graph import Edge, KnowledgeGraph, edges_of

MEMBER = "member"
"""The kind of a line between a group and a member of it; the others are kinds of statements."""

_MANY_ARROWS = 1500
_COMMUNITY = 5
"""The least number of nodes that are drawn as a community."""
_SMALLEST, _LARGEST = 7, 26
_WIDEST_LABEL = 28
"""In characters; the page shortens what is longer."""
_CHARACTER, _LINE, _GAP = 8.2, 20, 16
"""Width and height of a label's letters and the room around a node, in pixels at zoom 1."""


def network_of(graph: KnowledgeGraph, chosen: Selection) -> dict[str, Any]:
    """Nodes, edges and options for vis-network, and `communities`, as numbers of nodes.

    Nodes have the numbers of their entities; those that no statement names have none. One arrow
    stands for all statements of one kind from one entity to another: `statements` has their
    places in the page. Statements about one entity alone are not drawn; they stand on its card.
    Members of a group are joined to it by lines of their own.
    """
    network = Network(directed=True)
    arrows = _arrows(graph, chosen) + _memberships(chosen)
    network.set_options(json.dumps(_options(len(arrows))))
    drawn = chosen.entities[: chosen.drawn]
    sizes = [_size(i, chosen) for i in range(len(drawn))]
    room = max(0.5, 1 - len(sizes) / 600)
    boxes = [_box(e.label, size, room) for e, size in zip(drawn, sizes, strict=True)]
    layout = lay_out(boxes, ((a["from"], a["to"], a["weight"]) for a in arrows))
    looks = [(name, look(name).shape) for name in (look_name(e.type) for e in drawn)]
    rows = zip(drawn, looks, sizes, layout.places, strict=True)
    # `add_node` and `add_edge` look for each node among all others, which takes quadratic time
    network.nodes = [
        Node(i, shape, entity.label, group=name, size=size, x=x, y=y).options
        for i, (entity, (name, shape), size, (x, y)) in enumerate(rows)
    ]
    network.edges = [
        Arrow(arrow["from"], arrow["to"], True, **_only(arrow), **bend).options
        for arrow, bend in zip(arrows, _bends(arrows), strict=True)
    ]
    nodes, edges, *_, options = network.get_network_data()
    communities = [c for c in layout.communities if len(c) >= _COMMUNITY]
    return {
        "nodes": nodes,
        "edges": edges,
        "options": json.loads(options),
        "communities": sorted(communities),
    }


def _only(arrow: dict[str, Any]) -> dict[str, Any]:
    """What an arrow has beside its ends and its weight in the layout."""
    return {k: v for k, v in arrow.items() if k not in ("from", "to", "weight")}


def _options(arrows: int) -> dict[str, Any]:
    """Settings of vis-network; many lines aren't drawn while the picture moves."""
    many = arrows > _MANY_ARROWS
    moving = {"hideEdgesOnDrag": many, "hideEdgesOnZoom": many}
    return {
        "physics": {"enabled": False},
        "layout": {"improvedLayout": False},
        "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
        "edges": {"smooth": False, "selectionWidth": 1.5, "hoverWidth": 0.5},
        "interaction": {
            "hover": True,
            "keyboard": {"enabled": True, "bindToWindow": False},
            "selectConnectedEdges": False,
            **moving,
        },
        "groups": _groups(),
    }


def _groups() -> dict[str, Any]:
    names = [*LOOKS, OTHER]
    return {name: {"color": look(name).colour, "shape": look(name).shape} for name in names}


def _size(number: int, chosen: Selection) -> int:
    """Half the height of a node, so that its area grows with importance."""
    most = max(1, chosen.importance[chosen.entities[0].id])
    share = chosen.importance[chosen.entities[number].id] / most
    return round(_SMALLEST + (_LARGEST - _SMALLEST) * math.sqrt(share))


def _box(label: str, size: int, room: float) -> Box:
    """The room that a node takes with its label below.

    Labels get a share of theirs, `room`, where nodes are many: one has to come closer anyhow,
    and nodes would be specks from afar.
    """
    width = min(len(label), _WIDEST_LABEL) * _CHARACTER * room
    return Box(max(width, 2.0 * size) + _GAP, 2.0 * size + _LINE * room + _GAP)


def _arrows(graph: KnowledgeGraph, chosen: Selection) -> list[dict[str, Any]]:
    number = chosen.number_of
    bundles: dict[tuple[int, int, str], list[tuple[int, Edge]]] = defaultdict(list)
    for i, statement in enumerate(chosen.statements):
        for edge in edges_of(statement, graph.label):
            if edge.source != edge.target:
                ends = number[edge.source], number[edge.target]
                bundles[*ends, kind_of(statement)].append((i, edge))
    return [
        {
            "from": source,
            "to": target,
            "kind": kind,
            "statements": sorted({i for i, _ in bundle}),
            "label": _label(edge for _, edge in bundle),
            "weight": _weight(kind, len(bundle)),
        }
        for (source, target, kind), bundle in sorted(bundles.items())
    ]


def _label(edges: Iterable[Edge]) -> str:
    """The surest relation, and how many others there are."""
    ranked = sorted(edges, key=lambda e: (-e.statement.confidence, e.key))
    others = len({e.label for e in ranked}) - 1
    return ranked[0].label + (f" +{others}" if others else "")


def _weight(kind: str, statements: int) -> float:
    """How strongly an arrow pulls: facts more than talk, and many statements a little more."""
    return (1.0 if kind == "fact" else 0.5) * (1 + math.log(statements))


def _memberships(chosen: Selection) -> list[dict[str, Any]]:
    number = chosen.number_of
    return [
        {"from": number[group.id], "to": number[m], "kind": MEMBER, "statements": [], "label": "",
         "weight": 0.5}
        for group in chosen.entities
        for m in group.members
        if m in number and m != group.id
    ]  # fmt: skip


def _bends(arrows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Curves for arrows that join the same two nodes, so that each can be seen and clicked."""
    pairs: dict[frozenset[int], int] = defaultdict(int)
    for arrow in arrows:
        pairs[frozenset((arrow["from"], arrow["to"]))] += 1
    seen: dict[tuple[int, int], int] = defaultdict(int)
    bends: list[dict[str, Any]] = []
    for arrow in arrows:
        ends = arrow["from"], arrow["to"]
        seen[ends] += 1
        alone = pairs[frozenset(ends)] == 1
        curve = {"enabled": True, "type": "curvedCW", "roundness": round(0.12 * seen[ends], 2)}
        bends.append({} if alone else {"smooth": curve})
    return bends
