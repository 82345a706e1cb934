"""Make the binary seeds (DOCX, PDF, EPUB) from their texts in ``tools/seed_texts/``.

    python tools/make_seeds.py            write seeds/*.docx, *.pdf, *.epub
    python tools/make_seeds.py --check    exit 1 if a file in seeds/ is not what would be written

Needs reportlab and python-docx. All times are fixed, so the same versions of the
libraries (and of zlib) give the same bytes.
"""

from __future__ import annotations

import argparse
import io
import os
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Literal

import docx
from reportlab.lib.pagesizes import A5
from reportlab.pdfbase.pdfmetrics import stringWidth
from reportlab.pdfgen.canvas import Canvas

HERE = Path(__file__).parent
SEEDS = HERE.parent / "seeds"

Kind = Literal["title", "heading", "bullet", "number", "row", "paragraph"]
MARKS: list[tuple[str, Kind]] = [
    (r"# ", "title"),
    (r"## ", "heading"),
    (r"- ", "bullet"),
    (r"\d+\. ", "number"),
    (r"\| ", "row"),
]


@dataclass(frozen=True, slots=True)
class Block:
    """One line of a seed text: its kind and its words (cells are separated by ``|``)."""

    kind: Kind
    text: str

    @property
    def cells(self) -> list[str]:
        """The cells of a table row."""
        return [cell.strip() for cell in self.text.strip().strip("|").split("|")]


def blocks(name: str) -> Iterator[Block]:
    """Read the blocks of a text; every line that is not blank is one."""
    for line in (HERE / "seed_texts" / name).read_text("utf-8").splitlines():
        if not line.strip():
            continue
        for pattern, kind in MARKS:
            if match := re.match(pattern, line):
                yield Block(kind, line[match.end() :])
                break
        else:
            yield Block("paragraph", line)


# --- DOCX --------------------------------------------------------------------------------------

DOCX_STYLES: dict[Kind, str] = {
    "title": "Title",
    "heading": "Heading 2",
    "bullet": "List Bullet",
    "number": "List Number",
    "paragraph": "Normal",
}


def minutes() -> bytes:
    """The minutes of the Commission, with two tables and two lists."""
    when = datetime(2023, 10, 9, 15, 0)
    document = docx.Document()
    properties = document.core_properties
    properties.title = "Minutes of the 17th session"
    properties.author = properties.last_modified_by = "Matthias Kroll"
    properties.comments = ""
    properties.created = properties.modified = when
    for is_table, group in groupby(
        blocks("minutes-commission.txt"), key=lambda block: block.kind == "row"
    ):
        if not is_table:
            for block in group:
                document.add_paragraph(block.text, style=DOCX_STYLES[block.kind])
            continue
        rows = [block.cells for block in group]
        table = document.add_table(rows=len(rows), cols=len(rows[0]), style="Table Grid")
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=True):
                cell.text = text
    buffer = io.BytesIO()
    document.save(buffer)
    with zipfile.ZipFile(buffer) as archive:
        members = {name: archive.read(name) for name in archive.namelist()}
    return fixed_zip(members, when, zipfile.ZIP_DEFLATED)


