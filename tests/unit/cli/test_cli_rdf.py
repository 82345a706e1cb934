from __future__ import annotations

import io
import json
from pathlib import Path

import pytest

import kg
from kg.cli import main
from tests.graphs import small_graph

pytestmark = pytest.mark.usefixtures("fake")
WHOM = "SELECT ?whom { ent:Mara_Velin rel:meet ?whom }"


@pytest.fixture
def graph(tmp_path: Path) -> str:
    kg.save(small_graph(), tmp_path / "graph.json")
    return str(tmp_path / "graph.json")


def code(*arguments: object) -> int:
    """Exit code of `kg ARGUMENTS`."""
    with pytest.raises(SystemExit) as end:
        main([str(a) for a in arguments])
    return int(end.value.code or 0)


def test_a_query_prints_a_table(graph: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("query", graph, WHOM) == 0
    shown = capsysbinary.readouterr().out.decode()
    assert "whom" in shown
    assert "ent:Tom_Okafor" in shown


@pytest.mark.parametrize("form", ["csv", "tsv", "json", "xml"])
def test_a_query_prints_for_programs(
    graph: str, form: str, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert code("query", graph, WHOM, "-f", form) == 0
    assert b"https://kg.example/entity/Tom_Okafor" in capsysbinary.readouterr().out


def test_a_query_of_rdf_under_another_base(
    tmp_path: Path, capsysbinary: pytest.CaptureFixture[bytes]
) -> None:
    kg.save(
        small_graph(), tmp_path / "graph.nq.gz", base_iri="https://x.example/", provenance="graphs"
    )
    assert code("query", tmp_path / "graph.nq.gz", WHOM, "-f", "csv") == 0
    assert b"https://x.example/entity/Tom_Okafor" in capsysbinary.readouterr().out


def test_a_query_may_stand_in_a_file_or_on_stdin(
    graph: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsysbinary: pytest.CaptureFixture[bytes],
) -> None:
    (tmp_path / "whom.rq").write_text(WHOM)
    assert code("query", graph, tmp_path / "whom.rq", "-f", "csv") == 0
    first = capsysbinary.readouterr().out
    monkeypatch.setattr("sys.stdin", io.StringIO(WHOM))
    assert code("query", graph, "-", "-f", "csv") == 0
    assert capsysbinary.readouterr().out == first


def test_construct_prints_turtle(graph: str, capsysbinary: pytest.CaptureFixture[bytes]) -> None:
    assert code("query", graph, "CONSTRUCT { ?a schema:knows ?b } { ?a rel:meet ?b }") == 0
    assert b"ent:Mara_Velin schema:knows ent:Tom_Okafor" in capsysbinary.readouterr().out


def test_ask_prints_yes_or_no(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("query", graph, "ASK { ent:Mara_Velin rel:sign ent:Harbour_Treaty }") == 0
    assert capsys.readouterr().out == "no\n"


@pytest.mark.parametrize(
    ("query", "problem"),
    [
        ("SELECT ?o {\n ent:x rel: meet }", "line 2, column"),
        ("SELECT ?o { foo:a ?b ?c }", "the prefix foo: is not declared"),
        ("SELECT ?o {", "line 1, column 12"),
        ("nothing.rq", "neither a query nor a file"),
    ],
)
def test_a_query_that_is_wrong_is_one_line_with_the_place(
    graph: str, query: str, problem: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code("query", graph, query) == 2
    shown = capsys.readouterr().err
    assert problem in shown
    assert shown.count("\n") == 1
    assert len(shown) < 300


@pytest.mark.parametrize(
    ("query", "form"),
    [
        (WHOM, "ttl"),
        ("ASK { ?a ?b ?c }", "csv"),
        ("CONSTRUCT WHERE { ?a ?b ?c }", "csv"),
        (WHOM, "x"),
    ],
)
def test_a_format_that_does_not_fit_is_refused(
    graph: str, query: str, form: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code("query", graph, query, "-f", form) == 2
    assert f"{form}" in capsys.readouterr().err


def test_a_graph_that_conforms(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("validate", graph) == 0
    assert "conforms" in capsys.readouterr().out


def test_a_graph_that_does_not_conform(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "graph.ttl"
    kg.save(small_graph(), path)
    path.write_text(path.read_text().replace("kg:factuality kg:denied", "kg:factuality kg:unsure"))
    assert code("validate", path, "--json") == 1
    found = json.loads(capsys.readouterr().out)
    assert {f["message"] for f in found} == {"a statement is asserted, denied or hypothetical"}


def test_export_refuses_a_profile_before_it_reads(tmp_path: Path) -> None:
    for arguments in (["-f", "ttl", "--provenance", "graphs"], ["-f", "json", "--provenance", "x"]):
        assert code("export", tmp_path / "nothing.json", *arguments) == 2


def test_export_writes_profiles_and_compresses(graph: str, tmp_path: Path) -> None:
    table = tmp_path / "table.tsv"
    table.write_text("meet\tPERSON\tPERSON\tfoaf:knows\tboth\n")
    arguments = ["-f", "nq.gz,trig", "--provenance", "graphs", "--mapping", table]
    assert code("export", graph, *arguments) == 0
    assert "foaf:knows" in (tmp_path / "graph.trig").read_text()
    out = tmp_path / "again"
    assert code("export", tmp_path / "graph.nq.gz", "-f", "json,csv,graphml,gexf", "-o", out) == 0
    assert kg.load(out / "graph.json").statements() == kg.load(tmp_path / "graph.trig").statements()


def test_what_shows_texts_cannot_be_made_of_rdf(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kg.save(small_graph(), tmp_path / "graph.ttl")
    assert code("export", tmp_path / "graph.ttl", "-f", "html") == 2
    assert "write it from graph.json" in capsys.readouterr().err


def test_rdf_can_be_looked_into(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    kg.save(small_graph(), tmp_path / "graph.ttl")
    assert code("stats", tmp_path / "graph.ttl") == 0
    assert code("show", tmp_path / "graph.ttl", "Mara Velin", "--why") == 0
    assert "Tom Okafor" in capsys.readouterr().out
