from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tests.support.reading import document_of
from validator.documents.names import article, field_name, holder_name, type_words, variable_for

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


CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: Birch sandbox
connector: procore
clientId: {id}
clientSecret: x
"""


@pytest.mark.parametrize(
    ("beside", "variable"),
    [
        ("${env:BIRCH_SANDBOX_CLIENT_ID}", "BIRCH_SANDBOX_CLIENT_SECRET"),
        ("${env:BIRCH_ID}", "BIRCH_SECRET"),
        ("${env:BIRCH}", "PROCORE_CLIENT_SECRET"),
        ("${file:/run/id}", "PROCORE_CLIENT_SECRET"),
    ],
)
def test_a_variable_is_called_like_the_one_beside_it(beside: str, variable: str) -> None:
    assert variable_for(document_of(CLIENT.replace("{id}", beside)), ("clientSecret",)) == variable


def test_a_variable_that_stands_beside_it_is_not_proposed_twice() -> None:
    text = CLIENT.replace("{id}", "${env:A_ID}") + "scope: ${env:A_SECRET}\n"
    assert variable_for(document_of(text), ("clientSecret",)) == "PROCORE_CLIENT_SECRET"


def test_documents_that_could_share_a_variable_get_one_by_their_names() -> None:
    document = document_of(CLIENT.replace("{id}", "a"))
    assert variable_for(document, ("clientSecret",), by_name=True) == "BIRCH_SANDBOX_CLIENT_SECRET"
    hidden = document_of(CLIENT.replace("Birch sandbox", "sk_live_4eC39HqLyjWDarjtT1zdp7dc"))
    assert variable_for(hidden, ("clientSecret",), by_name=True) == "PROCORE_CLIENT_SECRET"


def test_a_document_that_is_one_text_has_no_neighbours() -> None:
    assert variable_for(document_of(CLIENT.replace("{id}", "${env:A_ID}")), ()) == "PROCORE_SECRET"
