"""Options that several commands share."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

Formats = Annotated[
    list[str],
    typer.Option(
        "--format",
        "-f",
        metavar="FORMAT",
        help="Formats, with commas between; `kg doctor` lists them.",
    ),
]
BaseIri = Annotated[
    str | None, typer.Option(metavar="IRI", help="What the IRIs in RDF begin with.")
]
Provenance = Annotated[
    str | None,
    typer.Option(
        metavar="NAME",
        help="Of statements in RDF: reified, graphs (one a document), rdf12 or none.",
    ),
]
Mapping = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="Further properties for relations in RDF, as a table with tabs."
    ),
]
Title = Annotated[str | None, typer.Option(metavar="TEXT", help="Title of the graph.")]
MaxNodes = Annotated[
    int | None, typer.Option(metavar="N", min=1, help="How many entities the page shows at most.")
]
Decisions = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE", help="What you have decided is the same, or differs: decisions.toml."
    ),
]
Gazetteers = Annotated[
    list[Path],
    typer.Option(
        "--gazetteer",
        metavar="FILE",
        help="Authority file with names and IRIs: CSV, SKOS in .ttl, or a graph.json.",
    ),
]
GraphFile = Annotated[
    Path, typer.Argument(metavar="GRAPH", help="A graph.json, or another file kg can read.")
]
Model = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", envvar="KG_MODEL", help="An installed spaCy pipeline, or the folder of one."
    ),
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, for programs.")]
