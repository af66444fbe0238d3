"""Colour: how text is painted; it only ever adds to the plain text."""

from __future__ import annotations

from validator.diagnostics import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import TypeAlias

    Painter: TypeAlias = Callable[[str, str], str]


class Style:
    """What a piece of text may be, with its SGR parameters (ECMA-48)."""

    PLACE = "1"
    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    RULE = "35"
    FRAME = "34"
    HELP = "32"


STYLE_OF = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


def painter(*, colour: bool) -> Painter:
    """Return the function that paints escaped text, or the one that leaves it alone."""
    return _paint if colour else _leave


def _paint(text: str, style: str) -> str:
    return f"\x1b[{style}m{text}\x1b[0m" if text else text


def _leave(text: str, style: str) -> str:  # noqa: ARG001 - the signature of a painter
    return text
