"""The sample configs: which cases there are, and what each says that it raises.

A file says so in comments. `# error: rule-id` at the end of a line means that line; `# error-below: rule-id` means the
next line that is no such comment, for lines where a comment would change the case. `warning` and `info` work alike,
several ids are separated by commas, several levels by semicolons. A file that can hold no comment has a neighbour with
the ending `.expected`, with a line number, a level and a rule id in each line.
"""

from __future__ import annotations

import re
import shutil
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Iterator

SAMPLES = Path(__file__).parents[2] / "sample-configs"
EXPECTED = ".expected"

Marks: TypeAlias = "Counter[tuple[str, int, str, str]]"
"""Path within the case, line, rule id and level of each expected finding, with how often it is expected."""

_COMMENT = re.compile(rb"# ((?:error|warning|info)(?:-below)?: .*)")
_MARK = re.compile(r"(error|warning|info)(-below)?: ([a-z-]+(?:, [a-z-]+)*)")


class Case(NamedTuple):
    """A sample that breaks a rule: a project in a folder of its own."""

    rule: str
    path: Path

    @property
    def name(self) -> str:
        """The case's name among those of its rule."""
        return self.path.name

    def copy_to(self, folder: Path) -> None:
        """Copy the case, without what it says of itself in neighbouring files."""
        shutil.copytree(self.path, folder, ignore=shutil.ignore_patterns(f"*{EXPECTED}"))

    def marks(self) -> Marks:
        """Return what the case is to raise."""
        return Counter(
            (file.relative_to(self.path).as_posix(), line, rule, level)
            for file in self.files()
            for line, level, rule in marks_of(file)
        )

    def files(self) -> list[Path]:
        """Return the files that the case is made of, but for its settings and what it says of itself elsewhere."""
        return sorted(
            each
            for each in self.path.rglob("*")
            if each.is_file() and each.suffix in {".yaml", ".yml", ".json"} and each.name != SDK_SETTINGS
        )


SDK_SETTINGS = "settings.json"
"""A file that is looked at beside a connector.json, and is no document itself."""


def cases() -> list[Case]:
    """Return every invalid sample, by rule and name."""
    return [
        Case(folder.name, path)
        for folder in sorted((SAMPLES / "invalid").iterdir())
        for path in sorted(folder.iterdir())
    ]


def scenarios() -> list[Path]:
    """Return the folder of every valid sample."""
    return sorted(each for each in (SAMPLES / "valid").iterdir() if each.is_dir())


def marks_of(file: Path) -> Iterator[tuple[int, str, str]]:
    """Yield line, level and rule id of each finding that a file is to raise."""
    neighbour = file.with_suffix(EXPECTED)
    if neighbour.is_file():
        for row in neighbour.read_text(encoding="utf-8").splitlines():
            line, level, rule = row.split()
            yield int(line), level, rule
    lines = file.read_bytes().split(b"\n")
    comments = [_COMMENT.search(line) for line in lines]
    for number, comment in enumerate(comments, 1):
        for level, below, rules in _MARK.findall(comment[1].decode("ascii", "replace") if comment else ""):
            at = number
            while below and comments[at - 1] is not None and b"-below" in lines[at - 1]:
                at += 1
            for rule in rules.split(", "):
                yield at, level, rule
