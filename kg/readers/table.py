"""Tables: a row of CSV or TSV, or a line of JSON lines, is a document."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Iterator, Mapping

from kg.data import Document
from kg.errors import DocumentError
from kg.readers import layout
from kg.readers.compose import document
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import decode

_TITLES = ("title", "headline")
_DATES = ("date", "published", "published_at", "pubdate")
_SURROGATE = re.compile("[\ud800-\udfff]")
_QUOTED = re.compile(r'"(?:[^"]|"")*""(?:[^"]|"")*"')
_WIDEST_FIELD = 2**31 - 1


def read_csv(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """A row with a value in the text column is a document; a header row is needed."""
    decoded = decode(data, name)
    yield from _documents(
        _csv_rows(decoded.text, _delimiter(decoded.text)), name, options, decoded.warnings
    )


def read_tsv(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """As CSV, with tabs. Where each line is a row, quotation marks are part of the text."""
    decoded = decode(data, name)
    lines = [line for line in decoded.text.split("\n") if line.strip()]
    if len({line.count("\t") for line in lines}) == 1:
        rows: Iterable[list[str] | str] = ([_bare(f) for f in x.split("\t")] for x in lines)
    else:
        rows = _csv_rows(decoded.text, "\t")
    yield from _documents(rows, name, options, decoded.warnings)


def read_jsonl(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """A line that holds an object with the text field is a document; the others are named."""
    decoded = decode(data, name)
    for number, line in enumerate(decoded.text.split("\n"), 1):
        if not line.strip():
            continue
        try:
            yield document_of_line(line, name, number, options, decoded.warnings)
        except DocumentError as error:
            yield error


def _bare(field: str) -> str:
    """A field without the quotation marks that a spreadsheet put around doubled ones."""
    return field[1:-1].replace('""', '"') if _QUOTED.fullmatch(field) else field


def _delimiter(text: str) -> str:
    """Spreadsheets of many countries separate by semicolons: the header row tells."""
    header = text.lstrip("\n").partition("\n")[0]
    return max(",;\t", key=header.count)


def _csv_rows(text: str, delimiter: str) -> Iterator[list[str] | str]:
    """The rows; in the place of one that cannot be read, a string that says why."""
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    while True:
        # The limit on the size of a field is the whole process's: lifted only while we read.
        limit = csv.field_size_limit(_WIDEST_FIELD)
        try:
            row = next(rows, None)
        except csv.Error as error:
            yield str(error)
            continue
        finally:
            csv.field_size_limit(limit)
        if row is None:
            return
        if any(cell.strip() for cell in row):
            yield row


def _documents(
    rows: Iterable[list[str] | str],
    name: str,
    options: ReaderOptions,
    warnings: tuple[str, ...],
) -> Iterator[Document | DocumentError]:
    """Rows below the header count from 1."""
    remaining = iter(rows)
    header = next(remaining, "no header row")
    if isinstance(header, str):
        raise DocumentError(f"{name}, header row: {header}; correct it")
    columns = [column.strip() for column in header]
    wanted = _column(columns, options.text_column)
    if wanted is None:
        raise DocumentError(
            f'{name}: no column "{options.text_column}"; name one of {", ".join(columns)[:200]}'
            " with --text-column",
            "no text column",
        )
    for number, row in enumerate(remaining, 1):
        if isinstance(row, str):
            yield DocumentError(f"{name}, row {number}: {row}; correct its quotation marks")
            continue
        fields = dict(zip(columns, row, strict=False))
        text = fields.pop(wanted, "")
        try:
            yield document_of_row(text, fields, name, f"row {number}", number, warnings)
        except DocumentError as error:
            yield error


def _column(columns: Iterable[str], wanted: str) -> str | None:
    """The column of this name, or else of this name in letters of another case."""
    for same in (str, str.casefold):
        for column in columns:
            if same(column) == same(wanted):
                return column
    return None


def document_of_line(
    line: str, name: str, number: int, options: ReaderOptions, warnings: tuple[str, ...]
) -> Document:
    """The document of a line of JSON lines. Raises `DocumentError` where it holds none."""
    place = f"line {number}"
    try:
        value = json.loads(line)
    except ValueError as error:
        what = error.msg if isinstance(error, json.JSONDecodeError) else "a number is too long"
        raise DocumentError(f"{name}, {place}: not JSON ({what}); correct it") from error
    except RecursionError as error:
        raise DocumentError(f"{name}, {place}: JSON nested too deeply; remove it") from error
    if not isinstance(value, dict):
        raise DocumentError(f"{name}, {place}: not a JSON object; write {{…}} on each line")
    wanted = _column(value, options.text_column)
    text = value.pop(wanted, None) if wanted is not None else None
    if not isinstance(text, str):
        raise DocumentError(
            f'{name}, {place}: no text in field "{options.text_column}"; name another with'
            " --text-column",
            "no text column",
        )
    fields = {key: shown(item) for key, item in value.items() if item is not None}
    return document_of_row(text, fields, name, place, number, warnings)


def shown(value: object) -> str:
    """A value of a field as text: as it is, or in JSON."""
    if isinstance(value, str):
        return value
    return json.dumps(value, ensure_ascii=False, sort_keys=True)


def document_of_row(
    text: str,
    fields: Mapping[str, str],
    name: str,
    place: str,
    number: int,
    warnings: tuple[str, ...],
) -> Document:
    """The document of a row, which is `place` in errors; number 0 if its source has its own name.

    Raises `DocumentError` without a text.
    """
    text = _clean(text).replace("\r\n", "\n").replace("\r", "\n").replace("\0", "\ufffd")
    if not text.strip():
        raise DocumentError(f"{name}, {place}: its text is empty; fill or remove it", "empty")
    rest = {_clean(key): _clean(value).strip() for key, value in fields.items()}
    title = _taken(rest, _TITLES)
    date = _taken(rest, _DATES)
    return document(
        text,
        layout.blocks(text),
        f"{name}#{number}" if number else name,
        title=title,
        date=date,
        metadata=rest,
        warnings=warnings,
    )


def _clean(text: str) -> str:
    """Without lone surrogates, which JSON may hold and no encoding can."""
    return _SURROGATE.sub("\ufffd", text)


def _taken(fields: dict[str, str], names: tuple[str, ...]) -> str:
    """Take the first field that has one of these names, in letters of any case."""
    for key in list(fields):
        if key.casefold() in names and fields[key]:
            return fields.pop(key)
    return ""
