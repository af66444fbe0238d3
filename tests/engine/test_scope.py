"""What a run speaks of, seen from a person who names files and folders, and what `exclude` leaves out of it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import SETTINGS, lint_project, places_of, write_project

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command
    from validator import Report

RULES = """apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Procore + Ledger
connector: procore
complete: true
baseConnections:
  - name: {name}
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {{oauthClient: Ledger, details: {{connectionEnvironment: Production}}}}
"""
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: {name}
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
public: true
credentials: production
"""
CONFIG = """apiVersion: appxlint/v1
kind: ConnectorConfig
name: {name}
connector: procore
integration: Procore + Ledger
workspace: {{name: "{name} : Procore <> Ledger", company: {name}}}
application: {{source: marketplace, name: Ledger, access: service-account, installed: true}}
connection:
  baseConnection: Ledger live
  details: {{companyId: {company}{more}}}
"""
PROJECT = {
    "rules.yaml": RULES.format(name="Ledger live"),
    "client.yaml": CLIENT.format(name="Ledger"),
    "acme.yaml": CONFIG.format(name="acme", company=4281379, more=""),
    "birch.yaml": CONFIG.format(name="birch", company=4281380, more=""),
}


def check(project: Path, changed: dict[str, str], *asked: str) -> Report:
    """Lint some files of the project with a few of them changed."""
    lint_project(project, {**PROJECT, **changed})
    return validator.check(asked or ["."])


def test_the_project_is_right_as_it_is(project: Path) -> None:
    assert check(project, {}).diagnostics == ()


def test_one_file_is_linted_with_the_project_as_context(project: Path) -> None:
    report = check(project, {}, "acme.yaml")
    assert report.diagnostics == ()
    assert report.files == ("acme.yaml",)
    assert (report.summary.files, report.summary.documents) == (1, 1)


def test_faults_of_files_that_were_not_named_are_not_reported(project: Path) -> None:
    changed = {"birch.yaml": PROJECT["birch.yaml"] + "flavour: 1\n"}
    assert check(project, changed, "acme.yaml").diagnostics == ()
    assert places_of(check(project, changed, "birch.yaml")) == [("birch.yaml", 11, 1, "unknown-field")]


@pytest.mark.parametrize(
    ("name", "text", "rule", "line"),
    [
        ("rules.yaml", RULES.format(name="Ledger new"), "unknown-base-connection", 9),
        (
            "rules.yaml",
            RULES.format(name="Ledger live").replace("enabled: true", "enabled: false"),
            "base-connection-disabled",
            9,
        ),
        (
            "rules.yaml",
            RULES.format(name="Ledger live").replace(
                "Environment: Production", "Environment: Production, companyId: 1"
            ),
            "base-connection-override",
            10,
        ),
        (
            "client.yaml",
            CLIENT.format(name="Ledger") + "integrations: [Procore + Vista]\n",
            "public-client-not-offered",
            10,
        ),
    ],
    ids=["renamed", "disabled", "sets more", "offered elsewhere"],
)
def test_a_changed_document_reports_the_unchanged_configs_that_it_breaks(
    name: str, text: str, rule: str, line: int, project: Path
) -> None:
    report = check(project, {name: text}, name)
    broken = [(path, at, found) for path, at, _, found in places_of(report) if path != name]
    # Whoever sets a client for all configs is told once, at the rules.
    where = ("rules.yaml",) if name == "client.yaml" else ("acme.yaml", "birch.yaml")
    assert broken == [(path, line, rule) for path in where]


def test_a_document_that_is_gone_breaks_the_configs_that_need_it(project: Path) -> None:
    changed = {"client.yaml": CLIENT.format(name="Another")}
    report = check(project, changed, "client.yaml")
    assert ("rules.yaml", 10, "unknown-oauth-client") in [
        (path, line, rule) for path, line, _, rule in places_of(report)
    ]


def test_findings_of_a_dependent_config_count_and_its_file_is_not_said_to_be_checked(project: Path) -> None:
    report = check(project, {"rules.yaml": RULES.format(name="Ledger new")}, "rules.yaml")
    assert report.summary.errors == 2
    assert report.files == ("rules.yaml",)


def test_a_name_that_is_given_twice_is_reported_whichever_file_was_named(project: Path) -> None:
    changed = {"copy.yaml": CLIENT.format(name="Ledger")}
    expected = [("copy.yaml", 3, 7, "duplicate-name")]
    assert places_of(check(project, changed, "copy.yaml")) == expected
    assert places_of(check(project, changed, "client.yaml")) == expected
    assert places_of(check(project, changed, "acme.yaml")) == []


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
    assert ran.err.startswith(f'appxlint: appxlint.toml:1:21: exclude: "{line}" is not a pattern; write ')
