"""What a run owes: the tokens that it was given, and whether each was revoked."""

from __future__ import annotations

import contextlib
import threading

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.live.secret import Secret


class Issued(NamedTuple):
    """A token out of an answer, whether the answer was of use or not; a `refreshing` one may never end by itself."""

    value: Secret
    refreshing: bool


class Ledger:
    """Counts tokens over all jobs of a run, for the words with which an interrupted one ends; threads share it."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._waiting = 0
        self._left: list[Issued] = []
        self._revoked = 0

    @contextlib.contextmanager
    def waiting(self) -> Iterator[None]:
        """Count a request for a token while the context lasts."""
        with self._lock:
            self._waiting += 1
        try:
            yield
        finally:
            with self._lock:
                self._waiting -= 1

    def enter(self, issued: Sequence[Issued]) -> None:
        """Take up the tokens of an answer."""
        with self._lock:
            self._left += issued

    def strike(self, issued: Issued) -> None:
        """Cross out a token that was revoked."""
        with self._lock:
            self._left = [each for each in self._left if each is not issued]
            self._revoked += 1

    def words(self) -> str:
        """Return what was revoked and what was not."""
        with self._lock:
            left, said = len(self._left), []
            if self._revoked:
                said.append(f"{_count(self._revoked)} revoked")
            if left:
                lasting = any(each.refreshing for each in self._left)
                end = "it ends by itself" if left == 1 else "they end by themselves"
                end = "a refresh token stays valid until its app is removed" if lasting else end
                said.append(f"{_count(left)} not revoked ({end})")
            if self._waiting:
                said.append(
                    "a token that was asked for and had not come yet is not revoked, and ends by itself"
                )
        return "; ".join(said) or "there was no token to revoke"


def _count(number: int) -> str:
    return "1 token was" if number == 1 else f"{number} tokens were"
