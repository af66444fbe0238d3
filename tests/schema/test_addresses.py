from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.support.samples import SAMPLES
from validator.diagnostics import Request
from validator.documents import kinds
from validator.engine.run import load_projects
from validator.schema.addresses import are_plain, check_addresses

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator.diagnostics import Report

HEAD = "apiVersion: appxlint/v1\nkind: "
CLIENT = HEAD + "OAuthClient\nname: Acme\nconnector: ledger\ndefinition: Ledger Login\n"
CONNECTOR = HEAD + "Connector\nkey: ledger\nname: Ledger\n"
DEFINITION = (
    HEAD + "ConnectionDefinition\nconnector: ledger\nkey: login\nname: Ledger Login\ntype: OAuth2CodeFlow\n"
)
ATTRIBUTE = (
    "attributes: [{key: serverUrl, title: Server, description: Which., isRequired: true, isSensitive: false"
)
SOURCES = "sources: [{url: TEXT, asOf: 2026-06-03, certainty: documented}]\n"
CONFIG = HEAD + 'ConnectorConfig\nname: acme\nworkspace: {name: "Acme : Ledger"}\n'
DETAIL = CONFIG + "connector: ledger\nconnection: {definition: Ledger Login, details: {KEY: TEXT}}\n"
GENERAL = CONFIG + "connector: procore\ngeneralConfiguration: {KEY: TEXT}\n"
BASES = (
    HEAD + "BaseConnectionRules\nintegration: Ledger + Payroll\nconnector: ledger\n"
    "baseConnections: [{name: Live, sets: {details: {serverUrl: TEXT}}}]\n"
)
PROPERTY = "generalConfiguration: {type: object, required: [], properties: {baseUrl: {type: string, default: TEXT}}}\n"
WRONG = [
    "https://[::1",
    "https://api.meridian-software.com:0",
    "https://\uff41pi.meridian-software.com",
    "https://reader@api.meridian-software.com",
    "data:text/html,a",
    "javascript:alert(1)",
    "mailto:acme@meridian-software.com",
    "ws://api.meridian-software.com",
]
OF_CLIENT = ("tokenUrl", "authorizationUrl", "refreshUrl", "redirectUri")
PLACES = {
    **{field: f"{CLIENT}{field}: TEXT\n" for field in OF_CLIENT},
    "environments[Live].loginUrl": CONNECTOR + "environments: [{name: Live, loginUrl: TEXT}]\n",
    "environments[Live].apiUrl": CONNECTOR + "environments: [{name: Live, apiUrl: TEXT}]\n",
    "sources[1].url": CONNECTOR + SOURCES,
    "generalConfiguration.properties.baseUrl.default": CONNECTOR + PROPERTY,
    "attributes[serverUrl].default": f"{DEFINITION}{ATTRIBUTE}, default: TEXT}}]\n",
    "connection.details.serverUrl": DETAIL.replace("KEY", "serverUrl"),
    "generalConfiguration.baseUrl": GENERAL.replace("KEY", "baseUrl"),
    "baseConnections[Live].sets.details.serverUrl": BASES,
}


def messages(report: Report) -> list[str]:
    return [each.message for each in report.diagnostics if each.rule == "invalid-value"]


def filled(template: str, text: str) -> str:
    return template.replace("TEXT", json.dumps(text, ensure_ascii=False))


@pytest.mark.parametrize("text", WRONG)
@pytest.mark.parametrize("place", PLACES)
def test_an_address_of_a_wrong_form_is_told_wherever_it_stands(lint: Lint, place: str, text: str) -> None:
    (message,) = messages(lint(filled(PLACES[place], text)))
    assert message.startswith(f"{place} ")


@pytest.mark.parametrize("place", PLACES)
def test_a_right_one_is_left_alone(lint: Lint, place: str) -> None:
    assert messages(lint(filled(PLACES[place], "https://api.meridian-software.com/a"))) == []


@pytest.mark.parametrize("field", ["tokenUrl", "authorizationUrl", "refreshUrl"])
def test_the_addresses_of_a_definition_are_looked_at(lint: Lint, field: str) -> None:
    assert messages(lint(f"{DEFINITION}{field}: https://a:b.com\n{ATTRIBUTE}}}]\n")) == [
        f"{field} has a port that is no number"
    ]


def test_what_a_wrong_address_leads_to_is_not_told_as_well(lint: Lint) -> None:
    client = (
        HEAD
        + "OAuthClient\nname: Acme\nconnector: procore\ndefinition: Procore V2 OAuth Client Credentials Auth\n"
        "credentials: production\nclientId: ${env:ID}\nclientSecret: ${env:SECRET}\n"
        "tokenUrl: http://app.procore.com:0/oauth\n"
    )
    (found,) = [
        each for each in lint(client).diagnostics if each.route == ("tokenUrl",) or "URL" in each.message
    ]
    assert (found.rule, found.help) == ("invalid-value", "write the port that is meant")


def test_a_secret_in_an_address_is_told_by_its_own_rule_alone(lint: Lint) -> None:
    text = "https://reader:Xk29fh3Qa71bZ@api.meridian-software.com/#a"
    report = lint(filled(PLACES["tokenUrl"], text), select=["secret-in-url", "invalid-value"])
    assert rules_of(report) == ["secret-in-url"]


