"""Words that an option takes, and the line for one that it does not."""

from __future__ import annotations

import os

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence

_AT_HOME = {"github": ("GITHUB_ACTIONS", "true"), "azure": ("TF_BUILD", "True")}
"""Formats that are the usual one where a variable says so."""


def usual_format() -> str:
    """Return the format of a report where none is asked for: that of the pipeline, or text."""
    return next((form for form, (name, value) in _AT_HOME.items() if os.environ.get(name) == value), "text")


def one_of(option: str, value: str, choices: Sequence[str]) -> None:
    """Complain about a value that an option does not take.

    Raises:
        SettingsError: it is none of the choices.
    """
    if value not in choices:
        from validator.project.settings import SettingsError  # noqa: PLC0415 - a wrong call only
        from validator.words import closest, did_you_mean, listed, quoted  # noqa: PLC0415 - as above

        known = listed(choices, last="and")
        raise SettingsError(
            f"{option}: {quoted(value)} is none of {known}{did_you_mean(closest(value, choices))}"
        )
