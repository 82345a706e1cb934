"""The Typer application, and the options that every command has."""

from __future__ import annotations

import gc
import inspect
import logging
import os
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Annotated, Any

import typer

import kg
from kg import config

app = typer.Typer(
    name="kg",
    no_args_is_help=True,
    rich_markup_mode="rich",
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)


def command(function: Callable[..., None]) -> Callable[..., None]:
    """Register a command under its function's name, with the options that every command has.

    A parameter named `talk` is no option: it says how much to print on stderr, -1 to 2.
    """
    own = inspect.signature(function, eval_str=True).parameters
    shown = [*(p for p in own.values() if p.name != "talk"), *COMMON.values()]

    @wraps(function)
    def run(*, config: object, verbose: int, quiet: bool, **arguments: Any) -> None:
        from kg.engine import GARBAGE, ONE_THREAD

        os.environ.update(ONE_THREAD)  # before anything imports a numerical library
        gc.set_threshold(*GARBAGE)
        talk = -1 if quiet else verbose
        _log(talk)
        function(**arguments, **({"talk": talk} if "talk" in own else {}))

    run.__signature__ = inspect.Signature(shown)  # type: ignore[attr-defined]
    run.__annotations__ = {p.name: p.annotation for p in shown}
    return app.command(name=function.__name__)(run)


def _settings(context: typer.Context, path: Path | None) -> Path | None:
    """Let the settings of a file stand in for flags that are not given."""
    commands: dict[str, Any] = context.find_root().command.commands  # type: ignore[attr-defined]
    names = {name: _flags(each) for name, each in commands.items()}
    mine = names[context.command.name or ""]
    found = config.settings(config.load(path), context.command.name or "", names)
    context.default_map = {
        mine[flag].name: [value] if mine[flag].multiple and isinstance(value, str) else value
        for flag, value in found.items()
    }
    return path


def _flags(each: Any) -> dict[str, Any]:
    """Long flags of a command, without dashes, and their parameters."""
    return {
        flag.removeprefix("--"): parameter
        for parameter in each.params
        for flag in parameter.opts
        if flag.startswith("--") and flag not in ("--config", "--help")
    }


def _common(
    config: Annotated[
        Path | None,
        typer.Option(
            help="Read flags from this file instead of kg.toml in the working directory.",
            metavar="FILE",
            is_eager=True,
            callback=_settings,
        ),
    ] = None,
    verbose: Annotated[
        int,
        typer.Option(
            "--verbose",
            "-v",
            count=True,
            show_default=False,
            help="Print times on stderr; -vv also what libraries log.",
        ),
    ] = 0,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Print only errors on stderr.")
    ] = False,
) -> None:
    """What `command` adds to every command."""


COMMON = inspect.signature(_common, eval_str=True).parameters
"""Parameters that every command has."""


def _log(talk: int) -> None:
    """Messages of libraries go to stderr with -vv, and nowhere without."""
    logging.basicConfig(
        level=logging.DEBUG if talk > 1 else logging.WARNING,
        handlers=None if talk > 1 else [logging.NullHandler()],
        format="%(name)s: %(message)s",
    )


def _version(wanted: bool) -> None:
    if wanted:
        typer.echo(f"kg {kg.__version__}")
        raise typer.Exit


@app.callback()
def _root(
    version: Annotated[
        bool,
        typer.Option(
            "--version", is_eager=True, callback=_version, help="Print the version and end."
        ),
    ] = False,
) -> None:
    """Text in, knowledge graph out: statements with their evidence, offline and deterministic."""
