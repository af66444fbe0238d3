from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import validator
from tests.conftest import places_of, rules_of, write_project
from validator.diagnostics import Limits
from validator.documents.parse import identified, parse
from validator.documents.source import Source
from validator.engine.lint import Linter
from validator.engine.load import assemble
from validator.project.connector_json import recognised
from validator.rules import ALL
from validator.schema.schemas import fields_of
from validator.schema.shape import check_shape

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Lint
    from validator.documents.document import Document

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: ledger
workspace: {name: "Acme : Ledger"}
connection:
  definition: Ledger API Key
  details: {apiKey: "${env:LEDGER_KEY}", connectionEnvironment: Production}
"""
ATTRIBUTES = [
    {
        "title": "API Key",
        "key": "apiKey",
        "isSensitive": True,
        "isRequired": True,
        "description": "The key of the account.",
    },
    {
        "title": "Connection Environment",
        "key": "connectionEnvironment",
        "isSensitive": False,
        "isRequired": True,
        "description": "Where the account lives.",
        "options": [{"label": "Production", "value": 1}, {"label": "Test", "value": 2}],
    },
]
DEFINITION = {
    "key": "apiKeyAuth",
    "name": "Ledger API Key",
    "description": "Signs in with a key.",
    "type": "Standard",
    "attributes": ATTRIBUTES,
}


def _metadata(**changes: Any) -> dict[str, Any]:
    """Return a connector.json as an older SDK writes it; None takes a key out."""
    whole = {
        "name": "Ledger",
        "urlPart": "ledger",
        "key": "ledger",
        "description": "Books.",
        "connectionDefinitions": [DEFINITION],
        "configSchema": {"type": "object", "properties": {"ledgerYear": {"type": "string"}}},
        "modules": [
            {"name": "Books", "urlPart": "books/v1", "key": "books-1", "services": [], "dataObjects": []}
        ],
    }
    return {key: value for key, value in {**whole, **changes}.items() if value is not None}


def _text(**changes: Any) -> str:
    return json.dumps(_metadata(**changes), indent=2)


def _documents(text: str, path: str = "connector.json") -> tuple[Document, ...]:
    return recognised(parse(Source(path, text), Limits()))


def test_it_becomes_a_connector_and_a_definition_for_each_entry() -> None:
    connector, definition = _documents(_text())
    assert (connector.kind, connector.get("key"), connector.name) == ("Connector", "ledger", "Ledger")
    assert connector.get("generalConfiguration", "type") == "object"
    assert (definition.kind, definition.get("connector")) == ("ConnectionDefinition", "ledger")
    assert (definition.get("key"), definition.name) == ("apiKeyAuth", "Ledger API Key")
    assert definition.get("attributes") == ATTRIBUTES
    assert not connector.findings
    assert not definition.findings


def test_its_parts_stand_where_the_file_has_them() -> None:
    text = _text()
    connector, definition = _documents(text)
    lines = text.splitlines()
    route = ("attributes", 1, "options", 1, "label")
    line, column = definition.locate(route)[0].start
    assert lines[line - 1][column - 1 :].startswith('"Test"')
    assert definition.in_file(route) == ("connectionDefinitions", 0, *route)
    line, column = connector.locate(("generalConfiguration", "properties", "ledgerYear", "type"))[0].start
    assert lines[line - 1][column - 1 :].startswith('"string"')
    assert connector.in_file(("generalConfiguration", "type")) == ("configSchema", "type")
    assert connector.in_file(()) == ()
    assert definition.in_file(()) == ("connectionDefinitions", 0)


def test_its_documents_hold_every_key_and_value_of_the_file_once() -> None:
    text = _text(connectionDefinitions=[DEFINITION, "stray", {**DEFINITION, "key": "other"}])
    (whole,) = parse(Source("connector.json", text), Limits())
    of_file = sorted((leaf.node.start.index, leaf.node.end.index) for leaf in whole.leaves())
    parts = _documents(text)
    assert len(parts) == 3
    assert (
        sorted((leaf.node.start.index, leaf.node.end.index) for each in parts for leaf in each.leaves())
        == of_file
    )


@pytest.mark.parametrize(
    "changes",
    [
        {"key": None},
        {"connectionDefinitions": None},
        {"configSchema": None},
        {"modules": None, "description": None},
        {"settingsSchema": {}, "sdkVersion": "1.5.1"},
        {
            "connectionDefinitions": [
                {
                    **DEFINITION,
                    "description": None,
                    "attributes": [
                        {**each, "isArray": False, "type": "string", "attributes": [], "options": None}
                        for each in ATTRIBUTES
                    ],
                }
            ]
        },
        {"connectionDefinitions": [{**DEFINITION, "type": "SomethingNew", "attributes": []}]},
    ],
    ids=[
        "no key",
        "no definitions",
        "no schema",
        "no modules",
        "newer keys",
        "newer attributes",
        "a new type",
    ],
)
def test_what_differs_between_versions_of_the_sdk_is_no_fault(changes: dict[str, Any]) -> None:
    documents = _documents(_text(**changes))
    assert documents
    assert [fault.message for each in documents for fault in each.findings] == []


def test_an_older_one_is_known_by_its_part_of_addresses() -> None:
    assert _documents(_text(key=None))[0].get("key") == "ledger"


@pytest.mark.parametrize(
    ("changes", "rule", "message"),
    [
        ({"key": 5}, "wrong-type", "key must be text"),
        ({"key": None, "urlPart": None}, "missing-field", "neither key nor urlPart"),
        ({"connectionDefinitions": {}}, "wrong-type", "connectionDefinitions must be a list"),
        ({"connectionDefinitions": ["x"]}, "wrong-type", "connectionDefinitions[1] must be a mapping"),
        (
            {"connectionDefinitions": [{**DEFINITION, "attributes": [{"key": "a"}]}]},
            "missing-field",
            'connectionDefinitions[Ledger API Key].attributes[a] lacks "title"',
        ),
        (
            {
                "connectionDefinitions": [
                    {**DEFINITION, "attributes": [{**ATTRIBUTES[0], "isRequired": "yes"}]}
                ]
            },
            "wrong-type",
            "isRequired must be true or false",
        ),
        (
            {"connectionDefinitions": [{**DEFINITION, "attributes": [{**ATTRIBUTES[0], "options": [{}]}]}]},
            "missing-field",
            'options[1] lacks "label"',
        ),
        ({"configSchema": []}, "wrong-type", "configSchema must be a mapping"),
    ],
)
def test_a_fault_of_its_shape_is_told_once_in_the_words_of_the_file(
    changes: dict[str, Any], rule: str, message: str
) -> None:
    found = [fault for each in _documents(_text(**changes)) for fault in each.findings]
    assert [fault.rule for fault in found] == [rule]
    assert message in found[0].message


def test_a_fault_of_an_entry_belongs_to_its_definition_and_is_left_out_of_its_data(lint: Lint) -> None:
    second = {**DEFINITION, "key": "second", "name": 7}
    documents = _documents(_text(connectionDefinitions=[DEFINITION, second]))
    assert [len(each.findings) for each in documents] == [0, 0, 1]
    assert documents[2].is_broken(("name",))
    report = lint({"connector.json": _text(connectionDefinitions=[DEFINITION, second])})
    (found,) = report.diagnostics
    assert (found.rule, found.pointer) == ("wrong-type", "/connectionDefinitions/1/name")


def test_a_key_given_twice_is_told_at_its_place(lint: Lint) -> None:
    text = _text().replace('"name": "Ledger",', '"name": "Ledger",\n  "name": "Books",')
    assert places_of(lint({"connector.json": text})) == [("connector.json", 3, 3, "duplicate-key")]


def test_configs_are_linted_against_its_definitions(lint: Lint) -> None:
    assert rules_of(lint({"config.yaml": CONFIG, "ledger/connector.json": _text()})) == []
    wrong = CONFIG.replace("Environment: Production", "Environment: Live").replace("apiKey", "apiKye")
    found = lint({"config.yaml": wrong, "ledger/connector.json": _text()})
    assert places_of(found) == [
        ("config.yaml", 8, 13, "unknown-detail"),
        ("config.yaml", 8, 65, "invalid-option"),
    ]


def test_without_it_the_connector_is_unknown(lint: Lint) -> None:
    assert rules_of(lint(CONFIG)) == ["unknown-connector"]


def test_an_option_may_be_given_by_its_number(lint: Lint) -> None:
    found = lint({"config.yaml": CONFIG.replace("Production", "2"), "connector.json": _text()})
    assert rules_of(found) == ["connection-environment-alias"]


def test_it_is_completed_by_a_connector_document_which_knows_the_hosts(lint: Lint) -> None:
    hosts = """apiVersion: appxlint/v1
