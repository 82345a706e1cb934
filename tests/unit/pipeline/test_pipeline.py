from __future__ import annotations

import json
import logging
from pathlib import Path

import pytest

import kg
from kg.data import Clause, Document, DocumentGraph, Phrase, Relation
from kg.errors import ConfigError, ModelError, SourceError
from kg.graph import KnowledgeGraph
from kg.pipeline import Options, collect, confident, merge
from kg.watch import Watch
from tests.fakes import FakeAnalysis

pytestmark = pytest.mark.usefixtures("fake")


def saved(graph: KnowledgeGraph, path: Path) -> bytes:
    kg.save(graph, path)
    return path.read_bytes()


def report_of(*sources: Path) -> dict[str, object]:
    collection = collect(list(sources), Options(), Watch())
    totals = collection.report.totals(merge(collection, Options()))
    return collection.report.to_json(totals, "test")


def test_a_folder_becomes_a_graph(folder: Path) -> None:
    graph = kg.build(folder)
    assert {e.label for e in graph.entities()} == {"Ada", "Brok", "Cleo"}
    assert {s.label for s in graph.statements(subject="Brok")} == {"left", "called"}


def test_one_text_in_two_places_is_one_document_with_two_sources(folder: Path) -> None:
    documents = kg.build(folder).documents.values()
    assert sorted(d.document.sources for d in documents) == [
        ("copy.txt", "two.txt"),
        ("one.txt",),
    ]


def test_the_order_of_sources_is_of_no_account(folder: Path, tmp_path: Path) -> None:
    files = sorted(folder.iterdir())
    there = saved(kg.build(*files), tmp_path / "there.json")
    back = saved(kg.build(*reversed(files)), tmp_path / "back.json")
    assert there == back


def test_a_second_build_analyses_only_what_is_new(folder: Path, fake: FakeAnalysis) -> None:
    kg.build(folder)
    assert len(fake.seen) == 2
    (folder / "three.txt").write_text("Cleo wrote.\n")
    kg.build(folder)
    assert fake.seen[2:] == ["Cleo wrote.\n"]


def test_a_document_that_went_is_gone_from_the_next_build(folder: Path) -> None:
    kg.build(folder)
    (folder / "one.txt").unlink()
    assert not kg.build(folder).entities("Ada")


def test_without_cache_all_is_analysed_anew(folder: Path, fake: FakeAnalysis) -> None:
    kg.build(folder, cache=False)
    graph = kg.build(folder, cache=False)
    assert len(fake.seen) == 4
    assert len(graph.documents) == len(list(graph.documents.values())) == 2


def test_a_damaged_cache_is_repaired(folder: Path, tmp_path: Path, fake: FakeAnalysis) -> None:
    before = saved(kg.build(folder), tmp_path / "before.json")
    for path in (p for p in (tmp_path / "cache").rglob("*") if p.is_file()):
        path.write_bytes(path.read_bytes()[:-1])
    assert saved(kg.build(folder), tmp_path / "after.json") == before
    assert len(fake.seen) == 4


def test_a_title_alone_makes_another_document(folder: Path, tmp_path: Path) -> None:
    rows = tmp_path / "rows.jsonl"
    rows.write_text('{"text": "Ada met Brok.", "title": "A"}\n{"text": "Ada met Brok."}\n')
    assert len(kg.build(rows).documents) == 2


def test_the_report_names_every_document_and_what_was_skipped(folder: Path) -> None:
    (folder / "empty.txt").write_text("")
    (folder / "poison.txt").write_text("Ada drank POISON.\n")
    (folder / "picture.xyz").write_bytes(b"\x00")
    report = report_of(folder)
    assert isinstance(report["documents"], list)
    assert isinstance(report["skipped"], list)
    assert [d["sources"] for d in report["documents"]] == [["copy.txt", "two.txt"], ["one.txt"]]
    assert [s["source"] for s in report["skipped"]] == ["empty.txt", "poison.txt"]
    assert report["skipped"][1]["message"] == "it cannot be analysed"
    assert report["ignored"] == {".xyz": 1}
    assert report["totals"] == report["totals"] | {"documents": 2, "skipped": 2, "statements": 3}


def test_the_report_does_not_tell_a_cached_build_from_a_fresh_one(folder: Path) -> None:
    assert json.dumps(report_of(folder)) == json.dumps(report_of(folder))


def test_a_text_that_fails_in_two_places_is_skipped_in_both(folder: Path) -> None:
    for name in ("p1.txt", "p2.txt"):
        (folder / name).write_text("POISON")
    skipped = report_of(folder)["skipped"]
    assert isinstance(skipped, list)
    assert [s["source"] for s in skipped] == ["p1.txt", "p2.txt"]


def test_the_library_warns_of_what_is_skipped(
    folder: Path, caplog: pytest.LogCaptureFixture
) -> None:
    (folder / "empty.txt").write_text("")
    with caplog.at_level(logging.WARNING, logger="kg"):
        kg.build(folder)
    assert "empty.txt" in caplog.text


def test_analyses_come_one_by_one_in_the_order_of_sources(folder: Path) -> None:
    found = [graph.document.sources for graph in kg.analyse(folder)]
    assert found == [("copy.txt",), ("one.txt",), ("two.txt",)]


def test_an_analysis_that_fails_holds_up_no_other(folder: Path) -> None:
    (folder / "a-first.txt").write_text("POISON")
    assert [g.document.sources[0] for g in kg.analyse(folder)] == ["copy.txt", "one.txt", "two.txt"]


def test_every_line_can_be_a_document(folder: Path) -> None:
    found = [graph.document.text for graph in kg.analyse(folder / "one.txt", lines=True)]
    assert found == ["Ada met Brok.", "Brok left."]


def test_a_column_of_a_table_can_be_named(tmp_path: Path) -> None:
    table = tmp_path / "t.csv"
    table.write_text("id,body\n1,Ada met Brok.\n")
    assert kg.build(table, text_column="body").entities("Ada")


def test_unsure_statements_can_be_left_out(folder: Path) -> None:
    (folder / "unsure.txt").write_text("Ada hired Cleo?\n")
    assert len(kg.build(folder).statements(subject="Ada")) == 2
    assert len(kg.build(folder, min_confidence=0.5).statements(subject="Ada")) == 1


def test_a_statement_that_another_one_needs_is_never_left_out() -> None:
    one, two = Phrase("one"), Phrase("two")
    unsure = Clause("c1", "r", 0.1, (0, 1), one, Relation("a", "a"), two)
    needed = Clause("c2", "r", 0.1, (0, 1), one, Relation("b", "b"), Phrase("c1", clause="c1"))
    sure = Clause("c3", "r", 0.9, (0, 1), one, Relation("c", "c"), Phrase("c2", clause="c2"))
    other = Clause("c4", "r", 0.1, (0, 1), one, Relation("d", "d"), two)
    graph = DocumentGraph(Document("text"), clauses=(unsure, needed, sure, other))
    assert confident(graph, 0.5).clauses == (unsure, needed, sure)
    assert confident(graph, 0.0) == graph


def test_a_source_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(SourceError, match=r"none\.txt"):
        kg.build(tmp_path / "none.txt")


def test_a_folder_without_texts_is_an_error(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(SourceError, match="no file that a reader knows"):
        kg.build(tmp_path / "empty")


def test_a_model_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(ModelError, match="no_such_model"):
        kg.build(folder, model="no_such_model")


def test_an_engine_that_is_not_there_is_an_error(folder: Path) -> None:
    with pytest.raises(ConfigError, match="steam"):
        collect([folder], Options(engine="steam"), Watch())
