"""A value as a sheet shows it: entered, chosen or switched; of a secret, where it is to be taken from."""

from __future__ import annotations

from validator.guide.sheet import At, Field, Verb
from validator.project.effective import shown
from validator.secrets.hide import HIDDEN, without_secrets
from validator.secrets.references import ReferenceKind, parse_reference

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Facts, Setting
    from validator.project.project import Project
    from validator.secrets.references import Reference

_PLACES = {
    ReferenceKind.ENV: "from {}",
    ReferenceKind.FILE: "from the file {}",
    ReferenceKind.KEYRING: "from the keyring, {}",
    ReferenceKind.CUSTOM: "from {}",
}
_SWITCH = {True: "on", False: "off"}


class Place:
    """Where a value stands, in a project that says what of it may be shown."""

    def __init__(self, project: Project, document: Document, route: Route) -> None:
        self.project, self.document, self.route = project, document, route

    def field(self, label: str, verb: Verb, value: Any, note: str = "") -> Field:  # noqa: ANN401 - data of a user's file
        """Return the field that holds a value there."""
        label = without_secrets(label)
        at = At(self.document.path, self.document.title, self.route)
        if isinstance(value, bool):
            return Field(label, Verb.SWITCH if verb is Verb.ENTER else verb, _SWITCH[value], note, at=at)
        text = shown(self.document, self.route, value, self.project)
        reference = parse_reference(f"{value}", self.project.settings.secret_references)
        if reference is not None:
            return Field(label, verb, _source(reference, f"{value}", text), note, at=at)
        return Field(label, verb, text, note, exact=HIDDEN not in text and verb is not Verb.FILLED, at=at)


def _source(reference: Reference, value: str, text: str) -> str:
    """Return where a secret comes from in words; of a reference that is shown in part no more than that part."""
    target = reference.target if text == value else text.partition(":")[2].rstrip("}") or HIDDEN
    return _PLACES[reference.kind].format(target)


def name_at(document: Document, route: Route, project: Project, otherwise: str = "") -> str:
    """Return the text at a place; other words where there is none, it may not be shown, or it is kept elsewhere."""
    value = document.get(*route)
    return _named(value, document, route, project) or otherwise


def name_of(setting: Setting | None, project: Project) -> str:
    """Return the name that a setting has as it may be shown, nothing where it is not set."""
    return _named(setting.value, setting.document, setting.route, project) if setting is not None else ""


def fact(facts: Facts | None, key: str, project: Project) -> str:
    """Return a field of a workspace or an application as it may be shown, nothing where there is none."""
    return name_at(facts.document, (*facts.route, key), project) if facts is not None else ""


def _named(value: object, document: Document, route: Route, project: Project) -> str:
    if not isinstance(value, str | int) or parse_reference(f"{value}", project.settings.secret_references):
        return ""
    text = shown(document, route, value, project)
    return "" if HIDDEN in text else text
