"""PDF: text by pypdfium2, put together to paragraphs by `pdf_layout`."""

from __future__ import annotations

import ctypes
import re

import pypdfium2
import pypdfium2.raw as pdfium

from kg.errors import DocumentError
from kg.readers import pdf_layout
from kg.readers.compose import compose, document, squeezed
from kg.readers.contract import DEFAULTS, Read, ReaderOptions
from kg.readers.encoding import empty
from kg.readers.pdf_layout import Run

_CREATED = re.compile(r"D:(\d{4})(\d{2})?(\d{2})?")
_INVISIBLE = str.maketrans({"\x02": "\u2010", "\ufffe": "\u2010", "\r": " ", "\n": " ", "\0": ""})
"""PDFium writes a hyphen at the end of a line as a control character."""


def read(data: bytes, name: str, options: ReaderOptions = DEFAULTS) -> Read:
    """One document. Metadata: `pages`, and `page_starts`, the offset of each page's text."""
    if not data:
        raise empty(name)
    pages, known = _runs(data, name)
    if not any(pages):
        raise DocumentError(
            f"{name}: no text in its {len(pages)} pages, a scan perhaps; run a text recognition"
            " such as ocrmypdf on it",
            "no text",
        )
    pieces, first = pdf_layout.pieces(pages)
    text, blocks = compose(pieces)
    yield document(
        text,
        blocks,
        name,
        title=known.get("Title", ""),
        file_date=_date(known.get("CreationDate", "")),
        metadata={
            "author": squeezed(known.get("Author", "")),
            "pages": str(len(pages)),
            "page_starts": " ".join(
                str(n) for n in _offsets(text, [p.text for p in pieces], first)
            ),
        },
    )


def _runs(data: bytes, name: str) -> tuple[list[list[Run]], dict[str, str]]:
    """The runs of text of each page, and what the file says about itself."""
    try:
        pdf = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise DocumentError(
                f"{name}: it has a password; save it without one", "encrypted"
            ) from error
        raise DocumentError(f"{name}: not a PDF that can be read; make it again") from error
    try:
        return [_page(pdf, i) for i in range(len(pdf))], pdf.get_metadata_dict()
    finally:
        pdf.close()


def _page(pdf: pypdfium2.PdfDocument, index: int) -> list[Run]:
    """The runs of one page in the order of its content; none where it is broken."""
    try:
        page = pdf[index]
        text = page.get_textpage()
    except pypdfium2.PdfiumError:
        return []
    try:
        rectangles = [text.get_rect(i) for i in range(text.count_rects())]
        return [run for box in rectangles if (run := _run(text, box))]
    finally:
        text.close()
        page.close()


def _run(text: pypdfium2.PdfTextPage, box: tuple[float, float, float, float]) -> Run | None:
    left, bottom, right, top = box
    words = text.get_text_bounded(left, bottom, right, top).translate(_INVISIBLE)
    if not words.strip():
        return None
    index = pdfium.FPDFText_GetCharIndexAtPos(
        text.raw, left + 0.5, (bottom + top) / 2, 2.0, (top - bottom) / 2 + 1
    )
    loose = pdfium.FS_RECTF()
    if index >= 0 and pdfium.FPDFText_GetLooseCharBox(text.raw, index, ctypes.byref(loose)):
        bottom, top = min(bottom, loose.bottom), max(top, loose.top)
    return Run(left, bottom, right, top, words, index >= 0 and _is_bold(text, index))


def _is_bold(text: pypdfium2.PdfTextPage, index: int) -> bool:
    """Whether the font of a character calls itself bold."""
    name = ctypes.create_string_buffer(128)
    flags = ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text.raw, index, name, len(name), ctypes.byref(flags))
    return any(word in name.value.lower() for word in (b"bold", b"black", b"heavy"))


def _offsets(text: str, pieces: list[str], first: list[int]) -> list[int]:
    """Where in `text` the first piece that begins on each page begins."""
    starts: list[int] = []
    at = 0
    for words in pieces:
        found = text.find(squeezed(words), at)
        starts.append(found if found >= 0 else at)
        at = starts[-1]
    return [starts[n] if n < len(starts) else len(text) for n in first]


def _date(created: str) -> str:
    match = _CREATED.match(created)
    return "-".join(part for part in match.groups() if part) if match else ""
