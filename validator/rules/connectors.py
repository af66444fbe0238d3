"""Rules about connectors: their keys, their environments, and the schema of their general configuration."""

from __future__ import annotations

import re

from validator.diagnostics import Basis, Limits, Part, Severity
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import CONNECTOR, DEFINITION, GENERAL
from validator.lazy import lazy
from validator.project.facts import environments
from validator.rules.definitions import attributes_of, schemas_of
from validator.rules.rule import rule
from validator.secrets.fields import is_secret_field
from validator.words import listed, quoted, shown, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.facts import Environment
    from validator.project.project import Project

SDK = "Connector SDK, connector.json in public repositories"
_KEY = lazy(r"[A-Za-z0-9][A-Za-z0-9._-]*\Z")
_URL_PART = lazy(r"[A-Za-z0-9][A-Za-z0-9._/-]*\Z")
_FEW_PLACES = 8
_SETTINGS = "settings.json"
_LIVE = frozenset({"production", "prod", "live"})
_IDENTITY = lazy(r"(?:company|account|tenant)id\Z")
_REQUIRED = lazy(r"(?<!not )(?<!n't )\b(?:required|mandatory)\b", re.IGNORECASE)
_BOUNDED = lazy(
    r"(?:size|limit|count|retries|attempts|timeout|interval|port|percent|percentage|seconds|minutes|hours|days"
    r"|milliseconds)\Z|\A(?:max|min)"
)
_BOUNDS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const", "multipleOf"}
)


@rule(Severity.WARNING, Basis.INFERRED, CONNECTOR, source=SDK)
def same_environment_host(document: Document, project: Project) -> Iterator[Finding]:
    """An environment called Test has the API address of Production.

    Whoever tries something out there does so on live data. The SDK's approval criteria allow none in test
    environments.

    Given: A connector being built

    Bad:
        kind: Connector
        environments:
          - {name: Production, apiUrl: "https://api.ledger.meridian-software.com", traits: [production]}
          - {name: Test, apiUrl: "https://api.ledger.meridian-software.com"}

    Good:
        kind: Connector
        environments:
          - {name: Production, apiUrl: "https://api.ledger.meridian-software.com", traits: [production]}
          - {name: Test, apiUrl: "https://api.test.ledger.meridian-software.com"}
    """
    del project
    entries = document.get("environments") or []
    known = dict(zip(_indexes(entries), environments(document), strict=False))
    live = {index: each for index, each in known.items() if _is_live(each) and each.api_url}
    for index, each in known.items():
        if "test" not in _names(each) or _is_live(each):
            continue
        same = [other for other, one in live.items() if _address(one.api_url) == _address(each.api_url)]
        if same:
            also = Also(Place(document, ("environments", same[0], "apiUrl")), "the same address")
            message = f"{quoted(each.name)} has the address of {quoted(known[same[0]].name)}"
            place = Place(document, ("environments", index, "apiUrl"))
            yield Finding(
                message, place, "write the address of the test environment, or leave it out", also=(also,)
            )


def _indexes(entries: list[Any]) -> list[int]:
    return [index for index, each in enumerate(entries) if isinstance(each, dict) and each.get("name")]


def _names(environment: Environment) -> set[str]:
    return {simplified(name) for name in (environment.name, *environment.aliases)}


def _is_live(environment: Environment) -> bool:
    return "production" in environment.traits or not _LIVE.isdisjoint(_names(environment))


def _address(url: str | None) -> str:
    return (url or "").strip().rstrip("/").lower()


