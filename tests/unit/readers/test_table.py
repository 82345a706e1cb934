from __future__ import annotations

import csv
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.data import Document
from kg.errors import DocumentError
from kg.readers import Reader
from kg.readers.table import read_csv, read_jsonl, read_tsv
from tests.unit.readers.helpers import everything, one

cells = st.text(st.characters(exclude_categories=("Cs", "Cc")), min_size=1).filter(str.strip)


def test_rows_are_documents_with_metadata() -> None:
    data = 'Title,when,date,text\nOn Bonn,noon,3 March 2024,"She left, he said."\n,,,He stayed.\n'
    first, second = everything(read_csv, data, "p.csv")
    assert isinstance(first, Document)
    assert (first.text, first.title, first.date) == ("She left, he said.", "On Bonn", "2024-03-03")
    assert (first.sources, first.metadata) == (("p.csv#1",), (("when", "noon"),))
    assert isinstance(second, Document)
    assert (second.sources, second.metadata) == (("p.csv#2",), ())


@given(st.lists(cells, min_size=1, max_size=5))
def test_texts_come_back_from_csv(texts: list[str]) -> None:
    quoted = "".join('"' + t.replace('"', '""') + '"\n' for t in texts)
    found = everything(read_csv, "text\n" + quoted)
    assert [d.text for d in found if isinstance(d, Document)] == texts


@given(st.lists(cells, min_size=1, max_size=5))
def test_texts_come_back_from_json_lines(texts: list[str]) -> None:
    lines = "".join(json.dumps({"text": t}) + "\n" for t in texts)
    found = everything(read_jsonl, lines)
    assert [d.text for d in found if isinstance(d, Document)] == texts


def test_another_text_column() -> None:
    data = "body,text\nShe left.,no\n"
    assert one(read_csv, data, text_column="body").text == "She left."
    assert one(read_csv, data, text_column="BODY").text == "She left."
    assert one(read_jsonl, '{"body": "She left."}', text_column="body").text == "She left."


@pytest.mark.parametrize(("reader", "apart"), [(read_csv, ","), (read_tsv, "\t")])
def test_a_table_without_the_column(reader: Reader, apart: str) -> None:
    with pytest.raises(DocumentError, match=r'no column "text"; .* a, b with --text-column'):
        everything(reader, f"a{apart}b\n1{apart}2\n")


def test_semicolons_and_long_fields() -> None:
    limit = csv.field_size_limit()
    long = "She left. " * 50_000
    assert one(read_csv, f'name;text\nAlma;"{long}"\n').text == long
    assert csv.field_size_limit() == limit


def test_a_bad_row_is_named_and_the_others_are_read() -> None:
    data = 'text,a\n"one "two" three",b\nShe left.,c\n,d\nHe stayed.,e\n"open to the end,\n'
    found = everything(read_csv, data, "p.csv")
    assert [d.text for d in found if isinstance(d, Document)] == ["She left.", "He stayed."]
    errors = [str(e) for e in found if isinstance(e, DocumentError)]
    assert [e.split(":")[0] for e in errors] == ["p.csv, row 1", "p.csv, row 3", "p.csv, row 5"]


def test_quotation_marks_in_tsv_are_text() -> None:
    data = 'text\tn\n"I left," she said.\t1\n"I stayed."\t2\n"He said ""no""."\t3\n'
    found = everything(read_tsv, data)
    assert [d.text for d in found if isinstance(d, Document)] == [
        '"I left," she said.',
        '"I stayed."',
        'He said "no".',
    ]


def test_a_tsv_field_of_several_lines() -> None:
    assert (
        one(read_tsv, 'n\ttext\n1\t"She left.\n\nHe stayed."\n').text == "She left.\n\nHe stayed."
    )


def test_fields_of_json_lines() -> None:
    data = '\n{"headline": "Bonn", "date": "2024-03", "n": 3, "x": null, "l": [1], "text": "Hi."}\n'
    document = one(read_jsonl, data, "w.jsonl")
    assert (document.title, document.date) == ("Bonn", "2024-03")
    assert document.sources == ("w.jsonl#2",)
    assert document.metadata == (("l", "[1]"), ("n", "3"))


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("{not json", "unreadable"),
        ("[1, 2]", "unreadable"),
        ("[" * 100_000, "unreadable"),
        ('{"n": ' + "1" * 5000 + "}", "unreadable"),
        ('{"other": "x"}', "no text column"),
        ('{"text": 3}', "no text column"),
        ('{"text": " "}', "empty"),
    ],
)
def test_a_bad_line_is_named_and_the_others_are_read(line: str, reason: str) -> None:
    good = '{"text": "She left."}'
    first, error, last = everything(read_jsonl, f"{good}\n{line}\n{good}\n", "wire.jsonl")
    assert isinstance(first, Document)
    assert isinstance(last, Document)
    assert isinstance(error, DocumentError)
    assert error.reason == reason
    assert str(error).startswith("wire.jsonl, line 2: ")
    assert "\n" not in str(error)


def test_half_characters_become_a_sign_that_can_be_written() -> None:
    assert one(read_jsonl, '{"text": "\\ud800 She left."}').text == "\ufffd She left."
