"""Whether data fits schemas/application.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared
from validator.schema.texts import is_day

_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "connector", "source", "name", "versionKey", "access", "installed", "installedBy", "permittedProjects"})


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
    if "source" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "Application":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if "connector" in data and not shared.name(data["connector"]):
        return False
    if not shared.application_source(data["source"]):
        return False
    if not shared.screen_name(data["name"]):
        return False
    if "versionKey" in data and not shared.name(data["versionKey"]):
        return False
    if "access" in data and not shared.application_access(data["access"]):
        return False
    if "installed" in data and not accepts_installed(data["installed"]):
        return False
    if "installedBy" in data and not shared.name(data["installedBy"]):
        return False
    if "permittedProjects" in data and not shared.permitted_projects(data["permittedProjects"]):
        return False
    return True


def accepts_installed(data: object) -> bool:
    if not (type(data) is bool or type(data) is str or type(data) is dict):
        return False
    if not (not (type(data) is str) or is_day(data)):
        return False
    if type(data) is dict:
        if not all(shared.installed(each) for each in data.values()):
            return False
    return True
