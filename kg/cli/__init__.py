"""The command line: each command is a few lines around a function of the library."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence

from kg.cli import build, files, look, subgraph, review, rdf, doctor, bench, spark  # isort: skip - their order is that of the help
from kg.cli.app import app
from kg.errors import ConfigError, FormatError, KgError

__all__ = ["app", "main"]

COMMANDS = (build, files, look, subgraph, review, rdf, doctor, bench, spark)
"""Modules whose import registers the commands, in the order of `kg --help`."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit: 0 done, 1 nothing done, 2 wrong usage, 3 some skipped.

    An error on purpose is one line on stderr. Interrupted by Ctrl-C, the exit code is 130.
    """
    try:
        app(arguments, prog_name="kg")
    except KgError as error:
        _complain(str(error))
        sys.exit(2 if isinstance(error, ConfigError | FormatError) else 1)
    except SystemExit as end:
        if end.code == 130:
            _complain("interrupted; what was analysed is kept, the next run goes on from there")
        raise
    finally:
        _flush()


def _complain(message: str) -> None:
    print(f"kg: {message}", file=sys.stderr)  # noqa: T201 - this is the program's own voice


def _flush() -> None:
    """Empty stdout while a reader that has gone can still be met quietly."""
    try:
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
