"""appxlint against its peers, whole processes over the same files: `python -m benchmarks.compare [SIZE]…`.

All check the files of a generated project against one schema: `schemas/document.json` with what it refers to in it, as
they would fetch the rest from the network; yamllint looks at the YAML alone. appxlint runs its rules on top. The runs
are interleaved, so that what else the machine does falls on all; processor time comes from the system's account of the
finished process. Peers that are not installed are left out. Needs a system with `os.wait4`, so not Windows.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
import sysconfig
import tempfile
import time
from datetime import date
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.generate import generate
from validator.schema.schemas import bundle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SIZES = (1, 100, 1_000, 10_000)
EMPTY = "python -c pass"
OURS = "appxlint"
AGAIN = "appxlint, nothing changed"
BIN = Path(sysconfig.get_path("scripts"))
_NODE = Path(sys.prefix) / "node" / "node_modules"
_MOST_ROUNDS = 9
_LONG = 10.0


class Timing(NamedTuple):
    """What one process took, in seconds."""

    cpu: float
    wall: float


class Peer(NamedTuple):
    """A tool to compare with: its command line over some files, with the file of a schema."""

    name: str
    program: Path
    command: Callable[[Path, Path, list[str]], list[str]]


def _check_jsonschema(program: Path, schema: Path, files: list[str]) -> list[str]:
    return [f"{program}", "--quiet", "--schemafile", f"{schema}", *files]


def _yamllint(program: Path, _: Path, files: list[str]) -> list[str]:
    return [f"{program}", "-d", "{extends: relaxed, rules: {line-length: disable}}", *files]


def _ajv(program: Path, schema: Path, files: list[str]) -> list[str]:
    data = [word for file in files for word in ("-d", file)]
    return [f"{program}", "validate", "--strict=false", "--validate-formats=false", "-s", f"{schema}", *data]


def _sourcemeta(program: Path, schema: Path, files: list[str]) -> list[str]:
    return [f"{program}", "validate", f"{schema}", *files]


PEERS = (
    Peer("check-jsonschema", BIN / "check-jsonschema", _check_jsonschema),
    Peer("yamllint", BIN / "yamllint", _yamllint),
    Peer("ajv-cli", _NODE / ".bin" / "ajv", _ajv),
    Peer("sourcemeta jsonschema", _NODE / ".bin" / "jsonschema", _sourcemeta),
)


class Row(NamedTuple):
    """The timings of each program on one task, round by round."""

    label: str
    files: int
    timings: dict[str, list[Timing]]

    def cells(self, names: tuple[str, ...]) -> tuple[str, ...]:
        """Return the row's cells: medians, and behind them the median over the rounds of the ratio to ours."""
        ours = self.timings[OURS]
        empty, both = self.timings[EMPTY], (ours, self.timings[AGAIN])
        mine = (f"{_median(each)} ({_ratio(each, empty):.1f} p)" for each in both)
        cells = [self.label, f"{self.files:,}", *mine]
        for name in names:
            timings = self.timings.get(name)
            cells.append(f"{_median(timings)} ({_ratio(timings, ours):.2g} x)" if timings else "")
        return tuple(cells)


