"""The fields that are asked for: their parts exist, and no heading means two of them."""

from __future__ import annotations

import pytest

from validator.catalog import shipped
from validator.documents.kinds import CLIENT, CONFIG
from validator.onboard.fields import REFERENCE, fields, of_attribute
from validator.project.facts import attributes
from validator.schema.schemas import fields_of, schema
from validator.words import simplified


def _keys(group: str) -> set[str]:
    if group in {"workspace", "application"}:
        return set(schema("shared.json")["definitions"][group]["properties"])
    if group == "connection":
        return set(schema("connector-config.json")["definitions"]["connection"]["properties"])
    return set(fields_of({"config": CONFIG, "client": CLIENT}[group]))


@pytest.mark.parametrize(
    "name", [name for name, each in fields().items() if each.group not in {"details", "metadata"}]
)
def test_the_part_that_a_field_fills_is_one_of_the_format(name: str) -> None:
    field = fields()[name]
    assert field.key in _keys(field.group)


def test_no_heading_means_two_fields() -> None:
    headings = [simplified(heading) for each in fields().values() for heading in {each.name, *each.headings}]
    plain = [simplified(each.name) for each in fields().values()]
    assert len(plain) == len(set(plain))
    by_form: dict[str, set[str]] = {}
    for each in fields().values():
        for heading in each.headings:
            by_form.setdefault(simplified(heading), set()).add(each.name)
    assert [form for form, names in by_form.items() if len(names) > 1] == []
    assert len(headings) > 60


@pytest.mark.parametrize("name", [name for name, each in fields().items() if each.values])
def test_the_values_of_a_closed_set_are_those_of_the_schema(name: str) -> None:
    field = fields()[name]
    sets = {
        "workspaceType": "workspaceType",
        "region": "region",
        "source": "applicationSource",
        "access": "applicationAccess",
    }
    assert list(field.values) == schema("shared.json")["definitions"][sets[name]]["enum"]


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("access", "Service account", "service-account"),
        ("access", "DMSA", "service-account"),
        ("access", "nobody", "nobody"),
        ("region", "United States", "us"),
        ("source", "App Marketplace", "marketplace"),
    ],
)
def test_a_word_for_a_value_means_that_value(name: str, text: str, value: str) -> None:
    assert fields()[name].value_meant(text) == value


def test_what_a_definition_keeps_secret_is_asked_as_a_reference() -> None:
    (definition,) = [each for each in shipped("smartpm") if each.kind == "ConnectionDefinition"]
    kinds = {each.key: of_attribute(each).kind for each in attributes(definition)}
    assert kinds["apiKey"] == REFERENCE
    assert kinds["connectionEnvironment"] == "text"
