"""Which things are one, part by part: the work on the rows of connected units, and of documents.

Every function here looks at one group of rows and needs no Spark. Units are connected where they
share a key of `kg.resolve.merging.blocking_keys`; what lies outside of a part comes as counts,
which are `kg.resolve.merging.Statistics`.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from kg.data import DocumentGraph
from kg.resolve.context import Feature, Weights
from kg.resolve.merging import (
    Statistics,
    blocking_keys,
    keys_sought,
    merge_concepts,
    merge_groups,
    relabelled,
    settle_part,
)
from kg.resolve.names import Name, acronyms, given_form
from kg.resolve.others import Frequencies
from kg.resolve.partition import Partition, Why
from kg.resolve.rarity import Rarity, full_name
from kg.resolve.units import Unit, units_of
from kg.spark.frames import Made, Row, Rows, cell, key, packed, text_of, unpacked

UNITS = (
    "document string, n int, node bigint, first int, local string, named boolean, value binary, "
    "unit binary, mentions binary"
)
"""A unit of a document, the n-th; `node` is a hash of both, and `unit` is without its mentions."""
SETTLED = (
    "component bigint, meets boolean, document string, n int, value binary, unit binary, "
    "state binary, label binary, root string"
)
KEYS = "key bigint, node bigint, looks boolean"
NAMES = "name binary, form binary, parts array<struct<space:string,word:binary>>"
"""A name that is counted once: the least form of those that are alike, and its parts."""
WORDS = "space string, word binary"
ASKED = f"component bigint, {WORDS}"
SEEN = (
    "component bigint, meets boolean, document string, n int, unit binary, state binary, "
    "context binary"
)
GROUPS = "members binary, document string, n int, first int, local string, unit binary"
MERGED = "document string, n int, root string, why binary"

Part = tuple[str, bytes]
"""What is counted: its space ("given", "word ORG", "feature with"), and the word."""


@dataclass(frozen=True, slots=True)
class Totals:
    """What is known of all units: how many parts of a space differ, and how many there are.

    `units` is the number of named units.
    """

    different: Mapping[str, int]
    all: Mapping[str, int]
    units: int = 0

    def plus(self, other: Totals) -> Totals:
        """Both, of different spaces."""
        return Totals(
            {**self.different, **other.different},
            {**self.all, **other.all},
            self.units + other.units,
        )

    def shared(self, prefix: str) -> float:
        """Of what stands in some spaces, the part that stands there before."""
        spaces = [space for space in self.all if space.startswith(prefix)]
        every = sum(self.all[space] for space in spaces)
        return 1 - sum(self.different[space] for space in spaces) / every if every else 0.0


def root_of(document: str, n: int) -> str:
    """What names a set: its first unit. Names of sets sort as their units do."""
    return f"{document}/{n:09}"


def unit_rows(document: str, graph: DocumentGraph) -> Made:
    """The units of a document, as `UNITS`."""
    for n, unit in enumerate(units_of(document, graph)):
        light = replace(unit, entity=replace(unit.entity, mentions=()))
        yield (
            document, n, _number((document, n)), *unit.key[1:], unit.named, cell(unit.value),
            packed(light), packed(unit.entity.mentions),
        )  # fmt: skip


def key_rows(rows: Rows) -> Made:
    """The keys under which each unit meets others, as `KEYS`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        sort = unit.named and (unit.kind == "PERSON" or "other")
        sought = set(keys_sought(unit))
        for name in blocking_keys(unit):
            yield _number((sort, name)), row["node"], name in sought


def name_rows(rows: Rows) -> Made:
    """The names of each unit with what they are counted by, as `NAMES`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        for name in unit.names:
            if unit.kind != "PERSON":
                form = key(name.tokens)
                yield key(("thing", unit.kind, name.key)), form, list(_thing(unit.kind, name))
            elif name.is_full:
                given, family = full_name(name)
                full = given, *family
                parts = ("given", given), ("family", "".join(family))
                yield key(("person", *full)), b"", [(what, cell(word)) for what, word in parts]
                for token in dict.fromkeys(name.tokens):
                    yield key(("token", token, *full)), b"", [("token", cell(token))]


def feature_rows(rows: Rows) -> Made:
    """The features of each named unit, as `WORDS`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        if unit.named:
            yield from _features(_context(row, unit))


def asked_names(rows: Rows) -> Made:
    """Which counts of names merging looks up for the units of a part, as `ASKED`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        for name in unit.names:
            asked = _asked_of_person if unit.kind == "PERSON" else _asked_of_thing
            yield from ((row["component"], *part) for part in asked(unit.kind, name))


def asked_features(rows: Rows) -> Made:
    """Which counts of features merging looks up for the units of a part, as `ASKED`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        yield from ((row["component"], *part) for part in _features(_context(row, unit)))


