from __future__ import annotations

import os
import signal
import subprocess
import sys
import textwrap
import threading
from typing import TYPE_CHECKING

import pytest

from benchmarks.generate import generate
from tests.engine.several import assert_none_is_left_behind, check, misspelt, project_with, telling
from validator.diagnostics import Limits
from validator.documents import looks
from validator.documents.discover import expand
from validator.engine import fresh_workers, reading, workers
from validator.engine.fresh_workers import CODE
from validator.engine.reading import plain_at, read_ahead
from validator.engine.workers import WorkerError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.documents.discover import Found

SIGNALS = pytest.mark.skipif(
    os.name == "nt", reason="processes there end by codes alone, and hear no signals"
)
LIMITS = Limits()
LAST = CODE.splitlines()[-1]
FORCED = """
from validator.engine import fresh_workers, reading, workers
reading.may_fork = workers.may_fork = lambda: False
"""
"""What has a process do as one that cannot be copied."""


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of some files, of which some are odd, and some have faults."""
    return project_with(tmp_path_factory.mktemp("anew"), 24, (misspelt, telling), one_in=3)


@pytest.fixture
def files(folder: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[list[Found]]:
    """The files of the project, for a process that cannot be copied."""
    monkeypatch.chdir(folder)
    monkeypatch.setattr(reading, "may_fork", lambda: False)
    yield expand(["."])[0]
    looks.stop()


def reader_that(monkeypatch: pytest.MonkeyPatch, does: str) -> None:
    """Have readers do something before they answer."""
    monkeypatch.setattr(fresh_workers, "CODE", CODE.replace(LAST, f"{textwrap.dedent(does)}\n{LAST}"))


AT = """
import os
from validator.engine import reading
usual = reading.plain_at

def other(found, limits):
    if found.path == {path!r}:
        {does}
    return usual(found, limits)

