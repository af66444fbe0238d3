"""Names of a project as a shell takes them: one word each, quoted where the shell does not do so itself.

Whatever a file holds is no command line: a name that cannot be made one word for certain is not offered.
"""

from __future__ import annotations

import os

from validator.lazy import lazy
from validator.secrets.hide import HIDDEN

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

_ASKING = "_APPXLINT_COMPLETE"
"""The variable by which the script of a shell asks, as `complete_bash` does."""

_PLAIN = lazy(r"[A-Za-z0-9][A-Za-z0-9./_@+-]*")
_SAFE = frozenset("_-./+@%,")
_LOST_IN_ZSH = frozenset("'\"`$\\")
"""What the script for zsh has no way to hand on."""


def as_word(text: str) -> str | None:
    """Return a text as the shell that asks has to be told it, None where that is not possible."""
    if not text or text.startswith("-") or HIDDEN in text or not text.isprintable():
        return None
    if _PLAIN.fullmatch(text):
        return text
    found = _AS_WORD.get(os.environ.get(_ASKING, "").rpartition("_")[2])
    return found(text) if found is not None else None


def _for_bash(text: str) -> str | None:
    """Return a text with what means something to bash behind backslashes, or as the quotes take it that are open."""
    quote = _begun()[:1]
    if quote == "'":
        return text if "'" not in text else None
    if quote == '"':
        return "".join(f"\\{each}" if each in '"\\$`' else each for each in text) if "!" not in text else None
    return "".join(each if each.isalnum() or each in _SAFE else f"\\{each}" for each in text)


def _begun() -> str:
    """Return the word that bash completes, as it is typed."""
    words = os.environ.get("COMP_WORDS", "").split("\n")
    number = os.environ.get("COMP_CWORD", "")
    return words[int(number)] if number.isdecimal() and int(number) < len(words) else ""


def _for_zsh(text: str) -> str | None:
    return text if _LOST_IN_ZSH.isdisjoint(text) else None


_AS_WORD: Mapping[str, Callable[[str], str | None]] = {"bash": _for_bash, "zsh": _for_zsh, "fish": str}
