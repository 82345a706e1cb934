"""`kg stats`, `kg show`, `kg path`: a look into a saved graph."""

from __future__ import annotations

from collections import Counter
from difflib import get_close_matches
from itertools import groupby, pairwise
from typing import TYPE_CHECKING, Annotated, Any

import typer

from kg.cli.app import command
from kg.cli.options import AsJson, GraphFile, Model
from kg.cli.output import print_json, table
from kg.cli.words import (
    derivation_record,
    entity_record,
    evidence_record,
    in_words,
    rest,
    standing,
    statement_record,
)
from kg.errors import GraphError

if TYPE_CHECKING:
    import networkx as nx

    from kg.data import Entity, Link, Statement
    from kg.derivation import Derivation
    from kg.graph import KnowledgeGraph

TOP = 10
"""Rows of what is most frequent."""


@command
def stats(graph: GraphFile, json: AsJson = False) -> None:
    """Count what is in a graph, and name what it is mostly about.

    Example: kg stats exports/graph.json
    """
    from kg import files

    found = statistics(files.load(graph))
    if json:
        print_json(found)
        return
    table("", ("in the graph", "count:"), found["counts"].items())
    table("", ("entities by type", "count:"), found["types"].items())
    table("", ("most connected", "type", "statements:"), found["entities"])
    table("", ("most frequent relation", "statements:"), found["relations"].items())


def statistics(graph: KnowledgeGraph) -> dict[str, Any]:
    """Counts of documents, entities and statements, and the most frequent of them."""
    from kg.graph import entities_of

    statements = graph.statements()
    types = Counter(e.type for e in graph.entities())
    relations = Counter(s.label for s in statements)
    degrees = Counter(key for s in statements for key in entities_of(s))
    return {
        "counts": {
            "documents": len(graph.documents),
            "entities": len(graph.entities()),
            "statements": len(statements),
            "facts": sum(s.is_fact for s in statements),
            "denied": sum(s.factuality == "denied" for s in statements),
            "hypothetical": sum(s.factuality == "hypothetical" for s in statements),
            "reported": sum(s.attribution is not None for s in statements),
            "evidences": sum(len(s.evidence) for s in statements),
        },
        "types": dict(_top(types, len(types))),
        "entities": [
            [graph.entity(key).label, graph.entity(key).type, count]
            for key, count in _top(degrees, TOP)
        ],
        "relations": dict(_top(relations, TOP)),
    }


@command
def show(
    graph: GraphFile,
    name: Annotated[str, typer.Argument(metavar="NAME|ID", help="Of an entity, or a statement.")],
    why: Annotated[
        bool,
        typer.Option(
            "--why",
            help="Also the sentences, and why mentions are one entity; of a statement, how the "
            "sentence is read: tree, rule, cues.",
        ),
    ] = False,
    json: AsJson = False,
    model: Model = None,
) -> None:
    """Show an entity and all that is said about it, the surest first, or one statement.

    With --why a statement's text is analysed again, with the pipeline that --model names.

    Example: kg show exports/graph.json "Elena Marchetti" --why
    """
    from kg import files

    loaded = files.load(graph)
    statement = next((s for s in loaded.statements() if s.id == name), None)
    if statement:
        why_so = _derivations(loaded, statement, model) if why else []
        if json:
            record = statement_record(loaded, statement, why=True)
            derived = {"derivations": [derivation_record(d) for d in why_so]} if why else {}
            print_json([record | derived])
            return
        _print_statement(loaded, statement)
        for derivation in why_so:
            typer.echo()
            _print_derivation(derivation)
    elif json:
        print_json([_record(loaded, e, why) for e in named(loaded, name)])
    else:
        for entity in named(loaded, name):
            _print_entity(loaded, entity, why)


def _derivations(
    graph: KnowledgeGraph, statement: Statement, model: str | None
) -> list[Derivation]:
    """How the statement comes out of its sentences."""
    from kg import derivation, language, plugins

    return list(derivation.derivations(graph, statement, language.load(model), plugins.rules()))


def _print_derivation(derivation: Derivation) -> None:
    """Sentence, tree, rule, cues."""
    typer.secho(f"“{derivation.sentence}”", bold=True)
    for depth, word, tag, relation in derivation.tree:
        typer.echo(f"  {'  ' * depth}{word}  {relation} {tag}")
    typer.echo(f"rule: {derivation.rule}" + (f" ({derivation.does})" if derivation.does else ""))
    because = f" ({derivation.reason})" if derivation.reason else ""
    typer.echo(f"factuality: {derivation.factuality}{because}")
    typer.echo("cues: " + (", ".join(f"“{cue}”" for cue in derivation.cues) or "none"))
    if not derivation.again:
        typer.echo("read anew, this pipeline does not find it: the tree is not that of the build")


def named(graph: KnowledgeGraph, name: str) -> list[Entity]:
    """Entities of a name or id; raises `GraphError` that names similar ones."""
    found = graph.entities(name)
    if not found:
        known = sorted({n for e in graph.entities() for n in (e.id, e.label, *e.aliases)})
        near = get_close_matches(name, known, n=3)
        hint = f"; did you mean {' or '.join(map(repr, near))}?" if near else ""
        raise GraphError(f"no entity is named {name!r}{hint}")
    return found


