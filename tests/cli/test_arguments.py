from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cli.arguments import fail_on_of, one_of, request_of
from validator.cli.options import CHECK, CheckOptions, values_of
from validator.diagnostics import Severity
from validator.project.settings import SettingsError

if TYPE_CHECKING:
    from pathlib import Path

    from tests.conftest import Command

WARNINGS = "apiVersion: appxlint/v1\nkind: Workspace\nname: {}\nmetadata: {{owner: no}}\n"


def options(*paths: str, **more: object) -> CheckOptions:
    return CheckOptions(**{**values_of(CHECK, (), paths), **more})


@pytest.fixture(autouse=True)
def folder(project: Path) -> Path:
    """Return a folder with two projects: warnings fail in one, nothing does in the other."""
    write_project(project / "strict", {"appxlint.toml": "fail-on = 'warning'\n", "sub/a.yaml": ""})
    write_project(project / "mild", {"appxlint.toml": "fail-on = 'never'\n", "b.yaml": ""})
    return project


@pytest.mark.parametrize(
    ("paths", "level"),
    [
        (["strict"], Severity.WARNING),
        (["strict/sub"], Severity.WARNING),
        (["strict/sub/a.yaml"], Severity.WARNING),
        (["strict/sub/gone.yaml"], Severity.WARNING),
        (["strict/gone/gone.yaml"], Severity.WARNING),
        (["mild/b.yaml"], None),
        (["mild", "strict"], None),
        (["strict", "mild"], Severity.WARNING),
        (["."], Severity.ERROR),
        ([], Severity.ERROR),
    ],
)
def test_the_level_is_that_of_the_project_that_the_first_path_lies_in(
    paths: list[str], level: Severity | None
) -> None:
    assert fail_on_of(options(*paths)) == level


def test_standard_input_lies_where_its_name_does() -> None:
    assert fail_on_of(options("-", stdin_filename="strict/new.yaml")) == Severity.WARNING
    assert fail_on_of(options("mild", "-", stdin_filename="strict/new.yaml")) == Severity.WARNING
    assert fail_on_of(options("-")) == Severity.ERROR


def test_a_given_root_has_its_own_settings_or_the_usual_ones() -> None:
    assert fail_on_of(options("mild", project="strict")) == Severity.WARNING
    assert fail_on_of(options("strict/sub", project="strict/sub")) == Severity.ERROR


def test_a_given_settings_file_stands_for_the_projects_own() -> None:
    assert fail_on_of(options("strict", config="mild/appxlint.toml")) is None


def test_the_option_comes_before_the_settings() -> None:
    assert fail_on_of(options("strict", fail_on="info")) == Severity.INFO
    assert fail_on_of(options("strict", fail_on="never")) is None
    with pytest.raises(SettingsError, match='did you mean "warning"'):
        fail_on_of(options("strict", fail_on="warnings"))


def test_the_level_and_the_findings_are_those_of_one_project(folder: Path, command: Command) -> None:
    write_project(
        folder / "strict", {"appxlint.toml": "fail-on = 'warning'\n", "sub/a.yaml": WARNINGS.format("A")}
    )
    assert command("check", "strict").code == 1
    assert command("check", "--project", "strict", "strict/sub").code == 1
    assert command("check", "--project", "strict/sub", "strict/sub").code == 0


def test_lists_are_split_at_commas_and_blanks_around_them_are_nothing() -> None:
    request = request_of(options(select=("a, b", ",c,"), ignore=("d",), severity=("e=info,f=error",)))
    assert (request.select, request.ignore) == (("a", "b", "c"), ("d",))
    assert request.severity == {"e": Severity.INFO, "f": Severity.ERROR}
    assert request.paths == (".",)


@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("jsn", '--format: "jsn" is none of text and json; did you mean "json"?'),
        ("nothing", '--format: "nothing" is none of text and json'),
    ],
)
def test_a_value_that_an_option_does_not_take_is_one_clear_line(value: str, words: str) -> None:
    with pytest.raises(SettingsError) as caught:
        one_of("--format", value, ("text", "json"))
    assert str(caught.value) == words
    one_of("--format", "json", ("text", "json"))
