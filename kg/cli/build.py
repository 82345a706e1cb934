"""`kg build` and `kg extract`: from sources to a graph, or to JSON lines."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

import kg
from kg.cli.app import command
from kg.cli.options import (
    BaseIri,
    Decisions,
    Formats,
    Gazetteers,
    Mapping,
    MaxNodes,
    Model,
    Provenance,
    Title,
)
from kg.cli.output import check_rdf, outputs, save_all, write_json, write_line
from kg.cli.progress import Shown
from kg.errors import SourceError

if TYPE_CHECKING:
    from kg.data import DocumentGraph

SKIPPED = 3
"""Exit code when some documents, but not all, were skipped."""

Sources = Annotated[
    list[str],
    typer.Argument(metavar="SOURCE", help="Files, folders, globs, or - for standard input."),
]
Engine = Annotated[
    str | None,
    typer.Option(
        metavar="NAME", help="How documents are analysed: local, processes, or a plug-in's engine."
    ),
]
Jobs = Annotated[
    int | None,
    typer.Option(
        "--jobs", "-j", metavar="N", min=1, help="Processes at work; by default one for each core."
    ),
]
TextColumn = Annotated[
    str,
    typer.Option(
        metavar="NAME", help="Column or field of CSV, TSV and JSON lines that holds the text."
    ),
]
NoCache = Annotated[
    bool, typer.Option("--no-cache", help="Analyse all documents anew, and keep nothing.")
]
Timings = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Write the times of all stages to this file.")
]


@command
def build(
    talk: int,
    sources: Sources,
    out: Annotated[
        Path, typer.Option("--out", "-o", metavar="DIR", help="Folder for what is made.")
    ] = Path("exports"),
    format: Formats = ["ttl,html,json,graphml"],  # noqa: A002, B006 - the flag's name; Typer copies
    model: Model = None,
    engine: Engine = None,
    jobs: Jobs = None,
    base_iri: BaseIri = None,
    provenance: Provenance = None,
    mapping: Mapping = None,
    title: Title = None,
    html_max_nodes: MaxNodes = None,
    min_confidence: Annotated[
        float,
        typer.Option(metavar="X", min=0, max=1, help="Leave out statements of a lower confidence."),
    ] = 0.0,
    decisions: Decisions = None,
    gazetteer: Gazetteers = [],  # noqa: B006 - Typer copies
    text_column: TextColumn = "text",
    no_cache: NoCache = False,
    timings: Timings = None,
) -> None:
    """Build a graph from documents, with a report on every document.

    Example: kg build seeds/ -o exports -f ttl,html,json
    """
    from kg import files, pipeline
    from kg import gazetteer as gazetteers
    from kg.report import identity
    from kg.stamp import Stamp

    paths = outputs(out, format)
    check_rdf(paths, provenance, mapping)
    options = pipeline.Options(
        model=model,
        engine=engine,
        workers=jobs or cores(),
        cache=not no_cache,
        text_column=text_column,
        min_confidence=min_confidence,
        decisions=decisions,
        gazetteers=tuple(gazetteer),
    )
    gazetteers.knowledge(decisions, gazetteer)  # a mistake in them is told before the work
    known = [sha256(f.read_bytes()).hexdigest() for f in (decisions, *gazetteer) if f]
    watch = Shown(talk=talk)
    collection = pipeline.collect(sources, options, watch)
    watch.close()
    report, report_file = collection.report, out / "report.json"
    extras = {
        "base_iri": base_iri,
        "provenance": provenance,
        "mapping": mapping,
        "title": title,
        "html_max_nodes": html_max_nodes,
    }
    table = mapping.read_text("utf-8") if mapping else ""
    written = files.written(paths)
    stamp = Stamp(collection, [*written, report_file], (extras, table, min_confidence, known))
    if not stamp.holds():
        resolution = pipeline.resolve(collection, options)
        graph = resolution.graph
        if graph.documents:
            save_all(graph, paths, extras | {"model": report.model}, watch, options.workers)
        write_json(
            report_file, report.to_json(report.totals(graph), kg.__version__, identity(resolution))
        )
        stamp.keep()
    watch.finish(timings)
    if not report.documents:
        raise SourceError(f"no document could be read; {report_file} says why")
    if talk >= 0:
        _summarise(report_file, written)
    if report.skipped:
        raise typer.Exit(SKIPPED)


@command
def extract(
    talk: int,
    sources: Sources,
    lines: Annotated[
        bool, typer.Option("--lines", help="Every line is a document and a sentence.")
    ] = False,
    edges: Annotated[
        bool, typer.Option("--edges", help="Print binary edges in surface words, by sentence.")
    ] = False,
    model: Model = None,
    engine: Engine = None,
    jobs: Jobs = None,
    text_column: TextColumn = "text",
    no_cache: NoCache = False,
    timings: Timings = None,
) -> None:
    """Print what each document says as JSON lines, one a document, in the order of sources.

    Example: kg extract article.txt | jq .statements
    """
    from kg import pipeline
    from kg.formats.json import document_to_json

    options = pipeline.Options(
        model=model,
        engine=engine,
        workers=jobs or cores(),
        cache=not no_cache,
        text_column=text_column,
        lines=lines,
    )
    watch = Shown(talk=talk)
    printed = 0
    for printed, graph in enumerate(pipeline.analyses(sources, options, watch), 1):  # noqa: B007
        for record in _edges(graph, lines) if edges else [document_to_json(graph)]:
            write_line(record)
    watch.finish(timings)
    if watch.skipped:
        raise typer.Exit(SKIPPED if printed else 1)


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _edges(graph: DocumentGraph, lines: bool) -> Iterator[dict[str, Any]]:
    """A record a sentence, with its binary edges; a line is one sentence even without edges."""
    from kg.extract.views import edges

    text, source = graph.document.text, next(iter(graph.document.sources), "")
    if lines:
        if text.strip():
            found = [edge for clause in graph.clauses for edge in edges(clause)]
            yield {"line": int(source.rpartition("#")[2]), "sentence": text, "edges": found}
        return
    ordered = sorted(graph.clauses, key=lambda c: c.sentence)
    for (start, end), clauses in groupby(ordered, key=lambda c: c.sentence):
        found = [edge for clause in clauses for edge in edges(clause)]
        yield {"source": source, "sentence": text[start:end], "edges": found}


def _summarise(report: Path, paths: list[Path]) -> None:
    found = json.loads(report.read_text("utf-8"))["totals"]
    typer.echo(
        f"{found['documents']} documents, {found['entities']} entities, "
        f"{found['statements']} statements ({found['facts']} facts)"
    )
    for path in paths:
        typer.echo(f"wrote {path}")
    if found["skipped"]:
        typer.echo(f"skipped {found['skipped']} sources")