def about(graph: KnowledgeGraph, entity: Entity) -> list[Statement]:
    """Statements that an entity stands in, the surest first."""
    from kg.graph import entities_of

    found = [s for s in graph.statements() if entity.id in entities_of(s)]
    return sorted(found, key=lambda s: (-s.confidence, s.id))


def _record(graph: KnowledgeGraph, entity: Entity, why: bool) -> dict[str, Any]:
    statements = [statement_record(graph, s, why) for s in about(graph, entity)]
    return {**entity_record(graph, entity), "statements": statements}


def _print_entity(graph: KnowledgeGraph, entity: Entity, why: bool) -> None:
    typer.secho(f"{entity.label}  ", bold=True, nl=False)
    typer.echo(f"{entity.type}  {entity.id}")
    if entity.aliases or entity.description:
        typer.echo("also: " + ", ".join(filter(None, (*entity.aliases, entity.description))))
    if entity.members:
        typer.echo("members: " + ", ".join(graph.label(m) for m in entity.members))
    documents = len({m.document for m in entity.mentions})
    typer.echo(f"{len(entity.mentions)} mentions in {documents} documents")
    statements = about(graph, entity)
    if not why:
        columns = ("subject", "relation", "object and more", "standing", "confidence:")
        rows = (
            (graph.label(s.subject), s.label, rest(graph, s), standing(graph, s), _sure(s))
            for s in statements
        )
        table("", columns, rows)
        return
    _print_links(graph, entity)
    for s in statements:
        typer.echo()
        _print_statement(graph, s)


def _print_links(graph: KnowledgeGraph, entity: Entity) -> None:
    """The mentions in order, with the reason why each means the entity."""
    rows = []
    for key, mentions in groupby(entity.mentions, key=lambda m: m.document):
        document = graph.documents[key].document
        source = next(iter(document.sources), key)
        for m in mentions:
            reason = _reason(m.link) if m.link else ""
            words = " ".join(document.text[m.start : m.end].split())
            rows.append((source, m.start, words, m.kind, reason))
    table("", ("document", "at:", "mention", "kind", "why it is the same"), rows)


def _reason(link: Link) -> str:
    """A link's reason with its score and, where that is learned, what speaks for it most."""
    because = f": {', '.join(link.because)}" if link.because else ""
    return f"{link.reason} ({link.score:.2f}{because})"


def _print_statement(graph: KnowledgeGraph, statement: Statement) -> None:
    """A statement with the sentences that it comes from."""
    typer.echo(f"{_sure(statement)}  {in_words(graph, statement)}")
    for evidence in statement.evidence:
        e = evidence_record(graph, evidence)
        typer.echo(f"      {e['source']} {e['start']}–{e['end']}, {e['rule']}: “{e['sentence']}”")


@command
def path(
    graph: GraphFile,
    start: Annotated[str, typer.Argument(metavar="NAME", help="Name or id of an entity.")],
    end: Annotated[str, typer.Argument(metavar="NAME", help="Name or id of another.")],
    json: AsJson = False,
) -> None:
    """Show the shortest way from one entity to another, over facts if there is one.

    Example: kg path exports/graph.json "Elena Marchetti" "Runa Vik"
    """
    from kg import files

    loaded = files.load(graph)
    steps = way(loaded, named(loaded, start), named(loaded, end))
    if json:
        print_json([statement_record(loaded, s, why=True) for s in steps])
        return
    for statement in steps:
        _print_statement(loaded, statement)


def way(graph: KnowledgeGraph, starts: list[Entity], ends: list[Entity]) -> list[Statement]:
    """Statements that lead from one of some entities to one of others, as few as can be.

    Facts are preferred: only where they lead nowhere, all statements count. Raises `GraphError`
    where nothing leads there.
    """
    import networkx as nx

    links: dict[bool, nx.Graph[str]] = {True: nx.Graph(), False: nx.Graph()}
    for edge in graph.edges():
        for kind in {False, edge.statement.is_fact}:
            if not links[kind].has_edge(edge.source, edge.target):
                links[kind].add_edge(edge.source, edge.target, statement=edge.statement)
    for kind in (True, False):
        if found := _shortest(links[kind], starts, ends):
            return [links[kind].edges[pair]["statement"] for pair in pairwise(found)]
    raise GraphError(f"nothing leads from {starts[0].label} to {ends[0].label}")


def _shortest(links: nx.Graph[str], starts: list[Entity], ends: list[Entity]) -> list[str]:
    import networkx as nx

    found = [
        nx.shortest_path(links, a.id, b.id)
        for a in starts
        for b in ends
        if a.id in links and b.id in links and nx.has_path(links, a.id, b.id)
    ]
    return min(found, key=lambda p: (len(p), p), default=[])


def _sure(statement: Statement) -> str:
    return f"{statement.confidence:.2f}"


def _top(counts: Counter[Any], most: int | None) -> list[tuple[Any, int]]:
    """The most frequent first; those of one count in order of their names."""
    return sorted(counts.items(), key=lambda item: (-item[1], item[0]))[:most]
