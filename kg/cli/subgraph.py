"""`kg subgraph`: a part of a saved graph."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.cli.app import command
from kg.cli.look import named
from kg.cli.options import GraphFile
from kg.errors import ConfigError


@command
def subgraph(
    talk: int,
    graph: GraphFile,
    out: Annotated[
        Path,
        typer.Option("--out", "-o", metavar="GRAPH", help="The file to write, in any format."),
    ],
    around: Annotated[
        str | None, typer.Option(metavar="NAME|ID", help="What is near an entity.")
    ] = None,
    steps: Annotated[
        int, typer.Option(metavar="N", min=0, help="With --around: how near, in statements.")
    ] = 1,
    top: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="The entities most spoken of.")
    ] = None,
    documents: Annotated[
        str | None,
        typer.Option(metavar="PATTERN", help='What documents say whose source fits ("2019/*").'),
    ] = None,
) -> None:
    """Cut a part out of a graph: around an entity, the foremost entities, or some documents.

    Example: kg subgraph exports/graph.json --around "Elena Marchetti" --steps 2 -o near.html
    """
    from kg import files
    from kg import subgraph as parts

    files.format_of(out)
    loaded = files.load(graph)
    match around, top, documents:
        case str(), None, None:
            part = parts.around(loaded, [e.id for e in named(loaded, around)], steps)
        case None, int(), None:
            part = parts.top(loaded, top)
        case None, None, str():
            part = parts.of_documents(loaded, documents)
        case _:
            raise ConfigError("name one of --around, --top and --documents")
    files.save(part, out)
    if talk >= 0:
        counts = f"{len(part.entities())} entities, {len(part.statements())} statements"
        typer.echo(f"{counts}: wrote {out}")
