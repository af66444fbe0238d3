"""Settings of a project: `appxlint.toml`, or `[tool.appxlint]` in pyproject.toml, at its root."""

from __future__ import annotations

import os

from validator.diagnostics import Limits, Part, Severity, UsageError
from validator.documents.discover import has_settings, is_file
from validator.documents.looks import PYPROJECT, SETTINGS_FILE, day_was_asked, is_named
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Mapping
    from datetime import date
    from pathlib import Path

    from validator.diagnostics import Route
    from validator.documents.paths import AnyPath
    from validator.project.origins import Origins
    from validator.schema.patterns import Guarded

LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}
"""The severities by their words."""


class SettingsError(UsageError):
    """The settings, or options of the command line, cannot be used; the text is one clear line."""


class Convention(NamedTuple):
    """What names of a kind look like: an expression for a whole one, and what it asks for in words, perhaps none."""

    pattern: Guarded
    message: str


class Settings(NamedTuple):
    """What a project, and the command line above it, asks for.

    `severity` is keyed by rule id; `per_file_ignores` by glob pattern, then by rule id, with the reason, empty where
    none is given; `names` by the kind of document. `fail_on` is None for never. `as_of` is the day that expiry dates
    are held against; None means today. `origins` says where the settings stand; None for those that stand in no file.
    `notes` are lines about them that somebody should read.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    per_file_ignores: Mapping[str, Mapping[str, str]] = {}
    exclude: tuple[str, ...] = ()
    catalog: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    secret_expiry_days: int = 30
    secret_references: tuple[Guarded, ...] = ()
    names: Mapping[str, Convention] = {}
    baseline: str | None = None
    limits: Limits = Limits()
    as_of: date | None = None
    origins: Origins | None = None
    notes: tuple[str, ...] = ()

    def error(self, words: str, *route: str | int) -> SettingsError:
        """Return the error that says what is wrong with a setting, behind its place where it has one."""
        return SettingsError(self._placed(words, route, Part.VALUE))

    def unknown_rule(self, rule: str, words: str) -> SettingsError:
        """Return the error for a rule that does not exist; it has no place where the command line named the rule."""
        route = self.origins.route_of_rule(rule) if self.origins is not None else None
        return SettingsError(words if route is None else self._placed(words, route, Part.KEY))

    def unfounded(self, needing: Container[str]) -> SettingsError | None:
        """Return the error for a rule that `per-file-ignores` silences without the reason that it needs."""
        for glob, rules in self.per_file_ignores.items():
            for rule, reason in rules.items():
                if rule in needing and not reason.strip():
                    words = f'{rule} can be silenced with a reason only; write {{{rule} = "the reason"}}'
                    route = ("per-file-ignores", glob, rule)
                    return SettingsError(self._placed(words, route, Part.KEY))
        return None

    def _placed(self, words: str, route: Route, part: Part) -> str:
        return words if self.origins is None else f"{self.origins.place(route, part)}: {words}"

    def folder_of(self, name: str, root: Path) -> Path:
        """Return the folder that the paths of a setting start in: the project's root, or that of a base that has it."""
        base = self.origins.base_with(name) if self.origins is not None else None
        if base is None:
            return root
        from pathlib import Path  # noqa: PLC0415 - few settings extend others

        return Path(base.path).parent

    @property
    def today(self) -> date:
        """The day that expiry dates are held against; nothing else reads the calendar."""
        import datetime as dt  # noqa: PLC0415 - few files hold a date

        if self.as_of is not None:
            return self.as_of
        day = dt.date.today()  # noqa: DTZ011 - the user's own day is meant
        day_was_asked(f"{day}")
        return day


def load(root: AnyPath, config: AnyPath | None = None) -> Settings:
    """Return the settings of a project root, or those of a file given instead.

    Raises:
        SettingsError: a file is no TOML, or holds what settings cannot hold, or extends another one that cannot be had.
    """
    own, pyproject = os.path.join(root, SETTINGS_FILE), os.path.join(root, PYPROJECT)
    if config is None and not has_settings(root):
        return Settings()
    from validator.project import settings_file  # noqa: PLC0415 - a project without settings does not pay for it

    if config is not None or not is_named(own):
        return settings_file.read(config or pyproject)
    settings = settings_file.read(own)
    return settings._replace(notes=settings_file.unheard(pyproject)) if is_file(pyproject) else settings


def level(word: str) -> Severity:
    """Return the severity that a word of the command line names."""
    return LEVELS[word]
