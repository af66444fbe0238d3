"""Text and tables for Markdown, in which nothing that a user wrote is structure."""

from __future__ import annotations

from validator.render.escape import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_PLAIN = frozenset(" ,./-'()=;?%+")


def plain(text: str) -> str:
    """Return text that Markdown and HTML take for nothing but text: a character entity is never structure."""
    return "".join(
        char if char.isalnum() or char in _PLAIN or not char.isascii() else f"&#{ord(char)};" for char in text
    )


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows, the headings first, as a table of Markdown."""
    lines = [f"| {' | '.join(plain(escape(cell)) for cell in row)} |" for row in rows]
    rule = "|---" * len(rows[0]) + "|"
    return "".join(f"{line}\n" for line in (lines[0], rule, *lines[1:]))
