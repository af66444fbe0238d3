from __future__ import annotations

import datetime as dt
import os
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import write_project
from validator.cache import answers, tool
from validator.cache.answers import LEAST, MOST, Answer, Kept, Shelf, shelf_of
from validator.cache.folder import Folder
from validator.diagnostics import Limits, Problem, Severity
from validator.documents import looks
from validator.rules import ALL

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Report
    from validator.documents.looks import Notes

WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    return Folder(f"{tmp_path / 'cache'}")


@pytest.fixture
def shelf(folder: Folder, project: Path) -> Shelf:
    found = shelf_of(folder, ["."], by_content=False)
    assert found is not None
    return found


@pytest.fixture
def notes() -> Iterator[Notes]:
    yield looks.keep_notes()
    looks.stop()


@pytest.fixture
def report(project: Path, notes: Notes) -> Report:
    return validator.check(write_project(project, {"a.yaml": WORKSPACE}), as_of=dt.date(2026, 11, 23))


@pytest.mark.parametrize("fail_on", [None, Severity.WARNING])
def test_an_answer_is_found_again(
    shelf: Shelf, notes: Notes, report: Report, fail_on: Severity | None
) -> None:
    assert shelf.find() is None
    shelf.keep(Answer(report, fail_on), notes)
    found = shelf.find()
    assert found is not None
    assert found.line == f"1 file, 1 document, {len(ALL)} rules, no findings"
    answer = found.answer()
    assert answer is not None
    assert (answer.report, answer.fail_on) == (report, fail_on)


def test_it_is_the_answer_to_nothing_else(
    folder: Folder,
    shelf: Shelf,
    notes: Notes,
    report: Report,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    shelf.keep(Answer(report, None), notes)

    def found(*options: object) -> Kept | None:
        other = shelf_of(folder, options, by_content=False)
        assert other is not None
        return other.find()

    assert found(".") is not None
    assert found("..") is None
    assert found(".", ".") is None
    monkeypatch.setattr(tool, "__version__", "0.0.0")
    assert found(".") is None
    monkeypatch.undo()
    os.chdir(tmp_path)
    assert found(".") is None


def test_it_is_forgotten_when_something_comes_up_that_was_not_there(
    shelf: Shelf, notes: Notes, report: Report, project: Path
) -> None:
    shelf.keep(Answer(report, None), notes)
    (project / ".git").mkdir()
    assert shelf.find() is None
    (project / ".git").rmdir()
    assert shelf.find() is not None


def test_what_hangs_on_the_day_counts_on_that_day_alone(
    shelf: Shelf, notes: Notes, report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    days = ["2026-11-23", "2026-11-24"]
    looks.day_was_asked(days[0])
    shelf.keep(Answer(report, None), notes)
    for day in days:
        monkeypatch.setattr(answers, "today", lambda day=day: day)
        assert (shelf.find() is not None) is (day == days[0])


@pytest.mark.today
def test_today_is_written_as_dates_are() -> None:
    before = dt.datetime.now().astimezone().date()
    assert (
        answers.today() in {f"{before}", f"{dt.datetime.now().astimezone().date()}"}
        or "DAYS_AHEAD" in os.environ
    )


def test_what_cannot_be_told_later_is_not_kept(
    folder: Folder, shelf: Shelf, notes: Notes, report: Report
) -> None:
    shelf.keep(Answer(report._replace(problems=(Problem("", "why"),)), None), notes)
    notes.kinds["a\nb"] = ""
    shelf.keep(Answer(report, None), notes)
    del notes.kinds["a\nb"]
    notes.files["a\nb"] = next(iter(notes.files.values()))
    shelf.keep(Answer(report, None), notes)
    del notes.files["a\nb"]
    notes.odd = True
    shelf.keep(Answer(report, None), notes)
    assert folder.contents() == []
    notes.odd = False
    shelf.keep(Answer(report, None), notes)
    assert len(folder.contents()) == 2


def test_several_answers_share_a_state(folder: Folder, notes: Notes, report: Report) -> None:
    for asked in (".", "a.yaml"):
        shelf = shelf_of(folder, [asked], by_content=False)
        assert shelf is not None
        shelf.keep(Answer(report, None), notes)
    assert sorted(name.rpartition(".")[2] for name, _ in folder.contents()) == ["answer", "answer", "state"]


def test_an_answer_without_its_state_is_none(
    folder: Folder, shelf: Shelf, notes: Notes, report: Report
) -> None:
    shelf.keep(Answer(report, None), notes)
    (state,) = (name for name, _ in folder.contents() if name.endswith(".state"))
    Path(folder.path, state).unlink()
    assert shelf.find() is None


def test_text_that_is_whole_and_no_answer_is_none(
    folder: Folder, shelf: Shelf, notes: Notes, report: Report
) -> None:
    shelf.keep(Answer(report, None), notes)
    (name,) = (each for each, _ in folder.contents() if each.endswith(".answer"))
    whole = folder.read(name)
    assert whole is not None
    for end in range(0, len(whole), 7):
        folder.keep(name, whole[:end])
        found = shelf.find()
        assert found is None or found.answer() is None
    folder.keep(name, whole)
    assert shelf.find() is not None


def test_a_tool_that_does_not_know_itself_and_a_folder_that_is_gone_have_no_shelf(
    folder: Folder, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr(tool, "identity", lambda _: None)
    assert shelf_of(folder, (), by_content=False) is None
    monkeypatch.undo()

    def gone() -> str:
        raise FileNotFoundError

    monkeypatch.setattr(os, "getcwd", gone)
    assert shelf_of(folder, (), by_content=False) is None


def test_of_few_files_and_of_very_many_nothing_but_answers_is_known(shelf: Shelf, notes: Notes) -> None:
    projects = shelf.known_projects(notes)
    numbers = (1, LEAST - 1, LEAST, MOST, MOST + 1)
    known = [projects.files_of("/project", Limits(), number, (True, True)) is not None for number in numbers]
    assert known == [False, False, True, True, False]


def test_nothing_is_known_of_projects_of_which_not_all_can_be_told(
    folder: Folder, shelf: Shelf, notes: Notes
) -> None:
    projects = shelf.known_projects(notes)
    known = projects.files_of("/project", Limits(), LEAST, (True, True))
    assert known is not None
    known.add("/project/a.yaml", ((0, 0), (), [], ((1, 1, 1, 1), 1, "")))
    notes.odd = True
    projects.keep()
    assert folder.contents() == []
    notes.odd = False
    projects.keep()
    assert [name.rpartition(".")[2] for name, _ in folder.contents()] == ["files"]
