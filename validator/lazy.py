"""Patterns that are compiled and modules that are loaded at their first use: most runs need few of either."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    import re
    from types import ModuleType
    from typing import Any, AnyStr


class _Pattern:
    """Stands in for a pattern; the methods of the compiled one become its own attributes at the first use."""

    def __init__(self, source: str | bytes, flags: int) -> None:
        self._source, self._flags = source, flags

    def __reduce__(self) -> tuple[Any, ...]:
        return lazy, (self._source, self._flags)

    def __getattr__(self, name: str) -> Any:  # noqa: ANN401 - any attribute of a pattern
        if name.startswith("_"):
            raise AttributeError(name)
        import re  # noqa: PLC0415 - the shortest runs need no pattern at all

        # Reached only for what is not an attribute yet, so a method that was used once costs nothing more.
        value = getattr(re.compile(self._source, self._flags), name)
        setattr(self, name, value)
        return value


def lazy(source: AnyStr, flags: int = 0) -> re.Pattern[AnyStr]:
    """Return a pattern whose compilation is put off: those of all modules would cost every start 20 ms."""
    pattern: Any = _Pattern(source, flags)
    return pattern  # type: ignore[no-any-return]


class _Module:
    """Stands in for a module; what was asked for once is an attribute from then on."""

    def __init__(self, module: str) -> None:
        self._module = module

    def __getattr__(self, name: str) -> object:
        value: object = getattr(module_called(self._module), name)
        setattr(self, name, value)
        return value


def module_called(name: str) -> ModuleType:
    """Return a module by its full name; importlib would bring along what a start needs nothing of."""
    __import__(name)
    return sys.modules[name]


def on_demand(module: str) -> _Module:
    """Return what stands in for a module, by its full name, and loads it at the first use."""
    return _Module(module)
