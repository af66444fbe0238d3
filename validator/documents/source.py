"""Reading: a path becomes text with lines, or faults that say why it cannot be read or what is hidden in it."""

from __future__ import annotations

import os
import stat
from functools import lru_cache
from sys import intern

from validator.diagnostics import Limits, Position, Span, UsageError
from validator.documents import looks
from validator.documents.finding import Finding, Here
from validator.lazy import on_demand

TYPE_CHECKING = False
if TYPE_CHECKING:
    import bisect
    from collections.abc import Callable
    from pathlib import Path

    from validator.documents import unseen
    from validator.documents.paths import AnyPath
else:
    bisect = on_demand("bisect")
    unseen = on_demand("validator.documents.unseen")

_PLAIN = bytes([*range(0x20, 0x7F), *b"\t\n"])
"""The bytes of ASCII that are seen, or order what is."""
_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_GLIMPSE = 64 * 1024
_PIECE = 1024 * 1024
_START = Span(Position(1, 1), Position(1, 1))
_OPENING = "\u201c\u201d\u201e\u2018\u2019\u201a\u00ab\u00bb"


class UnreadableError(Exception):
    """A path could not be read; the text says why, in a few words and without the path."""


class Unchanging:
    """A value whose parts are set when it is made, and never again."""

    __slots__ = ()

    def __setattr__(self, name: str, value: object) -> None:
        raise AttributeError(f"a {type(self).__name__} does not change, so its {name} cannot be set")

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"a {type(self).__name__} does not change, so its {name} cannot be deleted")


def is_plain(data: bytes) -> bool:
    """Say whether all of a text is ASCII that people see, blanks, and plain line breaks."""
    return not data.translate(None, _PLAIN)


def mark_of(data: bytes) -> int:
    """Return what some bytes are told by: their number and a check sum, in one number."""
    from zlib import crc32  # noqa: PLC0415 - the text of a few files is kept

    return len(data) << 32 | crc32(data)


_UNTOLD = -1
"""The mark of bytes that nobody has asked for yet."""

_USUAL: tuple[tuple[Finding, ...], bool, str, bool] = ((), True, "", False)
"""What is said of most files besides their text, the same for all of them."""

SIGNS = ("://", "@", "=", ".com/", "${file:", "*", "\\")
"""What rules look for in a text before they look closer."""


def signs_of(text: str) -> frozenset[str]:
    """Return the signs that a text holds, the same set for the same signs."""
    return shared_signs(frozenset(sign for sign in SIGNS if sign in text))


@lru_cache(maxsize=128)
def shared_signs(signs: frozenset[str]) -> frozenset[str]:
    """Return the one set of such signs."""
    return signs


