"""What `exclude` leaves out, seen from a person who names files and folders."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import SETTINGS, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = (
    "apiVersion: appxlint/v1\nkind: Workspace\nname: {name}\ntype: standard\nregion: us\ncompany: Acme\n"
)
NAMES = (
    "a.yaml",
    "drafts/b.yaml",
    "drafts/deep/c.yaml",
    "drafts/drafts/d.yaml",
    "named/drafts/e.yaml",
    "named/f.yaml",
    "old/2019/g.yaml",
)


def setting(*patterns: str) -> str:
    return f"exclude = {json.dumps(patterns)}\n"


def write(folder: Path, *patterns: str, names: tuple[str, ...] = NAMES) -> Path:
    """Write a project of one workspace a file that excludes some patterns."""
    files = {name: WORKSPACE.format(name=name) for name in names}
    return write_project(folder, {SETTINGS: setting(*patterns), **files})


def checked(*arguments: str | Path, force: bool = False, root: Path | None = None) -> tuple[str, ...]:
    report = validator.check(arguments, force_exclude=force, project=root)
    assert not report.problems
    return report.files


@pytest.mark.parametrize(
    ("patterns", "named", "files"),
    [
        (["drafts"], ".", ["a.yaml", "named/f.yaml", "old/2019/g.yaml"]),
        (["/drafts"], ".", ["a.yaml", "named/drafts/e.yaml", "named/f.yaml", "old/2019/g.yaml"]),
        (["drafts"], "drafts/b.yaml", ["drafts/b.yaml"]),
        (["drafts"], "drafts", ["drafts/b.yaml", "drafts/deep/c.yaml"]),
        (["drafts/"], "drafts/deep", ["drafts/deep/c.yaml"]),
        (["/drafts"], "drafts", ["drafts/b.yaml", "drafts/deep/c.yaml", "drafts/drafts/d.yaml"]),
        (["drafts"], "named", ["named/f.yaml"]),
        (["named/drafts"], "named", ["named/f.yaml"]),
        (["named", "drafts"], "named", ["named/f.yaml"]),
        (["named", "named/drafts/"], "named", ["named/f.yaml"]),
        (["*.yaml"], "named", []),
        (["named/*.yaml"], "named", ["named/drafts/e.yaml"]),
        (["old/**"], "old", ["old/2019/g.yaml"]),
        (["old/**"], "old/2019", ["old/2019/g.yaml"]),
        (["old/*"], "old", ["old/2019/g.yaml"]),
        (["old/2019"], "old", []),
        (["*"], "old", ["old/2019/g.yaml"]),
        (["*"], ".", []),
        (["/*", "!/named/"], ".", ["named/drafts/e.yaml", "named/f.yaml"]),
        (["/*", "!/named/", "drafts"], "named", ["named/f.yaml"]),
        (["**/deep"], "drafts/deep", ["drafts/deep/c.yaml"]),
        (["drafts"], "drafts/*.yaml", ["drafts/b.yaml"]),
        (["drafts"], "d*", ["drafts/b.yaml", "drafts/deep/c.yaml"]),
    ],
)  # fmt: skip
def test_patterns_speak_of_what_lies_below_a_named_folder(
    patterns: list[str], named: str, files: list[str], project: Path
) -> None:
    write(project, *patterns)
    assert list(checked(named)) == files
    if "*" not in named:
        assert list(checked(project / named)) == files


def test_a_folder_that_somebody_works_in_is_named_too(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write(project, "drafts")
    monkeypatch.chdir(project / "drafts")
    assert checked(".") == ("b.yaml", "deep/c.yaml")


def test_each_named_folder_counts_by_itself(project: Path) -> None:
    write(project, "drafts", "old")
    assert checked(".", "old") == ("a.yaml", "named/f.yaml", "old/2019/g.yaml")
    assert checked("drafts/deep", ".") == ("a.yaml", "drafts/deep/c.yaml", "named/f.yaml")


def test_patterns_start_from_the_settings_wherever_the_walk_begins(project: Path) -> None:
    write(project / "team" / "one", "/drafts", "named/f.yaml")
    found = [f"team/one/{name}" for name in ("a.yaml", "named/drafts/e.yaml", "old/2019/g.yaml")]
    assert list(checked(".")) == found
    assert list(checked("team")) == found
    assert list(checked("team/one")) == found
    assert checked("team/one/named") == ("team/one/named/drafts/e.yaml",)


def test_each_project_speaks_of_its_own_files(project: Path) -> None:
    write(project / "one", "drafts", names=("drafts/a.yaml", "b.yaml"))
    write(project / "two", "b.yaml", names=("drafts/a.yaml", "b.yaml"))
    assert checked(".") == ("one/b.yaml", "two/drafts/a.yaml")
    assert checked("one", "two/b.yaml") == ("one/b.yaml", "two/b.yaml")


def test_a_project_inside_another_is_left_out_as_a_folder_of_it(project: Path) -> None:
    write(project, "vendored/", "c.yaml", names=("a.yaml", "c.yaml"))
    write(project / "vendored" / "one", names=("b.yaml", "c.yaml"))
    assert checked(".") == ("a.yaml",)
    for named in ("vendored", "vendored/one"):
        assert checked(named) == ("vendored/one/b.yaml", "vendored/one/c.yaml")
    assert checked("vendored/one/b.yaml") == ("vendored/one/b.yaml",)
    assert checked(".", "vendored/one/b.yaml", force=True) == ("a.yaml",)


def test_settings_around_a_project_are_read_only_where_the_walk_comes_through_them(project: Path) -> None:
    write_project(project, {SETTINGS: "exclued = []\n"})
    write(project / "one", names=("a.yaml",))
    assert checked("one", "one/a.yaml") == ("one/a.yaml",)
    with pytest.raises(validator.SettingsError):
        checked(".")


def test_a_given_root_is_where_patterns_start_and_speaks_of_nothing_outside(project: Path) -> None:
    write(project / "one", "b.yaml", names=("b.yaml", "sub/a.yaml", "sub/b.yaml"))
    write(project / "two", "b.yaml", names=("b.yaml",))
    root = project / "one"
    assert checked("one", root=root) == ("one/sub/a.yaml",)
    assert checked("one/sub", root=root) == ("one/sub/a.yaml",)
    assert checked("two", root=root) == ("two/b.yaml",)


def test_the_rest_of_a_project_is_read_around_a_named_file_but_for_what_is_excluded(project: Path) -> None:
    write(project, "drafts", names=("a.yaml",))
    for name in ("drafts/b.yaml", "drafts/c.yaml"):
        write_project(project, {SETTINGS: setting("drafts"), name: WORKSPACE.format(name="a.yaml")})
    same = [each.path for each in validator.check("drafts/b.yaml", select=["duplicate-name"]).diagnostics]
    assert same == ["drafts/b.yaml"]
    assert not validator.check(".", select=["duplicate-name"]).diagnostics


@pytest.mark.parametrize(
    ("patterns", "named", "files"),
    [
        (["drafts"], ["drafts/b.yaml", "a.yaml"], ["a.yaml"]),
        (["drafts"], ["drafts"], []),
        (["drafts"], ["drafts/deep"], []),
        (["old/**"], ["old/2019/g.yaml", "old"], []),
        (["*.yaml"], ["a.yaml"], []),
        (["other"], ["drafts", "a.yaml"], ["a.yaml", *NAMES[1:4]]),
        (["named/f.yaml"], ["named"], ["named/drafts/e.yaml"]),
    ],
)
def test_a_forced_pattern_speaks_of_what_is_named_as_well(
    patterns: list[str], named: list[str], files: list[str], project: Path
) -> None:
    write(project, *patterns)
    assert list(checked(*named, force=True)) == files
    assert list(checked(*(project / each for each in named), force=True)) == files


def test_a_forced_pattern_passes_over_a_wrong_file_in_silence(project: Path, command: Command) -> None:
    write_project(project, {SETTINGS: setting("drafts"), "drafts/a.yaml": "kind: [", "b.yaml": "kind: ["})
    assert command("check", "drafts/a.yaml").code == 1
    ran = command("check", "--force-exclude", "--allow-empty", "drafts/a.yaml")
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.startswith("0 files, 0 documents")
    both = command("check", "--force-exclude", "drafts/a.yaml", "b.yaml")
    assert both.code == 1
    assert "drafts" not in both.out + both.err


def test_a_run_in_which_all_was_excluded_has_checked_nothing(project: Path, command: Command) -> None:
    write(project, "drafts")
    assert command("check", "--force-exclude", "drafts/b.yaml").code == 3
    assert command("check", "--force-exclude", "--allow-empty", "drafts/b.yaml").code == 0
    gone = command("check", "--force-exclude", "--allow-empty", "drafts/gone.yaml")
    assert gone.code == 3


def test_standard_input_is_passed_over_where_its_name_is_excluded(project: Path, command: Command) -> None:
    write(project, "drafts")
    arguments = ("check", "-", "--stdin-filename", "drafts/b.yaml")
    assert command(*arguments, stdin=b"kind: [").code == 1
    assert command(*arguments, "--force-exclude", "--allow-empty", stdin=b"kind: [").code == 0


@pytest.mark.parametrize("line", ["!", "archive\\"])
@pytest.mark.parametrize("named", [".", "a.yaml"])
def test_an_entry_that_is_no_pattern_is_a_fault_of_the_settings(
    line: str, named: str, project: Path, command: Command
) -> None:
    write(project, "fine/", line)
    ran = command("check", named)
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f'appxlint: exclude: "{line}" is not a pattern; write ')
