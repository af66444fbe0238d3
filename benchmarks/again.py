"""What a check takes that was made before, as little has changed since: `python -m benchmarks.again [SIZE]…`.

Processor time of whole processes, one process at work, as a multiple of `python -c pass`: the least of some rounds.
Each change is made to a project that has just been checked, since what is known would wear off otherwise. Changed are
one in a hundred configs, or the one that is named: a comment more, or another company id.
"""

from __future__ import annotations

import argparse
import random
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.compare import BIN, machine, measure
from benchmarks.generate import generate

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

SIZES = (100, 1_000, 10_000)
COLUMNS = (
    "files",
    "without",
    "first, and kept",
    "nothing",
    "the same, by content",
    "a comment",
    "another company id",
)
_CHECK = (f"{BIN / 'appxlint'}", "check", "--quiet", "--jobs", "1")
_SETTLED = 2.6
"""Seconds after which a file is known by its status, and its content need not be read."""


class Runs:
    """A generated project, and checks of all of it or of what is named."""

    def __init__(self, folder: Path, size: int) -> None:
        self.folder, self.cache = folder / "project", folder / "cache"
        self.files = [each for each in generate(self.folder, size) if each.parent.name == "customers"]
        self._choose = random.Random(size)

    def takes(self, *words: str) -> float:
        """Return the seconds of processor time that a check takes."""
        return measure([*_CHECK, "--cache-dir", f"{self.cache}", *words], self.folder).cpu

    def know(self, *paths: str) -> float:
        """Check as if for the first time, wait until files are known by their status, and return the seconds of it."""
        shutil.rmtree(self.cache, ignore_errors=True)
        first = self.takes(*paths)
        time.sleep(_SETTLED)
        self.takes(*paths)
        return first

    def after(self, change: Callable[[str], str], files: Sequence[Path], *paths: str) -> float:
        """Return what a check takes after a change of files, which is taken back."""
        self.know(*paths)
        texts = {file: file.read_text("utf-8") for file in files}
        for file, text in texts.items():
            file.write_text(change(text), "utf-8")
        taken = self.takes(*paths)
        for file, text in texts.items():
            file.write_text(text, "utf-8")
        return taken

    def comment(self, text: str) -> str:
        """Return a text with a comment more."""
        return f"{text}# looked over {self._choose.randrange(10**6)}\n"

    def company(self, text: str) -> str:
        """Return the text of a config with another company id."""
        return re.sub(r"companyId: \d+", f"companyId: {self._choose.randrange(10**14, 10**15)}", text)


def figures(runs: Runs, files: Sequence[Path], *paths: str) -> tuple[float, ...]:
    """Return what a check of paths takes without a cache, first, again, by content, and after changes of files."""
    without, first = runs.takes("--no-cache", *paths), runs.know(*paths)
    again = runs.takes(*paths), runs.takes("--cache-key", "content", *paths)
    return without, first, *again, *(runs.after(way, files, *paths) for way in (runs.comment, runs.company))


def rows(size: int, rounds: int) -> Iterator[tuple[str, tuple[float, ...]]]:
    """Yield the figures of a project of some size: of all of it, and of one named config."""
    with tempfile.TemporaryDirectory() as parent:
        runs = Runs(Path(parent), size)
        some = runs.files[::100]
        one = runs.files[len(runs.files) // 2]
        count = sum(1 for _ in runs.folder.rglob("*.yaml"))
        for label, files, path in (
            (f"{count:,}", some, "."),
            (f"1 named of {count:,}", [one], f"{one.relative_to(runs.folder)}"),
        ):
            yield label, _least([figures(runs, files, path) for _ in range(rounds)])


def _least(rounds: Sequence[tuple[float, ...]]) -> tuple[float, ...]:
    return tuple(min(each) for each in zip(*rounds, strict=True))


def main() -> None:
    """Measure the sizes that the command line asks for, and print the table row by row."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("sizes", nargs="*", type=int, default=SIZES, metavar="SIZE", help="configs")
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        empty = min(measure([sys.executable, "-c", "pass"], Path(folder)).cpu for _ in range(9))
    print(f"{machine(())}; p is {empty * 1000:.1f} ms\n")
    print(f"| {' | '.join(COLUMNS)} |\n|{'---|' * len(COLUMNS)}")
    for size in arguments.sizes:
        for label, taken in rows(size, arguments.rounds):
            cells = (f"{each:.3f} ({each / empty:.1f} p)" for each in taken)
            print(f"| {' | '.join((label, *cells))} |", flush=True)


if __name__ == "__main__":
    main()
