from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.lsp.editing import CLIENT, CONFIG, FILES, WORKSPACE
from tests.support.clock import TODAY
from validator.engine.session import Session
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path


@pytest.fixture
def session(project: Path) -> Session:
    return Session(write_project(project, FILES), TODAY)


def rules(session: Session, name: str, contents: dict[str, str]) -> list[str]:
    given = {session.root / each: text.encode() for each, text in contents.items()}
    return [each.rule for each in session.findings([session.root / name], given) if each.path == name]


def test_nothing_is_read_twice_that_has_not_changed(
    session: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = session.load({})
    assert session.load({}) is before
    session.look()
    assert session.load({}) is before
    file = session.root / "acme.yaml"
    after = session.load({file: CONFIG.replace("4281379", "4281380").encode()})
    kept = {id(each) for each in before.project.documents} & {id(each) for each in after.project.documents}
    assert len(kept) == len(before.project.documents) - 1


def test_what_one_check_worked_out_does_not_outlive_a_change_that_it_rests_on(session: Session) -> None:
    assert "unknown-oauth-client" not in rules(session, "acme.yaml", {})
    renamed = {"client.yaml": CLIENT.replace("Acme service", "Another")}
    assert "unknown-oauth-client" in rules(session, "acme.yaml", renamed)
    assert "unknown-oauth-client" not in rules(session, "acme.yaml", {})


def test_connections_are_kept_as_long_as_only_configs_change(session: Session) -> None:
    other = session.root / "other.yaml"
    text = CONFIG.replace("name: acme", "name: other")
    first = session.load({other: text.encode()}).project
    config = next(each for each in first.configs() if each.path == "acme.yaml")
    connection = first.connection(config)
    second = session.load({other: text.replace("4281379", "4281380").encode()}).project
    assert second.connection(config) is connection
    client = session.root / "client.yaml"
    third = session.load(
        {other: text.encode(), client: CLIENT.replace("${env:ID}", "${env:X}").encode()}
    ).project
    assert third.connection(config) is not connection


def test_a_file_that_is_gone_or_new_is_seen_after_a_look(session: Session) -> None:
    session.load({})
    (session.root / "workspace.yaml").unlink()
    (session.root / "again.yaml").write_text(WORKSPACE, encoding="utf-8")
    assert "workspace.yaml" in session.load({}).ours
    session.look()
    assert session.load({}).ours >= {"again.yaml"}
    assert "workspace.yaml" not in session.load({}).ours


def test_settings_that_cannot_be_used_are_told(session: Session) -> None:
    (session.root / "appxlint.toml").write_text("exclude = 3\n", encoding="utf-8")
    with pytest.raises(SettingsError):
        session.look()


def test_settings_that_are_extended_are_looked_at_as_well(project: Path) -> None:
    odd = "apiVersion: appxlint/v1\nkind: Workspace\nname: A\nflavour: 1\n"
    own = {"own/appxlint.toml": "extends = '../team.toml'\n", "own/odd.yaml": odd}
    write_project(project, {**own, "team.toml": ""})
    session = Session(project / "own", TODAY)
    assert [each.rule for each in session.findings([project / "own/odd.yaml"], {})] == ["unknown-field"]
    (project / "team.toml").write_text("ignore = ['unknown-field']\n", encoding="utf-8")
    session.look()
    assert session.findings([project / "own/odd.yaml"], {}) == []


def test_documents_of_the_setting_catalog_count(project: Path) -> None:
    write_project(project / "own", {"appxlint.toml": "catalog = ['../more']\n", "acme.yaml": CONFIG})
    write_project(project / "more", {"client.yaml": CLIENT})
    session = Session(project / "own", TODAY)
    found = session.findings([project / "own/acme.yaml"], {})
    assert "unknown-oauth-client" not in [each.rule for each in found]
