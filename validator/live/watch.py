"""A limit on a blocking exchange by the clock on the wall: a slow drip resets every time-out of a socket."""

from __future__ import annotations

import contextlib
import queue
import socket
import threading
import time
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

T = TypeVar("T")

_SLICE = 0.1
"""Seconds of one wait: on Windows a longer one would hold up Ctrl-C."""

_SEEING_OFF = 0.5
"""Seconds that an exchange which was cut gets to notice it and to close its connection."""


class Expired(Exception):  # noqa: N818 - a signal, caught in this package
    """Raised inside an exchange whose caller no longer waits, so that no secret leaves after the deadline."""


class Watch:
    """Follows one exchange through httpcore's trace hook, and can cut it from outside.

    `sockets` are the connections that exchanges of the same client have opened; new ones are added.
    """

    def __init__(self, sockets: list[socket.socket]) -> None:
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
