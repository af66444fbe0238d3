"""Colour: whether a stream gets it, and how text is painted; it only ever adds to the plain text."""

from __future__ import annotations

import enum
from collections.abc import Callable

from validator.diagnostics import Severity

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import TypeAlias

_WINDOWS_TERMINALS = ("WT_SESSION", "ANSICON", "TERM", "ConEmuANSI")


class Style(enum.Enum):
    """What a piece of text is; the value is its SGR parameter (ECMA-48)."""

    PLACE = "1"
    ERROR = "1;31"
    WARNING = "1;33"
    INFO = "1;36"
    RULE = "35"
    FRAME = "34"
    HELP = "32"


Painter: TypeAlias = Callable[[str, Style], str]

STYLE_OF = {Severity.ERROR: Style.ERROR, Severity.WARNING: Style.WARNING, Severity.INFO: Style.INFO}


class ColourChoice(enum.Enum):
    """What a person may ask for with `--color`."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


def wanted(choice: ColourChoice, environ: Mapping[str, str], *, terminal: bool, platform: str) -> bool:
    """Decide about colour: the option, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then the stream.

    `terminal` says whether the stream is one; `platform` is `sys.platform`. Sources: https://no-color.org,
    https://force-color.org, https://bixense.com/clicolors.
    """
    if choice is not ColourChoice.AUTO:
        return choice is ColourChoice.ALWAYS
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if not terminal or environ.get("TERM") == "dumb":
        return False
    return platform != "win32" or any(environ.get(name) for name in _WINDOWS_TERMINALS)


def painter(*, colour: bool) -> Painter:
    """Return the function that paints escaped text, or the one that leaves it alone."""
    return _paint if colour else _leave


def _paint(text: str, style: Style) -> str:
    return f"\x1b[{style.value}m{text}\x1b[0m" if text else text


def _leave(text: str, style: Style) -> str:  # noqa: ARG001 - the signature of a painter
    return text
