"""What is asked at a terminal beside the set-up: what else is to be written, until the answer is one."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

import pytest

from tests.conftest import write_project
from tests.onboard.worlds import around
from validator.cli.init_asking import asked
from validator.cli.init_options import INIT, init_options
from validator.cli.options import values_of
from validator.diagnostics import UsageError
from validator.onboard.answers import Row

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path
    from typing import TypeAlias

    from validator.cli.init_options import InitOptions

    Ask: TypeAlias = Callable[[str], tuple[InitOptions, str]]

TYPED = (
    "\nAcme\nProcore + Timesheets\nAcme : P\nstandard\nus\ncustom\nTimesheets\nservice-account\nyes\n4281379\n"
    "Production\n"
)
OPTIONS = init_options(".", values_of(INIT, (), ()))


class Terminal(io.StringIO):
    """A terminal on which some lines are typed, or from which nothing comes any more."""

    def isatty(self) -> bool:
        return True


@pytest.fixture
def offered(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Ask:
    """Return what asks with some lines typed, and what was said meanwhile."""

    def ask(typed: str) -> tuple[InitOptions, str]:
        said = Terminal()
        monkeypatch.setattr("sys.stdin", Terminal(typed))
        monkeypatch.setattr("sys.stderr", said)
        monkeypatch.setattr("validator.onboard.interview.interview", lambda *_: Row(0, {}))
        return asked(OPTIONS, tmp_path, around(tmp_path))[1], said.getvalue()

    return ask


def test_nothing_is_the_usual_answer(offered: Ask) -> None:
    options, said = offered("\n\n\n")
    assert (options.pre_commit, options.ci, options.editor) == (False, None, None)
    assert "Write a pipeline (github, gitlab or none) [none]? " in said


def test_an_answer_that_is_none_is_asked_for_again(offered: Ask) -> None:
    options, said = offered("perhaps\nY\nyes\ngithub\nno\n")
    assert (options.pre_commit, options.ci, options.editor) == (True, "github", None)
    assert said.count("  answer yes or no\n") == 1
    assert said.count("  answer github, gitlab or none\n") == 1


def test_a_person_who_goes_away_is_told_that_nothing_was_written(offered: Ask) -> None:
    with pytest.raises(UsageError, match="nothing was written"):
        offered("yes\n")


def test_a_file_that_is_there_ends_the_questions_before_anything_else_is_offered(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    write_project(tmp_path, {"customers/acme-procore-production.yaml": "mine: true\n"})
    said = Terminal()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr("sys.stdin", Terminal(TYPED))
    monkeypatch.setattr("sys.stderr", said)
    with pytest.raises(UsageError, match=r"customers/acme-procore-production\.yaml is there already"):
        asked(OPTIONS, tmp_path, around(tmp_path))
    assert "Which environment is it" in said.getvalue()
    assert "OAuth client does it use" not in said.getvalue()


def test_nobody_is_asked_where_there_is_no_terminal(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO(""))
    with pytest.raises(UsageError, match="init asks on a terminal only"):
        asked(OPTIONS, tmp_path, around(tmp_path))
