"""The JSON Schemas that appxlint ships, in a checkout as in an installed wheel."""

from __future__ import annotations

import functools
import os

from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)
from validator.lazy import on_demand

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from collections.abc import Set as AbstractSet
    from pathlib import Path
    from typing import Any

    from validator.diagnostics import Route
    from validator.schema import json_data
else:
    json_data = on_demand("validator.schema.json_data")

SCHEMAS = {
    CONFIG: "connector-config.json",
    CLIENT: "oauth-client.json",
    WORKSPACE: "workspace.json",
    APPLICATION: "application.json",
    BASE_RULES: "base-connection-rules.json",
    DEFINITION: "connection-definition.json",
    CONNECTOR: "connector.json",
}
"""The kinds of document, each with the file of its schema."""


@functools.cache
def schema_folder() -> Path:
    """Return the folder of JSON Schemas: inside the package when installed, beside it in a checkout."""
    from pathlib import Path  # noqa: PLC0415 - few runs need more than a schema's text

    return Path(_folder())


@functools.cache
def _folder() -> str:
    package = os.path.dirname(os.path.dirname(os.path.realpath(__file__)))
    packaged = os.path.join(package, "schemas")
    return packaged if os.path.isdir(packaged) else os.path.join(os.path.dirname(package), "schemas")


@functools.cache
def schema(name: str) -> Any:  # noqa: ANN401 - a JSON document
    """Return a shipped JSON Schema by its file name."""
    with open(os.path.join(_folder(), name), encoding="utf-8") as file:
        return json_data.read(file.read())


def fields_of(kind: str) -> AbstractSet[str]:
    """Return the fields that documents of a kind may have."""
    properties: dict[str, Any] = schema(SCHEMAS[kind])["properties"]
    return properties.keys()


@functools.cache
def resolve(reference: str, home: str) -> tuple[Any, str]:
    """Return what a `$ref` in the shipped schema `home` leads to, and the file that this stands in."""
    file, _, pointer = reference.partition("#")
    home = file or home
    node = schema(home)
    for step in pointer.split("/")[1:]:
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node, home


def described(name: str, route: Route) -> dict[str, Any]:
    """Return what a shipped schema says of the part of a document at a route; nothing where it says nothing."""
    return _described(schema(name), name, route)


def _described(node: Any, home: str, route: Route) -> dict[str, Any]:  # noqa: ANN401 - a JSON document
    """Follow a route down a schema, through references and alternatives."""
    if not route or not isinstance(node, dict):
        return node if isinstance(node, dict) else {}
    while "$ref" in node:
        node, home = resolve(node["$ref"], home)
    step, below = route[0], route[1:]
    inner = node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step)
    branches = (_described(each, home, route) for each in node.get("anyOf", ()))
    return _described(inner, home, below) or next((found for found in branches if found), {})


def alternatives(name: str, route: Route) -> list[dict[str, Any]]:
    """Return all that a shipped schema lets the part of a document at a route be, references followed."""
    found = _resolved(schema(name), name)
    for step in route:
        found = [
            each
            for node, home in found
            for each in _resolved(
                node.get("items") if isinstance(step, int) else node.get("properties", {}).get(step), home
            )
        ]
    return [node for node, _ in found]


def _resolved(node: Any, home: str) -> list[tuple[dict[str, Any], str]]:  # noqa: ANN401 - a JSON document
    """Return a part of a schema, or what it refers to, or each of its alternatives, with the file that has it."""
    if not isinstance(node, dict):
        return []
    if "$ref" in node:
        return _resolved(*resolve(node["$ref"], home))
    if "type" not in node and "anyOf" in node:
        return [found for each in node["anyOf"] for found in _resolved(each, home)]
    return [(node, home)]


def bundle(name: str, schema_of: Callable[[str], Any] = schema) -> dict[str, Any]:
    """Return a schema by its file name, self-contained: every other schema stands under its `definitions`.

    It has no `$id`, which would be read as an address to begin references from. `schema_of` returns the schema of a
    file name, the shipped one unless another is to stand in its place.
    """
    found: dict[str, Any] = {}
    rewritten = _rewritten(schema_of(name), name, name, found)
    whole = {key: value for key, value in rewritten.items() if key != "$id"}
    waiting = [each for each in found if found[each] is None]
    while waiting:
        for each in waiting:
            inner = _rewritten(schema_of(each), each, name, found)
            found[each] = {key: value for key, value in inner.items() if key not in {"$id", "$schema"}}
        waiting = [each for each in found if found[each] is None]
    definitions = {**whole.get("definitions", {}), **{_stem(each): inner for each, inner in found.items()}}
    return {**whole, "definitions": definitions} if definitions else whole


def _stem(name: str) -> str:
    return name.removesuffix(".json")


def _rewritten(node: Any, home: str, root: str, found: dict[str, Any]) -> Any:  # noqa: ANN401 - a JSON document
    """Return a copy of a schema whose references lead into the bundle; note the files that it refers to."""
    if isinstance(node, list):
        return [_rewritten(each, home, root, found) for each in node]
    if not isinstance(node, dict):
        return node
    copy = {key: _rewritten(value, home, root, found) for key, value in node.items()}
    reference = node.get("$ref")
    if isinstance(reference, str):
        file, _, pointer = reference.partition("#")
        target = file or home
        if target != root:
            found.setdefault(target, None)
            copy["$ref"] = f"#/definitions/{_stem(target)}{pointer}"
        else:
            copy["$ref"] = f"#{pointer}"
    return copy
