"""What every format must do, whoever wrote it: those of this package and those of plug-ins."""

from __future__ import annotations

import gzip
import hashlib
import inspect
import os
import subprocess
import sys
from importlib.metadata import entry_points
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NoReturn

import pytest
from hypothesis import HealthCheck, example, given, settings

from kg.errors import GraphError
from kg.formats import Format
from kg.graph import KnowledgeGraph
from tests.graphs import parts, shuffled, small_graph
from tests.held import held_in_rdf
from tests.strategies import hostile, spoiled

POINTS = {point.name: point for point in entry_points(group="kg.formats")}
READERS = sorted(name for name, point in POINTS.items() if point.load().read)
LOSSLESS = sorted(name for name in READERS if POINTS[name].load().lossless)
LOSSY = sorted(set(READERS) - set(LOSSLESS))
COMPRESSIBLE = sorted(name for name, point in POINTS.items() if point.load().compressible)
ROOT = Path(__file__).parents[2]


class Failing(KnowledgeGraph):
    """A graph that cannot be gone through to its end."""

    def statements(self, *_: object, **__: object) -> NoReturn:
        raise OSError("the disk is gone")

    edges = networkx = property(statements)


@pytest.fixture(params=sorted(POINTS))
def name(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def form(name: str) -> Format:
    found = POINTS[name].load()
    assert isinstance(found, Format)
    return found


def written(form: Format, name: str, graph: KnowledgeGraph) -> dict[str, bytes]:
    """All files that a format writes for a graph, by name."""
    with TemporaryDirectory() as folder:
        form.write(graph, Path(folder) / f"graph.{name}")
        return {p.name: p.read_bytes() for p in sorted(Path(folder).iterdir())}


def digest(name: str) -> str:
    """A hash of what a format writes for the small graph."""
    files = written(POINTS[name].load(), name, small_graph())
    return hashlib.sha256(repr(files).encode()).hexdigest()


def test_the_formats_of_this_package_are_found() -> None:
    rdf = {"ttl", "nt", "trig", "nq", "rdf", "jsonld"}
    assert rdf | {"json", "html", "graphml", "gexf", "csv", "cypher"} <= set(POINTS)


def test_it_names_exactly_the_options_that_it_takes(form: Format) -> None:
    graph, path, *options = inspect.signature(form.write).parameters.values()
    assert {o.name for o in options} == form.options
    assert all(o.kind is o.KEYWORD_ONLY and o.default is not o.empty for o in options)
    assert graph.default is path.default is inspect.Parameter.empty


def test_it_writes_files_beside_the_path_and_nothing_else(form: Format, name: str) -> None:
    files = written(form, name, small_graph())
    assert set(files) == {p.name for p in form.files(Path(f"graph.{name}"))}
    for file, content in files.items():
        assert content
        assert file.startswith("graph.")
        assert file.endswith(f".{name}")


def test_it_makes_the_folder_that_is_not_there(form: Format, name: str, tmp_path: Path) -> None:
    form.write(small_graph(), tmp_path / "new" / "folder" / f"graph.{name}")
    assert list((tmp_path / "new" / "folder").iterdir())


def test_it_writes_a_graph_of_nothing(form: Format, name: str) -> None:
    assert written(form, name, KnowledgeGraph([], [], {}))


def test_order_does_not_change_the_bytes(form: Format, name: str) -> None:
    first, second = small_graph(), shuffled(small_graph())
    assert written(form, name, first) == written(form, name, second)


def test_hash_order_does_not_change_the_bytes() -> None:
    command = (
        "import runpy; m = runpy.run_path(r'''" + __file__ + "'''); "
        "print([(n, m['digest'](n)) for n in sorted(m['POINTS'])])"
    )
    found = {_output(command, seed) for seed in ("1", "2")}
    assert len(found) == 1


def _output(command: str, seed: str) -> str:
    environment = {**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": str(ROOT)}
    return subprocess.run(
        [sys.executable, "-c", command], env=environment, check=True, capture_output=True, text=True
    ).stdout


def test_it_leaves_what_was_there_when_it_fails(form: Format, name: str, tmp_path: Path) -> None:
    form.write(small_graph(), tmp_path / f"graph.{name}")
    before = {p: p.read_bytes() for p in tmp_path.iterdir()}
    graph = small_graph()
    failing = Failing(graph.entities(), [], graph.documents)
    with pytest.raises(OSError, match="the disk is gone"):
        form.write(failing, tmp_path / f"graph.{name}")
    assert {p: p.read_bytes() for p in tmp_path.iterdir()} == before


HOSTILE = settings(
    max_examples=25,
    deadline=None,
    derandomize=True,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)


@HOSTILE
@example("</script><script>alert(1)</script>")
@example("\x00\x01\x1f\x7f\x85\u2028\ufeff\ufffe\uffff\ud800")
@example("'\"`\\\r\n\t;|,{}[]<>&%#?")
@given(hostile())
def test_it_survives_hostile_text_in_every_field(form: Format, name: str, text: str) -> None:
    files = written(form, name, spoiled(text))
    assert files.keys() == written(form, name, small_graph()).keys()
    assert files == written(form, name, shuffled(spoiled(text)))


@HOSTILE
@given(hostile())
@pytest.mark.parametrize("name", LOSSLESS)
def test_what_it_reads_back_is_equal(form: Format, name: str, text: str) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{name}"
        form.write(spoiled(text), path)
        assert parts(_read(form, path)) == parts(spoiled(text))


@HOSTILE
@given(hostile())
@pytest.mark.parametrize("name", LOSSY)
def test_what_it_reads_back_has_the_same_entities_and_statements(
    form: Format, name: str, text: str
) -> None:
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"graph.{name}"
        form.write(spoiled(text), path)
        assert parts(_read(form, path)) == parts(held_in_rdf(spoiled(text), name))


@pytest.mark.parametrize("name", COMPRESSIBLE)
def test_it_reads_what_it_compressed(form: Format, name: str, tmp_path: Path) -> None:
    path = tmp_path / f"graph.{name}.gz"
    form.write(small_graph(), path)
    form.write(small_graph(), tmp_path / f"graph.{name}")
    assert gzip.decompress(path.read_bytes()) == (tmp_path / f"graph.{name}").read_bytes()
    assert parts(_read(form, path)) == parts(_read(form, tmp_path / f"graph.{name}"))


@pytest.mark.parametrize("content", [b"", b"\x00\xff\xfe", b"{}", b"nothing of the kind\n" * 9])
@pytest.mark.parametrize("name", READERS)
def test_it_refuses_to_read_what_it_did_not_write(
    form: Format, name: str, tmp_path: Path, content: bytes
) -> None:
    path = tmp_path / f"graph.{name}"
    path.write_bytes(content)
    with pytest.raises(GraphError, match=path.name) as error:
        _read(form, path)
    assert "\n" not in str(error.value)


@pytest.mark.parametrize("name", READERS)
def test_it_names_a_file_that_is_not_there(form: Format, name: str, tmp_path: Path) -> None:
    with pytest.raises(GraphError, match=f"graph.{name}"):
        _read(form, tmp_path / f"graph.{name}")


def _read(form: Format, path: Path) -> KnowledgeGraph:
    assert form.read
    return form.read(path)
