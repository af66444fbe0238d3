from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from validator.schema.patterns import FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterator

FOLDER = Path(__file__).parents[2] / "schemas"
SCHEMAS: dict[str, dict[str, Any]] = {
    path.name: json.loads(path.read_text(encoding="utf-8")) for path in sorted(FOLDER.glob("*.json"))
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], DRAFT7.create_resource(schema)) for schema in SCHEMAS.values()
)
KINDS = {
    "ConnectorConfig": "connector-config.json",
    "OAuthClient": "oauth-client.json",
    "Workspace": "workspace.json",
    "Application": "application.json",
    "BaseConnectionRules": "base-connection-rules.json",
    "ConnectionDefinition": "connection-definition.json",
    "Connector": "connector.json",
}
OTHERS = {
    "connector-json.json",
    "document.json",
    "platform.json",
    "report.json",
    "settings.json",
    "shared.json",
}
WORDS = {"$comment", "title", "description", "examples", "default", "errorMessage", "writeOnly"}
JUDGES = {
    "type",
    "const",
    "enum",
    "minItems",
    "minLength",
    "pattern",
    "minimum",
    "maximum",
    "items",
    "properties",
    "required",
}
JUDGES |= {"additionalProperties", "anyOf", "allOf", "if", "then", "format", "$ref"}
OPEN = {
    "application.json#/properties/installed",
    "connector-json.json#",
    "connector-json.json#/definitions/attribute",
    "connector-json.json#/definitions/definition",
    "connector-json.json#/definitions/jsonSchema",
    "connector-json.json#/definitions/module",
    "connector-json.json#/definitions/option",
    "connector.json#/properties/generalConfiguration",
    "document.json#",
    "settings.json#/properties/per-file-ignores",
    "settings.json#/properties/per-file-ignores/additionalProperties/anyOf/1",
    "settings.json#/properties/severity",
    "shared.json#/definitions/details",
    "shared.json#/definitions/metadata",
    "shared.json#/definitions/notNull",
}
NULLABLE = {
    "report.json#/definitions/diagnostic/properties/fix",
    "report.json#/definitions/diagnostic/properties/suppression",
}


class Part(NamedTuple):
    """A schema within a schema; `key` is set for a property, `condition` within if and then."""

    place: str
    node: dict[str, Any]
    key: str = ""
    condition: bool = False


def _parts(part: Part) -> Iterator[Part]:
    yield part
    for keyword, value in part.node.items():
        place = f"{part.place}/{keyword}"
        if keyword in {"properties", "definitions"}:
            children = [
                Part(f"{place}/{key}", node, key * (keyword == "properties")) for key, node in value.items()
            ]
        elif keyword in {"allOf", "anyOf"}:
            children = [Part(f"{place}/{index}", node) for index, node in enumerate(value)]
        elif keyword in {"items", "additionalProperties", "if", "then"}:
            children = [Part(place, value)]
        else:
            continue
        for child in children:
            if isinstance(child.node, dict):
                condition = part.condition or keyword in {"if", "then"}
                yield from _parts(child._replace(condition=condition))


PARTS = [part for name, schema in SCHEMAS.items() for part in _parts(Part(f"{name}#", schema))]
PROPERTIES = [part for part in PARTS if part.key and not part.condition]
BY_PLACE = pytest.mark.parametrize("part", PROPERTIES, ids=lambda part: part.place)


def _validator(place: str) -> Draft7Validator:
    name, _, pointer = place.partition("#")
    return Draft7Validator({"$ref": f"{SCHEMAS[name]['$id']}#{pointer}"}, registry=REGISTRY)


def test_a_format_is_one_of_ours() -> None:
    """No other validator then takes it for one that it knows: the standard has no format of that name."""
    used = {part.node["format"] for part in PARTS if "format" in part.node}
    assert used == set(FORMATS)
    assert used.isdisjoint({"regex", "uri", "date", "email"})


def _outside_groups(pattern: str) -> str:
    """Return a pattern without its character classes and groups, the inmost first."""
    rest, before = re.sub(r"\[[^]]*\]", "", pattern), ""
    while rest != before:
        rest, before = re.sub(r"\([^()]*\)", "", rest), rest
    return rest


def _plain(label: str) -> str:
    return re.sub("[^a-z0-9]", "", label.lower())


