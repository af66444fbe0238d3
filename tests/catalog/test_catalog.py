from __future__ import annotations

import json
import re
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
import yaml
from jsonschema import Draft7Validator
from referencing import Registry
from referencing.jsonschema import DRAFT7

from validator.catalog import platform, shipped, shipped_aliases, shipped_connectors, written

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
CATALOGUE = ROOT / "validator" / "catalog"
PLATFORM_FILE = CATALOGUE / "platform.yaml"
SCHEMAS: dict[str, dict[str, Any]] = {
    path.name: json.loads(path.read_text(encoding="utf-8"))
    for path in sorted((ROOT / "schemas").glob("*.json"))
}
REGISTRY: Registry[Any] = Registry().with_resources(
    (schema["$id"], DRAFT7.create_resource(schema)) for schema in SCHEMAS.values()
)
SCHEMA_OF_KIND = {
    "Connector": "connector.json",
    "ConnectionDefinition": "connection-definition.json",
    "OAuthClient": "oauth-client.json",
    "BaseConnectionRules": "base-connection-rules.json",
}
KNOWN_BY_NAME = {"vista", "sage-100", "sage-300", "file", "aws-s3", "unity-construct", "unity-maintain"}
AS_OF = re.compile(r"[0-9]{4}-[0-9]{2}(?:-[0-9]{2})?")
SECRET_NAME = re.compile(
    r".*(?:secret|secretkey|password|passphrase|apikey|privatekey|certbase64|connectionstring)", re.IGNORECASE
)

# From Procore's developer documentation (github.com/procore/documentation, commit 06dad9d of 2026-06-03),
# platform_concepts/development_environments.md and platform_concepts/federal_zone_overview.md.
PROCORE = {
    "Production": ("https://login.procore.com", "https://api.procore.com", "production"),
    "Developer Sandbox": (
        "https://login-sandbox.procore.com",
        "https://sandbox.procore.com",
        "developer-sandbox",
    ),
    "Monthly Sandbox": (
        "https://login-sandbox-monthly.procore.com",
        "https://api-monthly.procore.com",
        "production",
    ),
    "On-Demand Sandbox": ("https://login.procore.com", "https://api.procore.com", "production"),
    "Federal Zone": ("https://login.procoregov.com", "https://api.procoregov.com", "federal"),
}


class Shipped(NamedTuple):
    """One shipped document and where it lies."""

    file: str
    data: dict[str, Any]


def load(path: Path) -> list[dict[str, Any]]:
    return list(yaml.load_all(path.read_text(encoding="utf-8"), yaml.CSafeLoader))


DOCUMENTS = [
    Shipped(path.stem, data)
    for path in sorted(CATALOGUE.glob("*.yaml"))
    if path != PLATFORM_FILE
    for data in load(path)
]
PLATFORM = load(PLATFORM_FILE)[0]
FILES = sorted({document.file for document in DOCUMENTS})


def label(document: Shipped) -> str:
    name = document.data.get("name") or document.data.get("integration")
    return f"{document.file} {document.data['kind']} {name}"


each_document = pytest.mark.parametrize("document", DOCUMENTS, ids=label)


def of_kind(kind: str, connector: str | None = None) -> list[dict[str, Any]]:
    return [
        each.data
        for each in DOCUMENTS
        if each.data["kind"] == kind and (connector is None or each.file == connector)
    ]


def connector_named(key: str) -> dict[str, Any]:
    (found,) = of_kind("Connector", key)
    return found


def flattened(attributes: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    for attribute in attributes:
        yield attribute
        yield from flattened(attribute.get("attributes", []))


def attributes_of(document: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from flattened(document.get("attributes", []))


def attribute_of(connector: str, definition: str, key: str) -> dict[str, Any]:
    (found,) = (each for each in of_kind("ConnectionDefinition", connector) if each["name"] == definition)
    return next(each for each in attributes_of(found) if each["key"] == key)


def settings_of(schema: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any]]]:
    for key, value in schema.get("properties", {}).items():
        yield key, value
        yield from settings_of(value)
        yield from settings_of(value.get("items", {}))


