from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.reading import document_of
from validator.documents.names import article, field_name, holder_name, type_words

if TYPE_CHECKING:
    from validator.diagnostics import Route

TEXT = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: x
connector: procore
baseConnections:
  - name: Ledger live
  - name: sk_live_4eC39HqLyjWDarjtT1zdp7dc
  - enabled: true
"""


@pytest.mark.parametrize(
    ("route", "name"),
    [
        ((), ""),
        (("connection", "details"), "connection.details"),
        (("baseConnections", 2), "baseConnections[3]"),
        (("baseConnections", 0, "name"), "baseConnections[1].name"),
        (("a\nb",), "…"),
    ],
)
def test_a_route_is_written_as_people_write_it(route: Route, name: str) -> None:
    assert field_name(route) == name


@pytest.mark.parametrize(("index", "name"), [(0, "Ledger live"), (1, "2"), (2, "3")])
def test_an_item_is_called_by_a_name_that_may_be_shown(index: int, name: str) -> None:
    assert field_name(("baseConnections", index), document_of(TEXT)) == f"baseConnections[{name}]"


def test_the_mapping_around_everything_is_called_by_its_kind() -> None:
    assert holder_name(document_of(TEXT), ()) == "a BaseConnectionRules"
    assert article("Application") == "an Application"


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (None, "empty"),
        (True, "true"),
        (1, "a number"),
        (1.5, "a number"),
        ("", "text"),
        ([], "a list"),
        ({}, "a mapping"),
    ],
)
def test_a_value_is_called_by_its_type(value: Any, words: str) -> None:
    assert type_words(value) == words