def test_there_is_one_schema_for_each_contract() -> None:
    assert set(SCHEMAS) == {*KINDS.values(), *OTHERS}


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_valid_draft_07_and_named_after_its_file(name: str) -> None:
    schema = SCHEMAS[name]
    Draft7Validator.check_schema(schema)
    assert schema["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert schema["$id"] == name, "an address would promise that somebody serves it"
    assert schema["title"]
    assert schema["description"]


def test_only_known_keywords_are_used() -> None:
    known = WORDS | JUDGES | {"$schema", "$id", "definitions"}
    assert {(part.place, keyword) for part in PARTS for keyword in part.node if keyword not in known} == set()


def test_references_are_relative_and_nothing_beside_them_would_judge() -> None:
    for part in PARTS:
        if "$ref" in part.node:
            assert set(part.node) - {"$ref"} <= WORDS, part.place
            assert re.fullmatch(r"([a-z-]+\.json)?(#/definitions/[A-Za-z]+)?", part.node["$ref"]), part.place
            home = SCHEMAS[part.place.partition("#")[0]]["$id"]
            assert REGISTRY.resolver(home).lookup(part.node["$ref"]).contents


@BY_PLACE
def test_a_property_has_words_and_examples_that_fit_it_and_cannot_be_empty(part: Part) -> None:
    assert part.node["title"]
    assert part.node["description"]
    assert part.node["examples"]
    values = [*part.node["examples"], *([part.node["default"]] if "default" in part.node else [])]
    assert [value for value in values if not _validator(part.place).is_valid(value)] == []
    assert _validator(part.place).is_valid(None) == (part.place in NULLABLE)


def test_a_list_says_what_it_holds_and_holds_nothing_empty() -> None:
    lists = [part.place for part in PARTS if "array" in part.node.get("type", ()) and "items" in part.node]
    assert lists
    assert [place for place in lists if _validator(place).is_valid([None])] == []
    assert {part.place for part in PARTS if part.node.get("type") == "array"} <= set(lists)


def test_a_closed_set_is_closed() -> None:
    sets = [part.place for part in PARTS if "enum" in part.node]
    assert sets
    assert [place for place in sets if _validator(place).is_valid("none of them")] == []


def test_titles_lead_to_one_property_of_a_mapping() -> None:
    for part in PARTS:
        if not part.condition and "properties" in part.node:
            keys = {_plain(key): key for key in part.node["properties"]}
            titles = {key: _plain(node["title"]) for key, node in part.node["properties"].items()}
            assert len(set(titles.values())) == len(titles), part.place
            assert {key for key, title in titles.items() if keys.get(title, key) != key} == set(), part.place


def test_mappings_are_closed_except_the_listed_ones() -> None:
    mappings = [part for part in PARTS if "object" in part.node.get("type", ()) and not part.condition]
    assert {part.place for part in mappings if part.node.get("additionalProperties") is not False} == OPEN
    assert {part.place for part in PARTS if "properties" in part.node and not part.condition} <= {
        part.place for part in mappings
    }


def test_patterns_are_anchored_ascii_and_without_repeated_groups_and_say_what_to_write() -> None:
    patterns = [part for part in PARTS if "pattern" in part.node]
    assert patterns
    for part in patterns:
        pattern = part.node["pattern"]
        assert re.fullmatch(r"\^.*\$", pattern), part.place
        assert "|" not in _outside_groups(pattern), part.place
        assert not re.search(r"\\[dwsb]|\)[*+{]", pattern), part.place
        assert pattern.isascii()
        assert part.node["errorMessage"], part.place


def test_a_document_is_judged_by_the_schema_of_its_kind() -> None:
    document = SCHEMAS["document.json"]
    assert document["properties"]["kind"]["enum"] == list(KINDS)
    branches = {each["if"]["properties"]["kind"]["const"]: each["then"]["$ref"] for each in document["allOf"]}
    assert branches == KINDS
    for kind, name in KINDS.items():
        assert SCHEMAS[name]["properties"]["kind"]["const"] == kind
        assert {"apiVersion", "kind"} <= set(SCHEMAS[name]["required"])
        assert {"metadata", "sources"} <= set(SCHEMAS[name]["properties"])