def fixed_zip(members: dict[str, bytes], when: datetime, compression: int) -> bytes:
    """Zip the members in the given order, all dated `when`."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, data in members.items():
            info = zipfile.ZipInfo(name, when.timetuple()[:6])
            info.create_system = 3
            archive.writestr(info, data, compression)
    return buffer.getvalue()


# --- PDF ---------------------------------------------------------------------------------------

MARGIN = 54.0
LEADING = 16.0
BODY = "Times-Roman", 12.0
FONTS: dict[Kind, tuple[str, float]] = {
    "title": ("Helvetica-Bold", 16),
    "heading": ("Helvetica-Bold", 11),
}


def wrap(text: str, font: tuple[str, float], width: float) -> Iterator[str]:
    """Break text into lines; ``~`` is where a word may be divided, and so is a hyphen."""
    line = ""
    for piece in re.findall(r"[^\s~-]+[~-]?\s*|\S+\s*", text):
        longer = line.rstrip("~") + piece
        if line and stringWidth(longer.rstrip().replace("~", "-"), *font) > width:
            yield line.rstrip().replace("~", "-")
            longer = piece
        line = longer
    yield line


def notice() -> bytes:
    """The notice to shareholders: running header and footer, page numbers, divided words."""
    when = datetime(2023, 10, 20, 8, 0, tzinfo=UTC)
    os.environ["SOURCE_DATE_EPOCH"] = str(int(when.timestamp()))
    pages = paginate(list(blocks("notice-halden.txt")))
    buffer = io.BytesIO()
    canvas = Canvas(buffer, pagesize=A5, pageCompression=0, invariant=1)
    canvas.setTitle("Notice to shareholders")
    canvas.setAuthor("Halden Marine Energy plc")
    width, height = A5
    for number, page in enumerate(pages, start=1):
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, height - 30, "Halden Marine Energy plc")
        canvas.drawRightString(width - MARGIN, height - 30, "Notice to shareholders, October 2023")
        for x, y, text, font in page:
            canvas.setFont(*font)
            canvas.drawString(x, height - y, text)
        canvas.setFont("Helvetica", 8)
        canvas.drawString(MARGIN, 28, "HME plc · Registered in Hestmark, no. 448 201")
        canvas.drawRightString(width - MARGIN, 28, f"Page {number} of {len(pages)}")
        canvas.showPage()
    canvas.save()
    return buffer.getvalue()


Placed = tuple[float, float, str, tuple[str, float]]


def paginate(content: list[Block]) -> list[list[Placed]]:
    """Place every line as (x, y from the top, text, font), page by page."""
    width, height = A5
    pages: list[list[Placed]] = [[]]
    y = top = 62.0
    for block, following in zip(content, [*content[1:], None], strict=True):
        font = FONTS.get(block.kind, BODY)
        if block.kind == "heading" and y > height - 110:
            pages.append([])
            y = top
        for line in placed_lines(block, font, width - 2 * MARGIN):
            if y > height - 54:
                pages.append([])
                y = top
            pages[-1].extend((x, y, text, font) for x, text in line)
            y += LEADING
        if not (following and block.kind == following.kind == "row"):
            y += LEADING / 2
    return pages


def placed_lines(
    block: Block, font: tuple[str, float], width: float
) -> Iterator[list[tuple[float, str]]]:
    """The lines of a block, each a list of (x, text); a table row is one line of cells."""
    if block.kind == "row":
        yield [(MARGIN + 125 * column, cell) for column, cell in enumerate(block.cells)]
    else:
        yield from ([(MARGIN, line)] for line in wrap(block.text, font, width))


# --- EPUB --------------------------------------------------------------------------------------

CONTAINER = """<?xml version="1.0" encoding="utf-8"?>
<container version="1.0" xmlns="urn:oasis:names:tc:opendocument:xmlns:container">
<rootfiles>
<rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/>
</rootfiles>
</container>
"""
PACKAGE = """<?xml version="1.0" encoding="utf-8"?>
<package xmlns="http://www.idpf.org/2007/opf" version="3.0" unique-identifier="id">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/">
<dc:identifier id="id">urn:uuid:5b0c6a0e-3d0f-4d6e-9a57-1f2f3c1d2009</dc:identifier>
<dc:title>The Lamp at Cape Orrin</dc:title>
<dc:creator>Hanna Brandt</dc:creator>
<dc:language>en</dc:language>
<dc:date>2009-04-01</dc:date>
<meta property="dcterms:modified">2009-04-01T00:00:00Z</meta>
</metadata>
<manifest>
<item id="nav" href="nav.xhtml" media-type="application/xhtml+xml" properties="nav"/>
{items}
</manifest>
<spine>
{spine}
</spine>
</package>
"""
PAGE = """<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops" lang="en">
<head><title>{title}</title></head>
<body>
{body}
</body>
</html>
"""


def memoir() -> bytes:
    """Two chapters of Hanna Brandt's memoir; the narrator is named only as the book's author."""
    chapters: list[tuple[str, list[str]]] = []
    for block in blocks("lamp-at-cape-orrin.txt"):
        if block.kind == "title":
            chapters.append((block.text, []))
        else:
            chapters[-1][1].append(f"<p>{escape(block.text, quote=False)}</p>")
    numbered = list(enumerate(chapters, start=1))
    items = "\n".join(
        f'<item id="c{n}" href="c{n}.xhtml" media-type="application/xhtml+xml"/>'
        for n, _ in numbered
    )
    spine = "\n".join(f'<itemref idref="c{n}"/>' for n, _ in numbered)
    contents = "".join(
        f'<li><a href="c{n}.xhtml">{escape(title)}</a></li>' for n, (title, _) in numbered
    )
    navigation = f'<nav epub:type="toc"><h1>Contents</h1><ol>{contents}</ol></nav>'
    files = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OEBPS/book.opf": PACKAGE.format(items=items, spine=spine),
        "OEBPS/nav.xhtml": PAGE.format(title="Contents", body=navigation),
    }
    for n, (title, paragraphs) in numbered:
        body = "\n".join([f"<h1>{escape(title)}</h1>", *paragraphs])
        files[f"OEBPS/c{n}.xhtml"] = PAGE.format(title=escape(title), body=body)
    members = {name: text.encode() for name, text in files.items()}
    return fixed_zip(members, datetime(2009, 4, 1), zipfile.ZIP_STORED)


MADE: dict[str, Callable[[], bytes]] = {
    "minutes-commission.docx": minutes,
    "notice-halden.pdf": notice,
    "lamp-at-cape-orrin.epub": memoir,
}


def main() -> int:
    """Write or check the binary seeds."""
    parser = argparse.ArgumentParser(description="Make the binary documents of seeds/.")
    parser.add_argument("--check", action="store_true", help="write nothing; exit 1 if one differs")
    check = parser.parse_args().check
    stale = 0
    for name, make in MADE.items():
        path, data = SEEDS / name, make()
        if path.exists() and path.read_bytes() == data:
            print(f"{name}: up to date")
        elif check:
            print(f"{name}: differs")
            stale = 1
        else:
            path.write_bytes(data)
            print(f"{name}: written, {len(data)} bytes")
    return stale


if __name__ == "__main__":
    raise SystemExit(main())
