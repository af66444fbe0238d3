"""A table out of the bytes of a CSV file, in the dialects that spreadsheets write."""

from __future__ import annotations

import csv
import io

from validator.diagnostics import UsageError
from validator.values import NamedTuple
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

MOST_BYTES = 8 * 1024 * 1024
MOST_ROWS = 10_000
ENCODINGS = ("utf-8", "windows-1252")
"""What a table may be written in, by the names that people know; UTF-16 is told by its mark."""

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_DELIMITERS = (",", ";", "\t", "|")
_WORKBOOKS = {b"PK\x03\x04": "a workbook", b"\xd0\xcf\x11\xe0": "an old workbook"}
_SAVE = "save it as CSV UTF-8"
_LETTERS = 26


class SheetError(UsageError):
    """A table cannot be read; the text says where and why, without the name of the file."""


class Line(NamedTuple):
    """A row of a table with its number in the spreadsheet, and the texts of its cells."""

    number: int
    cells: tuple[str, ...]


class Sheet(NamedTuple):
    """A table: its headings in their order, and the rows below them in which something stands."""

    headings: tuple[str, ...]
    lines: tuple[Line, ...]


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column, by its place from zero."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, _LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def read_sheet(data: bytes, encoding: str | None, known: Callable[[Sequence[str]], int]) -> Sheet:
    """Return the table in the bytes of a file; `known` counts the headings that mean something.

    Of the delimiters the one counts by which most headings are known, then the one that makes the most columns.

    Raises:
        SheetError: it is no such table.
    """
    text = _decoded(data, encoding)
    first, rest = _declared(text)
    if first is not None:
        return _checked(_parsed(rest, first), skipped=1)
    tables = [_parsed(_head(text), each, whole=False) for each in _DELIMITERS]
    heads = [next((row for row in table if any(row)), []) for table in tables]
    best = max(range(len(_DELIMITERS)), key=lambda at: (known(heads[at]), len(heads[at]), -at))
    return _checked(_parsed(text, _DELIMITERS[best]))


def _decoded(data: bytes, encoding: str | None) -> str:
    for mark, what in _WORKBOOKS.items():
        if data.startswith(mark):
            raise SheetError(f"this is {what} of a spreadsheet, not text; {_SAVE}")
    marked = next(((len(mark), name) for mark, name in _MARKS if data.startswith(mark)), None)
    begin, name = marked or (0, encoding or "utf-8")
    try:
        text = data[begin:].decode(name)
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, begin + error.start) + 1
        words = f"line {line} is not {name.upper()}; {_SAVE}"
        hint = ", or say --encoding windows-1252 if it is in that" if name == "utf-8" and not marked else ""
        raise SheetError(words + hint) from None
    if "\0" in text:
        raise SheetError(f"line {text.count(chr(10), 0, text.index(chr(0))) + 1} holds a zero byte; {_SAVE}")
    return text


def _declared(text: str) -> tuple[str | None, str]:
    """Return the delimiter that a first line such as `sep=;` declares, and what follows that line."""
    line, _, rest = text.partition("\n")
    word = line.rstrip("\r").strip('"')
    return (word[4], rest) if len(word) == len("sep=;") and word.lower().startswith("sep=") else (None, text)


def _head(text: str) -> str:
    """Return the beginning of a text, as much as it takes to see the headings."""
    return text[: 64 * 1024]


def _parsed(text: str, delimiter: str, *, whole: bool = True) -> list[list[str]]:
    rows: list[list[str]] = []
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    try:
        for row in reader:
            rows.append([cell.strip() for cell in row])
            if len(rows) > MOST_ROWS + 1:
                raise SheetError(f"it has more than {MOST_ROWS:,} rows; split it")
            if not whole and any(rows[-1]):
                break
    except csv.Error:
        if not whole:
            return rows
        words = f"line {reader.line_num} is no CSV: a quotation mark stands where none can, or one is missing"
        raise SheetError(words) from None
    return rows


def _checked(rows: list[list[str]], *, skipped: int = 0) -> Sheet:
    numbered = [Line(at + skipped, tuple(row)) for at, row in enumerate(rows, 1) if any(row)]
    if not numbered:
        raise SheetError("there is nothing in it")
    head, *lines = numbered
    if not lines:
        raise SheetError("there is no row below the headings")
    width = max((at for at, heading in enumerate(head.cells, 1) if heading), default=0)
    if long := [line.number for line in lines if any(line.cells[max(width, len(head.cells)) :])]:
        rows_in_words = listed([f"{number}" for number in long], last="and")
        raise SheetError(
            f"row {rows_in_words} has more cells than there are headings"
            if len(long) == 1
            else f"rows {rows_in_words} have more cells than there are headings"
        )
    return Sheet(head.cells, tuple(lines))
