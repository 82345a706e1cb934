from __future__ import annotations

import codecs
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.data import Document
from kg.errors import DocumentError
from kg.readers.encoding import decode
from kg.readers.layout import LONGEST_BLOCK
from kg.readers.plain import read, read_lines
from tests.unit.readers.helpers import everything, kinds, one, words

printable = st.text(st.characters(exclude_categories=("Cs", "Cc")) | st.sampled_from("\n\t"))
visible = printable.filter(lambda t: t.strip() and not t.startswith("\ufeff"))


@given(visible)
def test_text_comes_back_character_for_character(text: str) -> None:
    assert one(read, text).text == text


@given(visible)
def test_blocks_are_in_order_and_hold_all_that_is_not_space(text: str) -> None:
    document = one(read, text)
    at = 0
    for block in document.blocks:
        assert at <= block.start < block.end <= len(text)
        assert not text[at : block.start].strip()
        at = block.end
    assert not text[at:].strip()


@given(
    visible,
    st.sampled_from(
        [
            (codecs.BOM_UTF8, "utf-8"),
            (codecs.BOM_UTF16_LE, "utf-16-le"),
            (codecs.BOM_UTF16_BE, "utf-16-be"),
            (codecs.BOM_UTF32_LE, "utf-32-le"),
        ]
    ),
)
def test_byte_order_marks(text: str, mark: tuple[bytes, str]) -> None:
    assert decode(mark[0] + text.encode(mark[1]), "x").text == text


@given(visible, st.sampled_from(["\r\n", "\r"]))
def test_newlines_are_normalised(text: str, newline: str) -> None:
    assert one(read, text.replace("\n", newline)).text == text


WESTERN = "The café’s owner said “no” – and left. Zoë didn’t mind. It cost £5.\n" * 3
RUSSIAN = "Министр заявил, что переговоры завершены. Он сказал это в среду в Женеве.\n" * 3
JAPANESE = "大臣は水曜日に交渉が終わったと述べた。彼はジュネーブで記者団に語った。\n" * 4


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (WESTERN, "cp1252", "windows-1252"),
        ("Café Zoë", "latin-1", "windows-1252"),
        (WESTERN, "mac_roman", "mac-roman"),
        (WESTERN, "utf-16-le", "utf-16-le"),
        (WESTERN, "utf-16-be", "utf-16-be"),
        (RUSSIAN, "koi8-r", "koi8-r"),
        (JAPANESE, "euc-jp", "euc-jp"),
    ],
)
def test_other_encodings_are_guessed_and_said_to_be(text: str, encoding: str, named: str) -> None:
    decoded = decode(text.encode(encoding), "x")
    assert (decoded.text, decoded.warnings) == (text, (f"decoded as {named}",))


def test_a_few_broken_bytes_do_not_change_the_encoding() -> None:
    data = ("Zoë and José met at the café. " * 20).encode() + b"\xff\xfe end"
    decoded = decode(data, "x")
    assert decoded.text.startswith("Zoë and José")
    assert decoded.warnings == ("broken utf-8, bytes replaced",)


@pytest.mark.parametrize(
    "data", [b"a\0b", b"a\0b\0", b"abc\0def", bytes(1000), random.Random(1).randbytes(5000)]
)
def test_binary_data_is_refused(data: bytes) -> None:
    with pytest.raises(DocumentError, match=r"^x\.txt: .*binary") as raised:
        everything(read, data, "x.txt")
    assert raised.value.reason == "binary"


@pytest.mark.parametrize("data", [b"", b" \n\t\r\n", codecs.BOM_UTF8, codecs.BOM_UTF16_LE])
def test_empty(data: bytes) -> None:
    with pytest.raises(DocumentError) as raised:
        everything(read, data)
    assert raised.value.reason == "empty"


