"""`kg spark`: a build on a cluster, for more than one machine holds."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.cli.app import command
from kg.cli.build import SKIPPED, Jobs, TextColumn, cores
from kg.cli.options import AsJson, BaseIri, Mapping, Model, Provenance, Title
from kg.cli.output import print_json
from kg.errors import SourceError


@command
def spark(
    sources: Annotated[
        list[str],
        typer.Argument(
            metavar="SOURCE",
            help="table:NAME, paths ending in .parquet or .jsonl, files and folders.",
        ),
    ],
    out: Annotated[
        str, typer.Option("--out", "-o", metavar="DIR", help="Folder that all executors reach.")
    ] = "exports",
    model: Model = None,
    jobs: Jobs = None,
    base_iri: BaseIri = None,
    provenance: Provenance = None,
    mapping: Mapping = None,
    title: Title = None,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="X", min=0, max=1, help="Leave out statements of a lower confidence."),
    ] = 0.0,
    text_column: TextColumn = "text",
    tasks: Annotated[
        int | None,
        typer.Option(metavar="N", min=1, help="Tasks of a step; by default two for each core."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Build on a Spark cluster alone: Parquet and N-Triples for graphs of any size.

    Example: kg spark articles.parquet -o graph
    """
    from kg.formats.iris import DEFAULT_BASE
    from kg.formats.profiles import TITLE, profile
    from kg.language.checksum import checksum
    from kg.spark.build import Options, build

    how = profile(
        "nt",
        base_iri or DEFAULT_BASE,
        TITLE if title is None else title,
        checksum(model),
        provenance or "reified",
        mapping,
    )
    options = Options(
        model=model,
        workers=jobs or cores(),
        text_column=text_column,
        min_confidence=min_confidence,
        parts=tasks,
        profile=how,
    )
    found = build(sources, out, options)
    if not found["documents"]:
        raise SourceError(f"no document could be read; {out}/skipped says why")
    if json:
        print_json(found)
    else:
        typer.echo(", ".join(f"{count} {name}" for name, count in found.items()))
    if found["skipped"]:
        raise typer.Exit(SKIPPED)
