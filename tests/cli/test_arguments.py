from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pytest

from tests.conftest import write_project
from validator.cli.arguments import fail_on_of, one_of, request_of
from validator.cli.options import CheckOptions, quick_check
from validator.diagnostics import Request, Severity
from validator.project.settings import SettingsError


@pytest.fixture(autouse=True)
def folder(project: Path) -> Path:
    return write_project(project, {"mine.toml": 'fail-on = "info"\n'})


def options(*words: str) -> CheckOptions:
    read = quick_check(["check", *words])
    assert read is not None
    return read


def given(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_a_line_without_options_asks_for_nothing_but_the_working_folder() -> None:
    assert request_of(options()) == Request((".",), severity={})


def test_each_option_fills_its_part_of_the_request() -> None:
    words = (
        "--skip-foreign --allow-empty --force-exclude --project sub/.. --config mine.toml --as-of 2027-03-01"
    )
    assert request_of(options(*words.split(), "--stdin-filename=x.yaml", "a", "b")) == Request(
        ("a", "b"),
        project=Path("sub/.."),
        config=Path("mine.toml"),
        skip_foreign=True,
        allow_empty=True,
        force_exclude=True,
        severity={},
        as_of=dt.date(2027, 3, 1),
        stdin_filename="x.yaml",
    )


@pytest.mark.parametrize("field", ["skip_foreign", "allow_empty", "force_exclude"])
def test_a_flag_fills_its_own_part_alone(field: str) -> None:
    request = request_of(options(f"--{field.replace('_', '-')}"))
    flags = ("skip_foreign", "allow_empty", "force_exclude")
    assert [each for each in flags if getattr(request, each)] == [field]


def test_lists_are_split_at_commas_and_blanks_around_a_name_do_not_count() -> None:
    request = request_of(options("--select= a,b ,", "--select=c", "--ignore=,,d"))
    assert (request.select, request.ignore) == (("a", "b", "c"), ("d",))
    request = request_of(options("--severity=a=info, b=error", "--severity=a=warning"))
    assert request.severity == {"a": Severity.WARNING, "b": Severity.ERROR}


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
    ],
)
def test_a_value_that_cannot_be_used_is_told_with_its_option(words: str, complaint: str) -> None:
    with pytest.raises(SettingsError) as told:
        request_of(options(words))
    assert complaint in str(told.value)


def test_a_value_that_looks_like_a_secret_is_not_repeated() -> None:
    secret = "f27a90c3e16b4d85a0c9f2e7b13d6850e94a7cb2d1f8063e5ab97d40c6e281f3"
    for words in (f"--severity={secret}", f"--as-of={secret}", f"--severity=a={secret}"):
        with pytest.raises(SettingsError) as told:
            request_of(options(words))
        assert secret not in str(told.value)


def test_standard_input_is_read_only_where_it_is_asked_for_and_is_no_path(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    given(monkeypatch, b"a: \xff\r\n")
    assert request_of(options("a.yaml")).stdin is None
    request = request_of(options("a.yaml", "-", "-"))
    assert (request.paths, request.stdin) == (("a.yaml",), b"a: \xff\r\n")
    assert request_of(options("-")) == Request((), severity={}, stdin=b"")


def test_of_standard_input_no_more_is_read_than_shows_that_it_is_too_much(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    class Endless(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            assert size == 100 * 1024 * 1024 + 1
            return b"x"

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(Endless()))
    assert request_of(options("-")).stdin == b"x"


def test_without_any_standard_input_there_is_a_clear_word(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    with pytest.raises(SettingsError, match="-: there is no standard input here"):
        request_of(options("-"))
    assert request_of(options(".")).stdin is None


@pytest.mark.parametrize(
    ("words", "level"),
    [
        ((), Severity.ERROR),
        (("--fail-on=warning",), Severity.WARNING),
        (("--fail-on=never",), None),
        (("--config=mine.toml",), Severity.INFO),
        (("--config=mine.toml", "--fail-on=error"), Severity.ERROR),
        (("--config=mine.toml", "--fail-on=never"), None),
    ],
)
def test_the_level_to_fail_on_is_the_option_and_else_that_of_the_settings(
    words: tuple[str, ...], level: Severity | None
) -> None:
    assert fail_on_of(options(*words)) is level


def test_the_level_is_found_without_reading_standard_input(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "stdin", None)
    assert fail_on_of(options("-")) is Severity.ERROR


def test_a_level_that_is_none_is_refused_with_the_one_that_was_meant() -> None:
    with pytest.raises(SettingsError, match=r'--fail-on: "errors" is none of .*; did you mean "error"'):
        fail_on_of(options("--fail-on=errors"))


def test_a_choice_is_taken_as_it_is_written_and_no_other_way() -> None:
    one_of("--x", "b", ("a", "b"))
    for wrong in ("B", "", "a b"):
        with pytest.raises(SettingsError, match=r"--x: .* is none of a and b"):
            one_of("--x", wrong, ("a", "b"))
