"""Reading: a path becomes text with lines, or faults that say why it cannot be read or what is hidden in it."""

from __future__ import annotations

import os
import stat
from bisect import bisect_left, bisect_right
from pathlib import Path

from validator.diagnostics import Limits, Position, Span
from validator.documents.finding import Finding, Here
from validator.lazy import on_demand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from validator.documents import unseen
else:
    unseen = on_demand("validator.documents.unseen")

_UTF8_MARK = b"\xef\xbb\xbf"
_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
_GLIMPSE = 64 * 1024
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


class Source(Unchanging):
    """The text of one file.

    `path` is what the user would type, `file` where it lies (None for standard input). In `text` every line break
    that editors hide is replaced by a space, so that lines here are the lines that people see. `readable` says whether
    the bytes were text at all; `glimpse` is what can be made out of the beginning of those that were not: it is for
    the question whose file that is, never shown. `marked` says that a byte order mark stands before the text.
    """

    __slots__ = ("_signs", "_starts", "file", "findings", "glimpse", "marked", "path", "readable", "text")

    path: str
    text: str
    file: Path | None
    findings: tuple[Finding, ...]
    readable: bool
    glimpse: str
    marked: bool
    _signs: dict[str, bool]
    _starts: tuple[int, ...] | None

    def __init__(  # noqa: PLR0913 - the parts of a source, each by name
        self,
        path: str,
        text: str,
        *,
        file: Path | None = None,
        findings: tuple[Finding, ...] = (),
        readable: bool = True,
        glimpse: str = "",
        marked: bool = False,
    ) -> None:
        for name, value in (
            ("path", path),
            ("text", text),
            ("file", file),
            ("findings", findings),
            ("readable", readable),
            ("glimpse", glimpse),
            ("marked", marked),
            ("_signs", {}),
            ("_starts", None),
        ):
            object.__setattr__(self, name, value)

    def encoded(self, text: str) -> bytes:
        """Return a text as the bytes of this file: in UTF-8, behind a byte order mark if the file has one."""
        return (_UTF8_MARK if self.marked else b"") + text.encode("utf-8")

    def holds(self, sign: str) -> bool:
        """Whether the text holds a sign: a cheap look beforehand, for each document of the file."""
        found = self._signs.get(sign)
        if found is None:
            found = self._signs[sign] = sign in self.text
        return found

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
        line = bisect_right(self.starts(), offset)
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
        first = bisect_left(self.findings, start, key=_start_of)
        return self.findings[first : bisect_left(self.findings, end, first, key=_start_of)]

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


def display(file: Path) -> str:
    """Return a path as the user would type it: relative to the working folder, with forward slashes."""
    try:
        return Path(os.path.relpath(file)).as_posix()
    except ValueError:
        return file.as_posix()


def read(path: str, file: Path, limits: Limits) -> Source:
    """Read a file; what makes it unusable as text becomes the one finding of the source.

    Raises:
        UnreadableError: it is missing, no regular file, or the system refuses.
    """
    data, size = _bytes_of(file, limits)
    return taken(path, data, limits, file=file, size=size)


def read_if(wanted: Callable[[bytes], bool], path: str, file: Path, limits: Limits) -> Source | None:
    """Read a file as `read` does, if its bytes are wanted.

    Raises:
        UnreadableError: as `read`.
    """
    data, size = _bytes_of(file, limits)
    return taken(path, data, limits, file=file, size=size) if wanted(data) else None


def _bytes_of(file: Path, limits: Limits) -> tuple[bytes, int]:
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


def taken(path: str, data: bytes, limits: Limits, *, file: Path | None = None, size: int = 0) -> Source:
    """Turn bytes that were read already into a source, within the limits; `size` is that of what they begin."""
    size = max(size, len(data))
    if size > limits.file_bytes:
        return _no_text(path, file, data, _too_large(size, limits.file_bytes))
    return decode(path, data, file=file)


def decode(path: str, data: bytes, *, file: Path | None = None) -> Source:
    """Turn bytes into a source: UTF-8, with or without a byte order mark."""
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


def _no_text(path: str, file: Path | None, data: bytes, finding: Finding) -> Source:
    return Source(path, "", file=file, findings=(finding,), readable=False, glimpse=_glimpse(data))


def _glimpse(data: bytes) -> str:
    """Return the beginning of some bytes as text, whatever it takes; UTF-16 loses its zeros."""
    return data[:_GLIMPSE].replace(b"\0", b"").decode("utf-8", "replace")


def head_of(file: Path, most: int) -> tuple[bytes, int]:
    """Return the first bytes of a regular file, and its size; nothing is waited for, and never more is read.

    Raises:
        OSError: the system refuses.
        UnreadableError: it is no regular file.
    """
    flags = (
        os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
    )
    descriptor = os.open(file, flags)
    with open(descriptor, "rb") as stream:  # noqa: PTH123 - the descriptor is checked before anything is read
        status = os.fstat(descriptor)
        if stat.S_ISDIR(status.st_mode):
            raise IsADirectoryError
        if not stat.S_ISREG(status.st_mode):
            raise UnreadableError("it is not a regular file")
        data = stream.read(most)
        return data, max(len(data), status.st_size)


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
