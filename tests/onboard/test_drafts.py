"""Drafts: the documents that rows make, and what follows from their answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import around, row
from validator.onboard.answers import Answer
from validator.onboard.drafts import drafts_of

if TYPE_CHECKING:
    from pathlib import Path

    from validator.onboard.drafts import Draft

BASE = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Timesheets
connector: procore
complete: true
baseConnections:
  - name: Timesheets live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Timesheets public, details: {connectionEnvironment: Production}}
"""


def by_kind(drafts: list[Draft]) -> dict[str, list[Draft]]:
    found: dict[str, list[Draft]] = {}
    for each in drafts:
        found.setdefault(each.kind, []).append(each)
    return found


def test_a_complete_row_makes_a_config_and_the_client_that_it_needs(tmp_path: Path) -> None:
    config, client = drafts_of([row()], around(tmp_path).project)
    assert config.data["connection"] == {
        "name": "Acme Builders Procore",
        "definition": "Procore V2 OAuth Client Credentials Auth",
        "oauthClient": "Acme Builders Procore production",
        "details": {"companyId": 4281379, "connectionEnvironment": "Production"},
    }
    assert client.data == {
        "name": "Acme Builders Procore production",
        "connector": "procore",
        "definition": "Procore V2 OAuth Client Credentials Auth",
        "credentials": "production",
        "clientId": "${env:ACME_BUILDERS_PROCORE_PRODUCTION_CLIENT_ID}",
        "clientSecret": "${env:ACME_BUILDERS_PROCORE_PRODUCTION_CLIENT_SECRET}",
        "tokenUrl": "https://login.procore.com/oauth/token",
    }
    assert (config.stem, client.stem) == (
        "acme-builders-procore-production",
        "acme-builders-procore-production",
    )


def test_the_code_flow_has_all_of_its_addresses(tmp_path: Path) -> None:
    _, client = drafts_of([row(access="User", environment="Developer Sandbox")], around(tmp_path).project)
    assert client.data["definition"] == "Procore V2 OAuth Code Flow Auth"
    assert client.data["credentials"] == "developer-sandbox"
    assert {key: client.data[key] for key in ("authorizationUrl", "refreshUrl", "redirectUri")} == {
        "authorizationUrl": "https://login-sandbox.procore.com/oauth/authorize",
        "refreshUrl": "https://login-sandbox.procore.com/oauth/token",
        "redirectUri": "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback",
    }


def test_what_a_base_connection_fills_in_is_left_to_it(tmp_path: Path) -> None:
    project = around(tmp_path, {"base.yaml": BASE}).project
    (config,) = drafts_of([row(baseConnection="Timesheets live", environment=None)], project)
    assert config.data["connection"] == {
        "name": "Acme Builders Procore",
        "baseConnection": "Timesheets live",
        "details": {"companyId": 4281379},
    }
    assert config.lacking == ()


def test_of_a_base_connection_that_nobody_describes_nothing_is_assumed(tmp_path: Path) -> None:
    given = row(integration="Procore + Vista (Financials)", baseConnection="Whatever", environment=None)
    (config,) = drafts_of([given], around(tmp_path).project)
    assert set(config.data["connection"]) == {"name", "baseConnection", "details"}


def test_an_existing_connection_is_its_name_alone(tmp_path: Path) -> None:
    given = row(existing="yes", connection="Acme Procore", companyId=None, environment=None)
    (config,) = drafts_of([given], around(tmp_path).project)
    assert config.data["connection"] == {"existing": True, "name": "Acme Procore"}


def test_what_rows_share_becomes_documents_of_their_own(tmp_path: Path) -> None:
    rows = [row(2), row(3, company="Acme Builders", companyId="4281380", workspaceType=None)]
    found = by_kind(drafts_of(rows, around(tmp_path).project))
    (workspace,), (application,), clients = found["Workspace"], found["Application"], found["OAuthClient"]
    assert workspace.data == {
        "name": "Acme : Procore <> Timesheets",
        "type": "standard",
        "region": "us",
        "company": "Acme Builders",
    }
    assert application.data["connector"] == "procore"
    assert [each.number for each in clients] == [2, 3]
    for config in found["ConnectorConfig"]:
        assert config.data["workspace"] == "Acme : Procore <> Timesheets"
        assert config.data["application"] == "Timesheet Export"