def regexes() -> Iterator[str]:
    for document in DOCUMENTS:
        yield from (each["pattern"] for each in attributes_of(document.data) if "pattern" in each)
        client_id = document.data.get("clientId", {}) if document.data["kind"] == "Connector" else {}
        yield from client_id.get("forms", [])
        yield from (each["pattern"] for each in client_id.get("mistaken", []))
        yield from (each["path"] for each in document.data.get("companyId", {}).get("addresses", []))
    yield from PLATFORM["placeholders"]["patterns"]


REGEXES = sorted(set(regexes()))


@each_document
def test_every_document_fits_the_schema_of_its_kind(document: Shipped) -> None:
    schema = SCHEMAS[SCHEMA_OF_KIND[document.data["kind"]]]
    faults = [
        error.message for error in Draft7Validator(schema, registry=REGISTRY).iter_errors(document.data)
    ]
    assert document.data["apiVersion"] == "appxlint/v1"
    assert not faults


def test_the_platform_facts_fit_their_schema() -> None:
    assert not list(Draft7Validator(SCHEMAS["platform.json"], registry=REGISTRY).iter_errors(PLATFORM))


@pytest.mark.parametrize(
    "document", [*DOCUMENTS, Shipped("platform", PLATFORM)], ids=lambda each: each.data.get("name", each.file)
)
def test_every_document_names_its_sources(document: Shipped) -> None:
    sources = document.data.get("sources")
    assert sources
    for source in sources:
        assert source["url"].startswith("https://")
        assert "..." not in source["url"]
        assert AS_OF.fullmatch(source["asOf"])
        assert source["certainty"] in {"documented", "inferred"}


@pytest.mark.parametrize("file", FILES)
def test_a_file_begins_with_its_one_connector_and_tells_of_no_other(file: str) -> None:
    documents = [document.data for document in DOCUMENTS if document.file == file]
    assert [document["kind"] for document in documents].count("Connector") == 1
    assert documents[0]["kind"] == "Connector"
    assert documents[0]["key"] == file
    assert re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", file)
    assert {document["connector"] for document in documents[1:]} <= {file}


@pytest.mark.parametrize("connector", [each["key"] for each in of_kind("Connector")])
def test_a_note_says_where_the_key_of_a_connector_comes_from(connector: str) -> None:
    notes = [source.get("note", "") for source in connector_named(connector)["sources"]]
    assert any("key" in note and ("ours" in note or "not documented" in note) for note in notes)


@pytest.mark.parametrize("connector", FILES)
@pytest.mark.parametrize("kind", ["ConnectionDefinition", "OAuthClient"])
def test_names_and_keys_are_unique_in_their_connector(connector: str, kind: str) -> None:
    documents = of_kind(kind, connector)
    names = [document["name"] for document in documents]
    keys = [document["key"] for document in documents if "key" in document]
    assert len(set(names)) == len(names)
    assert len(set(keys)) == len(keys)


def test_the_connectors_that_are_expected_are_shipped() -> None:
    expected = {"procore", "spectrum", "quickbooks-online", "salesforce", "autodesk-forma", "http", "sftp"}
    public = {"accubid", "adp", "bcf-topics", "bluebeam", "hcss", "lumber", "nanonets", "openai", "pinecone"}
    others = {"foundation", "power-bi", "ramp", "smartpm", "trimble-connect"}
    assert expected | public | others | KNOWN_BY_NAME == set(FILES)


def test_what_is_known_by_name_alone_promises_no_definitions() -> None:
    incomplete = {each["key"] for each in of_kind("Connector") if each.get("complete") is False}
    assert incomplete == KNOWN_BY_NAME
    assert not any(of_kind("ConnectionDefinition", key) for key in KNOWN_BY_NAME)


def test_the_keys_of_public_connector_json_files_lead_to_the_connectors_of_the_catalogue() -> None:
    aliases = [(alias, each["key"]) for each in of_kind("Connector") for alias in each.get("aliases", [])]
    assert {("smart-pm", "smartpm"), ("lumber-bdf65", "lumber")} <= set(aliases)
    assert ("trimble-sales-accubid", "accubid") in aliases
    assert dict(aliases) == shipped_aliases()
    assert len(dict(aliases)) == len(aliases)
    assert not {alias for alias, _ in aliases} & set(FILES)
    for alias, key in aliases:
        assert any(alias in source.get("note", "") for source in connector_named(key)["sources"])
        assert shipped(alias) == shipped(key)


