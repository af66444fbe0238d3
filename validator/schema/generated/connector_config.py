"""Whether data fits schemas/connector-config.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared

_CONNECTION_KEYS = frozenset({"name", "existing", "baseConnection", "definition", "oauthClient", "details"})
_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "name", "connector", "integration", "workspace", "application", "connection", "generalConfiguration", "unattended"})


def connection(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _CONNECTION_KEYS):
        return False
    if "name" in data and not shared.screen_name(data["name"]):
        return False
    if "existing" in data and type(data["existing"]) is not bool:
        return False
    if "baseConnection" in data and not shared.screen_name(data["baseConnection"]):
        return False
    if "definition" in data and not shared.screen_name(data["definition"]):
        return False
    if "oauthClient" in data and not shared.screen_name(data["oauthClient"]):
        return False
    if "details" in data and not shared.details(data["details"]):
        return False
    if connection_if(data) and not connection_then(data):
        return False
    return True


def connection_if(data: object) -> bool:
    if type(data) is dict:
        if "existing" not in data:
            return False
        if data["existing"] is not True:
            return False
    return True


def connection_then(data: object) -> bool:
    if type(data) is dict:
        if "baseConnection" in data:
            return False
        if "definition" in data:
            return False
        if "oauthClient" in data:
            return False
        if "details" in data:
            return False
        if "name" not in data:
            return False
    return True


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
    if "connector" not in data:
        return False
    if "workspace" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "ConnectorConfig":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if not shared.screen_name(data["name"]):
        return False
    if not shared.name(data["connector"]):
        return False
    if "integration" in data and not shared.screen_name(data["integration"]):
        return False
    if not accepts_workspace(data["workspace"]):
        return False
    if "application" in data and not accepts_application(data["application"]):
        return False
    if "connection" in data and not connection(data["connection"]):
        return False
    if "generalConfiguration" in data and not shared.details(data["generalConfiguration"]):
        return False
    if "unattended" in data and type(data["unattended"]) is not bool:
        return False
    if not (accepts_1(data) or accepts_2(data)):
        return False
    return True


def accepts_workspace(data: object) -> bool:
    if not (shared.screen_name(data) or shared.workspace(data)):
        return False
    return True


def accepts_application(data: object) -> bool:
    if not (shared.screen_name(data) or shared.application(data)):
        return False
    return True


def accepts_1(data: object) -> bool:
    if type(data) is dict:
        if "connection" not in data:
            return False
    return True


def accepts_2(data: object) -> bool:
    if type(data) is dict:
        if "generalConfiguration" not in data:
            return False
    return True
