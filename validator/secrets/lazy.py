"""Regular expressions that are compiled when they are first used."""

from __future__ import annotations

import re
from typing import Any, cast


class _Lazy:
    """Stands in for a pattern; the methods of the compiled one become its own attributes at the first use."""

    def __init__(self, source: str, flags: re.RegexFlag) -> None:
        self._source, self._flags = source, flags

    def __reduce__(self) -> tuple[Any, ...]:
        return lazy, (self._source, self._flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute of a pattern
        if name.startswith("_"):
            raise AttributeError(name)
        # Reached only for what is not an attribute yet, so a method that was used once costs nothing more.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy(source: str, flags: re.RegexFlag = re.NOFLAG) -> re.Pattern[str]:
    """Return a pattern whose compilation is put off: the few dozen of this package would cost every start 20 ms."""
    return cast("re.Pattern[str]", _Lazy(source, flags))
