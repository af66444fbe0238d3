"""What is said of the key or value under a cursor; nothing of it is secret."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.documents.kinds import CONFIG, GENERAL
from validator.engine.gate import Gate
from validator.lsp.markup import code, text
from validator.project.choices import Choices
from validator.project.connection import Origin
from validator.project.effective import shown
from validator.project.uses import uses_in
from validator.schema.schemas import SCHEMAS, described

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.lsp.places import Spot
    from validator.project.connection import Setting


def words_at(spot: Spot) -> str:
    """Return in Markdown what schema and definition say of a place, what it leads to, and what it ends up as."""
    gate = Gate(spot.project)
    gate.masks(spot.document.source)
    parts = [*_about(spot, Choices(spot.project, gate.holds_secret)), *_leads_to(spot), *_ends_up(spot)]
    return "\n\n".join(gate.words(part, [spot.document.source]) for part in parts if part)


def _about(spot: Spot, choices: Choices) -> Iterator[str]:
    document, route = spot.document, spot.route
    kind = document.kind
    if kind is None or document.generated:
        return
    if attribute := _attribute(spot, choices):
        yield attribute
        return
    found = described(SCHEMAS[kind], route)
    if found.get("title"):
        yield f"**{found['title']}**"
    if found.get("description"):
        yield text(found["description"])
    if route == ("connector",):
        known = {each.text: each.words for each in choices.connectors()}
        yield text(known.get(spot.node.text, ""))


def _attribute(spot: Spot, choices: Choices) -> str:
    """Return what a definition says of a detail, and of the option that is chosen for it."""
    document, route = spot.document, spot.route
    project = spot.project
    if document.kind != CONFIG or route[:2] != ("connection", "details") or len(route) != 3:  # noqa: PLR2004
        return ""
    definition = project.connection(document).definition
    if definition is None:
        return ""
    for attribute, choice in choices.details(definition):
        if attribute.key == route[-1]:
            options = {
                each.text: each.words for each in choices.options(document.get("connector"), attribute)
            }
            chosen = options.get(spot.node.text, "") if spot.part is Part.VALUE else ""
            title = f"**{text(choices.words(attribute.title))}**"
            return "\n\n".join(part for part in (title, text(choice.words), text(chosen)) if part)
    return ""


def _leads_to(spot: Spot) -> Iterator[str]:
    """Yield where the name under the cursor is declared."""
    for use in uses_in(spot.document, spot.project):
        if use.route != spot.route or spot.part is Part.KEY:
            continue
        if use.target is None:
            yield "No document that is known declares this name."
        elif use.target.document.shipped:
            yield "Declared in the shipped catalogue."
        else:
            declared = use.target.document
            span, _ = declared.locate(use.target.route)
            yield f"Declared in {code(f'{declared.path}:{span.start.line}')}."


def _ends_up(spot: Spot) -> Iterator[str]:
    """Yield what App Xchange ends up with for a field of a connection, and where that comes from."""
    document, route = spot.document, spot.route
    if document.kind != CONFIG or route[:1] not in {("connection",), (GENERAL,)}:
        return
    connection = spot.project.connection(document)
    settings: dict[tuple[str | int, ...], Setting | None] = {
        ("connection", "definition"): connection.definition_name,
        ("connection", "oauthClient"): connection.client_name,
        **{("connection", "details", key): each for key, each in connection.details.items()},
    }
    setting = settings.get(route)
    if setting is None or isinstance(setting.value, dict | list):
        return
    value = shown(setting.document, setting.route, setting.value, spot.project)
    origin = setting.origin.value
    if setting.origin is not Origin.CONFIG and not setting.document.shipped:
        span, _ = setting.document.locate(setting.route)
        origin = f"{origin}, {code(f'{setting.document.path}:{span.start.line}')}"
    yield f"Effective value: {code(value)} ({origin})"