reading.plain_at = other
"""


def command(folder: Path, *arguments: str, prepared: str = FORCED) -> subprocess.CompletedProcess[str]:
    return check(folder, *arguments, prepared=prepared)


def test_an_answer_is_kept_of_what_others_read_and_given_while_their_files_are_the_same(
    tmp_path: Path,
) -> None:
    project = tmp_path / "project"
    generate(project, 8)
    line = ("--jobs", "3", "--as-of", "2026-11-23", "--cache-dir", f"{tmp_path / 'kept'}", ".")
    broken = "from validator.engine import load\nload.load_project = None\n"
    first, again = command(project, *line), command(project, *line, prepared=broken)
    assert (first.returncode, first.stdout) == (again.returncode, again.stdout) == (0, first.stdout)
    for file in sorted((project / "customers").iterdir()):
        before = file.read_text(encoding="utf-8")
        file.write_text(before.replace("type: ", "tpye: ", 1), encoding="utf-8")
        assert "tpye" in command(project, *line).stdout
        file.write_text(before, encoding="utf-8")


def test_what_is_read_apart_is_in_order_and_what_reading_here_finds(files: list[Found]) -> None:
    heard: list[int] = []
    found = read_ahead(files, LIMITS, 3, lambda _, at, __: heard.append(at))
    assert found == [plain_at(each, LIMITS) for each in files]
    assert {each is None for each in found} == {True, False}
    assert heard == list(range(0, len(files), 3))


@pytest.mark.parametrize("name", ["text", "json"])
def test_processes_that_are_started_anew_say_what_one_says(folder: Path, name: str) -> None:
    started = "usual = fresh_workers._process\ncalls = []\n"
    started += "fresh_workers._process = lambda: calls.append(sys.stderr.write('started\\n')) or usual()\n"
    one = command(folder, "--jobs", "1", "--format", name, "--no-cache", ".")
    several = command(
        folder, "--jobs", "3", "--format", name, "--no-cache", ".", prepared=f"import sys{FORCED}{started}"
    )
    assert one.returncode == several.returncode == 1
    assert "customer-00001" in one.stdout
    assert (one.stdout, f"started\nstarted\n{one.stderr}") == (several.stdout, several.stderr)


def test_what_others_read_is_noted_as_if_it_were_read_here(files: list[Found]) -> None:
    noted = []
    for processes in (1, 3):
        notes = looks.keep_notes()
        notes.begun = 0
        ahead = read_ahead(files, LIMITS, processes)
        for each, plain in zip(files, ahead, strict=True):
            if plain is not None:
                looks.was_read_elsewhere(each.where, plain[3])
        right = [each.where for each, plain in zip(files, ahead, strict=True) if plain is not None]
        noted.append({path: (notes.files[path].read, notes.files[path].digest) for path in right})
        assert not notes.odd
    assert noted[0] == noted[1] != {}


@SIGNALS
@pytest.mark.parametrize("do", ["os.kill(os.getpid(), 9)", "raise MemoryError", "os._exit(3)"])
def test_a_reader_that_ends_too_early_is_a_fault_of_the_tool_that_names_its_file(
    files: list[Found], do: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    words = {
        "os.kill": "was ended by signal 9",
        "raise M": "ran out of memory",
        "os._exi": "ended with code 3",
    }
    path = files[7].path
    reader_that(monkeypatch, AT.format(path=path, does=do))
    with pytest.raises(WorkerError) as caught:
        read_ahead(files, LIMITS, 3)
    assert caught.value.about == f"a process that was at {path} {words[do[:7]]}"
    assert not [each for each in threading.enumerate() if isinstance(each, fresh_workers._Reader)]


@SIGNALS
def test_a_reader_that_is_killed_is_told_without_a_traceback(folder: Path) -> None:
    # The eighth of the files: of three processes the second has it.
    path = sorted(f"{each.parent.name}/{each.name}" for each in folder.glob("c*/*.yaml"))[7]
    code = AT.format(path=path, does="os.kill(os.getpid(), 9)")
    changed = f"fresh_workers.CODE = fresh_workers.CODE.replace({LAST!r}, {code!r} + {LAST!r})\n"
    ran = command(folder, "--jobs", "3", "--no-cache", ".", prepared=FORCED + changed)
    assert (ran.returncode, ran.stdout) == (70, "")
    assert f"a process that was at {path} was ended by signal 9" in ran.stderr
    assert "Traceback" not in ran.stderr


def test_an_error_in_a_reader_is_met_again_where_it_is_told(
    files: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    reader_that(monkeypatch, AT.format(path=files[7].path, does="raise ValueError"))
    assert read_ahead(files, LIMITS, 3) == [plain_at(each, LIMITS) for each in files]


@pytest.mark.parametrize(
    "code",
    [
        "raise SystemExit",
        "import os; os._exit(5)",
        "import sys; sys.stdin.buffer.read(); sys.stdout.write('appxlint 0.0.0 1\\n')",
        "import sys; sys.stdout.write('a' * 200_000)",
    ],
)
def test_what_is_no_reader_of_this_version_is_done_without(
    files: list[Found], code: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(fresh_workers, "CODE", code)
    assert read_ahead(files, LIMITS, 3) == [plain_at(each, LIMITS) for each in files]


def test_where_no_process_can_be_started_all_is_read_here(
    files: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere/python")
    assert read_ahead(files, LIMITS, 3) == [plain_at(each, LIMITS) for each in files]


def test_where_no_thread_can_be_started_all_is_read_here(
    files: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    def failing(_: threading.Thread) -> None:
        raise RuntimeError("can't start new thread")

    monkeypatch.setattr(fresh_workers._Reader, "start", failing)
    assert read_ahead(files, LIMITS, 3) == [plain_at(each, LIMITS) for each in files]


def test_a_thread_that_is_not_the_first_has_files_read_apart_as_well(files: list[Found]) -> None:
    found: list[object] = []
    thread = threading.Thread(target=lambda: found.extend(read_ahead(files, LIMITS, 2)))
    thread.start()
    thread.join(60)
    assert found == [plain_at(each, LIMITS) for each in files]


def test_a_reader_is_told_nothing_by_its_command_line_or_its_environment(
    files: list[Found], monkeypatch: pytest.MonkeyPatch
) -> None:
    started = []

    class Noting(subprocess.Popen[bytes]):
        def __init__(self, line: list[str], **more: object) -> None:
            started.append((line, more.get("env")))
            super().__init__(line, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(subprocess, "Popen", Noting)
    read_ahead(files, LIMITS, 2)
    (line, env), *others = started
    assert (others, env) == ([], None)
    assert line == [sys.executable, "-I", "-X", f"utf8={sys.flags.utf8_mode}", "-c", CODE]


@SIGNALS
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_reader_is_left_behind_when_the_run_is_told_to_end(
    folder: Path, tmp_path: Path, number: int
) -> None:
    def prepared(waiting: str) -> str:
        changed = f"fresh_workers.CODE = fresh_workers.CODE.replace({LAST!r}, {waiting!r} + {LAST!r})\n"
        return FORCED + changed + waiting

    assert_none_is_left_behind(folder, tmp_path, number, prepared)


def test_few_files_are_read_apart_only_where_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    monkeypatch.setattr(workers, "_free_cores", lambda: 4)
    least = workers.ANEW_WORTH_IT
    counts = (1, least - 1, least, 2 * least, 50_000)
    assert [workers.readers_for(0, files) for files in counts] == [1, 1, 2, 4, 4]
    assert [workers.readers_for(3, files) for files in (0, 1, 2, 10_000)] == [1, 1, 2, 3]
    assert workers.processes_for(3, 10_000) == 1


def test_a_process_that_can_be_copied_is(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(workers, "processes_for", lambda *_: 7)
    assert workers.readers_for(0, 10) == 7


@pytest.mark.parametrize(
    ("executable", "frozen", "may"),
    [
        ("/usr/bin/python3.11", False, True),
        ("/opt/pypy3", False, True),
        ("", False, False),
        (None, False, False),
        ("/opt/blender/blender", False, False),
        ("/usr/bin/python3", True, False),
    ],
)
def test_what_is_no_python_of_its_own_starts_no_other(
    executable: str | None, frozen: bool, may: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: False)
    monkeypatch.setattr(sys, "executable", executable)
    if frozen:
        monkeypatch.setattr(sys, "frozen", True, raising=False)
    assert workers.readers_for(3, 10) == (3 if may else 1)


def test_where_the_system_does_not_tell_its_load_all_cores_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delattr(os, "getloadavg", raising=False)
    assert workers._free_cores() >= 1
