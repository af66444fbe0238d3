from __future__ import annotations

import json
from collections import Counter
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

SECRET = "Xk29-fh3Qa_71bZ"
OLD = f"""\
apiVersion: appxlint/v1
kind: ConnectorConfig
name: acme
connector: procore
workspace: {{name: Acme, type: standrad}}
connection:
  definition: Procore V2 OAuth Client Credentials Auth
  oauthClient: Acme service account
  detials: {{companyId: 4281379, connectionEnvironment: Production}}
---
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${{env:PROCORE_CLIENT_ID}}
clientSecret: {SECRET}
tokenUrl: https://login.procore.com/oauth/token
"""
CLEAN = OLD.replace(SECRET, "${env:PROCORE_CLIENT_SECRET}")


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = write_project(tmp_path / "project", {"acme.yaml": CLEAN})
    monkeypatch.chdir(folder)
    return folder


def entries(file: Path) -> list[dict[str, object]]:
    loaded: list[dict[str, object]] = json.loads(file.read_text(encoding="utf-8"))
    return loaded


def test_an_old_project_is_green_once_its_findings_are_written_down(folder: Path, command: Command) -> None:
    assert command("check").code == 1
    ran = command("check", "--write-baseline", "known.json")
    assert ran.code == 0
    assert "no findings" in ran.out
    assert 'to use it, write baseline = "known.json" into the settings' in ran.err
    assert {each["rule"] for each in entries(folder / "known.json")} >= {"invalid-value", "unknown-field"}
    (folder / "appxlint.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    assert command("check").code == 0
    assert "to use it" not in command("check", "--write-baseline", "known.json").err


def test_it_holds_neither_lines_nor_messages_nor_values(folder: Path, command: Command) -> None:
    command("check", "--write-baseline", "known.json")
    first = (folder / "known.json").read_bytes()
    assert {key for each in entries(folder / "known.json") for key in each} <= {
        "rule",
        "path",
        "document",
        "at",
        "count",
    }
    (folder / "acme.yaml").write_text(f"# moved\n\n{CLEAN}", encoding="utf-8")
    command("check", "--write-baseline", "known.json")
    assert (folder / "known.json").read_bytes() == first


def test_a_new_finding_still_fails_and_a_mended_one_shrinks_it(folder: Path, command: Command) -> None:
    command("check", "--write-baseline", "known.json")
    (folder / "appxlint.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    (folder / "acme.yaml").write_text(CLEAN.replace("name: acme", "nam: acme"), encoding="utf-8")
    assert command("check").code == 1
    (folder / "acme.yaml").write_text(CLEAN.replace("standrad", "standard"), encoding="utf-8")
    ran = command("check")
    assert (ran.code, ran.out.count("unused-suppression")) == (0, 1)
    assert command("check", "--fail-on", "warning").code == 1
    before = len(entries(folder / "known.json"))
    command("check", "--write-baseline", "known.json")
    assert len(entries(folder / "known.json")) == before - 1
    assert command("check", "--fail-on", "warning").code == 0


def test_a_secret_is_neither_part_of_it_nor_in_it(folder: Path, command: Command) -> None:
    (folder / "acme.yaml").write_text(
        OLD.replace("name: acme", f"name: acme\n{'9f3c1b7e' * 8}: x"), encoding="utf-8"
    )
    ran = command("check", "--write-baseline", "known.json")
    text = (folder / "known.json").read_text(encoding="utf-8")
    assert ran.code == 1
    assert "literal-secret" in ran.out
    assert "2 findings left out: secrets and unreadable files are never part of a baseline" in ran.err
    assert "literal-secret" not in text
    assert SECRET not in text + ran.out + ran.err
    assert "9f3c1b7e" not in text + ran.out + ran.err


def test_it_is_written_from_the_root_wherever_the_run_starts(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    command("check", "--write-baseline", "known.json")
    first = (folder / "known.json").read_bytes()
    (folder / "inside").mkdir()
    monkeypatch.chdir(folder / "inside")
    ran = command("check", "..", "--write-baseline", "../known.json")
    assert (folder / "known.json").read_bytes() == first
    assert 'baseline = "known.json"' in ran.err


def test_nothing_is_written_where_something_could_not_be_checked(folder: Path, command: Command) -> None:
    assert command("check", "missing.yaml", ".", "--write-baseline", "known.json").code == 3
    assert not (folder / "known.json").exists()


def test_two_projects_need_two_baselines(folder: Path, command: Command) -> None:
    write_project(folder / "second", {"acme.yaml": CLEAN})
    ran = command("check", ".", "second", "--write-baseline", "known.json")
    assert (ran.code, ran.err.count("\n")) == (2, 1)
    assert not (folder / "known.json").exists()


def test_a_broken_baseline_can_be_written_anew(folder: Path, command: Command) -> None:
    (folder / "appxlint.toml").write_text('baseline = "known.json"\n', encoding="utf-8")
    (folder / "known.json").write_text("oops", encoding="utf-8")
    assert command("check").code == 2
    assert command("check", "--write-baseline", "known.json").code == 0
    assert command("check").code == 0


OTHER = "apiVersion: appxlint/v1\nkind: Workspace\nname: Brook\ntype: standrad\nmetadata: {at: 12:30}\n"


def paths_of(file: Path) -> dict[object, int]:
    return Counter(each["path"] for each in entries(file))


def test_entries_of_files_that_were_not_checked_stay(folder: Path, command: Command) -> None:
    write_project(folder, {"other.yaml": OTHER, "gone.yaml": OTHER.replace("Brook", "Cedar")})
    command("check", "--write-baseline", "known.json")
    whole = paths_of(folder / "known.json")
    assert set(whole) == {"acme.yaml", "gone.yaml", "other.yaml"}
    (folder / "other.yaml").write_text(OTHER.replace("standrad", "standard"), encoding="utf-8")
    (folder / "gone.yaml").unlink()
    ran = command("check", "other.yaml", "--write-baseline", "known.json")
    assert paths_of(folder / "known.json") == {
        "acme.yaml": whole["acme.yaml"],
        "other.yaml": whole["other.yaml"] - 1,
    }
    number = whole["acme.yaml"]
    assert f"{number} findings of them kept: of files or rules that this run did not check" in ran.err
    command("check", "--write-baseline", "known.json")
    assert paths_of(folder / "known.json")["acme.yaml"] == number


def test_entries_of_rules_that_were_not_run_stay(folder: Path, command: Command) -> None:
    write_project(folder, {"other.yaml": OTHER})
    command("check", "other.yaml", "--write-baseline", "known.json")
    first = (folder / "known.json").read_bytes()
    command("check", "other.yaml", "--select", "invalid-value", "--write-baseline", "known.json")
    assert (folder / "known.json").read_bytes() == first


def test_nothing_is_kept_twice_of_a_file_that_only_has_to_do_with_the_named_one(
    folder: Path, command: Command
) -> None:
    config, _, client = CLEAN.partition("---\n")
    write_project(folder, {"acme.yaml": config, "client.yaml": client})
    command("check", "--write-baseline", "known.json")
    first = (folder / "known.json").read_bytes()
    command("check", "client.yaml", "--write-baseline", "known.json")
    assert (folder / "known.json").read_bytes() == first


@pytest.mark.parametrize("text", ["notes\n", '{"files": []}\n', "[1]\n", "apiVersion: other/v1\n"])
def test_a_file_that_is_no_baseline_is_not_written_over(text: str, folder: Path, command: Command) -> None:
    (folder / "notes.txt").write_text(text, encoding="utf-8")
    ran = command("check", "--write-baseline", "notes.txt")
    words = "--write-baseline: notes.txt is there and no baseline; name another file, or delete it"
    assert ran == (2, "", f"appxlint: {words}\n")
    assert (folder / "notes.txt").read_text(encoding="utf-8") == text


@pytest.mark.parametrize("text", ["", "[\n]\n"])
def test_an_empty_file_may_become_a_baseline(text: str, folder: Path, command: Command) -> None:
    (folder / "known.json").write_text(text, encoding="utf-8")
    assert command("check", "--write-baseline", "known.json").code == 0
    assert entries(folder / "known.json")
