from __future__ import annotations

import io
import os
import pty
import sys
from typing import TYPE_CHECKING, NoReturn

import pytest

from tests.conftest import write_project
from validator.cli import progress
from validator.cli.output import followed
from validator.cli.progress import Progress
from validator.diagnostics import Request

if TYPE_CHECKING:
    from pathlib import Path

LINE = "\r\x1b[2K"


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


def test_nothing_is_shown_of_what_takes_less_than_a_second() -> None:
    screen, clock = Terminal(), Clock()
    with Progress(screen, clock) as shown:
        clock.now += 0.9
        shown.tell("reading files", 3, 5)
    assert screen.getvalue() == ""


def test_the_line_is_written_over_ten_times_a_second_at_most_and_left_empty() -> None:
    screen, clock = Terminal(), Clock()
    with Progress(screen, clock) as shown:
        clock.now += 1.0
        shown.tell("reading files", 3000, 12500)
        shown.tell("reading files", 3001, 12500)
        clock.now += 0.2
        shown.tell("checking documents", 7, 9)
    told = screen.getvalue()
    assert told == f"{LINE}reading files: 3,000 of 12,500{LINE}checking documents: 7 of 9{LINE}"


def test_what_is_interrupted_leaves_no_line() -> None:
    screen, clock = Terminal(), Clock()

    def work() -> NoReturn:
        with Progress(screen, clock) as shown:
            clock.now += 2
            shown.tell("reading files", 1, 2)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        work()
    assert screen.getvalue().endswith(LINE)


@pytest.mark.parametrize(
    ("terminal", "quiet", "told"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_a_terminal_that_may_be_talked_to_is_told(
    terminal: bool, quiet: bool, told: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "stderr", Terminal() if terminal else io.StringIO())
    assert followed(lambda request: request.tell is not None, Request(()), quiet=quiet) is told


@pytest.mark.parametrize(
    "line", ["check .", "check --jobs 2 .", "check --fix .", "check --write-baseline b.json ."]
)
def test_a_long_run_says_how_far_it_is_and_the_report_stands_on_lines_of_its_own(
    line: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    files = {f"{at}.yaml": f"apiVersion: appxlint/v1\nkind: Workspace\nname: W{at}\n" for at in range(40)}
    write_project(project, files)
    monkeypatch.setattr(progress, "_PATIENCE", 0.0)
    screen = _seen_by_a_terminal(line.split(), project)
    assert "reading files: " in screen
    assert " of 4" in screen
    report = screen.rpartition(LINE)[2]
    assert "40 files, 40 documents" in report
    assert "reading files" not in report


def _seen_by_a_terminal(arguments: list[str], folder: Path) -> str:
    """What a terminal gets to see of a run, its both streams."""
    child, terminal = pty.fork()
    if not child:
        os.chdir(folder)
        os.environ["APPXLINT_CACHE_DIR"] = ""
        code = (
            "import sys; from validator.cli import entry, progress; progress._PATIENCE = 0.0; "
            "sys.argv = ['appxlint', *sys.argv[1:]]; entry.main()"
        )
        os.execv(  # noqa: S606 - this very Python, behind a terminal
            sys.executable, [sys.executable, "-c", code, *arguments]
        )
    seen = b""
    while True:
        try:
            part = os.read(terminal, 65536)
        except OSError:
            break
        if not part:
            break
        seen += part
    os.waitpid(child, 0)
    os.close(terminal)
    return seen.decode("utf-8").replace("\r\n", "\n")
