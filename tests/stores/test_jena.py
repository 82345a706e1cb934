"""Apache Jena's TDB2: Debian libapache-jena-java."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest
from pyoxigraph import RdfFormat

from kg.query import store
from tests.questions import QUESTIONS, by_oxigraph, from_json, question
from tests.readme import stores
from tests.stores.jena import Jena
from tests.stores.shared import MEETINGS, TripleText, held, parsed, rows


@pytest.fixture(scope="module")
def loaded(jena: Jena, files: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with a database of each graph."""
    folder = tmp_path_factory.mktemp("tdb2")
    for name in ("seeds", "hostile", "long"):
        load(jena, files / f"{name}.ttl", folder / name)
    return folder


def load(jena: Jena, path: Path, database: Path) -> None:
    _, said = jena.run("tdb2.tdbloader", "--loc", database, path)
    assert "WARN" not in said
    assert "ERROR" not in said


def triples(jena: Jena, database: Path) -> set[TripleText]:
    return parsed(jena.run("tdb2.tdbdump", "--loc", database)[0], RdfFormat.N_QUADS)


@pytest.mark.parametrize("heading", QUESTIONS)
def test_it_answers_as_here(
    jena: Jena, files: Path, loaded: Path, heading: str, tmp_path: Path
) -> None:
    (tmp_path / "query.rq").write_text(question(heading))
    query = ("--results", "json", "--query", tmp_path / "query.rq")
    answer, _ = jena.run("tdb2.tdbquery", "--loc", loaded / "seeds", *query)
    expected = by_oxigraph(store(files / "seeds.ttl"), question(heading))
    assert from_json(json.loads(answer)) == expected


@pytest.mark.parametrize("name", ["seeds", "hostile", "long"])
def test_all_triples_arrive(jena: Jena, files: Path, loaded: Path, name: str) -> None:
    assert triples(jena, loaded / name) == held(files / f"{name}.ttl")


def test_the_next_load_repairs_one_that_was_killed(jena: Jena, files: Path, tmp_path: Path) -> None:
    path, database = files / "seeds.ttl", tmp_path / "db"
    killed = jena.start("tdb2.tdbloader", "--loc", database, path)
    assert killed.stderr
    for line in killed.stderr:
        if b"Start: " in line:
            break
    killed.kill()
    killed.communicate()
    load(jena, path, database)
    assert triples(jena, database) == held(path)


def test_the_readme_s_lines_work(jena: Jena, files: Path, tmp_path: Path) -> None:
    row = stores()["Apache Jena TDB2"]
    printed = b""
    for line in (row.load, row.ask):
        command, *arguments = shlex.split(line.replace("$QUERY", MEETINGS))
        places = {"db": str(tmp_path / "db"), "exports/graph.ttl": str(files / "asked.ttl")}
        printed, _ = jena.run(command, *(places.get(a, a) for a in arguments))
    expected = set(by_oxigraph(store(files / "asked.ttl"), MEETINGS))
    assert rows(printed.decode()) == expected
