"""Nothing that a file or a project can hold costs more than its share: twice as much of it takes twice as many steps.

Steps are counted, not seconds: the lines of ours that run, each turn of a loop among them, and the characters of the
lines of files that are handed on. What a single step of Python takes is seen by `python -m benchmarks.growth` alone.
"""

from __future__ import annotations

import functools
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import validator
from benchmarks.growth import MOST, Row, table, write
from benchmarks.growth_cases import GENERATORS
from validator.documents import line_reader
from validator.documents.source import Source
from validator.secrets.vocabulary import is_near

if TYPE_CHECKING:
    from collections.abc import Sequence
    from types import FrameType

    from benchmarks.growth_cases import Case
    from tests.conftest import Command

PACKAGE = str(Path(validator.__file__).parent)
_LONGEST_WORD = 24
STEPS_A_CHARACTER = 0.05
"""What handing a character on counts: next to nothing, but for long lines that are handed on again and again."""


class Steps:
    """Counts what a run does while it is entered."""

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

        def inside(frame: FrameType, event: str, arg: object) -> Any:
            del frame, event, arg
            self.lines += 1
            return inside

        def trace(frame: FrameType, event: str, arg: object) -> Any:
            del event, arg
            return inside if frame.f_code.co_filename.startswith(PACKAGE) else None

        sys.settrace(trace)

    def __exit__(self, *_: object) -> None:
        sys.settrace(self._before)

    @property
    def count(self) -> float:
        return self.lines + self.characters * STEPS_A_CHARACTER


def _forget() -> None:
    """Empty the caches of texts: what a smaller run has left there would make the next one cheaper."""
    modules = [module for name, module in sys.modules.items() if name.startswith("validator.")]
    for kept in {id(each): each for module in modules for each in vars(module).values()}.values():
        if isinstance(kept, functools._lru_cache_wrapper) and kept.cache_parameters()["maxsize"]:
            kept.cache_clear()
    line_reader._known.clear()
    for length in range(_LONGEST_WORD):
        is_near("q" * length)  # makes the tables of slips, whose sizes hang on the vocabulary alone


def _doubling(steps: Sequence[float]) -> float:
    """Return what a doubling costs; what a run takes for nothing is no part of it."""
    first, second, third = steps
    return (third - second) / max(second - first, 1)


@pytest.mark.parametrize("name", GENERATORS)
def test_twice_as_much_takes_twice_as_many_steps(
    name: str, tmp_path: Path, command: Command, monkeypatch: pytest.MonkeyPatch
) -> None:
    make, small = GENERATORS[name]
    steps, counted = Steps(monkeypatch), list[float]()
    for count in (1, small, small * 2, small * 4):
        case: Case = make(count)
        folder = tmp_path / f"{count}"
        write(case, folder)
        monkeypatch.chdir(folder)
        _forget()
        with steps:
            ran = command(*case.arguments)
        assert ran.code in {0, 1}, ran.err
        counted.append(steps.count)
    # The first run loads what every run needs.
    assert _doubling(counted[1:]) <= MOST


def test_steps_tell_the_square_of_a_number_from_the_number(monkeypatch: pytest.MonkeyPatch) -> None:
    steps, counted = Steps(monkeypatch), list[float]()
    source = Source("a.yaml", "x" * 400)
    for count in (10, 20, 40):
        text = Source("a.yaml", source.text[: count * 10])
        with steps:
            for _ in range(count):
                text.line(1)
        counted.append(steps.characters)
    assert _doubling(counted) == 4


def test_what_is_out_of_proportion_is_marked_in_the_table() -> None:
    rows = [
        Row("right", (0.5, 1.0, 2.1)),
        Row("wrong", (0.5, 1.0, 3.5)),
        Row("short", (0.0, 0.01, 0.05)),
        Row("ended", (0.5, None, None)),
    ]
    assert table(rows, 1_000).split("\n")[2:] == [
        "| right | 0.50 | 1.00 | 2.10 | 2.1 |",
        "| wrong | 0.50 | 1.00 | 3.50 | **3.5** |",
        "| short | 0.00 | 0.01 | 0.05 |  |",
        "| ended | 0.50 | ended | ended | **ended** |",
    ]


def test_every_generator_makes_more_of_what_its_name_says() -> None:
    for make, _ in GENERATORS.values():
        one, two = (sum(map(len, make(count).files.values())) for count in (8, 16))
        assert one < two
