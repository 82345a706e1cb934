"""`kg export`, `kg merge`, `kg diff`, `kg view`: saved graphs."""

from __future__ import annotations

from collections.abc import Mapping as MappingOf
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import command
from kg.cli.options import (
    AsJson,
    BaseIri,
    Decisions,
    Formats,
    Gazetteers,
    GraphFile,
    Mapping,
    MaxNodes,
    Provenance,
    Title,
)
from kg.cli.output import check_rdf, outputs, print_json, save_all, table
from kg.cli.progress import Shown
from kg.cli.words import in_words

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph


@command
def export(
    talk: int,
    graph: GraphFile,
    format: Formats,  # noqa: A002 - the flag's name
    out: Annotated[
        Path | None,
        typer.Option("--out", "-o", metavar="DIR", help="By default the folder of GRAPH."),
    ] = None,
    base_iri: BaseIri = None,
    provenance: Provenance = None,
    mapping: Mapping = None,
    title: Title = None,
    html_max_nodes: MaxNodes = None,
) -> None:
    """Write a saved graph in other formats.

    Example: kg export exports/graph.json -f csv,gexf -o exports
    """
    from kg import files

    stem = graph.with_suffix("").stem if graph.suffix == ".gz" else graph.stem
    paths = outputs(out or graph.parent, format, stem)
    check_rdf(paths, provenance, mapping)
    watch = Shown(talk=talk)
    extras = {
        "base_iri": base_iri,
        "provenance": provenance,
        "mapping": mapping,
        "title": title,
        "html_max_nodes": html_max_nodes,
    }
    save_all(files.load(graph), paths, extras, watch)
    watch.finish()
    if talk >= 0:
        for path in files.written(paths):
            typer.echo(f"wrote {path}")


@command
def merge(
    talk: int,
    graphs: Annotated[list[Path], typer.Argument(metavar="GRAPH", help="Saved graph.json.")],
    out: Annotated[Path, typer.Option("--out", "-o", metavar="GRAPH", help="The file to write.")],
    decisions: Decisions = None,
    gazetteer: Gazetteers = [],  # noqa: B006 - Typer copies
) -> None:
    """Put saved graphs together, as if all their documents had been built at once.

    Example: kg merge monday.json tuesday.json -o week.json
    """
    from kg import files

    both = files.merge(*map(files.load, graphs), decisions=decisions, gazetteers=gazetteer)
    files.save(both, out)
    if talk >= 0:
        typer.echo(f"{len(both.documents)} documents, {len(both.entities())} entities: wrote {out}")


@command
def diff(old: GraphFile, new: GraphFile, json: AsJson = False) -> None:
    """Show which entities and statements one graph has and the other has not.

    Example: kg diff yesterday.json today.json
    """
    from kg import files

    a, b = files.load(old), files.load(new)
    changes = {
        "entities": changed(_entities(a), _entities(b)),
        "statements": changed(_statements(a), _statements(b)),
    }
    if json:
        print_json(changes)
        return
    for what, change in changes.items():
        rows = [
            (sign, id_, words) for sign, found in change.items() for id_, words in found.items()
        ]
        table(f"{len(rows)} {what} differ", ("", "id", "what"), rows)


def _entities(graph: KnowledgeGraph) -> dict[str, str]:
    return {e.id: f"{e.label} ({e.type})" for e in graph.entities()}


def _statements(graph: KnowledgeGraph) -> dict[str, str]:
    return {s.id: in_words(graph, s) for s in graph.statements()}


def changed(old: MappingOf[str, str], new: MappingOf[str, str]) -> dict[str, dict[str, str]]:
    """What is only in the old ("-") and what is only in the new ("+"), by id."""
    return {
        "-": {key: old[key] for key in old if key not in new},
        "+": {key: new[key] for key in new if key not in old},
    }


@command
def view(graph: GraphFile) -> None:
    """Open the page of a graph in the default browser, and make it first if it is not there.

    Example: kg view exports/graph.json
    """
    import webbrowser

    from kg import files

    page = graph.with_suffix(".html")
    if page != graph and (not page.exists() or page.stat().st_mtime < graph.stat().st_mtime):
        files.save(files.load(graph), page)
    opened = webbrowser.open(page.absolute().as_uri())
    typer.echo(str(page) if opened else f"no browser was found; open {page} yourself")
