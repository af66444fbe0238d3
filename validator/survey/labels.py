"""What the screens call a field, wherever it stands in a document."""

from __future__ import annotations

from validator.documents.kinds import BASE_RULES, CONFIG, GENERAL
from validator.project.sensitive import attribute_at, general_property
from validator.project.showing import key_is_shown
from validator.schema.schemas import SCHEMAS, described
from validator.secrets.hide import HIDDEN, without_secrets

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.facts import Attribute
    from validator.project.project import Project

_DETAILS = ("connection", "details")


def label_of(document: Document, route: Route, project: Project, known: frozenset[str]) -> str:
    """Return the label of a field, else its key as far as that may be shown; `known` are the project's own keys."""
    attribute = _attribute(document, route, project)
    if attribute is not None:
        return without_secrets(attribute.title)
    if document.kind == CONFIG and route[0] == GENERAL:
        found = general_property(document, route[1:], project)
        title = found.get("title") if found is not None else None
        return without_secrets(title) if isinstance(title, str) else _key(route, known)
    title = described(SCHEMAS[document.kind], route).get("title") if document.kind in SCHEMAS else None
    return title if isinstance(title, str) else _key(route, known)


def _attribute(document: Document, route: Route, project: Project) -> Attribute | None:
    """Return what a definition asks for at a place of a config or of a base connection."""
    if document.kind == CONFIG and route[:2] == _DETAILS:
        return attribute_at(route[2:], project.connection(document).attributes)
    if document.kind == BASE_RULES and route[2:4] == ("sets", "details"):
        definition = project.definition(document.get("connector"), document.get(*route[:2], "definition"))
        return attribute_at(route[4:], project.attributes(definition))
    return None


def _key(route: Route, known: frozenset[str]) -> str:
    key = next((step for step in reversed(route) if isinstance(step, str)), "")
    return key if key_is_shown(key, known) else HIDDEN
