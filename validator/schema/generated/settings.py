"""Whether data fits schemas/settings.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared
from validator.schema.texts import fits
from validator.lazy import lazy

_PATTERN_1 = lazy(r"^[<>=!~][<>=!~0-9a-z.*, ]*\Z")
_CONVENTION_KEYS = frozenset({"pattern", "message"})
_ACCEPTS_KEYS = frozenset({"extends", "required-version", "select", "ignore", "severity", "per-file-ignores", "exclude", "catalog", "fail-on", "secret-expiry-days", "secret-references", "names", "baseline", "limits"})
_ACCEPTS_NAMES_KEYS = frozenset({"ConnectorConfig", "OAuthClient", "Workspace", "Application", "BaseConnectionRules", "ConnectionDefinition", "Connector"})
_ACCEPTS_LIMITS_KEYS = frozenset({"file-bytes", "depth", "nodes", "scalar-characters", "findings-per-file"})


def convention(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _CONVENTION_KEYS):
        return False
    if "pattern" not in data:
        return False
    if not shared.regex(data["pattern"]):
        return False
    if "message" in data and not shared.name(data["message"]):
        return False
    return True


def accepts(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ACCEPTS_KEYS):
        return False
    if "extends" in data and not accepts_extends(data["extends"]):
        return False
    if "required-version" in data and not (type(data["required-version"]) is str and fits(_PATTERN_1, data["required-version"])):
        return False
    if "select" in data and not accepts_select(data["select"]):
        return False
    if "ignore" in data and not accepts_ignore(data["ignore"]):
        return False
    if "severity" in data and not accepts_severity(data["severity"]):
        return False
    if "per-file-ignores" in data and not accepts_per_file_ignores(data["per-file-ignores"]):
        return False
    if "exclude" in data and not accepts_exclude(data["exclude"]):
        return False
    if "catalog" in data and not accepts_catalog(data["catalog"]):
        return False
    if "fail-on" in data and data["fail-on"] not in ("error", "warning", "info", "never"):
        return False
    if "secret-expiry-days" in data and not ((type(data["secret-expiry-days"]) is int or type(data["secret-expiry-days"]) is float and data["secret-expiry-days"].is_integer()) and data["secret-expiry-days"] >= 0):
        return False
    if "secret-references" in data and not accepts_secret_references(data["secret-references"]):
        return False
    if "names" in data and not accepts_names(data["names"]):
        return False
    if "baseline" in data and not shared.name(data["baseline"]):
        return False
    if "limits" in data and not accepts_limits(data["limits"]):
        return False
    return True


def accepts_extends(data: object) -> bool:
    if not (shared.name(data) or accepts_extends_2(data)):
        return False
    return True


def accepts_extends_2(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def accepts_select(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def accepts_ignore(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def accepts_severity(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not all(each in ("error", "warning", "info") for each in data.values()):
        return False
    return True


def accepts_per_file_ignores(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not all(accepts_per_file_ignores_value(each) for each in data.values()):
        return False
    return True


def accepts_per_file_ignores_value(data: object) -> bool:
    if not (accepts_per_file_ignores_value_1(data) or accepts_per_file_ignores_value_2(data)):
        return False
    return True


def accepts_per_file_ignores_value_1(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def accepts_per_file_ignores_value_2(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not all(shared.name(each) for each in data.values()):
        return False
    return True


def accepts_exclude(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def accepts_catalog(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.name(each) for each in data):
        return False
    return True


def accepts_secret_references(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(shared.regex(each) for each in data):
        return False
    return True


def accepts_names(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ACCEPTS_NAMES_KEYS):
        return False
    if "ConnectorConfig" in data and not convention(data["ConnectorConfig"]):
        return False
    if "OAuthClient" in data and not convention(data["OAuthClient"]):
        return False
    if "Workspace" in data and not convention(data["Workspace"]):
        return False
    if "Application" in data and not convention(data["Application"]):
        return False
    if "BaseConnectionRules" in data and not convention(data["BaseConnectionRules"]):
        return False
    if "ConnectionDefinition" in data and not convention(data["ConnectionDefinition"]):
        return False
    if "Connector" in data and not convention(data["Connector"]):
        return False
    return True


def accepts_limits(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ACCEPTS_LIMITS_KEYS):
        return False
    if "file-bytes" in data and not ((type(data["file-bytes"]) is int or type(data["file-bytes"]) is float and data["file-bytes"].is_integer()) and data["file-bytes"] >= 1 and data["file-bytes"] <= 104857600):
        return False
    if "depth" in data and not ((type(data["depth"]) is int or type(data["depth"]) is float and data["depth"].is_integer()) and data["depth"] >= 1 and data["depth"] <= 200):
        return False
    if "nodes" in data and not ((type(data["nodes"]) is int or type(data["nodes"]) is float and data["nodes"].is_integer()) and data["nodes"] >= 1 and data["nodes"] <= 5000000):
        return False
    if "scalar-characters" in data and not ((type(data["scalar-characters"]) is int or type(data["scalar-characters"]) is float and data["scalar-characters"].is_integer()) and data["scalar-characters"] >= 1 and data["scalar-characters"] <= 10485760):
        return False
    if "findings-per-file" in data and not ((type(data["findings-per-file"]) is int or type(data["findings-per-file"]) is float and data["findings-per-file"].is_integer()) and data["findings-per-file"] >= 1 and data["findings-per-file"] <= 100000):
        return False
    return True
