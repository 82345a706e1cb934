"""Markdown, Word, EPUB and e-mail."""

from __future__ import annotations

import io
import random
import zipfile
from datetime import datetime

import docx
import pytest
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls

from kg.errors import DocumentError
from kg.readers import Reader, epub, mail, markdown
from kg.readers import docx as word
from tests.unit.readers.helpers import everything, kinds, one, words

# --- Markdown ----------------------------------------------------------------------------------


def test_markdown_blocks() -> None:
    text = """\
# Alma Reeve

**Alma Reeve** (born 1950) is a *historian*
of [maps](maps.html). ![A map](map.png)

- wrote `Maps`;
- opened the museum.

> She left.

| Year | Prize |
|------|-------|
| 1990 | Medal |

```python
print("not prose")
```

<div>In HTML.<script>no</script></div>
"""
    document = one(markdown.read, text)
    assert document.title == "Alma Reeve"
    assert kinds(document) == [
        ("heading", "Alma Reeve"),
        ("paragraph", "Alma Reeve (born 1950) is a historian of maps."),
        ("item", "wrote Maps;"),
        ("item", "opened the museum."),
        ("quote", "She left."),
        ("row", "Year | Prize"),
        ("row", "1990 | Medal"),
        ("furniture", 'print("not prose")'),
        ("paragraph", "In HTML."),
    ]


def test_front_matter() -> None:
    text = '---\ntitle: "On Maps"\ndate: 2024-03-03\nauthor: Alma Reeve\n---\nShe left.\n'
    document = one(markdown.read, text)
    assert (document.title, document.date, document.text) == ("On Maps", "2024-03-03", "She left.")
    assert document.metadata == (("author", "Alma Reeve"),)


def test_a_rule_is_no_front_matter() -> None:
    assert one(markdown.read, "---\n\nShe left.\n\n---\n").text == "She left."


def test_nested_markdown_is_bounded() -> None:
    everything(markdown.read, "- x\n" + "> " * 20_000 + "y\n\n" + "*" * 50_000 + "[" * 20_000)


# --- Word --------------------------------------------------------------------------------------


def saved(document: docx.document.Document) -> bytes:
    buffer = io.BytesIO()
    document.save(buffer)
    return buffer.getvalue()


def test_word_in_the_order_of_the_document() -> None:
    made = docx.Document()
    made.add_heading("Minutes", 0)
    made.add_paragraph("The session was opened by Alma Reeve.")
    table = made.add_table(2, 3)
    for cell, text in zip(
        (c for row in table.rows for c in row.cells),
        ("Name", "Role", "Here", "Ivor Pell", "Treasurer", "yes"),
        strict=True,
    ):
        cell.text = text
    made.add_paragraph("It was agreed that:")
    made.add_paragraph("the clause goes;", style="List Bullet")
    made.add_paragraph("the rest stays.", style="List Number")
    made.sections[0].header.paragraphs[0].text = "Confidential"
    assert kinds(one(word.read, saved(made))) == [
        ("heading", "Minutes"),
        ("paragraph", "The session was opened by Alma Reeve."),
        ("row", "Name | Role | Here"),
        ("row", "Ivor Pell | Treasurer | yes"),
        ("paragraph", "It was agreed that:"),
        ("item", "the clause goes;"),
        ("item", "the rest stays."),
    ]


def test_word_properties() -> None:
    made = docx.Document()
    made.add_paragraph("She left.")
    assert one(word.read, saved(made)).date == "", "the date of a template says nothing"
    properties = made.core_properties
    properties.title, properties.author, properties.comments = "On Maps", "Alma Reeve", ""
    properties.created = datetime(2024, 3, 3)
    document = one(word.read, saved(made))
    assert (document.title, document.date) == ("On Maps", "2024-03-03")
    assert document.metadata == (("author", "Alma Reeve"),)
    made.add_paragraph("Bergen, 12 May 2023")
    assert one(word.read, saved(made)).date == "2023-05-12", "what the text says counts more"


def test_tracked_changes_and_content_controls_in_word() -> None:
    made = docx.Document()
    paragraph = made.add_paragraph("Alma ")._p
    run = "<w:r><w:{0}>{1}</w:{0}></w:r>"
    for change, text in (("ins", "t"), ("del", "delText")):
        inner = run.format(text, f"{change}-ed ")
        paragraph.append(parse_xml(f"<w:{change} {nsdecls('w')}>{inner}</w:{change}>"))
    inner = f"<w:p>{run.format('t', 'Within.')}</w:p>"
    control = f"<w:sdt {nsdecls('w')}><w:sdtContent>{inner}</w:sdtContent></w:sdt>"
    made.element.body.insert(0, parse_xml(control))
    assert one(word.read, saved(made)).text == "Within.\n\nAlma ins-ed"


