from __future__ import annotations

import os
import typing
from datetime import date
from pathlib import Path

import pytest

import validator
from tests.conftest import rules_of, write_project

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ncolour: 1\n"


@pytest.fixture
def folder(project: Path) -> Path:
    return write_project(project, {"a.yaml": WORKSPACE, "sub/b.yaml": WORKSPACE.replace("Acme", "Birch")})


def test_every_public_name_is_there_and_typed() -> None:
    for name in validator.__all__:
        assert getattr(validator, name) is not None
    assert typing.get_type_hints(validator.Diagnostic)["severity"] is validator.Severity
    assert (Path(validator.__file__).parent / "py.typed").is_file()
    with pytest.raises(AttributeError):
        validator.nothing_of_the_kind  # noqa: B018


@pytest.mark.parametrize("kind", [str, Path], ids=["text", "path"])
def test_one_path_or_several_are_checked(kind: type[str | Path], folder: Path) -> None:
    assert validator.check(kind("a.yaml")).files == ("a.yaml",)
    assert validator.check([kind("a.yaml"), kind("sub")]).files == ("a.yaml", "sub/b.yaml")
    assert validator.check(kind(folder)).files == ("a.yaml", "sub/b.yaml")


def test_a_report_says_what_was_checked_and_found(folder: Path) -> None:
    report = validator.check(".")
    assert (report.summary.files, report.summary.documents, report.summary.errors) == (2, 2, 2)
    assert report.summary.rules == len(validator.rules.ALL)
    assert report.version == validator.__version__
    first = report.diagnostics[0]
    assert (first.path, first.rule, first.severity) == ("a.yaml", "unknown-field", validator.Severity.ERROR)
    assert first.span == validator.Span(validator.Position(4, 1), validator.Position(4, 7))
    assert first.pointer == "/colour"
    assert first.document == "Workspace Acme"


def test_diagnostics_come_in_reading_order(project: Path) -> None:
    write_project(
        project, {"b.yaml": f"{WORKSPACE}region: eu\n", "a.yaml": WORKSPACE.replace("Acme", "Birch")}
    )
    report = validator.check(["b.yaml", "a.yaml"])
    assert [(each.path, each.span.start.line) for each in report.diagnostics] == [
        ("a.yaml", 4),
        ("b.yaml", 4),
        ("b.yaml", 5),
    ]


def test_the_options_of_the_command_are_arguments(folder: Path) -> None:
    assert rules_of(validator.check(".", ignore=["unknown-field"])) == []
    assert rules_of(validator.check(".", select=["wrong-type"])) == []
    lowered = validator.check(".", severity={"unknown-field": validator.Severity.INFO})
    assert lowered.summary.infos == 2
    (folder / "other.toml").write_text("ignore = ['unknown-field']\n", encoding="utf-8")
    assert rules_of(validator.check(".", config="other.toml")) == []
    assert rules_of(validator.check(".", as_of=date(2026, 11, 23))) == ["unknown-field"] * 2


def test_a_project_can_be_named(folder: Path) -> None:
    (folder / "sub" / "appxlint.toml").write_text("ignore = ['unknown-field']\n", encoding="utf-8")
    assert rules_of(validator.check("sub")) == []
    assert rules_of(validator.check("sub", project=folder)) == ["unknown-field"]


def test_what_cannot_be_checked_is_a_problem_and_no_exception(folder: Path) -> None:
    report = validator.check(["gone.yaml", "a.yaml"])
    assert [(each.path, each.message) for each in report.problems] == [
        ("gone.yaml", "no such file or folder")
    ]
    assert rules_of(report) == ["unknown-field"]
    assert validator.check([]).problems == ()


def test_files_of_others_can_be_skipped(folder: Path) -> None:
    (folder / "k8s.yaml").write_text("apiVersion: v1\nkind: Service\n", encoding="utf-8")
    assert rules_of(validator.check("k8s.yaml")) == ["unknown-kind"]
    skipped = validator.check("k8s.yaml", skip_foreign=True)
    assert (skipped.diagnostics, skipped.files) == ((), ())


def test_wrong_settings_are_an_exception_of_one_line(folder: Path) -> None:
    with pytest.raises(validator.SettingsError, match=r"^project: .*nowhere is no folder$"):
        validator.check(".", project=folder / "nowhere")
    with pytest.raises(validator.SettingsError, match="there is no rule"):
        validator.check(".", select=["nothing"])
    with pytest.raises(validator.SettingsError, match="cannot be read"):
        validator.check(".", config="gone.toml")


def test_a_gitignore_that_cannot_be_used_is_the_same_exception(folder: Path) -> None:
    (folder / ".gitignore").write_bytes(b"#" * 2**21)
    with pytest.raises(validator.SettingsError, match=r"\.gitignore: the file is 2,097,152 bytes long"):
        validator.check(folder)


def test_nothing_is_printed_and_nothing_is_written(folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    before = {path: path.stat().st_mtime_ns for path in folder.rglob("*")}
    validator.check(".")
    assert capfd.readouterr() == ("", "")
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*")} == before


def test_the_working_folder_may_change_between_calls(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert [each.path for each in validator.check("a.yaml").diagnostics] == ["a.yaml"]
    monkeypatch.chdir(folder / "sub")
    assert [each.path for each in validator.check(folder / "a.yaml").diagnostics] == [
        f"..{os.sep}a.yaml".replace(os.sep, "/")
    ]


def test_a_report_cannot_be_changed(folder: Path) -> None:
    report = validator.check(".")
    with pytest.raises(AttributeError):
        report.diagnostics = ()  # type: ignore[misc]
    assert isinstance(hash(report.diagnostics[0]), int)
