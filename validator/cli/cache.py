"""`appxlint cache`: where answers are kept, how many, and how to be rid of them."""

from __future__ import annotations

import os
import sys

from validator.cache.folder import VARIABLE, Folder, place
from validator.cli.choices import one_of
from validator.cli.exits import Exit
from validator.render.escape import escape
from validator.render.sink import emit_words
from validator.render.table import table

WHAT = ("info", "clear")


def cache(what: str, given: str | None = None) -> int:
    """Say what is kept where, or delete it.

    Raises:
        SettingsError: it is neither that is asked for.
    """
    one_of("cache", what, WHAT)
    path = place(given, os.environ)
    if path is None:
        why = f"{VARIABLE} is empty" if VARIABLE in os.environ else "there is no folder for them"
        emit_words(f"no answers are kept: {why}\n", sys.stdout)
        return Exit.CLEAN
    folder = Folder(path)
    emit_words(_cleared(folder) if what == "clear" else _told(folder), sys.stdout)
    return Exit.CLEAN


def _cleared(folder: Folder) -> str:
    number = folder.clear()
    return f"{number} {'file' if number == 1 else 'files'} deleted from {escape(folder.path)}\n"


def _told(folder: Folder) -> str:
    kept = folder.contents()
    answers = sum(name.endswith(".answer") for name, _ in kept)
    return table(_rows(folder, answers, sum(status.st_size for _, status in kept)))


def _rows(folder: Folder, answers: int, size: int) -> list[tuple[str, str]]:
    usable = folder.is_ours() or not os.path.lexists(folder.path)
    return [
        ("folder", folder.path if usable else f"{folder.path} (not used: others may write into it)"),
        ("answers", f"{answers:,}"),
        ("bytes", f"{size:,}"),
    ]
