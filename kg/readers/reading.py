"""One source read: its documents, and an error for each thing in it that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator

from kg.data import Document
from kg.errors import DocumentError
from kg.readers.contract import DEFAULTS, Read, Reader, ReaderOptions
from kg.readers.discover import Source


def read_source(
    source: Source, reader: Reader, options: ReaderOptions = DEFAULTS
) -> Iterator[Document | DocumentError]:
    """Read a source with the reader of its ending; nothing that is wrong with it is raised.

    With `options.lines` its lines are documents, whatever its ending.
    """
    try:
        data = source.data()
    except OSError as error:
        why = error.strerror or type(error).__name__
        yield DocumentError(f"{source.name}: cannot be opened ({why}); check the file")
        return
    try:
        yield from (_lines if options.lines else reader)(data, source.name, options)
    except DocumentError as error:
        yield error


def _lines(data: bytes, name: str, options: ReaderOptions) -> Read:
    from kg.readers.plain import read_lines  # only now: decoding needs a library

    return read_lines(data, name)
