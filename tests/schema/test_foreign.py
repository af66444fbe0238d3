from __future__ import annotations

from typing import Any

import pytest

from validator.schema.foreign import OPEN, breaches_of, properties_of, tamed


def _tamed(schema: Any) -> Any:
    return tamed(schema, schema)


@pytest.mark.parametrize(
    ("schema", "kept"),
    [
        ({"type": ["string", "null"], "minLength": 1}, {"type": ["string", "null"], "minLength": 1}),
        ({"type": "text", "minLength": -1, "enum": [], "required": "a", "minimum": True}, {}),
        ({"pattern": "^[a-z]+$"}, {"pattern": "^[a-z]+$"}),
        ({"pattern": "^(a+)+$"}, {}),
        ({"$id": "x", "$schema": "y", "format": "uri", "uniqueItems": True, "$dynamicRef": "#a"}, {}),
        ({"$ref": "https://x.test/y.json"}, {}),
        ({"$ref": "other.json"}, {}),
        ({"$ref": "#/definitions/a"}, {}),
        ({"items": [{"type": "string"}]}, {}),
        ({"items": False, "additionalProperties": False}, {"additionalProperties": False}),
        ({"not": {"type": "string"}, "if": {}, "then": {"type": "string"}}, {}),
        ({"oneOf": [{"type": "string"}, False]}, {"anyOf": [{"type": "string"}, {}]}),
        ({"anyOf": [], "allOf": "x", "properties": []}, {}),
    ],
)
def test_what_is_known_and_well_formed_is_kept_and_nothing_else(schema: Any, kept: Any) -> None:
    assert _tamed(schema) == kept


def test_a_reference_inside_the_schema_is_kept_below_its_new_root() -> None:
    schema = {"definitions": {"a": {"type": "string"}}, "$ref": "#/definitions/a"}
    assert tamed(schema, schema, "#/x")["$ref"] == "#/x/definitions/a"


def test_a_mapping_with_listed_keys_is_closed_and_marked_unless_it_is_closed_already() -> None:
    listed = {"properties": {"a": {"type": "string"}}}
    assert _tamed(listed) == {**listed, "additionalProperties": False, "$comment": OPEN}
    assert _tamed({**listed, "additionalProperties": True})["$comment"] == OPEN
    assert "$comment" not in _tamed({**listed, "additionalProperties": False})
    assert _tamed({**listed, "additionalProperties": {"type": "string"}})["additionalProperties"] == {
        "type": "string"
    }


@pytest.mark.parametrize(
    "schema",
    [
        {"patternProperties": {"^x": {}}},
        {"patternProperties": {"^x": {}}, "additionalProperties": False},
        {"allOf": [{"properties": {"b": True}}]},
        {"$ref": "#"},
        {"properties": {}},
    ],
)
def test_a_mapping_whose_keys_are_not_all_listed_in_one_place_stays_open(schema: Any) -> None:
    kept = _tamed({"properties": {"a": True}, **schema})
    assert "additionalProperties" not in kept
    assert all("additionalProperties" not in each for each in kept.get("allOf", ()))


@pytest.mark.parametrize("schema", [None, 5, "x", True, False, [], [{"type": "string"}]])
def test_what_is_no_schema_allows_anything(schema: Any) -> None:
    assert _tamed(schema) == {}


def test_properties_are_found_at_any_depth_with_the_way_to_them() -> None:
    schema = {
        "properties": {
            "a": {"properties": {"b": {"type": "integer"}}},
            "c": {"items": {"properties": {"d": True}}},
        },
        "$defs": {"e": {"properties": {"f": {}}}},
        "anyOf": [{"properties": {"g": 5}}],
    }
    assert [(name, route) for route, name, _ in properties_of(schema)] == [
        ("a", ("properties", "a")),
        ("b", ("properties", "a", "properties", "b")),
        ("c", ("properties", "c")),
        ("d", ("properties", "c", "items", "properties", "d")),
        ("g", ("anyOf", 0, "properties", "g")),
        ("f", ("$defs", "e", "properties", "f")),
    ]
    assert list(properties_of({"properties": ["a"], "anyOf": {}, "items": 5})) == []


def test_what_data_breaks_has_the_same_form_as_for_our_own_schemas() -> None:
    node = _tamed({"properties": {"a": {"anyOf": [{"type": "string"}, {"maximum": 3, "type": "integer"}]}}})
    (found,) = breaches_of(node, {"a": 9})
    assert (found.route, found.keyword, found.data) == (("a",), "anyOf", 9)
    assert [[(each.route, each.keyword, each.value) for each in branch] for branch in found.branches] == [
        [(("a",), "type", "string")],
        [(("a",), "maximum", 3)],
    ]
    assert breaches_of(node, {"a": 2}) == []


def test_a_pattern_that_would_cost_too_much_breaks_nothing() -> None:
    assert [each.keyword for each in breaches_of({"pattern": "^b"}, "a")] == ["pattern"]
    assert breaches_of({"pattern": "^(a+)+$"}, "aaaa!") == []


@pytest.mark.parametrize("schema", [{"$ref": "#"}, {"$ref": "#/nowhere"}, {"$ref": "https://x.test/y.json"}])
def test_a_schema_that_leads_nowhere_breaks_nothing(schema: Any) -> None:
    assert breaches_of(schema, {}) == []
