"""`appxlint catalog`: what is known, as a table or JSON, with sources."""

from __future__ import annotations

import json
import os
from typing import TYPE_CHECKING

import pytest

from tests.support.terminal import on_a_terminal
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


@pytest.mark.parametrize("name", ["SmartPM", "smart pm", "smart-pm", "SMARTPM"])
def test_a_connector_is_found_by_its_name_and_by_its_other_key(name: str, command: Command) -> None:
    ran = command("catalog", name)
    assert ran == command("catalog", "smartpm")
    assert ran.out.startswith("SmartPM (smartpm, also smart-pm)\n")


def test_what_is_known_by_name_alone_is_no_promise(command: Command) -> None:
    lines = {line.split("  ")[0]: line for line in command("catalog").out.splitlines()}
    assert lines["vista"].endswith("  not documented")
    assert lines["foundation"].endswith("  general configuration only")


def test_a_page_tells_web_hosts_wrong_hosts_keys_of_definitions_and_what_is_secret(command: Command) -> None:
    out = command("catalog", "procore").out
    assert "  app.procore.com, us02.procore.com, uk01.procore.com, app.uk01.procore.com  " in out
    wrong = next(line.split(maxsplit=4) for line in out.splitlines() if line.startswith("  sandbox-monthly."))
    assert wrong[:4] == ["sandbox-monthly.procore.com", "api", "api-monthly.procore.com", "error"]
    assert " Auth (oAuth2CodeFlow, OAuth2CodeFlow)\n" in out
    secrets = {
        line.split()[0]: line.split("  ")[-2].strip() for line in out.splitlines() if "  yes  " in line
    }
    assert set(secrets) == {"clientSecret"}
    assert "needed" in out
    assert "secret" in out
    spectrum = command("catalog", "spectrum").out
    assert " (enhancedAuthentication, Standard; it may ask for more)\n" in spectrum
    assert "required (inferred)" in spectrum


def test_a_source_says_what_it_is_the_source_of(command: Command) -> None:
    lines = command("catalog", "procore").out.partition("\nSources\n")[2].splitlines()
    heads = [line for line in lines if not line.startswith(" " * 6)]
    assert len(set(heads)) == len(heads)
    assert all(line.split()[0] in {"documented", "inferred"} for line in heads)
    assert "      OAuth paths. No page knows a scope or an expiry of secrets." in lines


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


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_is_not_overrun(columns: int) -> None:
    assert max(map(len, on_a_terminal(columns, "catalog").splitlines())) <= columns


@pytest.mark.skipif(not hasattr(os, "openpty"), reason="there are no pseudo-terminals")
def test_of_a_page_only_addresses_are_longer_than_a_narrow_terminal() -> None:
    lines = on_a_terminal(40, "catalog", "procore").splitlines()
    assert all("https://" in line for line in lines if len(line) > 40)
    assert "    keys          production" in lines
