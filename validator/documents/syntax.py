"""Syntax errors of the YAML parser, told in our own words: the parser's text may quote values."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from validator.diagnostics import Position
from validator.documents.yaml_slips import slip, syntax

if TYPE_CHECKING:
    from validator.diagnostics import Fault
    from validator.documents.source import Source
    from validator.documents.tree import Scalar

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
    position = Position(mark.line + 1, mark.column + 1) if mark else Position(1, 1)
    position = source.position(source.offset(position))
    found = slip(error, source, position, last)
    if found is not None:
        return found
    problem = f"{error.problem or ''}"
    for words, message, help_text in _PROBLEMS:
        if words in problem:
            return syntax(_opening(error, position, words), message, help_text)
    return syntax(
        position, "this is not YAML", "check the quotes, brackets and indentation around this place"
    )


def _opening(error: Any, position: Position, words: str) -> Position:  # noqa: ANN401
    """Return where the unclosed thing was opened, for faults that are noticed only at the end."""
    opened = words in _NOTICED_LATE
    mark = error.context_mark if opened else None
    return Position(mark.line + 1, mark.column + 1) if mark else position
