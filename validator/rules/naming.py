"""The rule about names that look otherwise than the settings of a project want them."""

from __future__ import annotations

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Finding, Place
from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    KINDS,
    WORKSPACE,
)
from validator.rules.rule import rule
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project
    from validator.project.settings import Convention

_CALLED = {
    CONFIG: "configs",
    CLIENT: "OAuth clients",
    WORKSPACE: "workspaces",
    APPLICATION: "applications",
    BASE_RULES: "base connections",
    DEFINITION: "definitions",
    CONNECTOR: "connectors",
}
_ON_THE_SPOT = {WORKSPACE: ("workspace", "name"), APPLICATION: ("application", "name")}
"""Where a config holds one of another kind, whose name it gives."""


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    *KINDS,
    source="the project's own settings, docs/settings.md",
    yields_to=("placeholder-value",),
)
def naming_convention(document: Document, project: Project) -> Iterator[Finding]:
    """A name does not look as the settings of the project say that names of its kind look.

    Names of one form are found, sorted and told apart at a glance, in the files and on the screens of App Xchange. The
    setting `names` has an expression for each kind of document that a whole name has to fit, and says in words what it
    asks for. Where it has none, names are free.

    Given: Names by convention

    Bad:
        kind: ConnectorConfig
        name: Acme Production

    Good:
        kind: ConnectorConfig
        name: acme-production
    """
    for kind, convention in project.settings.names.items():
        for route in _routes(document, kind):
            name = document.get(*route)
            if isinstance(name, str) and _is_otherwise(name, convention):
                yield Finding(
                    _message(name, kind, convention), Place(document, route), _help(kind, convention)
                )


def _routes(document: Document, kind: str) -> Iterator[Route]:
    """Yield where a document names something of a kind."""
    if document.kind == BASE_RULES == kind:
        bases = document.get("baseConnections")
        yield from (("baseConnections", number, "name") for number in range(len(bases or ())))
    elif document.kind == kind:
        yield ("name",)
    elif document.kind == CONFIG and kind in _ON_THE_SPOT:
        yield _ON_THE_SPOT[kind]


def _is_otherwise(name: str, convention: Convention) -> bool:
    """Whether a name certainly does not fit; one that is too long to be tried may."""
    return len(name) <= convention.pattern.longest and convention.pattern.fullmatch(name) is None


def _message(name: str, kind: str, convention: Convention) -> str:
    asked = f": {convention.message}" if convention.message else ""
    return f"{quoted(name)} is not what names of {_CALLED[kind]} look like here{asked}"


def _help(kind: str, convention: Convention) -> str:
    """Return what to write; nothing refers to a config or to a connector by its name."""
    elsewhere = "" if kind in {CONFIG, CONNECTOR} else ", and the same name wherever it is referred to"
    return f"write a name that fits {quoted(convention.pattern.compiled.pattern)}{elsewhere}"
