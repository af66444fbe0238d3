"""Sentences broken into lines, never inside a thing that a reader may want to paste."""

from __future__ import annotations

from validator.render.escape import escape, width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

_TAB = 4
_HANG = 2


def wrap(text: str, room: int) -> list[str]:
    """Return a paragraph as escaped lines of at most `room` columns, unless a single unit is longer."""
    return list(_lines(text, room))


def wrap_lines(text: str, room: int) -> list[str]:
    """Return each line of a text wrapped; one that begins with a blank is a snippet and stays whole."""
    return [line for part in text.split("\n") for line in (_snippet(part) or wrap(part, room))]


def folded(text: str, room: int, *, hang: int = _HANG) -> str:
    """Return an escaped text with its longer lines broken as `wrap` does; what goes on is `hang` columns deeper."""
    return "\n".join(part for line in text.split("\n") for part in _folded(line, room, hang))


def _folded(line: str, room: int, hang: int) -> Iterator[str]:
    """Yield the lines that a line takes; blanks around it stay."""
    if width(line) <= room:
        yield line
        return
    words = line.strip(" ")
    indent = line[: len(line) - len(line.lstrip(" "))]
    first, *rest = _filled(words, room - len(indent), room - len(indent) - hang)
    lines = [indent + first, *(f"{indent}{'':{hang}}{each}" for each in rest)]
    yield from lines[:-1]
    yield lines[-1] + line[len(line.rstrip(" ")) :]


def _snippet(text: str) -> list[str]:
    code = text.lstrip(" \t")
    indent = text[: len(text) - len(code)]
    return [indent.expandtabs(_TAB) + escape(code)] if indent else []


def _lines(text: str, room: int) -> Iterator[str]:
    return _filled(escape(text), room, room)


def _filled(text: str, first: int, room: int) -> Iterator[str]:
    """Yield the lines of an escaped paragraph, the first of at most `first` columns, the others of `room`."""
    line, left = "", first
    for unit in _units(text):
        longer = f"{line} {unit}" if line else unit
        if line and width(longer) > left:
            yield line
            line, left = unit, room
        else:
            line = longer
    yield line


def _units(text: str) -> Iterator[str]:
    """Yield words; what stands in quotes or backticks is one, and so is a key with its value."""
    marks = [mark for mark in '"`' if text.count(mark) % 2 == 0]
    unit = ""
    for word in text.split(" "):
        unit = f"{unit} {word}" if unit else word
        if unit.endswith(":") or any(unit.count(mark) % 2 for mark in marks):
            continue
        yield unit
        unit = ""
    if unit:
        yield unit
