"""Which rules a run has, from the settings and the command line above them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.project.settings import Settings, SettingsError
from validator.words import closest, quoted

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from validator.diagnostics import Request
    from validator.rules.rule import Rule

LIVE = "live/"


def effective_settings(settings: Settings, request: Request) -> Settings:
    """Return the settings with what the command line asks for on top."""
    return settings._replace(
        select=request.select or settings.select,
        ignore=(*settings.ignore, *request.ignore),
        severity={**settings.severity, **(request.severity or {})},
        as_of=request.as_of,
    )


def active_rules(rules: Sequence[Rule], settings: Settings) -> tuple[Rule, ...]:
    """Return the rules that are selected and not ignored.

    Raises:
        SettingsError: a rule is named that does not exist.
    """
    known = [rule.id for rule in rules]
    named = (*settings.select, *settings.ignore, *settings.severity)
    every = (*named, *(rule for rules_ in settings.per_file_ignores.values() for rule in rules_))
    refuse_unknown(every, known)
    return tuple(
        rule
        for rule in rules
        if (not settings.select or rule.id in settings.select) and rule.id not in settings.ignore
    )


def refuse_unknown(names: Iterable[str], known: Sequence[str]) -> None:
    """Complain about the first rule that does not exist, with the one that was probably meant.

    Raises:
        SettingsError: there is such a rule.
    """
    for name in names:
        if name not in known and not name.startswith(LIVE):
            meant = closest(name, known)
            question = f'; did you mean "{meant}"?' if meant else "; `appxlint rules` lists them"
            raise SettingsError(f"there is no rule {quoted(name)}{question}")
