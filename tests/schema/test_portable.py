"""Schemas without words of our own, as the strictest judge takes them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft7Validator

from validator.schema.portable import portable
from validator.schema.schemas import SCHEMAS, bundle

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYWORDS = {
    *(
        "$schema",
        "$id",
        "$ref",
        "$comment",
        "title",
        "description",
        "default",
        "examples",
        "readOnly",
        "writeOnly",
    ),
    *("type", "enum", "const", "multipleOf", "maximum", "exclusiveMaximum", "minimum", "exclusiveMinimum"),
    *("maxLength", "minLength", "pattern", "items", "additionalItems", "maxItems", "minItems", "uniqueItems"),
    *("contains", "maxProperties", "minProperties", "required", "properties", "patternProperties"),
    *(
        "additionalProperties",
        "dependencies",
        "propertyNames",
        "if",
        "then",
        "else",
        "allOf",
        "anyOf",
        "oneOf",
    ),
    *("not", "format", "definitions", "contentMediaType", "contentEncoding"),
}
"""Those of draft-07 (json-schema.org/draft-07/schema)."""

OF_TYPE = {
    "object": {"properties", "required", "additionalProperties"},
    "array": {"items"},
    "string": {"pattern"},
}


def schemas_in(node: Any) -> Iterator[dict[str, Any]]:
    """Yield every schema inside a schema, itself first."""
    if not isinstance(node, dict):
        return
    yield node
    for key, value in node.items():
        if key in {"properties", "definitions"}:
            for each in value.values():
                yield from schemas_in(each)
        elif key in {"allOf", "anyOf", "oneOf"}:
            for each in value:
                yield from schemas_in(each)
        elif key in {"items", "additionalProperties", "not", "if", "then", "else"}:
            yield from schemas_in(value)


@pytest.mark.parametrize("name", [*SCHEMAS.values(), "document.json"])
def test_a_portable_schema_has_the_keywords_of_the_draft_alone_each_beside_its_type(name: str) -> None:
    whole = portable(bundle(name))
    Draft7Validator.check_schema(whole)
    for each in schemas_in(whole):
        assert each.keys() <= KEYWORDS
        assert isinstance(each.get("type", ""), str)
        assert each.get("format") is None
        for kind, keywords in OF_TYPE.items():
            assert not each.keys() & keywords or each["type"] == kind
        assert set(each.get("required", ())) <= set(each.get("properties", {}))


def test_a_portable_schema_says_the_same() -> None:
    before = {
        "type": ["string", "array"],
        "minLength": 2,
        "items": {"minimum": 3},
        "title": "x",
        "errorMessage": "y",
    }
    after = portable(before)
    values: list[object] = ["a", "ab", [3], [2], 1, None, {}]
    for value in values:
        assert Draft7Validator(after).is_valid(value) == Draft7Validator(before).is_valid(value)
    assert after["title"] == "x"


def test_words_of_our_own_are_kept_for_editors_that_know_them() -> None:
    node = {"type": "string", "format": "pattern", "errorMessage": "write one"}
    assert portable(node) == {"type": "string"}
    assert portable(node, own_words=True) == {"type": "string", "errorMessage": "write one"}
