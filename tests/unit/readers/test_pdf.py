from __future__ import annotations

import random

import pytest

from kg.errors import DocumentError
from kg.readers.pdf import read
from tests.unit.readers.helpers import everything, kinds, one, words
from tests.unit.readers.pdfs import pdf, scanned

FOX = (
    "The quick brown fox, who is called Reynard, jumped over the lazy dog and ran away from it "
    "as fast as his legs would carry him. Nobody followed him into the wood."
)


def test_lines_become_paragraphs() -> None:
    document = one(read, pdf([("heading", "The Fox"), FOX, FOX + " He slept."]))
    assert kinds(document) == [
        ("heading", "The Fox"),
        ("paragraph", FOX),
        ("paragraph", FOX + " He slept."),
    ]
    assert document.title == "The Fox"


def test_hyphens_at_line_ends_are_undone() -> None:
    text = (
        "The ministers tried to inter-\nnationalise the well-\nknown company. A self-\nmade man "
        "and his sister-in-\nlaw met Jean-\nLuc Amsel, a co-owner. The other co-\nowner left."
    )
    assert one(read, pdf([text])).text == (
        "The ministers tried to internationalise the well-known company. A self-made man "
        "and his sister-in-law met Jean-Luc Amsel, a co-owner. The other co-owner left."
    )


def test_running_headers_footers_and_page_numbers_are_dropped() -> None:
    paragraphs = [f"{FOX} That was chapter {n}." for n in "ABCDEFGHIJKLMNOP"]
    document = one(read, pdf(paragraphs, running=("Tales of Reynard", "Page #")))
    assert words(document, "paragraph") == paragraphs
    assert "Tales" not in document.text
    assert "Page" not in document.text
    metadata = dict(document.metadata)
    pages = int(metadata["pages"])
    starts = [int(n) for n in metadata["page_starts"].split()]
    assert pages > 2
    assert len(starts) == pages
    assert starts == sorted(set(starts))
    assert all(document.text[n:].startswith("The quick") for n in starts)


def test_a_paragraph_goes_on_on_the_next_page() -> None:
    long = " ".join([FOX[:-1] + " and"] * 20)
    document = one(read, pdf([long + " that was all."], running=("", "#")))
    assert int(dict(document.metadata)["pages"]) > 1
    assert [kind for kind, _ in kinds(document)] == ["paragraph"]


def test_tables_are_rows() -> None:
    table = [("Name", "Role", "Share"), ("Ingrid Halden", "Chief executive", "31%")]
    document = one(read, pdf([FOX, table, FOX]))
    assert words(document, "row") == [
        "Name | Role | Share",
        "Ingrid Halden | Chief executive | 31%",
    ]


def test_items_of_a_list_are_items() -> None:
    document = one(read, pdf(["It was agreed that:", "1. the clause goes;", "2. the rest stays."]))
    assert words(document, "item") == ["1. the clause goes;", "2. the rest stays."]


def test_title_and_date() -> None:
    document = one(read, pdf(["Bergen, 3 May 2022", FOX], title="About Reynard"))
    assert (document.title, document.date) == ("About Reynard", "2022-05-03")


def reason(data: bytes) -> str:
    with pytest.raises(DocumentError, match=r"^x\.pdf: [^\n]*; ") as raised:
        everything(read, data, "x.pdf")
    return raised.value.reason


def test_what_cannot_be_read_is_named() -> None:
    assert reason(scanned()) == "no text"
    assert reason(pdf([FOX], password="secret")) == "encrypted"
    assert reason(random.Random(1).randbytes(10_000)) == "unreadable"
    assert reason(b"%PDF-1.7\n" + random.Random(1).randbytes(10_000)) == "unreadable"
    assert reason(b"") == "empty"


def test_damaged_files_give_an_error_or_a_document() -> None:
    whole = pdf([("heading", "The Fox"), FOX], running=("Tales", "#"))
    chance = random.Random(2)
    for _ in range(100):
        damaged = bytearray(whole)
        for _ in range(chance.choice([1, 5, 50])):
            damaged[chance.randrange(len(damaged))] = chance.randrange(256)
        try:
            everything(read, bytes(damaged))
        except DocumentError as error:
            assert error.reason  # noqa: PT017 - a document is as good as an error
