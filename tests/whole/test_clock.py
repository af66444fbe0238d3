"""The clock of the tests: nothing hangs on the day of the run but what says so."""

from __future__ import annotations

import ast
import datetime as dt
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import validator
from tests.conftest import Command, clean_environment, run_cli, write_project
from tests.support.clock.sitecustomize import AHEAD, READER
from validator.project.settings import Settings

if TYPE_CHECKING:
    from collections.abc import Iterator

PACKAGE = Path(validator.__file__).parent
CALENDAR = {"today", "now", "utcnow", "fromtimestamp", "localtime", "gmtime", "ctime", "strftime"}
COMPARES = "validator.cache.answers"
"""The module that holds the day of an answer against today's, and says nothing else of either."""

DAY = dt.timedelta(days=1)
CLIENT = """\
apiVersion: appxlint/v1
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientSecretExpiration: {day}
"""


def days_ahead() -> int:
    return int(os.environ.get(AHEAD, "0"))


def real_today() -> dt.date:
    return dt.datetime.now().astimezone().date()


def calls(file: Path) -> Iterator[str]:
    """Yield the names of the functions and methods that a module calls."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")


def test_one_module_alone_tells_others_what_day_it_is() -> None:
    readers = {file for file in PACKAGE.rglob("*.py") if CALENDAR & set(calls(file))}
    names = {".".join(file.relative_to(PACKAGE.parent).with_suffix("").parts) for file in readers}
    assert names == {READER, COMPARES}


@pytest.mark.today
def test_the_clock_is_as_far_ahead_as_the_environment_says() -> None:
    assert abs(Settings().today - real_today() - days_ahead() * DAY) <= DAY


@pytest.mark.today
@pytest.mark.parametrize("days", [0, 366, 1096])
def test_so_is_that_of_processes_that_a_test_starts(days: int) -> None:
    ran = subprocess.run(
        [sys.executable, "-c", "from validator.project.settings import Settings; print(Settings().today)"],
        env=clean_environment(**{AHEAD: f"{days}"}),
        capture_output=True,
        check=True,
        text=True,
    )
    assert abs(dt.date.fromisoformat(ran.stdout.strip()) - real_today() - days * DAY) <= DAY


def test_a_test_that_does_not_say_so_cannot_ask_for_the_day(project: Path, command: Command) -> None:
    write_project(project, {"client.yaml": CLIENT.format(day="2020-01-01")})
    with pytest.raises(BaseException, match="mark the test"):
        command("check", ".")
    ran = run_cli("check", ".", cwd=project)
    assert ran.returncode == 1
    assert "mark the test" in ran.stderr


@pytest.mark.today
def test_a_secret_that_lasts_until_tomorrow_expires_and_one_of_yesterday_has(
    project: Path, command: Command
) -> None:
    today = real_today() + days_ahead() * DAY
    for days, rule in ((-2, "secret-expired"), (2, "secret-expiring")):
        write_project(project, {"client.yaml": CLIENT.format(day=today + days * DAY)})
        assert f" {rule}: " in command("check", "--format", "concise", ".").out
        assert f" {rule}: " in run_cli("check", "--format", "concise", ".", cwd=project).stdout