@pytest.mark.parametrize("document", [*DOCUMENTS, Shipped("platform", PLATFORM)], ids=lambda each: each.file)
def test_sources_are_pages_in_english(document: Shipped) -> None:
    for source in document.data["sources"]:
        found = re.match(r"https://help\.trimble\.com/([^/]*)/", source["url"])
        assert found is None or found[1] in {"en", "en-gb", "doc"}


@pytest.mark.parametrize("document", [*DOCUMENTS, Shipped("platform", PLATFORM)], ids=lambda each: each.file)
def test_a_page_with_documented_and_inferred_facts_says_which_is_which(document: Shipped) -> None:
    marks: dict[str, set[str]] = {}
    for source in document.data["sources"]:
        marks.setdefault(source["url"], set()).add(source["certainty"])
    for source in document.data["sources"]:
        assert len(marks[source["url"]]) == 1 or source.get("note")


@each_document
def test_what_is_said_to_be_inferred_of_an_attribute_is_there(document: Shipped) -> None:
    for attribute in attributes_of(document.data):
        inferred = attribute.get("inferred", [])
        assert "isRequired" not in inferred or attribute["isRequired"]
        assert "pattern" not in inferred or "pattern" in attribute


def test_the_groups_of_spectrum_and_the_ports_of_file_servers_are_inferred() -> None:
    spectrum = ("spectrum", "Deconstructed Enhanced Authentication")
    assert "isRequired" in attribute_of(*spectrum, "companies")["inferred"]
    ports = [
        each
        for definition in of_kind("ConnectionDefinition", "sftp")
        for each in attributes_of(definition)
        if each["key"] == "port"
    ]
    assert ports
    assert all("pattern" in each["inferred"] for each in ports)


def test_the_login_hosts_of_forma_and_hcss_are_known() -> None:
    (forma,) = connector_named("autodesk-forma")["environments"]
    assert forma["loginUrl"] == "https://developer.api.autodesk.com"
    hcss = {each["name"]: each.get("loginUrl") for each in connector_named("hcss")["environments"]}
    assert hcss == {"Production": "https://api.hcssapps.com", "Test": None}


@each_document
def test_attributes_have_unique_keys_in_their_group(document: Shipped) -> None:
    groups = [document.data.get("attributes", [])]
    groups += [each["attributes"] for each in attributes_of(document.data) if "attributes" in each]
    for group in groups:
        keys = [each["key"] for each in group]
        assert len(set(keys)) == len(keys)


@each_document
def test_attributes_are_described_and_say_whether_they_are_secret(document: Shipped) -> None:
    for attribute in attributes_of(document.data):
        assert attribute["description"]
        named_so = SECRET_NAME.fullmatch(attribute["key"]) is not None
        assert attribute["isSensitive"] is named_so, f"{attribute['key']}: mend it, or SECRET_NAME"
        assert not (attribute["isSensitive"] and "default" in attribute)
        assert bool(attribute.get("attributes")) is (attribute.get("isArray", False) is True)


def test_the_header_of_an_api_key_is_no_secret() -> None:
    assert attribute_of("http", "API Key Auth", "apiKeyHeader")["isSensitive"] is False


@each_document
def test_a_pattern_has_a_message_and_an_example_that_fits(document: Shipped) -> None:
    for attribute in attributes_of(document.data):
        assert ("pattern" in attribute) is ("message" in attribute)
        if "pattern" in attribute:
            assert re.fullmatch(attribute["pattern"], str(attribute["example"]))
            assert not attribute["pattern"].startswith("^")
            assert not attribute["pattern"].endswith("$")


@each_document
def test_an_example_is_not_one_of_those_that_are_left_in_by_mistake(document: Shipped) -> None:
    for attribute in attributes_of(document.data):
        assert attribute.get("example") not in attribute.get("examples", [])


@each_document
def test_an_example_is_one_of_the_options(document: Shipped) -> None:
    for attribute in attributes_of(document.data):
        if "options" in attribute and "example" in attribute:
            assert attribute["example"] in {option["label"] for option in attribute["options"]}


