"""Sets of units to entities with labels and unique ids: the work on groups of rows."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from kg.resolve.across import STRONGEST, entity_id, entity_of, label_of, suffixed, suffixes
from kg.resolve.entities import join_labels
from kg.resolve.partition import Why
from kg.resolve.statements import means_something
from kg.resolve.units import Unit
from kg.spark.frames import Made, Row, Rows, cell, packed, text_of, unpacked
from kg.spark.settling import shared

SETS = (
    "root string, document string, first int, local string, label binary, wanted binary, "
    "named boolean"
)
"""A set of units that are one thing: its first unit, and the id that its label wants."""
MEMBERS = "root string, document string, local string"
LABELLED = "root string, label binary, wanted binary"
IDS = "root string, id binary, label binary, named boolean"
MEANT = "document string, local string, root string"
SHOWN = "root string, word binary"
TITLES = "word binary, document string, n int, title binary"
ENTITIES = "root string, id binary, type string, entity binary"


def sets(root: str, rows: Iterable[Row]) -> Made:
    """The set of a root, as `SETS`; rows are in order of their keys."""
    units: list[Unit] = [unpacked(row["unit"]) for row in rows]
    label = label_of(units)
    named = any(unit.named for unit in units)
    yield root, *units[0].key, cell(label), cell(entity_id(label)), named


def member_rows(rows: Rows) -> Made:
    """The members of groups, by document and local id, as `MEMBERS`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        yield from ((row["root"], row["document"], m) for m in unit.entity.members)


def joint_labels(root: str, rows: Iterable[Row]) -> Made:
    """The label of a group of several, from those of its members; as `LABELLED`."""
    labels = [text_of(row["label"]) for row in rows]
    if len(labels) > 1:
        label = join_labels(labels)
        yield root, cell(label), cell(entity_id(label))


def meant(rows: Rows) -> Made:
    """The units that can be understood on their own, as `MEANT`."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        if means_something(unit.entity.label):
            yield row["document"], unit.key[2], row["root"]


def candidates(rows: Rows) -> Made:
    """What the ids of sets can become that others want too: (wanted, candidate)."""
    for row in rows:
        name = text_of(row["wanted"])
        place = row["document"], row["first"], row["local"]
        yield from ((row["wanted"], cell(c)) for c in suffixes(name, place))


def unique(wanted: bytes, rows: Iterable[Row]) -> Made:
    """The ids of sets that want the same, as `IDS`.

    Rows with a `candidate` are ids that others have, and come first; then sets in order of keys.
    """
    name = text_of(wanted)
    taken: set[str] = set()
    several = None
    for row in rows:
        if row["candidate"] is not None:
            taken.add(text_of(row["candidate"]))
            continue
        several = row["several"]
        place = row["document"], row["first"], row["local"]
        id_ = suffixed(name, place, taken) if several else name
        taken.add(id_)
        yield row["root"], cell(id_), row["label"], row["named"]


def shown_rows(rows: Rows) -> Made:
    """The values of features that links show, as `SHOWN`."""
    for row in rows:
        for _, value in shared(unpacked(row["why"]), STRONGEST):
            yield row["root"], cell(value)


def title_rows(rows: Rows) -> Made:
    """What values of features are shown as, as `TITLES`; the first unit's word counts."""
    for row in rows:
        unit: Unit = unpacked(row["unit"])
        if unit.named:
            place = row["document"], row["n"], cell(unit.entity.label)
            yield cell(unit.value), *place
            if unpacked(row["why"]) is None:
                yield cell(" ".join(map(str, unit.key))), *place


def entities(root: str, rows: Iterable[Row]) -> Made:
    """The entity of a set, as `ENTITIES`.

    Rows have by `rank`: 0 its id and label, 1 what features are shown as, 2 the ids of its
    members, 3 its units in order of their keys.
    """
    names: dict[str, str] = {}
    members: set[str] = set()
    units: list[Unit] = []
    whys: dict[int, Why] = {}
    id_ = label = ""
    for row in rows:
        if row["rank"] == 0:
            id_, label = text_of(row["word"]), text_of(row["title"])
        elif row["rank"] == 1:
            names[text_of(row["word"])] = text_of(row["title"])
        elif row["rank"] == 2:
            members.add(text_of(row["word"]))
        else:
            units.append(_whole(row))
            if (why := unpacked(row["why"])) is not None:
                whys[len(units) - 1] = why
    found = entity_of(units, whys, names, id_, label, tuple(sorted(members)))
    yield root, cell(id_), found.type, packed(found)


def _whole(row: dict[str, Any]) -> Unit:
    unit: Unit = unpacked(row["unit"])
    return replace(unit, entity=replace(unit.entity, mentions=unpacked(row["mentions"])))
