"""What pages for developers name, files and functions among it, and whether it is there.

Names stand in backticks, or in a drawing. A file is named from the root of the repository or of the package, a
function by its dotted name inside the package, a class or a field by itself.
"""

from __future__ import annotations

import ast
import builtins
import functools
import importlib
import json
import keyword
import re
from typing import TYPE_CHECKING, Any

from tests.support.documentation import ROOT
from validator.documents.kinds import KINDS
from validator.documents.looks import SETTINGS_FILE
from validator.project.connector_json import CONNECTOR_JSON
from validator.schema.schemas import schema_folder

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_FENCED = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
_NAMED = re.compile(r"`([^`\n]+)`")
_IN_A_DRAWING = re.compile(r"[a-z]\w*(?:\.\w+)+|[a-z]+_\w+|\b[A-Z][a-z]+(?:[A-Z][a-z]+)*\b")
_FILE = re.compile(r"[\w.-]+(?:(?:/[\w.-]+)+/?|/|\.(?:py|md|json|ya?ml|toml|lock))\Z")
_DOTTED = re.compile(r"[A-Za-z_]\w*(?:\.[A-Za-z_]\w*)+\Z")
_SIMPLE = re.compile(r"[A-Za-z_]\w*\Z")
_MAKE = re.compile(r"make ([a-z-]+)\Z")
_OF_USERS = {SETTINGS_FILE, CONNECTOR_JSON}
"""Files that users have, and that need not be here."""


def named(page: Path) -> list[str]:
    """Return the words of a page in backticks."""
    return _NAMED.findall(_FENCED.sub("", page.read_text(encoding="utf-8")))


def drawn(page: Path) -> list[str]:
    """Return what the drawings of a page name: dotted names, functions of several words, and types."""
    blocks = [
        text for language, text in _FENCED.findall(page.read_text(encoding="utf-8")) if language == "text"
    ]
    return [word for block in blocks for word in _IN_A_DRAWING.findall(block)]


def is_missing(word: str) -> bool:
    """Whether a word names a file, a function or a field that is not there; never of what is no name."""
    if target := _MAKE.match(word):
        return f"\n{target[1]}:" not in (ROOT / "Makefile").read_text(encoding="utf-8")
    if word.startswith("make "):
        return True
    if _FILE.match(word):
        return not (word in _OF_USERS or any((each / word).exists() for each in (ROOT, ROOT / "validator")))
    if _DOTTED.match(word):
        return not _leads_somewhere(word)
    return bool(_SIMPLE.match(word)) and word not in _words()


def _leads_somewhere(word: str) -> bool:
    """Whether a dotted name leads to a module of ours, or to something in one, or in a class that is defined."""
    first, *rest = word.split(".")
    if first in _classes():
        return len(rest) == 1 and rest[0] in _classes()[first]
    steps = word.split(".") if first == "tests" else ["validator", *word.split(".")]
    for end in range(len(steps), 0, -1):
        try:
            found: Any = importlib.import_module(".".join(steps[:end]))
        except ModuleNotFoundError:
            continue
        return _has(found, steps[end:])
    return False


def _has(found: Any, steps: list[str]) -> bool:
    for step in steps:
        if not hasattr(found, step) and step not in getattr(found, "__annotations__", {}):
            return False
        found = getattr(found, step, None)
    return True


def _trees() -> Iterator[ast.Module]:
    for folder in ("validator", "tests"):
        for file in (ROOT / folder).rglob("*.py"):
            yield ast.parse(file.read_text(encoding="utf-8"))


@functools.cache
def _classes() -> dict[str, set[str]]:
    """Return every class of ours with the names of its members."""
    found: dict[str, set[str]] = {}
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.ClassDef):
                found.setdefault(node.name, set()).update(_bound(node.body))
    return found


@functools.cache
def _words() -> frozenset[str]:
    """Return every name that our code defines or imports, every key of our schemas, and the words of Python."""
    found = {*dir(builtins), *keyword.kwlist, *KINDS, *_classes()}
    for tree in _trees():
        for node in ast.walk(tree):
            if isinstance(node, ast.Module | ast.ClassDef):
                found.update(_bound(node.body))
            elif isinstance(node, ast.arg):
                found.add(node.arg)
            elif isinstance(node, ast.ImportFrom):
                found.update(each.name for each in node.names)
    found |= {
        key for file in schema_folder().glob("*.json") for key in _keys(json.loads(file.read_text("utf-8")))
    }
    return frozenset(found)


def _bound(body: list[ast.stmt]) -> Iterator[str]:
    for node in body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.AnnAssign) and isinstance(node.target, ast.Name):
            yield node.target.id
        elif isinstance(node, ast.Assign):
            yield from (each.id for each in node.targets if isinstance(each, ast.Name))


def _keys(data: Any) -> Iterator[str]:
    for key, value in data.items() if isinstance(data, dict) else ():
        yield key
        yield from _keys(value)
