"""Our named tuples do what those of `typing` do."""

from __future__ import annotations

import pickle
import typing
from typing import TYPE_CHECKING, Any

import pytest

from validator import values

if TYPE_CHECKING:
    from collections.abc import Callable


class Ours(values.NamedTuple):
    """A value with a default."""

    line: int
    column: int = 1

    @property
    def double(self) -> int:
        """Twice the line."""
        return self.line * 2


class Theirs(typing.NamedTuple):
    """A value with a default."""

    line: int
    column: int = 1

    @property
    def double(self) -> int:
        """Twice the line."""
        return self.line * 2


class Empty(values.NamedTuple):
    """Nothing."""


BOTH = pytest.mark.parametrize("kind", [Ours, Theirs])


@BOTH
@pytest.mark.parametrize(
    ("question", "answer"),
    [
        (lambda kind: tuple(kind(1, 2)), (1, 2)),
        (lambda kind: tuple(kind(column=3, line=2)), (2, 3)),
        (lambda kind: tuple(kind(4)), (4, 1)),
        (lambda kind: (kind(4).line, kind(4).column, kind(4).double), (4, 1, 8)),
        (lambda kind: tuple(kind(1)._replace(column=5)), (1, 5)),
        (lambda kind: kind(1)._asdict(), {"line": 1, "column": 1}),
        (lambda kind: kind(1, 2) < kind(2, 1), True),
        (lambda kind: kind(1, 2) == (1, 2), True),
        (lambda kind: hash(kind(1, 2)), hash((1, 2))),
        (lambda kind: repr(kind("a")).partition("(")[2], "line='a', column=1)"),
        (lambda kind: pickle.loads(pickle.dumps(kind(7, 8))) == kind(7, 8), True),  # noqa: S301 - made here
        (lambda kind: type(pickle.loads(pickle.dumps(kind(7)))) is kind, True),  # noqa: S301
        (lambda kind: (kind._fields, kind._field_defaults), (("line", "column"), {"column": 1})),
        (lambda kind: kind.__match_args__, ("line", "column")),
        (lambda kind: hasattr(kind(1), "__dict__"), False),
        (lambda kind: kind.__doc__, "A value with a default."),
    ],
)
def test_both_answer_the_same(kind: Any, question: Callable[[Any], object], answer: object) -> None:
    assert question(kind) == answer


@BOTH
@pytest.mark.parametrize(
    "call",
    [
        lambda kind: kind(),
        lambda kind: kind(1, 2, 3),
        lambda kind: kind(1, line=1),
        lambda kind: kind(1, depth=1),
        lambda kind: kind(column=1),
    ],
)
def test_both_refuse_values_that_do_not_fit_the_fields(kind: Any, call: Callable[[Any], object]) -> None:
    with pytest.raises(TypeError):
        call(kind)


@BOTH
def test_neither_changes(kind: Any) -> None:
    with pytest.raises(AttributeError):
        kind(1).line = 2
    with pytest.raises(AttributeError):
        kind(1).depth = 2
    with pytest.raises((TypeError, ValueError)):
        kind(1)._replace(depth=2)


def test_a_value_takes_part_in_a_match() -> None:
    match Ours(1, 2):
        case Ours(line, column):
            assert (line, column) == (1, 2)


def test_a_value_without_fields_is_empty() -> None:
    assert Empty() == ()
    with pytest.raises(TypeError):
        Empty(1)  # type: ignore[call-arg]