def test_a_merged_cell_is_read_once() -> None:
    made = docx.Document()
    table = made.add_table(1, 3)
    table.cell(0, 0).merge(table.cell(0, 1)).text = "Alma Reeve"
    table.cell(0, 2).text = "yes"
    assert one(word.read, saved(made)).text == "Alma Reeve | yes"


# --- EPUB --------------------------------------------------------------------------------------

CONTAINER = '<container><rootfiles><rootfile full-path="OPS/book.opf"/></rootfiles></container>'
PACKAGE = """<package xmlns="http://www.idpf.org/2007/opf">
<metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>The Lamp</dc:title>
<dc:creator>Hanna Brandt</dc:creator><dc:date>2009-04</dc:date></metadata>
<manifest><item id="two" href="b%20b.xhtml"/><item id="one" href="text/a.xhtml"/>
<item id="nav" href="nav.xhtml" properties="nav"/><item id="lost" href="lost.xhtml"/></manifest>
<spine><itemref idref="nav"/><itemref idref="one"/><itemref idref="two"/>{more}</spine></package>"""
CHAPTER = (
    '<?xml version="1.0" encoding="utf-8"?><html xmlns="http://www.w3.org/1999/xhtml"><head>'
    "<title>x</title></head><body><h2>{0}</h2><p>Zoë was <i>not</i> here.</p></body></html>"
)


def book(more: str = "", **extra: str) -> bytes:
    members = {
        "mimetype": "application/epub+zip",
        "META-INF/container.xml": CONTAINER,
        "OPS/book.opf": PACKAGE.replace("{more}", more),
        "OPS/nav.xhtml": CHAPTER.format("Contents"),
        "OPS/b b.xhtml": CHAPTER.format("Two"),
        "OPS/text/a.xhtml": CHAPTER.format("One"),
    }
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in {**members, **extra}.items():
            archive.writestr(name, text)
    return buffer.getvalue()


def test_chapters_in_the_order_of_the_spine() -> None:
    document = one(epub.read, book())
    assert (document.title, document.date) == ("The Lamp", "2009-04")
    assert document.metadata == (("author", "Hanna Brandt"),)
    said = ("paragraph", "Zoë was not here.")
    assert kinds(document) == [("heading", "One"), said, ("heading", "Two"), said]


def test_a_lost_chapter_is_named_and_the_rest_is_read() -> None:
    document = one(epub.read, book('<itemref idref="lost"/>'))
    assert document.warnings == ("chapter OPS/lost.xhtml cannot be read",)
    assert "Two" in document.text


def test_an_encrypted_book() -> None:
    method = '<encryption><EncryptionMethod Algorithm="{}"/></encryption>'
    drm = {"META-INF/encryption.xml": method.format("http://www.w3.org/2001/04/xmlenc#aes128-cbc")}
    font = {"META-INF/encryption.xml": method.format("http://www.idpf.org/2008/embedding")}
    with pytest.raises(DocumentError) as raised:
        everything(epub.read, book(**drm))
    assert raised.value.reason == "encrypted"
    assert one(epub.read, book(**font)).title == "The Lamp"


def test_entities_of_a_book_are_not_expanded() -> None:
    bomb = '<!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
    package = bomb + PACKAGE.replace("{more}", "").replace("The Lamp", "&b;")
    assert "aaa" not in one(epub.read, book(**{"OPS/book.opf": package})).title


# --- both kinds of archives --------------------------------------------------------------------


@pytest.mark.parametrize("reader", [word.read, epub.read])
def test_archives_that_are_none(reader: Reader) -> None:
    nothing = io.BytesIO()
    zipfile.ZipFile(nothing, "w").close()
    for data in (random.Random(1).randbytes(5000), nothing.getvalue(), book()[:500], b"PK\3\4"):
        with pytest.raises(DocumentError, match=r"^x\.y: [^\n]*; ") as raised:
            everything(reader, data, "x.y")
        assert raised.value.reason == "unreadable"
    with pytest.raises(DocumentError) as raised:
        everything(reader, b"")
    assert raised.value.reason == "empty"


def test_old_and_encrypted_word() -> None:
    container = b"\xd0\xcf\x11\xe0" + bytes(500)
    with pytest.raises(DocumentError, match="old format"):
        everything(word.read, container)
    with pytest.raises(DocumentError) as raised:
        everything(word.read, container + "EncryptedPackage".encode("utf-16-le"))
    assert raised.value.reason == "encrypted"


