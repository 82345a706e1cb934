"""What a reader is: a function from the bytes of a source to documents."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from kg.data import Document
from kg.errors import DocumentError


@dataclass(frozen=True, slots=True)
class ReaderOptions:
    """What the user may say about reading.

    `text_column` names the column or field of tables that is the text of a document; with
    `lines` every line of a source is a document of one sentence.
    """

    text_column: str = "text"
    lines: bool = False


DEFAULTS = ReaderOptions()

Read = Iterable[Document | DocumentError]
"""Documents of a source, and errors of the parts of it that cannot be read."""

Reader = Callable[[bytes, str, ReaderOptions], Read]
"""`read(data, name, options)`: `name` is the source as the report shows it, and stands in
`Document.sources`. A reader yields a `DocumentError` for a part, or raises one for the whole."""
