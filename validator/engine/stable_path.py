"""Names for findings and places that hold while lines move: the natural path of a part, the entry of a finding."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from validator.documents.tree import Mapping, Scalar, Sequence, target
from validator.engine.baseline import Entry
from validator.words import is_showable, shown

if TYPE_CHECKING:
    from validator.diagnostics import Diagnostic, Route
    from validator.documents.document import Document
    from validator.documents.tree import Node
    from validator.project.project import Project

_NAMES = ("name", "key")
_LONGEST = 80


def entry_of(diagnostic: Diagnostic, project: Project) -> Entry:
    """Return what a finding of a project is known by in a baseline; no line and no value is part of it."""
    document = _document(diagnostic, project)
    at = natural_path(document.root if document is not None else None, diagnostic.route)
    return Entry(diagnostic.rule, below_root(diagnostic.path, project.root), diagnostic.document, at)


def below_root(path: str, root: Path | None) -> str:
    """Return the path of a file relative to the project's root, with forward slashes, wherever the run started."""
    try:
        return Path(os.path.relpath(path, root)).as_posix()
    except ValueError:
        return path


def natural_path(root: Node | None, route: Route) -> str:
    """Return a route in words: keys with dots between, and `[name]` for the items of lists that have a name or key.

    What does not look like a name is not written: a slip can put a secret there. A key is then `?`, and an item has
    its number, as one without a name has.
    """
    path = ""
    node = root
    for step in route:
        real = target(node) if node is not None else None
        node = _below(real, step)
        if isinstance(step, int):
            path += f"[{_name(node) or step}]"
        else:
            key = step if shown(step, "") else "?"
            path += f".{key}" if path else key
    return path


def _below(node: Node | None, step: str | int) -> Node | None:
    if isinstance(node, Mapping):
        return next((pair.value for pair in node.pairs if pair.key.text == step), None)
    if isinstance(node, Sequence) and isinstance(step, int) and step < len(node.items):
        return node.items[step]
    return None


def _name(node: Node | None) -> str:
    item = target(node) if node is not None else None
    for field in _NAMES:
        value = _below(item, field)
        name = target(value) if value is not None else None
        if isinstance(name, Scalar) and isinstance(name.value, str) and _is_name(name.text):
            return name.text
    return ""


def _is_name(text: str) -> bool:
    """Whether a text may be written down: it can be read as a name, and nothing of it looks like a secret."""
    return 0 < len(text) <= _LONGEST and text.isprintable() and is_showable(text)


def _document(diagnostic: Diagnostic, project: Project) -> Document | None:
    """Return the document that a finding stands in: the last of its file that begins at or above its line."""
    own = [document for document in project.documents if document.path == diagnostic.path]
    above = [document for document in own if document.first_key().start <= diagnostic.span.start]
    return above[-1] if above else next(iter(own), None)
