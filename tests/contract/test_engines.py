"""What every engine must do: those of this package and those of plug-ins."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import entry_points
from pathlib import Path

import pytest

from kg.data import Document
from kg.engine import Engine, Failure
from kg.errors import ModelError
from kg.spark.session import missing
from tests.jobs import Unloadable, Words, documents

POINTS = {point.name: point for point in entry_points(group="kg.engines")}


@pytest.fixture(params=sorted(POINTS))
def engine(request: pytest.FixtureRequest) -> Engine:
    if request.param == "spark" and (reason := missing()):
        pytest.skip(reason)
    loaded: Engine = POINTS[request.param].load()
    return loaded


def test_there_are_engines() -> None:
    assert {"local", "processes"} <= set(POINTS)


@pytest.mark.parametrize("workers", [1, 3])
def test_every_document_gives_its_result_once(engine: Engine, workers: int, tmp_path: Path) -> None:
    texts = [" ".join(["word"] * n) for n in range(20)]
    found = list(engine(Words(tmp_path), documents(*texts), workers))
    assert sorted(found) == sorted((text, len(text.split())) for text in texts)


def test_no_document_loads_nothing(engine: Engine, tmp_path: Path) -> None:
    assert list(engine(Words(tmp_path), [], 2)) == []
    assert not list(tmp_path.iterdir())


def test_the_job_is_called_once_a_process(engine: Engine, tmp_path: Path) -> None:
    list(engine(Words(tmp_path), documents(*map(str, range(10))), 2))
    assert 1 <= len(list(tmp_path.iterdir())) <= 2


def test_a_document_that_fails_is_named_and_the_others_go_on(
    engine: Engine, tmp_path: Path
) -> None:
    found = list(engine(Words(tmp_path), documents("one", "fail", "two words"), 2))
    failures = [f for f in found if isinstance(f, Failure)]
    assert [(f.document.text, f.reason) for f in failures] == [("fail", "it will not be read")]
    assert {f for f in found if not isinstance(f, Failure)} == {("one", 1), ("two words", 2)}


def test_a_bug_is_told_in_one_line_with_a_trace_beside_it(engine: Engine, tmp_path: Path) -> None:
    [failure] = engine(Words(tmp_path), documents("bug"), 1)
    assert isinstance(failure, Failure)
    assert failure.reason == "internal error: ZeroDivisionError: first line"
    assert "in work" in failure.trace


def test_a_model_that_is_not_there_is_the_error_of_the_run(engine: Engine) -> None:
    with pytest.raises(ModelError, match="model 'none' is not installed"):
        list(engine(Unloadable(), documents("one"), 2))


def test_documents_are_taken_only_as_workers_become_free(engine: Engine, tmp_path: Path) -> None:
    taken: list[str] = []

    def stream(total: int) -> Iterator[Document]:
        for document in documents(*map(str, range(total))):
            taken.append(document.text)
            yield document

    workers, ahead = 2, getattr(engine, "ahead", 3)
    total = 200 * ahead if ahead < 10 else 3 * workers * ahead
    for done, _ in enumerate(engine(Words(tmp_path), stream(total), workers), 1):
        assert len(taken) - done <= ahead * workers
    assert len(taken) == total


def test_a_large_document_and_a_large_result_pass(engine: Engine, tmp_path: Path) -> None:
    text = "word " * 400_000
    found = engine(Words(tmp_path), documents(text, text + "x"), 2)
    assert sorted(found) == [(text, 400_000), (text + "x", 400_001)]
