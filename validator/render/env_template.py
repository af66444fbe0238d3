"""A template of the file that variables are kept in while one works: their names, what each is for, never a value."""

from __future__ import annotations

from validator.render.escape import escape
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


class Variable(NamedTuple):
    """A variable, and a line for each use of it."""

    name: str
    uses: tuple[str, ...]


def env_template(variables: Iterable[Variable], others: Sequence[str]) -> str:
    """Return lines `NAME=` with comments, and behind them as comments what stands in no variable."""
    parts = ["# Copy this file, fill in the values, and commit none of them.\n"]
    parts += [
        "".join(_comment(use) for use in variable.uses) + f"{variable.name}=\n" for variable in variables
    ]
    if others:
        parts.append(
            "# Needed as well, and not as a variable of a known name:\n" + "".join(map(_comment, others))
        )
    return "\n".join(parts)


def env_block(variables: Iterable[Variable], reference: str, others: Sequence[str]) -> str:
    """Return the `env` of a step in YAML, each variable by a reference that has `NAME` for its name."""
    lines = [f"  {each.name}: {reference.replace('NAME', each.name)}\n" for each in variables]
    return "".join(("env:\n", *lines, *(f"  {_comment(each)}" for each in others)))


def _comment(text: str) -> str:
    return f"# {escape(text)}\n"