def settled(rows: Iterable[Row], totals: Totals, *, last: bool) -> Made:
    """Merge the units of one part, as `SETTLED`.

    Rows with a `word` are counts, and come first; then units in order. In the last round, units
    bring the `state` and the context that the first one left.
    """
    counts: Counter[Part] = Counter()
    held: list[Row] = []
    units: list[Unit] = []
    for row in rows:
        if row["word"] is not None:
            counts[row["space"], row["word"]] = row["count"]
        else:
            held.append(row)
            units.append(unpacked(row["unit"]))
    contexts = [_context(row, unit) for row, unit in zip(held, units, strict=True)]
    links = _links(row["state"] for row in held)
    partition, _ = settle_part(units, contexts, _statistics(counts, totals), links)
    if last:
        merge_concepts(partition)
    joined = {i: (n, why) for n, (i, why) in enumerate(partition.why.items())}
    for i, (row, unit) in enumerate(zip(held, units, strict=True)):
        first = held[partition.root(i)]
        yield (
            row["component"], len(units) > 1, row["document"], row["n"], cell(unit.value),
            row["unit"], packed(joined.get(i)), cell(partition.label(i)),
            root_of(first["document"], first["n"]),
        )  # fmt: skip


def seen(rows: Iterable[Row]) -> Made:
    """For the units of one document what is around them, by the sets that it is in; as `SEEN`."""
    held = list(rows)
    units = [unpacked(row["unit"]) for row in held]
    contexts = relabelled(units, [text_of(row["label"]) for row in held])
    for row, context in zip(held, contexts, strict=True):
        which = row["component"], row["meets"], row["document"], row["n"]
        yield *which, row["unit"], row["state"], packed(context)


def group_rows(rows: Iterable[Row]) -> Made:
    """The groups of one document of which all members are named, as `GROUPS`."""
    held = [(row, unpacked(row["unit"])) for row in rows]
    named = {unit.key[2]: row["root"] for row, unit in held if unit.named}
    for row, unit in held:
        members = unit.entity.members
        if members and all(m in named for m in members):
            roots = key(sorted({named[m] for m in members}))
            yield roots, row["document"], row["n"], *unit.key[1:], row["unit"]


def merged_groups(rows: Iterable[Row]) -> Made:
    """Merge groups of the same members, as `MERGED`; rows are in order of their keys."""
    held = list(rows)
    units = [unpacked(row["unit"]) for row in held]
    partition = Partition(units)
    merge_groups(partition, dict.fromkeys(range(len(units)), "the same"))
    for i, row in enumerate(held):
        first = held[partition.root(i)]
        root = root_of(first["document"], first["n"])
        yield row["document"], row["n"], root, packed(partition.why.get(i))


def why_rows(rows: Rows) -> Made:
    """What became of each unit after both rounds, as `MERGED`."""
    for row in rows:
        joined = unpacked(row["state"])
        yield row["document"], row["n"], row["root"], packed(joined and joined[1])


def shared(why: Why | None, most: int) -> Sequence[Feature]:
    """What a unit shares with the set that it is in, what tells most first."""
    return why.shared[:most] if why else ()


def _statistics(counts: Mapping[Part, int], totals: Totals) -> Statistics:
    """What merging looks up: the counts that concern one part, and the totals of all."""
    known: dict[str, dict[str, int]] = defaultdict(dict)
    words: dict[tuple[str, str], int] = {}
    features: dict[Feature, int] = {}
    for (space, word), count in counts.items():
        what, _, kind = space.partition(" ")
        if what == "word":
            words[kind, text_of(word)] = count
        elif what == "feature":
            features[kind, text_of(word)] = count
        else:
            known[what][text_of(word)] = count
    kinds = {s.partition(" ")[2]: n for s, n in totals.all.items() if s.startswith("feature ")}
    return Statistics(
        Weights(features, kinds, totals.units),
        Rarity(
            totals.all.get("given", 0),
            totals.different.get("family", 0),
            known["given"],
            known["family"],
            known["token"],
        ),
        Frequencies(words, known["expansion"], totals.shared("acronym "), totals.shared("start ")),
    )


def _links(states: Iterable[bytes | None]) -> list[tuple[int, Why]]:
    """The joins of an earlier round, in their order."""
    joined = ((i, unpacked(state)) for i, state in enumerate(states) if state is not None)
    found = sorted((state[0], i, state[1]) for i, state in joined if state is not None)
    return [(i, why) for _, i, why in found]


def _thing(kind: str, name: Name) -> Iterator[Part]:
    """What the name of a thing that is no person is counted by."""
    yield from ((f"word {kind}", cell(token)) for token in name.tokens)
    for letters in sorted(acronyms(name)):
        yield f"acronym {kind}", cell(letters)
        yield "expansion", cell(letters)
    if name.tokens[1:]:
        yield f"start {kind}", cell(name.tokens[0])


def _asked_of_thing(kind: str, name: Name) -> Iterator[Part]:
    yield from ((f"word {kind}", cell(token)) for token in name.tokens)
    yield "expansion", cell(name.key)


def _asked_of_person(_: str, name: Name) -> Iterator[Part]:
    if name.given:
        yield "given", cell(given_form(name.given[0]))
    yield "family", cell("".join(name.family or name.tokens))
    yield from (("token", cell(token)) for token in name.tokens)


def _context(row: Row, unit: Unit) -> tuple[Feature, ...]:
    found: tuple[Feature, ...] = unpacked(row["context"]) if row.get("context") else unit.context
    return found


def _features(context: Iterable[Feature]) -> Iterator[Part]:
    return ((f"feature {kind}", cell(value)) for kind, value in context)


def _number(value: Any) -> int:
    """A hash of 64 bits, the same in every process; two that are one only make a part larger."""
    digest = blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
