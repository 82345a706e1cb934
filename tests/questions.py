"""The twenty questions of docs/queries.md, graphs to ask, and answers that can be compared."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from xml.etree import ElementTree

import pyoxigraph
import rdflib

from kg.data import Source
from kg.graph import KnowledgeGraph
from tests.graphs import small_graph

PAGE = (Path(__file__).parents[1] / "docs" / "queries.md").read_text("utf-8")
PREFIXES, *_ = re.findall(r"```sparql\n(PREFIX.*?)```", PAGE, re.DOTALL)
QUESTIONS: dict[str, str] = dict(
    re.findall(r"## (\d+\. [^\n]*)\n[^#]*?```sparql\n(.*?)```", PAGE, re.DOTALL)
)
"""Queries by their headings, without prefixes."""

_RESULTS = "{http://www.w3.org/2005/sparql-results#}"

Answers = Counter[tuple[object, ...]]
"""Rows with numbers as numbers, each as often as it was given."""


def question(heading: str) -> str:
    """A query about the graph below, with its prefixes."""
    text = QUESTIONS[heading].replace("Elena Marchetti", "Mara Velin")
    return PREFIXES + text.replace("Runa Vik", "Ada Brandt")


def asked() -> KnowledgeGraph:
    """The small graph, with what it takes to answer all questions."""
    graph = small_graph()
    met = graph.statement("Mara_Velin-meet-asserted")
    to_ada = Source("Tom_Okafor", "Ada_Brandt")
    more = (
        replace(met, id="met-denied", factuality="denied", evidence=met.evidence[:1]),
        replace(met, id="sister", predicate="be_sister_of", label="be sister of"),
        replace(met, id="ada", subject="Ada_Brandt", object="Tom_Okafor"),
        replace(met, id="told", predicate="leave", label="leave", attribution=to_ada),
    )
    return KnowledgeGraph(graph.entities(), [*graph.statements(), *more], graph.documents)


def by_oxigraph(store: pyoxigraph.Store, query: str) -> Answers:
    """The answers of pyoxigraph."""
    solutions = store.query(query)
    assert isinstance(solutions, pyoxigraph.QuerySolutions)
    return Counter(tuple(_term(v) for v in row) for row in solutions)


def by_rdflib(graph: rdflib.Graph, query: str) -> Answers:
    """The answers of rdflib."""
    return Counter(tuple(_term(v) for v in row) for row in graph.query(query))  # type: ignore[union-attr]


def from_json(record: dict[str, object]) -> Answers:
    """Answers in the JSON of SPARQL's results."""
    head, results = record["head"], record["results"]
    names, rows = head["vars"], results["bindings"]  # type: ignore[index]
    return Counter(tuple(_value(row.get(name)) for name in names) for row in rows)


def from_xml(text: str) -> Answers:
    """Answers in the XML of SPARQL's results."""
    root = ElementTree.fromstring(text)
    names = [variable.get("name") for variable in root.iter(f"{_RESULTS}variable")]
    found: Answers = Counter()
    for result in root.iter(f"{_RESULTS}result"):
        cells = {binding.get("name"): binding[0] for binding in result}
        found[tuple(_cell(cells.get(name)) for name in names)] += 1
    return found


def _cell(cell: ElementTree.Element | None) -> object:
    if cell is None or cell.tag.endswith("}unbound"):
        return None
    return _plain(cell.text or "", cell.get("datatype", ""))


def _value(cell: dict[str, str] | None) -> object:
    return None if cell is None else _plain(cell["value"], cell.get("datatype", ""))


def _term(term: object) -> object:
    if isinstance(term, rdflib.Literal):
        return _plain(str(term), str(term.datatype or ""))
    if isinstance(term, pyoxigraph.Literal):
        return _plain(term.value, term.datatype.value)
    return None if term is None else str(getattr(term, "value", term))


def _plain(text: str, datatype: str) -> object:
    kind = datatype.rpartition("#")[2]
    return Decimal(text) if kind in ("integer", "decimal", "nonNegativeInteger") else text
