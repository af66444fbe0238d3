"""Slips in the layout of a YAML text: a line that is off, a line between documents, a reference in braces."""

from __future__ import annotations

from validator.diagnostics import Position
from validator.lazy import lazy
from validator.secrets.references import plain_variable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import TypeAlias

    from validator.documents.source import Source

    Slip: TypeAlias = "tuple[Position, str, str]"
    Look: TypeAlias = "Callable[[Source, Position, str], Slip | None]"

_ENTRY = lazy(r" *(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:(?:\s|$)")
_NO_CONTENT = lazy(r"\s*(?:#|$)")
_SEPARATOR = lazy(r"(?:--|-{4,}|[\u2014\u2013]+-*|={3,}|\*{3,}|_{3,}|~{3,})[ \t]*$")
_REFERENCE = lazy(r"\$\{[^{}]*\}")
_SPACED = lazy(r"\$\{(env|file|keyring):[ \t]")
_FAR = 200
"""So many lines are looked at around one that is off."""


def slip(source: Source, position: Position, problem: str) -> Slip | None:
    """Return place, message and help where the layout explains what the parser met; None where it does not."""
    looks: tuple[Look, ...] = (_separator, _braces, _spaced, _indentation)
    return next((found for look in looks if (found := look(source, position, problem)) is not None), None)


def _separator(source: Source, position: Position, problem: str) -> Slip | None:
    """A line that was to stand between two documents, and is read as text."""
    del problem
    for number in (position.line, *_before(source, position.line, 1)):
        line = source.line(number)
        if _SEPARATOR.match(line):
            marks = line.strip()
            has = f"this one has {len(marks)}" if set(marks) == {"-"} else "this one has other signs"
            message = f"the line between two documents has three hyphens, and {has}"
            return Position(number, 1), message, "write it as ---"
    return None


def _braces(source: Source, position: Position, problem: str) -> Slip | None:
    """A reference inside of braces or brackets, whose own braces YAML takes for a mapping."""
    line = source.line(position.line)
    start = line.rfind("$", 0, position.column)
    if "expected ','" not in problem or start < 0 or line[start + 1 : start + 2] != "{":
        return None
    found = _REFERENCE.match(line, start)
    text = found[0] if found is not None and plain_variable(found[0]) else "${\u2026}"
    message = "inside of braces and brackets a reference needs quotes"
    return Position(position.line, start + 1), message, f'put it in quotes: "{text}"'


def _spaced(source: Source, position: Position, problem: str) -> Slip | None:
    """A space behind the colon of a reference, which makes a key of what stands before it."""
    found = _SPACED.search(source.line(position.line))
    if found is None or "mapping values" not in problem:
        return None
    form = {"env": "${env:NAME}", "file": "${file:PATH}", "keyring": "${keyring:SERVICE/USER}"}[found[1]]
    place = Position(position.line, found.end())
    return place, "a space stands behind the colon of a reference", f"write {form} without one"


def _indentation(source: Source, position: Position, problem: str) -> Slip | None:
    """A key that is in line with none of the keys above it; of two that differ the lonely one is off."""
    number, line = position.line, source.line(position.line)
    own = _indent(line)
    at_key = not line[: position.column - 1].strip() and "expected key" in problem
    at_colon = "mapping values" in problem and line[: position.column].strip().endswith(":")
    if not (at_key or at_colon) or not _ENTRY.match(line) or line.lstrip().startswith("-"):
        return None
    above = _levels(source, number)
    if not above or own in {indent for _, indent in above}:
        return None
    below = _indent(source.line(next(_after(source, number, 1), number)))
    opens = line.rstrip().endswith(":") and below > own
    fitting = [each for each in above if not opens or each[1] < below] or above
    beside, level = min(fitting, key=lambda each: (abs(each[1] - own), -each[1]))
    alike = sum(_indent(source.line(each)) == own for each in _after(source, number, 1))
    if own < above[0][1] and alike and beside == number - 1:
        return _off(beside, level, own, "those below it")
    others = (
        "the line above it"
        if beside == next(_before(source, number, 1))
        else "the key that it belongs beside"
    )
    return _off(number, own, level, others)


def _off(number: int, own: int, wanted: int, others: str) -> Slip:
    message = f"this line is indented by {_spaces(own)}, and {others} by {wanted}"
    help_text = f"indent it by {_spaces(wanted)}" if wanted else "write it without indentation"
    return Position(number, own + 1), message, f"{help_text}, as the key that it belongs beside"


def _spaces(count: int) -> str:
    return f"{count or 'no'} space{'' if count == 1 else 's'}"


def _levels(source: Source, number: int) -> list[tuple[int, int]]:
    """Return line and indentation of the nearest key above at each level that is still open, the deepest first."""
    found: list[tuple[int, int]] = []
    for each in _before(source, number, _FAR):
        line = source.line(each)
        if line.startswith("---"):
            break
        if _ENTRY.match(line):
            indent = len(line) - len(line.lstrip(" -"))
            if not found or indent < found[-1][1]:
                found.append((each, indent))
    return found


def _before(source: Source, number: int, most: int) -> Iterator[int]:
    """Yield the numbers of the lines above one that hold something, the nearest first."""
    for each in range(number - 1, max(number - _FAR, 0), -1):
        if most and not _NO_CONTENT.match(source.line(each)):
            most -= 1
            yield each


def _after(source: Source, number: int, most: int) -> Iterator[int]:
    last = min(number + _FAR, len(source.starts()) + 1)
    for each in range(number + 1, last):
        if most and not _NO_CONTENT.match(source.line(each)):
            most -= 1
            yield each


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))
