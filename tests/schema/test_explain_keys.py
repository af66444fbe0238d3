from __future__ import annotations

import pytest

from tests.support.reading import told_of
from validator.diagnostics import Part
from validator.schema.explain_keys import offers_keys
from validator.schema.validate import Breach

CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: acme
connector: procore
definition: Acme Login
"""
DEFINITION = """apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: login
name: Login
attributes: []
"""
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\n"


def test_a_missing_key_is_told_at_the_key_of_its_mapping() -> None:
    (fault,) = told_of(WORKSPACE + "name: a\nsources: [{url: https://a.example, asOf: 2026-06}]\n")
    found = fault.finding
    assert (fault.rule, fault.place, found.place.part) == ("missing-field", (4, 11), Part.KEY)
    assert found.place.route == ("sources", 0, "certainty")
    assert (found.message, found.label) == ('sources[1] lacks "certainty"', "")


@pytest.mark.parametrize(
    ("text", "help_text"),
    [
        (CLIENT.replace("name: acme", "public: true"), "add name: with the name that App Xchange shows"),
        (DEFINITION + "type: Standard\n", "add isRequired: true or false"),
        (DEFINITION, "add type: Standard, OAuth2CodeFlow or OAuth2ClientCredentials"),
        (DEFINITION + "refreshUrl: https://a.example\n", "add type: OAuth2CodeFlow"),
        (
            WORKSPACE.replace("Workspace", "BaseConnectionRules") + "integration: a\nconnector: b\n",
            "add baseConnections: with a list of them; [] if there are none",
        ),
    ],
)
def test_a_missing_key_is_shown_with_what_there_is_to_write(text: str, help_text: str) -> None:
    text = text.replace("[]", "[{key: a, title: b}]") if "isRequired" in help_text else text
    (fault,) = told_of(text)
    assert fault.finding.help == help_text


def test_a_key_that_a_condition_asks_for_is_told_with_what_decided() -> None:
    first, second = told_of(CLIENT + "public: false\n")
    assert [each.finding.place.route for each in (first, second)] == [("clientId",), ("clientSecret",)]
    assert first.finding.message == 'an OAuthClient lacks "clientId", which public: false asks for'
    assert first.finding.help == "add clientId: ${env:PROCORE_CLIENT_ID}"
    assert (first.others, first.finding.also[0].message) == ([(6, 9)], "because of this")


def test_a_key_whose_value_is_broken_is_not_missing() -> None:
    (fault,) = told_of(WORKSPACE + "name: [a]\n")
    assert fault.rule == "wrong-type"


@pytest.mark.parametrize(
    ("keyword", "value", "offered"),
    [
        ("anyOf", [{"required": ["a"]}, {"required": ["b"]}], True),
        ("anyOf", [{"required": ["a"]}, {"type": "string"}], False),
        ("required", ["a"], False),
    ],
)
def test_alternatives_that_only_require_keys_offer_them(keyword: str, value: object, offered: bool) -> None:
    assert offers_keys(Breach((), keyword, value, {}, {})) is offered