class Source(Unchanging):
    """The text of one file.

    `path` is what the user would type, `file` where it lies (None for standard input). In `text` every line break
    that editors hide is replaced by a space, so that lines here are the lines that people see. The `glimpse` is for
    the question whose file something is, never shown.

    Where the text has a `mark` it can be let go: most documents are right, and nobody asks for their text again.
    Whoever does has it read from the file once more. That the bytes of the file are those of the text, which is ASCII,
    is what `whole` says.
    """

    __slots__ = (
        "_file",
        "_folder",
        "_mark",
        "_rest",
        "_signs",
        "_starts",
        "path",
        "text",
    )

    path: str
    text: str
    _rest: tuple[tuple[Finding, ...], bool, str, bool]
    _starts: tuple[int, ...] | None
    _mark: int | None
    _signs: frozenset[str] | None
    _file: str | None
    _folder: str | None

    def __init__(  # noqa: PLR0913 - the parts of a source, each by name
        self,
        path: str,
        text: str,
        *,
        file: AnyPath | None = None,
        findings: tuple[Finding, ...] = (),
        readable: bool = True,
        glimpse: str = "",
        marked: bool = False,
        whole: bool = False,
    ) -> None:
        keep = object.__setattr__
        keep(self, "path", path)
        keep(self, "text", text)
        keep(self, "_file", None if file is None else f"{file}")
        keep(self, "_folder", None)
        usual = readable and not (findings or glimpse or marked)
        keep(self, "_rest", _USUAL if usual else (findings, readable, glimpse, marked))
        keep(self, "_starts", None)
        keep(self, "_mark", _UNTOLD if whole else None)
        keep(self, "_signs", None)

    @classmethod
    def unread(cls, path: str, file: str, mark: int, signs: frozenset[str]) -> Source:
        """Return the source of a file whose text is not at hand, as if it had been read and let go."""
        source = cls.__new__(cls)
        keep = object.__setattr__
        folder, _, name = file.rpartition(os.sep)
        apart = folder and name == path.rpartition("/")[2]
        keep(source, "path", path)
        keep(source, "_file", None if apart else file)
        keep(source, "_folder", intern(folder) if apart else None)
        keep(source, "_rest", _USUAL)
        keep(source, "_starts", None)
        keep(source, "_mark", mark)
        keep(source, "_signs", signs)
        return source

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What is wrong with the bytes, or hidden in the text, in the order of the text."""
        return self._rest[0]

    @property
    def readable(self) -> bool:
        """Whether the bytes were text at all."""
        return self._rest[1]

    @property
    def glimpse(self) -> str:
        """What can be made out of the beginning of bytes that were no text."""
        return self._rest[2]

    @property
    def marked(self) -> bool:
        """Whether a byte order mark stands before the text."""
        return self._rest[3]

    @property
    def mark(self) -> int | None:
        """What tells the bytes of the file from others, None where the text alone does not say which they are."""
        if self._mark == _UNTOLD:
            object.__setattr__(self, "_mark", mark_of(self.text.encode("ascii")))
        return self._mark

    @property
    def file(self) -> Path | None:
        """Where the file lies, None for standard input."""
        where = self.where
        if where is None:
            return None
        from pathlib import Path  # noqa: PLC0415 - a run that finds nothing has paths as texts

        return Path(where)

    @property
    def where(self) -> str | None:
        """Where the file lies, as a text; None for standard input."""
        folder = self._folder
        if folder is None:
            return self._file
        name = self.path.rpartition("/")[2]
        # As in documents/discover.py: joining takes thrice as long.
        return os.path.join(folder, name) if folder.endswith(os.sep) else f"{folder}{os.sep}{name}"

    def __getattr__(self, name: str) -> str:
        """Return the text that was let go; only a part that is not there is looked for here."""
        if name != "text" or self.mark is None:
            raise AttributeError(name)
        text = self._read_again(self.mark)
        object.__setattr__(self, "text", text)
        return text

    def _read_again(self, mark: int) -> str:
        where = self.where
        try:
            data, _ = head_of(where, (mark >> 32) + 1) if where is not None else (b"", 0)
        except (OSError, UnreadableError):
            data = b""
        if mark_of(data) != mark:
            raise UsageError(f"{self.path}: the file has changed while it was checked; run the check again")
        return decode(self.path, data).text

    def let_go(self) -> None:
        """Give up the text if the file has it too; what it holds of the usual signs is remembered."""
        if self.mark is None:
            return
        self.holds("")
        try:
            object.__delattr__(self, "text")
        except AttributeError:  # it is gone
            return
        folder, name = os.path.split(self._file or "")
        if folder and name == self.path.rpartition("/")[2]:
            # Files lie in few folders, so this takes less room than each path for itself.
            object.__setattr__(self, "_folder", intern(folder))
            object.__setattr__(self, "_file", None)

    def holds(self, sign: str) -> bool:
        """Whether one of `SIGNS` stands in the text: a cheap look, for which the text need not be at hand."""
        return sign in self.signs

    @property
    def signs(self) -> frozenset[str]:
        """Those of `SIGNS` that stand in the text."""
        signs = self._signs
        if signs is None:
            signs = signs_of(self.text)
            object.__setattr__(self, "_signs", signs)
        return signs

    def encoded(self, text: str) -> bytes:
        """Return a text as the bytes of this file: in UTF-8, behind a byte order mark if the file has one."""
        return (_UTF8_MARK if self.marked else b"") + text.encode("utf-8")

    def starts(self) -> tuple[int, ...]:
        """Return the offset of each line's first character."""
        if self._starts is not None:
            return self._starts
        found, at = [0], self.text.find("\n")
        while at >= 0:
            found.append(at + 1)
            at = self.text.find("\n", at + 1)
        starts = tuple(found)
        object.__setattr__(self, "_starts", starts)
        return starts

    def position(self, offset: int) -> Position:
        """Return the line and column of a character's offset."""
        line = bisect.bisect_right(self.starts(), offset)
        return Position(line, offset - self.starts()[line - 1] + 1)

    def offset(self, position: Position) -> int:
        """Return the offset of a position; a position behind the text is its end."""
        starts = self.starts()
        if position.line > len(starts):
            return len(self.text)
        return min(starts[position.line - 1] + position.column - 1, len(self.text))

    def span(self, start: int, end: int) -> Span:
        """Return the span between two offsets."""
        return Span(self.position(start), self.position(end))

    def findings_between(self, start: Position, end: Position) -> tuple[Finding, ...]:
        """Return the findings, which stand in the order of the text, that begin between two positions."""
        first = bisect.bisect_left(self.findings, start, key=_start_of)
        return self.findings[first : bisect.bisect_left(self.findings, end, first, key=_start_of)]

    def within(self, span: Span) -> Span:
        """Return a span cut off at the ends of its lines and of the text."""
        return Span(self._within(span.start), self._within(span.end))

    def _within(self, position: Position) -> Position:
        line = min(position.line, len(self.starts()))
        last = self.length(line) + 1
        return Position(line, min(position.column, last) if line == position.line else last)

    def line(self, number: int) -> str:
        """Return a line without its line end; an empty text where there is no such line."""
        start, end = self._ends_of(number)
        return self.text[start:end]

    def length(self, number: int) -> int:
        """Return how long a line is without its line end, which is less work than to cut it out."""
        start, end = self._ends_of(number)
        return end - start

    def _ends_of(self, number: int) -> tuple[int, int]:
        starts = self.starts()
        if not 1 <= number <= len(starts):
            return 0, 0
        start = starts[number - 1]
        end = starts[number] - 1 if number < len(starts) else len(self.text)
        return start, end - self.text.endswith("\r", start, end)


