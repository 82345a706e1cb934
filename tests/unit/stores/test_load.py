from __future__ import annotations

import re
from pathlib import Path

import pytest

from kg.cli import main
from kg.credentials import Bearer, Password, credentials
from kg.errors import ConfigError, GraphError, StoreError
from kg.stores import Target, load
from kg.transport import ATTEMPTS
from tests.unit.stores.server import Answer, Request, serving

LINE = "<https://x.example/a> <https://x.example/b> <https://x.example/c> .\n"
GRAPH = "https://x.example/graph"


@pytest.fixture
def path(tmp_path: Path) -> Path:
    (tmp_path / "graph.nt").write_text(LINE)
    return tmp_path / "graph.nt"


@pytest.fixture(autouse=True)
def nobody(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An environment without anybody's passwords."""
    for name in ("KG_STORE_PASSWORD", "KG_STORE_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("KG_CACHE", str(tmp_path / "cache"))


def test_a_graph_is_put_whole(path: Path) -> None:
    with serving(lambda _: Answer()) as server:
        assert load(path, Target(f"{server.url}/data", GRAPH)) == ("Graph Store Protocol", 1)
    [request] = server.requests
    assert request.method == "PUT"
    assert request.path == "/data?graph=https%3A%2F%2Fx.example%2Fgraph"
    assert request.body.decode() == LINE


def test_without_a_graph_store_it_is_emptied_and_filled(path: Path) -> None:
    with serving(lambda r: Answer(405 if r.method == "PUT" else 204)) as server:
        assert load(path, Target(server.url, GRAPH)) == ("Update", 1)
    texts = [r.body.decode() for r in server.requests if r.method == "POST"]
    insert = f"INSERT DATA {{\nGRAPH <{GRAPH}> {{\n{LINE}}}}}"
    assert texts == [f"CLEAR SILENT GRAPH <{GRAPH}> ;\n{insert}"]


def test_what_says_that_it_takes_no_graphs_gets_none(path: Path) -> None:
    with serving(lambda _: Answer(), allow="GET, POST, OPTIONS") as server:
        assert load(path, Target(server.url, GRAPH)).protocol == "Update"
    assert [r.method for r in server.requests] == ["POST"]


@pytest.fixture
def long(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A file of ten triples, which take four updates."""
    monkeypatch.setattr("kg.stores.CHUNK", 3)
    (tmp_path / "long.nt").write_text("".join(LINE.replace("c>", f"c{k}>") for k in range(10)))
    return tmp_path / "long.nt"


def objects(request: Request) -> list[int]:
    """Which of the ten triples stand in an update."""
    return [int(found) for found in re.findall(r"/c(\d)>", request.body.decode())]


def test_a_long_graph_is_sent_in_chunks(long: Path) -> None:
    told: list[tuple[int, int]] = []
    with serving(lambda _: Answer(), allow="POST") as server:
        load(long, Target(server.url, GRAPH), told=lambda *sent: told.append(sent))
    assert list(map(objects, server.requests)) == [[0, 1, 2], [3, 4, 5], [6, 7, 8], [9]]
    assert [b"CLEAR" in r.body for r in server.requests] == [True, False, False, False]
    assert told == [(3, 10), (6, 10), (9, 10), (10, 10)]


def test_no_update_is_long_in_bytes(long: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.stores.CHUNK_BYTES", len(LINE) + 1)
    with serving(lambda _: Answer(), allow="POST") as server:
        load(long, Target(server.url, GRAPH))
    assert list(map(objects, server.requests)) == [[k] for k in range(10)]


@pytest.mark.parametrize(("resume", "again"), [(True, [6, 7, 8]), (False, [0, 1, 2])])
def test_a_load_that_was_broken_off_goes_on_or_begins_anew(
    long: Path, resume: bool, again: list[int]
) -> None:
    broken = True

    def answer(request: Request) -> Answer:
        return Answer(400 if broken and objects(request) == [6, 7, 8] else 204)

    with serving(answer, allow="POST") as server:
        with pytest.raises(StoreError, match="6 of 10 triples are loaded, --resume goes on"):
            load(long, Target(server.url, GRAPH))
        broken = False
        server.requests.clear()
        load(long, Target(server.url, GRAPH), resume=resume)
        assert objects(server.requests[0]) == again
        assert objects(server.requests[-1]) == [9]
        server.requests.clear()
        load(long, Target(server.url, GRAPH), resume=True)
        assert objects(server.requests[0]) == [0, 1, 2], "what is complete is not gone on with"


def test_another_graph_is_not_gone_on_with(long: Path) -> None:
    with serving(lambda r: Answer(400 if objects(r) == [6, 7, 8] else 204), allow="POST") as server:
        for name in (GRAPH, f"{GRAPH}/other"):
            server.requests.clear()
            with pytest.raises(StoreError):
                load(long, Target(server.url, name), resume=True)
            assert objects(server.requests[0]) == [0, 1, 2]


def test_what_was_loaded_since_is_not_gone_on_with(long: Path, path: Path) -> None:
    with serving(lambda r: Answer(400 if objects(r) == [6, 7, 8] else 204), allow="POST") as server:
        with pytest.raises(StoreError):
            load(long, Target(server.url, GRAPH))
        load(path, Target(server.url, GRAPH))
        server.requests.clear()
        with pytest.raises(StoreError):
            load(long, Target(server.url, GRAPH), resume=True)
        assert objects(server.requests[0]) == [0, 1, 2]


def test_an_endpoint_may_have_a_query_of_its_own(path: Path) -> None:
    with serving(lambda _: Answer()) as server:
        load(path, Target(f"{server.url}/data?repository=a", GRAPH))
    assert server.requests[0].path == "/data?repository=a&graph=https%3A%2F%2Fx.example%2Fgraph"


def test_the_default_graph_is_added_to_by_update(path: Path) -> None:
    with serving(lambda _: Answer(), allow="POST") as server:
        load(path, Target(server.url))
    assert [r.body.decode() for r in server.requests] == [f"INSERT DATA {{\n{LINE}}}"]


def test_an_empty_graph_empties(tmp_path: Path) -> None:
    (tmp_path / "empty.nt").write_text("")
    with serving(lambda _: Answer(), allow="POST") as server:
        assert load(tmp_path / "empty.nt", Target(server.url, GRAPH)).triples == 0
    assert server.requests[0].body.decode().startswith(f"CLEAR SILENT GRAPH <{GRAPH}>")


@pytest.mark.parametrize("trouble", [503, 0])
def test_a_busy_store_and_a_broken_line_are_tried_again(path: Path, trouble: int) -> None:
    statuses = iter([trouble, trouble, 204])
    waits: list[float] = []
    with serving(lambda _: Answer(next(statuses))) as server:
        load(path, Target(server.url, GRAPH), wait=waits.append)
    assert waits == [0.5, 1.0]
    assert {r.body.decode() for r in server.requests} == {LINE}


def test_in_the_end_it_gives_up(path: Path) -> None:
    waits: list[float] = []
    with serving(lambda _: Answer(503)) as server, pytest.raises(StoreError, match="answers 503"):
        load(path, Target(server.url, GRAPH), wait=waits.append)
    assert len(server.requests) == ATTEMPTS
    assert len(waits) == ATTEMPTS - 1


def test_a_store_that_is_not_there_is_named(path: Path) -> None:
    with serving(lambda _: Answer()) as server:
        pass
    with pytest.raises(StoreError, match="cannot be reached"):
        load(path, Target(server.url, GRAPH), wait=lambda _: None)


def test_it_follows_within_the_host_and_nowhere_else(path: Path) -> None:
    def here(request: Request) -> Answer:
        there = {"Location": "/other" + request.path.partition("/data")[2]}
        return Answer(308, there) if request.path.startswith("/data") else Answer()

    with serving(here) as server:
        load(path, Target(f"{server.url}/data", GRAPH), Bearer("secret"))
    assert [r.body.decode() for r in server.requests] == [LINE, LINE]

    with serving(lambda _: Answer()) as other:
        away = {"Location": other.url}
        with (
            serving(lambda _: Answer(307, away)) as server,
            pytest.raises(StoreError, match="sends on to"),
        ):
            load(path, Target(server.url, GRAPH), Bearer("secret"))
    assert other.requests == []


def locked(challenge: str, key: str) -> object:
    def answer(request: Request) -> Answer:
        if request.headers.get("Authorization", "").startswith(key):
            return Answer()
        return Answer(401, {"WWW-Authenticate": challenge})

    return answer


@pytest.mark.parametrize(
    ("challenge", "key"),
    [
        ('Basic realm="x"', "Basic"),
        ('Digest realm="x", nonce="n", qop="auth", algorithm=MD5', "Digest username="),
    ],
)
def test_the_store_chooses_how_it_is_asked(path: Path, challenge: str, key: str) -> None:
    with serving(locked(challenge, key)) as server:  # type: ignore[arg-type]
        load(path, Target(server.url, GRAPH), Password("ada", "secret"))
    assert "Authorization" not in server.requests[0].headers
    assert server.requests[-1].body.decode() == LINE


def test_a_token_is_sent(path: Path) -> None:
    with serving(locked("Bearer", "Bearer secret")) as server:  # type: ignore[arg-type]
        load(path, Target(server.url, GRAPH), Bearer("secret"))
    assert len(server.requests) == 1


def test_a_wrong_password_is_not_told(path: Path) -> None:
    with (
        serving(locked('Basic realm="x"', "none")) as server,  # type: ignore[arg-type]
        pytest.raises(StoreError, match="see --user") as error,
    ):
        load(path, Target(server.url, GRAPH), Password("ada", "secret"))
    assert "secret" not in str(error.value)


def test_where_passwords_come_from(tmp_path: Path) -> None:
    endpoint = "https://store.example/data"
    netrc = {"NETRC": str(tmp_path / "netrc")}
    assert credentials(endpoint, None, netrc) is None
    assert isinstance(credentials(endpoint, None, netrc | {"KG_STORE_TOKEN": "t"}), Bearer)
    assert isinstance(credentials(endpoint, "ada", netrc | {"KG_STORE_PASSWORD": "p"}), Password)
    (tmp_path / "netrc").write_text("machine store.example login ada password p\n")
    assert isinstance(credentials(endpoint, None, netrc), Password)
    assert isinstance(credentials(endpoint, "ada", netrc), Password)
    assert credentials("https://other.example/", None, netrc) is None


def test_no_password_is_said_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    with pytest.raises(ConfigError, match="KG_STORE_PASSWORD"):
        credentials("https://store.example/", "ada")


@pytest.mark.parametrize(
    "endpoint", ["store.example", "ftp://store.example/", "https://ada:secret@store.example/"]
)
def test_what_is_no_endpoint_is_refused(endpoint: str) -> None:
    with pytest.raises(ConfigError):
        Target(endpoint, GRAPH)


def test_a_graph_is_an_iri() -> None:
    with pytest.raises(ConfigError, match="--graph"):
        Target("https://store.example/", "my> graph")


def test_a_broken_file_is_named(tmp_path: Path) -> None:
    (tmp_path / "broken.nt").write_text("nothing of the kind")
    with serving(lambda _: Answer()) as server, pytest.raises(GraphError, match=r"broken\.nt"):
        load(tmp_path / "broken.nt", Target(server.url, GRAPH))
    assert server.requests == []


def test_the_command_loads(path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    with serving(lambda _: Answer()) as server, pytest.raises(SystemExit) as end:
        main(["load", str(path), server.url, "--graph", GRAPH])
    assert not end.value.code
    assert "loaded 1 triples" in capsys.readouterr().out
