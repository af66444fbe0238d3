from __future__ import annotations

import pytest

from tests.guide.sheets import ADMIN, BASED, CLIENT, CONFIG, GENERAL, INTEGRATOR, RULES, connected
from validator.guide.sheet import Mark, Part
from validator.guide.traits import VALUES, case_of, client_of, product_of

CODE = (
    CONFIG.replace("Credentials Auth", "Auth").replace("Client Auth", "Code Flow Auth"),
    CLIENT.replace("Client Credentials Auth", "Code Flow Auth"),
)
PUBLIC = CLIENT.partition("clientId:")[0] + "public: true\n"
APPLICATION = "apiVersion: appxlint/v1\nkind: Application\nname: Payroll Sync\nsource: marketplace\n"
BOOKS = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: books
connector: quickbooks-online
workspace: {name: Books, region: au}
connection:
  definition: OAuth2CodeFlow
  oauthClient: App Xchange
  details: {connectionEnvironment: Production, companyId: "9130357811264026"}
"""


def traits(*texts: str) -> dict[str, str]:
    return dict(case_of(*connected(*texts), ADMIN).traits)


def test_a_connection_with_a_client_of_its_own() -> None:
    assert traits(CONFIG, CLIENT) == {
        "connector": "procore",
        "product": "described",
        "method": "connection",
        "structured": "yes",
        "general": "no",
        "existing": "no",
        "integration": "yes",
        "base": "no",
        "grant": "client-credentials",
        "client": "own",
        "chosen-client": "no",
        "shared": "no",
        "default-token-url": "no",
        "app": "custom",
        "access": "service-account",
        "version-key": "yes",
        "installed": "day",
        "projects": "some",
        "environment": "Production",
        "region": "us",
        "live": "yes",
        "handover": "yes",
        "confidential": "no",
    }


@pytest.mark.parametrize(
    ("old", "new", "key", "answer"),
    [
        ("installed: 2026-10-02", "installed: true", "installed", "yes"),
        ("installed: 2026-10-02", "installed: false", "installed", "no"),
        ("[Quay House, Mill Lane]", "all", "projects", "all"),
        ("  permittedProjects: [Quay House, Mill Lane]\n", "", "projects", "unknown"),
        ("access: service-account", "access: user", "access", "user"),
        ("  access: service-account\n", "", "access", "unknown"),
        ("source: custom", "source: marketplace", "app", "marketplace"),
        ("  versionKey: 3f0c1c52-6d6c-4d7a-9a5e-0d3a1f2b4c5d\n", "", "version-key", "no"),
        ("region: us", "region: au", "region", "au"),
        ("region: us, ", "", "region", "unknown"),
        ("connectionEnvironment: Production", "connectionEnvironment: Elsewhere", "environment", ""),
        ("integration: Procore + Payroll\n", "", "integration", "no"),
        ("connector: procore", "connector: nobodys", "product", "any"),
        ("  name: Acme live\n", "  baseConnection: Payroll pilot\n", "base", "unknown"),
    ],
)
def test_each_answer_follows_from_what_is_written(old: str, new: str, key: str, answer: str) -> None:
    assert old in CONFIG
    assert traits(CONFIG.replace(old, new), CLIENT)[key] == answer


@pytest.mark.parametrize(("environment", "answer"), [("production", "day"), ("Developer Sandbox", "no")])
def test_of_what_is_recorded_by_environment_that_of_the_connection_counts(
    environment: str, answer: str
) -> None:
    head, _, rest = CONFIG.partition("application:\n")
    text = f"{head}application: Payroll Sync\nconnection:{rest.partition('connection:')[2]}"
    application = f"{APPLICATION}installed: {{{environment}: 2026-10-02}}\n"
    assert traits(text, application, CLIENT)["installed"] == answer


def test_a_base_connection_brings_what_it_sets() -> None:
    found = traits(BASED, RULES, CLIENT)
    assert (found["base"], found["client"], found["chosen-client"], found["live"]) == (
        "yes",
        "brought",
        "no",
        "no",
    )
    assert found["grant"] == "client-credentials"


def test_a_public_client_is_brought_and_chosen() -> None:
    found = traits(CONFIG, PUBLIC)
    assert (found["client"], found["chosen-client"], found["live"]) == ("brought", "brought", "no")


def test_an_existing_connection_has_no_client_to_make() -> None:
    text = CONFIG.partition("connection:\n")[0] + "connection: {name: Acme live, existing: true}\n"
    found = traits(text)
    assert (found["existing"], found["client"], found["grant"], found["live"]) == (
        "yes",
        "none",
        "unknown",
        "no",
    )


def test_general_configuration_is_a_method_of_its_own() -> None:
    found = traits(GENERAL)
    assert (found["method"], found["structured"], found["general"], found["client"]) == (
        *("general", "no", "yes", "own"),
    )
    both = traits(CONFIG + "generalConfiguration: {realTimeActionProcessing: true}\n", CLIENT)
    assert (both["method"], both["general"]) == ("connection", "yes")


def test_another_product_has_its_own_name_and_no_steps_of_its_own() -> None:
    found = traits(BOOKS)
    assert (found["connector"], found["product"], found["grant"]) == ("quickbooks-online", "any", "code-flow")
    assert product_of(*connected(BOOKS)) == "QuickBooks Online"
    assert product_of(*connected(BOOKS.replace("quickbooks-online", "nobodys"))) == "nobodys"


def test_a_client_that_several_connections_use_is_told() -> None:
    other = CONFIG.replace("name: acme-config", "name: acme-two")
    case = case_of(*connected(CONFIG, other, CLIENT), ADMIN)
    assert (case.traits["shared"], case.names["shared"]) == ("yes", "2")


def test_a_client_without_a_token_url_keeps_the_default_of_the_page() -> None:
    text = CLIENT.replace("tokenUrl: https://login.procore.com/oauth/token\n", "")
    assert traits(CONFIG, text)["default-token-url"] == "yes"


def test_all_answers_are_among_those_that_there_are() -> None:
    for texts in ((CONFIG, CLIENT), (BASED, RULES, CLIENT), (GENERAL,), (BOOKS,), CODE):
        for key, answer in traits(*texts).items():
            known = VALUES[key]
            assert known is None or answer in known


def test_names_are_parts_of_their_own_and_the_app_always_has_one() -> None:
    names = case_of(*connected(CONFIG, CLIENT), ADMIN).names
    assert names["app"] == Part("Payroll Sync", Mark.NAME)
    assert names["page"] == "Company Portfolio"
    assert case_of(*connected(BOOKS), ADMIN).names["app"] == "the app"
    assert "company" not in case_of(*connected(BOOKS), ADMIN).names


def test_the_file_is_named_to_those_who_have_it() -> None:
    connection, project = connected(CONFIG, CLIENT)
    assert "file" not in case_of(connection, project, ADMIN).names
    names = case_of(connection, project, INTEGRATOR).names
    assert names["file"] == connection.config.path
    assert names["options"] == ""
    assert client_of(connection) == "own"


def test_signing_in_by_a_person_takes_an_option() -> None:
    text = CONFIG.replace("Client Credentials Auth", "Code Flow Auth")
    connection, project = connected(text, CLIENT)
    assert case_of(connection, project, INTEGRATOR).names["options"] == "--paste "
