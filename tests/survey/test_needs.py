"""What a project needs from outside: each reference, who needs it, in which environment, and until when."""

from __future__ import annotations

from collections import UserDict
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.survey.needs import Expiry, Need, State, expiries_of, needs_of, states

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from validator.project.project import Project

CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
metadata: {note: "${env:NOBODY_NEEDS_THIS}"}
credentials: production
clientId: ${env:PROCORE_CLIENT_ID}
clientSecret: ${file:secrets/acme}
clientSecretExpiration: 2036-06-30
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
workspace: {{name: Acme, company: Acme}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {{companyId: 4281379, connectionEnvironment: {environment}}}
"""
FILES = {
    "client.yaml": CLIENT,
    "live.yaml": CONFIG.format(name="live", environment="Production"),
    "pilot.yaml": CONFIG.format(name="pilot", environment="Monthly Sandbox"),
}


def loaded(folder: Path, files: Mapping[str, str], *paths: str) -> tuple[Project, frozenset[str]]:
    write_project(folder, files)
    (found,) = load_projects(Request(paths or (".",)))
    return found.project, found.requested


def needs(folder: Path, files: Mapping[str, str], *paths: str) -> list[Need]:
    return needs_of(*loaded(folder, files, *paths))


def test_a_reference_is_needed_in_each_environment_that_it_is_used_in(project: Path) -> None:
    found = needs(project, FILES)
    assert [(each.environment, each.reference, each.configs) for each in found] == [
        ("Monthly Sandbox", "${env:PROCORE_CLIENT_ID}", ("pilot",)),
        ("Monthly Sandbox", "${file:secrets/acme}", ("pilot",)),
        ("Production", "${env:PROCORE_CLIENT_ID}", ("live",)),
        ("Production", "${file:secrets/acme}", ("live",)),
    ]
    assert found[-1] == Need(
        environment="Production",
        client="Acme service account",
        reference="${file:secrets/acme}",
        kind="file",
        label="Client secret",
        document="OAuthClient Acme service account",
        expires="2036-06-30",
        configs=("live",),
        path="client.yaml",
        variable="",
        named=False,
    )
    assert (found[0].label, found[0].expires, found[0].variable, found[0].named) == (
        *("Client ID", "", "PROCORE_CLIENT_ID"),
        True,
    )


def test_of_a_single_config_is_listed_what_it_needs_wherever_that_stands(project: Path) -> None:
    found = needs(project, FILES, "pilot.yaml")
    assert {each.configs for each in found} == {("pilot",)}
    assert {each.path for each in found} == {"client.yaml"}


def test_a_client_that_no_config_uses_stands_under_the_environment_of_its_keys(project: Path) -> None:
    found = needs(project, {"client.yaml": CLIENT.replace("production", "sandbox")})
    assert {(each.environment, each.configs) for each in found} == {("Developer Sandbox", ())}
    found = needs(project, {"client.yaml": CLIENT.replace("credentials: production\n", "")})
    assert {each.environment for each in found} == {""}


def test_details_general_configuration_and_base_connections_are_searched_as_well(project: Path) -> None:
    rules = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Example + Files
connector: http
baseConnections:
  - name: Chosen
    enabled: true
    definition: Basic
    sets: {details: {password: "${env:CHOSEN_PASSWORD}"}}
  - name: Other
    enabled: true
    definition: Basic
    sets: {details: {password: "${env:OTHER_PASSWORD}"}}
"""
    definition = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: http
key: basic
name: Basic
type: Standard
attributes:
  - {key: user, title: User name, isRequired: true}
  - {key: password, title: Pass phrase, isRequired: true, default: "${env:OF_AN_EXAMPLE}"}
"""
    config = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: files
connector: http
integration: Example + Files
workspace: {name: Acme}
connection: {baseConnection: Chosen, details: {user: "${keyring:files/user}"}}
generalConfiguration: {apiKey: "${env:GENERAL_KEY}"}
"""
    files = {"rules.yaml": rules, "definition.yaml": definition, "config.yaml": config}
    found = {each.reference: each for each in needs(project, files, "config.yaml")}
    assert set(found) == {"${env:CHOSEN_PASSWORD}", "${keyring:files/user}", "${env:GENERAL_KEY}"}
    assert found["${env:CHOSEN_PASSWORD}"].label == "Pass phrase"
    assert found["${keyring:files/user}"].label == "User name"
    assert found["${env:GENERAL_KEY}"].label == "apiKey"
    everything = {each.reference: each.configs for each in needs(project, files)}
    assert everything["${env:OTHER_PASSWORD}"] == ()
    assert "${env:OF_AN_EXAMPLE}" not in everything


def test_forms_of_the_settings_and_of_nobody_and_what_is_no_reference_have_kinds_of_their_own(
    project: Path,
) -> None:
    text = CLIENT.replace("${env:PROCORE_CLIENT_ID}", "op://vault/id").replace(
        "${file:secrets/acme}", "'{{ secret }}'"
    )
    settings = {"appxlint.toml": "secret-references = ['op://[^ ]+']\n"}
    assert [each.kind for each in needs(project, {**settings, "client.yaml": text})] == ["custom", "other"]
    literal = CLIENT.replace("${file:secrets/acme}", "wJ4q-Tz8LrB1yNfKe0sVhXc7GdUo2PmAi9ZtRk5EnQw")
    found = needs(project, {"client.yaml": literal})
    assert [(each.kind, each.reference) for each in found] == [
        ("env", "${env:PROCORE_CLIENT_ID}"),
        ("literal", "(hidden)"),
    ]


@pytest.mark.parametrize(
    ("name", "named"),
    [("ACME_CLIENT_SECRET", True), ("ACME_SECRET_2027", True), ("kX92fLpQz7", False), ("rosebud", False)],
)
def test_the_name_of_a_variable_is_shown_where_it_is_an_everyday_one(
    name: str, named: bool, project: Path
) -> None:
    text = CLIENT.replace("PROCORE_CLIENT_ID", name)
    found = next(each for each in needs(project, {"client.yaml": text}) if each.kind == "env")
    assert (found.named, name in found.reference, found.variable) == (named, named, name)


class Watched(UserDict[str, str]):
    """Variables that remember which of them were looked up."""

    def __init__(self, variables: Mapping[str, str]) -> None:
        super().__init__(variables)
        self.asked: list[str] = []

    def __getitem__(self, name: str) -> str:
        self.asked.append(name)
        return super().__getitem__(name)

    def __contains__(self, name: object) -> bool:
        self.asked.append(f"{name}")
        return super().__contains__(name)


def test_only_the_variables_of_references_are_looked_up(project: Path) -> None:
    literal = CLIENT.replace("Acme service account", "Other").replace(
        "${file:secrets/acme}", "wJ4q-Tz8LrB1yNfKe0sVhXc7GdUo2PmAi9ZtRk5EnQw"
    )
    found = needs(project, {"a.yaml": CLIENT, "b.yaml": literal.replace("PROCORE_CLIENT_ID", "OTHER_ID")})
    environment = Watched({"PROCORE_CLIENT_ID": " ", "HOME": "/home/acme"})
    assert states(found, environment) == [State.EMPTY, State.UNKNOWN, State.MISSING, State.IN_FILE]
    assert list(dict.fromkeys(environment.asked)) == ["PROCORE_CLIENT_ID", "OTHER_ID"]
    assert states(found[:1], {"PROCORE_CLIENT_ID": "x"}) == [State.SET]
    assert states(found[:1], {"PROCORE_CLIENT_ID": "$(PROCORE_CLIENT_ID)"}) == [State.UNEXPANDED]


def test_a_last_day_knows_who_would_be_cut_off(project: Path) -> None:
    settings = {"appxlint.toml": "secret-expiry-days = 45\n"}
    assert expiries_of(*loaded(project, {**FILES, **settings})) == [
        Expiry(
            "procore",
            "Acme service account",
            "2036-06-30",
            ("Monthly Sandbox", "Production"),
            ("live", "pilot"),
            45,
        )
    ]
    assert [each.configs for each in expiries_of(*loaded(project, FILES, "live.yaml"))] == [("live",)]
