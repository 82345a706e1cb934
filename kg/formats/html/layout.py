"""Where the nodes stand: the same places for the same network, found when the page is written.

networkx's force-directed layout needs time and memory that grow with the square of the nodes. So
a large part is cut into communities, each is laid out by itself, and then the communities as
wholes (Louvain: V. Blondel et al., Fast unfolding of communities in large networks, 2008; springs:
T. Fruchterman and E. Reingold, Graph drawing by force-directed placement, 1991). Nodes are
integers, everything is sorted and seeded, so no hash order can show.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import networkx as nx
import numpy as np
from numpy.typing import NDArray

_FEW = 250
"""Up to so many nodes are laid out at once."""
_SEED = 1
_GRAVITY = 0.15
"""Weight of the springs to the middle, which keep loose ends from drifting away."""
_ASPECT = 2.2
"""How much wider than high a picture is: screens are."""

Points = NDArray[np.float64]
"""An array of shape (nodes, 2): x and y of centres, or width and height of boxes."""


class Box(NamedTuple):
    """The room that a node takes, in the network's units (pixels at zoom 1)."""

    width: float
    height: float


def place(boxes: Sequence[Box], links: Iterable[tuple[int, int, float]]) -> list[tuple[int, int]]:
    """The centres of all nodes; `links` join nodes by number, with a weight above 0.

    Boxes don't overlap, linked nodes stand near each other, and nodes without any link stand in
    rows below the rest.
    """
    graph: nx.Graph[int] = nx.Graph()
    graph.add_nodes_from(range(len(boxes)))
    for a, b, weight in sorted(links):
        if graph.has_edge(a, b):
            weight += graph[a][b]["weight"]
        graph.add_edge(a, b, weight=weight)
    if not boxes:
        return []
    centres = _parts(graph, np.array(boxes, dtype=float))
    return [(round(x), round(y)) for x, y in centres.tolist()]


def _parts(graph: nx.Graph[int], boxes: Points) -> Points:
    """Connected parts, each laid out by itself, the largest on top and the others in rows."""
    parts = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    inner = [_connected(*_sub(graph, boxes, part)) for part in parts]
    corners = [_bounds(points, boxes[part]) for points, part in zip(inner, parts, strict=True)]
    sizes = np.array([high - low for low, high in corners])
    centres = np.empty_like(boxes)
    for part, points, (low, high), middle in zip(parts, inner, corners, _rows(sizes), strict=True):
        centres[part] = points - (low + high) / 2 + middle
    return centres


def _sub(graph: nx.Graph[int], boxes: Points, part: list[int]) -> tuple[nx.Graph[int], Points]:
    """A part of a graph with its nodes numbered anew, and their boxes."""
    if len(part) == len(graph):
        return graph, boxes
    number = {node: i for i, node in enumerate(part)}
    sub: nx.Graph[int] = nx.Graph()
    sub.add_nodes_from(range(len(part)))
    for node in part:
        for other, data in sorted(graph[node].items()):
            if node < other and other in number:
                sub.add_edge(number[node], number[other], weight=data["weight"])
    return sub, boxes[part]


def _bounds(centres: Points, boxes: Points) -> tuple[Points, Points]:
    """The lower and the upper corner of all boxes together."""
    return (centres - boxes / 2).min(axis=0), (centres + boxes / 2).max(axis=0)


def _rows(sizes: Points) -> Points:
    """Centres of boxes set in rows, as words in lines, around the origin."""
    areas = sizes.prod(axis=1)
    room = max(math.sqrt(float(areas.sum()) * _ASPECT), float(sizes[:, 0].max()))
    if areas[0] * 2 > areas.sum():
        room = float(sizes[0, 0])
    centres = np.empty_like(sizes)
    x = y = height = 0.0
    row: list[int] = []
    for i, (w, h) in enumerate(sizes.tolist()):
        if row and x + w > room:
            centres[row, 0] -= x / 2
            x, y, height, row = 0.0, y + height, 0.0, []
        height = max(height, h)
        centres[i] = x + w / 2, y + h / 2
        x += w
        row.append(i)
    centres[row, 0] -= x / 2
    centres[:, 1] -= (y + height) / 2
    return centres


