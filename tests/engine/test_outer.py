from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Request
from validator.engine import outer
from validator.engine.run import run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from tests.conftest import Command
    from validator.diagnostics import Diagnostic

DEFINITION = "Procore V2 OAuth Client Credentials Auth"
CONFIG = f"""apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
integration: Procore + Larkspur (Payroll)
workspace: "Acme : Procore"
application: Larkspur Sync
connection:
  baseConnection: Larkspur live
  definition: {DEFINITION}
  oauthClient: Acme client
  details: {{companyId: 4281379, connectionEnvironment: Production}}
"""
WORKSPACE = 'apiVersion: appxlint/v1\nkind: Workspace\nname: "Acme : Procore"\n'
APPLICATION = (
    "apiVersion: appxlint/v1\nkind: Application\nname: Larkspur Sync\nsource: marketplace\n"
    "access: service-account\ninstalled: true\npermittedProjects: all\n"
)
CLIENT = (
    f"apiVersion: appxlint/v1\nkind: OAuthClient\nname: Acme client\nconnector: procore\n"
    f"definition: {DEFINITION}\nclientId: ${{env:ACME_ID}}\nclientSecret: ${{env:ACME_SECRET}}\n"
)
BASES = (
    "apiVersion: appxlint/v1\nkind: BaseConnectionRules\nintegration: Procore + Larkspur (Payroll)\n"
    "connector: procore\nbaseConnections: [{name: Larkspur live, enabled: true, "
    "sets: {details: {connectionEnvironment: Production}}}]\n"
)
SHARED = f"{WORKSPACE}---\n{APPLICATION}---\n{CLIENT}---\n{BASES}"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def _found(folder: Path, files: Mapping[str, str]) -> list[Diagnostic]:
    write_project(folder, files)
    return [each for each in run(Request(("inner",))).diagnostics if each.rule.startswith("unknown-")]


def _inner(**more: str) -> dict[str, str]:
    return {"inner/appxlint.toml": "", "inner/acme.yaml": CONFIG, "appxlint.toml": "", **more}


def test_a_finding_about_a_name_says_which_file_around_the_project_bears_it(folder: Path) -> None:
    found = _found(folder, _inner(**{"team/shared.yaml": SHARED}))
    assert [each.rule for each in found] == [
        "unknown-workspace",
        "unknown-application",
        "unknown-base-connection",
        "unknown-oauth-client",
    ]
    for each in found:
        assert each.message.endswith(" in the project inner/; team/shared.yaml, outside of it, describes it")
        assert each.help == (
            "put that document into inner/, or delete inner/appxlint.toml, "
            "which makes inner/ a project of its own"
        )


def test_the_name_that_is_there_counts_more_than_one_that_looks_like_it(folder: Path) -> None:
    near = WORKSPACE.replace("Acme", "Acne")
    found = _found(folder, _inner(**{"inner/near.yaml": near, "shared.yaml": WORKSPACE}))[0]
    assert "shared.yaml, outside of it" in found.message
    assert "did you mean" not in found.message
    assert found.fix is None


@pytest.mark.parametrize(
    "shared",
    [
        WORKSPACE.replace("Acme", "Birch"),
        WORKSPACE.replace("Workspace", "Application"),
        CLIENT.replace("connector: procore", "connector: quickbooks-online"),
        "name: [",
    ],
)
def test_another_name_kind_or_connector_is_not_what_was_sought(folder: Path, shared: str) -> None:
    found = _found(folder, _inner(**{"shared.yaml": shared}))
    assert [each.message for each in found if "outside of it" in each.message] == []


def test_a_repository_of_its_own_cannot_be_joined(folder: Path) -> None:
    found = _found(folder, {"inner/acme.yaml": CONFIG, "shared.yaml": WORKSPACE})
    assert not any("outside of it" in each.message for each in found)
    for repository in (folder, folder / "inner"):
        (repository / ".git").mkdir()
        (repository / "appxlint.toml").unlink(missing_ok=True)
    assert run(Request(("inner",))).diagnostics[0].help == "put that document into inner/"


def test_settings_of_a_pyproject_are_named_as_such(folder: Path) -> None:
    files = _inner(**{"inner/pyproject.toml": "[tool.appxlint]\n", "shared.yaml": WORKSPACE})
    del files["inner/appxlint.toml"]
    assert "take the settings out of inner/pyproject.toml, which make inner/" in _found(folder, files)[0].help


def test_only_so_many_projects_folders_and_files_around_are_looked_at(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    many = {f"before/{number:03}.yaml": WORKSPACE.replace("Acme", f"A{number}") for number in range(5)}
    files = _inner(**many, **{"shared.yaml": APPLICATION, "zoo/shared.yaml": WORKSPACE})
    for limit, value in (("MOST_FILES", 5), ("MOST_FOLDERS", 2), ("MOST_PROJECTS", 0), ("MOST_BYTES", 60)):
        with monkeypatch.context() as patched:
            patched.setattr(outer, limit, value)
            assert "outside of it" not in _found(folder, files)[0].message
    assert "zoo/shared.yaml, outside of it" in _found(folder, files)[0].message


def test_a_run_that_finds_every_name_looks_at_nothing_around_the_project(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def told(*_: object) -> None:
        raise AssertionError

    monkeypatch.setattr(outer.Around, "told", told)
    assert _found(folder, _inner(**{"inner/shared.yaml": SHARED, "shared.yaml": SHARED})) == []


def test_a_kept_answer_does_not_outlive_a_change_around_the_project(folder: Path, command: Command) -> None:
    write_project(folder, _inner(**{"shared.yaml": WORKSPACE}))
    for name, found in (("Acme", True), ("Birch", False), ("Acme", True)):
        (folder / "shared.yaml").write_text(WORKSPACE.replace("Acme", name), encoding="utf-8")
        for _ in range(2):
            ran = command("check", "--cache-dir", folder.parent / f"{folder.name}-cache", "inner")
            assert ("outside of it" in " ".join(ran.out.split())) is found
