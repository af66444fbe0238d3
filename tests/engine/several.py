"""What the tests of several processes have in common, be these forked or started anew."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
import textwrap
from typing import TYPE_CHECKING

from benchmarks.generate import generate

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from pathlib import Path

MAIN = "\nfrom validator.cli.entry import main\nmain()"
"""What has a process run the command, behind code that changes something in it."""

_WAITING = """
import os
from validator.engine import reading

def waiting(found, limits):
    os.write(os.open({at_work!r}, os.O_WRONLY), b".")
    os.read(os.open({held!r}, os.O_RDONLY), 1)

reading.plain_at = waiting
"""
_LONGEST = 120
"""Seconds after which something is taken never to come."""


def misspelt(text: str) -> str:
    """Return a config with a fault of its shape."""
    return text.replace("type: ", "tpye: ", 1)


def repeated(text: str) -> str:
    """Return a config with a fault of its text."""
    return text + "unattended: false\n"


def malformed(text: str) -> str:
    """Return a config with a fault by a rule."""
    return text.replace("companyId: ", "companyId: x", 1)


def telling(text: str) -> str:
    """Return a config with a secret in a comment."""
    return text + "# password: Xk29-fh3Qa_71bZ\n"


def project_with(folder: Path, count: int, faults: Sequence[Callable[[str], str]], *, one_in: int) -> Path:
    """Write a project of so many configs, of which one in so many has a fault, one after the other, and return it."""
    generate(folder, count)
    faulty = sorted((folder / "customers").iterdir())[::one_in]
    for number, file in enumerate(faulty):
        fault = faults[number % len(faults)]
        file.write_text(fault(file.read_text(encoding="utf-8")), encoding="utf-8")
    return folder


def check(folder: Path, *arguments: str, prepared: str = "", **more: str) -> subprocess.CompletedProcess[str]:
    """Run `check` as a process of its own; `prepared` is code that changes something in it beforehand."""
    return subprocess.run(
        [sys.executable, "-c", textwrap.dedent(prepared) + MAIN, "check", *arguments],
        cwd=folder,
        env={**os.environ, **more},
        capture_output=True,
        text=True,
        timeout=_LONGEST,
        check=False,
    )


def assert_none_is_left_behind(
    folder: Path, pipes: Path, number: int, prepared: Callable[[str], str] = textwrap.dedent
) -> None:
    """Have three processes wait in their work, tell the first to end, and see that it does and the others with it.

    `prepared` returns the code of the first out of that which has a process wait. Whoever waits holds one end of a
    pipe, so that the other end tells when all are at work, and when none is there any more.
    """
    names = {name: f"{pipes / name}" for name in ("at_work", "held")}
    for name in names.values():
        os.mkfifo(name)
    hearing = os.open(names["at_work"], os.O_RDONLY | os.O_NONBLOCK)
    holding = os.open(names["held"], os.O_RDWR)
    code = prepared(_WAITING.format(**names)) + MAIN
    line = [sys.executable, "-c", code, "check", "--jobs", "3", "--no-cache", "."]
    try:
        with subprocess.Popen(
            line, cwd=folder, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            at_work = b""
            while len(at_work) < len("...") and process.poll() is None:
                if select.select([hearing], [], [], 1)[0]:
                    at_work += os.read(hearing, 1)
            process.send_signal(number)
            _, said = process.communicate(timeout=_LONGEST)
        assert (at_work, "Traceback" in said) == (b"...", False), said
        assert process.returncode == (130 if number == signal.SIGINT else -number)
        assert select.select([hearing], [], [], _LONGEST)[0], "somebody still waits"
        assert os.read(hearing, 1) == b""
    finally:
        os.close(holding)  # whoever is left behind goes on, and ends
        os.close(hearing)
