"""Whether data fits schemas/connector-json.json: made from it by `make generate`."""

from __future__ import annotations

from validator.schema.generated import shared



def json_schema(data: object) -> bool:
    return type(data) is dict


def module(data: object) -> bool:
    if type(data) is not dict:
        return False
    if "key" in data and type(data["key"]) is not str:
        return False
    if "urlPart" in data and type(data["urlPart"]) is not str:
        return False
    return True


def definition(data: object) -> bool:
    if type(data) is not dict:
        return False
    if "key" not in data:
        return False
    if "name" not in data:
        return False
    if "type" not in data:
        return False
    if "attributes" not in data:
        return False
    if type(data["key"]) is not str:
        return False
    if not shared.name(data["name"]):
        return False
    if "description" in data and not shared.text(data["description"]):
        return False
    if not shared.name(data["type"]):
        return False
    if not definition_attributes(data["attributes"]):
        return False
    return True


def definition_attributes(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(attribute(each) for each in data):
        return False
    return True


def attribute(data: object) -> bool:
    if type(data) is not dict:
        return False
    if "key" not in data:
        return False
    if "title" not in data:
        return False
    if type(data["key"]) is not str:
        return False
    if not shared.text(data["title"]):
        return False
    if "description" in data and not shared.text(data["description"]):
        return False
    if "type" in data and not shared.name(data["type"]):
        return False
    if "isRequired" in data and type(data["isRequired"]) is not bool:
        return False
    if "isSensitive" in data and type(data["isSensitive"]) is not bool:
        return False
    if "isArray" in data and type(data["isArray"]) is not bool:
        return False
    if "pattern" in data and not shared.regex(data["pattern"]):
        return False
    if "message" in data and not shared.text(data["message"]):
        return False
    if "options" in data and not attribute_options(data["options"]):
        return False
    if "attributes" in data and not attribute_attributes(data["attributes"]):
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
    if "key" in data and type(data["key"]) is not str:
        return False
    if "urlPart" in data and type(data["urlPart"]) is not str:
        return False
    if "name" in data and not shared.name(data["name"]):
        return False
    if "description" in data and not shared.text(data["description"]):
        return False
    if "connectionDefinitions" in data and not accepts_connection_definitions(data["connectionDefinitions"]):
        return False
    if "configSchema" in data and not json_schema(data["configSchema"]):
        return False
    if "modules" in data and not accepts_modules(data["modules"]):
        return False
    if not (accepts_1(data) or accepts_2(data)):
        return False
    return True


def accepts_connection_definitions(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(definition(each) for each in data):
        return False
    return True


def accepts_modules(data: object) -> bool:
    if type(data) is not list:
        return False
    if not all(module(each) for each in data):
        return False
    return True


def accepts_1(data: object) -> bool:
    if type(data) is dict:
        if "key" not in data:
            return False
    return True


def accepts_2(data: object) -> bool:
    if type(data) is dict:
        if "urlPart" not in data:
            return False
    return True
