from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from validator.documents.kinds import KINDS
from validator.project.settings import SettingsError
from validator.project.settings_file import parse

if TYPE_CHECKING:
    from tests.conftest import Lint

RULE = "naming-convention"
CONFIG = """\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {name: Acme}
application: Ledger Sync
"""
CONNECTOR_JSON = """{
  "key": "ledger", "name": "Ledger",
  "connectionDefinitions": [{"key": "apiKey", "name": "key", "description": "A key.", "connectionType": "Standard",
    "attributes": [{"key": "apiKey", "title": "API Key", "isSensitive": true}]}]}
"""


def _found(lint: Lint, settings: str, files: dict[str, str]) -> list[tuple[str, str]]:
    report = lint({"appxlint.toml": settings, **files}, select=[RULE])
    return [(each.pointer, each.message) for each in report.diagnostics]


def test_a_name_is_held_against_the_convention_of_its_kind_alone(lint: Lint) -> None:
    settings = "names.ConnectorConfig = {pattern = 'acme-.+', message = 'begin with the team'}"
    words = '"acme" is not what names of configs look like here: begin with the team'
    assert _found(lint, settings, {"a.yaml": CONFIG}) == [("/name", words)]
    assert _found(lint, settings.replace("acme-.+", "[a-z]+"), {"a.yaml": CONFIG}) == []


def test_the_whole_name_has_to_fit(lint: Lint) -> None:
    for pattern, count in (("ac", 1), ("cme", 1), ("ac.*", 0), ("^acme$", 0)):
        settings = f"names.ConnectorConfig.pattern = '{pattern}'"
        assert len(_found(lint, settings, {"a.yaml": CONFIG})) == count


def test_what_a_config_only_refers_to_is_named_elsewhere(lint: Lint) -> None:
    settings = "names.Workspace.pattern = '-'\nnames.Application.pattern = '-'"
    assert [route for route, _ in _found(lint, settings, {"a.yaml": CONFIG})] == ["/workspace/name"]


def test_each_base_connection_has_a_name_and_the_document_around_it_has_none(lint: Lint) -> None:
    rules = (
        "apiVersion: appxlint/v1\nkind: BaseConnectionRules\nintegration: A + B\nconnector: procore\n"
        "baseConnections:\n- {name: A live}\n- {name: B}\n- {enabled: true}\n- text\n"
    )
    settings = "names.BaseConnectionRules.pattern = '.+ live'"
    assert [route for route, _ in _found(lint, settings, {"a.yaml": rules})] == ["/baseConnections/1/name"]


def test_the_definitions_of_a_connector_json_are_named_by_its_developers(lint: Lint) -> None:
    settings = "names.ConnectionDefinition.pattern = 'Ledger .+'"
    report = lint({"appxlint.toml": settings, "connector.json": CONNECTOR_JSON}, select=[RULE])
    (found,) = report.diagnostics
    assert (found.message.split(" is ")[0], found.span.start.line) == ('"key"', 3)


def test_a_name_that_is_broken_or_too_long_to_be_tried_is_left_alone(lint: Lint) -> None:
    settings = "names.ConnectorConfig.pattern = '[a-z]*[a-z]*[a-z]*-'"
    for name in ("3", "''", "[a]", "a" * 2_000):
        assert _found(lint, settings, {"a.yaml": CONFIG.replace("name: acme", f"name: {name}")}) == []


def test_a_name_that_looks_like_a_secret_is_not_said(lint: Lint) -> None:
    key = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    config = CONFIG.replace("name: acme", f"name: {key}")
    ((_, words),) = _found(lint, "names.ConnectorConfig.pattern = 'a'", {"a.yaml": config})
    assert key not in words


@pytest.mark.parametrize(
    ("text", "place", "words"),
    [
        ("names.config.pattern = 'a'", "1:7", "names has no field"),
        ("[names]\nConnectorconfig = {pattern = 'a'}", "2:1", 'did you mean "ConnectorConfig"'),
        ("[names.Workspace]\npattern = '('", "2:11", "is no regular expression"),
        ("[names.Workspace]\npattern = '(a+)+b'", "2:11", "can keep a run busy"),
        ("[names.Workspace]\nmessage = 'a'", "1:8", "pattern"),
        ("[names.Workspace]\npattren = 'a'", "2:1", 'did you mean "pattern"'),
        ("names = {Workspace = {pattern = 'a', message = 3}}", "1:48", "must be text"),
        ("names.Workspace = 'a'", "1:19", "must be a table"),
    ],
)
def test_a_convention_with_a_fault_is_told_at_its_place(text: str, place: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        parse(text, "appxlint.toml")
    assert f"{caught.value}".startswith(f"appxlint.toml:{place}: ")
    assert words in f"{caught.value}"


def test_every_kind_can_have_a_convention() -> None:
    text = "".join(f"names.{kind}.pattern = 'a'\n" for kind in KINDS)
    assert tuple(parse(text, "appxlint.toml").names) == KINDS