def test_an_archive_that_unpacks_too_large(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.readers.archive.LARGEST", 1000)
    with pytest.raises(DocumentError) as raised:
        everything(epub.read, book())
    assert raised.value.reason == "too large"


# --- e-mail ------------------------------------------------------------------------------------

HEAD = """\
Date: Mon, 18 Sep 2023 08:12:01 +0100
From: Rajan Pillai <r@tides.example>
To: Livia Reeve <l@coast.example>, b@coast.example
Subject: =?utf-8?q?Re=3A_Table_4_=E2=80=93_sorry?=
MIME-Version: 1.0
"""
PLAIN = 'Content-Type: text/plain; charset="utf-8"\nContent-Transfer-Encoding: 8bit\n\n'
LETTER = """\
Dear Livia,

You are right about Table 4, and I told Inès.

Yours,
Rajan

On Sat, 16 Sep 2023 at 19:45, Livia Reeve <l@coast.example> wrote:

> Dear Rajan,
>
> Was it you?

-- 
Professor Rajan Pillai
Tel. +44 131 496 0118
"""  # noqa: W291 - a signature begins with this space


def test_a_letter() -> None:
    document = one(mail.read, HEAD + PLAIN + LETTER)
    assert document.text == LETTER
    assert (document.title, document.date) == ("Table 4 – sorry", "2023-09-18")
    assert document.metadata == (
        ("from", "Rajan Pillai"),
        ("to", "Livia Reeve, b@coast.example"),
    )
    assert words(document, "paragraph")[:2] == [
        "Dear Livia,",
        "You are right about Table 4, and I told Inès.",
    ]
    (masked,) = words(document, "furniture")
    assert masked.startswith("On Sat, 16 Sep")
    assert masked.endswith("496 0118")


def test_quotations_between_answers_are_masked() -> None:
    text = "> Was it you?\n\nNo.\n\n> Who then?\n\nIt was Ivor.\n"
    document = one(mail.read, HEAD + PLAIN + text)
    assert words(document, "furniture") == ["> Was it you?", "> Who then?"]
    assert words(document, "paragraph") == ["No.", "It was Ivor."]


def test_an_original_message_below_is_masked() -> None:
    text = "It was Ivor.\n\n-----Original Message-----\nFrom: Livia\n\nWas it you?\n"
    document = one(mail.read, HEAD + PLAIN + text)
    assert words(document, "paragraph") == ["It was Ivor."]
    assert words(document, "furniture")[0].endswith("Was it you?")


def multipart(*parts: str) -> str:
    body = "".join(f"--xx\n{part}\n" for part in parts)
    return f'{HEAD}Content-Type: multipart/mixed; boundary="xx"\n\n{body}--xx--\n'


HTML = (
    "Content-Type: text/html; charset=utf-8\nContent-Transfer-Encoding: 8bit\n\n"
    "<p>It was <b>Ivor</b>.</p><blockquote>Was it you?</blockquote>"
)
ATTACHED = 'Content-Type: text/plain\nContent-Disposition: attachment; filename="a.txt"\n\nNo.'


def test_parts() -> None:
    assert one(mail.read, multipart(HTML, PLAIN + "Plain.")).text == "Plain."
    document = one(mail.read, multipart(HTML, ATTACHED))
    assert kinds(document) == [("paragraph", "It was Ivor."), ("furniture", "Was it you?")]
    assert document.warnings == ("1 attachment not read",)
    with pytest.raises(DocumentError, match="only attachments"):
        everything(mail.read, multipart(ATTACHED))


@pytest.mark.parametrize(
    "data",
    [
        random.Random(1).randbytes(5000),
        b"no header at all",
        b"Subject: x\n" + b"Content-Type: multipart/mixed; boundary=b\n\n--b\n" * 3000,
        b"Subject: x\n"
        + b"".join(
            b'Content-Type: multipart/mixed; boundary="b%d"\n\n--b%d\n' % (i, i)
            for i in range(3000)
        ),
    ],
)
def test_mail_that_cannot_be_read(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^x\.eml: "):
        everything(mail.read, data, "x.eml")


def test_broken_headers_do_no_harm() -> None:
    data = b"Subject: =?utf-8?q?=FF=?= =?bogus?b?zzz?=\nDate: soon\nFrom: ,,<<\n\nShe left.\n"
    document = one(mail.read, data)
    assert (document.text, document.date) == ("She left.\n", "")
