"""What is sensitive, asked directly: in reports other guards stand behind this one, and hide what it misses."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.catalog import placeholders
from validator.diagnostics import Part, Request
from validator.engine.run import load_projects
from validator.project.sensitive import declared_sensitive, may_hold_undeclared, secret_comments, secrets_of

if TYPE_CHECKING:
    from pathlib import Path

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

SECRET = "Xk29-fh3Qa_71bZ"
TOKEN = "ghp_Zq3bT7xW1mKd9Rf5Hs2Lp8Vy4Nc6Jg0AeUoi"

CONNECTOR = """\
apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger
generalConfiguration:
  type: object
  properties:
    password: {type: string, writeOnly: true, default: x}
    plain: {type: string, writeOnly: false}
    unsaid: {type: string}
    odd: {type: string, writeOnly: "yes"}
    group: {type: object, properties: {inner: {type: string, writeOnly: true}}}
    several: {type: array, items: {type: object, properties: {pin: {type: string, writeOnly: true}}}}
"""
DEFINITION = """\
apiVersion: appxlint/v1
kind: ConnectionDefinition
connector: ledger
key: apiKeyAuth
name: Ledger API Key
type: Standard
attributes:
  - {key: apiKey, title: API Key, isSensitive: true}
  - {key: account, title: Account, isSensitive: false}
  - {key: unsaid, title: Unsaid, default: y}
  - {key: tier, title: Tier, isSensitive: false, default: x}
  - {key: liveEnvironment, title: Where, default: x}
  - {key: level, title: Level, options: [{label: One, value: 1}], default: 1}
  - key: entries
    title: Entries
    type: object
    isArray: true
    isSensitive: false
    attributes:
      - {key: pin, title: Pin, isSensitive: true}
      - {key: label, title: Label, isSensitive: false}
