"""Whether data fits schemas/workspace.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared

_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "name", "type", "region", "company"})


def accepts(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ACCEPTS_KEYS):
        return False
    if "apiVersion" not in data:
        return False
    if "kind" not in data:
        return False
    if "name" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "Workspace":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if not shared.screen_name(data["name"]):
        return False
    if "type" in data and not shared.workspace_type(data["type"]):
        return False
    if "region" in data and not shared.region(data["region"]):
        return False
    if "company" in data and not shared.screen_name(data["company"]):
        return False
    return True
