"""GraphML and GEXF, which Gephi and others open: labels, types, weights, all values scalar.

Nodes are entities, edges are those of `KnowledgeGraph.edges`. What a document does not assert
itself shows it in the edge's label ("sign (denied)"). Characters that XML forbids become U+FFFD.
"""

from __future__ import annotations

from pathlib import Path

import networkx as nx
from networkx.readwrite.gexf import GEXFWriter
from networkx.readwrite.graphml import GraphMLWriter

from kg.data import Entity, Literal, Statement
from kg.formats import Format
from kg.formats.characters import identifier, xml
from kg.formats.files import atomic
from kg.graph import Edge, KnowledgeGraph

Attributes = dict[str, str | int | float | bool]


def write_graphml(graph: KnowledgeGraph, path: Path) -> None:
    """Write GraphML."""
    with atomic(path) as file:
        GraphMLWriter(drawn(graph)).dump(file)


def write_gexf(graph: KnowledgeGraph, path: Path) -> None:
    """Write GEXF 1.2."""
    view = drawn(graph)
    for _, _, key, attributes in view.edges(keys=True, data=True):
        attributes["id"] = key
    writer = GEXFWriter(view)
    for meta in writer.xml.iter("meta"):
        del meta.attrib["lastmodifieddate"]
    with atomic(path) as file:
        writer.write(file)


GRAPHML = Format(write=write_graphml)
GEXF = Format(write=write_gexf)


def drawn(graph: KnowledgeGraph) -> nx.MultiDiGraph[str]:
    """The graph as these files hold it: in order, with scalar attributes of XML's characters.

    A value that a fact gives an entity is its attribute, named "value_" and the predicate.
    """
    found: nx.MultiDiGraph[str] = nx.MultiDiGraph()
    for entity in graph.entities():
        found.add_node(identifier(entity.id), **_node(entity))
    for statement in graph.statements(facts=True):
        if isinstance(statement.object, Literal):
            _add_value(found.nodes[identifier(statement.subject)], statement)
    for edge in graph.edges():
        source, target = identifier(edge.source), identifier(edge.target)
        key = f"{identifier(edge.statement.id)}/{edge.key[1]}"
        found.add_edge(source, target, key=key, **_edge(edge))
    return found


def _node(entity: Entity) -> Attributes:
    return {
        "label": xml(entity.label),
        "type": xml(entity.type),
        "description": xml(entity.description),
        "aliases": xml(" | ".join(entity.aliases)),
        "members": " ".join(map(identifier, entity.members)),
        "mentions": len(entity.mentions),
    }


def _add_value(node: Attributes, statement: Statement) -> None:
    if isinstance(statement.object, Literal):
        name, value = f"value_{identifier(statement.predicate)}", xml(statement.object.value)
        node[name] = f"{node[name]} | {value}" if name in node else value


def _edge(edge: Edge) -> Attributes:
    s = edge.statement
    return {
        "label": xml(shown(edge)),
        "weight": len(s.evidence),
        "statement": identifier(s.id),
        "predicate": identifier(s.predicate),
        "factuality": s.factuality,
        "reported": s.attribution is not None,
        "confidence": s.confidence,
    }


def shown(edge: Edge) -> str:
    """An edge's label, with what keeps it from being a fact: "sign (denied, reported)"."""
    s = edge.statement
    notes: list[str] = [s.factuality] if s.factuality != "asserted" else []
    notes += ["reported"] if s.attribution else []
    return f"{edge.label} ({', '.join(notes)})" if notes else edge.label