def test_what_rows_say_differently_of_one_thing_stays_with_each_of_them(tmp_path: Path) -> None:
    found = by_kind(drafts_of([row(2), row(3, installed="no")], around(tmp_path).project))
    assert "Application" not in found
    assert [each.data["application"]["installed"] for each in found["ConnectorConfig"]] == [True, False]


def test_what_the_project_has_already_is_named(tmp_path: Path) -> None:
    own = {
        "workspace.yaml": 'apiVersion: appxlint/v1\nkind: Workspace\nname: "Acme : Procore <> Timesheets"\n'
        "type: standard\nregion: us\ncompany: Acme Builders\n",
        "client.yaml": "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Ours\nconnector: procore\n"
        "definition: Procore V2 OAuth Client Credentials Auth\nclientId: ${env:A}\nclientSecret: ${env:B}\n",
    }
    (config,) = drafts_of([row(oauthClient="Ours")], around(tmp_path, own).project)
    assert config.data["workspace"] == "Acme : Procore <> Timesheets"
    assert config.data["connection"]["oauthClient"] == "Ours"


def test_a_secret_detail_becomes_a_reference_of_its_own(tmp_path: Path) -> None:
    project = around(tmp_path).project
    answers = {"connector": "smartpm", "definition": "ApiKeyAuth", "details.apiKey": "hunter2"}
    rows = [row(number, access=None, **answers) for number in (2, 3)]
    configs = by_kind(drafts_of(rows, project))["ConnectorConfig"]
    assert [each.data["connection"]["details"]["apiKey"] for each in configs] == [
        "${env:ACME_BUILDERS_API_KEY}",
        "${env:ACME_BUILDERS_API_KEY_2}",
    ]
    assert "hunter2" not in f"{[each.data for each in configs]}"


def test_a_reference_in_a_cell_is_kept(tmp_path: Path) -> None:
    _, client = drafts_of([row(clientSecret="${keyring:acme/procore}")], around(tmp_path).project)
    assert client.data["clientSecret"] == "${keyring:acme/procore}"


def test_a_part_leads_to_its_answer(tmp_path: Path) -> None:
    config, _ = drafts_of([row()], around(tmp_path).project)
    assert config.origin(("connection", "details", "companyId")) == (
        "companyId",
        Answer("4281379", 2, "companyId"),
    )
    assert config.origin(("application", "permittedProjects", 0)) is not None
    assert config.origin(("connection", "details")) is None
    assert config.origin(()) is None


@pytest.mark.parametrize("connector", ["nobody", ""])
def test_an_unknown_connector_makes_a_config_all_the_same(connector: str, tmp_path: Path) -> None:
    project = around(tmp_path).project
    (config,) = drafts_of([row(connector=connector or None)], project)
    assert config.data["name"]


def test_a_customer_without_latin_letters_goes_by_its_number_in_files_and_variables(tmp_path: Path) -> None:
    config, client = drafts_of([row(company="東京建設")], around(tmp_path).project)
    assert (config.stem, client.stem) == ("4281379-procore-production", "4281379-procore-production")
    assert client.data["name"] == "東京建設 Procore production"
    assert client.variables[0] == "${env:CUSTOMER_4281379_PROCORE_PRODUCTION_CLIENT_ID}"


def test_no_variable_is_that_of_another_customer_of_the_project(tmp_path: Path) -> None:
    client = (
        "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme-Builders Procore production\nconnector: procore\n"
        "clientId: ${env:ACME_BUILDERS_PROCORE_PRODUCTION_CLIENT_ID}\n"
    )
    _, made = drafts_of([row()], around(tmp_path, {"clients/old.yaml": client}).project)
    assert made.variables[0] == "${env:ACME_BUILDERS_PROCORE_PRODUCTION_CLIENT_ID_2}"
