"""The fake's servers: each on a port of 127.0.0.1, with a certificate of an authority made for the run."""

from __future__ import annotations

import datetime as dt
import socketserver
import ssl
import threading
import time
import uuid
from http.server import BaseHTTPRequestHandler
from typing import TYPE_CHECKING, Any, Self
from urllib.parse import parse_qsl, urlsplit

import trustme

from tests.support.fake_procore import api, login
from tests.support.fake_procore.messages import Raw, Received, Reply
from tests.support.fake_procore.state import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from types import TracebackType

YESTERDAY = dt.datetime.now(tz=dt.UTC) - dt.timedelta(days=1)


class _Handler(BaseHTTPRequestHandler):
    """One connection: requests one after the other, each recorded before it is answered."""

    server: Site
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    timeout = 20

    def handle_one_request(self) -> None:
        self.raw_requestline = self.rfile.readline(65537)
        if not self.raw_requestline or not self.parse_request():
            self.close_connection = True
            return
        self._answer(self._received())

    def _received(self) -> Received:
        body = self.rfile.read(int(self.headers.get("Content-Length", "0")))
        parts = urlsplit(self.path)
        form = "urlencoded" in self.headers.get("Content-Type", "")
        return Received(
            self.server.name,
            self.command,
            parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {key.lower(): value for key, value in self.headers.items()},
            dict(parse_qsl(body.decode("latin-1"), keep_blank_values=True)) if form else {},
        )

    def _answer(self, request: Received) -> None:
        self.server.state.record(request)
        reply = self.server.answer(request)
        if isinstance(reply, Raw):
            self.close_connection = True
            reply.write(self.wfile, self.server.closing)  # type: ignore[arg-type]
            return
        content = reply.content()
        self.send_response_only(reply.status)
        usual = {
            "Content-Type": "application/json; charset=utf-8",
            "Date": self.date_time_string(),
            "X-Rate-Limit-Limit": "25",
            "X-Rate-Limit-Remaining": "24",
            "X-Rate-Limit-Reset": str(int(time.time()) + 10),
            "X-Request-Id": str(uuid.uuid4()),
            "Content-Length": str(len(content)),
        }
        for key, value in (usual | dict(reply.headers)).items():
            self.send_header(key, value)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        """Stay silent."""


class Site(socketserver.ThreadingTCPServer):
    """One server on a port of its own."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(
        self, name: str, state: State, tls: ssl.SSLContext | None, answer: Callable[[Received], Reply | Raw]
    ) -> None:
        self.name, self.state, self.tls, self.answer = name, state, tls, answer
        self.closing = threading.Event()
        super().__init__(("127.0.0.1", 0), _Handler)
        threading.Thread(target=self.serve_forever, args=(0.02,), daemon=True).start()

    @property
    def host(self) -> str:
        """The host and port, as `--trust-host` takes them."""
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The base address."""
        return f"{'https' if self.tls else 'http'}://{self.host}"

    def close(self) -> None:
        """Stop serving, slow answers included."""
        self.closing.set()
        self.shutdown()
        self.server_close()

    def finish_request(self, request: Any, client_address: Any) -> None:
        """Shake hands in the connection's own thread, so that nobody waits for a slow one."""
        if self.tls is None:
            super().finish_request(request, client_address)
            return
        with self.tls.wrap_socket(request, server_side=True) as secured:
            super().finish_request(secured, client_address)

    def handle_error(self, request: object, client_address: object) -> None:
        """Stay silent when a client hangs up."""


class FakeProcore:
    """Login and API of production and of the developer sandbox, and a stranger that redirects lead to.

    `ca_file` is where the authority's certificate was written, for `--ca-bundle`.
    """

    def __init__(self, folder: Path) -> None:
        self.state = State()
        self._sites: list[Site] = []
        self._authority = trustme.CA()
        self.ca_file = folder / "fake-procore-ca.pem"
        self.ca_file.write_bytes(self._authority.cert_pem.bytes())
        good = self.tls("127.0.0.1", "localhost")
        self.elsewhere = self.site("elsewhere", lambda _: Reply(200, {}), good)
        self.login = self.site("login", self._of(login.answer, "production"), good)
        self.api = self.site("api", self._of(api.answer, "production"), good)
        self.sandbox_login = self.site("sandbox_login", self._of(login.answer, "sandbox"), good)
        self.sandbox_api = self.site("sandbox_api", self._of(api.answer, "sandbox"), good)

    def tls(self, *names: str, expired: bool = False) -> ssl.SSLContext:
        """Return the settings of a server whose certificate is for the given names."""
        settings = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        until = YESTERDAY if expired else None
        self._authority.issue_cert(*names, not_after=until).configure_cert(settings)
        return settings

    def site(self, name: str, answer: Callable[[Received], Reply | Raw], tls: ssl.SSLContext | None) -> Site:
        """Start one more server; it ends with the others."""
        site = Site(name, self.state, tls, answer)
        self._sites.append(site)
        return site

    def requests(self, site: str = "", client_id: str = "") -> list[Received]:
        """Return what was received so far, at one site or everywhere, by one client or by all.

        A request to the API belongs to the client whose token it carries.
        """
        return [
            each
            for each in self.state.requests
            if (not site or each.site == site) and (not client_id or self._client(each) == client_id)
        ]

    def close(self) -> None:
        """Stop all servers."""
        for site in self._sites:
            site.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _client(self, request: Received) -> str:
        pair = login.credentials(request)
        if pair is not None and pair[0]:
            return pair[0]
        token = request.headers.get("authorization", "").removeprefix("Bearer ")
        issued = self.state.tokens.get(token) or self.state.revoked.get(token)
        return issued.client_id if issued else request.query.get("client_id", "")

    def _of(
        self, answer: Callable[[Received, str, State, str], Reply | Raw], environment: str
    ) -> Callable[[Received], Reply | Raw]:
        return lambda request: answer(request, environment, self.state, self.elsewhere.url)