@rule(Severity.ERROR, Basis.DOCUMENTED, CONNECTOR, DEFINITION, source="Connector SDK, submission guide")
def incomplete_key(document: Document, project: Project) -> Iterator[Finding]:
    """A key is empty, or holds what a key cannot hold.

    App Xchange finds connectors and definitions by their keys, and the key of a connector must be the one that it
    issued. The Connector SDK has it from `settings.json`: a connector.json beside one with another key is a warning, as
    one of the two is old.

    Given: A connector being built

    Bad:
        kind: ConnectionDefinition
        key: ""

    Good:
        kind: ConnectionDefinition
        key: ledgerLogin
    """
    del project
    for route, value in _keys(document):
        form = _URL_PART if route[-1] == "urlPart" else _KEY
        if not isinstance(value, str) or form.match(value):
            continue
        what = "is empty" if not value.strip() else "holds characters that no key has"
        issued = document.kind == CONNECTOR and route == ("key",)
        example = "reports/v1" if route[-1] == "urlPart" else "apiKey"
        help_text = (
            "write the key that App Xchange issued"
            if issued
            else f"write letters and digits, such as {example}"
        )
        yield Finding(f"{route[-1]} {what}", Place(document, route), help_text)
    if document.kind == CONNECTOR and document.generated:
        yield from _another_key(document)


def _another_key(document: Document) -> Iterator[Finding]:
    """Yield that a connector.json has another key than the settings that the SDK makes it with."""
    key, file = document.get("key"), document.source.file
    issued = _key_of_settings(file) if file is not None and isinstance(key, str) and key.strip() else None
    if issued is None or issued == key:
        return
    message = f"this is not the key of the {_SETTINGS} beside it, {quoted(issued)}"
    help_text = "write the key that App Xchange issued into both"
    if not issued.strip():
        message = f"the {_SETTINGS} beside it has an empty key"
        help_text = "write the key that App Xchange issued into that file"
    yield Finding(message, Place(document, ("key",)), help_text, severity=Severity.WARNING)


def _keys(document: Document) -> Iterator[tuple[Route, Any]]:
    """Yield the keys of a document that are written there."""
    for field in ("key", "urlPart"):
        if document.node((field,)) is not None:
            yield (field,), document.get(field)
    for declared in attributes_of(document):
        yield (*declared.route, "key"), declared.key
    modules = document.get("modules") if document.generated else None
    for index, module in enumerate(modules if isinstance(modules, list) else ()):
        for field in ("key", "urlPart"):
            if isinstance(module, dict) and field in module:
                yield ("modules", index, field), module[field]


@rule(Severity.WARNING, Basis.DOCUMENTED, CONNECTOR, source="Connector SDK, migrating to connections")
def credentials_in_config_schema(document: Document, project: Project) -> Iterator[Finding]:
    """General configuration asks for a secret, and the connector has connection definitions.

    Connections exist to protect credentials, which general configuration shows to more people. What is asked for in
    both places is entered twice. The settings of a connector.json's services are no other place for a secret. What a
    definition declares sensitive is one here, too.

    Given: A connector being built

    Bad:
        kind: Connector
        generalConfiguration: {type: object, required: [], properties: {apiKey: {type: string, writeOnly: true}}}
        ---
        kind: ConnectionDefinition
        attributes:
          - {key: apiKey, title: API Key, description: The key., isRequired: true, isSensitive: true}

    Good:
        kind: Connector
        generalConfiguration: {type: object, required: [], properties: {ledgerYear: {type: string}}}
        ---
        kind: ConnectionDefinition
        attributes:
          - {key: apiKey, title: API Key, description: The key., isRequired: true, isSensitive: true}
    """
    if not project.definitions(document.get("key")):
        return
    from validator.schema.foreign import properties_of  # noqa: PLC0415 - few projects have a connector of their own

    hidden = _hidden(document, project)
    for base, schema in schemas_of(document):
        for route, name, node in properties_of(schema):
            if _asks_for_secret(route, name, node) or simplified(name) in hidden:
                key = shown(name, "a secret")
                message = f"{key} is asked for here, and there are connection definitions for that"
                place = Place(document, (*base, *route), Part.KEY)
                yield Finding(message, place, "ask for it in the connection definitions alone")


