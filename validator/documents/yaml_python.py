"""PyYAML's own parser, for where libyaml is missing: it takes the same tabs, and has the same words for errors.

A few texts are still YAML to one of the two alone: those with ?, the signs of a tag or a colon before another sign
inside brackets, a tab behind | or > or in the indentation of a value of several lines, or a byte order mark in the
middle.
"""

from __future__ import annotations

import yaml
from yaml.scanner import ScannerError

from validator.lazy import lazy

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_BLANKS = " \t"
_BREAKS = "\r\n\x85\u2028\u2029"
_HALF = lazy("[\ud800-\udfff]")
_QUOTED = "while parsing a quoted scalar"
_PROBLEMS = (
    ("while scanning a directive", "expected", "could not find expected directive name"),
    ("while parsing a block mapping", "expected <block end>", "did not find expected key"),
    ("while parsing a block collection", "expected <block end>", "did not find expected '-' indicator"),
    ("while parsing a flow sequence", "expected ',' or ']'", "did not find expected ',' or ']'"),
    ("while parsing a flow mapping", "expected ',' or '}'", "did not find expected ',' or '}'"),
    ("", "expected '<document start>'", "did not find expected <document start>"),
    ("", "expected the node content", "did not find expected node content"),
    ("", "expected alphabetic or numeric character", "did not find expected alphabetic or numeric character"),
    ("", "expected chomping or indentation indicators", "did not find expected comment or line break"),
    ("", "expected a comment or a line break", "did not find expected comment or line break"),
    ("", "sequence entries are not allowed", "block sequence entries are not allowed in this context"),
    ("", "unexpected document separator", "found unexpected document indicator"),
    ("", "that cannot start any token", "found character that cannot start any token"),
)


class Loader(yaml.Loader):
    """The parser in Python; only its events are used."""

    def get_event(self) -> Any:  # noqa: ANN401
        """Return the next event.

        Raises:
            MarkedYAMLError: the text is no YAML, in libyaml's words.
        """
        try:
            return super().get_event()  # type: ignore[no-untyped-call]
        except yaml.MarkedYAMLError as error:
            error.problem = _problem(f"{error.context or ''}", f"{error.problem or ''}")
            raise

    def scan_to_next_token(self) -> None:
        """Pass over white space and comments; a tab is white space where no indentation counts."""
        super().scan_to_next_token()
        while self.peek() == "\t" and (self.flow_level or not self.allow_simple_key):
            self.forward()
            super().scan_to_next_token()

    def scan_plain_spaces(self, indent: int, start_mark: Any) -> Any:  # noqa: ANN401
        """Return the white space inside of an unquoted value."""
        length = 0
        while self.peek(length) in _BLANKS:
            length += 1
        blanks, behind = self.prefix(length), self.peek(length)
        self.forward(length)
        if behind in _BREAKS:
            return super().scan_plain_spaces(indent, start_mark)
        return [blanks] if blanks else []

    def scan_flow_scalar_non_spaces(self, double: Any, start_mark: Any) -> Any:  # noqa: ANN401
        """Return the next part of a value in quotes.

        Raises:
            ScannerError: an escape stands for no character.
        """
        problem = "found invalid Unicode character escape code"
        try:
            found = super().scan_flow_scalar_non_spaces(double, start_mark)
        except (ValueError, OverflowError):
            raise ScannerError(_QUOTED, start_mark, problem, self.get_mark()) from None
        if _HALF.search("".join(found)):
            raise ScannerError(_QUOTED, start_mark, problem, self.get_mark())
        return found


def _problem(context: str, problem: str) -> str:
    """Return what libyaml says where PyYAML's own parser says something else."""
    return next((words for where, what, words in _PROBLEMS if where in context and what in problem), problem)
