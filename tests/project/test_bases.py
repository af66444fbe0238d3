from __future__ import annotations

import itertools
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.diagnostics import Severity
from validator.project.bases import DEEPEST
from validator.project.settings import Settings, SettingsError, load

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


def _loaded(folder: Path, files: dict[str, str]) -> Settings:
    return load(write_project(folder, files))


def test_what_a_file_does_not_say_is_as_the_one_says_that_it_extends(tmp_path: Path) -> None:
    settings = _loaded(
        tmp_path,
        {
            "appxlint.toml": "extends = 'shared/team.toml'\nignore = ['wrong-type']\nfail-on = 'info'\n",
            "shared/team.toml": "ignore = ['unknown-field']\nfail-on = 'never'\nsecret-expiry-days = 9\n",
        },
    )
    assert settings.ignore == ("wrong-type",), "a list counts as a whole"
    assert settings.fail_on is Severity.INFO
    assert settings.secret_expiry_days == 9


def test_tables_are_laid_over_each_other_entry_by_entry(tmp_path: Path) -> None:
    settings = _loaded(
        tmp_path,
        {
            "appxlint.toml": """
                extends = "team.toml"
                severity = {wrong-type = "info"}
                limits.depth = 9
                [per-file-ignores]
                "a/*" = {wrong-type = "ours"}
                """,
            "team.toml": """
                severity = {wrong-type = "warning", unknown-field = "warning"}
                limits = {depth = 5, nodes = 7}
                [per-file-ignores]
                "a/*" = {unknown-field = "theirs"}
                "b/*" = ["wrong-type"]
                """,
        },
    )
    assert settings.severity == {"wrong-type": Severity.INFO, "unknown-field": Severity.WARNING}
    assert (settings.limits.depth, settings.limits.nodes) == (9, 7)
    assert settings.per_file_ignores == {"a/*": {"wrong-type": "ours"}, "b/*": {"wrong-type": ""}}


def test_of_several_the_last_counts_most_and_a_file_more_than_what_it_extends(tmp_path: Path) -> None:
    settings = _loaded(
        tmp_path,
        {
            "appxlint.toml": "extends = ['one.toml', 'two.toml']\n",
            "one.toml": "ignore = ['wrong-type']\nbaseline = 'one.json'\n",
            "two.toml": "extends = 'three.toml'\nignore = ['unknown-field']\n",
            "three.toml": "ignore = ['yaml-syntax']\nbaseline = 'three.json'\nexclude = ['old/']\n",
        },
    )
    assert (settings.ignore, settings.baseline) == (("unknown-field",), "three.json")
    assert settings.exclude == ("old/",)


def test_a_path_starts_at_the_file_that_says_it(tmp_path: Path) -> None:
    files = {
        "team/appxlint.toml": "extends = '../shared/a.toml'\n",
        "shared/a.toml": "extends = 'deep/b.toml'\n",
        "shared/deep/b.toml": "ignore = ['wrong-type']\n",
    }
    write_project(tmp_path, files)
    assert load(tmp_path / "team").ignore == ("wrong-type",)
    assert load(tmp_path, tmp_path / "team/appxlint.toml").ignore == ("wrong-type",)


def test_a_pyproject_is_extended_by_its_table(tmp_path: Path) -> None:
    files = {
        "appxlint.toml": "extends = 'shared/pyproject.toml'\n",
        "shared/pyproject.toml": "[project]\nname = 'x'\n[tool.appxlint]\nignore = ['wrong-type']\n",
    }
    assert _loaded(tmp_path, files).ignore == ("wrong-type",)


