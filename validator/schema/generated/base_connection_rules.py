"""Whether data fits schemas/base-connection-rules.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared

_BASE_CONNECTION_KEYS = frozenset({"name", "enabled", "when", "definition", "sets"})
_SCENARIO_KEYS = frozenset({"workspaceType", "region", "connectionEnvironment"})
_PRESETS_KEYS = frozenset({"oauthClient", "details"})
_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "integration", "connector", "complete", "atLeastOneEnabled", "baseConnections"})


def base_connection(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _BASE_CONNECTION_KEYS):
        return False
    if "name" not in data:
        return False
    if "enabled" not in data:
        return False
    if not shared.screen_name(data["name"]):
        return False
    if type(data["enabled"]) is not bool:
        return False
    if "when" in data and not scenario(data["when"]):
        return False
    if "definition" in data and not shared.screen_name(data["definition"]):
        return False
    if "sets" in data and not presets(data["sets"]):
        return False
    return True


def scenario(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _SCENARIO_KEYS):
        return False
    if "workspaceType" in data and not scenario_workspace_type(data["workspaceType"]):
        return False
    if "region" in data and not scenario_region(data["region"]):
        return False
    if "connectionEnvironment" in data and not scenario_connection_environment(data["connectionEnvironment"]):
        return False
    return True


def scenario_workspace_type(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.workspace_type(each) for each in data):
        return False
    return True


def scenario_region(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.region(each) for each in data):
        return False
    return True


def scenario_connection_environment(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def presets(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _PRESETS_KEYS):
        return False
    if "oauthClient" in data and not shared.screen_name(data["oauthClient"]):
        return False
    if "details" in data and not shared.details(data["details"]):
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
    if "integration" not in data:
        return False
    if "connector" not in data:
        return False
    if "baseConnections" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "BaseConnectionRules":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if not shared.screen_name(data["integration"]):
        return False
    if not shared.name(data["connector"]):
        return False
    if "complete" in data and type(data["complete"]) is not bool:
        return False
    if "atLeastOneEnabled" in data and type(data["atLeastOneEnabled"]) is not bool:
        return False
    if not accepts_base_connections(data["baseConnections"]):
        return False
    return True


def accepts_base_connections(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(base_connection(each) for each in data):
        return False
    return True
