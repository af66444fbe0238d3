from __future__ import annotations

import json
from functools import cache
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from tests.support.samples import SAMPLES
from validator.catalog import shipped_connectors
from validator.diagnostics import Limits
from validator.documents.kinds import SCHEMAS
from validator.documents.parse import parse
from validator.documents.source import decode
from validator.schema.schemas import schema_folder
from validator.schema.validate import accepts

CATALOGUE = SAMPLES.parent / "validator" / "catalog"
VALUES = st.recursive(
    st.one_of(
        st.none(),
        st.booleans(),
        st.integers(-3, 3),
        st.floats(allow_nan=False, allow_infinity=False),
        st.sampled_from(
            ["", "standard", "us", "2026-10-02", "all", "https://a.example", "${env:A}", "production"]
        ),
    ),
    lambda inner: st.one_of(
        st.lists(inner, max_size=2), st.dictionaries(st.sampled_from(["name", "key", "x"]), inner, max_size=2)
    ),
    max_leaves=4,
)


@cache
def judge(name: str) -> Draft7Validator:
    loaded = [json.loads(file.read_text(encoding="utf-8")) for file in sorted(schema_folder().glob("*.json"))]
    registry: Registry[Any] = Registry().with_resources(
        (each["$id"], DRAFT7.create_resource(each)) for each in loaded
    )
    own = next(each for each in loaded if each["$id"].endswith(f"/{name}"))
    return Draft7Validator(own, registry=registry)


@cache
def known() -> list[tuple[str, Any]]:
    """Return every document of the samples and of the catalogue with the name of its schema."""
    files = [
        *sorted(SAMPLES.rglob("*.y*ml")),
        *(CATALOGUE / f"{key}.yaml" for key in shipped_connectors()),
    ]
    found = []
    for file in files:
        for document in parse(decode(file.name, file.read_bytes()), Limits()):
            kind = document.data.get("kind")
            if isinstance(kind, str) and kind in SCHEMAS:
                found.append((SCHEMAS[kind], document.data))
    return found


def _routes(data: Any, route: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    entries = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    return [each for key, value in entries for each in ((*route, key), *_routes(value, (*route, key)))]


def test_samples_and_catalogue_are_there() -> None:
    assert {name for name, _ in known()} == set(SCHEMAS.values())
    assert len(known()) > 200


def test_both_agree_on_every_sample_and_every_shipped_document() -> None:
    for name, data in known():
        no_day = "2027-02-30" in json.dumps(data)
        assert accepts(data, name) == (judge(name).is_valid(data) and not no_day), data


@given(st.data())
@settings(max_examples=200)
def test_both_agree_on_documents_that_were_changed_at_random(data: st.DataObject) -> None:
    name, document = data.draw(st.sampled_from(known()))
    changed = json.loads(json.dumps(document))
    route = data.draw(st.sampled_from(_routes(changed)))
    holder = changed
    for step in route[:-1]:
        holder = holder[step]
    action = data.draw(st.sampled_from(["remove", "replace", "rename"]))
    if action == "replace":
        holder[route[-1]] = data.draw(VALUES)
    elif action == "remove" or isinstance(holder, list):
        del holder[route[-1]]
    else:
        holder[data.draw(st.sampled_from(["nmae", "x", "name"]))] = holder.pop(route[-1])
    assert accepts(changed, name) == judge(name).is_valid(changed)


@pytest.mark.parametrize(
    ("field", "value"),
    [("tokenUrl", "https://a.example\n"), ("clientSecretExpiration", "2027-02-30"), ("region", "us\n")],
)
def test_a_pattern_holds_to_the_very_end_and_a_day_is_a_real_one(field: str, value: str) -> None:
    kind = "workspace.json" if field == "region" else "oauth-client.json"
    base = next(data for name, data in known() if name == kind and data.get("public") is not True)
    assert accepts({**base, field: value.strip().replace("02-30", "02-28")}, kind)
    assert not accepts({**base, field: value}, kind)


@pytest.mark.parametrize("name", sorted(SCHEMAS.values()))
def test_a_value_that_is_no_mapping_is_refused(name: str) -> None:
    values: list[Any] = [None, True, 1, "x", []]
    assert not any(accepts(value, name) for value in values)


def test_a_keyword_that_is_not_known_is_never_taken_for_a_yes(monkeypatch: pytest.MonkeyPatch) -> None:
    from validator.schema import validate  # noqa: PLC0415 - its table is changed here

    monkeypatch.setattr(validate, "schema", lambda _: {"type": "object", "maxProperties": 9})
    assert not accepts({}, "workspace.json")
