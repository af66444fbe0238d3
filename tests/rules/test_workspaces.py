from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import IN_GENERAL, WITH_BASE, Seen, only, project, related, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Ledger (Payroll)
workspace: {workspace}
application: {{source: custom, access: service-account, installed: true}}
"""


CONNECTION = """connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {{companyId: {company}, connectionEnvironment: {environment}}}
"""


CLIENT = """---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_ID}
clientSecret: ${env:ACME_SECRET}
tokenUrl: https://login.procore.com/oauth/token
"""


LEDGER = '{name: "Acme : Procore <> Ledger"}'


def config(
    name: str = "acme", workspace: str = LEDGER, company: str = "4281379", environment: str = "Production"
) -> str:
    return CONFIG.format(name=name, workspace=workspace) + CONNECTION.format(
        company=company, environment=environment
    )


def general(name: str, base: str, company: str = "4281379") -> str:
    return CONFIG.format(name=name, workspace=LEDGER) + (
        f"generalConfiguration:\n  baseUrl: {base}\n  companyId: {company}\n"
    )


def workspace(fields: str) -> str:
    return f"apiVersion: appxlint/v1\nkind: Workspace\n{fields}\n"


def files(*documents: str) -> str:
    return "---\n".join(documents) + CLIENT


def test_the_later_of_two_equal_connections_is_reported_at_its_name(lint: Lint) -> None:
    found = only(lint(files(config(), config("acme-again"))))
    assert (found.rule, found.severity.label, *found.span.start) == ("duplicate-connection", "warning", 15, 7)
    message = '"acme" sets up procore for this workspace already, with company 4281379 in Production'
    assert found.message == message
    assert related(found) == [(3, 7)]


def test_the_order_is_that_of_paths(lint: Lint) -> None:
    report = lint({"b.yaml": config("second"), "a.yaml": config("first"), "client.yaml": CLIENT[4:]})
    found = only(report)
    assert (found.path, found.related[0].path) == ("b.yaml", "a.yaml")


@pytest.mark.parametrize(
    "other",
    [
        config("other", workspace='{name: "Acme Homes : Procore <> Ledger"}'),
        config("other", company="4281402"),
        config("other", environment="On-Demand Sandbox", company="4281402"),
    ],
)
def test_another_workspace_company_or_environment_is_another_connection(lint: Lint, other: str) -> None:
    assert rules_of(lint(files(config(), other))) == []


def test_one_company_id_in_two_notations_is_one(lint: Lint) -> None:
    assert rules_of(lint(files(config(), config("again", company='"4281379"')))) == ["duplicate-connection"]


def test_a_copied_name_is_one_finding(lint: Lint) -> None:
    assert rules_of(lint(files(config(), config()))) == ["duplicate-name"]


def test_three_equal_connections_are_two_findings(lint: Lint) -> None:
    report = lint(files(config("a"), config("b"), config("c")))
    assert rules_of(report) == ["duplicate-connection"] * 2
    assert [related(each) for each in report.diagnostics] == [[(3, 7)], [(3, 7)]]


@pytest.mark.parametrize("broken", ["[4281379]", "{a: 1}", "null"])
def test_nothing_is_said_where_the_company_is_not_known(lint: Lint, broken: str) -> None:
    report = lint(files(config("a", company=broken), config("b", company=broken)))
    assert "duplicate-connection" not in rules_of(report)


def test_nothing_is_said_where_the_environment_is_not_known(lint: Lint) -> None:
    report = lint(files(config("a", environment="Moon"), config("b", environment="Moon")))
    assert rules_of(report) == ["invalid-option", "invalid-option"]


def test_general_configuration_is_a_connection_of_its_own_sort(lint: Lint) -> None:
    one, two = general("a", "https://api.procore.com/"), general("b", "https://api.procore.com")
    rules = rules_of(lint(files(one, two)))
    assert rules.count("duplicate-connection") == 1
    assert "duplicate-connection" not in rules_of(lint(files(one, config("b"))))


def test_a_base_connection_that_sets_the_environment_counts(lint: Lint) -> None:
    base = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger (Payroll)
connector: procore
baseConnections:
  - name: Ledger live
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
"""
    selecting = "connection: {baseConnection: Ledger live, details: {companyId: 4281379}}\n"
    one, two = (CONFIG.format(name=name, workspace=LEDGER) + selecting for name in ("a", "b"))
    assert rules_of(lint(files(one, two, base))) == ["duplicate-connection"]


