"""From sources (files, folders, globs, standard input) to Documents."""

from __future__ import annotations

from kg.readers.contract import DEFAULTS, Read, Reader, ReaderOptions
from kg.readers.discover import STDIN, Found, Source, sources
from kg.readers.reading import read_source

__all__ = [
    "DEFAULTS",
    "STDIN",
    "Found",
    "Read",
    "Reader",
    "ReaderOptions",
    "Source",
    "read_source",
    "sources",
]
