"""The one place that writes output: to a stream, or to a file that is always the old or the whole new one.

Nothing reaches a stream but through `harmless`, whoever wrote it: what a name or a path could do to a terminal or to a
build log is undone here, even where a renderer has forgotten to escape it.
"""

# Every run imports this module, and pathlib would cost start-up time.
# ruff: noqa: PTH100, PTH101, PTH105, PTH108, PTH116, PTH118, PTH120, PTH123

from __future__ import annotations

import errno
import os
import stat
import sys

from validator.render.escape import harmless

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from typing import Any, TextIO

_WHOLE_LINE = "\r\x1b[2K"
"""Back to the beginning of a terminal's line, of which nothing is left."""


class OutputError(Exception):
    """Output could not be written; the text says where and why, fit to be printed."""


class _ChangedError(Exception):
    """A file that was to be replaced does not hold what was read from it."""


class _Guarded:
    """A stream on which what others write, such as the interpreter itself, is made harmless as well."""

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream

    def write(self, text: str) -> int:
        """Write a text, each piece as if a line began with it."""
        self.stream.write(_fit(harmless(text), self.stream))
        return len(text)

    def writelines(self, lines: list[str]) -> None:
        for line in lines:
            self.write(line)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - whatever the stream has
        return getattr(self.stream, name)


def guarded(stream: TextIO) -> TextIO:
    """Return a stream that writes to another one what is harmless; `emit` knows both."""
    if isinstance(stream, _Guarded):
        return stream
    inside: Any = _Guarded(stream)
    return inside  # type: ignore[no-any-return]


def emit(text: str, stream: TextIO, *, colour: bool = False, commands: str = "") -> None:
    r"""Write text to a stream at once, made harmless; what its encoding lacks appears as `\u2026`.

    `colour` says that the text is painted, `commands` as which format it holds annotations for a build log.
    A reader that has gone away (a closed pipe) ends the output in silence, as `head` expects it.

    Raises:
        OutputError: The stream takes no more, for example because the disk is full.
    """
    _write(harmless(text, colour=colour, commands=commands), stream)


def emit_words(text: str, stream: TextIO) -> None:
    """Write sentences to a stream; on a terminal none of their lines is longer than that is wide, if it can be broken.

    Raises:
        OutputError: The stream takes no more.
    """
    if stream.isatty():
        from validator.render.screen import room  # noqa: PLC0415 - most runs write to no terminal
        from validator.render.wrap import folded  # noqa: PLC0415 - as above

        text = folded(text, room(terminal=True) or len(text))
    emit(text, stream)


def emit_progress(text: str, stream: TextIO) -> None:
    """Write a text over the last line of a terminal; an empty one leaves that line empty.

    Raises:
        OutputError: The stream takes no more.
    """
    _write(_WHOLE_LINE + harmless(text), stream)


def say(text: str, *, whole: bool = False) -> None:
    """Write last words to standard error, as far as it takes them: the exit code tells the rest.

    `whole` leaves the lines as they are, however narrow a terminal is.
    """
    try:
        (emit if whole else emit_words)(text, sys.stderr)
    except OutputError:
        return


def emit_bytes(data: bytes, stream: TextIO) -> None:
    """Write the bytes of a user's file to a stream as they are, line ends and encoding included.

    A terminal gets them as text, like any other.

    Raises:
        OutputError: The stream takes no more.
    """
    if stream.isatty():
        emit(data.decode("utf-8", "surrogateescape"), stream)
        return
    try:
        stream.flush()
        stream.buffer.write(data)
        stream.buffer.flush()
    except OSError as error:
        _give_up(stream, error)


def emit_crlf(text: str, stream: TextIO) -> None:
    """Write lines to a stream as UTF-8 with the line ends that a format of the network has; a terminal has its own.

    Raises:
        OutputError: The stream takes no more.
    """
    if stream.isatty():
        emit(text, stream)
    else:
        emit_bytes(harmless(text).replace("\n", "\r\n").encode("utf-8", "backslashreplace"), stream)


def _write(text: str, stream: TextIO) -> None:
    inner = stream.stream if isinstance(stream, _Guarded) else stream
    try:
        inner.write(_fit(text, inner))
        inner.flush()
    except OSError as error:
        _give_up(inner, error)


def _fit(text: str, stream: TextIO) -> str:
    encoding = getattr(stream, "encoding", None) or "utf-8"
    return text.encode(encoding, "backslashreplace").decode(encoding)