def _start_of(finding: Finding) -> Position:
    return (finding.place.span or _START).start


def display(file: AnyPath) -> str:
    """Return a path as the user would type it: relative to the working folder, with forward slashes."""
    try:
        return os.path.relpath(file).replace(os.sep, "/")
    except ValueError:
        return os.fspath(file).replace(os.sep, "/")


def display_inside(folder: AnyPath) -> str:
    """Return how the paths of a folder's files begin, as the user would type them."""
    shown = display(folder)
    return "" if shown == "." else shown if shown.endswith("/") else f"{shown}/"


def read(path: str, file: AnyPath, limits: Limits) -> Source:
    """Read a file; what makes it unusable as text becomes the one finding of the source.

    Raises:
        UnreadableError: it is missing, no regular file, or the system refuses.
    """
    data, size = _bytes_of(file, limits)
    return taken(path, data, limits, file=file, size=size, whole=True)


def read_if(wanted: Callable[[bytes], bool], path: str, file: AnyPath, limits: Limits) -> Source | None:
    """Read a file as `read` does, if its bytes are wanted.

    Raises:
        UnreadableError: as `read`.
    """
    data, size = _bytes_of(file, limits)
    if not wanted(data):
        return None
    return taken(path, data, limits, file=file, size=size, whole=True)


def _bytes_of(file: AnyPath, limits: Limits) -> tuple[bytes, int]:
    try:
        return head_of(file, limits.file_bytes + 1)
    except OSError as error:
        reasons = {
            "FileNotFoundError": "no such file or folder",
            "PermissionError": "permission denied",
            "IsADirectoryError": "it is a folder, not a file",
        }
        reason = reasons.get(type(error).__name__, "the system cannot read it")
        raise UnreadableError(reason) from None


def taken(  # noqa: PLR0913 - what is known of some bytes, each by name
    path: str,
    data: bytes,
    limits: Limits,
    *,
    file: AnyPath | None = None,
    size: int = 0,
    whole: bool = False,
) -> Source:
    """Turn bytes that were read already into a source, within the limits; `size` is that of what they begin."""
    size = max(size, len(data))
    if size > limits.file_bytes:
        return _no_text(path, file, data, _too_large(size, limits.file_bytes))
    return decode(path, data, file=file, whole=whole)


