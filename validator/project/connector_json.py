"""The JSON files of the Connector SDK: `connector.json` becomes documents of our kinds, `test-settings.json` one.

A connector.json gives a Connector and a ConnectionDefinition for each of its entries. They share the file's nodes, so
that every finding stands where the file has it, and together they hold every key and value of the file once.
"""

from __future__ import annotations

from pathlib import PurePosixPath
from typing import TYPE_CHECKING, Any

from validator.documents.document import GENERATED_NAMES, Document
from validator.documents.kinds import CONNECTOR, DEFINITION
from validator.documents.tree import Mapping, Pair, Scalar, Sequence
from validator.schema.check import check_against

if TYPE_CHECKING:
    from validator.diagnostics import Route
    from validator.documents.tree import Node

CONNECTOR_JSON = "connector.json"
TEST_SETTINGS = "test-settings.json"
"""The names that the files bear, which are also what their contents are called before they are anything else."""

DEFINITIONS = "connectionDefinitions"
_SCHEMA = "connector-json.json"
_MARKS = {
    CONNECTOR_JSON: (DEFINITIONS, "configSchema"),
    TEST_SETTINGS: ("testSettings", "activeConnection", "connections"),
}
_CONNECTOR_KEYS = ("key", "urlPart", "name", "description", "modules")
_DEFINITION_KEYS = ("key", "name", "description", "type", "attributes")
_RENAMED = {theirs: ours for ours, theirs in GENERATED_NAMES.items()}


def is_generated(path: str) -> bool:
    """Whether a file bears the name of one that the Connector SDK knows."""
    return PurePosixPath(path).name in _MARKS


def recognised(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the documents of ours that a file of such a name holds; none where it has another shape.

    A text that cannot be read is ours where it holds one of the keys by which the shape is known.
    """
    if not documents:
        return ()
    document = documents[0]
    name = PurePosixPath(document.path).name
    if document.root is None:
        text = document.source.text or document.source.glimpse
        if not any(f'"{mark}"' in text for mark in _MARKS[name]):
            return ()
        document.kind = name if name == TEST_SETTINGS else None
        return (document,)
    if not any(mark in document.data for mark in _MARKS[name]):
        return ()
    document.kind = name
    return (document,) if name == TEST_SETTINGS else _split(document)


def completed(document: Document, other: Document) -> Document:
    """Return a Connector out of a connector.json with what another document knows of the same connector.

    A connector.json says nothing of hosts and environments; what it does say counts.
    """
    whole = Document(document.source, root=document.root)
    whole.kind, whole.base, whole.broken = document.kind, document.base, document.broken
    whole.data = {**other.data, **document.data}
    return whole


def _split(document: Document) -> tuple[Document, ...]:
    document.data = _without_nulls(document.data)
    check_against(document, document.data, _SCHEMA)
    connector = _part(document, _connector_root(document.root), CONNECTOR, ())
    connector.data = {key: document.data[key] for key in _CONNECTOR_KEYS if key in document.data}
    connector.data.setdefault("key", document.data.get("urlPart", ""))
    if isinstance(document.data.get("configSchema"), dict):
        connector.data["generalConfiguration"] = document.data["configSchema"]
    found = [connector]
    for index, node in enumerate(_entries(document)):
        if isinstance(node, Mapping):
            found.append(_definition(document, index, node, connector.data["key"]))
    _share_out(document, found)
    return tuple(found)


def _definition(document: Document, index: int, node: Mapping, connector: str) -> Document:
    part = _part(document, node, DEFINITION, (DEFINITIONS, index))
    entry = document.get(DEFINITIONS, index)
    part.data = (
        {key: entry[key] for key in _DEFINITION_KEYS if key in entry} if isinstance(entry, dict) else {}
    )
    part.data["connector"] = connector
    return part


def _part(document: Document, root: Node | None, kind: str, base: Route) -> Document:
    part = Document(document.source, root=root, shipped=document.shipped)
    part.kind, part.base = kind, base
    return part


def _entries(document: Document) -> list[Node]:
    node = document.node((DEFINITIONS,))
    return node.items if isinstance(node, Sequence) else []


def _connector_root(root: Node | None) -> Mapping | None:
    """Return the file's root without the entries that become documents of their own, its keys named as ours are."""
    if not isinstance(root, Mapping):
        return None
    whole = Mapping(root.start, flow=True)
    whole.end = root.end
    for pair in root.pairs:
        key, value = pair.key, pair.value
        if key.text == DEFINITIONS and isinstance(value, Sequence):
            value = _without_mappings(value)
        name = _RENAMED.get(key.text, key.text)
        whole.pairs.append(Pair(Scalar(name, name, key.style, key.start, key.end), value))
    return whole


def _without_mappings(node: Sequence) -> Sequence:
    rest = Sequence(node.start, flow=True)
    rest.end = node.end
    rest.items = [item for item in node.items if not isinstance(item, Mapping)]
    return rest


def _share_out(document: Document, parts: list[Document]) -> None:
    """Give each part of a file the faults and broken routes that are its own, and the Connector the rest."""
    by_base = {part.base: part for part in parts}
    for fault in document.faults:
        part = by_base.get((fault.route or ())[:2], parts[0])
        part.faults += (fault._replace(route=_route_in(part, fault.route)),)
    for route in document.broken:
        part = by_base.get(route[:2], parts[0])
        part.broken.add(_route_in(part, route) or ())


def _route_in(part: Document, route: Route | None) -> Route | None:
    if route is None or not route:
        return route
    if part.base:
        return route[len(part.base) :]
    return (_RENAMED.get(str(route[0]), route[0]), *route[1:])


def _without_nulls(data: Any) -> Any:  # noqa: ANN401 - a JSON document; the reader has bounded its depth
    """Return data without keys whose value is null: some versions of the SDK write what is left out as null."""
    if isinstance(data, dict):
        return {key: _without_nulls(value) for key, value in data.items() if value is not None}
    return [_without_nulls(item) for item in data] if isinstance(data, list) else data
