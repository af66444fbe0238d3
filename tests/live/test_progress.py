from __future__ import annotations

from validator.live.progress import Counter, Doing, Progress


class Clock:
    """A clock that is put forward by hand."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_a_config_that_is_done_is_told_at_once_and_else_each_second() -> None:
    told: list[Progress | None] = []
    clock = Clock()
    counter = Counter(2, told.append, clock)
    counter.wait()
    assert told == []
    clock.now += 1.0
    counter.wait()
    counter.wait()
    counter.add("acme")
    assert told == [Progress("", 0, 2, 1.0), Progress("acme", 1, 2, 1.0)]


def test_seconds_are_counted_anew_when_something_else_begins() -> None:
    told: list[Progress | None] = []
    clock = Clock()
    counter = Counter(1, told.append, clock)
    clock.now += 5.0
    counter.begin(Doing.LOGGING_IN, "acme")
    clock.now += 2.0
    counter.wait()
    counter.begin(Doing.TRYING)
    assert told == [Progress("acme", 0, 1, 2.0, Doing.LOGGING_IN), None]


def test_what_was_never_shown_is_not_taken_away_and_once_is_enough() -> None:
    told: list[Progress | None] = []
    counter = Counter(1, told.append, Clock())
    counter.clear()
    counter.add("acme")
    counter.clear()
    counter.clear()
    assert told == [Progress("acme", 1, 1, 0.0), None]


def test_nobody_need_listen() -> None:
    counter = Counter(1, None, Clock())
    counter.add("acme")
    counter.clear()
    assert counter.wait() is None  # type: ignore[func-returns-value]
