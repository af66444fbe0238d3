from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import lint_project, places_of

if TYPE_CHECKING:
    from pathlib import Path

    from validator import Report

RULES = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger
connector: procore
complete: true
baseConnections:
  - name: {name}
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {{oauthClient: Ledger, details: {{connectionEnvironment: Production}}}}
"""
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
credentials: production
"""
CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Ledger
workspace: {{name: "{name} : Procore <> Ledger", company: {name}}}
application: {{source: marketplace, name: Ledger, access: service-account, installed: true}}
connection:
  baseConnection: Ledger live
  details: {{companyId: {company}{more}}}
"""
PROJECT = {
    "rules.yaml": RULES.format(name="Ledger live"),
    "client.yaml": CLIENT.format(name="Ledger"),
    "acme.yaml": CONFIG.format(name="acme", company=4281379, more=""),
    "birch.yaml": CONFIG.format(name="birch", company=4281380, more=""),
}


def check(project: Path, changed: dict[str, str], *asked: str) -> Report:
    """Lint some files of the project with a few of them changed."""
    import validator  # noqa: PLC0415 - after the project's folder is the working one

    lint_project(project, {**PROJECT, **changed})
    return validator.check(asked or ["."])


def test_the_project_is_right_as_it_is(project: Path) -> None:
    assert check(project, {}).diagnostics == ()


def test_one_file_is_linted_with_the_project_as_context(project: Path) -> None:
    report = check(project, {}, "acme.yaml")
    assert report.diagnostics == ()
    assert report.files == ("acme.yaml",)
    assert (report.summary.files, report.summary.documents) == (1, 1)


def test_faults_of_files_that_were_not_named_are_not_reported(project: Path) -> None:
    changed = {"birch.yaml": PROJECT["birch.yaml"] + "flavour: 1\n"}
    assert check(project, changed, "acme.yaml").diagnostics == ()
    assert places_of(check(project, changed, "birch.yaml")) == [("birch.yaml", 11, 1, "unknown-field")]


@pytest.mark.parametrize(
    ("name", "text", "rule", "line"),
    [
        ("rules.yaml", RULES.format(name="Ledger new"), "unknown-base-connection", 9),
        (
            "rules.yaml",
            RULES.format(name="Ledger live").replace("enabled: true", "enabled: false"),
            "base-connection-disabled",
            9,
        ),
        (
            "rules.yaml",
            RULES.format(name="Ledger live").replace(
                "Environment: Production", "Environment: Production, companyId: 1"
            ),
            "base-connection-override",
            10,
        ),
        (
            "client.yaml",
            CLIENT.format(name="Ledger") + "integrations: [Procore + Vista]\n",
            "public-client-not-offered",
            9,
        ),
    ],
    ids=["renamed", "disabled", "sets more", "offered elsewhere"],
)
def test_a_changed_document_reports_the_unchanged_configs_that_it_breaks(
    name: str, text: str, rule: str, line: int, project: Path
) -> None:
    report = check(project, {name: text}, name)
    broken = [(path, at, found) for path, at, _, found in places_of(report) if path != name]
    assert broken == [("acme.yaml", line, rule), ("birch.yaml", line, rule)]


def test_a_document_that_is_gone_breaks_the_configs_that_need_it(project: Path) -> None:
    changed = {"client.yaml": CLIENT.format(name="Another")}
    report = check(project, changed, "client.yaml")
    assert ("rules.yaml", 10, "unknown-oauth-client") in [
        (path, line, rule) for path, line, _, rule in places_of(report)
    ]


def test_findings_of_a_dependent_config_count_and_its_file_is_not_said_to_be_checked(project: Path) -> None:
    report = check(project, {"rules.yaml": RULES.format(name="Ledger new")}, "rules.yaml")
    assert report.summary.errors == 2
    assert report.files == ("rules.yaml",)


def test_a_name_that_is_given_twice_is_reported_whichever_file_was_named(project: Path) -> None:
    changed = {"copy.yaml": CLIENT.format(name="Ledger")}
    expected = [("copy.yaml", 3, 7, "duplicate-name")]
    assert places_of(check(project, changed, "copy.yaml")) == expected
    assert places_of(check(project, changed, "client.yaml")) == expected
    assert places_of(check(project, changed, "acme.yaml")) == []