def _connected(graph: nx.Graph[int], boxes: Points) -> Points:
    """One connected part, by its size and whether it falls into communities."""
    if len(graph) <= _FEW:
        return _springs(graph, boxes)
    communities = nx.community.louvain_communities(graph, weight="weight", seed=_SEED)
    groups = sorted(sorted(c) for c in communities)
    if len(groups) in (1, len(graph)):
        return _spiral(boxes)
    return _communities(graph, boxes, groups)


def _communities(graph: nx.Graph[int], boxes: Points, groups: list[list[int]]) -> Points:
    """The members of each community around its centre; the centres as if they were nodes."""
    inner = [_parts(*_sub(graph, boxes, group)) for group in groups]
    corners = [_bounds(points, boxes[group]) for points, group in zip(inner, groups, strict=True)]
    outer = _connected(_quotient(graph, groups), np.array([h - low for low, h in corners]) * 1.08)
    centres = np.empty_like(boxes)
    for group, points, (low, high), middle in zip(groups, inner, corners, outer, strict=True):
        centres[group] = points - (low + high) / 2 + middle
    return centres


def _quotient(graph: nx.Graph[int], groups: list[list[int]]) -> nx.Graph[int]:
    """The graph of groups, joined by the sum of the links between their members."""
    group_of = {node: i for i, group in enumerate(groups) for node in group}
    quotient: nx.Graph[int] = nx.Graph()
    quotient.add_nodes_from(range(len(groups)))
    for a, b in sorted(graph.edges):
        ends = group_of[a], group_of[b]
        if ends[0] != ends[1]:
            before = quotient.get_edge_data(*ends, {"weight": 0.0})["weight"]
            quotient.add_edge(*ends, weight=before + graph[a][b]["weight"])
    return quotient


def _springs(graph: nx.Graph[int], boxes: Points) -> Points:
    """All at once: springs first, as crowded as the boxes allow, then room for each."""
    n = len(graph)
    if n == 1:
        return np.zeros((1, 2))
    pulled = graph.copy()
    pulled.add_weighted_edges_from((n, node, _GRAVITY) for node in range(n))
    rounds = 30 + min(2 * n, 6000 // n)  # few settle at once; many cost much a round
    found = nx.spring_layout(pulled, k=1.2 / math.sqrt(n), iterations=rounds, seed=_SEED)
    points = np.array([found[i] for i in range(n)])
    points -= points.mean(axis=0)
    spread = math.sqrt(float(boxes.prod(axis=1).sum()) * 1.2)
    points *= spread / max(1e-9, float(np.ptp(points, axis=0).max()))
    return _apart(points * (math.sqrt(_ASPECT), 1 / math.sqrt(_ASPECT)), boxes)


def _apart(centres: Points, boxes: Points) -> Points:
    """Push boxes that overlap apart, each pair along the axis that needs less.

    The whole grows a little each round, so that it ends well before the last.
    """
    x, y = centres.T.copy()
    widths, heights = ((side[:, None] + side[None]) / 2 for side in boxes.T)
    order = np.sign(np.arange(len(boxes))[:, None] - np.arange(len(boxes))[None])
    for _ in range(200):
        dx, dy = x[:, None] - x[None], y[:, None] - y[None]
        over_x, over_y = widths - np.abs(dx), heights - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0) & (order != 0)
        if not hit.any():
            break
        sideways = over_x < over_y
        x = 1.003 * x + _push(dx, over_x, hit & sideways, order)
        y = 1.003 * y + _push(dy, over_y, hit & ~sideways, order)
    return np.column_stack([x, y])


def _push(apart: Points, overlap: Points, hit: NDArray[np.bool_], order: Points) -> Points:
    """How far each node moves along an axis, with those on one spot told apart by `order`."""
    side = np.where(apart == 0, order, np.sign(apart))
    push: Points = 0.35 * np.where(hit, overlap * side, 0).sum(axis=1)
    return push


def _spiral(boxes: Points) -> Points:
    """A sunflower, for many nodes around one (H. Vogel, A better way to construct it, 1979)."""
    turns = np.arange(len(boxes))
    radius = np.sqrt(turns) * boxes.max()
    angle = turns * math.pi * (3 - math.sqrt(5))
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
