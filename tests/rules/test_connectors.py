from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, related, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CONNECTOR = """
kind: Connector
key: {key}
name: Ledger
environments:
  - {{name: {live}, apiUrl: "{one}"}}
  - {{name: {test}, apiUrl: "{other}"}}
"""
API = "https://api.ledger.meridian.example"
RULES = ["same-environment-host", "incomplete-key", "duplicate-name", "missing-field"]


def _connector(live: str, test: str, one: str = API, other: str = API, key: str = "ledger") -> str:
    return project(CONNECTOR.format(key=key, live=live, test=test, one=one, other=other))


@pytest.mark.parametrize(
    ("live", "test"),
    [
        ("Production", "Test"),
        ("Prod", "TEST"),
        ("Everyday, aliases: [Live]", "Trial, aliases: [Test]"),
        ("Main, traits: [production]", "Test"),
    ],
)
def test_a_test_environment_with_the_live_address_is_told(lint: Lint, live: str, test: str) -> None:
    report = lint(_connector(live, test, other=f"{API}/"), select=RULES)
    found = only(report)
    assert (found.rule, found.route, found.severity.label) == (
        "same-environment-host",
        ("environments", 1, "apiUrl"),
        "warning",
    )
    assert related(found) == [(6, 22 + len(live))]


@pytest.mark.parametrize(
    ("live", "test", "other"),
    [
        ("Production", "Test", "https://api.test.ledger.meridian.example"),
        ("Production", "Sandbox", API),
        ("Trial", "Test", API),
        ("Production", "Test, traits: [production]", API),
    ],
)
def test_other_addresses_and_other_names_are_left_alone(lint: Lint, live: str, test: str, other: str) -> None:
    assert rules_of(lint(_connector(live, test, other=other), select=RULES)) == []


def test_an_environment_without_an_address_is_left_alone(lint: Lint) -> None:
    text = _connector("Production", "Test").replace(f', apiUrl: "{API}"', "")
    assert rules_of(lint(text, select=RULES)) == []


@pytest.mark.parametrize("key", ['""', '" "', "led ger", "ledger/v1", "{ledger}", "-ledger"])
def test_an_empty_or_malformed_key_is_told_at_its_place(lint: Lint, key: str) -> None:
    report = lint(_connector("A", "B", key=f"'{key}'" if key[0] == "{" else key), select=RULES)
    assert seen(report) == [Seen(3, 6, "error", "incomplete-key")]


def test_only_a_connectors_own_key_is_one_that_app_xchange_issues(lint: Lint) -> None:
    definition = {"key": "", "name": "Ledger Key", "type": "Standard", "attributes": []}
    modules = [{"key": "books-1", "urlPart": ""}]
    text = json.dumps({"key": "", "connectionDefinitions": [definition], "modules": modules})
    report = lint({"connector.json": text}, select=["incomplete-key"])
    assert sorted((each.pointer, each.help) for each in report.diagnostics) == [
        ("/connectionDefinitions/0/key", "write letters and digits, such as apiKey"),
        ("/key", "write the key that App Xchange issued"),
        ("/modules/0/urlPart", "write letters and digits, such as site-diary/v1"),
    ]


@pytest.mark.parametrize("key", ["ledger", "Ledger-2.0", "trimble_sales", "3f0c"])
def test_a_key_of_letters_and_digits_is_right(lint: Lint, key: str) -> None:
    assert rules_of(lint(_connector("A", "B", key=key), select=RULES)) == []


def _metadata(**more: Any) -> dict[str, str]:
    attributes = [{"key": "apiKey", "title": "API Key"}]
    definition = {"key": "keyAuth", "name": "Ledger Key", "type": "Standard", "attributes": attributes}
    return {"connector.json": json.dumps({"key": "ledger", "connectionDefinitions": [definition], **more})}


@pytest.mark.parametrize(
    ("more", "pointers"),
    [
        ({}, []),
        ({"urlPart": "ledger/v1"}, []),
        ({"urlPart": ""}, ["/urlPart"]),
        ({"key": "", "urlPart": ""}, ["/key", "/urlPart"]),
        ({"modules": [{"key": "books-1", "urlPart": "books/v1"}, {"name": "x"}]}, []),
        ({"modules": [{"key": "", "urlPart": "books v1"}]}, ["/modules/0/key", "/modules/0/urlPart"]),
        (
            {"connectionDefinitions": [{"key": "", "name": "x", "type": "y", "attributes": []}] * 2},
            ["/connectionDefinitions/0/key", "/connectionDefinitions/1/key"],
        ),
        (
            {
                "connectionDefinitions": [
                    {"key": "a", "name": "x", "type": "y", "attributes": [{"key": "a b", "title": "c"}]}
                ]
            },
            ["/connectionDefinitions/0/attributes/0/key"],
        ),
    ],
)
def test_keys_of_every_part_of_a_connector_json_are_looked_at(
    lint: Lint, more: dict[str, Any], pointers: list[str]
) -> None:
    report = lint(_metadata(**more), select=["incomplete-key"])
    assert [each.pointer for each in report.diagnostics] == pointers
