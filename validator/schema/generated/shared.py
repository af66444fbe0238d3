"""Whether data fits schemas/shared.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.texts import fits, has_format, is_day
from validator.lazy import lazy

_PATTERN_1 = lazy(r"^(?![Hh][Tt][Tt][Pp][Ss]?:?//)[^\x00]*\Z")
_PATTERN_2 = lazy(r"^([Hh][Tt][Tt][Pp][Ss]?://[^ \t\r\n/?#][^ \t\r\n]*|[$%@{(<][^\r\n]*|(?![FfHhPpSsTt]+:)[A-Za-z][A-Za-z0-9_+-]*:[^ 0-9][^\r\n]*)\Z")
_PATTERN_3 = lazy(r"^[Hh][Tt][Tt][Pp][Ss]?://[^ \t\r\n/?#][^ \t\r\n]*\Z")
_PATTERN_4 = lazy(r"^[*A-Za-z0-9][A-Za-z0-9_.-]*(:[0-9]{1,5})?\Z")
_PATTERN_5 = lazy(r"^/[^ \t\r\n?#]*\Z")
_PATTERN_6 = lazy(r"^[0-9]{4}-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?\Z")
_PATTERN_7 = lazy(r"^([0-9]{4}-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])|[$%@{(<][^\r\n]*|[A-Za-z][A-Za-z0-9_+-]*:[^ 0-9][^\r\n]*)\Z")
_SOURCE_KEYS = frozenset({"url", "asOf", "certainty", "note"})
_WORKSPACE_KEYS = frozenset({"name", "type", "region", "company"})
_APPLICATION_KEYS = frozenset({"source", "name", "versionKey", "access", "installed", "installedBy", "permittedProjects"})


def api_version(data: object) -> bool:
    return data == "appxlint/v1"


def name(data: object) -> bool:
    return type(data) is str and len(data) >= 1


def screen_name(data: object) -> bool:
    return type(data) is str and len(data) >= 1 and fits(_PATTERN_1, data)


def text(data: object) -> bool:
    return type(data) is str


def not_null(data: object) -> bool:
    if not (type(data) is str or type(data) in (int, float) or type(data) is bool or type(data) is dict or type(data) is list):
        return False
    if type(data) is list:
        if not all(not_null(each) for each in data):
            return False
    if type(data) is dict:
        if not all(not_null(each) for each in data.values()):
            return False
    return True


def url(data: object) -> bool:
    return type(data) is str and fits(_PATTERN_2, data)


def web_address(data: object) -> bool:
    return type(data) is str and fits(_PATTERN_3, data)


def host(data: object) -> bool:
    return type(data) is str and fits(_PATTERN_4, data)


def url_path(data: object) -> bool:
    return type(data) is str and fits(_PATTERN_5, data)


def day(data: object) -> bool:
    return type(data) is str and is_day(data)


def day_or_month(data: object) -> bool:
    return type(data) is str and fits(_PATTERN_6, data)


def day_or_reference(data: object) -> bool:
    return type(data) is str and fits(_PATTERN_7, data)


def regex(data: object) -> bool:
    return type(data) is str and len(data) >= 1 and has_format(data, "pattern")


def regex_with_id(data: object) -> bool:
    return type(data) is str and len(data) >= 1 and has_format(data, "pattern-with-id")


def certainty(data: object) -> bool:
    return data in ("documented", "inferred")


def metadata(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not all(not_null(each) for each in data.values()):
        return False
    return True


def details(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not all(not_null(each) for each in data.values()):
        return False
    return True


def source(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _SOURCE_KEYS):
        return False
    if "url" not in data:
        return False
    if "asOf" not in data:
        return False
    if "certainty" not in data:
        return False
    if not web_address(data["url"]):
        return False
    if not day_or_month(data["asOf"]):
        return False
    if not certainty(data["certainty"]):
        return False
    if "note" in data and not text(data["note"]):
        return False
    return True


def sources(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(source(each) for each in data):
        return False
    return True


def workspace_type(data: object) -> bool:
    return data in ("standard", "custom", "project", "development", "integration", "automation")


def region(data: object) -> bool:
    return data in ("us", "au")


def workspace(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _WORKSPACE_KEYS):
        return False
    if "name" not in data:
        return False
    if not screen_name(data["name"]):
        return False
    if "type" in data and not workspace_type(data["type"]):
        return False
    if "region" in data and not region(data["region"]):
        return False
    if "company" in data and not screen_name(data["company"]):
        return False
    return True


def application_source(data: object) -> bool:
    return data in ("marketplace", "custom")


def application_access(data: object) -> bool:
    return data in ("service-account", "user")


def installed(data: object) -> bool:
    return (type(data) is bool or type(data) is str) and (not (type(data) is str) or is_day(data))


def permitted_projects(data: object) -> bool:
    if not (data in ("all",) or permitted_projects_2(data)):
        return False
    return True


def permitted_projects_2(data: object) -> bool:
    if type(data) is not list:
        return False
    if len(data) < 1:
        return False
    if not all((type(each) is str or (type(each) is int or type(each) is float and each.is_integer())) and (not (type(each) is str) or len(each) >= 1) for each in data):
        return False
    return True


def application(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _APPLICATION_KEYS):
        return False
    if "source" not in data:
        return False
    if not application_source(data["source"]):
        return False
    if "name" in data and not screen_name(data["name"]):
        return False
    if "versionKey" in data and not name(data["versionKey"]):
        return False
    if "access" in data and not application_access(data["access"]):
        return False
    if "installed" in data and not installed(data["installed"]):
        return False
    if "installedBy" in data and not name(data["installedBy"]):
        return False
    if "permittedProjects" in data and not permitted_projects(data["permittedProjects"]):
        return False
    return True
