"""A bounded number of jobs at once, whose outcomes arrive at one queue that Ctrl-C can interrupt."""

from __future__ import annotations

import contextlib
import queue
import threading
import time
from typing import TYPE_CHECKING, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

T = TypeVar("T")

_SLICE = 0.1
"""Seconds of one wait: on Windows a wait without an end cannot be interrupted."""


class Pool(Generic[T]):
    """Runs jobs in daemon threads; a job reports by calling what it is given, as often as it likes.

    The standard library's executor would hold up the end of the process until its jobs are done.
    """

    def __init__(self, workers: int) -> None:
        self._seats = threading.BoundedSemaphore(workers)
        self._reports: queue.SimpleQueue[T | BaseException | None] = queue.SimpleQueue()
        self._open = 0
        self._cancelled = False

    def submit(self, job: Callable[[Callable[[T], None]], object]) -> None:
        """Have a job run as soon as there is room."""
        self._open += 1
        threading.Thread(target=self._work, args=(job,), daemon=True).start()

    def reports(self) -> Iterator[T]:
        """Yield what the jobs report until all are done; an exception of a job is raised here."""
        while self._open:
            with contextlib.suppress(queue.Empty):
                report = self._reports.get(timeout=_SLICE)
                if report is None:
                    self._open -= 1
                elif isinstance(report, BaseException):
                    raise report
                else:
                    yield report

    def settle(self, seconds: float) -> None:
        """Start no further job, and give those that run some seconds to end."""
        self._cancelled = True
        deadline = time.monotonic() + seconds
        while self._open and time.monotonic() < deadline:
            with contextlib.suppress(queue.Empty):
                self._open -= self._reports.get(timeout=_SLICE) is None

    def _work(self, job: Callable[[Callable[[T], None]], object]) -> None:
        with self._seats:
            try:
                if not self._cancelled:
                    job(self._reports.put)
            except BaseException as error:  # noqa: BLE001 - raised again where it can be seen
                self._reports.put(error)
            finally:
                self._reports.put(None)
