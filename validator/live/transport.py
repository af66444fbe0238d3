"""One exchange with one server: the only place that sends anything."""

from __future__ import annotations

import base64
import logging
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import quote, urlencode

import httpx

from validator._version import __version__
from validator.live.answers import Answer, Failure, Trouble
from validator.live.errors import SetupError, TransportBug
from validator.live.secret import Secret
from validator.live.troubles import KNOWN, trouble
from validator.live.watch import Watch, within

if TYPE_CHECKING:
    import socket
    import ssl
    from collections.abc import Callable, Mapping

_HEADERS = {
    "User-Agent": f"appxlint/{__version__}",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
}
_SILENT = logging.CRITICAL + 1


class Limits(NamedTuple):
    """How long and how much; seconds and bytes.

    `connect` and `read` are those of a single wait, `request` that of a whole exchange, `total` that of all
    exchanges for one config, `wait` what a busy server may make the check wait in all.
    """

    connect: float = 10.0
    read: float = 30.0
    request: float = 30.0
    total: float = 90.0
    wait: float = 15.0
    size: int = 2 * 1024 * 1024


class Request(NamedTuple):
    """One request; `url` was put together from a checked origin.

    `form` makes it a POST. `bearer` and `basic` (a client's id and secret) go into the Authorization header.
    """

    url: str
    headers: Mapping[str, str] = {}
    form: Mapping[str, str | Secret] | None = None
    bearer: Secret | None = None
    basic: tuple[str, Secret] | None = None

    def __repr__(self) -> str:
        return "Request(…)"


def _never() -> bool:
    return False


class Transport:
    """A client that follows no redirect, verifies certificates, keeps no cookies, and never waits for ever.

    Proxies come from the environment. Once `stopped` says so, reads are cut short; what asks for a token or
    revokes one goes on, so that no token is left behind.

    Raises:
        SetupError: a proxy named in the environment cannot be used.
    """

    def __init__(self, tls: ssl.SSLContext, limits: Limits, stopped: Callable[[], bool] = _never) -> None:
        self._limits = limits
        self._stopped = stopped
        self._sockets: list[socket.socket] = []
        self._client = _client(tls, limits)

    def send(self, request: Request, seconds: float | None = None) -> Answer | Failure:
        """Exchange once, within `seconds` (or the limit of a request) by the clock on the wall."""
        limit = self._limits.request if seconds is None else min(seconds, self._limits.request)
        watch = Watch(self._sockets)
        given_up = self._stopped if request.form is None else _never
        outcome = within(limit, lambda: self._exchange(request, watch), watch, given_up)
        if isinstance(outcome, str):
            raise TransportBug(outcome)
        return Failure(Trouble.SLOW, watch.sent) if outcome is None else outcome

    def close(self) -> None:
        """Close the connections."""
        self._client.close()

    def _exchange(self, request: Request, watch: Watch) -> Answer | Failure | str:
        """Return an answer, a failure, or the name of an unforeseen exception's type; raise nothing."""
        try:
            return self._read(request, watch)
        except KNOWN as error:
            return trouble(error, sent=watch.sent)
        except Exception as error:  # noqa: BLE001 - its text and frames may hold a secret
            return type(error).__name__

    def _read(self, request: Request, watch: Watch) -> Answer | Failure:
        self._client.cookies.clear()
        with self._client.stream(
            "GET" if request.form is None else "POST",
            request.url,
            headers=_headers(request),
            content=None if request.form is None else _body(request.form),
            follow_redirects=False,
            extensions={"trace": watch.trace},
        ) as response:
            return _bounded(response, self._limits.size)


def silence_loggers() -> None:
    """Keep httpx and httpcore from logging URLs and headers, whatever the process's log level is."""
    for name in ("httpx", "httpcore", *logging.root.manager.loggerDict):
        if name.split(".")[0] in {"httpx", "httpcore"}:
            logging.getLogger(name).setLevel(_SILENT)


def _client(tls: ssl.SSLContext, limits: Limits) -> httpx.Client:
    silence_loggers()
    waits = httpx.Timeout(limits.read, connect=limits.connect)
    try:
        return httpx.Client(
            verify=tls,
            timeout=waits,
            follow_redirects=False,
            headers=_HEADERS,
            # Plain http goes to this machine alone, so no proxy may come to see it.
            mounts={"http://": None},
        )
    except (ValueError, ImportError, httpx.InvalidURL):
        problem = "a proxy named in the environment (HTTPS_PROXY, ALL_PROXY) is not one that can be used"
    raise SetupError(problem)


def _headers(request: Request) -> dict[str, str]:
    headers = dict(request.headers)
    if request.form is not None:
        headers["Content-Type"] = "application/x-www-form-urlencoded"
    if request.bearer is not None:
        headers["Authorization"] = f"Bearer {request.bearer.reveal()}"
    if request.basic is not None:
        # RFC 6749 section 2.3.1: both parts are form-encoded before they are joined.
        user, password = request.basic
        pair = f"{quote(user, safe='')}:{quote(password.reveal(), safe='')}"
        headers["Authorization"] = f"Basic {base64.b64encode(pair.encode()).decode()}"
    return headers


def _body(form: Mapping[str, str | Secret]) -> bytes:
    plain = {key: value.reveal() if isinstance(value, Secret) else value for key, value in form.items()}
    return urlencode(plain).encode()


def _bounded(response: httpx.Response, size: int) -> Answer | Failure:
    headers = dict(response.headers)
    if headers.get("content-encoding", "identity").strip().lower() not in {"", "identity"}:
        return Failure(Trouble.COMPRESSED, sent=True)
    body = bytearray()
    try:
        for chunk in response.iter_raw():
            body += chunk
            if len(body) > size:
                return Failure(Trouble.TOO_LARGE, sent=True)
    except httpx.RemoteProtocolError:
        return Failure(Trouble.TRUNCATED, sent=True)
    return Answer(response.status_code, headers, bytes(body))
