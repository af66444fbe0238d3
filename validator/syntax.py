"""Syntax errors of the YAML parser, told in our own words: the parser's text may quote values."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.characters import opens_curly
from validator.diagnostics import Position, Span
from validator.faults import Fault

if TYPE_CHECKING:
    from validator.source import Source
    from validator.tree import Scalar

_NO_SPACE = re.compile(r"\s*(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:[^\s:/]")
_ENTRY = re.compile(r"\s*(?:- +)?[\"']?[A-Za-z][A-Za-z0-9_\- ]{0,60}[\"']?:(?:\s|$)")
_WITHOUT_COLON = re.compile(r"( *(?:- +)?[A-Za-z][A-Za-z0-9_\-]{0,60})(?: +[^\s#:][^:]*)?$")
_CANNOT_START = {
    "@": ("a value cannot begin with @", "put the value in quotes"),
    "`": ("a value cannot begin with a backtick", "put the value in quotes"),
    "%": ("a value cannot begin with %", "put the value in quotes"),
    "\t": ("a tab stands where YAML allows spaces only", "indent with spaces"),
}
_NOTICED_LATE = frozenset(
    {
        "could not find expected ':'",
        "unexpected end of stream",
        "unexpected document indicator",
        "did not find expected ',' or ']'",
        "did not find expected ',' or '}'",
        "directive",
    }
)
_PROBLEMS = (
    ("mapping values are not allowed", "a second colon with a space in one line, or a line that is indented too far",
     "put the value in quotes, or line the key up with the ones above it"),
    ("could not find expected ':'", "a key needs a colon and a space behind it", "write key: value"),
    ("unexpected end of stream", "a quote that is opened here is never closed", "close the quote"),
    ("unexpected document indicator", "a quote that is opened here is never closed", "close the quote"),
    ("did not find expected ',' or ']'", "a list in square brackets that is opened here is never closed",
     "close it with ], with commas between the items"),
    ("did not find expected ',' or '}'", "a mapping in braces that is opened here is never closed",
     "close it with }, with commas between the entries"),
    ("did not find expected '-' indicator", "a line inside a list that does not begin with - at the list's place",
     "line it up with the other items"),
    ("did not find expected key", "this line is not indented like the ones around it",
     "line it up with the key that it belongs beside"),
    ("block sequence entries are not allowed", "a list item (- ) cannot begin here",
     "put the list on the lines below its key"),
    ("block mapping", "a mapping cannot begin here", "put it on a line of its own"),
    ("comment or line break", "text stands right behind | or >", "put the text on the lines below"),
    ("mapping keys are not allowed", "a key cannot stand here", "put it on a line of its own"),
    ("unknown escape character", "a backslash sequence that YAML does not know",
     "use single quotes, or write the backslash twice"),
    ("alphabetic or numeric character", "* and & begin an alias or an anchor, and a name must follow",
     "put the value in quotes"),
    ("tag", "a ! begins a tag, and this is none", "put the value in quotes"),
    ("document start", "text stands behind the end of a document", "put a line with --- before it"),
    ("directive", "a line that begins with % is an instruction to the parser, and this is none", "delete the line"),
    ("found duplicate anchor", "an anchor of this name stands above", "rename one of the two"),
)  # fmt: skip


def syntax_fault(error: Any, source: Source, last: Scalar | None = None) -> Fault:  # noqa: ANN401 - untyped
    """Return the fault that an error of PyYAML stands for: the place, what was expected, and what to write.

    `last` is the last key or value that was read before it.
    """
    mark = error.problem_mark or error.context_mark
    offset = mark.index if mark else 0
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    position = source.position(source.offset(position))
    problem = f"{error.problem or ''}"
    slip = _misplaced_quote(source, position, problem, last) or _runs_on(error, source, position, problem)
    for cure in (_tab, _glued_colon, _curly, _no_colon, _token, _behind_quote, _never_opened, _no_comma):
        fault = slip or cure(source, position, offset, problem)
        if fault:
            return fault
    for words, message, help_text in _PROBLEMS:
        if words in problem:
            return _fault(_opening(error, position, words), message, help_text)
    return _fault(
        position, "this is not YAML", "check the quotes, brackets and indentation around this place"
    )


def _opening(error: Any, position: Position, words: str) -> Position:  # noqa: ANN401
    """Return where the unclosed thing was opened, for faults that are noticed only at the end."""
    opened = words in _NOTICED_LATE
    mark = error.context_mark if opened else None
    return Position(mark.line + 1, mark.column + 1) if mark else position


def _fault(position: Position, message: str, help_text: str) -> Fault:
    span = Span(position, Position(position.line, position.column + 1))
    return Fault("yaml-syntax", span, message, help_text, fatal=True)


def _tab(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    """A tab in the indentation of the line, or of one of the two above it, is the cause of most other words."""
    del offset, problem
    for number in (position.line, position.line - 1, position.line - 2):
        line = source.line(number)
        blank = line[: len(line) - len(line.lstrip())]
        if "\t" in blank and line.strip():
            place = Position(number, blank.index("\t") + 1)
            return _fault(place, "a tab in the indentation; YAML allows spaces only", "indent with spaces")
    return None


def _glued_colon(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    del offset
    if not any(
        words in problem for words in ("expected ':'", "mapping values", "expected key", "document start")
    ):
        return None
    for number in (position.line, position.line - 1):
        match = _NO_SPACE.match(source.line(number))
        if match:
            place = Position(number, match.end() - 1)
            return _fault(place, "a space is missing after the colon", "write key: value")
    return None


def _misplaced_quote(source: Source, position: Position, problem: str, last: Scalar | None) -> Fault | None:
    """A quote that is never closed ends where the next value opens its own, lines below, and text stands behind that."""
    if last is None or last.style not in {"'", '"'} or last.start.line == last.end.line:
        return None
    inside = [source.line(number + 1) for number in range(last.start.line + 1, last.end.line + 1)]
    behind = source.offset(position) - last.end.index
    if "expected" not in problem or behind > 1 or not any(_ENTRY.match(line) for line in inside):
        return None
    place = Position(last.start.line + 1, last.start.column + 1)
    return _fault(place, "a quote that is opened here is never closed", "close the quote")


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
    return _fault(place, f"a {what} {kind} that is opened here is never closed", f"close it with {sign}")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _curly(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    """Curly quotes enclose nothing, so a colon between them begins another value."""
    del offset
    before = source.line(position.line)[: position.column - 1]
    opening = next((at for at, sign in enumerate(before) if opens_curly(sign)), None)
    if opening is None or "mapping values" not in problem:
        return None
    place = Position(position.line, opening + 1)
    return _fault(place, "curly quotes do not enclose a value in YAML", 'write straight quotes ("…")')


def _no_colon(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    """A line without a colon becomes the beginning of the next key."""
    del offset
    if "mapping values" not in problem or position.line < 2:  # noqa: PLR2004 - a line above there must be
        return None
    above, own = source.line(position.line - 1), source.line(position.line)
    match = _WITHOUT_COLON.match(above)
    if match is None or not _ENTRY.match(own) or _indent(above.replace("- ", "  ", 1)) != _indent(own):
        return None
    place = Position(position.line - 1, match.end(1) + 1)
    return _fault(place, "a colon is missing after the key", "write key: value")


def _token(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    known = _CANNOT_START.get(source.text[offset : offset + 1])
    if known is None or "cannot start any token" not in problem:
        return None
    return _fault(position, *known)


def _behind_quote(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    del offset
    before = source.line(position.line)[: position.column - 1].rstrip()
    if "expected key" not in problem or not before.endswith(('"', "'")):
        return None
    cure = "put the whole value in quotes; inside single quotes a single quote is written twice"
    return _fault(position, "text stands behind the closing quote of a value", cure)


def _never_opened(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    sign = source.text[offset : offset + 1]
    if sign not in {"]", "}"} or "expected" not in problem or "','" in problem:
        return None
    return _fault(
        position, f"{sign} closes what was never opened", f"delete the {sign}, or open it where it belongs"
    )


def _no_comma(source: Source, position: Position, offset: int, problem: str) -> Fault | None:
    """A list or mapping in brackets that does end, so that something in between is wrong."""
    del offset
    sign = "]" if "']'" in problem else "}"
    if "expected ','" not in problem or sign not in source.line(position.line)[position.column - 1 :]:
        return None
    cure = "put commas between the entries, and quotes around a value with a colon and a space in it"
    return _fault(position, f"a comma belongs here, or {sign}", cure)
