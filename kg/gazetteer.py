"""Authority files: CSV, SKOS in Turtle, or a graph that `kg` has written.

CSV has a head: `iri` and `name`, and maybe `aliases` (with "|" between) and `type`. SKOS gives
`skos:prefLabel`, `skos:altLabel` and, where the class is one of those that `kg` writes, a type.
Of a graph, entities with an IRI of an authority keep it, the others have the IRIs of its Turtle.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from os import PathLike
from pathlib import Path

from kg.data import ENTITY_TYPES
from kg.errors import ConfigError, GraphError
from kg.formats import json as graph_json
from kg.formats.iris import Iris, absolute
from kg.formats.rdf_read import triples
from kg.formats.vocabulary import CLASSES, term
from kg.resolve.authority import Authority, Entry
from kg.resolve.decisions import NONE, Decisions

_TYPES = {str(CLASSES[t][0]): t for t in CLASSES if t != "CONCEPT"}
"""Entity types by the IRIs of classes; every entry of SKOS is a skos:Concept."""


def load(paths: Sequence[Path]) -> Authority:
    """The entries of some files. Raises `ConfigError` where a file is not one."""
    return Authority(entry for path in paths for entry in _checked(path, _entries(path)))


def knowledge(
    decisions: str | PathLike[str] | None, gazetteers: Sequence[str | PathLike[str]]
) -> tuple[Decisions, Authority | None]:
    """What the user knows: the decisions and the authority files of these paths."""
    decided = NONE if decisions is None else Decisions.load(Path(decisions))
    return decided, load([Path(path) for path in gazetteers]) if gazetteers else None


def _entries(path: Path) -> Iterable[Entry]:
    ending = path.suffix.lower()
    if ending not in (".csv", ".ttl", ".json"):
        raise ConfigError(f"{path}: a gazetteer is a .csv, SKOS in .ttl, or a graph.json")
    if not path.is_file():
        raise ConfigError(f"{path}: there is no such file")
    try:
        return list({".csv": _csv, ".ttl": _skos, ".json": _graph}[ending](path))
    except GraphError as error:
        raise ConfigError(str(error)) from error


def _checked(path: Path, entries: Iterable[Entry]) -> Iterator[Entry]:
    for e in entries:
        if not absolute(e.iri):
            raise ConfigError(f"{path}: {e.label!r} needs an absolute IRI, not {e.iri!r}")
        yield e


def _csv(path: Path) -> Iterator[Entry]:
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise ConfigError(f"{path} is not CSV in UTF-8: {error}") from error
    for number, row in enumerate(rows, 2):
        iri, name = (row.get("iri") or "").strip(), (row.get("name") or "").strip()
        type_ = (row.get("type") or "").strip().upper()
        if not iri or not name:
            raise ConfigError(f"{path}, line {number}: needs an iri and a name, named in the head")
        if type_ and type_ not in ENTITY_TYPES:
            known = ", ".join(ENTITY_TYPES)
            raise ConfigError(f"{path}, line {number}: {type_!r} is no type; there are {known}")
        aliases = (a.strip() for a in (row.get("aliases") or "").split("|"))
        yield Entry(iri, name, tuple(sorted(filter(None, aliases))), type_)


def _skos(path: Path) -> Iterator[Entry]:
    labels: dict[str, str] = {}
    aliases: dict[str, set[str]] = {}
    types: dict[str, str] = {}
    for subject, predicate, object_ in triples(path):
        iri, value = getattr(subject, "value", ""), str(getattr(object_, "value", ""))
        if predicate.value == str(term("skos:prefLabel")):
            english = getattr(object_, "language", None) in (None, "en")
            aliases.setdefault(iri, set()).add(value)
            if english or iri not in labels:
                labels[iri] = value
        elif predicate.value == str(term("skos:altLabel")):
            aliases.setdefault(iri, set()).add(value)
        elif predicate.value == str(term("rdf:type")) and value in _TYPES:
            types[iri] = _TYPES[value]
    if not labels:
        raise ConfigError(f"{path}: nothing in it has a skos:prefLabel")
    for iri, label in labels.items():
        yield Entry(iri, label, tuple(sorted(aliases[iri] - {label})), types.get(iri, ""))


def _graph(path: Path) -> Iterator[Entry]:
    iris = Iris()
    for e in graph_json.read(path).entities():
        if e.type and e.type != "CONCEPT" and not e.members:
            iri = e.same_as[0] if e.same_as else str(iris.entity(e.id))
            yield Entry(iri, e.label, e.aliases, e.type)