@pytest.mark.parametrize(
    ("field", "one", "two"),
    [("type", "standard", "project"), ("region", "us", "au"), ("company", "Acme", "Birch")],
)
def test_two_descriptions_that_differ_are_reported_at_the_later_value(
    lint: Lint, field: str, one: str, two: str
) -> None:
    first = config("a", workspace=f'{{name: "Acme : Procore <> Ledger", {field}: {one}}}')
    second = config("b", workspace=f'{{name: "Acme : Procore <> Ledger", {field}: {two}}}', company="4281402")
    found = only(lint(files(first, second)))
    column = 49 + len(field)
    assert (found.rule, found.severity.label, *found.span.start) == (
        "workspace-described-twice",
        "warning",
        18,
        column,
    )
    assert f'has the {field} "{two}" here and "{one}" elsewhere' in found.message
    assert related(found) == [(6, column)]


def test_the_odd_one_out_is_reported(lint: Lint) -> None:
    described = '{name: "Acme : Procore <> Ledger", type: %s}'
    report = lint(
        files(
            config("a", workspace=described % "project", company="1001"),
            config("b", workspace=described % "standard", company="1002"),
            config("c", workspace=described % "standard", company="1003"),
        )
    )
    assert [(each.rule, each.span.start.line) for each in report.diagnostics] == [
        ("workspace-described-twice", 6)
    ]


def test_what_was_copied_from_another_customer_is_one_finding(lint: Lint) -> None:
    first = config("a", workspace='{name: "Acme : Procore", type: custom, region: us, company: Acme}')
    second = config("b", workspace='{name: "Acme : Procore", type: custom, region: au, company: Birch}')
    found = only(lint(files(first, second.replace("4281379", "4281402"))))
    assert found.rule == "workspace-described-twice"
    assert 'has the company "Birch" and the region "au" here and "Acme" and "us" elsewhere' in found.message
    assert [each.message for each in found.related] == ["described here", "and this", "described here"]


def test_what_a_workspace_document_says_counts(lint: Lint) -> None:
    described = '{name: "Acme : Procore <> Ledger", type: standard}'
    report = lint(
        files(
            config("a", workspace=described, company="1001"),
            config("b", workspace=described, company="1002"),
            workspace('name: "Acme : Procore <> Ledger"\ntype: project'),
        )
    )
    assert [each.span.start.line for each in report.diagnostics] == [6, 18]


def test_a_company_in_another_case_is_the_same_company(lint: Lint) -> None:
    first = config("a", workspace='{name: "Acme : Procore", company: Acme Builders}')
    second = config("b", workspace='{name: "Acme : Procore", company: ACME  builders}', company="4281402")
    assert "workspace-described-twice" not in rules_of(lint(files(first, second)))


@pytest.mark.parametrize(
    "name", ["acme : procore <> ledger", "Acme: Procore <> Ledger", "Acme  : Procore<>Ledger"]
)
def test_names_that_differ_by_spacing_or_case_are_reported_with_an_unsafe_fix(lint: Lint, name: str) -> None:
    report = lint(files(config("a"), config("b", workspace=f'{{name: "{name}"}}', company="4281402")))
    found = only(report)
    assert seen(report) == [Seen(18, 19, "warning", "workspace-described-twice")]
    assert replacement(found) == '"Acme : Procore <> Ledger"'
    assert found.fix is not None
    assert not found.fix.safe


def test_names_that_differ_by_a_letter_are_two_workspaces(lint: Lint) -> None:
    second = config("b", workspace='{name: "Acme : Procore <> Ledgers"}', company="4281402")
    assert rules_of(lint(files(config("a"), second))) == []


def test_two_equal_descriptions_pass(lint: Lint) -> None:
    described = '{name: "Acme : Procore <> Ledger", type: standard, region: us, company: Acme}'
    report = lint(
        files(config("a", workspace=described), config("b", workspace=described, company="4281402"))
    )
    assert rules_of(report) == []


def test_what_one_description_leaves_out_is_no_conflict(lint: Lint) -> None:
    described = '{name: "Acme : Procore <> Ledger", type: standard}'
    assert rules_of(lint(files(config("a"), config("b", workspace=described, company="4281402")))) == []


def test_a_broken_field_is_no_conflict(lint: Lint) -> None:
    first = config("a", workspace='{name: "Acme : Procore <> Ledger", type: standard}')
    second = config("b", workspace='{name: "Acme : Procore <> Ledger", type: standrad}', company="4281402")
    assert rules_of(lint(files(first, second))) == ["invalid-value"]