@pytest.mark.parametrize(
    "definition", of_kind("ConnectionDefinition"), ids=lambda each: f"{each['connector']} {each['key']}"
)
def test_the_environments_to_choose_from_are_those_of_the_connector(definition: dict[str, Any]) -> None:
    known = {each["name"] for each in connector_named(definition["connector"]).get("environments", [])}
    asked = [
        each
        for each in definition["attributes"]
        if each["key"] == "connectionEnvironment" and "options" in each
    ]
    for attribute in asked:
        assert not known or {option["label"] for option in attribute["options"]} == known


@pytest.mark.parametrize("connector", FILES)
def test_no_two_environments_share_a_name_or_an_api_address_under_another_key_set(connector: str) -> None:
    environments = connector_named(connector).get("environments", [])
    names = [name.lower() for each in environments for name in (each["name"], *each.get("aliases", []))]
    assert len(set(names)) == len(names)
    sets: dict[str, set[str | None]] = {}
    for each in environments:
        sets.setdefault(each.get("apiUrl", each["name"]), set()).add(each.get("credentials"))
    assert all(len(found) == 1 for found in sets.values())


@pytest.mark.parametrize("client", of_kind("OAuthClient"), ids=lambda each: each["name"])
def test_a_shipped_client_is_public_and_fits_a_definition_and_an_environment(client: dict[str, Any]) -> None:
    definitions = {
        each["name"]: each["type"] for each in of_kind("ConnectionDefinition", client["connector"])
    }
    sets = {each.get("credentials") for each in connector_named(client["connector"])["environments"]}
    assert client["public"] is True
    assert definitions[client["definition"]].startswith("OAuth2")
    assert client["credentials"] in sets


def test_each_quickbooks_environment_has_a_public_client_of_its_own() -> None:
    environments = {
        each["credentials"]: each["name"] for each in connector_named("quickbooks-online")["environments"]
    }
    pairs = {
        each["name"]: environments[each["credentials"]]
        for each in of_kind("OAuthClient", "quickbooks-online")
    }
    assert pairs == {"App Xchange": "Production", "App Xchange Sandbox": "Sandbox"}


@pytest.mark.parametrize("rules", of_kind("BaseConnectionRules"), ids=lambda each: each["integration"])
def test_base_connection_rules_are_for_a_connector_with_definitions(rules: dict[str, Any]) -> None:
    assert of_kind("ConnectionDefinition", rules["connector"])


def test_of_the_vista_integration_only_the_need_for_a_base_connection_is_known() -> None:
    (rules,) = of_kind("BaseConnectionRules", "procore")
    assert rules["integration"] == "Procore + Vista (Financials)"
    assert (rules["complete"], rules["atLeastOneEnabled"], rules["baseConnections"]) == (False, True, [])


@pytest.mark.parametrize("connector", FILES)
def test_general_configuration_is_an_open_schema_that_marks_its_secrets(connector: str) -> None:
    schema = connector_named(connector).get("generalConfiguration", {})
    Draft7Validator.check_schema(schema)
    assert "required" not in schema
    assert schema.get("additionalProperties", True) is True
    for key, setting in settings_of(schema):
        assert setting["description"]
        assert setting.get("writeOnly", False) is (SECRET_NAME.fullmatch(key) is not None)


def test_procore_has_the_documented_hosts_and_key_sets() -> None:
    environments = connector_named("procore")["environments"]
    assert {
        each["name"]: (each["loginUrl"], each["apiUrl"], each["credentials"]) for each in environments
    } == PROCORE


def test_procore_traits_follow_from_its_documentation() -> None:
    traits = {each["name"]: set(each["traits"]) for each in connector_named("procore")["environments"]}
    assert {name for name, found in traits.items() if "sandbox" in found} == {
        name for name in PROCORE if "Sandbox" in name
    }
    assert {name for name, found in traits.items() if "own-company-ids" in found} == {
        "Developer Sandbox",
        "On-Demand Sandbox",
    }
    assert {name for name, found in traits.items() if "refreshed-monthly" in found} == {"Monthly Sandbox"}
    assert {name for name, found in traits.items() if "no-sandboxes" in found} == {"Federal Zone"}


