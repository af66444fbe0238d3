"""The usual slips in YAML, told from the place and the words of the parser's error."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.diagnostics import Fault, Position, Span
from validator.documents.characters import opens_curly

if TYPE_CHECKING:
    from validator.documents.source import Source
    from validator.documents.tree import Scalar

_NO_SPACE = re.compile(r"\s*(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:[^\s:/]")
_ENTRY = re.compile(r"\s*(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:(?:\s|$)")
_WITHOUT_COLON = re.compile(r"( *(?:- +)?[A-Za-z][A-Za-z0-9_\-]{0,60})(?: +[^\s#:](?:[^:]|:(?=\S))*)?$")
_CANNOT_START = {
    "@": ("a value cannot begin with @", "put the value in quotes"),
    "`": ("a value cannot begin with a backtick", "put the value in quotes"),
    "%": ("a value cannot begin with %", "put the value in quotes"),
    "\t": ("a tab stands where YAML allows spaces only", "indent with spaces"),
}


def slip(error: Any, source: Source, position: Position, last: Scalar | None) -> Fault | None:  # noqa: ANN401 - untyped
    """Return the fault of a slip that is known, at the place where it was made; None for any other error.

    `last` is the last key or value that was read before the error.
    """
    problem = f"{error.problem or ''}"
    found = _misplaced_quote(source, position, problem, last) or _runs_on(error, source, position, problem)
    for cure in (_tab, _glued_colon, _curly, _no_colon, _token, _behind_quote, _never_opened, _no_comma):
        found = found or cure(source, position, problem)
    return found


def syntax(position: Position, message: str, help_text: str) -> Fault:
    """Return the fault of a text that cannot be read beyond a place."""
    span = Span(position, Position(position.line, position.column + 1))
    return Fault("yaml-syntax", span, message, help_text, fatal=True)


def _tab(source: Source, position: Position, problem: str) -> Fault | None:
    """A tab in the indentation of the line, or of one of the two above it, is the cause of most other words."""
    del problem
    for number in (position.line, position.line - 1, position.line - 2):
        line = source.line(number)
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank and line.strip():
            place = Position(number, blank.index("\t") + 1)
            return syntax(place, "a tab in the indentation; YAML allows spaces only", "indent with spaces")
    return None


def _glued_colon(source: Source, position: Position, problem: str) -> Fault | None:
    if not any(
        words in problem for words in ("expected ':'", "mapping values", "expected key", "document start")
    ):
        return None
    for number in (position.line, position.line - 1):
        match = _NO_SPACE.match(source.line(number))
        if match:
            place = Position(number, match.end() - 1)
            return syntax(place, "a space is missing after the colon", "write key: value")
    return None


def _misplaced_quote(source: Source, position: Position, problem: str, last: Scalar | None) -> Fault | None:
    """A quote that is never closed ends where a value lines below opens its own, and text stands behind that."""
    if last is None or last.style not in {"'", '"'} or last.start.line == last.end.line:
        return None
    inside = [source.line(number + 1) for number in range(last.start.line + 1, last.end.line + 1)]
    behind = source.offset(position) - last.end.index
    if "expected" not in problem or behind > 1 or not any(_ENTRY.match(line) for line in inside):
        return None
    place = Position(last.start.line + 1, last.start.column + 1)
    return syntax(place, "a quote that is opened here is never closed", "close the quote")


def _runs_on(error: Any, source: Source, position: Position, problem: str) -> Fault | None:  # noqa: ANN401
    """A bracket that is never closed swallows the lines below that are not indented deeper than its own."""
    mark = error.context_mark
    if "expected ','" not in problem or mark is None or mark.line + 1 >= position.line:
        return None
    own, other = source.line(mark.line + 1), source.line(position.line)
    if _indent(other) > _indent(own) or not _ENTRY.match(other):
        return None
    what, sign = ("list", "]") if "']'" in problem else ("mapping", "}")
    kind = "in square brackets" if sign == "]" else "in braces"
    place = Position(mark.line + 1, mark.column + 1)
    return syntax(place, f"a {what} {kind} that is opened here is never closed", f"close it with {sign}")


def _sign(source: Source, position: Position) -> str:
    offset = source.offset(position)
    return source.text[offset : offset + 1]


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _curly(source: Source, position: Position, problem: str) -> Fault | None:
    """Curly quotes enclose nothing, so a colon between them begins another value."""
    before = source.line(position.line)[: position.column - 1]
    opening = next((at for at, sign in enumerate(before) if opens_curly(sign)), None)
    if opening is None or "mapping values" not in problem:
        return None
    place = Position(position.line, opening + 1)
    return syntax(place, "curly quotes do not enclose a value in YAML", 'write straight quotes ("…")')


def _no_colon(source: Source, position: Position, problem: str) -> Fault | None:
    """A line without a colon becomes the beginning of the next key."""
    if "mapping values" not in problem or position.line < 2:  # noqa: PLR2004 - a line above there must be
        return None
    above, own = source.line(position.line - 1), source.line(position.line)
    match = _WITHOUT_COLON.match(above)
    if match is None or not _ENTRY.match(own) or _indent(above.replace("- ", "  ", 1)) != _indent(own):
        return None
    place = Position(position.line - 1, match.end(1) + 1)
    return syntax(place, "a colon is missing after the key", "write key: value")


def _token(source: Source, position: Position, problem: str) -> Fault | None:
    known = _CANNOT_START.get(_sign(source, position))
    if known is None or "cannot start any token" not in problem:
        return None
    return syntax(position, *known)


def _behind_quote(source: Source, position: Position, problem: str) -> Fault | None:
    before = source.line(position.line)[: position.column - 1].rstrip()
    if "expected key" not in problem or not before.endswith(('"', "'")):
        return None
    cure = "put the whole value in quotes; inside single quotes a single quote is written twice"
    return syntax(position, "text stands behind the closing quote of a value", cure)


def _never_opened(source: Source, position: Position, problem: str) -> Fault | None:
    sign = _sign(source, position)
    if sign not in {"]", "}"} or "expected" not in problem or "','" in problem:
        return None
    return syntax(
        position, f"{sign} closes what was never opened", f"delete the {sign}, or open it where it belongs"
    )


def _no_comma(source: Source, position: Position, problem: str) -> Fault | None:
    """A list or mapping in brackets that does end, so that something in between is wrong."""
    sign = "]" if "']'" in problem else "}"
    if "expected ','" not in problem or sign not in source.line(position.line)[position.column - 1 :]:
        return None
    cure = "put commas between the entries, and quotes around a value with a colon and a space in it"
    return syntax(position, f"a comma belongs here, or {sign}", cure)
