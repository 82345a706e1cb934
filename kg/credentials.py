"""Who asks a store: a name with a password, or a token. Neither stands on the command line."""

from __future__ import annotations

import getpass
import netrc
import os
import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import httpx

from kg.errors import ConfigError

if TYPE_CHECKING:
    from collections.abc import Mapping

PASSWORD, TOKEN = "KG_STORE_PASSWORD", "KG_STORE_TOKEN"


def credentials(
    endpoint: str, user: str | None, environment: Mapping[str, str] = os.environ
) -> httpx.Auth | None:
    """What to authenticate with at an endpoint, or None.

    For a user, the password stands in the environment or .netrc, or is asked for; without one,
    a token of the environment is taken, or what .netrc has for the host. Raises `ConfigError`
    where no password can be found.
    """
    host = urlsplit(endpoint).hostname or ""
    known = _netrc(host, environment)
    if user is None:
        if token := environment.get(TOKEN):
            return Bearer(token)
        return Password(*known) if known else None
    if password := environment.get(PASSWORD):
        return Password(user, password)
    if known and known[0] == user:
        return Password(*known)
    if sys.stdin.isatty():
        return Password(user, getpass.getpass(f"password of {user} at {host}: "))
    raise ConfigError(f"no password for {user}: set {PASSWORD}, or write it into ~/.netrc")


class Bearer(httpx.Auth):
    """A token."""

    def __init__(self, token: str) -> None:
        self._token = token

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Send the token with every request."""
        request.headers["Authorization"] = f"Bearer {self._token}"
        yield request


class Password(httpx.Auth):
    """A name and a password, in the way the store asks for (basic or digest)."""

    def __init__(self, user: str, password: str) -> None:
        self._basic = httpx.BasicAuth(user, password)
        self._digest = httpx.DigestAuth(user, password)
        self._chosen: httpx.Auth | None = None

    def auth_flow(self, request: httpx.Request) -> Generator[httpx.Request, httpx.Response, None]:
        """Ask without, and again as the answer wants it; later requests at once."""
        if self._chosen is None:
            answer = yield request
            if answer.status_code != 401:
                return
            wanted = answer.headers.get("www-authenticate", "").lower()
            self._chosen = self._digest if "digest" in wanted else self._basic
        yield from self._chosen.auth_flow(request)


def _netrc(host: str, environment: Mapping[str, str]) -> tuple[str, str] | None:
    """Name and password for a host from .netrc, or from the file that NETRC names."""
    path = Path(environment.get("NETRC") or Path.home() / ".netrc")
    if not path.is_file():
        return None
    try:
        found = netrc.netrc(path).authenticators(host)
    except (netrc.NetrcParseError, OSError) as error:
        raise ConfigError(f"{path} cannot be read: {error}") from error
    return (found[0], found[2]) if found and found[2] else None