def test_layout() -> None:
    text = """\
The Ravensby Society

Ravensby, 3 May 2022

The society met nine times during the year and the average attendance was
thirty-one. Our President, Dr Alma Reeve, opened the exhibition of maps in
March. She thanked the Friends of the Museum.
The treasurer reported a surplus.

Officers
--------
Chair: Alma Reeve
Treasurer: Ivor Pell

1. The society shall meet monthly, except in August, when the hall is
   closed for cleaning.
2. The subscription is ten pounds.

> She said that we
> should go.

Name\tBorn
Alma\t1950

The end has come.
"""
    assert kinds(one(read, text)) == [
        ("heading", "The Ravensby Society"),
        ("heading", "Ravensby, 3 May 2022"),
        (
            "paragraph",
            "The society met nine times during the year and the average attendance was\n"
            "thirty-one. Our President, Dr Alma Reeve, opened the exhibition of maps in\n"
            "March. She thanked the Friends of the Museum.",
        ),
        ("paragraph", "The treasurer reported a surplus."),
        ("heading", "Officers"),
        ("furniture", "--------"),
        ("row", "Chair: Alma Reeve"),
        ("row", "Treasurer: Ivor Pell"),
        (
            "item",
            "1. The society shall meet monthly, except in August, when the hall is\n"
            "   closed for cleaning.",
        ),
        ("item", "2. The subscription is ten pounds."),
        ("quote", "> She said that we\n> should go."),
        ("row", "Name\tBorn"),
        ("row", "Alma\t1950"),
        ("paragraph", "The end has come."),
    ]


def test_title_and_date_of_a_text() -> None:
    document = one(read, "The Fall of Brod\n\nBROD, 3 March 2024 — The bridge fell on Sunday.\n")
    assert (document.title, document.date) == ("The Fall of Brod", "2024-03-03")
    assert words(document, "furniture") == ["BROD, 3 March 2024 —"]
    assert words(document, "paragraph") == ["The bridge fell on Sunday."]


def test_a_leading_date_is_masked() -> None:
    document = one(read, " date 2019-02-28 Alma has walked away from the talks.")
    assert document.date == "2019-02-28"
    assert kinds(document) == [
        ("furniture", "date 2019-02-28"),
        ("paragraph", "Alma has walked away from the talks."),
    ]


GERMAN = (
    "Der Minister sagte, dass die Gespräche beendet sind. Er hat das Abkommen nicht "
    "unterzeichnet, und die Delegation ist nach Hause gefahren. "
)


@pytest.mark.parametrize(("text", "foreign"), [(GERMAN * 2, True), (RUSSIAN, True)])
def test_other_languages_are_named(text: str, foreign: bool) -> None:
    assert ("not English" in one(read, text).warnings) is foreign


@pytest.mark.parametrize(
    "text",
    [
        "Alma.",
        "The minister said that the talks were over and that nothing had been signed in Bonn.",
        "Name | Born\nAlma Reeve | 1950\nIvor Pell | 1948\nNoor van der Berg | 1971\n" * 5,
        "“Die Walküre” and “La Bohème” were sung by the same company that had come from Bonn.",
    ],
)
def test_english_is_not_called_foreign(text: str) -> None:
    assert one(read, text).warnings == ()


def test_every_line_is_a_document() -> None:
    found = list(read_lines(b"Alma left.\r\n\r\nIvor stayed.\n", "x.txt"))
    assert [d.text for d in found] == ["Alma left.", "", "Ivor stayed."]
    assert [d.sources for d in found] == [("x.txt#0",), ("x.txt#1",), ("x.txt#2",)]
    assert found[1].blocks == ()
    assert everything(read, b"Alma left.\n\nIvor stayed.", lines=True) == [
        Document("Alma left.", sources=("x#0",), blocks=found[0].blocks),
        Document("", sources=("x#1",)),
        Document("Ivor stayed.", sources=("x#2",), blocks=found[2].blocks),
    ]


def test_only_newlines_divide_lines() -> None:
    text = "One\x0btwo\x0cthree\u2028four\x85five"
    assert [d.text for d in read_lines(text.encode(), "x")] == [text]


def test_no_block_is_huge() -> None:
    for text in ("The quick fox ran away. " * 10_000, "word " * 50_000, "x" * 200_000):
        document = one(read, text)
        assert len(document.blocks) > 1
        assert max(b.end - b.start for b in document.blocks) <= LONGEST_BLOCK
    whole = one(read, "The quick fox ran away. " * 10_000)
    assert all(words.endswith("away.") for _, words in kinds(whole))


def test_five_megabytes_take_seconds() -> None:
    line = "The quick brown fox, who is called Reynard, jumps over the dog.\n"
    start = time.perf_counter()
    one(read, (line * 7 + "\n") * 11_000)
    assert time.perf_counter() - start < 20
