"""Work on many files shared among processes: forked where that is safe, so that each has all that was read before.

Results are plain data, and stand in the order of what they were made of, whoever made them. A process that ends before
its work is done is a fault of the tool; an error in one is met again by the process that asked, which does the work of
that one itself.
"""

from __future__ import annotations

import gc
import marshal
import os
import sys

from validator.lazy import on_demand
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    import signal
    from collections.abc import Callable
    from types import FrameType
    from typing import Any
else:
    signal = on_demand("signal")

WORTH_IT = 500
"""Fewer files than that are done before a second process has begun."""

ANEW_WORTH_IT = 2_500
"""Fewer files than that are read before a process that is started anew has made up for its start.

On Linux 1,250 files take two of them as long as one process; systems that need them start a process more slowly.
"""

_MOST = 16
_ERROR = b"!"
_DONE = b"."
OUT_OF_MEMORY = 99
"""The code with which a process ends that has no room left."""


class WorkerError(Exception):
    """A process ended before its work was done; `about` says at which file, and how it ended."""

    def __init__(self, about: str) -> None:
        super().__init__(about)
        self.about = about


class _Worker(NamedTuple):
    process: int
    results: int


def _held_back() -> tuple[signal.Signals, ...]:
    """Return the signals that wait while a process is begun."""
    return signal.SIGINT, signal.SIGTERM


def processes_for(asked: int, files: int) -> int:
    """Return how many processes are to share the work on some files; 0 asks for as many as pay off."""
    if files < 2 or not may_fork():  # noqa: PLR2004 - one file is not shared
        return 1
    if asked:
        return min(asked, files)
    return _that_pay_off(files, WORTH_IT)


def readers_for(asked: int, files: int) -> int:
    """Return how many processes are to share the reading of some files, which those that are started anew can do."""
    if may_fork():
        return processes_for(asked, files)
    if files < 2 or not may_start_anew():  # noqa: PLR2004 - as above
        return 1
    return min(asked, files) if asked else _that_pay_off(files, ANEW_WORTH_IT)


