"""What is known of the stream that people read: whether it takes colour, and how wide it is."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping

AUTO, ALWAYS, NEVER = "auto", "always", "never"
COLOUR = (AUTO, ALWAYS, NEVER)
"""What a person may ask for with `--color`."""

WIDTH = 100
"""The columns of what is no terminal."""

_NARROWEST = 40
_WIDEST = 120
_WINDOWS_TERMINALS = ("WT_SESSION", "ANSICON", "TERM", "ConEmuANSI")


def wanted(choice: str, environ: Mapping[str, str], *, terminal: bool, platform: str) -> bool:
    """Decide about colour: the option, then NO_COLOR, then FORCE_COLOR and CLICOLOR_FORCE, then the stream.

    `terminal` says whether the stream is one; `platform` is `sys.platform`. Sources: https://no-color.org,
    https://force-color.org, https://bixense.com/clicolors.
    """
    if choice != AUTO:
        return choice == ALWAYS
    if environ.get("NO_COLOR"):
        return False
    if any(environ.get(name, "") not in {"", "0"} for name in ("FORCE_COLOR", "CLICOLOR_FORCE")):
        return True
    if not terminal or environ.get("TERM") == "dumb":
        return False
    return platform != "win32" or any(environ.get(name) for name in _WINDOWS_TERMINALS)


def columns(*, terminal: bool) -> int:
    """Return how wide lines may be: as the terminal, within what can be read."""
    if not terminal:
        return WIDTH
    import shutil  # noqa: PLC0415 - most runs write to no terminal

    return min(max(shutil.get_terminal_size((WIDTH, 24)).columns, _NARROWEST), _WIDEST)


def room(*, terminal: bool) -> int | None:
    """Return the columns that a table has: all of a terminal, and any number where there is none."""
    if not terminal:
        return None
    import shutil  # noqa: PLC0415 - as above

    return max(shutil.get_terminal_size((WIDTH, 24)).columns, 1)
