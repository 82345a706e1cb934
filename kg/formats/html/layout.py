"""Where the nodes stand: the same places for the same network, found when the page is written.

A force-directed layout takes time and memory that grow with the square of the nodes. So a large
part is cut into communities, each is laid out by itself, and then the communities as wholes
(T. Fruchterman and E. Reingold, Graph drawing by force-directed placement, 1991). Nodes are
integers and everything goes by their order, so no hash order can show.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from kg.formats.html.communities import Links, communities, linked, part_of, parts, quotient

_FEW = 60
"""Up to so many nodes of one part are one community."""
_MANY = 250
"""Up to so many nodes are laid out at once."""
_ASPECT = 2.0
"""How much wider than high a picture is: screens are."""

Points = NDArray[np.float64]
"""An array of shape (nodes, 2): x and y of centres, or width and height of boxes."""


class Box(NamedTuple):
    """The room that a node takes, in the network's units (pixels at zoom 1)."""

    width: float
    height: float


class Layout(NamedTuple):
    """The centre of each node, and the communities, each as sorted numbers of nodes."""

    places: list[tuple[int, int]]
    communities: list[list[int]]


def lay_out(boxes: Sequence[Box], links: Iterable[tuple[int, int, float]]) -> Layout:
    """Places and communities of nodes that `links` join, by number and with a weight above 0.

    Boxes don't overlap, linked nodes stand near each other, communities take up regions of their
    own, and small parts stand in rows below the largest.
    """
    if not boxes:
        return Layout([], [])
    whole = linked(len(boxes), links)
    groups = _groups(whole)
    centres = _by_groups(whole, np.array(boxes, dtype=float), groups)
    return Layout([(round(x), round(y)) for x, y in centres.tolist()], sorted(groups))


def _groups(links: Links) -> list[list[int]]:
    """The connected parts, or where they are large, the communities in them."""
    return [group for part in parts(links) for group in _communities(links, part)]


def _communities(links: Links, part: list[int]) -> list[list[int]]:
    if len(part) <= _FEW:
        return [part]
    return [[part[i] for i in group] for group in communities(part_of(links, part))]


def _by_groups(links: Links, boxes: Points, groups: list[list[int]]) -> Points:
    """The members of each group around its centre; the centres as if they were nodes."""
    inner, sizes = _each(links, boxes, groups)
    outer = _in_rows(quotient(links, groups), sizes + np.minimum(sizes * 0.08, 40))
    return _composed(groups, inner, outer)


def _each(links: Links, boxes: Points, groups: list[list[int]]) -> tuple[list[Points], Points]:
    """Each group laid out by itself around its own middle, and the room that each takes."""
    inner, sizes = [], np.empty((len(groups), 2))
    for i, group in enumerate(groups):
        points = _connected(links, boxes, group)
        low, high = _bounds(points, boxes[group])
        inner.append(points - (low + high) / 2)
        sizes[i] = high - low
    return inner, sizes


def _composed(groups: list[list[int]], inner: list[Points], outer: Points) -> Points:
    centres = np.empty((sum(map(len, groups)), 2))
    for group, points, middle in zip(groups, inner, outer, strict=True):
        centres[group] = points + middle
    return centres


def _bounds(centres: Points, boxes: Points) -> tuple[Points, Points]:
    """The lower and the upper corner of all boxes together."""
    return (centres - boxes / 2).min(axis=0), (centres + boxes / 2).max(axis=0)


def _in_rows(links: Links, boxes: Points) -> Points:
    """Connected parts, each laid out by itself, the largest on top and the others in rows."""
    found = parts(links)
    inner, sizes = _each(links, boxes, found)
    return _composed(found, inner, _rows(sizes))


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


