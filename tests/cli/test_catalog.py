"""`appxlint catalog`: what is known, as a table or JSON, with sources."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from validator.catalog import shipped_connectors

if TYPE_CHECKING:
    from tests.conftest import Command


def test_all_connectors_are_listed_with_their_definitions(command: Command) -> None:
    ran = command("catalog")
    assert ran.code == 0
    for key in shipped_connectors():
        assert f"\n{key} " in ran.out
    assert "Procore V2 OAuth Client Credentials Auth, Procore V2 OAuth Code Flow Auth" in ran.out


@pytest.mark.parametrize("connector", shipped_connectors())
def test_a_connector_is_shown_with_its_sources(connector: str, command: Command) -> None:
    ran = command("catalog", connector)
    assert ran.code == 0
    assert "\nSources\n" in ran.out
    assert "https://" in ran.out


def test_procores_page_names_environments_with_hosts_and_keys(command: Command) -> None:
    out = command("catalog", "procore").out
    row = next(line.split() for line in out.splitlines() if line.strip().startswith("Monthly Sandbox"))
    assert "https://login-sandbox-monthly.procore.com" in row
    assert "https://api-monthly.procore.com" in row
    assert "production" in row
    assert "one must be selected" in out


def test_json_holds_the_documents_as_they_are_shipped(command: Command) -> None:
    found = json.loads(command("catalog", "procore", "--format", "json").out)
    assert {each["kind"] for each in found["procore"]} == {
        "Connector",
        "ConnectionDefinition",
        "BaseConnectionRules",
    }
    assert all(each["sources"] for each in found["procore"])


def test_an_unknown_connector_is_answered_with_the_one_that_was_meant(command: Command) -> None:
    ran = command("catalog", "procor")
    assert ran.code == 2
    assert ran.err == 'appxlint: the catalogue has no connector "procor"; did you mean "procore"?\n'
