"""Text of files in Markdown, as editors show it: it never becomes structure."""

from __future__ import annotations

from validator.lazy import lazy
from validator.render.escape import escape

_SIGNS = lazy(r"([\\`*_{}\[\]<>#|!~&])")
_TICKS = lazy(r"`+")


def text(words: str) -> str:
    """Return words that Markdown takes for nothing but words."""
    return _SIGNS.sub(r"\\\1", escape(words))


def code(words: str) -> str:
    """Return words as they are written, in a fence that is longer than any in them."""
    words = escape(words)
    ticks = "`" * (max((len(each) for each in _TICKS.findall(words)), default=0) + 1)
    room = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{ticks}{room}{words}{room}{ticks}" if words else ""
