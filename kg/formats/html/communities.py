"""Which nodes belong together: connected parts, and communities by Louvain's method.

Our own rather than networkx's, which takes several times as long on the many small parts of a
graph of many documents. Nodes are the numbers from 0 on, and are visited in order, so that the
same links give the same communities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence

Links = list[dict[int, float]]
"""For each node the nodes that it is linked with, in both directions, and how strongly."""


def linked(nodes: int, links: Iterable[tuple[int, int, float]]) -> Links:
    """Links of both directions; where several join two nodes their weights are added up."""
    found: Links = [{} for _ in range(nodes)]
    for a, b, weight in sorted(links):
        found[a][b] = found[a].get(b, 0.0) + weight
        found[b][a] = found[a][b]
    return found


def part_of(links: Links, nodes: Sequence[int]) -> Links:
    """The links among some nodes, which are numbered anew in that order."""
    number = {node: i for i, node in enumerate(nodes)}
    return [{number[o]: w for o, w in links[n].items() if o in number} for n in nodes]


def quotient(links: Links, groups: Sequence[Sequence[int]]) -> Links:
    """The links between groups, without those within one: sums of those of their members."""
    group_of = {node: i for i, group in enumerate(groups) for node in group}
    return [
        {other: weight for other, weight in sums.items() if other != i}
        for i, sums in enumerate(_sums(links, groups, group_of))
    ]


def parts(links: Links) -> list[list[int]]:
    """The connected parts, the largest first, each sorted."""
    seen: set[int] = set()
    found = []
    for start in range(len(links)):
        if start in seen:
            continue
        part = [start]
        seen.add(start)
        for node in part:
            new = [other for other in links[node] if other not in seen]
            seen.update(new)
            part += new
        found.append(sorted(part))
    return sorted(found, key=lambda part: (-len(part), part))


def communities(links: Links) -> list[list[int]]:
    """Groups with many links within and few between them, each sorted.

    V. Blondel, J.-L. Guillaume, R. Lambiotte, E. Lefebvre, Fast unfolding of communities in large
    networks (2008): nodes move to the neighbouring community that raises modularity most, until
    none does; then communities are taken for nodes, until none are joined any more.
    """
    groups = [[node] for node in range(len(links))]
    while True:
        home = _settled(links)
        joined: dict[int, list[int]] = defaultdict(list)
        for node, community in enumerate(home):
            joined[community].append(node)
        if len(joined) == len(links):
            return sorted(sorted(group) for group in groups)
        together = [joined[community] for community in sorted(joined)]
        place = {node: i for i, nodes in enumerate(together) for node in nodes}
        links = _sums(links, together, place)
        groups = [[n for node in nodes for n in groups[node]] for nodes in together]


def _sums(links: Links, groups: Sequence[Sequence[int]], group_of: dict[int, int]) -> Links:
    """The links of groups; those within a group become its link with itself, counted twice."""
    found: Links = []
    for group in groups:
        sums: dict[int, float] = defaultdict(float)
        for node in group:
            for other, weight in links[node].items():
                sums[group_of[other]] += weight
        found.append(dict(sums))
    return found


def _settled(links: Links) -> list[int]:
    """The community of each node once none gains by moving; they are named by nodes."""
    degrees = [sum(near.values()) for near in links]
    total = sum(degrees) or 1.0
    home, sums = list(range(len(links))), list(degrees)
    moved = True
    while moved:
        moved = False
        for node, near in enumerate(links):
            toward: dict[int, float] = defaultdict(float)
            for other, weight in near.items():
                if other != node:
                    toward[home[other]] += weight
            old, degree = home[node], degrees[node] / total
            sums[old] -= degrees[node]
            best, most = old, toward.get(old, 0.0) - sums[old] * degree + 1e-9
            for community, weight in toward.items():
                gain = weight - sums[community] * degree
                if gain > most:
                    best, most = community, gain
            sums[best] += degrees[node]
            home[node] = best
            moved = moved or best != old
    return home
