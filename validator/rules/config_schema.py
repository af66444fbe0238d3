"""Rules about the schema of a connector's general configuration, which is configSchema in a connector.json."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.diagnostics import Basis, Part, Severity
from validator.documents.kinds import CONNECTOR
from validator.project.connection import GENERAL
from validator.rules.rule import Finding, Place, rule
from validator.schema.foreign import properties_of
from validator.secrets.fields import is_secret_field
from validator.secrets.lazy import lazy
from validator.words import shown, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project

SDK = "Connector SDK, connector.json in public repositories"
_IDENTITY = lazy(r"(?:company|account|tenant)id\Z")
_REQUIRED = lazy(r"(?<!not )(?<!n't )\b(?:required|mandatory)\b", re.IGNORECASE)
_BOUNDED = lazy(
    r"(?:size|limit|count|retries|attempts|timeout|interval|port|percent|percentage|seconds|minutes|hours|days"
    r"|milliseconds)\Z|\A(?:max|min)"
)
_BOUNDS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "enum", "const", "multipleOf"}
)


@rule(Severity.WARNING, Basis.DOCUMENTED, CONNECTOR, source="Connector SDK, migrating to connections")
def credentials_in_config_schema(document: Document, project: Project) -> Iterator[Finding]:
    """General configuration asks for a secret, and the connector has connection definitions.

    Connections exist to protect credentials, which general configuration shows to more people. What is asked for in
    both places is entered twice.

    Bad:
        kind: Connector
        key: ledger
        name: Ledger
        generalConfiguration: {type: object, required: [], properties: {apiKey: {type: string, writeOnly: true}}}
        ---
        apiVersion: appxlint/v1
        kind: ConnectionDefinition
        connector: ledger
        key: apiKeyAuth
        name: Ledger API Key
        type: Standard
        attributes:
          - {key: apiKey, title: API Key, description: The key., isRequired: true, isSensitive: true}

    Good:
        kind: Connector
        key: ledger
        name: Ledger
        generalConfiguration: {type: object, required: [], properties: {ledgerYear: {type: string}}}
        ---
        apiVersion: appxlint/v1
        kind: ConnectionDefinition
        connector: ledger
        key: apiKeyAuth
        name: Ledger API Key
        type: Standard
        attributes:
          - {key: apiKey, title: API Key, description: The key., isRequired: true, isSensitive: true}
    """
    if not project.definitions(document.get("key")):
        return
    for route, name, node in properties_of(document.get(GENERAL)):
        parents = [
            step for step in route[:-2] if isinstance(step, str) and step not in {"properties", "items"}
        ]
        named = is_secret_field(name, parents[-1] if parents else "") and node.get("type") != "boolean"
        if node.get("writeOnly") is True or (named and node.get("writeOnly") is not False):
            message = (
                f"{shown(name, 'a secret')} is asked for here, and there are connection definitions for that"
            )
            place = Place(document, (GENERAL, *route), Part.KEY)
            yield Finding(message, place, "ask for it in the connection definitions alone")


@rule(Severity.WARNING, Basis.INFERRED, CONNECTOR, source=SDK)
def lost_constraint(document: Document, project: Project) -> Iterator[Finding]:
    """The schema of general configuration lacks a constraint that the name of a property suggests.

    The SDK's metadata keep nothing of the C# attributes `[Required]` and `[Range]`. App Xchange then takes whatever is
    entered, and the connector fails later. `required: []` in the schema says that nothing is required.

    Bad:
        kind: Connector
        key: ledger
        name: Ledger
        generalConfiguration: {type: object, required: [], properties: {pageSize: {type: integer}}}

    Good:
        kind: Connector
        key: ledger
        name: Ledger
        generalConfiguration:
          type: object
          required: []
          properties: {pageSize: {type: integer, minimum: 1, maximum: 500}}
    """
    del project
    schema = document.get(GENERAL)
    if not isinstance(schema, dict):
        return
    for route, name, node in properties_of(schema):
        place = Place(document, (GENERAL, *route), Part.KEY)
        key = shown(name, "this property")
        if len(route) == 2 and "required" not in schema and _must_be_there(name, node):  # noqa: PLR2004 - not nested
            message = f"{key} can hardly be left out, and the schema requires nothing"
            yield Finding(message, place, "list it under required")
        elif _is_number(node) and _BOUNDED.search(simplified(name)) and not _BOUNDS & node.keys():
            message = f"{key} is a number without bounds"
            yield Finding(message, place, "give it minimum and maximum")


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