"""
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: "Acme : Ledger"}
generalConfiguration: {password: a}
connection:
  definition: Ledger API Key
  details: {apiKey: "${env:LEDGER_KEY}"}
"""
RULES = """\
apiVersion: appxlint/v1
kind: BaseConnectionRules
connector: ledger
integration: Ledger + Payroll
baseConnections:
  - {name: One, definition: Nothing known, sets: {details: {apiKey: x}}}
  - {name: Two, definition: Ledger API Key, sets: {details: {apiKey: x}}}
"""
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: procore
metadata: {clientSecret: x}
"""
TEST_SETTINGS = json.dumps(
    {
        "activeConnection": "one",
        "connections": {
            "one": {"definitionKey": "apiKeyAuth", "configuration": {"apiKey": "x", "account": "y"}},
            "two": {"definitionKey": "unknown", "configuration": {"apiKey": "x"}},
            "three": {"configuration": {"apiKey": "x"}},
        },
    }
)
FILES = {
    "client.yaml": CLIENT,
    "config.yaml": CONFIG,
    "connector.yaml": CONNECTOR,
    "definition.yaml": DEFINITION,
    "rules.yaml": RULES,
    "test-settings.json": TEST_SETTINGS,
}


def loaded(folder: Path, files: dict[str, str]) -> Project:
    (found,) = load_projects(Request((str(write_project(folder, files)),)))
    return found.project


def document_at(project: Project, name: str) -> Document:
    return next(each for each in project.documents if each.path.endswith(name))


def steps(route: str) -> Route:
    """Return the route that keys with dots between name; numbers are those of items."""
    return tuple(int(step) if step.isdigit() else step for step in route.split("."))


@pytest.mark.parametrize(
    ("name", "route", "sensitive"),
    [
        ("config.yaml", "connection.details.apiKey", True),
        ("config.yaml", "connection.details.account", False),
        ("config.yaml", "connection.details.unsaid", True),
        ("config.yaml", "connection.details.nothing", None),
        ("config.yaml", "connection.details.nothing.pin", None),
        ("config.yaml", "connection.details.entries", False),
        ("config.yaml", "connection.details.entries.3.pin", True),
        ("config.yaml", "connection.details.entries.3.label", False),
        ("config.yaml", "connection.details.entries.3.apiKey", None),
        ("config.yaml", "connection.details", None),
        ("config.yaml", "connection.name", False),
        ("config.yaml", "generalConfiguration.password", True),
        ("config.yaml", "generalConfiguration.plain", False),
        ("config.yaml", "generalConfiguration.unsaid", None),
        ("config.yaml", "generalConfiguration.odd", None),
        ("config.yaml", "generalConfiguration.nothing", None),
        ("config.yaml", "generalConfiguration.group", None),
        ("config.yaml", "generalConfiguration.group.inner", True),
        ("config.yaml", "generalConfiguration.group.inner.deeper", None),
        ("config.yaml", "generalConfiguration.several.0.pin", True),
        ("config.yaml", "generalConfiguration.several.pin", None),
        ("config.yaml", "generalConfiguration", None),
        ("rules.yaml", "baseConnections.1.sets.details.apiKey", True),
        ("rules.yaml", "baseConnections.1.sets.details.account", False),
        ("rules.yaml", "baseConnections.0.sets.details.apiKey", None),
        ("rules.yaml", "baseConnections.1.name", False),
        ("definition.yaml", "attributes.2.default", True),
        ("definition.yaml", "attributes.3.default", False),
        ("definition.yaml", "attributes.4.default", None),
        ("definition.yaml", "attributes.5.default", None),
        ("definition.yaml", "attributes.2.title", False),
        ("connector.yaml", "generalConfiguration.properties.password.default", True),
        ("connector.yaml", "generalConfiguration.properties.plain.default", False),
        ("connector.yaml", "generalConfiguration.properties.unsaid.default", None),
        ("connector.yaml", "generalConfiguration.properties.nothing.default", None),
        ("client.yaml", "clientSecret", True),
        ("client.yaml", "clientId", False),
        ("client.yaml", "metadata.clientSecret", None),
        ("client.yaml", "nothing", None),
        ("test-settings.json", "connections.one.configuration.apiKey", True),
        ("test-settings.json", "connections.one.configuration.account", False),
        ("test-settings.json", "connections.one.configuration.nothing", None),
        ("test-settings.json", "connections.two.configuration.apiKey", None),
        ("test-settings.json", "connections.three.configuration.apiKey", None),
        ("test-settings.json", "activeConnection", None),
    ],
)
def test_who_knows_a_field_says_whether_it_is_sensitive(
    name: str, route: str, sensitive: bool | None, tmp_path: Path
) -> None:
    project = loaded(tmp_path, FILES)
    assert declared_sensitive(document_at(project, name), steps(route), project) is sensitive


def test_nothing_is_declared_of_a_whole_document(tmp_path: Path) -> None:
    project = loaded(tmp_path, FILES)
    assert declared_sensitive(document_at(project, "client.yaml"), (), project) is None


def test_nothing_is_declared_of_a_connector_that_nobody_knows(tmp_path: Path) -> None:
    project = loaded(tmp_path, {"config.yaml": CONFIG})
    document = document_at(project, "config.yaml")
    for route in ("connection.details.apiKey", "generalConfiguration.password"):
        assert declared_sensitive(document, steps(route), project) is None


def secrets(folder: Path, text: str, settings: str = "") -> list[tuple[object, Part, bool | None]]:
    """Return where a workspace's metadata holds secrets, and what is declared of each."""
    head = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
    project = loaded(folder, {"appxlint.toml": settings, "a.yaml": f"{head}{text}"})
    (document,) = project.documents
    return [(each.leaf.route, each.leaf.part, each.declared) for each in secrets_of(document, project)]


def test_a_secret_is_found_as_value_and_as_key(tmp_path: Path) -> None:
    found = secrets(tmp_path, f"metadata: {{clientSecret: {SECRET}, {TOKEN}: x}}\n")
    assert found == [
        (("metadata", TOKEN), Part.KEY, None),
        (("metadata", "clientSecret"), Part.VALUE, None),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "metadata: {clientSecret: true}",
        "metadata: {clientSecret: null}",
        "metadata: {clientSecret: changeme}",
        "metadata: {clientSecret: '${env:CLIENT_SECRET}'}",
        f"metadata: {{label: {SECRET[:7]}}}",
        f"metadata: {{clientSecret-{SECRET[:4]}-{SECRET[:4]}-quarterly: x}}",
    ],
)
def test_what_holds_no_secret_is_left_alone(text: str, tmp_path: Path) -> None:
    assert secrets(tmp_path, f"{text}\n") == []


def test_a_number_can_be_a_secret(tmp_path: Path) -> None:
    found = secrets(tmp_path, "metadata: {clientSecret: 8402716359}\n")
    assert found == [(("metadata", "clientSecret"), Part.VALUE, None)]


def test_a_document_that_is_a_secret_and_nothing_else_is_one_too(tmp_path: Path) -> None:
    head = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"
    project = loaded(tmp_path, {"a.yaml": f"{head}--- {TOKEN}\n"})
    found = [each.leaf for document in project.documents for each in secrets_of(document, project)]
    assert [(leaf.route, leaf.part, leaf.node.text) for leaf in found] == [((), Part.VALUE, TOKEN)]


