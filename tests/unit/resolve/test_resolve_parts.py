"""Parts of a set of documents that share no key are settled alone as they are in the whole."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Sequence

import pytest

from benchmarks.synthetic import documents
from kg.resolve.merging import (
    ROUNDS,
    Statistics,
    blocking_keys,
    merge,
    relabelled,
    settle,
    settle_part,
)
from kg.resolve.partition import Partition
from kg.resolve.units import Unit, units_of


@pytest.fixture(scope="module")
def units() -> list[Unit]:
    _, made = documents(150, 7)
    graphs = {m.graph.document.id: m.graph for m in made}
    return [u for d in sorted(graphs) for u in units_of(d, graphs[d])]


def parts(units: Sequence[Unit]) -> list[list[int]]:
    """The units that chains of keys connect."""
    at: dict[Hashable, set[int]] = defaultdict(set)
    found: dict[int, set[int]] = {}
    for i, unit in enumerate(units):
        part = {i}.union(*(at[key] for key in blocking_keys(unit)))
        for j in sorted(part):
            part |= found.get(j, set())
        for j in part:
            found[j] = part
            for key in blocking_keys(units[j]):
                at[key] = part
    return sorted({min(p): sorted(p) for p in found.values()}.values())


def test_parts_settled_alone_give_the_sets_and_reasons_of_the_whole(units: list[Unit]) -> None:
    blocks = parts(units)
    assert len(blocks) > 30
    assert max(map(len, blocks)) < len(units) / 4
    whole = Partition(units)
    links: dict[int, list[tuple[int, object]]] = defaultdict(list)
    contexts = [u.context for u in units]
    for again in range(ROUNDS):
        if again:
            contexts = relabelled(units, [whole.label(i) for i in range(len(units))])
            whole.know(contexts)
        statistics = Statistics.of(whole)
        expected = settle(whole, statistics)
        doubts = []
        for n, block in enumerate(blocks):
            partition, doubted = settle_part(
                [units[i] for i in block], [contexts[i] for i in block], statistics, links[n]
            )
            links[n] = list(partition.why.items())
            for j, why in links[n]:
                known = whole.why[block[j]]
                assert (known.to, known.reason, known.score, known.shared) == (
                    block[why.to], why.reason, why.score, why.shared,
                )  # fmt: skip
            doubts += [(block[d.one], block[d.other], d.score) for d in doubted]
        assert sum(map(len, links.values())) == len(whole.why)
        assert sorted(doubts) == sorted((d.one, d.other, d.score) for d in expected)


def test_merging_is_these_rounds(units: list[Unit]) -> None:
    again, _ = merge(list(reversed(units)))
    labels = {u.key: again.label(i) for i, u in enumerate(reversed(units))}
    partition, _ = merge(units)
    assert {u.key: partition.label(i) for i, u in enumerate(units)} == labels
