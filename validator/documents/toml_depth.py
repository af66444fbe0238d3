"""Keys of a TOML text that have too many parts for its reader, which takes the square of their number."""

from __future__ import annotations

import re

from validator.lazy import lazy

DEEPEST = 64
"""So deep values may lie in each other; settings need no tenth of it."""

_PART = r"""(?:"(?:[^"\\\n]|\\.)*+"|'[^'\n]*+'|[A-Za-z0-9_-]++)"""
_KEYS = lazy(
    rf"""
    \"{{3}}(?:\\.|[^\\])*?\"{{3,5}} | '{{3}}.*?'{{3,5}} | \#[^\n]*+
    | (?P<key> {_PART} (?: [ \t]*+ \. [ \t]*+ {_PART} )*+ )
    """,
    re.DOTALL | re.VERBOSE,
)
_PARTS = lazy(_PART)


def key_too_deep(text: str) -> int | None:
    """Return the offset of the first key of more parts than values may lie deep, None where there is none."""
    if text.count(".") < DEEPEST:
        return None
    for found in _KEYS.finditer(text):
        key = found["key"] or ""
        if key.count(".") >= DEEPEST and sum(1 for _ in _PARTS.finditer(key)) > DEEPEST:
            return found.start()
    return None
