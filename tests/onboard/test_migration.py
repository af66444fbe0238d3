"""General configuration moved line by line: comments go along, and nothing else changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
import yaml

from tests.onboard.test_conversion import CONFIG
from tests.onboard.worlds import around
from validator.diagnostics import UsageError
from validator.onboard.migration import migrated

if TYPE_CHECKING:
    from pathlib import Path

COMMENTED = """\
# head
apiVersion: appxlint/v1
kind: ConnectorConfig
name: spruce # its name
connector: procore
integration: Procore + Archive
workspace: {name: "Spruce : Procore <> Archive", type: standard, region: us, company: Spruce Civil}
application: {source: custom, name: Archive Export, access: service-account, installed: true, permittedProjects: all}
# above
generalConfiguration: # from before
    # keep
    realTimeActionProcessing: true # asked support
    # where
    baseUrl: "https://sandbox.procore.com" # sandbox

    # who
    clientId: ${env:SPRUCE_CLIENT_ID} # id
    clientSecret: ${env:SPRUCE_CLIENT_SECRET}
    # which
    companyId: 38114 # spruce
    # the end
unattended: true
"""
MOVED = """\
# head
apiVersion: appxlint/v1
kind: ConnectorConfig
name: spruce # its name
connector: procore
integration: Procore + Archive
workspace: {name: "Spruce : Procore <> Archive", type: standard, region: us, company: Spruce Civil}
application: {source: custom, name: Archive Export, access: service-account, installed: true, permittedProjects: all}
# above
connection: # from before
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Spruce Civil Procore developer-sandbox
  details:
    # which
    companyId: 38114 # spruce
    # where
    connectionEnvironment: Developer Sandbox # sandbox
generalConfiguration:
  # keep
  realTimeActionProcessing: true # asked support
    # the end
unattended: true
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Spruce Civil Procore developer-sandbox
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: developer-sandbox
# who
clientId: ${env:SPRUCE_CLIENT_ID} # id
clientSecret: ${env:SPRUCE_CLIENT_SECRET}
tokenUrl: https://login-sandbox.procore.com/oauth/token
"""


def moved(folder: Path, text: str, name: str = "config.yaml") -> str:
    project = around(folder, {name: text}).project
    return migrated(next(each.source for each in project.documents), project)


def test_comments_go_where_their_lines_go(tmp_path: Path) -> None:
    assert moved(tmp_path, COMMENTED) == MOVED


def test_the_result_lints_clean_where_everything_is_known(tmp_path: Path) -> None:
    text = moved(tmp_path, COMMENTED.replace('sandbox.procore.com"', 'api.procoregov.com"'))
    world = around(tmp_path / "new", {"config.yaml": text})
    found = world.everywhere(world.check({}))
    assert [each.rule for each in found] == []


def test_line_ends_are_kept(tmp_path: Path) -> None:
    assert moved(tmp_path, COMMENTED.replace("\n", "\r\n")) == MOVED.replace("\n", "\r\n")
    assert moved(tmp_path / "b", COMMENTED.rstrip("\n")) == MOVED


def test_a_mapping_in_braces_is_moved_with_the_comment_behind_it(tmp_path: Path) -> None:
    start = CONFIG.partition("generalConfiguration:")[0]
    text = (
        start
        + 'generalConfiguration: {clientId: "${env:A_ID}", clientSecret: "${env:A_SECRET}", companyId: 1} # old\n'
    )
    found = moved(tmp_path, text)
    assert "\n# old\nconnection:\n" in found
    config, client = yaml.safe_load_all(found)
    assert "generalConfiguration" not in config
    assert config["connection"]["details"] == {
        "companyId": 1,
        "connectionEnvironment": "<Production or On-Demand Sandbox>",
    }
    assert (client["clientId"], client["clientSecret"]) == ("${env:A_ID}", "${env:A_SECRET}")


def test_several_documents_are_moved_and_others_left(tmp_path: Path) -> None:
    other = "apiVersion: appxlint/v1\nkind: Workspace\nname: Other\n"
    second = CONFIG.replace("name: spruce\n", "name: birch\n")
    text = moved(tmp_path, f"---\n{CONFIG}---\n{other}---\n{second}...\n")
    kinds = [each["kind"] for each in yaml.safe_load_all(text)]
    assert kinds == ["ConnectorConfig", "Workspace", "ConnectorConfig", "OAuthClient", "OAuthClient"]
    names = [each["name"] for each in yaml.safe_load_all(text)][3:]
    assert sorted(names) == [
        "Spruce Civil Procore developer-sandbox",
        "Spruce Civil Procore developer-sandbox 2",
    ]
    configs = [each for each in yaml.safe_load_all(text) if each["kind"] == "ConnectorConfig"]
    assert [each["connection"]["oauthClient"] for each in configs] == names


def test_values_of_several_lines_go_along(tmp_path: Path) -> None:
    text = CONFIG.replace(
        "  realTimeActionProcessing: true\n",
        "  notes: |\n    one\n\n    two\n  nested:\n    deep: [1, 2] # list\n",
    )
    (config, _) = yaml.safe_load_all(moved(tmp_path, text))
    assert config["generalConfiguration"] == {"notes": "one\n\ntwo\n", "nested": {"deep": [1, 2]}}


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("generalConfiguration:\n", "generalConfiguration: &all\n"),
        ("  companyId: 38114\n", "  <<: {companyId: 38114}\n"),
        ("name: spruce\n", "metadata: {id: &id 38114}\nname: spruce\n"),
        ("\n  companyId", "\r\n  companyId"),
    ],
)
def test_what_cannot_be_moved_line_by_line_is_refused(old: str, new: str, tmp_path: Path) -> None:
    text = CONFIG.replace(old, new)
    if "metadata" in new:
        text = text.replace("companyId: 38114\n", "companyId: *id\n")
    with pytest.raises(UsageError, match=r"^\S*config\.yaml: this cannot be moved line by line"):
        moved(tmp_path, text)


def test_what_stands_before_a_value_goes_along(tmp_path: Path) -> None:
    assert "    companyId: &id 38114\n" in moved(tmp_path, CONFIG.replace("38114", "&id 38114"))


@pytest.mark.parametrize(
    ("name", "text", "words"),
    [
        (
            "config.json",
            '{"apiVersion": "appxlint/v1", "kind": "Workspace", "name": "A"}',
            "JSON has no comments",
        ),
        (
            "config.yaml",
            "apiVersion: appxlint/v1\nkind: Workspace\nname: A\n",
            "has no general configuration that",
        ),
    ],
)
def test_where_nothing_can_be_moved_that_is_told(name: str, text: str, words: str, tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=words):
        moved(tmp_path, text, name)
