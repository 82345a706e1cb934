"""Which things are one, part by part: the work on the rows of connected units, and of documents.

Every function here looks at one group of rows and needs no Spark. Units are connected where they
share a key of `kg.resolve.merging.keys_of`; what lies outside of a part comes as counts, which
are the census of names and the weights of features.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from hashlib import blake2b
from typing import Any

from kg.data import DocumentGraph
from kg.resolve import lexis, rarity
from kg.resolve.census import Census
from kg.resolve.context import Feature, Weights
from kg.resolve.lexis import Lexis, shared_part
from kg.resolve.merging import keys_of, merge_concepts, merge_groups, merge_named
from kg.resolve.partition import Partition, State, Why, known_by
from kg.resolve.rarity import Rarity
from kg.resolve.units import Unit, units_of
from kg.spark.frames import Made, Row, Rows, cell, key, packed, text_of, unpacked, words_of

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
NAMES = (
    "space string, name binary, document string, n int, k int, "
    "parts array<struct<space:string,word:binary>>"
)
"""A name that is counted once: the last of those that are alike, with what it is counted by."""
WORDS = "space string, word binary"
ASKED = f"component bigint, {WORDS}"
SEEN = (
    "component bigint, meets boolean, document string, n int, unit binary, state binary, "
    "context binary"
)
GROUPS = "members binary, document string, n int, first int, local string, unit binary"
MERGED = "document string, n int, root string, why binary"

Part = tuple[str, bytes]
"""What is counted: its space ("people given", "others word", "feature with"), and the words."""


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
        found: dict[int, bool] = {}
        for name, looks in keys_of(unpacked(row["unit"])):
            number = _number(name)
            found[number] = found.get(number, False) or looks
        yield from ((number, row["node"], looks) for number, looks in found.items())


def name_rows(rows: Rows) -> Made:
    """The names of each unit with what they are counted by, as `NAMES`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        for k, name in enumerate(unit.names):
            place = row["document"], row["n"], k
            if unit.kind != "PERSON":
                parts = _parts("others", lexis.parts(unit.kind, name))
                yield "others", key((unit.kind, name.key)), *place, parts
            elif name.is_full:
                given, family = rarity.full_key(name)
                parts = _parts("people", rarity.parts(name))
                yield "people", key((given, *family)), *place, parts


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
            if unit.kind == "PERSON":
                found = _parts("people", rarity.looked_up(name))
            else:
                found = _parts("others", lexis.looked_up(unit.kind, name))
            yield from ((row["component"], *part) for part in found)


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
    census, weights = _known(counts, totals)
    if last:
        partition = Partition.restored(units, [unpacked(r["state"]) for r in held], weights)
        partition.see([unpacked(r["context"]) for r in held], weights)
    else:
        partition = Partition(units, weights)
    merge_named(units, partition, census)
    if last:
        merge_concepts(units, partition)
    roots = [root_of(row["document"], row["n"]) for row in held]
    for i, (row, state) in enumerate(zip(held, partition.states(), strict=True)):
        yield (
            row["component"], len(units) > 1, row["document"], row["n"],
            cell(units[i].value), row["unit"], packed(state), cell(partition.label(i)),
            roots[state.root],
        )  # fmt: skip


def seen(rows: Iterable[Row]) -> Made:
    """For the units of one document what is around them, by the sets that it is in; as `SEEN`."""
    held = list(rows)
    at: dict[tuple[str, str], str] = {}
    for row in held:
        value, label = text_of(row["value"]), text_of(row["label"])
        if value:
            place = row["document"], value
            at[place] = label if place not in at else ""
    labels = {place: label for place, label in at.items() if label}
    for row in held:
        unit = unpacked(row["unit"])
        context = packed(known_by(unit, labels))
        which = row["component"], row["meets"], row["document"], row["n"]
        yield *which, row["unit"], row["state"], context


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
    merge_groups(units, partition, dict.fromkeys(range(len(units)), "the same"))
    for row, state in zip(held, partition.states(), strict=True):
        first = held[state.root]
        root = root_of(first["document"], first["n"])
        yield row["document"], row["n"], root, packed(state.why)


def why_rows(rows: Rows) -> Made:
    """What became of each unit after both rounds, as `MERGED`."""
    for row in rows:
        state: State = unpacked(row["state"])
        yield row["document"], row["n"], row["root"], packed(state.why)


def shared(why: Why | None, most: int) -> Sequence[Feature]:
    """What a unit shares with the set that it is in, what tells most first."""
    return why.shared[:most] if why else ()


def _known(counts: Mapping[Part, int], totals: Totals) -> tuple[Census, Weights]:
    """What merging looks up: the counts that concern one part, and the totals of all."""
    spaces: dict[str, dict[tuple[str, ...], int]] = {"people": {}, "others": {}, "feature": {}}
    for (space, word), count in counts.items():
        where, _, what = space.partition(" ")
        spaces[where][(what, *words_of(word))] = count
    kinds = {
        space.partition(" ")[2]: count
        for space, count in totals.all.items()
        if space.startswith("feature ")
    }
    people: dict[rarity.Part, int] = {(w, x): n for (w, x), n in spaces["people"].items()}
    features: dict[Feature, int] = {(w, x): n for (w, x), n in spaces["feature"].items()}
    full, families = totals.all.get("people given", 0), totals.different.get("people family", 0)
    ambiguous = (
        shared_part(totals.different.get(space, 0), totals.all.get(space, 0))
        for space in ("others acronym", "others start")
    )
    census = Census(Rarity(people, full, families), Lexis(spaces["others"], *ambiguous))
    return census, Weights(features, kinds, totals.units)


def _context(row: Row, unit: Unit) -> tuple[Feature, ...]:
    found: tuple[Feature, ...] = unpacked(row["context"]) if row.get("context") else unit.context
    return found


def _features(context: Iterable[Feature]) -> Iterator[Part]:
    return ((f"feature {kind}", cell(value)) for kind, value in context)


def _parts(space: str, parts: Iterable[tuple[str, ...]]) -> list[Part]:
    return [(f"{space} {what}", key(rest)) for what, *rest in parts]


def _number(value: Any) -> int:
    """A hash of 64 bits, the same in every process; two that are one only make a part larger."""
    digest = blake2b(repr(value).encode("utf-8", "surrogatepass"), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)
