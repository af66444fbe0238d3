"""Files read by several processes that are started anew, where a copy of this one could not go on alone.

A reader gets to know paths and limits by a pipe, and answers by another; nothing stands in its command line, and no
variable is added to its environment. One that cannot be started, or is another Python than this one, is done without.
"""

from __future__ import annotations

import marshal
import os
import subprocess
import sys
import threading

from validator.documents import looks
from validator.engine.reader import LENGTH, asked, greeting
from validator.engine.workers import Ending, WorkerError, end_of

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from validator.diagnostics import Limits
    from validator.documents.discover import Found
    from validator.engine.reading import Plain

CODE = """\
import marshal, sys
given = sys.stdin.buffer
sys.path[:], sys.dont_write_bytecode, sys.pycache_prefix = marshal.load(given)
from validator.engine import reader
reader.answer(given.read(), 1)
"""
"""What a reader runs; the modules that it imports are those of this process."""

_AT_ONCE = 256 * 1024
_LOOK_UP = 0.1
"""Seconds after which a wait looks whether somebody wants to end it, which some systems do not tell meanwhile."""

_MOMENT = 5.0
"""Seconds that a process which was killed has to be gone."""


def read_apart(
    files: Sequence[Found],
    limits: Limits,
    processes: int,
    work: Callable[[int], Plain | None],
    hear: Callable[[int], object],
) -> list[Plain | None]:
    """Return what several processes read of files, in their order; this one does its part by `work`, and says where.

    Raises:
        WorkerError: a process ended before its work was done.
    """
    results: list[Plain | None] = [None] * len(files)
    parts = [range(number, len(files), processes) for number in range(processes)]
    readers = _Readers()
    with Ending(readers.end):
        for part in parts[1:]:
            readers.start(part.start, [files[at] for at in part], limits)
        for at in parts[0]:
            hear(at)
            results[at] = work(at)
        for part in parts[1:]:
            answers = iter(readers.answers_of(part.start))
            for at in part:
                found = next(answers, ())
                results[at] = found[0] if found else work(at)
    return results


class _Readers:
    """The processes that still read."""

    def __init__(self) -> None:
        self._at_work: dict[int, _Reader] = {}

    def start(self, number: int, files: Sequence[Found], limits: Limits) -> None:
        """Start a process for some files; where the system has no room for one more, they are read here."""
        ways = [f"{each}" for each in sys.path], sys.dont_write_bytecode, sys.pycache_prefix
        question = marshal.dumps(ways) + asked(files, limits, noting=looks.are_noted())
        try:
            process = _process()
        except OSError:
            return
        self._at_work[number] = reader = _Reader(process, question, [each.path for each in files])
        try:
            reader.start()
        except RuntimeError:  # no room for one more thread
            del self._at_work[number]
            process.kill()
            reader.run()

    def answers_of(self, number: int) -> list[tuple[Plain | None, ...]]:
        """Return a reader's answers, none where there is no reader.

        Raises:
            WorkerError: it ended before its work was done.
        """
        reader = self._at_work.get(number)
        if reader is None:
            return []
        while reader.is_alive():
            reader.join(_LOOK_UP)
        del self._at_work[number]
        return reader.answers()

    def end(self) -> None:
        """End all that still read."""
        readers = [*self._at_work.values()]
        self._at_work.clear()
        for each in readers:
            each.process.kill()
        for each in readers:
            each.join(_MOMENT)


class _Reader(threading.Thread):
    """A process that reads, and the thread that hears it, so that it need not wait for this process."""

    def __init__(self, process: subprocess.Popen[bytes], question: bytes, paths: Sequence[str]) -> None:
        super().__init__(daemon=True)
        self.process = process
        self._question = question
        self._paths = paths
        self._said = bytearray()

    def run(self) -> None:
        """Ask, and hear the answers until the process has ended."""
        asking, answering = self.process.stdin, self.process.stdout
        if asking is None or answering is None:
            return
        for part in (lambda: asking.write(self._question), asking.close):
            try:
                part()
            except OSError:  # it has ended, and what it said tells how far it came
                continue
        with answering:
            while said := os.read(answering.fileno(), _AT_ONCE):
                self._said += said
        self.process.wait()

    def answers(self) -> list[tuple[Plain | None, ...]]:
        """Return what was answered for each file, once the process has ended; nothing of a process that is no reader.

        Raises:
            WorkerError: it ended before it had answered for all.
        """
        if not self._said.startswith(greeting()):
            return []
        found = list(_answers_in(memoryview(self._said)[len(greeting()) :]))
        status = self.process.returncode
        if status or len(found) < len(self._paths):
            path = self._paths[min(len(found), len(self._paths) - 1)]
            raise WorkerError(f"a process that was at {path} {end_of(status)}")
        return found


def _answers_in(said: memoryview) -> Iterator[tuple[Plain | None, ...]]:
    """Yield each answer that is whole."""
    while len(said) >= LENGTH:
        end = LENGTH + int.from_bytes(said[:LENGTH], "little")
        if len(said) < end:
            return
        yield marshal.loads(said[LENGTH:end])  # noqa: S302 - written by a reader that this process started
        said = said[end:]


def _process() -> subprocess.Popen[bytes]:
    """Start this very Python anew, with nothing of the user's to run, and what it has to complain of unheard."""
    utf8 = f"utf8={sys.flags.utf8_mode}"
    return subprocess.Popen(  # noqa: S603 - this very Python, and the code above
        [sys.executable, "-I", "-X", utf8, "-c", CODE],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
    )
