"""What can be written at a cursor: keys, closed values, and names that are known."""

from __future__ import annotations

from lsprotocol import types as lsp

from validator.documents.document import Document
from validator.documents.edits import pasted
from validator.documents.kinds import BASE_RULES, CLIENT, CONFIG, DEFINITION, GENERAL, KINDS
from validator.documents.source import Source
from validator.engine.gate import Gate
from validator.lsp.outline import outline
from validator.project.choices import Choice, Choices
from validator.schema.schemas import SCHEMAS, alternatives

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from pathlib import Path

    from validator.diagnostics import Route
    from validator.lsp.outline import Outline
    from validator.lsp.workspace import Workspace
    from validator.project.facts import Attribute

_NOWHERE = Document(Source("", ""))


def items_at(file: Path, position: lsp.Position, workspace: Workspace) -> list[lsp.CompletionItem]:
    """Return what can be written at a place of an open file.

    Raises:
        UsageError: the settings of its project cannot be used.
    """
    text = workspace.texts.get(file)
    if text is None:
        return []
    project = workspace.loaded(file).project
    lines = workspace.lines(Source("", text, file=file))
    offset = lines.offset(position)
    texts = [lines.line(number) for number in range(len(lines.starts))]
    character = offset - lines.starts[position.line] if position.line < len(lines.starts) else 0
    here = outline(texts, min(position.line, len(texts) - 1), character)
    gate = Gate(project)
    for document in project.documents:
        if document.source.file == file:
            gate.masks(document.source)
    offers = _Offers(here, Choices(project, gate.holds_secret))
    start = lines.starts[min(position.line, len(texts) - 1)] + here.start
    return offers.items(lines.range(min(start, offset), offset))


class _Offers:
    """What is offered at one place."""

    def __init__(self, here: Outline, choices: Choices) -> None:
        self.here = here
        self.choices = choices
        self.kind = here.values.get(("kind",), "")
        self.connector = here.values.get(("connector",))

    def items(self, place: lsp.Range) -> list[lsp.CompletionItem]:
        """Return the offers as the protocol has them, to be put in the place of what was typed."""
        if self.here.at is not None:
            kind = lsp.CompletionItemKind.Value
            return [_item(each, pasted(each.text, _NOWHERE, ()), kind, place) for each in self._values()]
        keys = [
            _item(each, f"{each.text}: ", lsp.CompletionItemKind.Property, place) for each in self._keys()
        ]
        in_a_list = bool(self.here.holder) and isinstance(self.here.holder[-1], int)
        values = self._named(self.here.holder) if in_a_list and not keys else []
        return keys + [
            _item(each, pasted(each.text, _NOWHERE, ()), lsp.CompletionItemKind.Value, place)
            for each in values
        ]

    def _keys(self) -> Iterator[Choice]:
        holder = self.here.holder
        present = {route[-1] for route in self.here.values if route[:-1] == holder and route}
        details = self._details(holder)
        if details is not None:
            yield from (choice for attribute, choice in details if attribute.key not in present)
            return
        if self.kind not in KINDS:
            if not holder:
                yield from (Choice(each) for each in ("apiVersion", "kind") if each not in present)
            return
        for node in alternatives(SCHEMAS[self.kind], holder):
            for key, field in node.get("properties", {}).items():
                if key not in present and isinstance(field, dict):
                    yield Choice(key, field.get("description", ""))

    def _values(self) -> list[Choice]:
        route = self.here.at or ()
        if route == ("kind",):
            return [Choice(kind) for kind in KINDS]
        if route == ("apiVersion",):
            return [Choice("appxlint/v1")]
        named = self._named(route)
        if named or self.kind not in KINDS:
            return named
        found: dict[str, None] = {}
        for node in alternatives(SCHEMAS[self.kind], route):
            values = node.get("enum", [node["const"]] if "const" in node else [])
            found |= dict.fromkeys(f"{each}" for each in values)
            types = node.get("type")
            if types == "boolean" or (isinstance(types, list) and "boolean" in types):
                found |= dict.fromkeys(("true", "false"))
        return [Choice(each) for each in found]

    def _named(self, route: Route) -> list[Choice]:
        """Return the names and options that are known for a value."""
        details = self._details(route[:-1])
        if details is not None:
            chosen = [attribute for attribute, _ in details if attribute.key == route[-1]]
            return [each for attribute in chosen for each in self.choices.options(self.connector, attribute)]
        if route == ("connector",):
            return self.choices.connectors()
        plain = tuple(step for step in route if not isinstance(step, int))
        field = _FIELDS.get((self.kind, *plain))
        return field(self) if field is not None else []

    def _details(self, route: Route) -> list[tuple[Attribute, Choice]] | None:
        """Return what the definition asks for that holds for the details at a route; None at any other route."""
        index, values = self.choices.index, self.here.values
        if self.kind == CONFIG and route == ("connection", "details"):
            name = values.get(("connection", "definition")) or self._brought()
        elif self.kind == BASE_RULES and route[2:] == ("sets", "details"):
            name = values.get((*route[:2], "definition"))
        elif self.kind == CONFIG and route == (GENERAL,):
            return None
        else:
            return None
        definition = index.definition(self.connector, name)
        return self.choices.details(definition) if definition is not None else []

    def _brought(self) -> str | None:
        """Return the definition that the base connection brings."""
        index, values = self.choices.index, self.here.values
        rules = index.rules_for(self.connector, values.get(("integration",)))
        at = index.base_named(rules, values.get(("connection", "baseConnection"), "")) if rules else None
        return (
            rules.get("baseConnections", at, "definition") if rules is not None and at is not None else None
        )

    def bases(self) -> list[Choice]:
        """Return the base connections of the integration that is written, else of all of the connector's."""
        index = self.choices.index
        own = index.rules_for(self.connector, self.here.values.get(("integration",)))
        every = [own] if own is not None else index.base_rules(self.connector)
        return [choice for rules in every for choice in self.choices.base_connections(rules)]


