"""appxlint against check-jsonschema, whole processes over the same files: `python -m benchmarks.compare [SIZE]…`.

Both check every file of a generated project against one schema: `schemas/document.json` with what it refers to in it,
as check-jsonschema would fetch the rest from the network. appxlint runs its rules on top. The runs are interleaved, so
that what else the machine does falls on both; processor time comes from the system's account of the finished process.
Needs a system with `os.wait4`, so not Windows.
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
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

from benchmarks.generate import generate
from validator.schema.schemas import bundle

SIZES = (1, 100, 1_000)
_BIN = Path(sysconfig.get_path("scripts"))
_MOST_ROUNDS = 15
_LONG = 10.0


class Timing(NamedTuple):
    """What one process took, in seconds."""

    cpu: float
    wall: float


class Row(NamedTuple):
    """The timings of one size, round by round."""

    label: str
    files: int
    empty: list[Timing]
    ours: list[Timing]
    theirs: list[Timing]

    def cells(self) -> tuple[str, ...]:
        """Return the row's cells: medians, and the medians of each round's ratios."""
        ratios = [theirs.cpu / ours.cpu for ours, theirs in zip(self.ours, self.theirs, strict=True)]
        over_empty = [ours.cpu / empty.cpu for ours, empty in zip(self.ours, self.empty, strict=True)]
        return (
            self.label,
            str(self.files),
            str(len(self.ours)),
            *(_median(timings) for timings in (self.ours, self.theirs, self.empty)),
            f"{statistics.median(ratios):.1f}",
            f"{statistics.median(over_empty):.1f}",
        )


def measure(command: list[str], folder: Path) -> Timing:
    """Run a command in a folder, its output thrown away, and return what it took.

    Raises:
        RuntimeError: it did not end with 0, so there is nothing to compare.
    """
    start = time.perf_counter()
    child = subprocess.Popen(command, cwd=folder, env=_environment(), stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(child.pid, 0)
    wall = time.perf_counter() - start
    child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode != 0:
        raise RuntimeError(f"{Path(command[0]).name} ended with {child.returncode}")
    return Timing(usage.ru_utime + usage.ru_stime, wall)


def compare(count: int, rounds: int | None) -> list[Row]:
    """Measure a project of so many configs: all of it, and, if it has several, one file of it alone."""
    with tempfile.TemporaryDirectory() as parent:
        schema = Path(parent) / "schema.json"
        schema.write_text(json.dumps(bundle("document.json")), encoding="utf-8")
        folder = Path(parent) / "project"
        files = [str(file.relative_to(folder)) for file in generate(folder, count)]
        rounds_of = Rounds(folder, schema, rounds)
        rows = [rounds_of.row(f"{count:,}", files, ["."])]
        if count > 1:
            rows.append(rounds_of.row(f"1 of {count:,}", files[-1:], files[-1:]))
        return rows


def _environment() -> dict[str, str]:
    """Return the environment without Python's own variables: one of them keeps modules from being compiled once."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


class Rounds(NamedTuple):
    """The project and schema of a comparison, and how many rounds it has; None leaves that to their length."""

    folder: Path
    schema: Path
    rounds: int | None

    def row(self, label: str, files: list[str], paths: list[str]) -> Row:
        """Measure both tools over the same files, which appxlint is given as `paths`."""
        ours = [str(_BIN / "appxlint"), "check", "--quiet", *paths]
        theirs = [str(_BIN / "check-jsonschema"), "--quiet", "--schemafile", str(self.schema), *files]
        row = Row(label, len(files), [], [], [])
        for command in (ours, theirs):
            measure(command, self.folder)
        left = self.rounds or _MOST_ROUNDS
        while left > 0:
            row.empty.append(measure([sys.executable, "-c", "pass"], self.folder))
            row.ours.append(measure(ours, self.folder))
            row.theirs.append(measure(theirs, self.folder))
            slow = row.ours[-1].wall + row.theirs[-1].wall > _LONG
            left -= 5 if slow and self.rounds is None else 1
        return row


def _median(timings: list[Timing]) -> str:
    cpu, wall = (statistics.median(values) for values in zip(*timings, strict=True))
    return f"{cpu:.3f} / {wall:.3f}"


def table(rows: list[Row]) -> str:
    """Return rows as a Markdown table."""
    head = (
        "configs",
        "files checked",
        "rounds",
        "appxlint, s",
        "check-jsonschema, s",
        "`python -c pass`, s",
        "check-jsonschema ÷ appxlint",
        "appxlint ÷ pass",
    )
    lines = [head, ("---",) * len(head), *(row.cells() for row in rows)]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def machine() -> str:
    """Return what was measured, when and on what, in one line."""
    parts = [
        f"{date.today():%Y-%m-%d}",  # noqa: DTZ011 - the day where the machine stands
        f"{os.cpu_count()} cores",
        f"{platform.system()} {platform.machine()}",
        f"Python {platform.python_version()}",
        *(
            f"{name} {version(name)}"
            for name in ("appxlint", "check-jsonschema", "PyYAML", "ruamel.yaml", "typer")
        ),
    ]
    return ", ".join(parts)


def main() -> None:
    """Measure the sizes that the command line asks for and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument(
        "sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="configs (1 100 1000)"
    )
    parser.add_argument("--rounds", type=int, help="rounds a row; fewer where they take long, if left out")
    arguments = parser.parse_args()
    rows = [row for size in arguments.sizes for row in compare(size, arguments.rounds)]
    print(f"{machine()}; processor / wall time, medians\n\n{table(rows)}")


if __name__ == "__main__":
    main()
