from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.guide.sheets import (
    ADMIN,
    BASED,
    CLIENT,
    CONFIG,
    GENERAL,
    INTEGRATOR,
    RULES,
    fields,
    sheet,
    steps,
    texts,
    titles,
)
from tests.guide.test_traits import BOOKS, PUBLIC
from tests.support.clock import TODAY
from tests.support.samples import SAMPLES, scenarios
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.guide.make import sheet_of
from validator.guide.sheet import Audience, Verb, plain

if TYPE_CHECKING:
    from validator.documents.document import Document
    from validator.guide.sheet import Sheet
    from validator.project.project import Project

CODE = CONFIG.replace("Client Credentials Auth", "Code Flow Auth").replace("service-account", "user")
CODE_CLIENT = CLIENT.replace("Client Credentials Auth", "Code Flow Auth")
EXISTING = CONFIG.partition("connection:\n")[0] + "connection: {name: Acme live, existing: true}\n"
AGENT = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: a
connector: {connector}
workspace: {{name: Acme, region: au}}
generalConfiguration: {{foundationDbConnectionString: '${{env:KEPT_ELSEWHERE}}'}}
"""


def said(made: Sheet, words: str) -> bool:
    return any(words in each for each in texts(made))


def test_an_administrator_prepares_installs_and_reports_back() -> None:
    made = sheet(ADMIN, CONFIG, CLIENT)
    assert made.title == "Prepare Procore for App Xchange"
    assert made.reader == "For the Procore administrator of Acme Builders"
    assert titles(made) == [
        "Before you start",
        "Prepare the app",
        "Install the app",
        "Report back",
        "Later on",
    ]
    assert fields(made, "Before you start")["Company number"].value == "4281379"
    assert fields(made, "Install the app")["App Version Key"].exact
    assert said(made, "As we have it, this was done on 2026-10-02.")


def test_the_person_in_app_xchange_goes_from_screen_to_screen() -> None:
    made = sheet(INTEGRATOR, CONFIG, CLIENT)
    assert made.title == "Set up Procore in App Xchange"
    assert titles(made) == [
        *("Before you start", "OAuth Clients", "Workspace", "Connection", "Connect and test", "If it fails"),
    ]
    assert [each.ticked for each in made.sections] == [True, True, True, True, True, False]
    assert said(made, "appxlint live a.yaml")


def test_an_app_of_the_marketplace_is_installed_from_there() -> None:
    made = sheet(ADMIN, CONFIG.replace("source: custom", "source: marketplace"), PUBLIC)
    assert (
        "Install Payroll Sync from the Procore App Marketplace in your company's Procore account."
        in steps(made)
    )
    assert "Prepare the app" not in titles(made)
    assert said(made, "Keys need not be sent")
    assert not said(made, "App Version Key")


def test_an_app_without_a_version_key_is_made_first() -> None:
    text = CONFIG.replace("  versionKey: 3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d\n", "")
    assert said(sheet(ADMIN, text, CLIENT), "If there is no custom app yet, create one.")
    assert not said(sheet(ADMIN, CONFIG, CLIENT), "If there is no custom app yet, create one.")


@pytest.mark.parametrize(
    ("environment", "words"),
    [
        ("Developer Sandbox", "takes the key of the app's Sandbox version"),
        ("Monthly Sandbox", "made anew on the first working day of each month"),
        ("On-Demand Sandbox", "On-Demand Sandbox takes the Production credentials."),
        ("Federal Zone", "separate from that of other environments"),
    ],
)
def test_each_environment_has_its_own_words(environment: str, words: str) -> None:
    text = CONFIG.replace("connectionEnvironment: Production", f"connectionEnvironment: {environment}")
    assert said(sheet(ADMIN, text, CLIENT), words)
    assert not said(sheet(ADMIN, CONFIG, CLIENT), words)


def test_a_person_who_signs_in_is_decided_on_and_the_redirect_address_is_marked_as_inferred() -> None:
    made = sheet(ADMIN, CODE, CODE_CLIENT)
    assert said(made, "Decide who will sign in.")
    (step,) = (
        each for section in made.sections for each in section.steps if "redirect address" in plain(each.do)
    )
    assert step.inferred
    assert "Sign in to Procore as the person" in "".join(steps(sheet(INTEGRATOR, CODE, CODE_CLIENT)))
    assert said(sheet(INTEGRATOR, CODE, CODE_CLIENT), "appxlint live --paste a.yaml")


def test_a_base_connection_leaves_little_to_do() -> None:
    made = sheet(INTEGRATOR, BASED, RULES, CLIENT)
    assert "OAuth Clients" not in titles(made)
    assert fields(made, "Connection")["OAuth Client Details"].verb is Verb.FILLED
    assert said(made, "What the base connection fills in cannot be changed here.")
    assert not said(made, "If the screen offers base connections")
    assert said(sheet(INTEGRATOR, CONFIG, CLIENT), "If the screen offers base connections")
    unknown = sheet(INTEGRATOR, BASED.replace("Payroll live", "Payroll pilot"), CLIENT)
    assert said(unknown, "What the base connection Payroll pilot fills in is not recorded")


def test_an_existing_connection_is_assigned() -> None:
    made = sheet(INTEGRATOR, EXISTING)
    assert "Choose Assign Existing and this connection." in steps(made)
    assert said(made, "Only the owner of a connection can assign it.")
    assert not said(sheet(ADMIN, EXISTING), "Give Client ID and Client Secret")


def test_general_configuration_has_its_page_and_no_test_that_is_documented() -> None:
    made = sheet(INTEGRATOR, GENERAL)
    assert titles(made) == ["Before you start", "Workspace", "Configuration page of the connector", "Test"]
    assert (
        fields(made, "Configuration page of the connector")["Client Secret"].value
        == "from ACME_CLIENT_SECRET"
    )


def test_another_product_is_told_what_is_asked_for() -> None:
    made = sheet(ADMIN, BOOKS)
    assert made.title == "Prepare QuickBooks Online for App Xchange"
    assert made.reader == "For the QuickBooks Online administrator"
    assert titles(made) == ["Have these ready"]
    assert said(made, "An application of your own is not needed")
    assert any("quickbooks-online" in link.url for link in made.pages)
    assert said(sheet(INTEGRATOR, BOOKS), "See that the environment matches the OAuth client.")
    assert said(
        sheet(ADMIN, BOOKS.partition("connection:")[0] + "connection: {name: B, existing: true}\n"), "Nothing"
    )


@pytest.mark.parametrize(
    ("connector", "words"),
    [
        ("vista", "version 2"),
        ("foundation", "version 1"),
        ("sage-100", "API-User"),
        ("sage-300", "ODBC Service User"),
    ],
)
def test_what_is_known_of_agents_and_users_is_told(connector: str, words: str) -> None:
    made = sheet(ADMIN, AGENT.format(connector=connector))
    assert said(made, words)
    assert said(made, "4.197.193.145")
    assert not said(made, "KEPT_ELSEWHERE")


def test_a_step_without_anything_to_show_is_left_out() -> None:
    text = CONFIG.replace("companyId: 4281379, ", "")
    assert not said(sheet(ADMIN, text, CLIENT), "compare")


def _samples() -> list[tuple[str, Document, Project, Audience]]:
    return [
        (f"{folder.name}: {each.name} for {audience.value}", each, loaded.project, audience)
        for folder in scenarios()
        for loaded in load_projects(Request((f"{folder}",), as_of=TODAY))
        for each in loaded.project.configs()
        for audience in Audience
    ]


SAMPLE_SHEETS = _samples()


@pytest.mark.parametrize(
    ("config", "project", "audience"), [pytest.param(*each[1:], id=each[0]) for each in SAMPLE_SHEETS]
)
def test_every_valid_sample_has_both_sheets(config: Document, project: Project, audience: Audience) -> None:
    made = sheet_of(project.connection(config), project, audience)
    whole = "\n".join(texts(made))
    assert all(section.steps for section in made.sections)
    assert len(made.sections) >= 1
    assert "{" not in whole.replace("${", "")
    if audience is Audience.ADMIN:
        names = (config.name, "${", "appxlint", "ConnectorConfig", ".yaml")
        assert [each for each in names if each in whole] == []
        values = (field.value for each in made.sections for step in each.steps for field in step.fields)
        assert not [each for each in values if each.startswith("from ")]


def test_the_samples_are_many() -> None:
    assert len(SAMPLE_SHEETS) == 2 * sum(
        file.read_text(encoding="utf-8").count("kind: ConnectorConfig")
        for file in (SAMPLES / "valid").rglob("*.y*ml")
    )
