"""`appxlint lsp`: the language server, over standard input and output."""

from __future__ import annotations

from importlib.util import find_spec

from validator.cli.exits import Exit
from validator.diagnostics import UsageError

_NEEDED = ("lsprotocol", "pygls")


def lsp() -> int:
    """Serve an editor until it says that it is over.

    Raises:
        UsageError: the packages of the extra are not installed.
    """
    missing = [name for name in _NEEDED if find_spec(name) is None]
    if missing:
        words = " and ".join(missing)
        verb = "is" if len(missing) == 1 else "are"
        raise UsageError(f"{words} {verb} not installed; install appxlint with the extra lsp")
    from validator.lsp.server import serve  # noqa: PLC0415 - no other command needs it

    serve()
    return Exit.CLEAN