def test_the_catalogue_that_a_base_names_lies_beside_the_base(project: Path, command: Command) -> None:
    connector = "apiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
    config = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: ledger\nworkspace: {name: A}\n"
    )
    write_project(
        project,
        {
            "shared/base.toml": "catalog = ['connectors']\n",
            "shared/connectors/ledger.yaml": connector,
            "own/appxlint.toml": "extends = '../shared/base.toml'\n",
            "own/a.yaml": config,
        },
    )
    assert command("check", "own", "--select", "unknown-connector").code == 0
    write_project(project, {"shared/base.toml": "\ncatalog = ['gone']\n"})
    ran = command("check", "own")
    place = "appxlint: own/appxlint.toml:1:11: extends: shared/base.toml:2:12: catalog: there is no file"
    assert ran.code == 2
    assert ran.err.startswith(place)


def test_patterns_and_the_baseline_of_a_base_are_about_the_project(project: Path, command: Command) -> None:
    odd = f"{WORKSPACE}flavour: 1\n"
    write_project(
        project,
        {
            "shared/base.toml": "exclude = ['old/']\nbaseline = 'known.json'\n"
            "per-file-ignores = {'new/*' = ['unknown-field']}\n",
            "own/appxlint.toml": "extends = '../shared/base.toml'\n",
            "own/known.json": "[\n]\n",
            "own/old/a.yaml": odd,
            "own/new/b.yaml": odd.replace("Acme", "Bolt"),
        },
    )
    ran = command("check", "own")
    assert (ran.code, ran.err) == (0, "")
    assert "1 file" in ran.out


FAULTS = [
    (
        {"appxlint.toml": "extends = 'gone.toml'\n"},
        'appxlint.toml:1:11: extends: there is no file "gone.toml"',
    ),
    (
        {"appxlint.toml": "extends = [\n  'a.toml',\n  'gone.toml',\n]\n", "a.toml": ""},
        'appxlint.toml:3:3: extends: there is no file "gone.toml"',
    ),
    (
        {"pyproject.toml": "[tool.appxlint]\nextends = 'gone.toml'\n"},
        'pyproject.toml:2:11: extends: there is no file "gone.toml"',
    ),
    (
        {"appxlint.toml": "extends = 'a.toml'\n", "a.toml": "\nextends = 'gone.toml'\n"},
        'a.toml:2:11: extends: there is no file "gone.toml"',
    ),
    (
        {"appxlint.toml": "extends = 'sub'\n", "sub/a.toml": ""},
        "appxlint.toml:1:11: extends: sub: the settings cannot be read",
    ),
    (
        {"appxlint.toml": "extends = 'a.toml'\n", "a.toml": "\nselct = []\n"},
        'appxlint.toml:1:11: extends: a.toml:2:1: the settings have no field "selct"; did you mean "select"?',
    ),
    (
        {"appxlint.toml": "extends = 'a.toml'\n", "a.toml": "\nselect = [\n"},
        "appxlint.toml:1:11: extends: a.toml:2:11: this is not TOML",
    ),
    (
        {"appxlint.toml": "extends = 'a.toml'\n", "a.toml": "ignore = [\n'no-such-rule']\n"},
        'appxlint.toml:1:11: extends: a.toml:2:1: there is no rule "no-such-rule"',
    ),
    (
        {"appxlint.toml": "extends = 'a.toml'\n", "a.toml": "exclude = ['\\']\n"},
        "appxlint.toml:1:11: extends: a.toml:1:12: exclude: ",
    ),
    (
        {
            "appxlint.toml": "extends = 'a.toml'\n",
            "a.toml": "per-file-ignores = {'*' = ['literal-secret']}\n",
        },
        "appxlint.toml:1:11: extends: a.toml:1:28: literal-secret can be silenced with a reason only",
    ),
    (
        {"appxlint.toml": "extends = 'sub/pyproject.toml'\n", "sub/pyproject.toml": "[tool.other]\n"},
        "appxlint.toml:1:11: extends: sub/pyproject.toml holds nothing under [tool.appxlint]",
    ),
    (
        {
            "appxlint.toml": "extends = 'a.toml'\n",
            "a.toml": "extends = 'b.toml'\n",
            "b.toml": "extends = './a.toml'\n",
        },
        "b.toml:1:11: extends: this leads in a circle: a.toml extends b.toml extends a.toml",
    ),
    (
        {"appxlint.toml": "extends = 'appxlint.toml'\n"},
        "appxlint.toml:1:11: extends: this leads in a circle: appxlint.toml extends appxlint.toml",
    ),
    ({"appxlint.toml": "extends = ''\n"}, "appxlint.toml:1:11: extends is empty"),
    (
        {"appxlint.toml": "extends = 3\n"},
        "appxlint.toml:1:11: extends must be text or a list, and is a number",
    ),
    ({"appxlint.toml": "extends = ['a.toml', 3]\n"}, "appxlint.toml:1:22: extends[2] must be text"),
    (
        {"appxlint.toml": "extends = 'https://example.com/appxlint.toml'\n"},
        "appxlint.toml:1:11: extends: this is an address, and settings are read offline; keep a copy of the file",
    ),
    ({"appxlint.toml": "extends = 'gh:acme/shared'\n"}, "appxlint.toml:1:11: extends: this is an address"),
    ({"appxlint.toml": "extends = '//host/a.toml'\n"}, "appxlint.toml:1:11: extends: this is an address"),
    ({"appxlint.toml": "extends = '\\\\host\\a.toml'\n"}, "appxlint.toml:1:11: extends: this is an address"),
    ({"appxlint.toml": 'extends = "a\\u0000b"\n'}, "appxlint.toml:1:11: extends: there is no file"),
]