def test_what_is_declared_decides_what_a_value_may_be(tmp_path: Path) -> None:
    details = "{apiKey: harvest-moon, account: Xk29fh3Qa71bZpQ8, unsaid: spring-tide}"
    config = CONFIG.replace('{apiKey: "${env:LEDGER_KEY}"}', details)
    project = loaded(tmp_path, {**FILES, "config.yaml": config})
    found = secrets_of(document_at(project, "config.yaml"), project)
    assert [(each.leaf.route[-1], each.declared) for each in found] == [
        ("password", True),
        ("apiKey", True),
        ("unsaid", True),
    ]


def test_a_value_that_stands_in_many_places_is_told_once(tmp_path: Path) -> None:
    found = secrets(tmp_path, f"metadata: {{clientSecret: &s {SECRET}, password: *s}}\n")
    assert [route for route, _, _ in found] == [("metadata", "clientSecret")]


def test_a_value_may_be_a_secret_only_where_an_alias_brings_it(tmp_path: Path) -> None:
    found = secrets(tmp_path, f"metadata: {{label: &s {SECRET}, password: *s}}\n")
    assert [route for route, _, _ in found] == [("metadata", "password")]


@pytest.mark.parametrize(
    ("entry", "is_secret"),
    [
        ("{name: clientSecret, value: %s}", True),
        ("{key: clientSecret, value: %s}", True),
        ("{name: label, value: %s}", False),
        ("{name: label, key: clientSecret, value: %s}", False),
        ("{title: clientSecret, value: %s}", False),
        ("{name: clientSecret, Value: %s}", True),
        ("{name: clientSecret, text: %s}", False),
        ("{clientSecret: {value: %s}}", True),
        ("{clientSecret: {label: %s}}", False),
        ("{label: {value: %s}}", False),
        ("{clientSecret: [%s]}", True),
    ],
)
def test_what_a_value_is_called_may_stand_beside_or_above_it(
    entry: str, is_secret: bool, tmp_path: Path
) -> None:
    assert bool(secrets(tmp_path, f"metadata: {{x: {entry % SECRET}}}\n")) is is_secret


def test_a_reference_of_another_secret_manager_is_none_of_the_secrets(tmp_path: Path) -> None:
    text = f"metadata: {{clientSecret: 'kv({SECRET})'}}\n"
    assert len(secrets(tmp_path / "a", text)) == 1
    assert secrets(tmp_path / "b", text, "secret-references = ['kv[(].+[)]']\n") == []


def test_the_words_that_stand_for_a_value_come_out_of_the_catalogue() -> None:
    assert "changeme" in placeholders().words


def test_a_comment_may_hold_several_secrets(tmp_path: Path) -> None:
    other = TOKEN.replace("Z", "Y")
    text = f"apiVersion: appxlint/v1\nkind: Workspace # {TOKEN} and {other}\nname: Acme # plain\n"
    (document,) = loaded(tmp_path, {"a.yaml": text}).documents
    found = list(secret_comments(document))
    assert [each.comment.text[each.match.start : each.match.end] for each in found] == [TOKEN, other]


def test_a_word_that_stands_for_a_value_is_no_secret_of_a_comment(tmp_path: Path) -> None:
    text = "apiVersion: appxlint/v1\nkind: Workspace # clientSecret: {}\nname: Acme\n"
    files = {"a.yaml": text.format("replace-me-2024X"), "b.yaml": text.format(SECRET)}
    found = [list(secret_comments(each)) for each in loaded(tmp_path, files).documents]
    assert [len(each) for each in found] == [0, 1]


@pytest.mark.parametrize(
    ("details", "expected"),
    [
        ('{apiKey: "${env:LEDGER_KEY}"}', False),
        ("{account: sunflower}", False),
        ("{account: 17, unsaid: true}", False),
        ("{apiKey: sunflower}", True),
        ("{unsaid: sunflower}", True),
        ("{other: sunflower}", True),
        ("{entries: [{label: one}]}", False),
        ("{entries: [{pin: one}]}", True),
    ],
)
def test_what_is_not_declared_harmless_may_be_sensitive(details: str, expected: bool, project: Path) -> None:
    config = CONFIG.replace('{apiKey: "${env:LEDGER_KEY}"}', details).replace(
        "generalConfiguration: {password: a}\n", ""
    )
    write_project(project, {"a.yaml": CONNECTOR, "b.yaml": DEFINITION, "c.yaml": config})
    (loaded,) = load_projects(Request(paths=("c.yaml",)))
    (document,) = loaded.project.configs()
    assert may_hold_undeclared(document, loaded.project) is expected
