"""What the rules about names share: the names that are known, and the finding for one that is not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.documents.kinds import CONFIG
from validator.rules.rule import Change, Finding, Place
from validator.words import closest, listed, quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project


def client_routes(document: Document) -> list[Route]:
    """Return the places of a config or of base-connection rules that name an OAuth client."""
    if document.kind == CONFIG:
        return [("connection", "oauthClient")]
    entries = document.get("baseConnections")
    return [("baseConnections", index, "sets", "oauthClient") for index in range(len(entries or ()))]


def is_standard(document: Document, project: Project) -> bool:
    """Whether the definition of a config is no OAuth one."""
    definition = project.connection(document).definition
    return definition is not None and definition.get("type") == "Standard"


def names_of(documents: list[Document], field: str = "name") -> list[str]:
    """Return the names of documents, those that are readable."""
    return [name for each in documents if isinstance(name := each.get(field), str)]


def unknown(  # noqa: PLR0913, PLR0917 - the parts of one message
    document: Document, project: Project, route: Route, what: str, names: list[str], otherwise: str = ""
) -> Iterator[Finding]:
    """Yield the finding for a name that is not known, unless it may stand in a file that could not be read."""
    if project.incomplete:
        return
    value = document.get(*route)
    meant = closest(value, names)
    place = Place(document, route)
    question = f'; did you mean "{meant}"?' if meant else ""
    article = "an" if what[0] in "AEIOUaeiou" else "a"
    choice = f"the project has {listed(names, last='and')}" if names else ""
    help_text = (
        f"write {meant}" if meant else otherwise or choice or f"describe it in {article} {what} document"
    )
    change = Change(f"write {meant}", place, meant) if meant else None
    yield Finding(f"there is no {what} {quoted(value)}{question}", place, help_text, change=change)