_FIELDS: dict[tuple[str, ...], Callable[[_Offers], list[Choice]]] = {
    (CONFIG, "integration"): lambda offers: offers.choices.integrations(offers.connector),
    (CONFIG, "workspace"): lambda offers: offers.choices.workspaces(),
    (CONFIG, "application"): lambda offers: offers.choices.applications(),
    (CONFIG, "connection", "definition"): lambda offers: offers.choices.definitions(offers.connector),
    (CONFIG, "connection", "oauthClient"): lambda offers: offers.choices.clients(offers.connector),
    (CONFIG, "connection", "baseConnection"): lambda offers: offers.bases(),
    (CLIENT, "definition"): lambda offers: offers.choices.definitions(offers.connector),
    (CLIENT, "credentials"): lambda offers: offers.choices.key_sets(offers.connector),
    (CLIENT, "integrations"): lambda offers: offers.choices.integrations(offers.connector),
    (BASE_RULES, "integration"): lambda offers: offers.choices.integrations(offers.connector),
    (BASE_RULES, "baseConnections", "definition"): lambda offers: offers.choices.definitions(
        offers.connector
    ),
    (BASE_RULES, "baseConnections", "sets", "oauthClient"): lambda offers: offers.choices.clients(
        offers.connector
    ),
    (BASE_RULES, "baseConnections", "when", "connectionEnvironment"): (
        lambda offers: offers.choices.environments(offers.connector)
    ),
    (DEFINITION, "connector"): lambda offers: offers.choices.connectors(),
}
"""The fields that take a name, by kind and keys, with what is known for each."""


def _item(choice: Choice, text: str, kind: lsp.CompletionItemKind, place: lsp.Range) -> lsp.CompletionItem:
    return lsp.CompletionItem(
        label=choice.text,
        kind=kind,
        documentation=choice.words or None,
        text_edit=lsp.TextEdit(place, text),
        filter_text=choice.text,
    )