def test_two_documents_of_one_name_are_a_duplicate_name_alone(lint: Lint) -> None:
    report = lint(
        files(
            config("a", workspace='"Acme : Procore <> Ledger"'),
            workspace('name: "Acme : Procore <> Ledger"\ntype: standard'),
            workspace('name: "Acme : Procore <> Ledger"\ntype: project'),
        )
    )
    assert rules_of(report) == ["duplicate-name"]


def test_two_workspace_documents_whose_names_differ_by_case_are_found_at_the_later(lint: Lint) -> None:
    report = lint({"a.yaml": project("kind: Workspace\nname: Acme\n"), "b.yaml": workspace("name: ACME")})
    found = [each for each in report.diagnostics if each.rule == "workspace-described-twice"]
    assert [(each.path, each.span.start.line) for each in found] == [("b.yaml", 3)]


DEVELOPMENT = """
kind: ConnectorConfig
workspace: {name: "Acme : Procore <> Ledger", type: %s}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: %s}
"""


def test_a_development_workspace_on_a_live_company_is_found_at_the_environment(lint: Lint) -> None:
    found = only(lint(project(DEVELOPMENT % ("development", "Production"))))
    assert (found.rule, found.severity.label, *found.span.start) == (
        "development-on-production",
        "warning",
        7,
        56,
    )
    assert related(found) == [(3, 53)]


def test_what_follows_from_an_environment_in_doubt_is_not_said(lint: Lint) -> None:
    assert rules_of(lint(project(DEVELOPMENT % ("development", "Federal Zone")))) == [
        "environment-host-mismatch"
    ]


@pytest.mark.parametrize(
    ("kind", "environment"),
    [
        ("standard", "Production"),
        ("development", "On-Demand Sandbox"),
        ("development", '"${env:ENVIRONMENT}"'),
    ],
)
def test_other_workspaces_and_environments_pass(lint: Lint, kind: str, environment: str) -> None:
    assert rules_of(lint(project(DEVELOPMENT % (kind, environment)))) == []


def test_a_workspace_of_unknown_type_raises_nothing(lint: Lint) -> None:
    assert rules_of(lint(project(DEVELOPMENT.replace(", type: %s", "") % "Production"))) == []
    assert rules_of(lint(project(DEVELOPMENT % ("developmnt", "Production")))) == ["invalid-value"]


def test_a_base_connection_that_brings_production_is_found_where_it_is_selected(lint: Lint) -> None:
    report = lint(project(WITH_BASE % ("development", "Production")))
    assert seen(report) == [Seen(6, 19, "warning", "development-on-production")]


def test_an_address_that_sandboxes_share_raises_nothing(lint: Lint) -> None:
    report = lint(project(IN_GENERAL % "https://api.procore.com/"))
    assert "development-on-production" not in rules_of(report)


def test_an_address_of_a_live_environment_alone_is_found_there(lint: Lint) -> None:
    report = lint(project(IN_GENERAL % "https://api.procoregov.com/"))
    assert Seen(5, 12, "warning", "development-on-production") in seen(report)


def test_a_workspace_document_is_the_second_place(lint: Lint) -> None:
    snippet = (DEVELOPMENT % ("x", "Production")).replace(
        'workspace: {name: "Acme : Procore <> Ledger", type: x}', "workspace: Acme trials"
    ) + "---\napiVersion: appxlint/v1\nkind: Workspace\nname: Acme trials\ntype: development\n"
    report = lint({"config.yaml": project(snippet)})
    found = only(report)
    assert found.rule == "development-on-production"
    assert [each.message for each in found.related] == ["a development workspace"]


@pytest.mark.parametrize(
    ("field", "other", "begins"),
    [
        ("company", "Birch", "if it is another workspace, correct its name; else describe it once"),
        ("type", "project", "describe it once"),
    ],
)
def test_where_a_copied_name_may_be_what_is_wrong_the_help_says_so(
    lint: Lint, field: str, other: str, begins: str
) -> None:
    inline = '{name: "Acme : Procore", type: custom, company: Acme}'
    second = inline.replace({"company": "company: Acme", "type": "type: custom"}[field], f"{field}: {other}")
    text = "".join(
        "---\n" + CONFIG.format(name=name, workspace=workspace)
        for name, workspace in (("one", inline), ("two", second))
    )
    assert only(lint(text, select=["workspace-described-twice"])).help.startswith(begins)
