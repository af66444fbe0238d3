from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cli import check_anew
from validator.documents import looks

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def test_a_run_that_breaks_down_keeps_neither_answer_nor_notes(
    project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    def break_down(*_: object) -> None:
        raise RuntimeError

    write_project(project, {"a.yaml": WORKSPACE})
    monkeypatch.setattr(check_anew, "run", break_down)
    assert command("check", "--cache-dir", f"{tmp_path / 'cache'}").code == 70
    assert not (tmp_path / "cache").exists()
    monkeypatch.setattr(looks, "digest", None)
    looks.was_read("a.yaml", (project / "a.yaml").stat(), b"")


@pytest.mark.parametrize("more", [[], ["--no-cache"]])
def test_settings_that_cannot_be_used_end_with_2_each_time(
    more: list[str], project: Path, tmp_path: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE, "appxlint.toml": "ignore = ['nothing']\n"})
    line = ["check", "--cache-dir", f"{tmp_path / 'cache'}", *more]
    assert command(*line) == command(*line)
    assert command(*line).code == 2
    assert not (tmp_path / "cache").exists()
