"""Documents resolved part by part, as a cluster does it, against all of them at once."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from kg.data import Clause, DocumentGraph, Entity, Mention, Phrase, Relation
from kg.data import Document as Text
from kg.resolve.merging import blocking_keys, keys_sought, merge
from kg.resolve.partition import Why
from kg.resolve.units import units_of
from kg.spark import settling
from kg.spark.frames import packed, unpacked
from kg.spark.settling import Totals, root_of

Row = dict[str, Any]
PEOPLE = (
    "John Smith", "Jon Smith", "J. Smith", "Smith", "John", "Mary Smith", "Thomas Okonjo",
    "Thomas", "Okonjo", "Ann Thomas", "Katherine Brandauer", "Katherine Brandaur", "Bill Haddad",
    "William Haddad", "Haddad",
)  # fmt: skip
ORGS = (
    "Halden Marine Energy", "Halden", "HME", "Harbour Ministry of Esk", "Harlow Institute",
    "Harlow Institute for Ocean Research", "HIOR", "Halden Marine Enrgy", "United Nations",
)  # fmt: skip
CONCEPTS = ("sanctions", "sanction", "Water", "water")
ROLES = ("mayor of Korvik", "coach", "captain")


@st.composite
def corpora(draw: st.DrawFn) -> list[DocumentGraph]:
    """Documents whose names meet, with descriptions, concepts and groups."""
    return [draw(documents(n)) for n in range(draw(st.integers(2, 9)))]


@st.composite
def documents(draw: st.DrawFn, number: int) -> DocumentGraph:
    found = [(name, "PERSON") for name in draw(st.lists(st.sampled_from(PEOPLE), max_size=4))]
    found += [(name, "ORG") for name in draw(st.lists(st.sampled_from(ORGS), max_size=3))]
    named = len(found)
    found += [(name, "CONCEPT") for name in draw(st.lists(st.sampled_from(CONCEPTS), max_size=2))]
    entities, clauses, at = [], [], 0
    for n, (name, type_) in enumerate(found):
        kind = "name" if n < named else "nominal"
        role = draw(st.sampled_from(("", *ROLES)))
        mention = Mention(at, at + len(name), kind)  # type: ignore[arg-type]
        gender = draw(st.sampled_from(("", "masc", "fem"))) if type_ == "PERSON" else ""
        entities.append(
            Entity(f"e{n}", name, type_, (mention,), (), role, (), gender, generic=n >= named)
        )
        at += len(name) + 1
    clauses += [meeting(n, at) for n in range(named - 1)]
    if named > 1 and draw(st.booleans()):
        both = Mention(at, at + 4, "pronoun")
        entities.append(Entity("g", "they", "GROUP", (both,), members=("e0", "e1")))
    document = Text("\n".join([name for name, _ in found] + ["they", str(number)]))
    return DocumentGraph(document, tuple(entities), tuple(clauses))


def meeting(n: int, end: int) -> Clause:
    """The n-th of a document's names met the next one."""
    one, other = Phrase("", entity=f"e{n}"), Phrase("", entity=f"e{n + 1}")
    return Clause(f"c{n}", "verbal", 0.9, (0, end), one, Relation("met", "meet"), other)


@settings(max_examples=60, deadline=None)
@given(corpora())
def test_parts_alone_give_what_all_together_give(graphs: list[DocumentGraph]) -> None:
    by_id = {g.document.id: g for g in graphs}
    units = [u for d in sorted(by_id) for u in units_of(d, by_id[d])]
    partition, _ = merge(units)
    expected = {
        unit.key: (units[partition.root(i)].key, told(partition.why.get(i)))
        for i, unit in enumerate(units)
    }
    assert in_parts(by_id) == expected


def told(why: Why | None) -> object:
    """All of a reason but the unit that it leads to."""
    return why and (why.reason, why.score, why.shared)


def test_units_that_meet_nobody_are_parts_of_their_own() -> None:
    person = Entity("e0", "Elena Marchetti", "PERSON", (Mention(0, 15, "name"),))
    other = Entity("e1", "Runa Vik", "PERSON", (Mention(16, 24, "name"),))
    one, two = units_of("d", DocumentGraph(Text("Elena Marchetti Runa Vik"), (person, other)))
    assert set(keys_sought(one)).isdisjoint(blocking_keys(two))


