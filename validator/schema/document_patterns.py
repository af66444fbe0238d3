"""Regular expressions out of documents, which users write too: one that is none judges nothing."""

from __future__ import annotations

import functools
import re

LONGEST = 64 * 1024


def fits(pattern: str, text: str) -> bool | None:
    """Whether a whole text has the form of a pattern; None where the pattern is none, or the text too long to try."""
    compiled = _compiled(pattern) if len(text) <= LONGEST else None
    return None if compiled is None else compiled.fullmatch(text) is not None


@functools.lru_cache(maxsize=256)
def _compiled(pattern: str) -> re.Pattern[str] | None:
    try:
        return re.compile(pattern)
    except (re.error, OverflowError, RecursionError):
        return None
