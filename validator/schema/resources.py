"""The files that appxlint ships: JSON Schemas and the catalogue, in a checkout as in an installed wheel."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING, Any

from validator.documents.kinds import (
    APPLICATION,
    BASE_RULES,
    CLIENT,
    CONFIG,
    CONNECTOR,
    DEFINITION,
    WORKSPACE,
)

if TYPE_CHECKING:
    from collections.abc import Set as AbstractSet

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

_PACKAGE = Path(__file__).resolve().parents[1]


@functools.cache
def schema_folder() -> Path:
    """Return the folder of JSON Schemas: inside the package when installed, beside it in a checkout."""
    packaged = _PACKAGE / "schemas"
    return packaged if packaged.is_dir() else _PACKAGE.parent / "schemas"


@functools.cache
def schema(name: str) -> Any:  # noqa: ANN401 - a JSON document
    """Return a shipped JSON Schema by its file name."""
    import json  # noqa: PLC0415 - runs that read no configuration do not pay for it

    return json.loads((schema_folder() / name).read_text(encoding="utf-8"))


def fields_of(kind: str) -> AbstractSet[str]:
    """Return the fields that documents of a kind may have."""
    properties: dict[str, Any] = schema(SCHEMAS[kind])["properties"]
    return properties.keys()


def resolve(reference: str, home: str) -> tuple[Any, str]:
    """Return what a `$ref` in the shipped schema `home` leads to, and the file that this stands in."""
    file, _, pointer = reference.partition("#")
    home = file or home
    node = schema(home)
    for step in pointer.split("/")[1:]:
        node = node[step.replace("~1", "/").replace("~0", "~")]
    return node, home
