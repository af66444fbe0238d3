"""What a connection would hold in the place of general configuration, and what cannot be known."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.onboard.worlds import around
from validator.catalog import placeholders
from validator.onboard.conversion import can_be_converted, conversion_of, question
from validator.secrets.placeholders import is_placeholder

if TYPE_CHECKING:
    from pathlib import Path

    from validator.onboard.conversion import Conversion

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: spruce
connector: procore
integration: Procore + Archive
workspace: {name: "Spruce : Procore <> Archive", type: standard, region: us, company: Spruce Civil}
application: {source: custom, name: Archive Export, access: service-account, installed: true, permittedProjects: all}
generalConfiguration:
  realTimeActionProcessing: true
  baseUrl: https://sandbox.procore.com
  clientId: ${env:SPRUCE_CLIENT_ID}
  clientSecret: ${env:SPRUCE_CLIENT_SECRET}
  companyId: 38114
"""
BASES = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Archive
connector: procore
baseConnections:
  - {name: Archive live, enabled: true}
  - {name: Archive pilot, enabled: true}
  - {name: Archive old, enabled: false}
"""


def converted(folder: Path, text: str, **files: str) -> Conversion:
    project = around(
        folder, {"config.yaml": text, **{f"{name}.yaml": each for name, each in files.items()}}
    ).project
    (config,) = project.configs()
    assert can_be_converted(config, project)
    return conversion_of(config, project, {each.name.casefold() for each in project.of_kind("OAuthClient")})


def test_what_follows_is_filled_in(tmp_path: Path) -> None:
    found = converted(tmp_path, CONFIG)
    assert found.before == {
        "definition": "Procore V2 OAuth Client Credentials Auth",
        "oauthClient": "Spruce Civil Procore developer-sandbox",
    }
    assert (found.details, found.client) == (("companyId",), ("clientId", "clientSecret"))
    assert found.environment == ("connectionEnvironment", "Developer Sandbox")
    assert found.added == {}
    assert found.fields["credentials"] == "developer-sandbox"
    assert found.after_keys == {"tokenUrl": "https://login-sandbox.procore.com/oauth/token"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("https://sandbox.procore.com", "https://api.procore.com/", "<Production or On-Demand Sandbox>"),
        ("  baseUrl: https://sandbox.procore.com\n", "", "<Production or On-Demand Sandbox>"),
        ("https://sandbox.procore.com", "https://nowhere.example.org", "<which environment>"),
    ],
)
def test_an_address_that_several_environments_share_leaves_a_question(
    old: str, new: str, expected: str, tmp_path: Path
) -> None:
    found = converted(tmp_path, CONFIG.replace(old, new))
    assert found.environment == ("connectionEnvironment", expected)
    has_one_key_set = expected != "<which environment>"
    assert (found.fields["credentials"] == "production") is has_one_key_set
    assert (found.after_keys["tokenUrl"] == "https://login.procore.com/oauth/token") is has_one_key_set


def test_a_sign_in_that_is_not_known_leaves_a_question(tmp_path: Path) -> None:
    found = converted(tmp_path, CONFIG.replace("access: service-account, ", ""))
    asked = "<Procore V2 OAuth Client Credentials Auth or Procore V2 OAuth Code Flow Auth>"
    assert found.before["definition"] == found.fields["definition"] == asked


def test_people_who_sign_in_need_all_addresses(tmp_path: Path) -> None:
    found = converted(tmp_path, CONFIG.replace("service-account", "user"))
    assert found.before["definition"] == "Procore V2 OAuth Code Flow Auth"
    assert set(found.after_keys) == {"tokenUrl", "authorizationUrl", "refreshUrl", "redirectUri"}


def test_a_base_connection_has_to_be_chosen_where_there_are_some(tmp_path: Path) -> None:
    found = converted(tmp_path, CONFIG, bases=BASES)
    assert found.before["baseConnection"] == "<Archive live or Archive pilot>"


def test_what_is_missing_is_asked_for(tmp_path: Path) -> None:
    text = CONFIG.replace("  clientId: ${env:SPRUCE_CLIENT_ID}\n", "").replace("  companyId: 38114\n", "")
    found = converted(tmp_path, text)
    assert found.added == {"companyId": "<which CompanyId>"}
    assert found.after_keys["clientId"] == "<where the client id lives>"


def test_a_client_of_the_project_keeps_its_name(tmp_path: Path) -> None:
    client = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Spruce Civil Procore developer-sandbox\n"
    client += "connector: procore\n"
    client += (
        "definition: Procore V2 OAuth Client Credentials Auth\nclientId: ${env:A}\nclientSecret: ${env:B}\n"
    )
    assert (
        converted(tmp_path, CONFIG, client=client).before["oauthClient"]
        == "Spruce Civil Procore developer-sandbox 2"
    )


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("generalConfiguration:", "connection: {name: A, existing: true}\ngeneralConfiguration:"),
        ("  clientId: ${env:SPRUCE_CLIENT_ID}\n  clientSecret: ${env:SPRUCE_CLIENT_SECRET}\n", ""),
        ("connector: procore", "connector: nobody"),
        ("connector: procore", "connector: smartpm"),
    ],
)
def test_other_configs_are_left_alone(old: str, new: str, tmp_path: Path) -> None:
    project = around(tmp_path, {"config.yaml": CONFIG.replace(old, new)}).project
    (config,) = project.configs()
    keeps_credentials = "smartpm" in new
    assert can_be_converted(config, project) is keeps_credentials


@pytest.mark.parametrize(
    ("options", "otherwise", "asked"),
    [
        (["A"], "which one", "<A>"),
        ([], "which one", "<which one>"),
        (["x" * 90, "y" * 90], "which one", "<which one>"),
        (["a > b", "c"], "which one", "<which one>"),
    ],
)
def test_a_question_is_a_placeholder(options: list[str], otherwise: str, asked: str) -> None:
    assert question(options, otherwise) == asked
    assert is_placeholder(asked, placeholders())
