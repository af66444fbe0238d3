from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, replacement, seen
from validator.catalog import shipped, shipped_connectors
from validator.documents.kinds import DEFINITION
from validator.project.project import Project
from validator.rules import definitions

if TYPE_CHECKING:
    from tests.conftest import Lint

YAML = """
kind: ConnectionDefinition
type: {type}
attributes:
  - {{key: "{key}", title: "{title}", description: Enter it., isRequired: false, {more}}}
"""


RULES = [
    "sensitive-attribute-exposed",
    "attribute-hidden",
    "redeclared-client-field",
    "undescribed-attribute",
    "secret-default",
]


def _yaml(key: str, more: str, *, title: str = "Something", kind: str = "Standard") -> str:
    return project(YAML.format(key=key, title=title, more=more, type=kind))


def _metadata(*attributes: dict[str, Any], **more: Any) -> dict[str, str]:
    """Return a connector.json with one definition that asks for attributes."""
    asked = [
        {"title": "Something", "description": "Enter it.", "isRequired": True, **each} for each in attributes
    ]
    definition = {"key": "keyAuth", "name": "Ledger Key", "type": "Standard", "attributes": asked, **more}
    return {"connector.json": json.dumps({"key": "ledger", "connectionDefinitions": [definition]})}


@pytest.mark.parametrize(
    "key",
    [
        "clientSecret",
        "apiSecretKey",
        "password",
        "certificatePassword",
        "clientCertBase64",
        "sslCertificate",
        "sftpPrivateKey",
        "passphrase",
        "accessToken",
        "API Key",
    ],
)
def test_a_secret_that_is_not_sensitive_is_told_at_isSensitive(lint: Lint, key: str) -> None:  # noqa: N802
    report = lint(_yaml(key, "isSensitive: false"), select=RULES)
    assert [each.rule for each in report.diagnostics] == ["sensitive-attribute-exposed"]
    assert replacement(only(report)) == "true"
    assert only(report).route == ("attributes", 0, "isSensitive")


def test_its_title_may_tell_too(lint: Lint) -> None:
    report = lint(_yaml("value1", "isSensitive: false", title="Partner Api Key"), select=RULES)
    assert rules_of(report) == ["sensitive-attribute-exposed"]


@pytest.mark.parametrize(
    "key",
    [
        "clientId",
        "tokenUrl",
        "apiKeyHeader",
        "publicKey",
        "publicCertificate",
        "passwordPolicy",
        "keyName",
        "maxTokens",
        "tenant",
        "certificateAuthority",
    ],
)
def test_what_only_speaks_of_a_secret_is_none(lint: Lint, key: str) -> None:
    assert rules_of(lint(_yaml(key, "isSensitive: false"), select=RULES)) == []


@pytest.mark.parametrize("more", ["isSensitive: true", "isSensitive: false, options: [{label: A}]"])
def test_a_sensitive_secret_and_a_choice_are_left_alone(lint: Lint, more: str) -> None:
    assert rules_of(lint(_yaml("tokenKind", more), select=RULES[:1])) == []


@pytest.mark.parametrize(
    ("key", "more"),
    [
        ("connectionEnvironment", "isSensitive: true"),
        ("dataRegion", "isSensitive: true"),
        ("mode", "isSensitive: true, options: [{label: A}, {label: B}]"),
    ],
)
def test_a_hidden_choice_is_told_at_isSensitive(lint: Lint, key: str, more: str) -> None:  # noqa: N802
    report = lint(_yaml(key, more), select=RULES)
    assert [(each.rule, each.route[-1]) for each in report.diagnostics] == [
        ("attribute-hidden", "isSensitive")
    ]
    assert replacement(only(report)) == "false"


def test_a_choice_that_does_not_say_whether_it_is_sensitive_is_told_at_its_key(lint: Lint) -> None:
    report = lint(_metadata({"key": "connectionEnvironment"}), select=RULES)
    found = only(report)
    assert (found.rule, found.pointer) == ("attribute-hidden", "/connectionDefinitions/0/attributes/0/key")
    assert found.help == "add isSensitive: false"


def test_an_ordinary_attribute_may_be_hidden(lint: Lint) -> None:
    assert rules_of(lint(_metadata({"key": "tenant"}, {"key": "apiKey"}), select=RULES)) == []


@pytest.mark.parametrize(
    "key",
    [
        "clientId",
        "clientSecret",
        "tokenUrl",
        "tokenEndpoint",
        "authorizationEndpoint",
        "scope",
        "ClientAuthentication",
    ],
)
@pytest.mark.parametrize("kind", ["OAuth2CodeFlow", "OAuth2ClientCredentials"])
def test_a_field_of_the_oauth_client_is_told_at_its_key(lint: Lint, key: str, kind: str) -> None:
    report = lint(_metadata({"key": key}, type=kind), select=["redeclared-client-field"])
    assert [(each.rule, each.route[-1]) for each in report.diagnostics] == [
        ("redeclared-client-field", "key")
    ]


@pytest.mark.parametrize(("key", "kind"), [("clientId", "Standard"), ("redirectUri", "OAuth2CodeFlow")])
def test_other_definitions_and_other_fields_may_ask(lint: Lint, key: str, kind: str) -> None:
    assert rules_of(lint(_metadata({"key": key}, type=kind), select=["redeclared-client-field"])) == []


