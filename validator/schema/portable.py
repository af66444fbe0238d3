"""Schemas as every judge takes them: without words of our own, and as ajv's strict mode wants them written."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any, TypeAlias

    Schema: TypeAlias = "dict[str, Any]"

_OF_TYPE = {
    **dict.fromkeys(("properties", "required", "additionalProperties"), "object"),
    "items": "array",
    **dict.fromkeys(("pattern", "minLength", "maxLength"), "string"),
    **dict.fromkeys(("minimum", "maximum"), "number"),
}
"""Keywords, each with the one type of value that it says something of."""

_NAMED = frozenset({"properties", "definitions"})
_SEVERAL = frozenset({"allOf", "anyOf", "oneOf"})
_ONE = frozenset({"items", "additionalProperties", "not", "if", "then", "else"})
_FORMATS = frozenset({"pattern", "pattern-with-id"})


def portable(node: Any, *, own_words: bool = False) -> Any:  # noqa: ANN401 - a JSON document
    """Return a schema that says the same in the keywords of draft-07 alone; `own_words` keeps `errorMessage`.

    Each keyword stands beside the type that it is about, no type is one of several, and what is required is a property.
    """
    if not isinstance(node, dict):
        return node
    kept = {
        key: _inner(key, value, own_words=own_words)
        for key, value in node.items()
        if _stays(key, value, own_words)
    }
    required = kept.get("required", ())
    known = kept.get("properties", {})
    if any(key not in known for key in required):
        kept["properties"] = {**known, **{key: {} for key in required if key not in known}}
    if isinstance(kept.get("type"), list):
        return _split(kept)
    types = list(dict.fromkeys(_OF_TYPE[key] for key in kept if key in _OF_TYPE))
    return {"type": types[0], **kept} if len(types) == 1 and "type" not in kept else kept


def _stays(key: str, value: object, own_words: bool) -> bool:  # noqa: FBT001 - handed on
    return not (key == "errorMessage" and not own_words) and not (key == "format" and value in _FORMATS)


def _inner(key: str, value: Any, *, own_words: bool) -> Any:  # noqa: ANN401 - as above
    if key in _NAMED:
        return {name: portable(each, own_words=own_words) for name, each in value.items()}
    if key in _SEVERAL:
        return [portable(each, own_words=own_words) for each in value]
    return portable(value, own_words=own_words) if key in _ONE else value


def _split(node: Schema) -> Schema:
    """Return a schema of several types as the choice between them, each with the keywords that are about it."""
    of_a_type = {key: node[key] for key in node if key in _OF_TYPE}
    alternatives = [
        {"type": each, **{key: value for key, value in of_a_type.items() if _OF_TYPE[key] == each}}
        for each in node["type"]
    ]
    return {
        **{key: node[key] for key in node if key != "type" and key not in of_a_type},
        "anyOf": alternatives,
    }