kind: Connector
key: ledger
name: Ledger books
environments:
  - {name: Production, apiUrl: "https://api.ledger.meridian-software.com", aliases: [Live]}
"""
    config = CONFIG.replace("Environment: Production", "Environment: Live")
    files = {"config.yaml": config, "connector.json": _text(), "hosts.yaml": hosts}
    assert rules_of(lint(files)) == ["connection-environment-alias"]


@pytest.mark.parametrize("asked", ["connector.json", "hosts.yaml"])
def test_a_config_is_reported_on_when_one_of_the_two_changes(project: Path, asked: str) -> None:
    hosts = "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
    config = CONFIG.replace("apiKey:", "apiKye:")
    write_project(project, {"config.yaml": config, "connector.json": _text(), "hosts.yaml": hosts})
    assert rules_of(validator.check(asked)) == ["unknown-detail"]


def test_a_second_one_of_the_same_connector_is_a_duplicate(lint: Lint) -> None:
    other = _text(connectionDefinitions=[{**DEFINITION, "key": "x", "name": "Other"}])
    report = lint({"a/connector.json": _text(), "b/connector.json": other})
    assert places_of(report) == [("b/connector.json", 4, 10, "duplicate-name")]


@pytest.mark.parametrize("added", [5, [], {}, "(", "(a+)+b", "a{99999999999}", "(?P<x"])
def test_a_pattern_that_was_added_and_cannot_be_used_is_told_at_its_place(added: object, lint: Lint) -> None:
    code = {
        **ATTRIBUTES[1],
        "key": "code",
        "title": "Code",
        "isRequired": False,
        "options": [],
        "pattern": added,
    }
    definition = {**DEFINITION, "attributes": [*ATTRIBUTES, code]}
    config = CONFIG.replace("details: {", f"details: {{code: {'a' * 50}c, ")
    report = lint({"connector.json": _text(connectionDefinitions=[definition]), "acme.yaml": config})
    (found,) = report.diagnostics
    assert found.rule == ("invalid-value" if isinstance(added, str) else "wrong-type")
    assert found.pointer == "/connectionDefinitions/0/attributes/2/pattern"


def test_a_pattern_and_its_words_that_were_added_judge_a_detail(lint: Lint) -> None:
    code = {
        **ATTRIBUTES[1],
        "key": "code",
        "options": [],
        "pattern": "[A-Z]{3}",
        "message": "write three letters",
    }
    definition = {**DEFINITION, "attributes": [*ATTRIBUTES, code]}
    files = {
        "connector.json": _text(connectionDefinitions=[definition]),
        "acme.yaml": CONFIG.replace("details: {", "details: {code: ABCD, "),
    }
    assert [(each.rule, each.help) for each in lint(files).diagnostics] == [
        ("invalid-detail", "write three letters")
    ]


def test_a_definition_that_no_config_uses_is_usual_there(lint: Lint) -> None:
    more = [DEFINITION, {**DEFINITION, "key": "other", "name": "Ledger Password"}]
    assert rules_of(lint({"config.yaml": CONFIG, "connector.json": _text(connectionDefinitions=more)})) == []


@pytest.mark.parametrize("content", ["{}", "[]", '"text"', '{"name": "x", "port": 80}', ""])
def test_one_of_another_shape_is_foreign(project: Path, content: str) -> None:
    write_project(project, {"connector.json": content, "test-settings.json": content, "config.yaml": CONFIG})
    assert rules_of(validator.check(".")) == ["unknown-connector"]
    assert rules_of(validator.check("connector.json")) == ["unknown-kind"]
    assert rules_of(validator.check("connector.json", skip_foreign=True)) == []


@pytest.mark.parametrize("name", ["metadata.json", "my-connector.json", "connector.yaml"])
def test_a_file_of_another_name_is_none(project: Path, name: str) -> None:
    write_project(project, {name: _text(), "config.yaml": CONFIG})
    assert rules_of(validator.check(".")) == ["unknown-connector"]


def test_one_that_cannot_be_read_is_told_and_nothing_is_called_unknown_meanwhile(lint: Lint) -> None:
    broken = _text().replace('"name": "Ledger",', '"name": "Ledger"', 1)
    report = lint({"config.yaml": CONFIG, "connector.json": broken})
    assert places_of(report) == [("connector.json", 3, 3, "yaml-syntax")]


def test_secrets_of_every_part_are_found_once(lint: Lint) -> None:
    token = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    entry = {
        **DEFINITION,
        "attributes": [{**ATTRIBUTES[0], "description": f"such as {token}"}, ATTRIBUTES[1]],
    }
    modules = [{"key": "m", "services": [{"name": token}]}]
    report = lint({"connector.json": _text(connectionDefinitions=[entry], modules=modules, anything=token)})
    assert rules_of(report) == ["literal-secret"] * 3
    assert token not in f"{report}"


TEST_SETTINGS = {
    "testSettings": {
        "activeConnection": "apiKeyAuth",
        "connections": [{"definitionKey": "apiKeyAuth", "configuration": {"apiKey": "Xk29-fh3Qa_71bZ"}}],
        "connectorRegistration": {"ledgerYear": "2026"},
    }
}


@pytest.mark.parametrize("shape", [TEST_SETTINGS, TEST_SETTINGS["testSettings"]], ids=["wrapped", "bare"])
def test_settings_of_local_runs_are_searched_for_secrets_alone(lint: Lint, shape: dict[str, Any]) -> None:
    report = lint({"test-settings.json": json.dumps({**shape, "kind": "Nothing", "attributes": [1]})})
    assert rules_of(report) == ["literal-secret"]
    assert "Xk29" not in f"{report}"


def test_settings_of_local_runs_that_cannot_be_read_make_nothing_unknown_unsaid(lint: Lint) -> None:
    report = lint({"test-settings.json": '{"testSettings": {,}}', "config.yaml": CONFIG})
    assert rules_of(report) == ["unknown-connector", "yaml-syntax"]


@pytest.mark.parametrize(
    ("key", "sensitive", "found"), [("account", True, 1), ("account", False, 0), ("apiKey", False, 0)]
)
def test_what_a_definition_says_of_a_field_counts_in_settings_of_local_runs(
    lint: Lint, key: str, sensitive: bool, found: int
) -> None:
    attribute = {
        "key": key,
        "title": "Account",
        "description": "x",
        "isRequired": True,
        "isSensitive": sensitive,
    }
    run = {"definitionKey": "apiKeyAuth", "configuration": {key: "meridian-7"}}
    files = {
        "connector.json": _text(connectionDefinitions=[{**DEFINITION, "attributes": [attribute]}]),
        "test-settings.json": json.dumps(
            {"testSettings": {"connections": [run, {"configuration": {"a": 1}}]}}
        ),
    }
    assert rules_of(lint(files, select=["literal-secret"])) == ["literal-secret"] * found


NAMES = st.sampled_from(
    [
        "key",
        "name",
        "type",
        "title",
        "attributes",
        "options",
        "label",
        "isSensitive",
        "default",
        "properties",
        "items",
        "$ref",
        "required",
        "urlPart",
        "connector",
        "environments",
        "apiKey",
        "pattern",
        "minimum",
        "enum",
        "allOf",
    ]
)
VALUES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers(-3, 3)
    | st.sampled_from(["", "x", "#", "#/properties", "string", "Test"]),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=4),
    max_leaves=20,
)


@settings(deadline=None)
@given(VALUES, VALUES, VALUES, VALUES)
def test_no_content_makes_a_rule_fail(definitions: Any, schema: Any, modules: Any, values: Any) -> None:
    metadata = {"key": "x", "connectionDefinitions": definitions, "configSchema": schema, "modules": modules}
    config = {
        "apiVersion": "appxlint/v1",
        "kind": "ConnectorConfig",
        "name": "acme",
        "connector": "x",
        "workspace": {"name": "Acme"},
        "generalConfiguration": values,
    }
    own = identified(parse(Source("config.json", json.dumps(config)), Limits()), fields_of)
    assert own
    documents = [check_shape(each) for each in (*own, *_documents(json.dumps(metadata)))]
    project = assemble(documents)
    for found in Linter(project, ALL).lint_all(documents):
        assert found.message
