"""`check --since` and `--staged` as people and hooks call them."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from tests.conftest import clean_environment, write_project
from tests.support.repository import commit, git, needs_git
from validator.cli.entry import run
from validator.render.formats import FORMATS

if TYPE_CHECKING:
    from pathlib import Path

pytestmark = needs_git

BAD = "apiVersion: appxlint/v1\nkind: Workspace\nname: {name}\nnonsense: 1\n"
GOOD = "apiVersion: appxlint/v1\nkind: Workspace\nname: {name}\n"


@pytest.fixture
def repository(project: Path) -> Path:
    """Return a project with one finding that is committed."""
    write_project(project, {"old.yaml": BAD.format(name="Old")})
    commit(project, "one")
    return project


def test_the_exit_code_and_the_last_line_are_about_what_is_new(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["check"]) == 1
    capsys.readouterr()
    for options in (["--since", "main"], ["--staged"], ["--since=HEAD", "--staged"]):
        assert run(["check", *options]) == 0
        said = capsys.readouterr()
        label = "main" if "main" in options else "HEAD"
        assert said.out.endswith(f"no new findings, 1 finding that was there at {label} not shown\n")
        assert said.err == ""
    (repository / "new.yaml").write_text(BAD.format(name="New"))
    assert run(["check", "--staged"]) == 0
    assert run(["check", "--since", "main", "--quiet"]) == 1
    said = capsys.readouterr()
    assert "new.yaml:4:1" in said.out
    assert "old.yaml" not in said.out
    assert said.out.endswith("1 new error, 1 finding that was there at main not shown\n")
    git(repository, "add", ".")
    assert run(["check", "--staged", "--fail-on", "never"]) == 0


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_shows_what_is_new_and_nothing_else(
    name: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "new.yaml").write_text(BAD.format(name="New"))
    assert run(["check", "--as-of", "2026-07-01", "--since", "main", "--format", name]) == 1
    said = capsys.readouterr()
    assert "new.yaml" in said.out
    shown = said.out if name not in {"json", "junit"} else said.out.replace('"old.yaml"', "")
    assert said.out.count("unknown-field") >= 1
    assert "old.yaml:4" not in shown
    assert "finding that was there at main not shown" in said.out + said.err


def test_a_picture_is_that_of_what_was_checked(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "new.yaml").write_text(BAD.format(name="Staged one"))
    git(repository, "add", ".")
    (repository / "new.yaml").write_text(BAD.format(name="Later one"))
    assert run(["check", "--staged", "--format", "html", "--as-of", "2026-07-01"]) == 1
    said = capsys.readouterr().out
    assert "Staged one" in said
    assert "Later one" not in said


def test_a_program_reads_what_was_compared(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    run(["check", "--since", "main", "--format", "json"])
    summary = json.loads(capsys.readouterr().out)["summary"]
    head = git(repository, "rev-parse", "HEAD")
    assert summary["since"] == {"revision": "main", "commit": head, "known": 1}
    run(["check", "--format", "json"])
    assert "since" not in json.loads(capsys.readouterr().out)["summary"]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("--since gone", '--since: git knows no revision "gone"'),
        ("--since=--all", '--since: git knows no revision "--all"'),
        ("--since=", "--since: the value is empty; leave the option out if none is meant"),
        ("--since main -", "--since: standard input is part of no repository; name the file"),
        ("--staged -", "--staged: standard input is part of no repository; name the file"),
        ("--since main --fix", "--since: fixes are made of every finding; run the fixes by themselves"),
        (
            "--staged --diff",
            "--staged: what is staged is no file that can be fixed; run the fixes by themselves",
        ),
        (
            "--staged --unsafe-fixes",
            "--staged: what is staged is no file that can be fixed; run the fixes by themselves",
        ),
        (
            "--since main --write-baseline b.json",
            "--since: a baseline holds every finding, so write it without --since",
        ),
        ("--staged --output old.yaml", "--output: old.yaml holds what is to be checked; name another file"),
    ],
)
def test_what_cannot_be_done_is_one_line(
    line: str, words: str, repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    paths = ["old.yaml"] if "--output" in line else []
    assert run(["check", *line.split(), *paths]) == 2
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", f"appxlint: {words}\n")
    assert git(repository, "status", "--porcelain") == ""


def test_a_folder_in_no_repository_and_a_machine_without_git_are_said(
    project: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    write_project(project, {"a.yaml": GOOD.format(name="A")})
    assert run(["check", "--staged"]) == 2
    assert "lies in no work tree of git" in capsys.readouterr().err
    monkeypatch.setenv("PATH", f"{project}")
    assert run(["check", "--staged"]) == 2
    assert capsys.readouterr().err.startswith("appxlint: git is not there")


def test_the_level_that_fails_is_the_staged_one(repository: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (repository / "new.yaml").write_text(BAD.format(name="New"))
    (repository / "appxlint.toml").write_text('fail-on = "never"\n')
    git(repository, "add", ".")
    (repository / "appxlint.toml").write_text("")
    assert run(["check", "--staged"]) == 0
    assert run(["check", "--since", "HEAD"]) == 1
    capsys.readouterr()


def test_an_answer_that_is_kept_is_not_taken_for_one_and_none_is_kept(
    repository: Path, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    kept = tmp_path / "kept"
    line = ["check", "--cache-dir", f"{kept}"]
    assert run([*line, "--since", "main"]) == 0
    assert not kept.exists()
    assert run(line) == 1
    assert kept.exists()
    assert run([*line, "--since", "main"]) == 0
    assert run(line) == 1
    capsys.readouterr()
    del repository


def test_settings_that_were_of_no_use_are_said_on_standard_error(
    repository: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (repository / "appxlint.toml").write_text("nonsense")
    commit(repository, "two")
    (repository / "appxlint.toml").write_text("")
    assert run(["check", "--since", "main"]) == 1
    said = capsys.readouterr().err
    assert said.startswith("appxlint: main: appxlint.toml:1:")
    assert said.endswith("; so every finding counts as new\n")


@pytest.mark.skipif(os.name == "nt", reason="the hook is a shell script")
def test_a_hook_sees_what_is_about_to_be_committed(repository: Path) -> None:
    """For `commit -a` and for a commit of some files git has the hook look at another index."""
    hook = repository / ".git/hooks/pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(f"#!/bin/sh\nexec '{sys.executable}' -m validator check --staged --format concise\n")
    hook.chmod(0o755)

    def committed(*words: str) -> tuple[int, str]:
        identity = ("-c", "user.name=a", "-c", "user.email=a@b")
        ran = subprocess.run(
            ["git", *identity, "commit", "--quiet", "--message", "x", *words],
            cwd=repository,
            env=clean_environment(),
            capture_output=True,
            check=False,
            text=True,
        )
        return ran.returncode, ran.stdout + ran.stderr

    old, new = repository / "old.yaml", repository / "new.yaml"
    old.write_text(f"# more\n{BAD.format(name='Old')}")
    new.write_text(BAD.format(name="New"))
    git(repository, "add", "new.yaml")
    assert committed("old.yaml")[0] == 0
    code, said = committed()
    assert (code, said.splitlines()[0][:20]) == (1, "new.yaml:4:1: error:")
    git(repository, "rm", "--quiet", "--cached", "new.yaml")
    old.write_text(f"{BAD.format(name='Old')}more: 1\n")
    code, said = committed("--all")
    assert (code, said.splitlines()[0][:20]) == (1, "old.yaml:5:1: error:")
    old.write_text(GOOD.format(name="Old"))
    assert committed("--all")[0] == 0
