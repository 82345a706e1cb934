"""`kg review`: pairs that may be one thing, decided by the user."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import command
from kg.cli.options import AsJson, Gazetteers, GraphFile
from kg.cli.output import print_json, table

if TYPE_CHECKING:
    from kg.graph import KnowledgeGraph
    from kg.resolve.uncertain import Side, Uncertain

_SENTENCES = 3
"""So many sentences are shown of each of two things."""
_ANSWERS = {"s": "same", "d": "different"}


@command
def review(
    graph: GraphFile,
    decisions: Annotated[
        Path,
        typer.Option(metavar="FILE", help="What was decided before; answers are added to it."),
    ] = Path("decisions.toml"),
    gazetteer: Gazetteers = [],  # noqa: B006 - Typer copies
    list_: Annotated[
        bool, typer.Option("--list", help="Only print the pairs, for scripts.")
    ] = False,
    json: AsJson = False,
) -> None:
    """Decide what may be one thing, the most consequential first, and write decisions.toml.

    Example: kg review exports/graph.json --list
    """
    from kg import files
    from kg.report import pair

    loaded = files.load(graph)
    known = decisions if decisions.exists() else None
    found = files.resolve(loaded, decisions=known, gazetteers=gazetteer).uncertain
    if json:
        print_json([pair(u) for u in found])
    elif list_:
        columns = ("one", "other", "probability:", "mentions:", "shared", "why not")
        table("", columns, map(_row, found))
    else:
        _walk(loaded, found, decisions)


def _row(uncertain: Uncertain) -> tuple[str, ...]:
    u = uncertain
    mentions = f"{u.one.mentions}, {u.other.mentions}"
    shared = ", ".join(u.shared[:3])
    return (*(f"{s.label} ({s.document[:6]})" for s in (u.one, u.other)),
            f"{u.probability:.2f}", mentions, shared, u.against)  # fmt: skip


def _walk(graph: KnowledgeGraph, pairs: tuple[Uncertain, ...], decisions: Path) -> None:
    """Show pair after pair and write down each answer at once."""
    from kg.resolve.decisions import to_toml
    from kg.resolve.rulings import thing_of

    written = 0
    for number, u in enumerate(pairs, 1):
        typer.secho(f"\n{number} of {len(pairs)}: {u.one.label} / {u.other.label}", bold=True)
        typer.echo(f"{u.reason}, probability {u.probability:.2f}: {u.against}")
        if u.shared:
            typer.echo(f"both: {', '.join(u.shared)}")
        for side in (u.one, u.other):
            typer.echo(f"  {side.label}, {side.type}, {side.mentions} mentions")
            for line in _sentences(graph, side):
                typer.echo(f"    {line}")
        answer = typer.prompt(
            "[s]ame, [d]ifferent, [Enter] leave open, [q]uit", default="", show_default=False
        )
        kind = _ANSWERS.get(answer.strip().lower()[:1])
        if kind:
            things = [thing_of(graph.documents[s.units[0][0]], s.units[0][1])
                      for s in (u.one, u.other)]  # fmt: skip
            with decisions.open("a", encoding="utf-8") as file:
                file.write(to_toml(kind, things) + "\n")
            written += 1
        elif answer.strip().lower().startswith("q"):
            break
    typer.echo(f"{written} decisions written to {decisions}; build with --decisions {decisions}")


def _sentences(graph: KnowledgeGraph, side: Side) -> Iterator[str]:
    """Where one of two things is first spoken of, document by document."""
    for document, local in side.units[:_SENTENCES]:
        found = graph.documents[document]
        entity = next((e for e in found.entities if e.id == local), None)
        if entity is None or not entity.mentions:
            continue
        text, at = found.document.text, entity.mentions[0].start
        spans = (c.sentence for c in found.clauses if c.sentence[0] <= at < c.sentence[1])
        start, end = min(spans, default=(max(0, at - 60), at + 100))
        source = next(iter(found.document.sources), document)
        yield f"{source}: \u201c{' '.join(text[start:end].split())}\u201d"
