"""How the time of a run grows with what it is given: `python -m benchmarks.growth [NAME]… [--size N]`.

Each generator of `benchmarks.growth_cases` makes a project of N, 2 N and 4 N of something, and the command runs over
each as a process of its own. The table has the processor time of each, without that of a run over next to nothing, and
the last two divided. What is in proportion takes twice as long, and a little more where sorting or memory have a part.
Needs a system with `os.wait4`, so not Windows.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from benchmarks.growth_cases import GENERATORS, Case

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SIZE = 1_000
MOST = 2.3
"""A doubling of the size may cost so many times as much."""

_NOTHING = Case({"appxlint.toml": "", "all.yaml": "apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\n"})
_LIMIT = 120
"""Seconds after which a run is ended."""

_LEAST = 0.1
"""A ratio of fewer seconds tells nothing."""


class Row(NamedTuple):
    """The seconds of processor time that the sizes of one generator took; None for a run that was ended."""

    name: str
    seconds: tuple[float | None, ...]

    @property
    def ratio(self) -> float | None:
        """What the last doubling cost; None where a run was ended, or took too little to tell."""
        *_, before, last = self.seconds
        return last / before if last is not None and before is not None and before >= _LEAST else None

    def cells(self) -> tuple[str, ...]:
        """Return the row's cells; what is out of proportion is marked."""
        told = ["ended" if each is None else f"{each:.2f}" for each in self.seconds]
        ratio = "" if self.ratio is None else f"{self.ratio:.1f}"
        wrong = None in self.seconds or (self.ratio or 0) > MOST
        return (self.name, *told, f"**{ratio or 'ended'}**" if wrong else ratio)


def write(case: Case, folder: Path) -> None:
    """Write the files of a case into a folder."""
    for name, text in case.files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8", newline="\n")


def seconds_of(case: Case) -> float | None:
    """Return the processor time of the command over a case; None where it was ended for taking too long."""
    with tempfile.TemporaryDirectory() as parent:
        write(case, Path(parent))
        command = [sys.executable, "-m", "validator", *case.arguments]
        with tempfile.TemporaryFile() as output:
            child = subprocess.Popen(
                command,
                cwd=parent,
                env={**os.environ, "PYTHONPATH": str(Path(__file__).parents[1])},
                stdout=output,
                stderr=output,
                preexec_fn=_limited,  # noqa: PLW1509 - there are no threads
            )
            _, status, usage = os.wait4(child.pid, 0)
        child.returncode = os.waitstatus_to_exitcode(status)
    if child.returncode < 0:
        return None
    if child.returncode > 1:
        raise RuntimeError(f"{' '.join(case.arguments)[:80]} ended with {child.returncode}")
    return usage.ru_utime + usage.ru_stime


def _limited() -> None:
    import resource  # noqa: PLC0415 - not on Windows, where the tests import this module

    resource.setrlimit(resource.RLIMIT_CPU, (_LIMIT, _LIMIT))


def rows(names: list[str], size: int) -> Iterator[Row]:
    """Measure generators, each with so much of what it makes, twice and four times that."""
    empty = min(seconds_of(_NOTHING) or 0 for _ in range(3))
    for name in names:
        taken: list[float | None] = []
        for times in (1, 2, 4):
            seconds = seconds_of(GENERATORS[name].make(size * times)) if None not in taken else None
            taken.append(None if seconds is None else max(seconds - empty, 0.0))
        yield Row(name, tuple(taken))


def table(measured: Iterable[Row], size: int) -> str:
    """Return rows as a Markdown table."""
    sizes = (f"{size * times:,}, s" for times in (1, 2, 4))
    head = ("", *sizes, "the last doubling")
    return "\n".join(_line(cells) for cells in (head, ("---",) * 5, *(row.cells() for row in measured)))


def _line(cells: Iterable[str]) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> None:
    """Measure the generators that the command line names, all if it names none, and print the table."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"of these: {', '.join(GENERATORS)}")
    parser.add_argument("--size", type=int, default=SIZE, help=f"how much of it the first run has ({SIZE})")
    arguments = parser.parse_args()
    print(table((), arguments.size))
    for row in rows(arguments.names or list(GENERATORS), arguments.size):
        print(_line(row.cells()), flush=True)


if __name__ == "__main__":
    main()
