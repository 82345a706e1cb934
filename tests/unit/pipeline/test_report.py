from __future__ import annotations

from kg.data import Document
from kg.report import Entry, Report


def test_characters_that_formats_cannot_hold_are_counted() -> None:
    document = Document(
        "a\x00b \ud800 \x1b \x1b \U0001f600\u202e", title="\ufffe", sources=("a.txt",)
    )
    report = Report(documents={document.id: Entry.of(document)})
    [entry] = report.to_json({}, "")["documents"]
    assert entry["replaced"] == {"rdf": 3, "xml": 5}
