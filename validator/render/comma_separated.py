"""Rows as comma-separated values for spreadsheets and programs, by RFC 4180.

A cell that a spreadsheet would take for a formula gets an apostrophe before the sign, as OWASP's page on CSV injection
has it: https://owasp.org/www-community/attacks/CSV_Injection. The sign counts behind a semicolon as well, since in many
languages that is what spreadsheets split at. Lines end in a line feed here, and become those of the RFC where they are
written (`sink.emit_crlf`).
"""

from __future__ import annotations

from validator.lazy import lazy
from validator.render.escape import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

_FORMULA = lazy(r"(?:(?<=\A)|(?<=;))(\s{0,1000}[=+\-@\uff1d\uff0b\uff0d\uff20|])")
_QUOTED = lazy(r"[\",;\n\r]|\A\s|\s\Z")


def comma_separated(rows: Iterable[Sequence[str]]) -> str:
    """Return rows, the headings first, as records."""
    return "".join(",".join(_field(cell) for cell in row) + "\n" for row in rows)


def _field(cell: str) -> str:
    text = _FORMULA.sub(r"'\1", escape(cell))
    if _QUOTED.search(text) is None:
        return text
    doubled = text.replace('"', '""')
    return f'"{doubled}"'
