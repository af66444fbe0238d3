from __future__ import annotations

import functools
import threading
import time
from typing import TYPE_CHECKING

import pytest

from validator.live.pool import Pool

if TYPE_CHECKING:
    from collections.abc import Callable


def test_jobs_report_as_often_as_they_like() -> None:
    def job(report: Callable[[int], None], base: int) -> None:
        for number in range(3):
            report(base + number)

    pool: Pool[int] = Pool(2)
    for base in (10, 20):
        pool.submit(functools.partial(job, base=base))
    assert sorted(pool.reports()) == [10, 11, 12, 20, 21, 22]


def test_no_more_run_at_once_than_there_is_room_for() -> None:
    running, most, lock = 0, 0, threading.Lock()

    def job(_report: Callable[[None], None]) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        time.sleep(0.02)
        with lock:
            running -= 1

    pool: Pool[None] = Pool(3)
    for _ in range(12):
        pool.submit(job)
    assert list(pool.reports()) == []
    assert most == 3


def test_an_exception_of_a_job_is_raised_where_reports_are_read() -> None:
    def job(_report: Callable[[None], None]) -> None:
        raise LookupError("from the job")

    pool: Pool[None] = Pool(1)
    pool.submit(job)
    with pytest.raises(LookupError, match="from the job"):
        list(pool.reports())


def test_settling_waits_for_what_runs_and_drops_the_rest() -> None:
    begun, released, ended = threading.Event(), threading.Event(), threading.Event()
    second = threading.Event()

    def job(_report: Callable[[None], None]) -> None:
        begun.set()
        released.wait(5)
        ended.set()

    pool: Pool[None] = Pool(1)
    pool.submit(job)
    assert begun.wait(5)
    pool.submit(lambda _report: second.set())
    threading.Timer(0.05, released.set).start()
    assert list(pool.settle(5.0)) == []
    assert ended.is_set()
    assert not second.is_set()


def test_settling_does_not_wait_for_ever() -> None:
    released = threading.Event()
    pool: Pool[None] = Pool(1)
    pool.submit(lambda _report: released.wait(5))
    started = time.monotonic()
    assert list(pool.settle(0.05)) == []
    assert time.monotonic() - started < 1.0
    released.set()


def test_what_jobs_still_report_while_they_end_is_kept_and_their_exceptions_are_not() -> None:
    released, idle = threading.Event(), threading.Event()

    def job(report: Callable[[int], None]) -> None:
        released.wait(5)
        report(1)
        raise LookupError("too late to matter")

    pool: Pool[int] = Pool(1)
    pool.submit(job)
    threading.Timer(0.25, released.set).start()
    assert list(pool.settle(5.0, idle.set)) == [1]
    assert idle.is_set()
