"""Regular expressions out of documents, which users write too: one that cannot be used judges nothing."""

from __future__ import annotations

from validator.schema.patterns import Refused, guarded


def fits(pattern: str, text: str) -> bool | None:
    """Whether a whole text has the form of a pattern; None where that cannot be told in little time."""
    found = guarded(pattern)
    if isinstance(found, Refused) or len(text) > found.longest:
        return None
    return found.compiled.fullmatch(text) is not None