def _connected(whole: Links, all_boxes: Points, part: list[int]) -> Points:
    """The nodes of one group or part, by how many they are."""
    n = len(part)
    if n == 1:
        return np.zeros((1, 2))
    links, boxes = part_of(whole, part), all_boxes[part]
    if n <= 3:
        return _line(links, boxes)
    if n <= _MANY:
        return _apart(_springs(links, boxes), boxes)
    groups = _groups(links)
    if len(groups) == 1 or max(map(len, groups)) > 0.9 * n or len(groups) > 0.9 * n:
        around: Points = _spiral(n) * boxes.max()
        return around
    return _by_groups(links, boxes, groups)


def _line(links: Links, boxes: Points) -> Points:
    """Two or three beside each other, what joins the others between them, arrows between all."""
    order = sorted(range(len(links)), key=lambda node: (len(links[node]), -node))
    order = [order[0], order[-1], *order[1:-1]]
    widths = boxes[order, 0] * 1.35
    centres = np.zeros_like(boxes)
    centres[order, 0] = np.cumsum(widths) - widths / 2
    return centres


_GRAVITY = 0.15
"""How strongly the middle pulls, as the weight of a spring: it keeps loose ends near."""


def _springs(links: Links, boxes: Points) -> Points:
    """Linked nodes pull and all push each other, in ever smaller steps from a spiral on.

    The result is a little too crowded for the boxes.
    """
    n = len(links)
    pull = np.zeros((n, n))
    for node, near in enumerate(links):
        pull[node, list(near)] = list(near.values())
    x, y = (_spiral(n) / math.sqrt(n)).T
    k = 0.6 / math.sqrt(n)
    rounds = 20 + min(n, 5000 // n)  # few settle at once; many cost much a round
    for step in np.linspace(0.2, 0, rounds, endpoint=False):
        dx, dy = x[:, None] - x, y[:, None] - y
        squares = np.maximum(dx * dx + dy * dy, 1e-6)
        force = k * k / squares - pull * (np.sqrt(squares) / k)
        middle = _GRAVITY * np.hypot(x, y) / k
        fx, fy = (dx * force).sum(axis=1) - middle * x, (dy * force).sum(axis=1) - middle * y
        shorten = np.minimum(1, step / np.maximum(np.hypot(fx, fy), 1e-9))
        x, y = x + fx * shorten, y + fy * shorten
    return _evened(np.column_stack([x, y]), boxes)


def _evened(points: Points, boxes: Points) -> Points:
    """The points with the same directions from the middle, and as far as their boxes take up.

    So they fill an ellipse that is as much wider than high as a picture, without voids.
    """
    points = points - points.mean(axis=0)
    distances = np.maximum(np.hypot(*points.T), 1e-9)
    order = np.argsort(distances, kind="stable")
    areas = boxes.prod(axis=1)[order]
    radii = np.empty(len(boxes))
    radii[order] = np.sqrt((np.cumsum(areas) - areas / 2) / math.pi)
    stretched = np.array([math.sqrt(_ASPECT), 1 / math.sqrt(_ASPECT)])
    evened: Points = points * (radii / distances)[:, None] * stretched
    return evened


def _apart(centres: Points, boxes: Points) -> Points:
    """Push boxes that overlap apart, each pair along the axis that needs less.

    The whole grows a little each round, so that it ends well before the last.
    """
    x, y = centres.T
    widths, heights = ((side[:, None] + side) / 2 for side in boxes.T)
    np.fill_diagonal(widths, 0)  # none overlaps itself
    order = np.sign(np.arange(len(boxes))[:, None] - np.arange(len(boxes)))
    for _ in range(200):
        dx, dy = x[:, None] - x, y[:, None] - y
        over_x, over_y = widths - np.abs(dx), heights - np.abs(dy)
        hit = (over_x > 0) & (over_y > 0)
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


def _spiral(nodes: int) -> Points:
    """A sunflower, one node to each unit of area (H. Vogel, A better way to construct it, 1979)."""
    turns = np.arange(nodes)
    angle = turns * math.pi * (3 - math.sqrt(5))
    radius = np.sqrt(turns)
    return np.column_stack([radius * np.cos(angle), radius * np.sin(angle)])
