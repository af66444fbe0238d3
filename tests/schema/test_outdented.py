from __future__ import annotations

import pytest

from tests.support.reading import told_of

CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
unattended: true
workspace: {name: Acme}
connection: {existing: true, name: Acme}
"""


def _with(workspace: str) -> str:
    return CONFIG.replace("workspace: {name: Acme}\n", workspace)


@pytest.mark.parametrize(
    ("workspace", "keys", "line"),
    [
        ("workspace:\nname: Acme\n", '"name" belongs', 7),
        ("workspace:\nname: Acme\nregion: us\n", '"name" and "region" belong', 7),
        ("workspace:\nregion: us\nname: Acme\ntype: custom\n", '"region", "name" and "type" belong', 8),
    ],
)
def test_lines_without_their_indentation_are_one_finding_at_the_key_that_is_given_again(
    workspace: str, keys: str, line: int
) -> None:
    found = [each for each in told_of(_with(workspace)) if each.rule != "duplicate-key"]
    assert [each.words.partition(" under")[0] for each in found] == [keys]
    assert found[0].place[0] == line
    assert found[0].finding.help in {"indent it by two more spaces", "indent them by two more spaces"}


@pytest.mark.parametrize(
    "workspace",
    [
        "workspace:\nregion: us\n",
        "workspace: null\nname: Acme\n",
        "workspace: {name: Acme}\nname: Acme\n",
        "workspace:\nmetadata: {team: ours}\nname: Acme\nregion: us\n",
    ],
)
def test_other_empty_keys_and_keys_that_are_given_twice_are_told_as_what_they_are(workspace: str) -> None:
    assert not any("indented to stand there" in each.words for each in told_of(_with(workspace)))


def test_in_braces_nothing_is_indented() -> None:
    text = "{apiVersion: appxlint/v1, kind: ConnectorConfig, name: a, connector: procore, workspace: , name: b}\n"
    assert not any("indented to stand there" in each.words for each in told_of(text))
