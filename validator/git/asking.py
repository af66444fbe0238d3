"""git asked for what it keeps, offline.

It may fetch nothing, and none of the commands that are used runs a hook, a filter, a driver or a pager. What the
environment says of the repository and of its index counts, as it does for git itself: a hook is told so which index is
about to be committed.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from contextlib import suppress

from validator.diagnostics import UsageError
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from types import TracebackType
    from typing import IO, Self

_ENVIRONMENT = {
    "GIT_ALLOW_PROTOCOL": "none",
    "GIT_NO_LAZY_FETCH": "1",
    "GIT_OPTIONAL_LOCKS": "0",
    "GIT_TERMINAL_PROMPT": "0",
    "LC_ALL": "C",
}
_PIECE = 1024 * 1024


class Answer(NamedTuple):
    """What git said, and what it complained of; `said` is None where it failed."""

    said: bytes | None
    complaint: str

    @property
    def line(self) -> str:
        """The first line of what git said, nothing where it failed."""
        return os.fsdecode((self.said or b"").partition(b"\n")[0])


def ask(arguments: Iterable[str], folder: Path, given: bytes = b"") -> Answer:
    """Return what git says in a folder.

    Raises:
        UsageError: there is no git.
    """
    with subprocess.Popen(  # noqa: S603 - the arguments are a list, and begin with a command of git's
        _command(arguments),
        cwd=folder,
        env=_environment(),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as process:
        said, complaint = process.communicate(given)
    return Answer(said if process.returncode == 0 else None, complaint.decode("utf-8", "replace"))


def _command(arguments: Iterable[str]) -> Sequence[str]:
    program = shutil.which("git")
    if program is None:
        raise UsageError("git is not there (no such program on the PATH), and revisions are read with it")
    return [program, "-c", "core.fsmonitor=false", *arguments]


def _environment() -> dict[str, str]:
    return {**os.environ, **_ENVIRONMENT}


class Contents:
    """Contents of a repository by the names that git has for them, read one after the other as they are asked for.

    They are the bytes that git keeps, converted in no way.
    """

    def __init__(self, folder: Path) -> None:
        self._process = subprocess.Popen(  # noqa: S603 - as above
            _command(["cat-file", "--batch"]),
            cwd=folder,
            env=_environment(),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """End the process that reads."""
        for stream in (self._process.stdin, self._process.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()
        self._process.wait()

    def read(self, name: str, most: int) -> tuple[bytes, int] | None:
        """Return the first bytes of some content and its size, None where it is not at hand."""
        asked, answers = self._process.stdin, self._process.stdout
        if asked is None or answers is None:
            return None
        try:
            asked.write(f"{name}\n".encode())
            asked.flush()
        except OSError:  # git has ended
            return None
        words = answers.readline().split()
        if len(words) != 3:  # noqa: PLR2004 - name, type and size
            return None
        size = int(words[2])
        data = answers.read(min(size, most))
        _pass_over(answers, size - len(data) + 1)
        return (data, size) if words[1] == b"blob" else None


def _pass_over(stream: IO[bytes], number: int) -> None:
    while number > 0 and (piece := stream.read(min(number, _PIECE))):
        number -= len(piece)
