"""What the handlers exchange: a request as it was received, and what to answer."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    import threading
    from collections.abc import Callable, Mapping
    from typing import BinaryIO


class Received(NamedTuple):
    """One request; `site` says at which of the servers it arrived."""

    site: str
    method: str
    path: str
    query: Mapping[str, str]
    headers: Mapping[str, str]
    form: Mapping[str, str]


class Reply(NamedTuple):
    """One answer: a JSON value, or bytes as they are."""

    status: int
    body: Any = b""
    headers: Mapping[str, str] = {}

    def content(self) -> bytes:
        """Return the body's bytes."""
        return self.body if isinstance(self.body, bytes) else json.dumps(self.body).encode()


class Raw(NamedTuple):
    """An answer that writes itself onto the connection; it ends early once `closing` is set."""

    write: Callable[[BinaryIO, threading.Event], None]


def said(status: int, error: str, description: str) -> Reply:
    """Return an error answer of the OAuth server."""
    return Reply(status, {"error": error, "error_description": description})
