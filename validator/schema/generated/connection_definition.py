"""Whether data fits schemas/connection-definition.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared

_ATTRIBUTE_KEYS = frozenset({"key", "title", "description", "type", "isRequired", "isSensitive", "isArray", "isUnique", "default", "pattern", "message", "example", "examples", "certainty", "inferred", "options", "attributes"})
_OPTION_KEYS = frozenset({"label", "value"})
_ACCEPTS_KEYS = frozenset({"apiVersion", "kind", "metadata", "sources", "connector", "key", "name", "description", "type", "authorizationUrl", "tokenUrl", "refreshUrl", "clientAuthentication", "complete", "attributes"})


def attribute(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _ATTRIBUTE_KEYS):
        return False
    if "key" not in data:
        return False
    if "title" not in data:
        return False
    if "isRequired" not in data:
        return False
    if type(data["key"]) is not str:
        return False
    if not shared.text(data["title"]):
        return False
    if "description" in data and not shared.text(data["description"]):
        return False
    if "type" in data and not shared.name(data["type"]):
        return False
    if type(data["isRequired"]) is not bool:
        return False
    if "isSensitive" in data and type(data["isSensitive"]) is not bool:
        return False
    if "isArray" in data and type(data["isArray"]) is not bool:
        return False
    if "isUnique" in data and type(data["isUnique"]) is not bool:
        return False
    if "default" in data and not shared.not_null(data["default"]):
        return False
    if "pattern" in data and not shared.regex(data["pattern"]):
        return False
    if "message" in data and not shared.text(data["message"]):
        return False
    if "example" in data and not (type(data["example"]) is str or type(data["example"]) in (int, float) or type(data["example"]) is bool):
        return False
    if "examples" in data and not attribute_examples(data["examples"]):
        return False
    if "certainty" in data and not shared.certainty(data["certainty"]):
        return False
    if "inferred" in data and not attribute_inferred(data["inferred"]):
        return False
    if "options" in data and not attribute_options(data["options"]):
        return False
    if "attributes" in data and not attribute_attributes(data["attributes"]):
        return False
    return True


def attribute_examples(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all((type(each) is str or type(each) in (int, float)) for each in data):
        return False
    return True


def attribute_inferred(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(each in ("isRequired", "isUnique", "pattern") for each in data):
        return False
    return True


def attribute_options(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(option(each) for each in data):
        return False
    return True


def attribute_attributes(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(attribute(each) for each in data):
        return False
    return True


def option(data: object) -> bool:
    if type(data) is not dict:
        return False
    if not (data.keys() <= _OPTION_KEYS):
        return False
    if "label" not in data:
        return False
    if not shared.name(data["label"]):
        return False
    if "value" in data and not ((type(data["value"]) is int or type(data["value"]) is float and data["value"].is_integer()) or type(data["value"]) is str):
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
    if "connector" not in data:
        return False
    if "key" not in data:
        return False
    if "name" not in data:
        return False
    if "type" not in data:
        return False
    if "attributes" not in data:
        return False
    if not shared.api_version(data["apiVersion"]):
        return False
    if data["kind"] != "ConnectionDefinition":
        return False
    if "metadata" in data and not shared.metadata(data["metadata"]):
        return False
    if "sources" in data and not shared.sources(data["sources"]):
        return False
    if not shared.name(data["connector"]):
        return False
    if type(data["key"]) is not str:
        return False
    if not shared.screen_name(data["name"]):
        return False
    if "description" in data and not shared.text(data["description"]):
        return False
    if data["type"] not in ("Standard", "OAuth2CodeFlow", "OAuth2ClientCredentials"):
        return False
    if "authorizationUrl" in data and not shared.url(data["authorizationUrl"]):
        return False
    if "tokenUrl" in data and not shared.url(data["tokenUrl"]):
        return False
    if "refreshUrl" in data and not shared.url(data["refreshUrl"]):
        return False
    if "clientAuthentication" in data and data["clientAuthentication"] not in ("Client credentials body", "Basic auth header"):
        return False
    if "complete" in data and type(data["complete"]) is not bool:
        return False
    if not accepts_attributes(data["attributes"]):
        return False
    return True


def accepts_attributes(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(attribute(each) for each in data):
        return False
    return True
