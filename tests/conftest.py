"""What many tests need: a project in a temporary folder, linted through the library or through the command."""

from __future__ import annotations

import io
import os
import signal
import subprocess
import sys
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest
from hypothesis import settings

import validator
from tests.support import clock
from tests.support.clock.sitecustomize import AHEAD, ALLOWED
from validator.cli import entry

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from validator.diagnostics import Report

SETTINGS = "appxlint.toml"
CACHE = "APPXLINT_CACHE_DIR"

if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # Whoever starts the tests in the background may ignore Ctrl-C, and so would every command that they start.
    signal.signal(signal.SIGINT, signal.default_int_handler)

clock.install()
os.environ[CACHE] = ""  # no test is answered by another, nor by what is kept for the people who run them
pytest_plugins = ("tests.support.fake_procore.fixtures",)

# The same examples in every run, and no clock: a test that fails on a busy machine says nothing of the code.
settings.register_profile("appxlint", deadline=None, derandomize=True, database=None)
settings.load_profile("appxlint")


def pytest_report_header() -> str | None:
    """Say so if the clock is ahead."""
    days = os.environ.get(AHEAD)
    return f"clock: {days} days ahead" if days else None


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let appxlint ask for today's date in the tests that are marked so."""
    if item.get_closest_marker("today"):
        os.environ[ALLOWED] = "1"
    try:
        return (yield)
    finally:
        os.environ.pop(ALLOWED, None)


class Lint(Protocol):
    """Lints one text, named config.yaml, or files by name, as a project of their own."""

    def __call__(self, given: str | Mapping[str, str | bytes], /, **options: Any) -> Report: ...


def write_project(folder: Path, files: Mapping[str, str | bytes]) -> Path:
    """Write files below a folder, with empty settings unless they hold some, and return the folder."""
    for name, content in {SETTINGS: "", **files}.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def lint_project(folder: Path, given: str | Mapping[str, str | bytes], **options: Any) -> Report:
    """Write a project and lint all of it; paths of the report are relative to the working folder."""
    files = {"config.yaml": given} if isinstance(given, str) else given
    return validator.check(write_project(folder, files), **options)


@pytest.fixture
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the working folder, so that paths in reports are short."""
    folder = tmp_path / "project"
    folder.mkdir()
    monkeypatch.chdir(folder)
    return folder


@pytest.fixture
def lint(project: Path) -> Lint:
    """Return a function that lints a project from inside its folder, so that paths are the given names."""

    def lint(given: str | Mapping[str, str | bytes], /, **options: Any) -> Report:
        return lint_project(project, given, **options)

    return lint


def clean_environment(**more: str) -> dict[str, str]:
    """Return this process's environment without what changes the command's output."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "APPXLINT_")) and name not in {"CI", "FORCE_COLOR", "TERM"}
    }
    return {**kept, "NO_COLOR": "1", "PYTHONIOENCODING": "utf-8", CACHE: "", **more}


def run_cli(
    *arguments: str | os.PathLike[str],
    cwd: str | os.PathLike[str] | None = None,
    input: str | bytes | None = None,  # noqa: A002 - as in subprocess.run
    env: Mapping[str, str] | None = None,
) -> subprocess.CompletedProcess[str]:
    """Run the command as a process of its own, without colours and as outside any pipeline."""
    ran = subprocess.run(
        [sys.executable, "-m", "validator", *(os.fspath(each) for each in arguments)],
        cwd=cwd,
        input=input.encode() if isinstance(input, str) else (input or b""),
        env=clean_environment(**(env or {})),
        capture_output=True,
        check=False,
        timeout=120,
    )
    return subprocess.CompletedProcess(
        ran.args, ran.returncode, stdout=ran.stdout.decode(), stderr=ran.stderr.decode()
    )


class Ran(NamedTuple):
    """What a command line printed and how it ended."""

    code: int
    out: str
    err: str


class Command(Protocol):
    """Runs a command line in this process, which is quicker by far than a process of its own."""

    def __call__(self, *arguments: str | os.PathLike[str], stdin: bytes | None = None) -> Ran: ...


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """Return a function that runs a command line as outside any pipeline."""
    for name in set(os.environ) - set(clean_environment()):
        monkeypatch.delenv(name)
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv(CACHE, "")

    def command(*arguments: str | os.PathLike[str], stdin: bytes | None = None) -> Ran:
        if stdin is not None:
            monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(stdin)))
        code = entry.run([os.fspath(each) for each in arguments])
        return Ran(code, *capsys.readouterr())

    return command


def rules_of(report: Report) -> list[str]:
    """Return the ids of what was found, in reading order."""
    return [each.rule for each in report.diagnostics]


def places_of(report: Report) -> list[tuple[str, int, int, str]]:
    """Return path, line, column and rule of what was found, in reading order."""
    return [(each.path, *each.span.start, each.rule) for each in report.diagnostics]