def write_file(path: str, text: str) -> None:
    """Write a file as UTF-8, line ends as they are in the text, in one step: nobody ever sees half of it.

    A link stays a link and its target is replaced; mode and owner of an existing file are kept. What is no
    regular file (a terminal, a pipe, `/dev/null`) is written to, since it must not be replaced.

    Raises:
        OutputError: The file cannot be written; an existing one is as it was.
    """
    data = text.encode("utf-8")
    try:
        present = _status(path)
        if _is_open_already(path) or (present is not None and not stat.S_ISREG(present.st_mode)):
            _write_through(path, data)
        else:
            _replace(os.path.realpath(path), data, present)
    except OSError as error:
        raise OutputError(f"{path}: the file could not be written: {_reason(error)}") from None


def replace_file(path: str, data: bytes, *, expected: bytes) -> None:
    """Replace the bytes of a file in one step, unless it no longer holds the expected ones.

    That somebody else has written the very same bytes meanwhile is no reason to complain. A link stays a link and its
    target is replaced; mode and owner are kept. A file that may not be written is left alone even where its folder
    would let it be replaced.

    Raises:
        OutputError: The file cannot be written or has changed; it is as it was.
    """
    target = os.path.realpath(path)
    try:
        present = os.stat(target)
        if not os.access(target, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))
        _replace(target, data, present, expected)
    except _ChangedError:
        raise OutputError(
            f"{path}: the file has changed since it was read, so it was left as it is"
        ) from None
    except OSError as error:
        raise OutputError(f"{path}: the file could not be written: {_reason(error)}") from None


def write_files(texts: Mapping[str, str], *, replace: bool) -> None:
    """Write several files as UTF-8, all of them or none; the folders that they need are made.

    Every text is written beside its place first. Then each is moved there, and what was moved is taken back where one
    cannot be. Without `replace` no file that is there is replaced, not even one that appears meanwhile.

    Raises:
        OutputError: A file cannot be written, or is there; all are as they were.
    """
    undo: list[Callable[[], None]] = []
    path = ""
    try:
        staged: list[tuple[str, str]] = []
        for path, text in texts.items():
            _make_folders(os.path.dirname(os.path.abspath(path)), undo)
            staged.append((path, _staged(path, text.encode("utf-8"), undo)))
        for path, temporary in staged:
            (_move_over if replace else _move_beside)(temporary, path, undo)
    except BaseException as error:
        _take_back(undo)
        if not isinstance(error, OSError):
            raise
        words = "it is there already" if isinstance(error, FileExistsError) else _reason(error)
        raise OutputError(f"{path}: the file could not be written: {words}; nothing was written") from None


def _take_back(undo: Sequence[Callable[[], None]]) -> None:
    import contextlib  # noqa: PLC0415 - only where something went wrong

    for step in reversed(undo):
        with contextlib.suppress(OSError):
            step()


def _make_folders(folder: str, undo: list[Callable[[], None]]) -> None:
    missing: list[str] = []
    while not os.path.lexists(folder):
        missing.append(folder)
        folder = os.path.dirname(folder)
    for each in reversed(missing):
        os.mkdir(each)  # noqa: PTH102 - as the others here
        undo.append(lambda each=each: os.rmdir(each))  # type: ignore[misc]  # noqa: PTH106


def _staged(path: str, data: bytes, undo: list[Callable[[], None]]) -> str:
    """Write bytes beside the place of a file and return where; a file that is there gives its owner and mode."""
    target = os.path.realpath(path)
    present = _status(target)
    if present is not None and not stat.S_ISREG(present.st_mode):
        raise OSError(errno.EINVAL, "it is not a regular file")
    temporary = os.path.join(os.path.dirname(target), f".appxlint-{os.urandom(8).hex()}.tmp")
    with open(temporary, "xb") as stream:
        undo.append(lambda: os.unlink(temporary))
        if present is not None:
            _take_over(temporary, present)
        stream.write(data)
        stream.flush()
        os.fsync(stream.fileno())
    return temporary


def _move_over(temporary: str, path: str, undo: list[Callable[[], None]]) -> None:
    """Move a file to its place, whatever stands there; its bytes are kept until all is done."""
    target = os.path.realpath(path)
    present = _status(target)
    if present is None:
        _move_beside(temporary, path, undo)
        return
    with open(target, "rb") as stream:
        before = stream.read()
    os.replace(temporary, target)
    undo.append(lambda: _replace(target, before, present))


