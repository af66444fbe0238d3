from __future__ import annotations

from email.utils import formatdate

import pytest

from validator.live.answers import Answer, Failure, Trouble
from validator.live.patience import Patience, told_wait
from validator.live.transport import Limits, Request

NOW = 1_800_000_000.0
ASK = Request("https://api.example/")
FINE = Answer(200, {}, b"{}")


class Server:
    """A transport that answers what it is given, in order."""

    def __init__(self, *answers: Answer | Failure) -> None:
        self._answers = list(answers)
        self.requested = 0
        self.seconds: list[float] = []

    def send(self, _request: Request, seconds: float) -> Answer | Failure:
        self.requested += 1
        self.seconds.append(seconds)
        return self._answers.pop(0)


def busy(status: int = 429, **headers: str) -> Answer:
    return Answer(status, {name.replace("_", "-"): value for name, value in headers.items()}, b"")


def patient(server: Server, slept: list[float], limits: Limits = Limits()) -> Patience:  # noqa: B008 - immutable
    return Patience(server, limits, lambda: NOW, slept.append)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("answer", "seconds"),
    [
        (FINE, None),
        (busy(500, retry_after="3"), None),
        (busy(429, retry_after="3"), 3.0),
        (busy(503, retry_after="3"), 3.0),
        (busy(429, retry_after=" 0 "), 0.0),
        (busy(429, retry_after=formatdate(NOW + 4, usegmt=True)), 4.0),
        (busy(429, retry_after=formatdate(NOW - 4, usegmt=True)), 0.0),
        (busy(429, x_rate_limit_reset=str(int(NOW) + 7)), 7.0),
        (busy(429, x_rate_limit_reset=str(int(NOW) - 7)), 0.0),
        (busy(429, x_rate_limit_reset=str(int(NOW) + 107), date=formatdate(NOW + 100, usegmt=True)), 7.0),
        (busy(429, retry_after="2", x_rate_limit_reset=str(int(NOW) + 7)), 2.0),
        (busy(429, retry_after="soon", x_rate_limit_reset=str(int(NOW) + 7)), 7.0),
        (busy(503, x_rate_limit_reset=str(int(NOW) + 7)), None),
        (busy(429, retry_after="-1"), None),
        (busy(429, retry_after="1e9", x_rate_limit_reset="soon"), None),
        (busy(429, retry_after="Mon, 99 Foo 2026 00:00:00 GMT"), None),
        (busy(429, retry_after="Fri, 31 Dec 9999 23:59:59 -2400"), None),
        (busy(429), None),
    ],
)
def test_a_busy_server_says_how_long_to_wait(answer: Answer, seconds: float | None) -> None:
    assert told_wait(answer, NOW) == seconds


def test_one_wait_and_the_second_answer_counts() -> None:
    slept: list[float] = []
    server = Server(busy(retry_after="3"), FINE)
    assert patient(server, slept).ask(ASK) is FINE
    assert slept == [3.0]


def test_a_second_refusal_is_final() -> None:
    slept: list[float] = []
    second = busy(retry_after="1")
    server = Server(busy(retry_after="1"), second)
    assert patient(server, slept).ask(ASK) is second
    assert (server.requested, slept) == (2, [1.0])


def test_a_wait_that_is_too_long_is_not_begun() -> None:
    slept: list[float] = []
    answer = busy(retry_after="16")
    assert patient(Server(answer), slept).ask(ASK) is answer
    assert slept == []


def test_all_waits_together_stay_within_the_limit() -> None:
    slept: list[float] = []
    last = busy(retry_after="6")
    server = Server(busy(retry_after="10"), FINE, last)
    patience = patient(server, slept)
    assert patience.ask(ASK) is FINE
    assert patience.ask(ASK) is last
    assert slept == [10.0]


def test_a_wait_does_not_go_beyond_the_total_time() -> None:
    slept: list[float] = []
    answer = busy(retry_after="5")
    assert patient(Server(answer), slept, Limits(total=4.0)).ask(ASK) is answer
    assert slept == []


def test_a_failure_is_not_repeated() -> None:
    failure = Failure(Trouble.BROKEN, sent=True)
    server = Server(failure)
    assert patient(server, []).ask(ASK) is failure
    assert server.requested == 1


def test_without_time_nothing_is_sent() -> None:
    server = Server()
    assert patient(server, [], Limits(total=0.0)).ask(ASK) == Failure(Trouble.SLOW, sent=False)
    assert server.requested == 0


def test_each_request_gets_no_more_than_what_is_left() -> None:
    server = Server(FINE)
    patient(server, [], Limits(total=5.0)).ask(ASK)
    assert 4.0 < server.seconds[0] <= 5.0


def test_after_an_interrupt_nothing_is_sent_again() -> None:
    server, slept = Server(busy(503, retry_after="3"), FINE), list[float]()
    patience = Patience(server, Limits(), lambda: NOW, slept.append, lambda: True)  # type: ignore[arg-type]
    assert patience.ask(ASK) == busy(503, retry_after="3")
    assert (server.requested, slept) == (1, [3.0])