def _key_of_settings(connector: Path) -> str | None:
    """Return the key that the settings beside a connector.json have, None where there is none to be read."""
    from validator.documents.parse import parse  # noqa: PLC0415 - few projects have a connector of their own
    from validator.documents.source import UnreadableError, read  # noqa: PLC0415 - as above

    limits = Limits()
    try:
        source = read(_SETTINGS, connector.with_name(_SETTINGS), limits)
    except UnreadableError:
        return None
    found = next(iter(parse(source, limits)), None)
    key = found.data.get("key") if found is not None else None
    return key if isinstance(key, str) else None


def _hidden(connector: Document, project: Project) -> frozenset[str]:
    """Return the attributes that definitions of a connector declare sensitive, without case and punctuation."""
    known = (
        each for one in project.definitions(connector.get("key")) for each in one.get("attributes") or ()
    )
    return frozenset(
        simplified(each["key"])
        for each in known
        if isinstance(each, dict) and each.get("isSensitive") is True and isinstance(each.get("key"), str)
    )


def _asks_for_secret(route: Route, name: str, node: dict[str, Any]) -> bool:
    parents = [step for step in route[:-2] if isinstance(step, str) and step not in {"properties", "items"}]
    named = is_secret_field(name, parents[-1] if parents else "") and node.get("type") != "boolean"
    return node.get("writeOnly") is True or (named and node.get("writeOnly") is not False)


@rule(Severity.WARNING, Basis.INFERRED, CONNECTOR, source=SDK)
def lost_constraint(document: Document, project: Project) -> Iterator[Finding]:
    """The schema of general configuration lacks a constraint that the name of a property suggests.

    The SDK's metadata keep nothing of the C# attributes `[Required]` and `[Range]`. App Xchange then takes whatever is
    entered, and the connector fails later. `required: []` in the schema says that nothing is required. Numbers
    without bounds are noted once for a schema.

    Given: A connector being built

    Bad:
        kind: Connector
        generalConfiguration: {type: object, required: [], properties: {pageSize: {type: integer}}}

    Good:
        kind: Connector
        generalConfiguration:
          type: object
          required: []
          properties: {pageSize: {type: integer, minimum: 1, maximum: 500}}
    """
    del project
    schema = document.get(GENERAL)
    if not isinstance(schema, dict):
        return
    from validator.schema.foreign import properties_of  # noqa: PLC0415 - as above

    unbounded: list[tuple[Place, str]] = []
    for route, name, node in properties_of(schema):
        place = Place(document, (GENERAL, *route), Part.KEY)
        key = shown(name, "this property")
        if len(route) == 2 and "required" not in schema and _must_be_there(name, node):  # noqa: PLR2004 - not nested
            message = f"{key} can hardly be left out, and the schema requires nothing"
            yield Finding(message, place, "list it under required")
        elif _is_number(node) and _BOUNDED.search(simplified(name)) and not _BOUNDS & node.keys():
            unbounded.append((place, key))
    if unbounded:
        yield _without_bounds(unbounded)


def _without_bounds(found: list[tuple[Place, str]]) -> Finding:
    """Return the one finding for all numbers of a schema that have no bounds."""
    (place, key), *others = found
    if not others:
        message, help_text = f"{key} is a number without bounds", "give it minimum and maximum"
    else:
        message = f"{listed([key for _, key in found], last='and')} are numbers without bounds"
        help_text = "give them minimum and maximum"
    also = tuple(Also(each, "without bounds") for each, _ in others[:_FEW_PLACES])
    return Finding(message, place, help_text, also=also, severity=Severity.INFO)


def _must_be_there(name: str, node: dict[str, Any]) -> bool:
    words = " ".join(text for text in (node.get("title"), node.get("description")) if isinstance(text, str))
    named = _IDENTITY.search(simplified(name)) is not None or _REQUIRED.search(words) is not None
    return named and "default" not in node


def _is_number(node: dict[str, Any]) -> bool:
    types = node.get("type")
    return any(
        each in {"integer", "number"}
        for each in (types if isinstance(types, list) else [types])
        if isinstance(each, str)
    )
