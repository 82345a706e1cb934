"""`kg query`, `kg load` and `kg validate`: a graph as RDF."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from kg.cli.app import command
from kg.cli.options import AsJson, GraphFile
from kg.cli.output import print_bytes, print_json, table
from kg.cli.progress import Shown
from kg.errors import ConfigError

if TYPE_CHECKING:
    from pyoxigraph import QueryBoolean, QuerySolutions, QueryTriples

    from kg.formats.turtle import Names

SYNTAXES = ("table", "csv", "tsv", "json", "xml", "ttl")


@command
def query(
    graph: GraphFile,
    sparql: Annotated[
        str,
        typer.Argument(metavar="QUERY|FILE", help="SPARQL, a file with it, or - for stdin."),
    ],
    format: Annotated[  # noqa: A002 - the flag's name
        str,
        typer.Option("--format", "-f", metavar="NAME", help=f"One of {', '.join(SYNTAXES)}."),
    ] = "table",
) -> None:
    """Ask a graph in SPARQL 1.1; the prefixes of its Turtle are known. Prints a table.

    Example: kg query exports/graph.json "SELECT ?whom { ent:Elena_Marchetti rel:meet ?whom }"
    """
    from kg import query as asking

    if format not in SYNTAXES:
        raise ConfigError(f"--format {format!r}: give one of {', '.join(SYNTAXES)}")
    found = asking.store(graph)
    _show(asking.ask(found, _text(sparql)), format, asking.base(found))


def _text(sparql: str) -> str:
    """The query itself, or what stands in the file of that name."""
    if sparql == "-":
        return sys.stdin.read()
    if "{" in sparql:
        return sparql
    try:
        return Path(sparql).read_text("utf-8")
    except (OSError, ValueError) as error:
        raise ConfigError(f"{sparql!r} is neither a query nor a file that can be read") from error


def _show(answer: QuerySolutions | QueryBoolean | QueryTriples, form: str, base: str) -> None:
    from pyoxigraph import (
        QueryBoolean,
        QueryResultsFormat,
        QuerySolutions,
        QueryTriples,
        RdfFormat,
        serialize,
    )

    from kg.formats.iris import Iris
    from kg.formats.rdf import prefixes
    from kg.formats.turtle import Names

    if isinstance(answer, QueryTriples) and form in ("ttl", "table"):
        known = prefixes(Iris(base))
        print_bytes(serialize(answer, format=RdfFormat.TURTLE, prefixes=known) or b"")
    elif isinstance(answer, QueryBoolean) and form == "table":
        typer.echo("yes" if answer else "no")
    elif isinstance(answer, QuerySolutions) and form == "table":
        names = Names(prefixes(Iris(base)))
        rows = [[_cell(value, names) for value in solution] for solution in answer]
        table("", [v.value for v in answer.variables], rows)
    elif isinstance(answer, QueryTriples) or form == "ttl":
        raise ConfigError(f"the answer cannot be written as {form}: ttl is for CONSTRUCT alone")
    elif isinstance(answer, QueryBoolean) and form in ("csv", "tsv"):
        raise ConfigError(f"yes or no cannot be written as {form}; use json or xml")
    else:
        print_bytes(answer.serialize(format=getattr(QueryResultsFormat, form.upper())) or b"")


def _cell(value: object, names: Names) -> str:
    """A term as a person reads it: a prefixed name, or a value without its datatype."""
    from pyoxigraph import NamedNode

    from kg.formats.iris import Iri

    if isinstance(value, NamedNode):
        found = names.split(Iri(value.value))
        return ":".join(found) if found else f"<{value.value}>"
    return str(getattr(value, "value", "" if value is None else value))


@command
def load(
    talk: int,
    graph: GraphFile,
    endpoint: Annotated[
        str, typer.Argument(metavar="ENDPOINT", help="URL of a graph store, or for updates.")
    ],
    named: Annotated[
        str,
        typer.Option(
            "--graph",
            metavar="IRI",
            help="Named graph to replace; without it, the default graph is added to.",
        ),
    ] = "",
    user: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="Who loads; the password is in KG_STORE_PASSWORD or .netrc, or asked for.",
        ),
    ] = None,
    resume: Annotated[
        bool,
        typer.Option(
            "--resume",
            help="Go on where a load by Update was broken off, if the store is as it was then.",
        ),
    ] = False,
) -> None:
    """Load a graph into a triple store over HTTP; doing it again repairs and replaces.

    Example: kg load exports/graph.ttl http://localhost:7878/store --graph https://kg.example/
    """
    try:
        from kg import credentials, stores
    except ImportError as error:
        raise ConfigError("kg load needs httpx: pip install 'kg-evidence[stores]'") from error

    target = stores.Target(endpoint, named)
    watch = Shown(talk=talk)
    auth = credentials.credentials(endpoint, user)
    with watch.stage("loading"):
        done = stores.load(graph, target, auth, watch.sent, resume=resume)
    watch.finish()
    if talk >= 0:
        typer.echo(f"loaded {done.triples} triples into {endpoint} by {done.protocol}")


@command
def validate(
    graph: GraphFile,
    shapes: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="SHACL shapes to check beside those of kg."),
    ] = None,
    json: AsJson = False,
) -> None:
    """Check a graph's RDF against the shapes of kg, and your own. Ends with 1 if it is wrong.

    Example: kg validate exports/graph.ttl --shapes mine.ttl
    """
    from kg import validation

    found = validation.validate(validation.rdf(graph), shapes or [])
    if json:
        print_json([finding._asdict() for finding in found])
    elif found:
        table(f"{len(found)} findings", ("node", "property", "value", "what is wrong"), found)
    else:
        typer.echo(f"{graph} conforms")
    if found:
        raise typer.Exit(1)
