"""A person with a browser on this machine: one answer is awaited on the loopback addresses (RFC 8252, 7.3)."""

from __future__ import annotations

import contextlib
import errno
import os
import queue
import socket
import socketserver
import threading
import time
from http.server import BaseHTTPRequestHandler

from validator.lazy import lazy
from validator.live.login import Denied, NoCode, returned
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from validator.live.login import Authorization
    from validator.live.secret import Secret

LOG_IN_SECONDS = 120.0
"""How long a person may take to log in."""

_REDIRECT_URI = lazy(
    r"http://(?P<host>localhost|127\.0\.0\.1|\[::1\])(?::(?P<port>[0-9]{1,5}))?(?P<path>/[A-Za-z0-9._~/-]*)?"
)
_HIGHEST_PORT = 65535
_FOUR, _SIX = "127.0.0.1", "::1"
_ADDRESSES = {"localhost": (_FOUR, _SIX), _FOUR: (_FOUR,), "[::1]": (_SIX,)}
"""Where a browser may look for a host; which of the two it takes for `localhost`, it decides."""

_NO_SUCH_ADDRESS = frozenset({errno.EADDRNOTAVAIL, errno.EAFNOSUPPORT})
_PAGE = b"You can close this page.\n"
_SLICE = 0.25


class Callback(NamedTuple):
    """What a request must be to bring the code."""

    host: str
    port: int
    path: str
    state: Secret


class Browser(NamedTuple):
    """A person whose browser, started by `open_page`, comes back to `redirect_uri` on this machine."""

    redirect_uri: str
    open_page: Callable[[Authorization], object]
    seconds: float = LOG_IN_SECONDS

    def log_in(
        self, authorization: Authorization, waiting: Callable[[], object] = lambda: None
    ) -> Secret | NoCode | Denied:
        """Listen, open the page, and wait for the one request with the right path, host and state."""
        place = place_of(self.redirect_uri)
        if place is None:
            return NoCode.REDIRECT_URI
        desk = _Desk(Callback(*place, authorization.state))
        with contextlib.ExitStack() as stack:
            try:
                for server in _servers(desk):
                    stack.enter_context(server)
                    stack.enter_context(server.running())
            except PermissionError:
                return NoCode.PORT_FORBIDDEN
            except OSError:
                return NoCode.PORT_TAKEN
            self.open_page(authorization)
            return desk.wait(self.seconds, waiting)


def place_of(redirect_uri: str) -> tuple[str, int, str] | None:
    """Return host, port and path of a redirect URI that can be listened for; None for any other."""
    match = _REDIRECT_URI.fullmatch(redirect_uri)
    port = int(match["port"] or 80) if match else 0
    if match is None or not 0 < port <= _HIGHEST_PORT:
        return None
    return match["host"], port, match["path"] or "/"


class _Desk:
    """Where the one good callback is handed over, whichever server it reaches."""

    def __init__(self, callback: Callback) -> None:
        self.callback = callback
        self._arrived: queue.SimpleQueue[Secret | Denied] = queue.SimpleQueue()
        self._first = threading.Lock()

    def is_first(self) -> bool:
        """Whether no good callback came before; the question can be answered with yes only once."""
        return self._first.acquire(blocking=False)

    def deliver(self, outcome: Secret | Denied) -> None:
        """Hand what the callback brought to whoever waits for it."""
        self._arrived.put(outcome)

    def wait(self, seconds: float, waiting: Callable[[], object]) -> Secret | Denied | NoCode:
        """Return what the callback brought; short waits let Ctrl-C through on every system."""
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):
                return self._arrived.get(timeout=_SLICE)
            waiting()
        return NoCode.TIMED_OUT


def _servers(desk: _Desk) -> Iterator[_Server]:
    """Yield a server for each address of the callback's host; one that this machine does not have is left out.

    Raises:
        OSError: the port is taken at one of them.
    """
    addresses = _ADDRESSES[desk.callback.host]
    for address in addresses:
        try:
            yield _Server(desk, address)
        except OSError as error:
            if len(addresses) == 1 or error.errno not in _NO_SUCH_ADDRESS:
                raise


class _Server(socketserver.ThreadingTCPServer):
    """Serves one loopback address alone; threads, because browsers open connections that they do not use."""

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = os.name != "nt"  # On Windows it would let another program share the port.

    def __init__(self, desk: _Desk, address: str) -> None:
        self.desk = desk
        self.address_family = socket.AF_INET6 if ":" in address else socket.AF_INET
        super().__init__((address, desk.callback.port), _Handler)

    @contextlib.contextmanager
    def running(self) -> Iterator[None]:
        """Serve while the context lasts."""
        threading.Thread(target=self.serve_forever, args=(0.05,), daemon=True).start()
        try:
            yield
        finally:
            self.shutdown()

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent: a browser that hangs up is no news, and a traceback would show the code."""


class _Handler(BaseHTTPRequestHandler):
    server: _Server
    timeout = 5
    protocol_version = "HTTP/1.0"

    def do_GET(self) -> None:
        """Answer the awaited request once, every other one with 404."""
        outcome = self._outcome()
        if outcome is None or not self.server.desk.is_first():
            self._answer(404, b"")
            return
        try:
            self._answer(200, _PAGE)
        finally:
            self.server.desk.deliver(outcome)

    def _outcome(self) -> Secret | Denied | None:
        callback = self.server.desk.callback
        path, _, query = self.path.partition("?")
        if path != callback.path or self.headers.get_all("Host") not in _hosts(callback):
            return None
        return returned(query, callback.state)

    def _answer(self, status: int, page: bytes) -> None:
        self.send_response_only(status)
        self.send_header("Content-Type", "text/plain; charset=utf-8")
        self.send_header("Content-Length", str(len(page)))
        self.send_header("Cache-Control", "no-store")
        self.send_header("Referrer-Policy", "no-referrer")
        self.end_headers()
        self.wfile.write(page)

    def send_error(self, *_said: object, **_more: object) -> None:
        """Answer what cannot be read with 404, without repeating any of it."""
        self._answer(404, b"")

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the name of the base class
        """Log nothing: the request line holds the code."""


def _hosts(callback: Callback) -> list[list[str]]:
    exact = [[f"{callback.host}:{callback.port}"]]
    return [*exact, [callback.host]] if callback.port == 80 else exact  # noqa: PLR2004 - the port that http leaves out
