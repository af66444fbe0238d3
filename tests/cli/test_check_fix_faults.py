from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from threading import Event, Thread
from typing import TYPE_CHECKING

import pytest

from tests.conftest import clean_environment, run_cli, write_project

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.conftest import Command

POSIX_ONLY = pytest.mark.skipif(os.name == "nt", reason="Windows has neither such signals nor such limits")
FIX = ("check", "--fix", "--quiet", "--ignore", "unused-document")
WORKSPACE = "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\ntyp: standrad\nmetadata:\n"
OLD = (WORKSPACE + "".join(f"  key{number}: 12:30\n" for number in range(90))).encode()
FIXED = OLD.replace(b"typ:", b"type:").replace(b"standrad", b"standard").replace(b"12:30", b'"12:30"')


DRIVER = """\
import os, random, signal, sys, time
from validator.cli import entry
kills, runs, *arguments = sys.argv[1:]
os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
entry.run([*arguments, "--diff"])
moment = random.Random(9)
def start():
    child = os.fork()
    return child or os._exit(entry.run(arguments))
for _ in range(int(kills)):
    child = start()
    time.sleep(moment.uniform(0, 0.1))
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
children = [start() for _ in range(int(runs))]
codes = {os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) for child in children}
sys.exit(max(codes, default=0))
"""
"""Runs a command line in processes that start at once, since all is imported; some are killed at random moments."""


def driven(folder: Path, *, kills: int = 0, runs: int = 0) -> tuple[bytes, int]:
    """Return what the runs said on standard error, and their highest exit code."""
    ran = subprocess.run(
        [sys.executable, "-c", DRIVER, f"{kills}", f"{runs}", *FIX],
        cwd=folder,
        env=clean_environment(),
        stderr=subprocess.PIPE,
        check=False,
        timeout=120,
    )
    return ran.stderr, ran.returncode


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return write_project(
        tmp_path / "project", {"acme.yaml": OLD, "brook.yaml": OLD.replace(b"Acme", b"Brook")}
    )


def contents(folder: Path) -> set[bytes]:
    return {
        (folder / "acme.yaml").read_bytes(),
        (folder / "brook.yaml").read_bytes().replace(b"Brook", b"Acme"),
    }


def left_over(folder: Path) -> list[Path]:
    usual = {"acme.yaml", "brook.yaml", "appxlint.toml"}
    return [each for each in folder.iterdir() if each.name not in usual]


@contextlib.contextmanager
def watched(folder: Path) -> Iterator[set[bytes]]:
    """Read the files of a folder over and over, and keep every content that is seen."""
    seen: set[bytes] = set()
    over = Event()

    def look() -> None:
        while not over.wait(0.004):
            seen.update(contents(folder))

    watcher = Thread(target=look)
    watcher.start()
    try:
        yield seen
    finally:
        over.set()
        watcher.join()


@POSIX_ONLY
def test_twenty_runs_at_once_do_what_one_does(folder: Path) -> None:
    with watched(folder) as seen:
        err, code = driven(folder, runs=20)
    assert code == 0
    assert err.count(b"\n") == 2, "the preview says two lines, and the runs say none"
    assert contents(folder) == {FIXED}
    assert seen <= {OLD, FIXED}
    assert left_over(folder) == []


@POSIX_ONLY
def test_a_run_that_is_killed_leaves_each_file_old_or_new_and_nothing_that_a_walk_would_read(
    folder: Path,
) -> None:
    (folder / "acme.yaml").chmod(0o600)
    (folder / "brook.yaml").chmod(0o600)
    with watched(folder) as seen:
        driven(folder, kills=12)
    assert seen <= {OLD, FIXED}
    assert all(each.stat().st_mode & 0o077 == 0 for each in left_over(folder))
    assert driven(folder, runs=1)[1] == 0
    assert contents(folder) == {FIXED}


def test_what_is_left_over_is_passed_over(
    folder: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".appxlint-0123456789abcdef.tmp").write_bytes(OLD)
    monkeypatch.chdir(folder)
    ran = command("check", "--show-files", "--ignore", "unused-document")
    assert ran.err.splitlines() == ["acme.yaml", "brook.yaml"]


@POSIX_ONLY
def test_a_disk_that_gets_full_in_the_middle_of_a_file_leaves_the_old_one(folder: Path) -> None:
    script = 'ulimit -f 1 && exec "$0" -m validator "$@"'
    ran = subprocess.run(
        ["/bin/sh", "-c", script, sys.executable, *FIX],
        cwd=folder,
        env=clean_environment(PYTHONDONTWRITEBYTECODE="1"),
        capture_output=True,
        check=False,
        timeout=60,
    )
    assert ran.returncode == 2
    assert sorted(
        line.partition(b": the file could not be written: ")[0] for line in ran.stderr.splitlines()
    ) == [
        b"appxlint: acme.yaml",
        b"appxlint: brook.yaml",
    ]
    assert contents(folder) == {OLD}
    assert left_over(folder) == []
    assert run_cli(*FIX, cwd=folder).returncode == 0
    assert contents(folder) == {FIXED}