@pytest.mark.parametrize(
    ("definition", "kind"),
    [
        ("Procore V2 OAuth Client Credentials Auth", "OAuth2ClientCredentials"),
        ("Procore V2 OAuth Code Flow Auth", "OAuth2CodeFlow"),
    ],
)
def test_procore_definitions_ask_for_a_company_and_an_environment(definition: str, kind: str) -> None:
    (found,) = (each for each in of_kind("ConnectionDefinition", "procore") if each["name"] == definition)
    titles = {each["title"]: (each["isRequired"], each["certainty"]) for each in found["attributes"]}
    assert found["type"] == kind
    assert titles == {"CompanyId": (True, "inferred"), "Connection Environment": (True, "inferred")}
    assert not any(
        "value" in option
        for option in attribute_of("procore", definition, "connectionEnvironment")["options"]
    )


@pytest.mark.parametrize(
    "host", connector_named("procore")["hosts"], ids=lambda each: f"{each['host']} as {each['as']}"
)
def test_the_cure_for_a_wrong_procore_host_is_a_right_one(host: dict[str, Any]) -> None:
    side = {"login": 0, "api": 1}[host["as"]]
    right = {addresses[side].removeprefix("https://") for addresses in PROCORE.values()}
    assert host["use"] in right
    assert host["host"] not in right


def test_only_hosts_that_work_for_some_are_tolerated() -> None:
    tolerated = {
        (each["host"], each["as"]) for each in connector_named("procore")["hosts"] if each.get("tolerated")
    }
    regional = {"us02.procore.com", "uk01.procore.com", "app.uk01.procore.com"}
    assert tolerated == {(host, "api") for host in regional} | {("sandbox.procore.com", "login")}


def test_no_wrong_host_is_listed_twice_for_one_use() -> None:
    for connector in of_kind("Connector"):
        uses = [(each["host"], each.get("as")) for each in connector.get("hosts", [])]
        assert len(set(uses)) == len(uses)


@pytest.mark.parametrize(
    ("path", "gives", "number"),
    [
        ("/112233/company/home/thumbnail", "company", "112233"),
        ("/562949953443325/company", "company", "562949953443325"),
        ("/companies/598134325779301/projects", "company", "598134325779301"),
        ("/webclients/host/companies/3480/projects/2653585/tools/rfis", "company", "3480"),
        ("/webclient/host/companies/3480/tools", "company", "3480"),
        ("/rest/v1.0/companies/3480/me", "company", "3480"),
        ("/2653585/project/home", "project", "2653585"),
        ("/projects/2653585/tools", "project", "2653585"),
        ("/rest/v1.1/projects/2653585", "project", "2653585"),
        ("/112233", None, None),
        ("/112233/companyhome", None, None),
        ("/12345678901234567890/company", None, None),
        ("/", None, None),
    ],
)
def test_addresses_of_procore_pages_name_a_company_or_a_project(
    path: str, gives: str | None, number: str | None
) -> None:
    found = (
        (address["gives"], match["id"])
        for address in connector_named("procore")["companyId"]["addresses"]
        if (match := re.fullmatch(address["path"], path))
    )
    assert next(found, (None, None)) == (gives, number)


@pytest.mark.parametrize(
    ("number", "zone"),
    [
        (112233, None),
        (4281379, None),
        (562949953421311, None),
        (562949953421312, "us02"),
        (562949955214786, "us02"),
        (580542139465727, "us02"),
        (580542139465728, None),
        (598134325683880, "us02"),
        (615726511554560, None),
    ],
)
def test_number_ranges_hint_at_a_procore_region(number: int, zone: str | None) -> None:
    zones = connector_named("procore")["companyId"]["zones"]
    assert next((each["name"] for each in zones if each["from"] <= number <= each["to"]), None) == zone


@pytest.mark.parametrize(
    ("value", "fits"),
    [
        ("0123456789abcdef" * 4, True),
        ("-" + "aB3_" * 10 + "xy", True),
        ("0123456789abcdef" * 4 + "\n", False),
        ("0123456789ABCDEF" * 4, False),
        ("short", False),
    ],
    ids=["64 hexadecimal digits", "43 URL-safe characters", "a line break", "capital digits", "too short"],
)
def test_procore_client_ids_have_one_of_two_forms(value: str, *, fits: bool) -> None:
    forms = connector_named("procore")["clientId"]["forms"]
    assert any(re.fullmatch(form, value) for form in forms) is fits


