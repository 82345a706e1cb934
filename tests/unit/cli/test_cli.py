from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

import kg
from kg.cli import main
from tests.graphs import small_graph

pytestmark = pytest.mark.usefixtures("fake", "nowhere")

COMMANDS = (
    "build",
    "extract",
    "export",
    "merge",
    "diff",
    "view",
    "stats",
    "show",
    "path",
    "subgraph",
    "review",
    "query",
    "load",
    "validate",
    "doctor",
    "bench",
    "spark",
)


@pytest.fixture
def nowhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A working directory without settings."""
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


@pytest.fixture
def graph(tmp_path: Path) -> str:
    path = tmp_path / "graph.json"
    kg.save(small_graph(), path)
    return str(path)


def code(*arguments: object) -> int:
    """Exit code of `kg ARGUMENTS`."""
    with pytest.raises(SystemExit) as end:
        main([str(a) for a in arguments])
    return int(end.value.code or 0)


def records(text: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in text.splitlines()]


def test_version(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("--version") == 0
    assert capsys.readouterr().out == f"kg {kg.__version__}\n"


def test_help_names_all_commands(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("--help") == 0
    shown = capsys.readouterr().out
    assert all(command in shown for command in COMMANDS)


@pytest.mark.parametrize("command", COMMANDS)
def test_the_help_of_every_command_has_an_example(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code(command, "--help") == 0
    shown = capsys.readouterr().out
    assert f"Example: kg {command}" in shown


def test_build_writes_what_is_asked_for(folder: Path, nowhere: Path) -> None:
    assert code("build", folder, "-j", 1, "-f", "json,ttl", "-f", "gexf") == 0
    made = {p.name for p in (nowhere / "exports").iterdir()}
    assert made == {"graph.json", "graph.ttl", "graph.gexf", "report.json"}


def test_build_writes_the_usual_formats_by_default(folder: Path, nowhere: Path) -> None:
    assert code("build", folder, "-j", 1, "-o", "out") == 0
    made = {p.name for p in (nowhere / "out").iterdir()}
    assert made == {"graph.json", "graph.ttl", "graph.html", "graph.graphml", "report.json"}


def test_build_says_what_it_made(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code("build", folder, "-j", 1, "-f", "json")
    shown = capsys.readouterr().out
    assert "2 documents, 3 entities, 3 statements (3 facts)" in shown
    assert str(Path("exports/graph.json")) in shown


def test_quiet_is_quiet(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "empty.txt").write_text("")
    assert code("build", folder, "-j", 1, "-f", "json", "-q") == 3
    assert capsys.readouterr() == ("", "")


def test_verbose_prints_times_on_stderr(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code("build", folder, "-j", 1, "-f", "json", "-v")
    shown = capsys.readouterr()
    assert all(stage in shown.err for stage in ("reading", "analysing", "merging", "writing json"))
    assert " s " not in shown.out


def test_progress_is_shown_on_a_terminal_only(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("sys.stderr.isatty", lambda: True)
    (folder / "empty.txt").write_text("")
    assert code("build", folder, "-j", 1, "-f", "json") == 3
    shown = capsys.readouterr().err
    assert "words/s" in shown
    assert "kg: skipped empty.txt: " in shown
    monkeypatch.setattr("sys.stderr.isatty", lambda: False)
    code("build", folder, "-j", 1, "-f", "json")
    assert "words/s" not in capsys.readouterr().err


def test_timings_go_to_a_file(folder: Path, nowhere: Path) -> None:
    code("build", folder, "-j", 1, "-f", "json", "--timings", "times.json")
    times = json.loads((nowhere / "times.json").read_text())
    assert times["documents"] == 2
    assert set(times["seconds"]) >= {"reading", "analysing", "merging", "writing json"}


def test_skipped_documents_are_named_and_change_the_exit_code(
    folder: Path, nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "empty.txt").write_text("")
    assert code("build", folder, "-j", 1, "-f", "json") == 3
    assert "skipped empty.txt: " in capsys.readouterr().err
    report = json.loads((nowhere / "exports/report.json").read_text())
    assert [s["source"] for s in report["skipped"]] == ["empty.txt"]


def test_an_unknown_ending_in_a_folder_is_only_counted(folder: Path) -> None:
    (folder / "picture.xyz").write_bytes(b"")
    assert code("build", folder, "-j", 1, "-f", "json") == 0


def test_nothing_that_can_be_read_is_a_failure(
    tmp_path: Path, nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "empty.txt").write_text("")
    assert code("build", tmp_path / "empty.txt", "-j", 1) == 1
    assert "no document could be read" in capsys.readouterr().err
    assert {p.name for p in (nowhere / "exports").iterdir()} == {"report.json"}


@pytest.mark.parametrize(
    ("arguments", "expected", "message"),
    [
        (["build", "none.txt", "-j", "1"], 1, "none.txt"),
        (["build", "{folder}", "-f", "tttl"], 2, "did you mean 'ttl'"),
        (["build", "{folder}", "--engine", "steam"], 2, "local, processes"),
        (["build", "{folder}", "--model", "no_such_model"], 1, "no_such_model"),
        (["build"], 2, "SOURCE"),
        (["build", "{folder}", "-j", "0"], 2, "-j"),
        (["build", "{folder}", "--colour", "red"], 2, "--colour"),
        (["biuld", "{folder}"], 2, "biuld"),
        (["extract", "none.txt"], 1, "none.txt"),
        (["stats", "none.json"], 1, "none.json"),
        (["show", "{graph}", "Nobody At All"], 1, "no entity is named 'Nobody At All'"),
        (["export", "{graph}", "-f", "xyz"], 2, "xyz"),
        (["merge", "{graph}"], 2, "--out"),
        (["build", "{folder}", "--config", "none.toml"], 2, "none.toml"),
    ],
)
def test_what_goes_wrong_is_told_without_traceback(
    arguments: list[str],
    expected: int,
    message: str,
    folder: Path,
    graph: str,
    capsys: pytest.CaptureFixture[str],
) -> None:
    filled = [a.format(folder=folder, graph=graph) for a in arguments]
    assert code(*filled) == expected
    shown = capsys.readouterr()
    assert message in shown.err
    assert "Traceback" not in shown.err
    assert shown.out == ""


def test_an_error_on_purpose_is_one_line(capsys: pytest.CaptureFixture[str]) -> None:
    code("build", "none.txt", "-j", 1)
    error = capsys.readouterr().err
    assert error.startswith("kg: ")
    assert error.count("\n") == 1


def test_extract_prints_a_line_for_each_source(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert code("extract", folder, "-j", 1) == 0
    found = records(capsys.readouterr().out)
    assert [r["source"] for r in found] == ["copy.txt", "one.txt", "two.txt"]
    assert found[1]["text"] == "Ada met Brok.\nBrok left.\n"


def test_extract_by_lines(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("extract", folder / "one.txt", "--lines", "-j", 1) == 0
    assert [r["text"] for r in records(capsys.readouterr().out)] == ["Ada met Brok.", "Brok left."]


def test_extract_edges_by_sentence(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("extract", folder / "one.txt", "--edges", "-j", 1) == 0
    [first] = records(capsys.readouterr().out)[:1]
    assert first["sentence"] == "Ada met Brok."
    assert first["edges"] == [["Ada", "met", "Brok"]]


def test_extract_edges_by_lines_counts_empty_lines(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "l.txt").write_text("Ada met Brok.\n\nnothing here\n")
    assert code("extract", tmp_path / "l.txt", "--edges", "--lines", "-j", 1) == 0
    assert records(capsys.readouterr().out) == [
        {"line": 0, "sentence": "Ada met Brok.", "edges": [["Ada", "met", "Brok"]]},
        {"line": 2, "sentence": "nothing here", "edges": []},
    ]


def test_no_character_of_a_text_breaks_a_json_line(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    text = "Ada met\u2028Brok\x85 and\u2029 Cleo \U0001f600."
    (tmp_path / "odd.txt").write_text(text, "utf-8")
    code("extract", tmp_path / "odd.txt", "-j", 1)
    [record] = records(capsys.readouterr().out)
    assert record["text"] == text


def test_extract_goes_on_after_a_document_that_fails(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "poison.txt").write_text("POISON")
    assert code("extract", folder, "-j", 1) == 3
    shown = capsys.readouterr()
    assert len(records(shown.out)) == 3
    assert "skipped poison.txt" in shown.err


def test_export_writes_beside_the_graph(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("export", graph, "-f", "ttl,graphml") == 0
    assert Path(graph).with_suffix(".ttl").exists()
    assert Path(graph).with_suffix(".graphml").exists()
    assert "wrote" in capsys.readouterr().out


def test_merge_is_a_build_of_all(folder: Path, tmp_path: Path, nowhere: Path) -> None:
    for name in ("one", "two", "copy"):
        code("build", folder / f"{name}.txt", "-j", 1, "-f", "json", "-o", name)
    code("build", folder, "-j", 1, "-f", "json", "-o", "all")
    parts = [f"{name}/graph.json" for name in ("two", "copy", "one")]
    assert code("merge", *parts, "-o", "merged.json") == 0
    assert Path("merged.json").read_bytes() == Path("all/graph.json").read_bytes()


def test_stats_for_programs(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("stats", graph, "--json") == 0
    found = json.loads(capsys.readouterr().out)
    whole = small_graph()
    assert found["counts"]["entities"] == len(whole.entities())
    assert found["counts"]["facts"] == sum(s.is_fact for s in whole.statements())
    assert sum(found["types"].values()) == len(whole.entities())


def test_stats_for_people(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("stats", graph) == 0
    shown = capsys.readouterr().out
    assert "Mara Velin" in shown
    assert "PERSON" in shown


def test_show_tells_all_about_an_entity(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("show", graph, "mara velin") == 0
    shown = capsys.readouterr().out
    assert shown.startswith("Mara Velin")
    for statement in small_graph().statements(about="Mara Velin"):
        assert statement.label in shown


def test_show_why_quotes_the_sentences(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    assert code("show", graph, "Mara Velin", "--why", "--json") == 0
    [found] = json.loads(capsys.readouterr().out)
    evidence = [e for s in found["statements"] for e in s["evidence"]]
    documents = small_graph().documents
    for e in evidence:
        text = documents[e["document"]].document.text
        assert e["sentence"] == " ".join(text[e["start"] : e["end"]].split())
    code("show", graph, "Mara Velin", "--why")
    shown = capsys.readouterr().out
    assert all(e["sentence"] in shown for e in evidence)


def test_show_takes_the_id_of_a_statement(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    statement = small_graph().statements()[0]
    assert code("show", graph, statement.id) == 0
    assert statement.label in capsys.readouterr().out


def test_show_says_what_is_no_fact(graph: str, capsys: pytest.CaptureFixture[str]) -> None:
    denied = next(s for s in small_graph().statements() if s.factuality == "denied")
    code("show", graph, denied.id)
    assert "[denied" in capsys.readouterr().out


def test_path_leads_from_one_to_another(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kg.save(kg.build(folder), tmp_path / "g.json")
    assert code("path", tmp_path / "g.json", "Ada", "Cleo", "--json") == 0
    steps = json.loads(capsys.readouterr().out)
    assert [(s["subject"], s["object"]) for s in steps] == [("Ada", "Brok"), ("Brok", "Cleo")]
    assert code("path", tmp_path / "g.json", "Cleo", "Ada") == 0
    assert "Brok called Cleo" in capsys.readouterr().out


def test_where_nothing_leads_there_is_no_path(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "t.txt").write_text("Ada met Brok.\nCleo met Dora.\n")
    kg.save(kg.build(tmp_path / "t.txt"), tmp_path / "g.json")
    assert code("path", tmp_path / "g.json", "Ada", "Dora") == 1
    assert "nothing leads from Ada to Dora" in capsys.readouterr().err


def test_diff_shows_what_came_and_went(
    folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    kg.save(kg.build(folder), tmp_path / "old.json")
    (folder / "one.txt").write_text("Brok left.\nDora wrote.\n")
    kg.save(kg.build(folder), tmp_path / "new.json")
    assert code("diff", tmp_path / "old.json", tmp_path / "new.json", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert list(found["entities"]["-"]) == ["Ada"]
    assert list(found["entities"]["+"]) == ["Dora"]
    assert len(found["statements"]["-"]) == len(found["statements"]["+"]) == 1
    assert code("diff", tmp_path / "old.json", tmp_path / "new.json") == 0
    assert "Ada met Brok" in capsys.readouterr().out


def test_view_makes_the_page_and_opens_it(
    graph: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    opened: list[str] = []
    monkeypatch.setattr("webbrowser.open", lambda url: opened.append(url) is None)
    assert code("view", graph) == 0
    page = Path(graph).with_suffix(".html")
    assert opened == [page.as_uri()]
    assert str(page) in capsys.readouterr().out


def test_view_without_browser_says_where_the_page_is(
    graph: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("webbrowser.open", lambda url: False)
    assert code("view", graph) == 0
    assert "open" in capsys.readouterr().out


def test_doctor_for_programs(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("doctor", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert found["kg"] == kg.__version__
    assert "ttl" in found["formats"]
    assert "kg_en" in found["model"]


def test_doctor_says_what_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    assert code("doctor", "--model", "no_such_model") == 1
    assert "missing" in capsys.readouterr().out


def test_settings_stand_in_for_flags(folder: Path, nowhere: Path) -> None:
    (nowhere / "kg.toml").write_text(
        'jobs = 1\n[build]\nformat = ["json", "gexf"]\nout = "there"\n'
    )
    assert code("build", folder) == 0
    assert {p.name for p in Path("there").iterdir()} == {"graph.json", "graph.gexf", "report.json"}


def test_a_flag_counts_more_than_a_setting(folder: Path, nowhere: Path) -> None:
    (nowhere / "kg.toml").write_text('jobs = 1\nformat = "json"\nout = "there"\n')
    assert code("build", folder, "-o", "elsewhere") == 0
    assert not Path("there").exists()
    assert Path("elsewhere/graph.json").exists()


def test_the_environment_counts_more_than_a_setting(
    folder: Path,
    nowhere: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    (nowhere / "kg.toml").write_text('jobs = 1\nmodel = "of_the_settings"\n')
    monkeypatch.setenv("KG_MODEL", "of_the_environment")
    assert code("build", folder) == 1
    assert "of_the_environment" in capsys.readouterr().err


def test_a_setting_that_no_command_has_is_an_error(
    folder: Path, nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (nowhere / "kg.toml").write_text("jbos = 1\n")
    assert code("build", folder) == 2
    assert "did you mean 'jobs'" in capsys.readouterr().err


def test_a_setting_of_the_wrong_kind_is_an_error(
    folder: Path, nowhere: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (nowhere / "kg.toml").write_text('jobs = "many"\n')
    assert code("build", folder) == 2
    assert "jobs" in capsys.readouterr().err


def test_a_reader_that_has_enough_is_no_error(graph: str) -> None:
    command = f"{sys.executable} -m kg show {graph} 'Mara Velin' --why --json"
    shell = f"{command} 2>errors | head -c 1; test ! -s errors"
    found = subprocess.run(["sh", "-c", shell], capture_output=True, env=os.environ)
    assert found.returncode == 0, Path("errors").read_text()
    assert found.stdout == b"["


def test_subgraph_writes_a_part(
    graph: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    part = tmp_path / "part.json"
    assert code("subgraph", graph, "--top", "2", "-o", part) == 0
    assert "2 entities" in capsys.readouterr().out
    assert len(kg.load(part).entities()) == 2


@pytest.mark.parametrize("flags", [(), ("--top", "2", "--documents", "*")])
def test_subgraph_wants_one_way_to_choose(
    graph: str, flags: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    assert code("subgraph", graph, "-o", "part.json", *flags) == 2
    assert "name one of --around, --top and --documents" in capsys.readouterr().err
