"""The options of the commands that print a page, and the quick reading of usual lines for them."""

from __future__ import annotations

from validator.cli.options import PAGE_FORMAT, Option, read, values_of
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from typing import Any

RULES = (
    PAGE_FORMAT,
    Option(
        ("--level",),
        "level",
        "value",
        "Only rules of this level: error, warning or info.",
        "LEVEL",
        choices=("error", "warning", "info"),
    ),
    Option(
        ("--basis",),
        "basis",
        "value",
        "Only documented or only inferred ones.",
        "BASIS",
        choices=("documented", "inferred"),
    ),
    Option(("--fixable",), "fixable", "flag", "Only rules whose findings can be fixed."),
)

PAGES: Mapping[str, tuple[tuple[Option, ...], int, int]] = {
    "rules": (RULES, 0, 0),
    "explain": ((), 1, 100),
    "schema": ((), 0, 1),
}
"""Commands that print a page: the options that are read quickly, and how many words there are, at least and at most."""


class RulesOptions(NamedTuple):
    """What the command line of `rules` says; None is any level, or any basis."""

    format: str
    level: str | None
    basis: str | None
    fixable: bool


class Page(NamedTuple):
    """A command line that prints a page: the command, its words, and the values of its options."""

    command: str
    words: tuple[str, ...]
    values: dict[str, Any]


def quick_page(arguments: Sequence[str]) -> Page | None:
    """Return what a plain command line asks to be printed, None where Typer is to read it."""
    if not arguments or arguments[0] not in PAGES:
        return None
    options, fewest, most = PAGES[arguments[0]]
    words = read(arguments[1:], options)
    if words is None or not fewest <= len(words[1]) <= most:
        return None
    if any(not value and option.kind != "flag" for option, value in words[0]):
        return None
    values = values_of(options, *words)
    del values["paths"]
    return Page(arguments[0], tuple(words[1]), values)