def test_a_uuid_is_taken_for_an_app_version_key_and_not_for_a_client_id() -> None:
    facts = connector_named("procore")["clientId"]
    uuid = "8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36"
    (mistake,) = (each for each in facts["mistaken"] if re.fullmatch(each["pattern"], uuid))
    assert mistake["is"] == "an app version key"
    assert not any(re.fullmatch(form, uuid) for form in facts["forms"])


@pytest.mark.parametrize(
    ("connector", "definition", "key", "right", "wrong"),
    [
        ("spectrum", "Deconstructed Enhanced Authentication", "companyCode", "101", "AB"),
        ("spectrum", "Deconstructed Enhanced Authentication", "companyCode", "ABC", "AB-1"),
        (
            "spectrum",
            "Deconstructed Enhanced Authentication",
            "apiRootUrl",
            "https://a.example:8482/",
            "https://a.example",
        ),
        (
            "spectrum",
            "OAuth 2.0 Client Credentials",
            "apiRootUrl",
            "https://a.example:8482",
            "https://a.example:8482/connect",
        ),
        (
            "spectrum",
            "OAuth 2.0 Client Credentials",
            "databaseConnectionString",
            "Data Source=a;MultipleActiveResultSets=True;",
            "MultipleActiveResultSets=true;Data Source=a",
        ),
        ("quickbooks-online", "OAuth2CodeFlow", "companyId", "9341450000000000", "9341 4500 0000 0000"),
        ("http", "API Key Auth", "baseUrl", "http://10.0.0.7:8080/api", "api.payroll.example"),
        (
            "http",
            "Basic Auth",
            "connectionTestEndpoint",
            "status/check?deep=1",
            "https://api.payroll.example/status",
        ),
        ("http", "Basic Auth", "connectionTestEndpoint", "/status/check", "//api.payroll.example/status"),
        ("http", "Oauth 2.0 Code Flow", "testResultStatusCode", "204", "200 OK"),
        ("sftp", "FTP", "port", "2121", "22"),
        ("sftp", "FTPS", "port", "990", "22"),
        ("sftp", "SFTP with User/Password", "port", "2222", "21"),
        ("sftp", "SFTP with User/Password", "port", "65535", "65536"),
        (
            "sftp",
            "SFTP with User/Password",
            "hostName",
            "files.payroll.example",
            "sftp://files.payroll.example/in",
        ),
        (
            "sftp",
            "SFTP with User/Password and Private Key",
            "sftpPrivateKey",
            "QmFzZTY0",
            "-----BEGIN OPENSSH PRIVATE KEY-----",
        ),
        ("adp", "CustomAuth", "clientCertBase64", "QmFzZQ==", "certificate.pfx"),
        ("hcss", "HCSS OAuth2", "scope", "heavyjob:read", "heavyjob:read, skills:read"),
    ],
)
def test_patterns_take_the_right_form_and_refuse_the_usual_slip(
    connector: str, definition: str, key: str, right: str, wrong: str
) -> None:
    pattern = attribute_of(connector, definition, key)["pattern"]
    assert re.fullmatch(pattern, right)
    assert not re.fullmatch(pattern, wrong)


@pytest.mark.parametrize("definition", of_kind("ConnectionDefinition", "sftp"), ids=lambda each: each["name"])
def test_credential_sets_hold_the_fields_of_a_single_connection(definition: dict[str, Any]) -> None:
    (group,) = (each for each in definition["attributes"] if each["key"] == "credentialSets")
    single = {each["key"] for each in definition["attributes"]} - {"credentialSets"}
    assert {each["key"] for each in group["attributes"]} - single == {
        "credentialSetIdentifier",
        "credentialSetName",
    }
    assert single <= {each["key"] for each in group["attributes"]}


def test_the_platform_gives_the_callback_and_the_default_of_the_form() -> None:
    assert (
        PLATFORM["callbackUrl"]
        == "https://api.xchange.trimble.com/app-builder/v1/oauth/authenticate/callback"
    )
    assert PLATFORM["defaultTokenUrl"] == "https://id.trimble.com/oauth/token"
    assert [each["label"] for each in PLATFORM["clientAuthentication"]] == [
        "Basic auth header",
        "Client credentials body",
    ]


