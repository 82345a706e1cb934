"""A web server for tests that answers as it is told, and remembers what it was asked."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer


@dataclass
class Request:
    """What was asked: method, path with query, headers, body."""

    method: str
    path: str
    headers: dict[str, str]
    body: bytes


@dataclass
class Answer:
    """A status and headers; status 0 breaks the connection."""

    status: int = 204
    headers: dict[str, str] = field(default_factory=dict)


@dataclass
class Served:
    """A running server, and the requests that it has got."""

    url: str
    requests: list[Request]


@contextmanager
def serving(answer: Callable[[Request], Answer], allow: str = "") -> Iterator[Served]:
    """Run a server as long as the block runs; `allow` are the methods that it says it takes."""
    requests: list[Request] = []

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def handle_any(self) -> None:
            request = Request(self.command, self.path, dict(self.headers), self._body())
            requests.append(request)
            told = answer(request)
            if told.status == 0:
                self.close_connection = True
                return
            self.send_response(told.status)
            for name, value in {"Content-Length": "0", **told.headers}.items():
                self.send_header(name, value)
            self.end_headers()

        def do_OPTIONS(self) -> None:
            self.send_response(204 if allow else 404)
            self.send_header("Allow", allow)
            self.send_header("Content-Length", "0")
            self.end_headers()

        do_GET = do_PUT = do_POST = handle_any  # noqa: N815 - the names of http.server

        def _body(self) -> bytes:
            return self.rfile.read(int(self.headers.get("Content-Length", 0)))

        def log_message(self, *_: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_port}", requests)
    finally:
        server.shutdown()
        server.server_close()
