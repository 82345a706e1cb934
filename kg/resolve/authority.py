"""Entities that an authority file knows: they take its IRI and label.

A set of mentions matches an entry that has one of its names, if it matches no other. For people
only full names count, or the one word under which somebody is known. What matches several entries
stays open, and so do several sets that are kept apart and match one entry by the same name.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from kg.resolve.names import Name, kind_of, parse
from kg.resolve.partition import Partition
from kg.resolve.units import Unit


@dataclass(frozen=True, slots=True, order=True)
class Entry:
    """What an authority file says of one thing; `type` is an entity type or ""."""

    iri: str
    label: str
    aliases: tuple[str, ...] = ()
    type: str = ""


@dataclass(frozen=True, slots=True)
class Open:
    """A name that is not decided: the label of the entity, and the IRIs that it may have."""

    label: str
    iris: tuple[str, ...]
    reason: str


@dataclass(slots=True)
class Matches:
    """Entries by set, and what stays open."""

    entries: dict[int, Entry] = field(default_factory=dict)
    open: list[Open] = field(default_factory=list)


class Authority:
    """Entries, found by their names."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._by_name: dict[str, dict[Entry, None]] = defaultdict(dict)
        for entry in sorted(set(entries)):
            for text in (entry.label, *entry.aliases):
                for type_ in [entry.type] if entry.type else ["PERSON", ""]:
                    self._by_name[parse(text, type_).key][entry] = None

    def __bool__(self) -> bool:
        return bool(self._by_name)

    def match(self, units: Sequence[Unit], partition: Partition) -> Matches:
        """Match the sets, and join those that the entry's names show to be one."""
        matches = Matches()
        wanted: dict[Entry, dict[int, set[str]]] = defaultdict(dict)
        for i in partition.roots(i for i, u in enumerate(units) if u.named):
            found = self._found(units[i], partition.names(i))
            if len(found) > 1:
                iris = tuple(e.iri for e in found)
                matches.open.append(Open(units[i].entity.label, iris, "several entries fit"))
            for entry in found if len(found) == 1 else ():
                wanted[entry][i] = found[entry]
        for entry in sorted(wanted):
            self._take(entry, wanted[entry], units, partition, matches)
        return matches

    def _found(self, unit: Unit, names: Sequence[Name]) -> dict[Entry, set[str]]:
        """The entries that a set matches, with the keys of the names that they share."""
        telling = [n for n in names if _tells(n, unit)]
        found: dict[Entry, set[str]] = defaultdict(set)
        for name in telling:
            for entry in self._by_name.get(name.key, ()):
                if not entry.type or kind_of(entry.type) == unit.kind:
                    found[entry].add(name.key)
        return found

    @staticmethod
    def _take(
        entry: Entry,
        sets: Mapping[int, set[str]],
        units: Sequence[Unit],
        partition: Partition,
        matches: Matches,
    ) -> None:
        """Give an entry to the sets that match it, as one where their names differ."""
        first, *others = sets
        for i in others:
            if sets[i].isdisjoint(sets[first]) or units[i].kind != "PERSON":
                partition.join(first, i, "authority", 0.0, (("authority", entry.iri),))
        if len({partition.root(i) for i in sets}) == 1:
            matches.entries[partition.root(first)] = entry
        else:
            reason = f"{len(sets)} entities of this name are kept apart"
            matches.open.append(Open(units[first].entity.label, (entry.iri,), reason))


def _tells(name: Name, unit: Unit) -> bool:
    """Whether a name tells who is meant: a full one, or the only one that a person has."""
    return unit.kind != "PERSON" or name.is_full or (not name.given and name == unit.names[0])