def is_placeholder(value: str) -> bool:
    facts = PLATFORM["placeholders"]
    plain = {"".join(filter(str.isalnum, word)) or word for word in facts["words"]}
    squashed = "".join(filter(str.isalnum, value.lower())) or value
    return squashed in plain or any(re.fullmatch(pattern, value) for pattern in facts["patterns"])


@pytest.mark.parametrize(
    "value",
    [
        "changeme",
        "Change_Me",
        "<client-id>",
        "[company id]",
        "{tenant}",
        "YOUR_CLIENT_SECRET",
        "your-client-id",
        "yourClientId",
        "my-secret",
        "insert your key here",
        "PROCORE_CLIENT_SECRET",
        "xxx",
        "...",
        "3f0c\u2026",
        "TBD",
        "9b36d8c0" + "0f" * 28,
    ],
)
def test_placeholders_are_known(value: str) -> None:
    assert is_placeholder(value)


@pytest.mark.parametrize(
    "value",
    [
        "562949953443325",
        "Acme Builders",
        "Yourway Construction",
        "my-madrid",
        "Insertech",
        "AAA",
        "ABC_Builders",
        "0123456789abcdef" * 4,
        "https://api.procore.com",
        "${env:PROCORE_CLIENT_ID}",
        "Procore V2 OAuth Code Flow Auth",
    ],
)
def test_real_values_are_no_placeholders(value: str) -> None:
    assert not is_placeholder(value)


@pytest.mark.parametrize("regex", REGEXES)
def test_every_regular_expression_compiles_and_takes_linear_time(regex: str) -> None:
    compiled = re.compile(regex)
    units = [
        "a",
        "A",
        "0",
        "1",
        "/",
        "/1",
        "AAAA",
        "a.",
        "a ",
        "a_",
        "A_",
        "your-a",
        "https://",
        "a:1",
        "\u2026",
        ";",
        "x",
    ]
    started = time.process_time()
    for unit in units:
        text = unit * (100_000 // len(unit))
        for hostile in (
            text,
            text + "\n",
            text + "!",
            "https://" + text + "\x00",
            "/rest/v1.0/companies/1" + text + "\n",
        ):
            compiled.fullmatch(hostile)
    assert time.process_time() - started < 5


@pytest.mark.parametrize("regex", REGEXES)
def test_regular_expressions_speak_ascii_alone(regex: str) -> None:
    assert regex.isascii()
    assert not re.search(r"\\[dwsbDWSB]", regex)


@pytest.mark.parametrize("key", shipped_connectors())
def test_a_shipped_document_is_what_its_file_says_and_knows_where_that_stands(key: str) -> None:
    known, read = shipped(key), written(key)
    assert len(known) == len(read)
    for ours, theirs in zip(known, read, strict=True):
        assert repr((ours.kind, ours.data)) == repr((theirs.kind, theirs.data))
        assert (ours.index, ours.shipped, ours.base) == (theirs.index, True, None)
        assert (ours.broken, ours.findings) == (theirs.broken, theirs.findings) == (frozenset(), ())
        assert ours.source is theirs.source
        assert (ours.path, ours.root, ours.comments) == (f"catalog/{key}.yaml", theirs.root, theirs.comments)
        assert ours.locate(("kind",)) == theirs.locate(("kind",))


def test_a_shipped_document_is_at_hand_without_its_file(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("validator.catalog.written", None)
    shipped.cache_clear()
    (connector, *_) = shipped("procore")
    assert connector.get("name") == "Procore"
    assert len({each.mark for each in shipped("procore")}) == len(shipped("procore"))
    with pytest.raises(AttributeError, match="no_such_part"):
        getattr(connector, "no_such_part")  # noqa: B009 - there is none
    shipped.cache_clear()


def test_nothing_is_shipped_of_a_connector_that_nobody_knows() -> None:
    assert shipped("platform") == shipped("no-such-connector") == ()


def test_the_platform_is_what_its_file_says() -> None:
    assert repr(platform()) == repr(written("platform")[0].data)
