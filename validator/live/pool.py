"""Jobs in threads that report to one caller, and may be left behind."""

from __future__ import annotations

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

    def reports(self, idle: Callable[[], object] = lambda: None) -> Iterator[T]:
        """Yield what the jobs report until all are done, and call `idle` while there is nothing.

        An exception of a job is raised here.
        """
        while self._open:
            try:
                report = self._reports.get(timeout=_SLICE)
            except queue.Empty:
                idle()
                continue
            if report is None:
                self._open -= 1
            elif isinstance(report, BaseException):
                raise report
            else:
                yield report

    def settle(self, seconds: float, idle: Callable[[], object] = lambda: None) -> Iterator[T]:
        """Start no further job, give those that run some seconds to end, and yield what they still report.

        Their exceptions are passed over. `idle` is called while there is nothing.
        """
        self._cancelled = True
        deadline = time.monotonic() + seconds
        while self._open and time.monotonic() < deadline:
            try:
                report = self._reports.get(timeout=_SLICE)
            except queue.Empty:
                idle()
                continue
            if report is None:
                self._open -= 1
            elif not isinstance(report, BaseException):
                yield report

    def _work(self, job: Callable[[Callable[[T], None]], object]) -> None:
        with self._seats:
            try:
                if not self._cancelled:
                    job(self._reports.put)
            except BaseException as error:  # noqa: BLE001 - raised again where it can be seen
                self._reports.put(error)
            finally:
                self._reports.put(None)