def in_parts(graphs: dict[str, DocumentGraph]) -> dict[Any, Any]:
    """For the key of each unit that of its set's first one, and why; by the steps of a cluster."""
    rows = [
        named(settling.UNITS, row)
        for d, g in graphs.items()
        for row in settling.unit_rows(d, g)
    ]  # fmt: skip
    parts = components(rows)
    for row in rows:
        row |= {"component": parts[row["node"]], "state": None, "context": None, "word": None}
    least: dict[bytes, list[Any]] = {}
    for row in sorted(settled_names(rows), key=itemgetter("form"), reverse=True):
        least[row["name"]] = row["parts"]
    names = Counter(part for parts_ in least.values() for part in parts_)
    count = sum(row["named"] for row in rows)
    first = one_round(rows, names, count, last=False)
    seen = grouped(settling.SEEN, first, "document", lambda _, r: settling.seen(r))
    second = one_round([r | {"word": None} for r in seen], names, count, last=True)
    groups = grouped(settling.GROUPS, second, "document", lambda _, r: settling.group_rows(r))
    groups.sort(key=lambda r: (r["document"], r["first"], r["local"]))
    merged = [named(settling.MERGED, r) for r in settling.why_rows(iter(second))]
    merged += grouped(
        settling.MERGED, groups, "members", lambda _, r: settling.merged_groups(r), order=False
    )
    keys = {
        root_of(row["document"], row["n"]): (row["document"], row["first"], row["local"])
        for row in rows
    }
    return {
        keys[root_of(r["document"], r["n"])]: (
            keys[r["root"]], (w := unpacked(r["why"])) and (w.reason, w.score, w.shared)
        )
        for r in merged
    }  # fmt: skip


def settled_names(rows: Iterable[Row]) -> Iterator[Row]:
    return (named(settling.NAMES, row) for row in settling.name_rows(iter(rows)))


def one_round(rows: list[Row], names: Counter[Any], count: int, *, last: bool) -> list[Row]:
    counts = names + Counter(settling.feature_rows(iter(rows)))
    different = Counter(space for space, _ in counts)
    all_: Counter[str] = Counter()
    for (space, _), number in counts.items():
        all_[space] += number
    totals = Totals(different, all_, count)

    def work(component: Any, members: list[Row]) -> Iterator[Any]:
        asked = {*settling.asked_names(iter(members)), *settling.asked_features(iter(members))}
        told = [
            {"space": space, "word": word, "count": counts[space, word]}
            for _, space, word in asked
            if counts[space, word]
        ]
        return settling.settled([*told, *members], totals, last=last)

    return grouped(settling.SETTLED, rows, "component", work)


def grouped(
    schema: str,
    rows: Iterable[Row],
    by: str,
    work: Callable[[Any, list[Row]], Iterator[Any]],
    *,
    order: bool = True,
) -> list[Row]:
    found: dict[Any, list[Row]] = defaultdict(list)
    for row in sorted(rows, key=lambda r: (r["document"], r["n"])) if order else rows:
        found[row[by]].append(row)
    return [named(schema, made) for key, group in found.items() for made in work(key, group)]


def named(schema: str, row: tuple[Any, ...]) -> Row:
    columns = [column.split()[0] for column in schema.split(", ")]
    return dict(zip(columns, row, strict=True))


def components(rows: Iterable[Row]) -> dict[int, int]:
    """For each node the least node that a chain of keys connects it with."""
    held = [named(settling.KEYS, row) for row in settling.key_rows(iter(rows))]
    meeting = {row["key"] for row in held if row["looks"]}
    parent = {row["node"]: row["node"] for row in rows}

    def root(node: int) -> int:
        while parent[node] != node:
            node = parent[node]
        return node

    first: dict[int, int] = {}
    for row in held:
        if row["key"] in meeting:
            a, b = sorted((root(row["node"]), root(first.setdefault(row["key"], row["node"]))))
            parent[b] = a
    return {node: root(node) for node in parent}


def test_cells_hold_what_text_may_hold() -> None:
    assert unpacked(packed("half a character: \ud800")) == "half a character: \ud800"
