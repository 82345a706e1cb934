"""PDF files made for tests."""

from __future__ import annotations

from collections.abc import Sequence

from fpdf import FPDF

Part = str | tuple[str, str] | Sequence[Sequence[str]]
"""A paragraph, a ("heading", text), or the rows of a table."""


class _Page(FPDF):
    running: tuple[str, str] = ("", "")

    def header(self) -> None:
        if self.running[0]:
            self._small(self.running[0])

    def footer(self) -> None:
        if self.running[1]:
            self.set_y(-15)
            self._small(self.running[1].replace("#", str(self.page_no())))

    def _small(self, text: str) -> None:
        self.set_font("Helvetica", size=8)
        self.cell(0, 10, text, align="C")
        self.ln(12)


def pdf(
    parts: Sequence[Part], running: tuple[str, str] = ("", ""), title: str = "", password: str = ""
) -> bytes:
    """A PDF of paragraphs, headings and tables with running header and footer ("Page #")."""
    page = _Page(format=(148, 210))
    page.running = running
    if title:
        page.set_title(title)
    if password:
        page.set_encryption(owner_password="owner", user_password=password)
    page.add_page()
    for part in parts:
        if isinstance(part, str):
            page.set_font("Times", size=11)
            page.multi_cell(0, 6, part)
            page.ln(4)
        elif isinstance(part[0], str):
            page.set_font("Helvetica", "B", 14)
            page.cell(0, 10, str(part[1]))
            page.ln(12)
        else:
            page.set_font("Times", size=11)
            for row in part:
                for cell in row:
                    page.cell(45, 6, cell)
                page.ln(6)
            page.ln(4)
    return bytes(page.output())


def scanned() -> bytes:
    """A page that is a picture."""
    page = FPDF()
    page.add_page()
    page.rect(20, 20, 100, 100, style="F")
    return bytes(page.output())