@pytest.mark.parametrize("description", ["", "  ", None])
def test_an_attribute_without_words_is_noted(lint: Lint, description: str | None) -> None:
    report = lint(_metadata({"key": "tenant", "description": description}), select=RULES)
    assert [(each.rule, each.severity.label) for each in report.diagnostics] == [
        ("undescribed-attribute", "info")
    ]


def test_fields_of_repeated_groups_are_looked_at_too(lint: Lint) -> None:
    inner = {
        "key": "password",
        "title": "Password",
        "isRequired": True,
        "isSensitive": False,
        "description": "x",
    }
    report = lint(
        _metadata({"key": "sets", "isSensitive": False, "isArray": True, "attributes": [inner]}), select=RULES
    )
    assert only(report).pointer == "/connectionDefinitions/0/attributes/0/attributes/0/isSensitive"


@pytest.mark.parametrize(
    ("key", "name", "found"),
    [
        ("oAuth2CodeFlow", "OAuth2CodeFlow", ["undescribed-attribute"]),
        ("apiKeyAuth", "API Key Auth", []),
        ("apiKeyAuth", "Ledger Key", []),
    ],
)
def test_a_name_that_repeats_its_class_is_noted(lint: Lint, key: str, name: str, found: list[str]) -> None:
    report = lint(_metadata({"key": "tenant"}, key=key, name=name), select=RULES)
    assert rules_of(report) == found


@pytest.mark.parametrize(
    ("attribute", "found"),
    [
        ({"key": "apiKey", "isSensitive": True, "default": "Xk29-fh3Qa_71bZ"}, ["secret-default"]),
        ({"key": "tenant", "default": "acme"}, ["secret-default"]),
        ({"key": "tenant", "isSensitive": True, "default": ["acme"]}, ["secret-default"]),
        ({"key": "tenant", "isSensitive": False, "default": "acme"}, []),
        ({"key": "tenant", "default": ""}, []),
        ({"key": "connectionEnvironment", "default": "Production"}, ["attribute-hidden"]),
        ({"key": "region", "isSensitive": True, "default": "eu"}, ["attribute-hidden"]),
    ],
)
def test_a_default_of_a_sensitive_attribute_is_the_one_finding(
    lint: Lint, attribute: dict[str, Any], found: list[str]
) -> None:
    report = lint(_metadata(attribute), select=[*RULES, "literal-secret"])
    assert rules_of(report) == found
    assert "Xk29" not in f"{report}"


@pytest.mark.parametrize(
    ("attribute", "more"),
    [
        ({"key": "tenant"}, ", or add isSensitive: false if everybody may see it"),
        ({"key": "tenant", "isSensitive": True}, ""),
        ({"key": "apiKey"}, ""),
    ],
)
def test_a_default_may_stay_where_only_the_mark_was_forgotten(
    lint: Lint, attribute: dict[str, Any], more: str
) -> None:
    report = lint(_metadata({**attribute, "default": "acme"}), select=["secret-default"])
    assert only(report).help == f"leave default out{more}"


def test_a_broken_attribute_is_not_spoken_of_again(lint: Lint) -> None:
    report = lint(_metadata({"key": "password", "isSensitive": "no"}), select=[*RULES, "wrong-type"])
    assert rules_of(report) == ["wrong-type"]


def test_places_are_those_of_the_file(lint: Lint) -> None:
    report = lint(_yaml("password", "isSensitive: false"), select=RULES)
    assert seen(report) == [Seen(5, 99, "error", "sensitive-attribute-exposed")]


def test_shipped_definitions_expose_nothing_and_have_no_defaults_to_hide() -> None:
    rules = (
        definitions.sensitive_attribute_exposed,
        definitions.attribute_hidden,
        definitions.secret_default,
    )
    project = Project(())
    for key in shipped_connectors():
        for document in shipped(key):
            if document.kind == DEFINITION:
                for rule in rules:
                    assert rule.check is not None
                    assert list(rule.check(document, project)) == [], document.title


def _settings_of(*types: str, general: str = "clientId", service: str = "tokenUrl") -> str:
    """Return a connector.json whose definitions have some types, and whose settings ask for something."""
    definitions = [
        {"key": f"k{at}", "name": f"n{at}", "type": kind, "attributes": []} for at, kind in enumerate(types)
    ]
    services = [
        {"name": "s", "type": "CacheWriter", "configSchema": {"properties": {service: {"type": "string"}}}}
    ]
    return json.dumps(
        {
            "key": "ledger",
            "name": "Ledger",
            "connectionDefinitions": definitions,
            "configSchema": {"required": [], "properties": {general: {"type": "string"}}},
            "modules": [{"name": "m", "key": "m", "services": services}],
        }
    )


@pytest.mark.parametrize(
    ("text", "count"),
    [
        (_settings_of("OAuth2CodeFlow"), 2),
        (_settings_of("OAuth2CodeFlow", general="tenant"), 1),
        (_settings_of("OAuth2CodeFlow", general="scope", service="clientSecret"), 0),
        (_settings_of("OAuth2CodeFlow", "Standard"), 0),
        (_settings_of(), 0),
    ],
)
def test_settings_do_not_ask_for_what_the_client_of_every_definition_holds(
    lint: Lint, text: str, count: int
) -> None:
    report = lint({"connector.json": text}, select=["redeclared-client-field"])
    assert len(report.diagnostics) == count
