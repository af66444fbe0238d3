"""Commands that look at many files read anew what has changed, and nothing else."""

from __future__ import annotations

from typing import TYPE_CHECKING, NoReturn

import pytest

from benchmarks.generate import generate
from tests.conftest import CACHE
from validator.cli.recalling import remembered
from validator.diagnostics import Request
from validator.documents.looks import are_noted
from validator.engine.run import load_projects

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command


@pytest.mark.parametrize("line", ["list", "secrets", "graph"])
def test_a_look_at_many_files_is_the_same_from_what_is_known(
    line: str, project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(project, 50)
    anew = command(line)
    monkeypatch.setenv(CACHE, f"{tmp_path / 'cache'}")
    assert [command(line) for _ in range(3)] == [anew] * 3
    assert len(list((tmp_path / "cache").rglob("*.files"))) == 1
    changed = next((project / "customers").glob("*.yaml"))
    changed.write_text(f"{changed.read_text('utf-8')}odd: 1\n", encoding="utf-8")
    again = command(line)
    monkeypatch.setenv(CACHE, "")
    assert again == command(line)
    assert line != "list" or again != anew


def test_what_a_look_found_out_serves_a_check(
    project: Path, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(project, 50)
    anew = command("check")
    monkeypatch.setenv(CACHE, f"{tmp_path / 'cache'}")
    assert [command(line) for line in ("graph", "list", "check")][-1] == anew


def _interrupted() -> NoReturn:
    with remembered(["."]) as known:
        load_projects(Request((".",)), known)
        raise KeyboardInterrupt


def test_a_look_that_is_interrupted_keeps_nothing(
    project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    generate(project, 50)
    monkeypatch.setenv(CACHE, f"{tmp_path / 'cache'}")
    with pytest.raises(KeyboardInterrupt):
        _interrupted()
    assert not list(tmp_path.rglob("*.files"))
    assert not are_noted()