def _move_beside(temporary: str, path: str, undo: list[Callable[[], None]]) -> None:
    """Move a file to a place where none may be; where a file cannot have two names, the place is taken first."""
    if os.path.lexists(path):
        raise FileExistsError(errno.EEXIST, os.strerror(errno.EEXIST))
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except (OSError, NotImplementedError):
        os.close(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o666))
        undo.append(lambda: os.unlink(path))
        os.replace(temporary, path)
        return
    undo.append(lambda: os.unlink(path))
    os.unlink(temporary)


def append_file(path: str, text: str) -> None:
    """Add UTF-8 text, made harmless, to the end of a file that others add to as well, such as the page of a CI job.

    Raises:
        OutputError: The file cannot be written, or is a pipe or anything else that somebody has to read from.
    """
    try:
        present = _status(path)
        if present is not None and not (stat.S_ISREG(present.st_mode) or stat.S_ISCHR(present.st_mode)):
            raise OutputError(f"{path}: the file could not be written: it is not a regular file")
        _write_through(path, harmless(text).encode("utf-8"))
    except OSError as error:
        raise OutputError(f"{path}: the file could not be written: {_reason(error)}") from None


def _status(target: str) -> os.stat_result | None:
    try:
        return os.stat(target)
    except FileNotFoundError:
        return None


def _is_open_already(path: str) -> bool:
    """Whether a path is the name of something that this process has open: others may write to it as well."""
    return os.path.abspath(path).startswith(("/dev/fd/", "/proc/self/fd/", "/dev/std"))


def _write_through(path: str, data: bytes) -> None:
    """Write to the end of what is there; a pipe that nobody reads from is not waited for."""
    with open(path, "ab", opener=_at_once) as stream:
        if hasattr(os, "set_blocking"):
            os.set_blocking(stream.fileno(), True)
        stream.write(data)


def _at_once(path: str, flags: int) -> int:
    try:
        return os.open(path, flags | getattr(os, "O_NONBLOCK", 0), 0o666)
    except OSError as error:
        if error.errno == errno.ENXIO:
            raise OSError(error.errno, "nobody reads from it") from None
        raise


def _replace(target: str, data: bytes, present: os.stat_result | None, expected: bytes | None = None) -> None:
    """Write beside the target, so that the last step is a rename within one file system.

    From its first byte the new file is readable for nobody that the old one was not readable for.
    """
    temporary = os.path.join(os.path.dirname(target), f".appxlint-{os.urandom(8).hex()}.tmp")
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)
    descriptor = os.open(temporary, flags, 0o666 if present is None else 0o600)
    try:
        with os.fdopen(descriptor, "wb") as stream:
            if present is not None:
                _take_over(temporary, present)
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        if expected is not None:
            _refuse_other_than({expected, data}, target)
        os.replace(temporary, target)
    except BaseException:
        import contextlib  # noqa: PLC0415 - most runs write no file

        with contextlib.suppress(OSError):
            os.unlink(temporary)
        raise


def _refuse_other_than(expected: set[bytes], target: str) -> None:
    with open(target, "rb") as stream:
        if stream.read(max(map(len, expected)) + 1) not in expected:
            raise _ChangedError


def _take_over(temporary: str, present: os.stat_result) -> None:
    """Give the new file the owner, where that is allowed, and the mode of the one that it replaces."""
    import contextlib  # noqa: PLC0415 - as above

    if hasattr(os, "chown"):
        with contextlib.suppress(OSError):
            os.chown(temporary, present.st_uid, present.st_gid)
    os.chmod(temporary, stat.S_IMODE(present.st_mode))


def _give_up(stream: TextIO, error: OSError) -> None:
    """Say nothing where the reader has gone away, and that the output is lost where anything else went wrong."""
    _abandon(stream)
    if not _is_closed_pipe(error):
        raise OutputError(f"the output could not be written: {_reason(error)}") from None


def _abandon(stream: TextIO) -> None:
    """Point a stream that takes no more at nothing, or the interpreter would fail at its last flush."""
    import contextlib  # noqa: PLC0415 - as below

    with contextlib.suppress(OSError, ValueError):
        nothing = os.open(os.devnull, os.O_WRONLY)
        try:
            os.dup2(nothing, stream.fileno())
        finally:
            os.close(nothing)


def _is_closed_pipe(error: OSError) -> bool:
    """Whether the reader is gone; Windows calls that an invalid argument."""
    return isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)


def _reason(error: OSError) -> str:
    return error.strerror or type(error).__name__
