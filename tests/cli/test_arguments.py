from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from validator.cli.arguments import fail_on_of, request_of
from validator.cli.options import CHECK, CheckOptions, quick_check, values_of
from validator.diagnostics import Request, Severity
from validator.project.settings import SettingsError

if TYPE_CHECKING:
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
    request = request_of(
        options(select=("a, b", ", ,c,"), ignore=("d",), severity=("e=warning,f=error", "e=info"))
    )
    assert (request.select, request.ignore) == (("a", "b", "c"), ("d",))
    assert request.severity == {"e": Severity.INFO, "f": Severity.ERROR}
    assert request.paths == (".",)


def typed(*words: str) -> CheckOptions:
    read = quick_check(["check", *words])
    assert read is not None
    return read


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_line_without_options_asks_for_nothing_but_the_working_folder() -> None:
    assert request_of(typed()) == Request((".",), severity={}, jobs=0)


def test_each_option_fills_its_part_of_the_request() -> None:
    words = "--skip-foreign --allow-empty --force-exclude --project strict --config mild/appxlint.toml"
    assert request_of(
        typed(*words.split(), "--as-of=2027-03-01", "--stdin-filename=x.yaml", "--jobs=3", "a", "b")
    ) == Request(
        ("a", "b"),
        project=Path("strict"),
        config=Path("mild/appxlint.toml"),
        skip_foreign=True,
        allow_empty=True,
        force_exclude=True,
        severity={},
        as_of=dt.date(2027, 3, 1),
        stdin_filename="x.yaml",
        jobs=3,
    )


@pytest.mark.parametrize("field", ["skip_foreign", "allow_empty", "force_exclude"])
def test_a_flag_fills_its_own_part_alone(field: str) -> None:
    request = request_of(typed(f"--{field.replace('_', '-')}"))
    flags = ("skip_foreign", "allow_empty", "force_exclude")
    assert [each for each in flags if getattr(request, each)] == [field]


@pytest.mark.parametrize(
    ("words", "complaint"),
    [
        ("--severity=wrong-type", '--severity: write RULE=LEVEL, not "wrong-type"'),
        ("--severity=a=fatal", '--severity: "fatal" is none of error, warning and info'),
        ("--severity=a=never", '--severity: "never" is none of error, warning and info'),
        ("--severity=a=eror", 'did you mean "error"'),
        ("--as-of=tomorrow", '--as-of: "tomorrow" is not a day such as 2027-03-01'),
        ("--as-of=2027-02-30", "is not a day"),
        ("--config=gone.toml", "--config: gone.toml is no file"),
        ("--config=.", "--config: . is no file"),
        ("--project=gone", "--project: gone is no folder"),
        ("--project=mild/b.yaml", "--project: mild/b.yaml is no folder"),
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_option(words: str, complaint: str) -> None:
    with pytest.raises(SettingsError) as told:
        request_of(typed(words))
    assert complaint in str(told.value)


def test_a_value_that_looks_like_a_secret_is_not_repeated() -> None:
    secret = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
    for words in (f"--severity={secret}", f"--as-of={secret}", f"--severity=a={secret}"):
        with pytest.raises(SettingsError) as told:
            request_of(typed(words))
        assert secret not in str(told.value)


def test_standard_input_is_read_only_where_it_is_asked_for_and_is_no_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, b"a: \xff\r\n")
    assert request_of(typed("a.yaml")).stdin is None
    request = request_of(typed("a.yaml", "-", "-"))
    assert (request.paths, request.stdin) == (("a.yaml",), b"a: \xff\r\n")
    assert request_of(typed("-")) == Request((), severity={}, stdin=b"", jobs=0)


def test_of_standard_input_no_more_is_read_than_shows_that_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size == 100 * 1024 * 1024 + 1
            return b"x"

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Endless()))
    assert request_of(typed("-")).stdin == b"x"


def test_without_any_standard_input_there_is_a_clear_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SettingsError, match="-: there is no standard input here"):
        request_of(typed("-"))
    assert request_of(typed(".")).stdin is None


def test_the_level_is_found_without_reading_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert fail_on_of(typed("-")) is Severity.ERROR
