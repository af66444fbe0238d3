from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

BAD = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\nregion: US\n"


@pytest.fixture(autouse=True)
def folder(project: Path) -> Path:
    return write_project(project, {"a.yaml": BAD})


@pytest.mark.parametrize("fixing", ["--fix", "--unsafe-fixes", "--diff"])
def test_a_baseline_is_not_written_in_the_run_that_fixes(fixing: str, folder: Path, command: Command) -> None:
    ran = command("check", fixing, "--write-baseline=known.json")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith("appxlint: --write-baseline: fix first")
    assert (folder / "a.yaml").read_text(encoding="utf-8") == BAD
    assert not (folder / "known.json").exists()


def test_a_plain_check_changes_no_file_and_each_fixing_option_does_its_own(
    folder: Path, command: Command
) -> None:
    assert command("check", "--format=concise").out.startswith("a.yaml:4:9: error: invalid-value: ")
    assert "+region: us" in command("check", "--diff").out
    assert (folder / "a.yaml").read_text(encoding="utf-8") == BAD
    assert command("check", "--fix").code == 0
    assert (folder / "a.yaml").read_text(encoding="utf-8") == BAD.replace("US", "us")


def test_a_line_that_is_wrong_in_one_option_writes_nothing(folder: Path, command: Command) -> None:
    for wrong in ("--format=jsn", "--fail-on=errors", "--as-of=today"):
        assert command("check", "--fix", wrong).code == 2
    assert (folder / "a.yaml").read_text(encoding="utf-8") == BAD