@pytest.mark.parametrize(("files", "words"), FAULTS)
def test_what_cannot_be_extended_is_one_line_at_the_place_that_names_it(
    files: dict[str, str], words: str, project: Path, command: Command
) -> None:
    write_project(project, {"a.yaml": WORKSPACE, **files})
    if "appxlint.toml" not in files:
        (project / "appxlint.toml").unlink(missing_ok=True)
    ran = command("check", ".")
    assert (ran.code, ran.out) == (2, "")
    assert ran.err.startswith(f"appxlint: {words}")
    assert ran.err.count("\n") == 1


def test_a_file_that_two_others_extend_is_no_circle(tmp_path: Path) -> None:
    files = {
        "appxlint.toml": "extends = ['a.toml', 'b.toml']\n",
        "a.toml": "extends = 'c.toml'\n",
        "b.toml": "extends = 'c.toml'\n",
        "c.toml": "ignore = ['wrong-type']\n",
    }
    assert _loaded(tmp_path, files).ignore == ("wrong-type",)


def test_files_that_extend_one_another_in_a_long_row_are_refused(tmp_path: Path) -> None:
    names = ["appxlint.toml", *(f"{number}.toml" for number in range(DEEPEST + 2))]
    pairs = list(itertools.pairwise(names))
    write_project(tmp_path, {name: f"extends = '{further}'\n" for name, further in pairs})
    (tmp_path / names[DEEPEST]).write_text("ignore = ['wrong-type']\n", encoding="utf-8")
    assert load(tmp_path).ignore == ("wrong-type",)
    (tmp_path / names[DEEPEST]).write_text(f"extends = '{names[DEEPEST + 1]}'\n", encoding="utf-8")
    (tmp_path / names[DEEPEST + 1]).write_text("", encoding="utf-8")
    with pytest.raises(SettingsError, match=f"more than {DEEPEST} files extend one another in a row"):
        load(tmp_path)


def test_a_secret_in_the_name_of_what_is_extended_is_not_said(project: Path, command: Command) -> None:
    key = "ghp_16C7e42F292c6912E7710c838347Ae178B4a"
    for entry in (f"shared/{key}.toml", f"https://user:{key}@example.com/a.toml"):
        write_project(project, {"appxlint.toml": f"extends = '{entry}'\n", "a.yaml": WORKSPACE})
        ran = command("check", ".")
        assert ran.code == 2
        assert key not in ran.err
