"""Pages of rules, texts and tables in Markdown; nothing that a user wrote is structure in it."""

from __future__ import annotations

import re

from validator.lazy import lazy
from validator.render.escape import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

EXAMPLE = lazy(r"^(Bad|Good)([^\n]*):\n((?:(?: {4}[^\n]*)?\n?)+)", re.MULTILINE)
"""An example of a rule's manual page: its heading in two parts, and its lines."""

_ACTIVE = lazy(r"([\\`*_\[\]<>#|~&$@]|:(?=//)|(?<=www)\.)")
_TICKS = lazy(r"`+")
_PLAIN = frozenset(" ,./-'()=;?%+")


def plain(text: str) -> str:
    """Return text that HTML within Markdown takes for nothing but text: a character entity is never structure."""
    return "".join(
        char if char.isalnum() or char in _PLAIN or not char.isascii() else f"&#{ord(char)};" for char in text
    )


def prose(text: str) -> str:
    """Return a text in which nothing means anything to Markdown."""
    return _ACTIVE.sub(r"\\\1", escape(text))


def code(text: str) -> str:
    """Return a text as code, in which nothing is active, whatever backticks it holds."""
    shown = escape(text)
    fence = "`" * (max(map(len, _TICKS.findall(shown)), default=0) + 1)
    room = " " if shown[:1] in {"`", " "} or shown[-1:] in {"`", " "} else ""
    return f"{fence}{room}{shown}{room}{fence}"


def markdown_table(rows: Sequence[Sequence[str]]) -> str:
    """Return rows, the headings first, as a table of Markdown."""
    lines = [f"| {' | '.join(prose(cell) for cell in row)} |" for row in rows]
    rule = "|---" * len(rows[0]) + "|"
    return "".join(f"{line}\n" for line in (lines[0], rule, *lines[1:]))


def page_in_markdown(page: str) -> str:
    """Return a rule's manual page with its examples as blocks of YAML."""
    return EXAMPLE.sub(_block, f"{page}\n").rstrip()


def _block(match: re.Match[str]) -> str:
    return f"{match[1]}{match[2]}:\n\n```yaml\n{body_of(match)}\n```\n\n"


def body_of(example: re.Match[str]) -> str:
    """Return the lines of an example without their indentation."""
    return "\n".join(line[4:] for line in example[3].rstrip().split("\n"))