@pytest.mark.parametrize(
    "text",
    [
        "https://{tenant}.meridian.test:{port}/",
        "https://${env:HOST}:${env:PORT}/",
        "https://<host>/",
        "https://help.procore.com/a#b and what else there is",
        "see https://[::1",
        "${env:BASE_URL}",
        "/relative",
        "data",
    ],
)
def test_templates_references_and_prose_are_no_addresses(lint: Lint, text: str) -> None:
    assert messages(lint(filled(PLACES["connection.details.serverUrl"], text))) == []


@pytest.mark.parametrize(("key", "text", "count"), [
    ("note", "mailto:acme@meridian-software.com", 0),
    ("note", "https://[::1", 1),
    ("webSocketUrl", "wss://api.meridian-software.com", 0),
    ("webSocketUrl", "data:text/html,a", 1),
    ("callbackUri", "mailto:acme@meridian-software.com", 1),
    ("baseUrl", "https:api.meridian-software.com", 1),
])  # fmt: skip
def test_a_detail_is_an_address_by_its_beginning_or_its_key(
    lint: Lint, key: str, text: str, count: int
) -> None:
    assert len(messages(lint(filled(DETAIL.replace("KEY", key), text)))) == count


def test_what_stands_in_place_of_a_companys_number_is_left_to_the_rules_about_that(lint: Lint) -> None:
    report = lint(
        filled(GENERAL.replace("KEY", "companyId"), "https://app.procore.com:0/4281379/company/home")
    )
    assert messages(report) == []
    assert "company-id-is-url" in rules_of(report)


def test_a_part_of_a_page_may_be_a_source(lint: Lint) -> None:
    assert messages(lint(filled(CONNECTOR + SOURCES, "https://help.procore.com/a#b"))) == []


def test_addresses_of_a_file_of_the_sdk_are_looked_at(lint: Lint) -> None:
    metadata = {
        "key": "ledger",
        "name": "Ledger",
        "configSchema": {
            "type": "object",
            "properties": {"baseUrl": {"type": "string", "default": "https://[::1"}},
        },
    }
    report = lint({"connector.json": json.dumps(metadata)})
    assert [
        each.message.partition(" ")[2] for each in report.diagnostics if each.rule == "invalid-value"
    ] == ["has a bracket without its other one"]


@pytest.mark.parametrize(("text", "says"), [
    ("api.procore.com", "has no https:// before its host"),
    ("api.procore.com/rest", "has no https:// before its host"),
    ("https//api.procore.com", "begins with https//, which no address does"),
    ("http//api.procore.com", "begins with http//, which no address does"),
    ("https;//api.procore.com", "begins with https;//, which no address does"),
    ("htps://api.procore.com", "begins with htps://, which no address does"),
    ("ttps://api.procore.com", "begins with ttps://, which no address does"),
])  # fmt: skip
def test_what_every_request_begins_with_is_an_address_to_the_letter(lint: Lint, text: str, says: str) -> None:
    assert messages(lint(filled(GENERAL.replace("KEY", "baseUrl"), text))) == [
        f"generalConfiguration.baseUrl {says}"
    ]


@pytest.mark.parametrize(("key", "text"), [
    ("host", "api.procore.com"),
    ("serverUrl", "api.procore.com"),
    ("baseUrl", "${env:BASE_URL}"),
    ("baseUrl", "localhost"),
    ("note", "https//api.procore.com and so on"),
    ("note", "see https://api.procore.com "),
    ("note", "http/2"),
    ("note", "ssh://files.procore.com"),
])  # fmt: skip
def test_a_key_that_takes_no_address_may_hold_a_host(lint: Lint, key: str, text: str) -> None:
    assert messages(lint(filled(GENERAL.replace("KEY", key), text))) == []


@pytest.mark.parametrize(
    ("value", "plain"),
    [
        ("Production", True),
        (4281379, True),
        (True, True),
        ("${env:NAME}", True),
        ("https://login.procore.com/oauth/token", True),
        ("https://login.procore.com:8080/", False),
        ("htps://login.procore.com", False),
        ("login.procore.com/oauth", False),
        ("mailto:acme@procore.com", False),
        ({"url": "a"}, False),
    ],
)
def test_nothing_is_wrong_with_addresses_that_are_plain(value: object, plain: bool) -> None:
    assert are_plain(kinds.CONFIG, {"connection": {"details": {"a": "b", "url": value}}}) is plain
    assert are_plain(kinds.CLIENT, {"tokenUrl": value}) is plain
    assert are_plain(kinds.WORKSPACE, {"name": value})


@pytest.mark.parametrize(
    ("kind", "data"),
    [
        (kinds.CONFIG, {kinds.GENERAL: {}}),
        (kinds.CLIENT, {"sources": []}),
        (kinds.CONNECTOR, {}),
        (kinds.DEFINITION, {"attributes": []}),
    ],
)
def test_documents_with_other_addresses_are_looked_at_more_closely(
    kind: str, data: dict[str, object]
) -> None:
    assert not are_plain(kind, data)


def test_a_config_without_details_holds_no_address() -> None:
    assert are_plain(kinds.CONFIG, {})
    assert are_plain(kinds.CONFIG, {"connection": {"name": "a:b"}})


def test_samples_whose_addresses_are_plain_have_none_of_a_wrong_form() -> None:
    request = Request((str(SAMPLES / "valid"), str(SAMPLES / "invalid")))
    documents = [each for loaded in load_projects(request) for each in loaded.project.documents]
    plain = [each for each in documents if each.quiet and are_plain(f"{each.kind}", each.data)]
    assert len(plain) > 100
    assert all(check_addresses(each) is each for each in plain)