def measure(command: list[str], folder: Path, *expected: int) -> Timing:
    """Run a command in a folder, its output thrown away, and return what it took.

    Raises:
        RuntimeError: it did not end with 0 or one of the expected codes, so there is nothing to compare.
    """
    start = time.perf_counter()
    child = subprocess.Popen(
        command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode not in {0, *expected}:
        raise RuntimeError(f"{Path(command[0]).name} ended with {child.returncode}")
    return Timing(usage.ru_utime + usage.ru_stime, wall)


class Task(NamedTuple):
    """What is checked in a row: the files that peers get, what appxlint is given, and how a run of each may end."""

    label: str
    folder: Path
    files: list[str]
    paths: list[str]
    codes: tuple[int, ...] = ()


def tasks(parent: Path, sizes: list[int]) -> Iterator[Task]:
    """Yield what is measured: each size as a whole and one file of it, and one file with a fault of each sort."""
    for size in sizes:
        folder = parent / f"{size}"
        files = [str(file.relative_to(folder)) for file in generate(folder, size)]
        yield Task(f"{size:,}", folder, files, ["."])
        if size > 1:
            yield Task(f"1 named of {size:,}", folder, files[-1:], files[-1:])
        else:
            faults = {"a rule": ("companyId: ", "companyId: x"), "the schema": ("  type: ", "  tpye: ")}
            for name, (old, new) in faults.items():
                yield _faulty(parent / name.replace(" ", "-"), f"1, faulty by {name}", old, new)


def _faulty(folder: Path, label: str, old: str, new: str) -> Task:
    files = generate(folder, 1)
    text = files[-1].read_text(encoding="utf-8")
    files[-1].write_text(text.replace(old, new, 1), encoding="utf-8")
    return Task(label, folder, [str(each.relative_to(folder)) for each in files], ["."], (1, 2))


def row_of(task: Task, schema: Path, peers: tuple[Peer, ...], rounds: int | None) -> Row:
    """Measure every program on a task, in turns; `rounds` None leaves their number to how long one takes."""
    check = [str(BIN / "appxlint"), "check", "--quiet", "--jobs", "1"]
    commands = {
        EMPTY: [sys.executable, "-c", "pass"],
        OURS: [*check, "--no-cache", *task.paths],
        AGAIN: [*check, "--cache-dir", f"{schema.with_name('cache')}", *task.paths],
        **{peer.name: peer.command(peer.program, schema, task.files) for peer in peers},
    }
    row = Row(task.label, len(task.files), {name: [] for name in commands})
    for own in (OURS, AGAIN):
        measure(commands[own], task.folder, *task.codes)
    left = rounds or _MOST_ROUNDS
    while left > 0:
        start = time.perf_counter()
        for name, command in commands.items():
            row.timings[name].append(measure(command, task.folder, *task.codes))
        slow = time.perf_counter() - start > _LONG
        left -= 5 if slow and rounds is None else 1
    return row


def compare(sizes: list[int], rounds: int | None, peers: tuple[Peer, ...]) -> Iterator[Row]:
    """Yield a row for each task."""
    with tempfile.TemporaryDirectory() as parent:
        schema = Path(parent) / "schema.json"
        schema.write_text(json.dumps(bundle("document.json")), encoding="utf-8")
        for task in tasks(Path(parent), sizes):
            yield row_of(task, schema, peers, rounds)


def _environment() -> dict[str, str]:
    """Return the environment without Python's own variables: one of them keeps modules from being compiled once."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def _ratio(timings: list[Timing], others: list[Timing]) -> float:
    return statistics.median(one.cpu / other.cpu for one, other in zip(timings, others, strict=True))


def _median(timings: list[Timing]) -> str:
    cpu, wall = (statistics.median(values) for values in zip(*timings, strict=True))
    return f"{cpu:.3f} / {wall:.3f}"


def head(names: tuple[str, ...]) -> str:
    """Return the head of the table."""
    cells = ("configs", "files", OURS, AGAIN, *names)
    return f"{_line(cells)}\n{_line(('---',) * len(cells))}"


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"


def machine(peers: tuple[Peer, ...]) -> str:
    """Return what was measured, when and on what, in one line."""
    return ", ".join(
        (
            f"{date.today():%Y-%m-%d}",  # noqa: DTZ011 - the day where the machine stands
            f"{os.cpu_count()} cores",
            f"{platform.system()} {platform.machine()}",
            f"Python {platform.python_version()}",
            *(f"{name} {found}" for name in (OURS, "PyYAML", "typer") if (found := _version(name))),
            *(f"{peer.name} {_version(peer.name)}".strip() for peer in peers),
        )
    )


def _version(name: str) -> str:
    """Return the version of an installed package of Python's or Node's, an empty text where none is told."""
    package = _NODE / {"sourcemeta jsonschema": "@sourcemeta/jsonschema"}.get(name, name) / "package.json"
    if package.is_file():
        return str(json.loads(package.read_text(encoding="utf-8"))["version"])
    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def main() -> None:
    """Measure the sizes that the command line asks for and print the table, row by row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="configs (1 100 1000 10000)"
    )
    parser.add_argument("--rounds", type=int, help="rounds a row; fewer where they take long, if left out")
    arguments = parser.parse_args()
    peers = tuple(peer for peer in PEERS if peer.program.exists())
    for peer in PEERS:
        if peer not in peers:
            print(f"{peer.name} is not installed, and left out", file=sys.stderr)
    print(f"{machine(peers)}; processor / wall time in seconds, medians\n")
    names = tuple(peer.name for peer in peers)
    print(head(names), flush=True)
    for row in compare(list(arguments.sizes), arguments.rounds, peers):
        print(_line(row.cells(names)), flush=True)


if __name__ == "__main__":
    main()
