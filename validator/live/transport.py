"""One exchange with one server: the only place that sends anything."""

from __future__ import annotations

import base64
import contextlib
import logging
import os
import queue
import socket
import ssl
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar
from urllib.parse import quote, urlencode

import httpx

from validator._version import __version__
from validator.live.answers import Answer, Failure, Trouble
from validator.live.secret import Secret
from validator.values import NamedTuple

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from pathlib import Path

T = TypeVar("T")

_SLICE = 0.1
"""Seconds of one wait: on Windows a longer one would hold up Ctrl-C."""

_SEEING_OFF = 0.5
"""Seconds that an exchange which was cut gets to notice it and to close its connection."""

_SILENT = logging.CRITICAL + 1
_HEADERS = {
    "User-Agent": f"appxlint/{__version__}",
    "Accept": "application/json",
    "Accept-Encoding": "identity",
}


class SetupError(Exception):
    """The live check cannot start; the text says what to change, and holds no value that came from outside."""


class TransportBug(Exception):  # noqa: N818 - it is no error of the user's
    """An exception of an unforeseen type inside the HTTP library; only the type's name is kept."""


class Expired(Exception):  # noqa: N818 - a signal, caught in this module
    """Raised inside an exchange whose caller no longer waits, so that no secret leaves after the deadline."""


KNOWN = (httpx.HTTPError, httpx.InvalidURL, httpx.StreamError, Expired)
"""The families of exceptions that `trouble` has a word for."""


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

    @classmethod
    def within(cls, seconds: float) -> Limits:
        """Return limits of which a request's is so many seconds, and that of a config three times as many."""
        return cls(
            connect=min(cls._field_defaults["connect"], seconds),
            read=seconds,
            request=seconds,
            total=3 * seconds,
        )


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


def context(ca_bundle: Path | None) -> ssl.SSLContext:
    """Return the settings for verified connections: the usual authorities, and those of `ca_bundle` beside them.

    The usual ones are those that come with httpx and those that OpenSSL finds on the system. With the extra
    `appxlint[truststore]` the system judges by itself, as its browsers do, with what a company has installed there.
    SSLKEYLOGFILE is removed from this process's environment first, because every library down the line would
    write the keys of the connections to that file.

    Raises:
        SetupError: the file (or SSL_CERT_FILE) is missing or holds no certificate.
    """
    os.environ.pop("SSLKEYLOGFILE", None)
    settings = _usual()
    if ca_bundle is None:
        return settings
    try:
        settings.load_verify_locations(cafile=ca_bundle)
    except ssl.SSLError:
        problem = "the file given as --ca-bundle holds no certificate in PEM form"
    except OSError:
        problem = "the file given as --ca-bundle cannot be read"
    else:
        return settings
    raise SetupError(problem)


def _usual() -> ssl.SSLContext:
    if not (os.environ.get("SSL_CERT_FILE") or os.environ.get("SSL_CERT_DIR")):
        with contextlib.suppress(ImportError):
            import truststore  # type: ignore[import-not-found,unused-ignore]  # noqa: PLC0415 - an optional package

            trusting: ssl.SSLContext = truststore.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
            return trusting
    try:
        settings = httpx.create_ssl_context()
    except OSError:
        problem = "the certificates that SSL_CERT_FILE or SSL_CERT_DIR names cannot be read"
    else:
        settings.load_default_certs()
        return settings
    raise SetupError(problem)


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
            proxied = watch.host not in {"", httpx.URL(request.url).host}
            return trouble(error, sent=watch.sent, proxied=proxied)
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


class Watch:
    """Follows one exchange through httpcore's trace hook, and can cut it from outside.

    `sockets` are the connections that exchanges of the same client have opened; new ones are added.
    """

    def __init__(self, sockets: list[socket.socket]) -> None:
        self.host = ""
        """The host that was connected to last, which is a proxy's where there is one."""
        self.sent = False
        """Whether the request itself, not the CONNECT to a proxy, has begun to leave."""
        self._sockets = sockets
        self._cut = False

    def trace(self, event: str, info: Mapping[str, Any]) -> None:
        """Receive an event of httpcore."""
        if event.endswith(".send_request_headers.started"):
            if self._cut:
                raise Expired
            self.sent = self.sent or info["request"].method != b"CONNECT"
        elif event.endswith(".connect_tcp.started"):
            self.host = f"{info['host']}"
        elif event.endswith((".connect_tcp.complete", ".start_tls.complete")):
            connection = info["return_value"].get_extra_info("socket")
            self._sockets.append(connection)
            if self._cut:
                connection.close()

    def cut(self) -> None:
        """End the exchange: a read that waits returns at once, and nothing more is sent."""
        self._cut = True
        for connection in self._sockets:
            with contextlib.suppress(OSError):
                # The plain socket's method: a TLS socket's own changes the object under the reading thread.
                socket.socket.shutdown(connection, socket.SHUT_RDWR)


def within(seconds: float, work: Callable[[], T], watch: Watch, given_up: Callable[[], bool]) -> T | None:
    """Return the outcome of `work`, or None when it took longer, or was given up, and was cut.

    The work runs in a thread of its own, because looking up a name cannot be interrupted. It must not raise. What is
    given up beforehand is not begun.
    """
    if given_up():
        return None
    box: queue.SimpleQueue[T] = queue.SimpleQueue()
    threading.Thread(target=lambda: box.put(work()), daemon=True).start()
    deadline = time.monotonic() + seconds
    while not given_up() and (left := deadline - time.monotonic()) > 0:
        with contextlib.suppress(queue.Empty):
            return box.get(timeout=min(left, _SLICE))
    watch.cut()
    with contextlib.suppress(queue.Empty):
        box.get(timeout=_SEEING_OFF)
    return None


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


def trouble(error: BaseException, *, sent: bool, proxied: bool = False) -> Failure:
    """Say by its type what an exception of an exchange means; `proxied` says that a proxy was connected to."""
    causes = tuple(_causes(error))
    for cause in causes:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return Failure(Trouble.CERTIFICATE, sent, cause.verify_code)
    if any(isinstance(cause, ssl.SSLError) for cause in causes):
        return Failure(Trouble.TLS, sent)
    if any(isinstance(cause, socket.gaierror) for cause in causes):
        return Failure(Trouble.PROXY_NAME if proxied else Trouble.NAME, sent)
    return Failure(_kind(error, proxied=proxied), sent)


def _kind(error: BaseException, *, proxied: bool) -> Trouble:
    if isinstance(error, httpx.TimeoutException | Expired):
        return Trouble.SLOW
    if isinstance(error, httpx.ProxyError):
        return Trouble.PROXY
    if isinstance(error, httpx.ConnectError):
        return Trouble.PROXY_CONNECT if proxied else Trouble.CONNECT
    return Trouble.BROKEN


def _causes(error: BaseException | None) -> Iterator[BaseException]:
    while error is not None:
        yield error
        error = error.__cause__ or error.__context__
