from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.support.reading import project_of
from tests.support.samples import SAMPLES
from validator.diagnostics import Request
from validator.documents.kinds import GENERAL
from validator.engine.lint import Linter
from validator.engine.run import load_projects
from validator.rules import ALL, BY_ID

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.conftest import Lint
    from validator.documents.document import Document
    from validator.documents.finding import Finding
    from validator.project.project import Project

HEAD = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme\nconnector: procore\n"
CLIENT = f"{HEAD}definition: Procore V2 OAuth Client Credentials Auth\ncredentials: production\n"
KEYS = "clientId: ${env:ACME_ID}\nclientSecret: ${env:ACME_SECRET}\n"
TOKEN = "tokenUrl: https://login.procore.com/oauth/token\n"
CONFIG = """---
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Ledger
workspace: {name: Acme}
application: {source: custom, name: Acme, access: service-account, installed: true}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme
  details: {companyId: COMPANY, connectionEnvironment: Production}
"""
SECRET = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"


@pytest.mark.parametrize(
    ("company", "rules"),
    [
        ("4281379", []),
        ("'4281379'", []),
        ("04281379", ["company-id-malformed"]),
        ("4_281_379", ["company-id-malformed"]),
        ("4.28E+6", ["company-id-malformed"]),
        ("112233", ["company-id-example"]),
        ("TODO", ["placeholder-value"]),
        ("'{{ company }}'", ["unknown-reference"]),
        ("${env:COMPANY}", []),
        ("'https://app.procore.com/4281379/company/home'", ["company-id-is-url"]),
    ],
)
def test_one_value_gives_one_finding(company: str, rules: list[str], lint: Lint) -> None:
    if company == "${env:COMPANY}":
        company = f'"{company}"'
    report = lint(CLIENT + KEYS + TOKEN + CONFIG.replace("COMPANY", company))
    assert rules_of(report) == rules


@pytest.mark.parametrize(
    "text",
    [
        CLIENT + TOKEN + f"clientId: ${{env:ACME_ID}}\nclientSecret: {SECRET}\n",
        CLIENT + KEYS + TOKEN + f"{SECRET}: 1\n",
        CLIENT + KEYS + TOKEN + f"clientsecret: {SECRET}\n",
        CLIENT + KEYS + TOKEN + f"metadata: {{password: {SECRET}}}\n",
        CLIENT + KEYS + TOKEN + f"metadata: {{password: [{SECRET}]}}\n",
        CLIENT + KEYS + TOKEN + f"# password: {SECRET}\n",
        CLIENT + KEYS + f"tokenUrl: https://acme:{SECRET}@login.procore.com/oauth/token\n",
        CLIENT + TOKEN + f'clientId: ${{env:ACME_ID}}\nclientSecret: "{SECRET}\n',
        CLIENT + TOKEN + f"clientId: ${{env:ACME_ID}}\nclientSecret: \u201c{SECRET}\u201d\n",
        CLIENT + TOKEN + f"clientId: ${{env:ACME_ID}}\nclientSecret: !x {SECRET}\n",
        CLIENT + TOKEN + f"clientId: ${{env:ACME_ID}}\nclientSecret: &{SECRET} x\nclientSecret: 1\n",
    ],
    ids=[
        "a value", "a key", "an unknown field", "a note", "a list", "a comment", "an address", "an open quote",
        "curly quotes", "a tag", "an anchor",
    ],
)  # fmt: skip
def test_a_secret_is_in_no_part_of_a_report(text: str, lint: Lint) -> None:
    report = lint(text)
    assert report.diagnostics
    found = [each for each in report.diagnostics if SECRET in repr(each._replace(fix=None))]
    assert found == []


def test_findings_about_broken_parts_are_left_out(lint: Lint) -> None:
    report = lint(
        CLIENT
        + KEYS
        + TOKEN
        + CONFIG.replace("oauthClient: Acme", "oauthClient: [Acme]").replace("COMPANY", "4281379")
    )
    assert rules_of(report) == ["wrong-type"]
    report = lint(
        CLIENT
        + KEYS
        + TOKEN
        + CONFIG.replace("connector: procore", "connector: {a: b}").replace("COMPANY", "7")
    )
    assert rules_of(report) == ["wrong-type"]


def test_a_related_place_of_a_shipped_document_is_not_shown(lint: Lint) -> None:
    text = (
        CLIENT
        + KEYS
        + TOKEN
        + CONFIG.replace("COMPANY", "4281379").replace("Ledger", "Procore + Vista (Financials)")
    )
    (found,) = lint(text).diagnostics
    assert (found.rule, found.related) == ("base-connection-required", ())


def test_a_value_behind_an_alias_is_reported_at_both_places(lint: Lint) -> None:
    text = (
        "apiVersion: appxlint/v1\nkind: Workspace\nmetadata: {home: &home moon}\nname: Acme\nregion: *home\n"
    )
    (found,) = lint(text).diagnostics
    assert (found.rule, (*found.span.start,)) == ("invalid-value", (3, 24))
    assert [((*each.span.start,), each.message) for each in found.related] == [((5, 9), "used here")]


def test_a_rule_about_general_configuration_alone_is_asked_about_configs_that_have_it() -> None:
    asked: list[str] = []

    def check(document: Document, _: Project) -> Iterator[Finding]:
        asked.append(document.name)
        yield from ()

    heading = "apiVersion: appxlint/v1\nkind: ConnectorConfig\nconnector: procore\nworkspace: {name: Acme}\n"
    with_it = f"{heading}name: with\ngeneralConfiguration: {{baseUrl: https://api.procore.com}}\n"
    without = f"{heading}name: without\nconnection: {{name: Acme, existing: true}}\n"
    client = "apiVersion: appxlint/v1\nkind: OAuthClient\nname: client\nconnector: procore\n"
    project = project_of(with_it, without, client)
    rule = BY_ID["scope-not-used"]._replace(check=check)
    Linter(project, [rule]).lint_all(project.documents)
    assert asked == ["with", "client"]


def test_rules_about_general_configuration_alone_have_nothing_to_say_of_other_configs() -> None:
    alone = [each for each in ALL if each.general_alone]
    projects = [
        each.project for each in load_projects(Request((str(SAMPLES / "valid"), str(SAMPLES / "invalid"))))
    ]
    others = [
        (config, project)
        for project in projects
        for config in project.configs()
        if not config.may_have(GENERAL)
    ]
    assert len(alone) > 1
    assert len(others) > 100
    said = [
        rule.id
        for rule in alone
        for config, project in others
        if rule.check is not None and [*rule.check(config, project)]
    ]
    assert said == []
