"""Requests to one endpoint: made again where the store is busy, and never sent to another host."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import httpx

from kg.errors import StoreError

if TYPE_CHECKING:
    from types import TracebackType

ATTEMPTS = 5
BUSY = frozenset({429, 500, 502, 503, 504})
"""Answers after which a request is made again."""

SENT_ON = frozenset({301, 302, 307, 308})
REDIRECTIONS = 5
TIMEOUT = 300.0
"""Seconds that a store may take to answer."""

SHOWN = 300
"""Characters of an answer that an error shows."""

_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Body:
    """What is sent: its media type, its size in bytes, and pieces that can be read again."""

    kind: str
    size: int
    pieces: Iterable[bytes]

    @classmethod
    def of(cls, kind: str, data: bytes) -> Body:
        """What is sent in one piece."""
        return cls(kind, len(data), [data])


@dataclass
class Endpoint:
    """A store's URL; `wait` sleeps for some seconds before a request is made again."""

    url: str
    auth: httpx.Auth | None = None
    wait: Callable[[float], None] = time.sleep
    _client: httpx.Client = field(init=False)

    def __post_init__(self) -> None:
        self._client = httpx.Client(auth=self.auth, timeout=TIMEOUT)

    def __enter__(self) -> Endpoint:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._client.close()

    def allowed(self) -> set[str]:
        """Methods that the endpoint says it takes; none where it does not say."""
        try:
            answer = self._follow("OPTIONS", {}, None)
        except httpx.TransportError:
            return set()
        allowed = answer.headers.get("allow", "") if answer.is_success else ""
        return {method.strip().upper() for method in allowed.split(",")} - {""}

    def send(self, method: str, query: Mapping[str, str], body: Body | None) -> httpx.Response:
        """Make a request, again after a while where the store is busy or the line is broken.

        Raises `StoreError` where no attempt reaches it.
        """
        for attempt in range(1, ATTEMPTS):
            try:
                answer = self._follow(method, query, body)
            except httpx.TransportError:
                pass
            else:
                if answer.status_code not in BUSY:
                    return answer
            self.wait(0.5 * 2 ** (attempt - 1))
        try:
            return self._follow(method, query, body)
        except httpx.TransportError as error:
            raise StoreError(f"{self.url} cannot be reached: {error}") from error

    def check(self, answer: httpx.Response) -> None:
        """Raise `StoreError`, with what the store says, unless an answer is that of a success."""
        if answer.is_success:
            return
        if answer.status_code in (401, 403):
            raise StoreError(f"{self.url} lets nobody in like this: see --user")
        text = " ".join(_TAG.sub(" ", answer.text).split())[:SHOWN]
        raise StoreError(f"{self.url} answers {answer.status_code}: {text}")

    def _follow(self, method: str, query: Mapping[str, str], body: Body | None) -> httpx.Response:
        """Make a request, and once more where the store sends it on within its own host."""
        url = httpx.URL(self.url).copy_merge_params(query)
        # Virtuoso takes a body whose length it is not told for an empty one, and says "created".
        headers = {"Content-Type": body.kind, "Content-Length": str(body.size)} if body else None
        content = body.pieces if body else None
        for _ in range(REDIRECTIONS):
            answer = self._client.request(method, url, content=content, headers=headers)
            if answer.status_code not in SENT_ON or "location" not in answer.headers:
                return answer
            there = url.join(answer.headers["location"])
            if (there.scheme, there.host, there.port) != (url.scheme, url.host, url.port):
                raise StoreError(
                    f"{self.url} sends on to {there.host}, where nothing is sent unasked: give "
                    "that endpoint yourself"
                )
            url = there
        raise StoreError(f"{self.url} sends on too often")
