"""libyaml's parser, as PyYAML brings it: a class of parsers, and a module with the events and errors that come of it.

PyYAML imports its parser in Python, and all that makes objects, before one can ask for the parser in C; that takes
longer than a usual file to check. The command, which has its process to itself, therefore loads of PyYAML only what
the parser in C knows by name, and nothing before a text is met that takes a parser. Everybody else gets it as it is.
"""

from __future__ import annotations

import sys
from types import ModuleType

from validator.lazy import module_called
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from importlib.machinery import PathFinder
    from typing import Any
else:  # importlib brings along what a start needs nothing of
    from _frozen_importlib_external import PathFinder

_NAME = "yaml"
_NEEDED = ("error", "events")
_OBJECTS = ("tokens", "nodes")
"""Modules of which the parser in C makes something only if it is asked for more than events."""
_NAMED_ONLY = (
    *("reader", "scanner", "parser", "composer"),
    *("constructor", "emitter", "serializer", "representer"),
)
"""Modules of which the parser in C knows the error alone."""


class Library(NamedTuple):
    """What is read with: `names` has the events and errors, `parser` makes a parser of a text."""

    names: Any
    parser: Any
    scanner_error: type[Exception]


_loaded: list[Library] = []
_short_ways: list[bool] = []
"""Whether the short way is gone, and nothing but events will be asked for there."""


def library() -> Library:
    """Return what was loaded the short way, else PyYAML as it is, with its own parser if it has none in C."""
    if not _loaded and _short_ways and _NAME not in sys.modules:
        _load_the_short_way(events_alone=_short_ways[0])
    if not _loaded:
        import yaml  # noqa: PLC0415 - see above
        from yaml.scanner import ScannerError  # noqa: PLC0415

        _loaded.append(Library(yaml, _parser_of(yaml), ScannerError))
    return _loaded[0]


def _parser_of(package: Any) -> Any:  # noqa: ANN401 - a class without types
    if package.__with_libyaml__:
        return module_called(f"{_NAME}._yaml").CParser
    from validator.documents.yaml_python import Loader  # noqa: PLC0415 - almost everybody has libyaml

    return Loader


def go_the_short_way(*, events_alone: bool = False) -> None:
    """Have the parser loaded without the rest of PyYAML, if that is possible; only for a process that is nobody else's.

    `events_alone` says that nothing in this process will ever ask the parser for anything but events.
    """
    _short_ways[:] = [events_alone]


def _load_the_short_way(*, events_alone: bool) -> None:
    try:
        _loaded.append(_short(events_alone=events_alone))
    except Exception:  # noqa: BLE001 - another PyYAML, or none in C: there is the usual way
        for name in [each for each in sys.modules if each.startswith(f"{_NAME}.")]:
            del sys.modules[name]
    finally:
        sys.modules.pop(_NAME, None)


def _short(*, events_alone: bool) -> Library:
    """Load the parser in C with a stand-in for the package that it looks its classes up in."""
    package: Any = ModuleType(_NAME)
    package.__path__ = PathFinder.find_spec(_NAME).submodule_search_locations  # type: ignore[union-attr]
    sys.modules[_NAME] = package
    for name in _NEEDED if events_alone else (*_NEEDED, *_OBJECTS):
        vars(package).update(vars(module_called(f"{_NAME}.{name}")))
    for name in _OBJECTS if events_alone else ():
        setattr(package, name, _with_anything(name))
    for name in _NAMED_ONLY:
        setattr(package, name, _with_error(name, package.MarkedYAMLError))
    parser = module_called(f"{_NAME}._yaml").CParser
    return Library(package, parser, package.scanner.ScannerError)


def _with_anything(name: str) -> ModuleType:
    """Return a stand-in for a module that has a class by whatever name, the same one."""
    module = ModuleType(f"{_NAME}.{name}")
    vars(module)["__getattr__"] = lambda _: object
    return module


def _with_error(name: str, base: type[Exception]) -> ModuleType:
    """Return a stand-in for a module that has nothing but its error."""
    module = ModuleType(f"{_NAME}.{name}")
    error = f"{name.capitalize()}Error"
    setattr(module, error, type(error, (base,), {}))
    return module
