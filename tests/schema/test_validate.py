"""Our evaluator is held against jsonschema: the same breaches in the same order, on documents right and wrong.

The code that is generated from the schemas is held against both.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator

from tests.support.judging import FILES, judged, plain_judge
from tests.support.samples import SAMPLES
from tests.whole.quality.operators import ALL
from tests.whole.quality.scenes import scenes
from tools.generate import HELD
from validator.diagnostics import Limits
from validator.documents.parse import parse
from validator.documents.source import decode
from validator.schema import validate
from validator.schema.accept import accepts
from validator.schema.schemas import SCHEMAS, schema
from validator.schema.validate import FORBIDDEN, breaches, fits

if TYPE_CHECKING:
    from collections.abc import Iterator

CATALOGUE = Path(validate.__file__).parents[1] / "catalog"
MESSAGES = Path(__file__).parents[1] / "whole" / "messages"
PLACES = 6
"""At how many places a mutant of each kind is tried."""

VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 3),
        st.sampled_from([0.0, 1.0, -1.5, 1e300]),
        st.sampled_from(
            [
                *("", "standard", "us", "2026-10-02", "2027-02-30", "all", "https://a.example", "${env:A}"),
                *("(", "(a+)+b", "(?P<id>x)"),
            ]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["name", "key", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)
KEYS = st.sampled_from(
    ["nmae", "x", "name", "existing", "public", "clientId", "details", "definition", "kind"]
)


def _documents(text: bytes, path: str) -> Iterator[tuple[str, Any]]:
    """Yield the documents of a file, each with the schema of its kind, or else the one of any kind."""
    for document in parse(decode(path, text), Limits()):
        kind = document.data.get("kind")
        home = "connector-json.json" if path.endswith(".json") else "document.json"
        yield SCHEMAS.get(kind, home) if isinstance(kind, str) else home, document.data


def _of_folder(folder: Path) -> list[tuple[str, Any]]:
    files = sorted(each for each in folder.rglob("*") if each.suffix in {".yaml", ".yml", ".json"})
    return [found for file in files for found in _documents(file.read_bytes(), file.name)]


def _made_up() -> list[tuple[str, Any]]:
    """Return a document out of the examples of each schema that has properties."""
    found = []
    for name in FILES:
        listed = schema(name).get("properties", {})
        if listed and name != "document.json":
            found.append((name, {key: each["examples"][0] for key, each in listed.items()}))
    return found


@cache
def right() -> list[tuple[str, Any]]:
    """Return every document of the valid samples, of the catalogue and out of the schemas' own examples."""
    return [
        *_of_folder(SAMPLES / "valid"),
        *(each for each in _of_folder(CATALOGUE) if each[0] != "document.json"),
        *_made_up(),
    ]


def wrong() -> list[tuple[str, Any]]:
    """Return every document of the samples that are broken in some way."""
    return [
        each for folder in (SAMPLES / "invalid", SAMPLES / "demo", MESSAGES) for each in _of_folder(folder)
    ]


