"""One row a connection: what App Xchange would end up with, and what was found about it."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request, Severity
from validator.engine.run import load_projects
from validator.render.counts import Counts
from validator.survey.connections import by_document, configs_of, counts, listed, own_documents

if TYPE_CHECKING:
    from pathlib import Path

    from validator.project.project import Project

CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Payroll
workspace: Acme Payroll
connection:
  baseConnection: Payroll live
  details: {companyId: 4281379}
"""
SHARED = """\
apiVersion: appxlint/v1
kind: Workspace
name: Acme Payroll
company: Acme Builders
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Payroll
connector: procore
baseConnections:
  - name: Payroll live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Payroll, details: {connectionEnvironment: Production}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Payroll
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientId: ${env:PAYROLL_ID}
clientSecret: ${env:PAYROLL_SECRET}
clientSecretExpiration: 2036-06-30
"""


@pytest.fixture
def loaded(project: Path) -> Project:
    write_project(project, {"config.yaml": CONFIG, "shared.yaml": SHARED})
    return load_projects(Request((".",)))[0].project


def test_a_row_has_what_the_config_and_what_it_names_say(loaded: Project) -> None:
    (config,) = configs_of(loaded, frozenset({"config.yaml"}))
    assert listed(loaded.connection(config), loaded)._asdict() == {
        "name": "acme",
        "customer": "Acme Builders",
        "workspace": "Acme Payroll",
        "connector": "procore",
        "environment": "Production",
        "company": "4281379",
        "client": "Payroll",
        "base_connection": "Payroll live",
        "expires": "2036-06-30",
        "path": "config.yaml",
        "application": "",
    }


def test_what_nobody_says_is_empty_and_what_is_not_found_stands_as_it_is_written(project: Path) -> None:
    text = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: bare\nconnector: procore\nworkspace: Gone\n"
    write_project(project, {"config.yaml": text})
    known = load_projects(Request((".",)))[0].project
    row = listed(known.connection(known.configs()[0]), known)
    assert (row.name, row.workspace, row.connector, row.path) == ("bare", "Gone", "procore", "config.yaml")
    assert {row.customer, row.environment, row.company, row.client, row.base_connection, row.expires} == {""}


@pytest.mark.parametrize("written", ["Payroll Sync", "{source: custom, name: Payroll Sync}"])
def test_an_application_has_its_name_from_wherever_it_is_described(written: str, project: Path) -> None:
    write_project(project, {"config.yaml": f"{CONFIG}application: {written}\n"})
    known = load_projects(Request((".",)))[0].project
    assert listed(known.connection(known.configs()[0]), known).application == "Payroll Sync"


def test_a_name_that_is_no_environment_stands_in_its_place(project: Path) -> None:
    text = CONFIG.replace(
        "  baseConnection: Payroll live\n", "  definition: Procore V2 OAuth Client Credentials Auth\n"
    ).replace("4281379}", "4281379, connectionEnvironment: Prodution}")
    write_project(project, {"config.yaml": text})
    known = load_projects(Request((".",)))[0].project
    assert listed(known.connection(known.configs()[0]), known).environment == "Prodution"


def test_findings_count_for_every_connection_that_rests_on_their_document(loaded: Project) -> None:
    connection = loaded.connection(loaded.configs()[0])
    findings = {
        ("config.yaml", "ConnectorConfig acme"): Counter({Severity.ERROR: 1}),
        ("config.yaml", "ConnectorConfig other"): Counter({Severity.ERROR: 50}),
        ("shared.yaml", "OAuthClient Payroll"): Counter({Severity.WARNING: 2}),
        ("shared.yaml", ""): Counter({Severity.INFO: 3}),
        ("other.yaml", ""): Counter({Severity.INFO: 40}),
    }
    assert counts(connection, findings) == Counts(1, 2, 3)
    assert counts(connection, by_document([])) == Counts(0, 0, 0)


def test_shipped_documents_are_nobodys_own(loaded: Project) -> None:
    paths = [each.path for each in own_documents(loaded.connection(loaded.configs()[0]))]
    assert sorted(paths) == ["config.yaml", *["shared.yaml"] * 3]
