"""One row a connection: what App Xchange would end up with, and what was found about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Diagnostic, Position, Request, Severity, Span
from validator.engine.run import load_projects
from validator.survey.connections import Counts, configs_of, counts, listed

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
    }


def test_what_nobody_says_is_empty_and_what_is_not_found_stands_as_it_is_written(project: Path) -> None:
    text = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: bare\nconnector: procore\nworkspace: Gone\n"
    write_project(project, {"config.yaml": text})
    known = load_projects(Request((".",)))[0].project
    row = listed(known.connection(known.configs()[0]), known)
    assert (row.name, row.workspace, row.connector, row.path) == ("bare", "Gone", "procore", "config.yaml")
    assert {row.customer, row.environment, row.company, row.client, row.base_connection, row.expires} == {""}


def test_a_name_that_is_no_environment_stands_in_its_place(project: Path) -> None:
    text = CONFIG.replace(
        "  baseConnection: Payroll live\n", "  definition: Procore V2 OAuth Client Credentials Auth\n"
    ).replace("4281379}", "4281379, connectionEnvironment: Prodution}")
    write_project(project, {"config.yaml": text})
    known = load_projects(Request((".",)))[0].project
    assert listed(known.connection(known.configs()[0]), known).environment == "Prodution"


def test_findings_are_counted_by_their_level() -> None:
    place = Span(Position(1, 1), Position(1, 2))
    levels = [Severity.ERROR, *[Severity.WARNING] * 2, *[Severity.INFO] * 3]
    assert counts(Diagnostic("a.yaml", place, level, "rule", "words") for level in levels) == Counts(1, 2, 3)
    assert counts([]) == Counts(0, 0, 0)


@pytest.mark.parametrize(
    ("numbers", "words"),
    [((0, 0, 0), "none"), ((1, 0, 2), "1 error, 2 infos"), ((2, 1, 0), "2 errors, 1 warning")],
)
def test_counts_are_said_in_words(numbers: tuple[int, int, int], words: str) -> None:
    assert Counts(*numbers).words == words
