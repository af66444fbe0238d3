"""libyaml's parser, as PyYAML brings it: a class of parsers, and a module with the events and errors that come of it.

PyYAML imports its parser in Python, and all that makes objects, before one can ask for the parser in C; that takes
longer than a usual file to check. The command, which has its process to itself, therefore loads of PyYAML only what
the parser in C knows by name. Everybody else gets it as it is.
"""

from __future__ import annotations

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from types import ModuleType

from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

_NAME = "yaml"
_NEEDED = ("error", "tokens", "events", "nodes")
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


def library() -> Library:
    """Return what was loaded the short way, else PyYAML as it is, with its own parser if it has none in C."""
    if not _loaded:
        import yaml  # noqa: PLC0415 - see above
        from yaml.scanner import ScannerError  # noqa: PLC0415

        _loaded.append(Library(yaml, _parser_of(yaml), ScannerError))
    return _loaded[0]


def _parser_of(package: Any) -> Any:  # noqa: ANN401 - a class without types
    if package.__with_libyaml__:
        return import_module(f"{_NAME}._yaml").CParser
    from validator.documents.yaml_python import Loader  # noqa: PLC0415 - almost everybody has libyaml

    return Loader


def load_the_short_way() -> None:
    """Load the parser without the rest of PyYAML, if that is possible; only for a process that is nobody else's."""
    if _loaded or _NAME in sys.modules:
        return
    try:
        _loaded.append(_short())
    except Exception:  # noqa: BLE001 - another PyYAML, or none in C: there is the usual way
        for name in [each for each in sys.modules if each.startswith(f"{_NAME}.")]:
            del sys.modules[name]
    finally:
        sys.modules.pop(_NAME, None)


def _short() -> Library:
    """Load the parser in C with a stand-in for the package that it looks its classes up in."""
    package: Any = ModuleType(_NAME)
    package.__path__ = PathFinder.find_spec(_NAME).submodule_search_locations  # type: ignore[union-attr]
    sys.modules[_NAME] = package
    for name in _NEEDED:
        vars(package).update(vars(import_module(f"{_NAME}.{name}")))
    for name in _NAMED_ONLY:
        setattr(package, name, _with_error(name, package.MarkedYAMLError))
    parser = import_module(f"{_NAME}._yaml").CParser
    return Library(package, parser, package.scanner.ScannerError)


def _with_error(name: str, base: type[Exception]) -> ModuleType:
    """Return a stand-in for a module that has nothing but its error."""
    module = ModuleType(f"{_NAME}.{name}")
    error = f"{name.capitalize()}Error"
    setattr(module, error, type(error, (base,), {}))
    return module