def decode(path: str, data: bytes, *, file: AnyPath | None = None, whole: bool = False) -> Source:
    """Turn bytes of a file into a source: UTF-8, with or without a byte order mark; `whole` says that they are all."""
    if is_plain(data):
        return Source(path, data.decode("ascii"), file=file, whole=whole)
    try:
        text = data.removeprefix(_UTF8_MARK).decode("utf-8")
    except UnicodeDecodeError as error:
        return _no_text(path, file, data, _not_utf8(error.object, error.start))
    if "\0" in text:
        return _no_text(path, file, data, _binary(data))
    marked = data.startswith(_UTF8_MARK)
    if _is_seen(text):
        return Source(path, text, file=file, marked=marked)
    source = Source(path, unseen.neutralise(text), file=file, marked=marked)
    findings = tuple(unseen.fault(text[at], source.span(at, at + 1)) for at in unseen.first_of_lines(text))
    return Source(path, source.text, file=file, marked=marked, findings=findings) if findings else source


def _no_text(path: str, file: AnyPath | None, data: bytes, finding: Finding) -> Source:
    return Source(path, "", file=file, findings=(finding,), readable=False, glimpse=_glimpse(data))


def _glimpse(data: bytes) -> str:
    """Return the beginning of some bytes as text, whatever it takes; UTF-16 loses its zeros."""
    return data[:_GLIMPSE].replace(b"\0", b"").decode("utf-8", "replace")


def head_of(file: AnyPath, most: int) -> tuple[bytes, int]:
    """Return the first bytes of a regular file, and its size; nothing is waited for, and never more is read.

    Raises:
        OSError: the system refuses.
        UnreadableError: it is no regular file.
    """
    if (seen := looks.head_in_view(file, most)) is not None:
        return seen
    try:
        data, status = _opened(file, most)
    except FileNotFoundError:
        looks.was_not_there(file)
        raise
    except (OSError, UnreadableError):
        looks.refused()
        raise
    looks.was_read(file, status, data)
    return data, max(len(data), status.st_size)


def _opened(file: AnyPath, most: int) -> tuple[bytes, os.stat_result]:
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    descriptor = os.open(file, flags)
    try:
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is not a regular file")
        return _read(descriptor, status.st_size, most), status
    finally:
        os.close(descriptor)


def _read(descriptor: int, size: int, most: int) -> bytes:
    """Return the first bytes of a file that is said to be of a size; it may have grown or shrunk since."""
    data = os.read(descriptor, min(size + 1, most))
    if len(data) == size:
        return data
    parts = [data]
    while data and (most := most - len(data)) > 0:
        data = os.read(descriptor, min(most, _PIECE))
        parts.append(data)
    return b"".join(parts)


def _too_large(size: int, most: int) -> Finding:
    message = f"the file is {size:,} bytes long; a configuration of more than {most:,} is not read"
    help_text = "split it, or raise the file-bytes limit in the settings"
    return Finding(message, Here(span=_START), help_text, rule="too-complex")


def _binary(data: bytes) -> Finding:
    at = data.find(b"\0")
    line = data.count(b"\n", 0, at) + 1
    place = Span(Position(line, 1), Position(line, 1))
    message = "this is a binary file, not text"
    help_text = "name YAML or JSON files only, or exclude this one in the settings"
    return Finding(message, Here(span=place), help_text, rule="invalid-encoding")


def _not_utf8(data: bytes, at: int) -> Finding:
    if data.startswith(_UTF16_MARKS):
        message, place = "the file is written in UTF-16, not in UTF-8", _START
    else:
        before = data[:at]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8-sig", "replace")) + 1
        place = Span(Position(line, column), Position(line, column + 1))
        message = f"byte 0x{data[at]:02x} here is not UTF-8"
    return Finding(message, Here(span=place), "save the file as UTF-8", rule="invalid-encoding")


def _is_seen(text: str) -> bool:
    """Whether a text is surely one that everybody sees as it is: ASCII without control characters."""
    return text.isascii() and text.replace("\r\n", "").replace("\n", "").replace("\t", "").isprintable()


def opens_curly(character: str) -> bool:
    """Whether a character is one of the curly quotes that open."""
    return character in _OPENING


def typographic_quotes(text: str) -> bool:
    """Whether a scalar is wrapped in curly quotes, which YAML takes as part of it."""
    return len(text) > 1 and text[0] in _OPENING and text[-1] in _OPENING
