"""What changes while the fake runs: codes, tokens, attempts, and the record of requests."""

from __future__ import annotations

import secrets
import threading
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from tests.support.fake_procore.messages import Received


class Issued(NamedTuple):
    """A token with the client it was given to and that client's secret; `by_person` tells the code flow."""

    client_id: str
    environment: str
    by_person: bool
    secret: str = ""


class Authorized(NamedTuple):
    """A code that waits to be exchanged."""

    client_id: str
    redirect_uri: str
    challenge: str


class State:
    """The memory of all servers of one fake."""

    def __init__(self) -> None:
        self.requests: list[Received] = []
        self.tokens: dict[str, Issued] = {}
        self.refresh_tokens: dict[str, Issued] = {}
        self.revoked: dict[str, Issued | None] = {}
        self.codes: dict[str, Authorized] = {}
        self._attempts: dict[tuple[str, str], int] = {}
        self._lock = threading.Lock()

    def record(self, request: Received) -> None:
        """Keep a request for a test to look at."""
        with self._lock:
            self.requests.append(request)

    def attempt(self, client_id: str, endpoint: str) -> int:
        """Count the requests of one client to one endpoint, from 1."""
        with self._lock:
            self._attempts[client_id, endpoint] = self._attempts.get((client_id, endpoint), 0) + 1
            return self._attempts[client_id, endpoint]

    def issue(self, issued: Issued) -> str:
        """Return a new access token, in the form of the documentation's examples."""
        token = f"eyJ0eXAiOiJKV1QiLCJhbGciOiJFUzUxMiJ9.{secrets.token_urlsafe(16)}.sig"
        self.tokens[token] = issued
        return token

    def issue_refresh(self, issued: Issued) -> str:
        """Return a new refresh token of 43 characters."""
        token = secrets.token_urlsafe(32)
        self.refresh_tokens[token] = issued
        return token

    def revoke(self, token: str) -> None:
        """End a token, known or not."""
        self.revoked[token] = self.tokens.pop(token, None) or self.refresh_tokens.pop(token, None)
