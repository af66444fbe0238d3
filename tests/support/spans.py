"""Whether places lie inside a file, as its bytes tell and not as the reader does."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from validator.diagnostics import Span


def lines_of(data: bytes) -> list[str]:
    """Return the lines of a file's bytes, in whatever encoding, without their ends."""
    return data.decode("utf-8-sig", "replace").replace("\r\n", "\n").split("\n")


def lies_inside(span: Span, lines: list[str]) -> bool:
    """Whether a span begins before its end and neither lies behind the end of its line, or in no line."""
    return span.start <= span.end and all(
        1 <= line <= len(lines) and 1 <= column <= len(lines[line - 1]) + 1 for line, column in span
    )
