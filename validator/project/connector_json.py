"""The JSON files of the Connector SDK: `connector.json` becomes documents of our kinds, `test-settings.json` one.

A connector.json gives a Connector and a ConnectionDefinition for each of its entries. They share the file's nodes, so
that every finding stands where the file has it, and together they hold every key and value of the file once.
"""

from __future__ import annotations

from validator.documents.document import GENERATED_NAMES, Document, Written
from validator.documents.finding import Here
from validator.documents.kinds import CONNECTOR, DEFINITION, GENERAL
from validator.documents.tree import Mapping, Pair, Scalar, Sequence
from validator.schema.shape import check_against
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable
    from collections.abc import Set as AbstractSet
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.finding import Finding, Place
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
    return _name(path) in _MARKS


def is_plain_json(path: str) -> bool:
    """Whether a file is JSON and bears no name of the Connector SDK's."""
    return path.lower().endswith(".json") and not is_generated(path)


def _name(path: str) -> str:
    return path.rpartition("/")[2]


def recognised(documents: tuple[Document, ...]) -> tuple[Document, ...]:
    """Return the documents of ours that a file of such a name holds; none where it has another shape.

    A text that cannot be read is ours where it holds one of the keys by which the shape is known.
    """
    if not documents:
        return ()
    document = documents[0]
    name = _name(document.path)
    if document.root is None:
        text = document.source.text or document.source.glimpse
        if not any(f'"{mark}"' in text for mark in _MARKS[name]):
            return ()
        return (document.but(kind=name) if name == TEST_SETTINGS else document,)
    if not any(mark in document.data for mark in _MARKS[name]):
        return ()
    document = document.but(kind=name)
    return (document,) if name == TEST_SETTINGS else _split(document)


def completed(document: Document, other: Document) -> Document:
    """Return a Connector out of a connector.json with what another document knows of the same connector.

    A connector.json says nothing of hosts and environments; what it does say counts.
    """
    return document.but(data={**other.data, **document.data}, findings=())


class _Part(NamedTuple):
    """What becomes a document of its own: its kind, the route to it, its node, and what is sound of its data."""

    kind: str
    base: Route
    root: Node | None
    data: dict[str, Any]


def _split(document: Document) -> tuple[Document, ...]:
    data = without_nulls(document.data)
    whole = check_against(document.but(data=data), data, _SCHEMA)
    parts = [_connector(whole)]
    for index, node in enumerate(_entries(whole)):
        if isinstance(node, Mapping):
            parts.append(_definition(whole, index, node, parts[0].data["key"]))
    bases = {part.base for part in parts}
    findings: dict[Route, list[Finding]] = {}
    for finding in whole.findings:
        findings.setdefault(_base_of(finding.place.route, bases), []).append(finding)
    broken: dict[Route, list[Route]] = {}
    for route in whole.broken:
        broken.setdefault(_base_of(route, bases), []).append(route)
    return tuple(
        _as_document(whole, part, findings.get(part.base, ()), broken.get(part.base, ())) for part in parts
    )


def _base_of(route: Route, bases: AbstractSet[Route]) -> Route:
    """Return the base of the part that a route leads into; the Connector has what is nobody else's."""
    return route[:2] if route[:2] in bases else ()


def _connector(whole: Document) -> _Part:
    data = {key: whole.data[key] for key in _CONNECTOR_KEYS if key in whole.data}
    data.setdefault("key", whole.data.get("urlPart", ""))
    if isinstance(whole.data.get("configSchema"), dict):
        data[GENERAL] = whole.data["configSchema"]
    return _Part(CONNECTOR, (), _connector_root(whole.root), data)


def _definition(whole: Document, index: int, node: Mapping, connector: str) -> _Part:
    entry = whole.get(DEFINITIONS, index)
    data = {key: entry[key] for key in _DEFINITION_KEYS if key in entry} if isinstance(entry, dict) else {}
    return _Part(DEFINITION, (DEFINITIONS, index), node, {**data, "connector": connector})


def _as_document(
    whole: Document, part: _Part, findings: Iterable[Finding], broken: Iterable[Route]
) -> Document:
    return Document(
        whole.source,
        written=Written(part.root),
        shipped=whole.shipped,
        kind=part.kind,
        base=part.base,
        data=part.data,
        broken=frozenset(_route_in(part, route) for route in broken),
        findings=tuple(_finding_in(part, finding, whole) for finding in findings),
    )


def _finding_in(part: _Part, finding: Finding, whole: Document) -> Finding:
    """Return a finding of the whole file as one of a part of it; it stands where the whole has it."""
    change = finding.change
    if change is not None:
        change = change._replace(place=Here(_route_in(part, change.place.route), change.place.part))
    return finding._replace(
        place=_placed(finding.place.of(whole))._replace(route=_route_in(part, finding.place.route)),
        also=tuple(also._replace(place=_placed(also.place.of(whole))) for also in finding.also),
        change=change,
        spoils=tuple(_route_in(part, route) for route in finding.spoils),
    )


def _placed(place: Place) -> Here:
    return Here((), place.part, place.located()[0])


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


def _route_in(part: _Part, route: Route) -> Route:
    if part.base or not route:
        return route[len(part.base) :]
    return (_RENAMED.get(str(route[0]), route[0]), *route[1:])


def without_nulls(data: Any) -> Any:  # noqa: ANN401 - a JSON document; the reader has bounded its depth
    """Return data without keys whose value is null: some versions of the SDK write what is left out as null."""
    if isinstance(data, dict):
        return {key: without_nulls(value) for key, value in data.items() if value is not None}
    return [without_nulls(item) for item in data] if isinstance(data, list) else data