def mutants() -> dict[str, str]:
    """Return the texts of valid samples, broken in each known way at some places, with their files' names."""
    found = {}
    known = scenes()
    for operator in ALL:
        edits = [mutant.edit for scene in known for mutant in operator.mutants(scene)]
        for edit in edits[:: max(1, len(edits) // PLACES)]:
            found[edit.applied()] = edit.file.name
    return found


def agree(data: Any, name: str) -> bool:
    """Hold our evaluator, and the code that is generated, against jsonschema; return whether the data fits."""
    found = list(breaches(data, name))
    assert found == judged(data, name)
    if name in HELD:
        assert accepts(data, name) is (not found)
    return not found


def test_both_find_nothing_in_the_right_documents_and_each_schema_has_one() -> None:
    assert {name for name, _ in right()} == set(FILES) - {"document.json", "shared.json"}
    assert [data for name, data in right() if not agree(data, name)] == []


def test_both_find_the_same_in_every_broken_sample() -> None:
    verdicts = [agree(data, name) for name, data in wrong()]
    assert 50 < verdicts.count(False) < verdicts.count(True)


def test_both_find_the_same_in_what_is_broken_on_purpose() -> None:
    found = [
        each for text, name in mutants().items() for each in _documents(text.encode(errors="replace"), name)
    ]
    unlike = {json.dumps(each): each for each in found}
    verdicts = [agree(data, name) for name, data in unlike.values()]
    assert 200 < verdicts.count(False) < verdicts.count(True)


def test_jsonschema_as_it_is_gives_the_same_verdict_but_for_days_that_no_calendar_has() -> None:
    for name, data in (*right(), *wrong()):
        no_day = "2027-02-30" in json.dumps(data)
        fit = next(breaches(data, name), None) is None
        assert fit == (plain_judge(name).is_valid(data) and not no_day), data


@given(st.data())
@settings(max_examples=400)
def test_both_find_the_same_in_documents_that_were_changed_at_random(data: st.DataObject) -> None:
    name, document = data.draw(st.sampled_from(right()))
    changed = json.loads(json.dumps(document))
    for _ in range(data.draw(st.integers(1, 4))):
        _change(changed, data)
    agree(changed, name)
    if "kind" in document:
        agree(changed, "document.json")


def _change(document: Any, data: st.DataObject) -> None:
    """Remove, replace, rename or add one value."""
    routes = _routes(document) or [("x",)]
    route = data.draw(st.sampled_from(routes))
    step: Any = route[-1]
    holder = document
    for each in route[:-1]:
        holder = holder[each]
    action = data.draw(st.sampled_from(["remove", "replace", "rename", "add"]))
    if isinstance(holder, list):
        holder[step:] = data.draw(st.lists(VALUES, max_size=2))
    elif action == "replace":
        holder[step] = data.draw(VALUES)
    elif action == "add":
        holder[data.draw(KEYS)] = data.draw(VALUES)
    elif step in holder:
        value = holder.pop(step)
        if action == "rename":
            holder[data.draw(KEYS)] = value


def _routes(data: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [each for key, value in entries for each in ((*route, key), *_routes(value, (*route, key)))]


@given(data=VALUES)
def test_both_find_the_same_in_what_is_no_document_at_all(data: Any) -> None:
    for name in FILES:
        agree(data, name)


@pytest.mark.parametrize(
    "node",
    [
        True,
        False,
        {"type": "integer"},
        {"type": ["number", "null"]},
        {"not": {"type": "string"}},
        {"minItems": 1},
        {"minLength": 2},
        {"minimum": 1, "maximum": 2},
        {"if": {"type": "string"}, "then": {"minLength": 2}, "else": {"type": "integer"}},
        {"if": {"type": "string"}, "else": False},
        {"items": {"type": "integer"}},
        {"additionalProperties": {"type": "integer"}, "properties": {"x": False}},
        {"additionalProperties": False, "required": ["x", "y"]},
        {"enum": ["a", True, None]},
        {"const": False},
        {"allOf": [{"type": "integer"}, {"minimum": 0}]},
        {
            "anyOf": [
                {"type": "string"},
                {"items": {"anyOf": [{"const": 1}, {"const": "a"}]}, "type": "array"},
            ]
        },
    ],
    ids=json.dumps,
)
@pytest.mark.parametrize(
    "data",
    [None, True, False, 0, 1, 2, 3, 1.0, 1.5, "", "a", "abc", [], [1], ["a", True], {}, {"x": 1}, {"y": "a"}],
    ids=json.dumps,
)
def test_each_keyword_means_what_it_means_to_jsonschema(node: Any, data: Any) -> None:
    assert fits(data, node) == Draft7Validator(node).is_valid(data)


@pytest.mark.parametrize(
    ("field", "value"),
    [("tokenUrl", "https://a.example\n"), ("clientSecretExpiration", "2027-02-30"), ("region", "us\n")],
)
def test_a_pattern_holds_to_the_very_end_and_a_day_is_a_real_one(field: str, value: str) -> None:
    kind = "workspace.json" if field == "region" else "oauth-client.json"
    base = next(data for name, data in right() if name == kind and data.get("public") is not True)
    assert accepts({**base, field: value.strip().replace("02-30", "02-28")}, kind)
    assert [each.route for each in breaches({**base, field: value}, kind)] == [(field,)]


def test_a_forbidden_key_is_reported_at_itself_with_the_key_that_decided() -> None:
    client = {"apiVersion": "appxlint/v1", "kind": "OAuthClient", "name": "a", "connector": "b"}
    data = {**client, "definition": "c", "public": True, "clientSecret": "${env:A}", "clientId": "d"}
    found = [(each.route, each.keyword, each.decided_by) for each in breaches(data, "oauth-client.json")]
    assert found == [(("clientSecret",), FORBIDDEN, ("public",)), (("clientId",), FORBIDDEN, ("public",))]


def test_the_nearest_condition_is_the_one_that_decided(monkeypatch: pytest.MonkeyPatch) -> None:
    inner = {"if": {"properties": {"near": True}}, "then": {"required": ["a"]}}
    outer = {"if": {"properties": {"far": True}}, "then": {**inner, "required": ["b"]}}
    monkeypatch.setattr(validate, "schema", lambda _: outer)
    assert [each.decided_by for each in breaches({}, "workspace.json")] == [("near",), ("far",)]


def test_keys_that_are_not_listed_are_looked_at_in_the_order_of_the_document() -> None:
    keys = [f"rule-{number}" for number in (3, 1, 4, 5, 9, 2, 6)]
    found = breaches({"severity": dict.fromkeys(keys, "bad")}, "settings.json")
    assert [each.route for each in found] == [("severity", key) for key in keys]


@pytest.mark.parametrize("name", sorted(SCHEMAS.values()))
def test_a_value_that_is_no_mapping_is_refused(name: str) -> None:
    values: list[Any] = [None, True, 1, "x", []]
    assert all(list(breaches(value, name)) for value in values)


def test_a_keyword_that_is_not_known_is_never_taken_for_a_yes() -> None:
    assert fits({}, {"type": "object"})
    assert not fits({}, {"type": "object", "maxProperties": 9})


def test_a_quick_answer_does_not_look_further_than_the_first_breach() -> None:
    class Counting(dict[str, Any]):
        looked = 0

        def __getitem__(self, key: str) -> Any:
            Counting.looked += 1
            return super().__getitem__(key)

    data = Counting({f"key{number}": number for number in range(100)})
    assert not fits(data, {"additionalProperties": {"type": "string"}})
    assert Counting.looked == 1
