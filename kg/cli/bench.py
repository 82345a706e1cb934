"""`kg bench`: this machine's own figures."""

from __future__ import annotations

from dataclasses import asdict
from typing import Annotated

import typer

from kg.cli.app import command
from kg.cli.options import AsJson, Model
from kg.cli.output import print_json, table


@command
def bench(
    sources: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="[SOURCE]…", help="Documents to build; by default a sample of 20,000 words."
        ),
    ] = None,
    model: Model = None,
    json: AsJson = False,
) -> None:
    """Measure a build on this machine: words a second, stage by stage, and memory.

    Example: kg bench seeds/
    """
    from kg.bench import LOADING, measure

    found = measure(sources or (), model=model)
    if json:
        print_json(asdict(found) | {"words_a_second": found.whole, "ratio": found.ratio})
        return
    rows = [
        (name, f"{seconds:.2f}", "" if name == LOADING else f"{found.words / seconds:,.0f}")
        for name, seconds in found.seconds.items()
    ]
    table(f"{found.documents} documents, {found.words:,} words", ("stage", "s:", "words/s:"), rows)
    typer.echo(f"whole build: {found.whole:,.0f} words/s, {found.ratio:.2f} of the language model")
    if found.memory is not None:
        typer.echo(f"memory at its highest: {found.memory:,.0f} MB")
