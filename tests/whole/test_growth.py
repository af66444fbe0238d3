"""Nothing that a file or a project can hold costs more than its share: twice as much of it takes twice as many steps.

Steps are counted, not seconds: the lines of ours that run, a turn of a loop each time, and the characters of the lines of
files that are handed on. What one step of Python's own costs is seen by `python -m benchmarks.growth` alone.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import validator
from benchmarks.growth import MOST, Row, write
from benchmarks.growth_cases import GENERATORS, Case
from validator.documents.source import Source

if TYPE_CHECKING:
    from types import FrameType

    from tests.conftest import Command

PACKAGE = str(Path(validator.__file__).parent)
_LINES_A_CHARACTER = 0.05

_OTHERS: set[str] = set()
"""Generators that are known to take more than their share."""


class Counter:
    """Counts the steps of a run."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.lines = self.characters = 0
        line = Source.line

        def counted(source: Source, number: int) -> str:
            text = line(source, number)
            self.characters += len(text)
            return text

        monkeypatch.setattr(Source, "line", counted)

    def __enter__(self) -> None:
        self.lines = self.characters = 0
        self._before = sys.gettrace()

        def within(frame: FrameType, event: str, arg: Any) -> Any:
            self.lines += 1
            return within

        def trace(frame: FrameType, event: str, arg: Any) -> Any:
            return within if frame.f_code.co_filename.startswith(PACKAGE) else None

        sys.settrace(trace)

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    @property
    def steps(self) -> float:
        return self.lines + self.characters * _LINES_A_CHARACTER


@pytest.mark.parametrize("name", GENERATORS)
def test_twice_as_much_takes_twice_as_many_steps(
    name: str, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, small = GENERATORS[name]
    counter = Counter(monkeypatch)
    steps = []
    for at, count in enumerate((1, small, small * 2, small * 4)):
        folder = tmp_path / f"{at}"
        case = make(count)
        write(case, folder)
        monkeypatch.chdir(folder)
        with counter:
            ran = command(*case.arguments)
        assert ran.code in {0, 1}, ran.err
        steps.append(counter.steps)
    _, first, second, third = steps
    import os

    print(name, steps, (third - second) / (second - first))
    # What a run takes for nothing is no part of the growth.
    assert (third - second) / (second - first) <= MOST
