"""The schemas for editors: what a definition settles is closed, and whatever the linter takes passes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from tests.secrets.test_references import test_the_forms_of_other_tools_look_like_references as forms
from tests.support.reading import project_of
from validator.diagnostics import Request
from validator.engine.run import load_projects
from validator.project.choices import Choices
from validator.project.editor_schema import REFERENCE, references_with, schema_with
from validator.project.index import Index
from validator.schema.portable import portable

SAMPLES = Path(__file__).parents[2] / "sample-configs"
VALID = sorted(each for each in (SAMPLES / "valid").iterdir() if each.is_dir())
PROCORE = {
    "apiVersion": "appxlint/v1",
    "kind": "ConnectorConfig",
    "name": "acme",
    "connector": "procore",
    "workspace": "Acme",
    "connection": {
        "definition": "Procore V2 OAuth Client Credentials Auth",
        "oauthClient": "Acme",
        "details": {"companyId": 4281379, "connectionEnvironment": "Production"},
    },
}
CLIENT = {
    "apiVersion": "appxlint/v1",
    "kind": "OAuthClient",
    "name": "Acme",
    "connector": "procore",
    "definition": "Procore V2 OAuth Client Credentials Auth",
    "clientId": "${env:ID}",
    "clientSecret": "${env:SECRET}",
}


def judge_of(index: Index, references: str = REFERENCE) -> Draft7Validator:
    return Draft7Validator(portable(schema_with("document.json", Choices(index), references)))


JUDGE = judge_of(Index(()))


def with_details(**details: object) -> dict[str, Any]:
    return {**PROCORE, "connection": {**PROCORE["connection"], "details": details}}  # type: ignore[dict-item]


def routes(document: dict[str, Any], judge: Draft7Validator = JUDGE) -> list[str]:
    return sorted("/".join(map(str, each.absolute_path)) for each in judge.iter_errors(document))


def test_a_right_config_and_a_right_client_pass() -> None:
    assert routes(PROCORE) == routes(CLIENT) == []


def test_a_misspelt_detail_and_an_option_that_is_none_do_not_pass() -> None:
    document = with_details(companyID=12, connectionEnvironment="Prod")
    assert routes(document) == ["connection/details", "connection/details/connectionEnvironment"]


def test_a_reference_passes_in_the_place_of_an_option() -> None:
    assert routes(with_details(companyId="${env:ID}", connectionEnvironment="${env:WHICH}")) == []


def test_a_literal_secret_does_not_pass() -> None:
    assert routes({**CLIENT, "clientSecret": "hunter2hunter2"}) == ["clientSecret"]
    http = {
        **PROCORE,
        "connector": "sftp",
        "connection": {"definition": "Username and Password", "details": {"password": "hunter2hunter2"}},
    }
    definition = Index(()).definitions("sftp")[0]
    http["connection"]["definition"] = definition.get("name")  # type: ignore[index]
    assert "connection/details/password" in routes(http)


def test_names_that_are_not_known_pass_because_they_may_stand_in_a_document_that_is_still_to_be_written() -> (
    None
):
    unknown = {**PROCORE, "connector": "in-house", "connection": {"definition": "Ours", "details": {"x": 1}}}
    assert routes(unknown) == []
    assert routes({**PROCORE, "workspace": "A new one"}) == []


def test_a_project_adds_its_own_definitions_and_base_connections() -> None:
    project = project_of(
        "kind: ConnectionDefinition\nconnector: ledger\nkey: main\nname: Main\ntype: Standard\n"
        "attributes: [{key: code, title: Code, isRequired: true, isSensitive: false}]",
        "kind: BaseConnectionRules\nintegration: Both\nconnector: ledger\n"
        "baseConnections: [{name: Live, enabled: true, definition: Main}]",
    )
    judge = judge_of(project)
    config = {**PROCORE, "connector": "ledger", "integration": "Both"}
    config["connection"] = {"baseConnection": "Live", "details": {"code": 1}}
    assert routes(config, judge) == []
    assert routes({**config, "connection": {"baseConnection": "Live", "details": {"kode": 1}}}, judge) == [
        "connection/details"
    ]
    assert routes({**config, "connection": {"definition": "Main", "details": {"kode": 1}}}, judge) == [
        "connection/details"
    ]


@pytest.mark.parametrize("folder", VALID, ids=lambda folder: folder.name)
def test_whatever_the_linter_takes_passes_too(folder: Path) -> None:
    for loaded in load_projects(Request((str(folder),))):
        judge = judge_of(loaded.project)
        for document in loaded.project.documents:
            if not document.generated:
                whole = {"apiVersion": "appxlint/v1", "kind": document.kind, **document.data}
                assert [each.message for each in judge.iter_errors(whole)] == []


@pytest.mark.parametrize("text", forms.pytestmark[0].args[1])  # type: ignore[attr-defined]
def test_every_form_of_a_reference_that_the_linter_knows_passes(text: str) -> None:
    assert re.search(REFERENCE, text)


def test_the_forms_of_a_project_pass_and_one_that_only_python_can_read_lets_everything_pass() -> None:
    assert re.search(references_with([r"key-[0-9]+"]), "key-12")
    assert not re.search(references_with([r"key-[0-9]+"]), "hunter2hunter2")
    assert references_with([r"(?P<name>x)"]) == ""


def test_nothing_that_must_not_be_shown_is_in_a_schema() -> None:
    project = project_of(
        "kind: ConnectionDefinition\nconnector: ledger\nkey: main\nname: hidden 1\ntype: Standard\nattributes: []",
        "kind: ConnectionDefinition\nconnector: ledger\nkey: other\nname: Main\ntype: Standard\n"
        "description: hidden 2\nattributes:\n"
        "- {key: code, title: hidden 3, description: hidden 4, isRequired: true, isSensitive: false,"
        " example: hidden 5}\n"
        "- {key: hidden6, title: Six, isRequired: true, isSensitive: false}\n"
        "- {key: kind, title: Kind, isRequired: true, isSensitive: false, options: [{label: hidden 7}]}\n",
        "kind: BaseConnectionRules\nintegration: hidden 8\nconnector: ledger\n"
        "baseConnections: [{name: Live, enabled: true, definition: Main}]",
        "kind: BaseConnectionRules\nintegration: Both\nconnector: ledger\n"
        "baseConnections: [{name: hidden 9, enabled: true, definition: Main}]",
        "kind: Connector\nkey: ledger\nname: hidden 10\ngeneralConfiguration: {properties: {hidden11: {type: string},"
        " port: {title: hidden 12}}}\nenvironments: [{name: hidden 13, credentials: hidden 14}]",
        "kind: Workspace\nname: hidden 15",
    )
    text = json.dumps(schema_with("document.json", Choices(project, lambda words: "hidden" in words)))
    assert '"const": "Main"' in text
    assert re.findall("hidden ?[0-9]+", text) == []
