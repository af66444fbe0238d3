"""What is said of a command line that Typer cannot make sense of."""

from __future__ import annotations

import os
import shlex

from validator.secrets.hide import without_secrets
from validator.words import is_showable

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Any

_OF_PATHS = frozenset("/\\.*?")


def words_of(error: Any, arguments: Sequence[str], commands: Sequence[str]) -> str:  # noqa: ANN401 - private to Typer
    """Return what Typer says of a wrong call, or how a path that stands in the place of a command is linted."""
    first = next((each for each in arguments if not each.startswith("-")), "")
    if first not in commands and _is_path(first):
        path = shlex.quote(first) if is_showable(first) else "PATH"
        return f"a command comes first; to lint a file or folder, write `appxlint check {path}`"
    if possible := getattr(error, "possibilities", None):  # some releases garble them
        return without_secrets(f"{error.message} (Possible options: {', '.join(sorted(possible))})")
    return without_secrets(str(error.format_message()))


def _is_path(word: str) -> bool:
    """Whether a word names something that is there, or is written as only paths are."""
    return bool(word) and (not _OF_PATHS.isdisjoint(word) or os.path.lexists(word))
