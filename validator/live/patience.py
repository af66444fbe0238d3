"""Requests for one config: its total of time, and the one wait that a busy server may ask for."""

from __future__ import annotations

import time

from validator.live.answers import TOO_MANY, UNAVAILABLE, Answer, Failure, Trouble, count, moment
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.live.ledger import Ledger
    from validator.live.redactor import Redactor
    from validator.live.transport import Limits, Request, Transport


class Patience:
    """Asks, and waits at most once per request and at most `Limits.wait` seconds in all, as told.

    `clock` returns Unix time in seconds; `sleep` waits for so many. Once `stopped` says so, nothing is sent again.
    """

    def __init__(
        self,
        transport: Transport,
        limits: Limits,
        clock: Callable[[], float] = time.time,
        sleep: Callable[[float], object] = time.sleep,
        stopped: Callable[[], bool] = lambda: False,
    ) -> None:
        self._transport = transport
        self._clock = clock
        self._sleep = sleep
        self._stopped = stopped
        self._deadline = time.monotonic() + limits.total
        self._wait_left = limits.wait

    def ask(self, request: Request) -> Answer | Failure:
        """Send a request; after 429 or 503 wait as told, where that fits, and send it once more."""
        answer = self._send(request)
        if isinstance(answer, Failure):
            return answer
        wait = told_wait(answer, self._clock())
        if wait is None or wait > min(self._wait_left, self._seconds_left()):
            return answer
        self._wait_left -= wait
        self._sleep(wait)
        return answer if self._stopped() else self._send(request)

    def _send(self, request: Request) -> Answer | Failure:
        left = self._seconds_left()
        return Failure(Trouble.SLOW, sent=False) if left <= 0 else self._transport.send(request, left)

    def _seconds_left(self) -> float:
        return self._deadline - time.monotonic()


def told_wait(answer: Answer, now: float) -> float | None:
    """Return how many seconds a busy server asks to wait; None when it is not busy or does not say.

    Procore's documentation names Retry-After on one page and X-Rate-Limit-Reset, in Unix seconds, on another.
    """
    if answer.status not in {TOO_MANY, UNAVAILABLE}:
        return None
    told = answer.headers.get("retry-after", "")
    seconds = count(told)
    if seconds is not None:
        return float(seconds)
    end = moment(told)
    if end is None and answer.status == TOO_MANY:
        end = answer.number("x-rate-limit-reset")
    # The server's own clock, where it shows it: this machine's may be wrong.
    there = moment(answer.headers.get("date", ""))
    return None if end is None else max(0.0, end - (now if there is None else there))


class Tools(NamedTuple):
    """The effects of the live check, in one place; `stopped` says that the run was interrupted."""

    redactor: Redactor
    ledger: Ledger
    transport: Transport
    limits: Limits
    clock: Callable[[], float]
    sleep: Callable[[float], object]
    stopped: Callable[[], bool]
    probes: bool = False
    names: bool = False
    refreshes: bool = False

    def patience(self) -> Patience:
        """Return a fresh allowance of time for one config."""
        return Patience(self.transport, self.limits, self.clock, self.sleep, self.stopped)
