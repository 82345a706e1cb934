"""`kg doctor`: what is installed, and which model."""

from __future__ import annotations

import os
import platform
import sys
from collections.abc import Iterator
from typing import get_args

import typer

import kg
from kg.cli.app import command
from kg.cli.options import AsJson, Model
from kg.cli.output import print_json, table
from kg.errors import KgError

LIBRARIES = ("spacy", "networkx", "rdflib", "pyvis", "trafilatura", "pypdfium2", "python-docx")


@command
def doctor(model: Model = None, json: AsJson = False) -> None:
    """Show versions, the language model with its checksum, plug-ins, and the cache.

    Ends with exit code 1 where something that a build needs is missing.

    Example: kg doctor
    """
    found = dict(findings(model))
    if json:
        print_json(found)
    else:
        table("", ("", ""), found.items())
    if any(str(value).startswith(MISSING) for value in found.values()):
        raise typer.Exit(1)


MISSING = "missing"


def findings(model: str | None) -> Iterator[tuple[str, str]]:
    """What was looked at, and what was found; what is missing begins with that word."""
    from kg import cache, language, plugins
    from kg.language.checksum import checksum

    yield "kg", kg.__version__
    yield "Python", f"{platform.python_version()} ({sys.executable})"
    yield "system", f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores"
    for name in LIBRARIES:
        yield name, _version(name)
    try:
        yield "model", checksum(model)
    except KgError as error:
        yield "model", f"{MISSING}: {error}"
    yield "models installed", ", ".join(language.installed()) or "none"
    for kind in get_args(plugins.Kind):
        yield kind, ", ".join(plugins.installed(kind)) or f"{MISSING}: install {plugins.OWN}"
    folder = cache.cache_folder()
    sizes = [p.stat().st_size for p in folder.rglob("*") if p.is_file()]
    yield "cache", f"{folder}: {len(sizes)} analyses, {sum(sizes) / 1e6:.1f} MB"


def _version(name: str) -> str:
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return f"{MISSING}: pip install {name}"
