"""A proxy for tests: opens tunnels to any address, or refuses to."""

from __future__ import annotations

import contextlib
import socket
import socketserver
import threading
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator


class _Tunnel(socketserver.StreamRequestHandler):
    server: Proxy

    def handle(self) -> None:
        line = self.rfile.readline().decode()
        headers = iter(self.rfile.readline, b"\r\n")
        self.server.heard.append(line + "".join(header.decode() for header in headers))
        if self.server.refuses:
            self.wfile.write(b"HTTP/1.1 407 canary-of-the-proxy\r\nContent-Length: 0\r\n\r\n")
            return
        host, _, port = line.split()[1].rpartition(":")
        with socket.create_connection((host, int(port))) as far:
            self.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
            back = threading.Thread(target=_copy, args=(far, self.connection), daemon=True)
            back.start()
            _copy(self.connection, far)
            back.join(5.0)


class Proxy(socketserver.ThreadingTCPServer):
    """Keeps the header lines that it heard."""

    daemon_threads = True
    allow_reuse_address = True
    block_on_close = False

    def __init__(self, *, refuses: bool) -> None:
        self.refuses = refuses
        self.heard: list[str] = []
        super().__init__(("127.0.0.1", 0), _Tunnel)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.server_address[1]}"

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Stay silent."""


def _copy(source: socket.socket, sink: socket.socket) -> None:
    with contextlib.suppress(OSError):
        while data := source.recv(65536):
            sink.sendall(data)
        sink.shutdown(socket.SHUT_WR)


@contextlib.contextmanager
def proxy(*, refuses: bool = False) -> Iterator[Proxy]:
    """Run a proxy while the context lasts."""
    with Proxy(refuses=refuses) as server:
        threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
        yield server
        server.shutdown()
