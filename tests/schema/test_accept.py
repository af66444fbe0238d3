"""The quick yes, schema by schema; tests/schema/test_validate.py holds every answer against jsonschema."""

from __future__ import annotations

from typing import Any

import pytest

from tools.generate import HELD
from validator.documents.kinds import API_VERSION
from validator.schema.accept import accepts
from validator.schema.schemas import SCHEMAS

WORKSPACE = {"apiVersion": API_VERSION, "kind": "Workspace", "name": "Acme"}


@pytest.mark.parametrize("name", HELD)
def test_a_value_that_is_no_mapping_is_refused(name: str) -> None:
    values: list[Any] = [None, True, 1, "x", []]
    assert not any(accepts(value, name) for value in values)


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        ({}, True),
        ({"region": "us"}, True),
        ({"region": "us\n"}, False),
        ({"region": None}, False),
        ({"nmae": "Acme"}, False),
        ({"name": ""}, False),
        ({"metadata": {"a": [1, [None]]}}, False),
        ({"metadata": {"a": [1, [{}]]}}, True),
    ],
)
def test_a_document_fits_or_does_not(change: dict[str, Any], fits: bool) -> None:
    assert accepts({**WORKSPACE, **change}, SCHEMAS["Workspace"]) is fits


@pytest.mark.parametrize(("pattern", "fits"), [("[0-9]{3}", True), ("(", False), ("(a+)+b", False)])
def test_an_expression_is_one_that_can_be_run(pattern: str, fits: bool) -> None:
    assert accepts({"secret-references": [pattern]}, "settings.json") is fits
