"""References that take the place of secrets: no two different secrets may end up behind one reference."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.engine.fixes import Refused
from validator.secrets.references import looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Iterable

    from validator.diagnostics import Diagnostic, Intent
    from validator.project.project import Project

_TAKEN = "its reference is used for another value already; write one of its own"


def apart(diagnostics: Iterable[Diagnostic], project: Project) -> tuple[list[Diagnostic], list[Refused]]:
    """Return the diagnostics whose fixes may be made, and those that would write a reference of another value.

    Places that hold one and the same value may share a reference.
    """
    read = {leaf.node.text for document in project.documents for leaf in document.leaves()}
    behind: dict[str, str] = {}
    kept: list[Diagnostic] = []
    refused: list[Refused] = []
    for each in diagnostics:
        intents = each.fix.intents if each.fix is not None else ()
        references = [intent for intent in intents if intent.text and looks_like_reference(intent.text)]
        values = [(f"{intent.text}", _value(each, intent, project)) for intent in references]
        if any(text in read or behind.get(text, value) != value for text, value in values):
            refused.append(Refused(each, _TAKEN))
        else:
            behind.update(values)
            kept.append(each)
    return kept, refused


def _value(diagnostic: Diagnostic, intent: Intent, project: Project) -> str:
    """Return the text that a fix replaces; it stays in this module."""
    for document in project.documents:
        if document.path == diagnostic.path and document.index == intent.document:
            scalar = document.scalar(intent.route)
            return scalar.text if scalar is not None else ""
    return ""