def _that_pay_off(files: int, worth_it: int) -> int:
    if files < worth_it or os.environ.get("PRE_COMMIT"):
        return 1
    return max(1, min(_free_cores(), files // (worth_it // 2), _MOST))


def may_fork() -> bool:
    """Whether a copy of this process can go on alone: not where threads run, or libraries of the system forbid it."""
    if not hasattr(os, "fork") or sys.platform == "darwin":
        return False
    threading = sys.modules.get("threading")
    return threading is None or threading.active_count() == 1


def may_start_anew() -> bool:
    """Whether what runs this process is a Python that can be started once more, not a program that has one inside."""
    name = os.path.basename(sys.executable or "").lower()  # noqa: PTH119 - pathlib would cost start-up time
    return name.startswith(("python", "pypy")) and not hasattr(sys, "frozen")


def _free_cores() -> int:
    """Return how many cores this process may use and nobody else does at present."""
    own = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    try:
        idle = (os.cpu_count() or 1) - os.getloadavg()[0]
    except (OSError, AttributeError):  # Windows does not tell
        return own
    return min(own, round(idle))


def shared(
    work: Callable[[int], Any],
    count: int,
    processes: int,
    called: Callable[[int], str],
    hear: Callable[[int], object] | None = None,
) -> list[Any]:
    """Return what some work makes of each number below a count, done by several processes, this one among them.

    Results are data that `marshal` writes. `called` says what a number stands for, for words about an end. `hear` gets
    the numbers that this process is at, by which all of them are about as far.

    Raises:
        WorkerError: a process ended before its work was done.
    """
    import mmap  # noqa: PLC0415 - only runs over many files need it

    results: list[Any] = [None] * count
    workers = _Workers()
    with mmap.mmap(-1, 8 * processes) as progress, _Frozen(), Ending(workers.end):
        parts = [range(number, count, processes) for number in range(processes)]
        for number in range(1, processes):
            workers.start(number, parts[number], work, progress)
        for at in parts[0]:
            if hear is not None:
                hear(at)
            results[at] = work(at)
        for part in parts[1:]:
            found = workers.results_of(part.start, progress, called)
            results[part.start :: processes] = [work(at) for at in part] if found is None else found
    return results


class Ending:
    """While it is entered, other processes work for this one: it ends them when it is left, or told to end itself."""

    def __init__(self, end: Callable[[], object]) -> None:
        self._end = end
        self._before: Any = None

    def __enter__(self) -> None:
        if _hears_signals() and signal.getsignal(signal.SIGTERM) is signal.SIG_DFL:
            self._before = signal.signal(signal.SIGTERM, self._told_to_end)

    def __exit__(self, *_: object) -> None:
        self._end()
        if self._before is not None:
            signal.signal(signal.SIGTERM, self._before)

    def _told_to_end(self, number: int, _: FrameType | None) -> None:
        self._end()
        signal.signal(number, signal.SIG_DFL)
        os.kill(os.getpid(), number)


def _hears_signals() -> bool:
    """Whether signals come to this thread."""
    threading = sys.modules.get("threading")
    return threading is None or threading.current_thread() is threading.main_thread()


class _Frozen:
    """While it is entered, the collector leaves alone what there was, which copies of the process share."""

    def __enter__(self) -> None:
        gc.freeze()

    def __exit__(self, *_: object) -> None:
        gc.unfreeze()


class _Workers:
    """The copies of this process that still work."""

    def __init__(self) -> None:
        self._at_work: dict[int, _Worker] = {}

    def start(self, number: int, part: range, work: Callable[[int], Any], progress: Any) -> None:  # noqa: ANN401
        """Start a process for a part of the work; signals are kept back until it is known here."""
        signal.pthread_sigmask(signal.SIG_BLOCK, _held_back())
        try:
            self._at_work[number] = _started(number, part, work, progress)
        except OSError:
            # The system has no room for one more: its part is done here.
            return
        finally:
            signal.pthread_sigmask(signal.SIG_UNBLOCK, _held_back())

    def results_of(self, number: int, progress: Any, called: Callable[[int], str]) -> list[Any] | None:  # noqa: ANN401
        """Return the results of a process, None where there is none or it met an error.

        Raises:
            WorkerError: it ended before its work was done.
        """
        worker = self._at_work.get(number)
        if worker is None:
            return None
        with open(worker.results, "rb", closefd=False) as stream:
            data = stream.read()
        del self._at_work[number]
        os.close(worker.results)
        status = os.waitstatus_to_exitcode(os.waitpid(worker.process, 0)[1])
        if status or len(data) < 9 or int.from_bytes(data[:8], "little") != len(data) - 8:  # noqa: PLR2004 - no result
            at = int.from_bytes(progress[8 * number : 8 * number + 8], "little")
            raise WorkerError(f"a process that was at {called(at)} {end_of(status)}")
        if data[8:9] == _ERROR:
            return None
        found: list[Any] = marshal.loads(memoryview(data)[9:])  # noqa: S302 - written by a copy of this process
        return found

    def end(self) -> None:
        """End all that still work."""
        while self._at_work:
            _, worker = self._at_work.popitem()
            os.kill(worker.process, signal.SIGKILL)
            os.waitpid(worker.process, 0)
            os.close(worker.results)


def _started(number: int, part: range, work: Callable[[int], Any], progress: Any) -> _Worker:  # noqa: ANN401
    read_end, write_end = os.pipe()
    parent = os.getpid()
    try:
        process = os.fork()
    except OSError:
        os.close(read_end)
        os.close(write_end)
        raise
    if process:
        os.close(write_end)
        return _Worker(process, read_end)
    code = 1
    try:
        for each in _held_back():
            signal.signal(each, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, _held_back())
        os.close(read_end)
        data = _done(number, part, work, progress, parent)
        write(write_end, len(data).to_bytes(8, "little") + data)
        code = 0
    except MemoryError:
        code = OUT_OF_MEMORY
    finally:
        os._exit(code)


def _done(number: int, part: range, work: Callable[[int], Any], progress: Any, parent: int) -> bytes:  # noqa: ANN401
    """Return the results of a part of the work, or the sign that there was an error."""
    found = []
    for at in part:
        progress[8 * number : 8 * number + 8] = at.to_bytes(8, "little")
        if os.getppid() != parent:
            raise SystemExit
        try:
            found.append(work(at))
        except MemoryError:
            raise
        except Exception:  # noqa: BLE001 - it is met again where it can be told
            return _ERROR
    return _DONE + marshal.dumps(found)


def write(descriptor: int, data: bytes) -> None:
    """Write all of some data into a pipe."""
    whole = memoryview(data)
    while whole:
        whole = whole[os.write(descriptor, whole) :]


def end_of(status: int) -> str:
    """Return in words how a process ended."""
    if status == OUT_OF_MEMORY:
        return "ran out of memory"
    return f"was ended by signal {-status}" if status < 0 else f"ended with code {status}"
