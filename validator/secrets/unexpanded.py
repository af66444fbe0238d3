"""Values that a pipeline has left as they were written, for want of the variable that they name."""

from __future__ import annotations

from validator.lazy import lazy

_MACRO = lazy(r"\s{0,64}\$\([^()\r\n]{1,512}\)\s{0,64}\Z")


def is_unexpanded(value: str) -> bool:
    """Whether the value of a variable is `$(NAME)` alone, which is what Azure hands on of one that is not defined."""
    return _MACRO.match(value) is not None
