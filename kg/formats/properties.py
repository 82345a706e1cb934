"""Relations that surely mean a property of a well-known vocabulary, from a table."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from pathlib import Path
from typing import NamedTuple

from kg import data
from kg.data import Statement, StatementRef
from kg.errors import ConfigError
from kg.formats.iris import Iri, absolute, xml_name
from kg.formats.vocabulary import NAMESPACES, term

COLUMNS = ("relation", "subject", "object", "property", "direction", "rule")
DIRECTIONS = ("forward", "backward", "both")
ANY = "*"


class Meaning(NamedTuple):
    """A property that a relation has, read forwards or backwards, if `rule` found it."""

    property: Iri
    direction: str
    rule: str


class Properties:
    """The meanings of relations, by lemma and the types of both ends."""

    def __init__(self, rows: Iterable[tuple[tuple[str, str, str], Meaning]]) -> None:
        self._rows: dict[str, list[tuple[str, str, Meaning]]] = defaultdict(list)
        for (lemma, subject, object_), meaning in rows:
            self._rows[lemma].append((subject, object_, meaning))

    @classmethod
    def load(cls, mapping: Path | None = None) -> Properties:
        """The table of this package, and that of a file where one is given.

        Raises `ConfigError`, with the line, for what is no table of this kind.
        """
        own = (files("kg.formats") / "properties.tsv").read_text("utf-8")
        rows = list(_rows(own, "properties.tsv"))
        if mapping is not None:
            try:
                text = mapping.read_text("utf-8-sig")
            except (OSError, UnicodeDecodeError) as error:
                raise ConfigError(f"--mapping {mapping} cannot be read: {error}") from error
            rows += _rows(text, f"--mapping {mapping}")
        return cls(rows)

    def knows(self, label: str) -> bool:
        """Whether statements of this relation may have properties, by their ends' types."""
        return label in self._rows

    def of(self, statement: Statement, types: Mapping[str, str]) -> Iterator[tuple[bool, Iri]]:
        """Properties of a statement that has an object: whether read forwards, and the IRI.

        `types` are those of the entities, by id.
        """
        if statement.label not in self._rows:
            return
        ends = types.get(statement.subject, ""), _type(statement.object, types)
        for subject, object_, meaning in self._rows[statement.label]:
            if _fits(subject, ends[0]) and _fits(object_, ends[1]) and _found(meaning, statement):
                if meaning.direction != "backward":
                    yield True, meaning.property
                if meaning.direction != "forward" and isinstance(statement.object, str):
                    yield False, meaning.property


def _type(value: data.Term | None, types: Mapping[str, str]) -> str:
    if isinstance(value, data.Literal):
        return value.type
    return "" if value is None or isinstance(value, StatementRef) else types.get(value, "")


def _fits(wanted: str, found: str) -> bool:
    return wanted in (ANY, found)


def _found(meaning: Meaning, statement: Statement) -> bool:
    return meaning.rule == ANY or any(e.clause.rule == meaning.rule for e in statement.evidence)


def _rows(text: str, name: str) -> Iterator[tuple[tuple[str, str, str], Meaning]]:
    lines = ((n, line) for n, line in enumerate(text.splitlines(), 1) if line.strip())
    for n, line in lines:
        cells = [cell.strip() for cell in line.split("\t")]
        if line.startswith("#") or tuple(cells) in (COLUMNS, COLUMNS[:-1]):
            continue
        if len(cells) not in (len(COLUMNS) - 1, len(COLUMNS)):
            raise ConfigError(f"{name}: line {n} has not the columns {', '.join(COLUMNS)}")
        relation, subject, object_, property_, direction, *rule = cells
        if direction not in DIRECTIONS:
            raise ConfigError(f"{name}: line {n}: {direction!r} is none of {', '.join(DIRECTIONS)}")
        meaning = Meaning(_property(property_, f"{name}: line {n}"), direction, (rule or [ANY])[0])
        yield (relation, subject, object_), meaning


def _property(text: str, place: str) -> Iri:
    if text.startswith("<") and text.endswith(">"):
        iri = text[1:-1]
        local = iri[max(iri.rfind("/"), iri.rfind("#")) + 1 :]
        if absolute(iri) and local and xml_name(local) == local:
            return Iri(iri)
    elif (prefix := text.partition(":")[0]) in NAMESPACES:
        local = text.removeprefix(f"{prefix}:")
        if local and xml_name(local) == local:
            return term(text)
    raise ConfigError(
        f"{place}: {text!r} is no property; write <https://…/name>, or a name with one of the "
        f"prefixes {', '.join(NAMESPACES)}"
    )
