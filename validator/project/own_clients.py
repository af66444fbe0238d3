"""Public clients of whoever builds the connector: only such a one is theirs, keys and all."""

from __future__ import annotations

from validator.documents.kinds import CLIENT, CONNECTOR
from validator.documents.tree import plain_data

TYPE_CHECKING = False
if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.project.index import Index

_RULE = "exclusive-fields"


def with_own_keys(document: Document, index: Index) -> Document:
    """Return a public client with the keys that were refused, where the project describes its connector itself."""
    if document.kind != CLIENT or not any(each.rule == _RULE for each in document.findings):
        return document
    own = {
        index.canonical(key) for each in index.of_kind(CONNECTOR) if isinstance(key := each.get("key"), str)
    }
    raw = plain_data(document.root) if document.root is not None else {}
    if index.owner(document) not in own or not isinstance(raw, dict):
        return document
    refused = {route for each in document.findings if each.rule == _RULE for route in each.spoils}
    return document.but(
        findings=tuple(each for each in document.findings if each.rule != _RULE),
        broken=document.broken - refused,
        data={**document.data, **{str(route[0]): raw[str(route[0])] for route in refused}},
    )
