from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import CACHE, write_project
from validator.cli.keeping import folder_for, shelf_for
from validator.cli.options import CheckOptions, quick_check

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def typed(*words: str) -> CheckOptions:
    read = quick_check(["check", *words])
    assert read is not None
    return read


@pytest.mark.parametrize(
    "line",
    ["-", "a.yaml -", "--fix", "--unsafe-fixes", "--diff", "--write-baseline known.json", "--no-cache"],
)
def test_nothing_is_kept_for_a_line_that_changes_files_or_reads_standard_input(
    line: str, project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    given = ["--cache-dir", f"{tmp_path / 'cache'}"]
    assert shelf_for(typed(*line.split(), *given)) is None
    command("check", *line.split(), *given, stdin=b"")
    assert not (tmp_path / "cache").exists()


def test_options_that_say_how_it_is_shown_share_an_answer(
    project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    for line in ("", "-q", "-f json", "--statistics", "--show-files --color never", "-f junit -o ../out.xml"):
        command("check", *line.split(), "--cache-dir", f"{tmp_path / 'cache'}")
    assert len(list((tmp_path / "cache").rglob("*.answer"))) == 1


@pytest.mark.parametrize(
    "line",
    [
        *("a.yaml", "--select unknown-kind", "--ignore unknown-kind", "--severity unknown-kind=info"),
        *("--fail-on never", "--project .", "--config appxlint.toml", "--as-of 2026-01-01"),
        *("--skip-foreign", "--allow-empty", "--force-exclude"),
    ],
)
def test_options_that_say_what_is_checked_do_not(
    line: str, project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    for each in ("", line):
        assert command("check", *each.split(), "--cache-dir", f"{tmp_path / 'cache'}").code == 0
    assert len(list((tmp_path / "cache").rglob("*.answer"))) == 2


def test_a_folder_in_the_repository_is_a_wrong_call_where_it_is_named_and_else_passed_over(
    project: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    said = command("check", "--cache-dir", "kept")
    assert (said.code, said.out) == (2, "")
    assert said.err.startswith("appxlint: --cache-dir: kept lies in the repository that is checked")
    monkeypatch.setenv(CACHE, "kept")
    assert command("check").code == 0
    assert folder_for(None) is None
    assert not (project / "kept").exists()


def test_another_key_is_a_wrong_call(command: Command) -> None:
    said = command("check", "--cache-key", "contents")
    words = 'appxlint: --cache-key: "contents" is none of stat and content; did you mean "content"?\n'
    assert said == (2, "", words)


def test_no_report_replaces_what_is_checked_when_the_answer_is_known(
    project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE})
    given = ["--cache-dir", f"{tmp_path / 'cache'}"]
    assert command("check", *given).code == 0
    said = command("check", *given, "--output", "a.yaml")
    assert said.code == 2
    assert (project / "a.yaml").read_text() == WORKSPACE
