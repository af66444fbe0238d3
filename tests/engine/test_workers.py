from __future__ import annotations

import os
import signal
import threading
from typing import TYPE_CHECKING

import pytest

from tests.engine.several import (
    assert_none_is_left_behind,
    check,
    malformed,
    misspelt,
    project_with,
    repeated,
    telling,
)
from validator.engine import workers
from validator.engine.workers import WorkerError, may_fork, processes_for, shared

if TYPE_CHECKING:
    from pathlib import Path

FORKS = pytest.mark.skipif(not may_fork(), reason="processes are forked only where that is safe")
FORMATS = ("text", "concise", "json", "github", "gitlab", "sarif", "junit")


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project of some files, with faults of the text, of the shape and of rules in every fourth of them."""
    folder = tmp_path_factory.mktemp("several")
    return project_with(folder, 40, (misspelt, repeated, malformed, telling), one_in=4)


@FORKS
@pytest.mark.parametrize("name", FORMATS)
def test_several_processes_say_what_one_says(project: Path, name: str) -> None:
    one = check(project, "--jobs", "1", "--format", name, ".")
    several = check(project, "--jobs", "3", "--format", name, ".")
    assert one.returncode == several.returncode == 1
    assert (one.stdout, one.stderr) == (several.stdout, several.stderr)
    assert "customer-00001" in one.stdout


@FORKS
def test_results_are_in_order_whoever_made_them() -> None:
    assert shared(lambda at: (at, os.getpid()), 10, 3, str) != shared(
        lambda at: (at, os.getpid()), 10, 1, str
    )
    assert [at for at, _ in shared(lambda at: (at, os.getpid()), 10, 3, str)] == list(range(10))
    assert len({process for _, process in shared(lambda at: (at, os.getpid()), 10, 3, str)}) == 3


@FORKS
def test_the_process_that_asks_says_how_far_all_are() -> None:
    heard: list[int] = []
    shared(str, 10, 3, str, heard.append)
    assert heard == [0, 3, 6, 9]


@FORKS
def test_an_error_in_a_process_is_met_again_where_it_is_told() -> None:
    def work(at: int) -> int:
        if at == 4:
            raise ValueError(at)
        return at

    with pytest.raises(ValueError, match="4"):
        shared(work, 6, 2, str)
    assert shared(lambda at: at, 6, 2, str) == [0, 1, 2, 3, 4, 5]


@FORKS
@pytest.mark.parametrize(
    ("ends", "words"),
    [
        ("os.kill(os.getpid(), 9)", "was ended by signal 9"),
        ("raise MemoryError", "ran out of memory"),
        ("os._exit(3)", "ended with code 3"),
    ],
)
def test_a_process_that_ends_too_early_is_a_fault_of_the_tool_that_names_its_file(
    project: Path, ends: str, words: str
) -> None:
    prepared = f"""
    import os
    from validator.engine import reading
    usual, first = reading.plain_at, os.getpid()

    def ending(found, limits):
        if found.path.endswith("customer-00007.yaml") and os.getpid() != first:
            {ends}
        return usual(found, limits)

    reading.plain_at = ending
    """
    names = sorted(f"{each.parent.name}/{each.name}" for each in project.glob("c*/*.yaml"))
    # A file that this process looks at itself says nothing of the others.
    jobs = next(number for number in (2, 3) if names.index("customers/customer-00007.yaml") % number)
    found = check(project, "--jobs", str(jobs), ".", prepared=prepared)
    assert found.returncode == 70
    assert not found.stdout
    assert "customers/customer-00007.yaml" in found.stderr
    assert words in found.stderr
    assert "Traceback" not in found.stderr


@FORKS
@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_no_process_is_left_behind_when_the_run_is_told_to_end(
    project: Path, tmp_path: Path, number: int
) -> None:
    assert_none_is_left_behind(project, tmp_path, number)


def test_few_files_are_not_shared_unless_that_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(workers, "_free_cores", lambda: 4)
    assert [processes_for(0, files) for files in (1, 499, 500, 10_000)] == [1, 1, 2, 4]
    assert [processes_for(3, files) for files in (0, 1, 2, 10_000)] == [1, 1, 2, 3]


def test_beside_others_of_the_same_hook_there_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(workers, "_free_cores", lambda: 4)
    monkeypatch.setenv("PRE_COMMIT", "1")
    assert processes_for(0, 10_000) == 1


def test_where_no_core_is_free_there_is_one_process(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("PRE_COMMIT", raising=False)
    monkeypatch.setattr(workers, "may_fork", lambda: True)
    monkeypatch.setattr(os, "getloadavg", lambda: (999.0, 0.0, 0.0), raising=False)
    assert processes_for(0, 10_000) == 1


def test_a_process_with_threads_is_not_copied() -> None:
    told_to_go_on = threading.Event()
    thread = threading.Thread(target=told_to_go_on.wait)
    thread.start()
    try:
        assert not may_fork()
    finally:
        told_to_go_on.set()
        thread.join()


@FORKS
def test_words_about_a_process_that_ended_say_what_it_was_at() -> None:
    here = os.getpid()

    def work(at: int) -> int:
        if at == 3 and os.getpid() != here:
            os._exit(7)
        return at

    with pytest.raises(WorkerError) as caught:
        shared(work, 6, 2, lambda at: f"file {at}")
    assert caught.value.about == "a process that was at file 3 ended with code 7"


@pytest.mark.parametrize("value", ["0", "-1", "two", "65", "1e1"])
def test_a_number_of_processes_that_is_none_is_told(project: Path, value: str) -> None:
    for found in (check(project, f"--jobs={value}", "."), check(project, ".", APPXLINT_JOBS=value)):
        assert found.returncode == 2
        assert "is no number of processes from 1 to 64" in found.stderr


@FORKS
def test_the_variable_counts_where_the_option_is_left_out(project: Path) -> None:
    prepared = """
    import sys
    from validator.engine import load
    usual = load.read_ahead

    def telling(files, limits, processes, *rest):
        sys.stderr.write(f"{processes} processes\\n")
        return usual(files, limits, processes, *rest)

    load.read_ahead = telling
    """
    assert "2 processes" in check(project, ".", prepared=prepared, APPXLINT_JOBS="2").stderr
    assert "3 processes" in check(project, "--jobs", "3", ".", prepared=prepared, APPXLINT_JOBS="2").stderr
    assert "processes" not in check(project, "--jobs", "1", ".", prepared=prepared, APPXLINT_JOBS="2").stderr
