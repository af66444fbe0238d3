"""Settings of a project: `appxlint.toml`, or `[tool.appxlint]` in pyproject.toml, at its root."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Limits, Severity
from validator.documents.discover import PYPROJECT, SETTINGS_FILE, has_settings, is_file
from validator.schema.validate import accepts, breaches

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from pathlib import Path

_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


class SettingsError(Exception):
    """The settings, or options of the command line, cannot be used; the text is one clear line."""


class Settings(NamedTuple):
    """What a project, and the command line above it, asks for.

    `severity` is keyed by rule id; `per_file_ignores` by glob pattern, then by rule id, with the reason, empty where
    none is given. `fail_on` is None for never. `as_of` is the day that expiry dates are held against; None means today.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = {}
    per_file_ignores: Mapping[str, Mapping[str, str]] = {}
    exclude: tuple[str, ...] = ()
    catalog: tuple[str, ...] = ()
    fail_on: Severity | None = Severity.ERROR
    secret_expiry_days: int = 30
    secret_references: tuple[re.Pattern[str], ...] = ()
    baseline: str | None = None
    limits: Limits = Limits()
    as_of: date | None = None

    @property
    def today(self) -> date:
        """The day that expiry dates are held against; nothing else reads the calendar."""
        import datetime as dt  # noqa: PLC0415 - few files hold a date

        return self.as_of or dt.date.today()  # noqa: DTZ011 - the user's own day is meant


def load(root: Path, config: Path | None = None) -> Settings:
    """Return the settings of a project root, or those of a file given instead.

    Raises:
        SettingsError: the file is no TOML, or holds what settings cannot hold.
    """
    file = config or (root / SETTINGS_FILE if is_file(root / SETTINGS_FILE) else root / PYPROJECT)
    if config is None and not has_settings(root):
        return Settings()
    try:
        text = file.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"{file.name}: the settings cannot be read as UTF-8 text") from None
    if not text.strip():
        return Settings()
    return parse(text, file.name, table=file.name == PYPROJECT)


def parse(text: str, name: str, *, table: bool = False) -> Settings:
    """Return the settings in a TOML text; `table` says that they stand under `[tool.appxlint]`."""
    import tomllib  # noqa: PLC0415 - a project without settings does not pay for it

    try:
        data = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.search(r"at line (\d+), column (\d+)", f"{error}")
        where = f":{place[1]}:{place[2]}" if place else f":{len(text.splitlines())}"
        raise SettingsError(f"{name}{where}: this is not TOML") from None
    if table:
        data = data.get("tool", {}).get("appxlint", {})
    if not accepts(data, "settings.json"):
        raise SettingsError(_complaint(data, text, name))
    return from_data(data)


def from_data(data: dict[str, Any]) -> Settings:
    """Return the settings in data that fits the settings schema."""
    limits = {key.replace("-", "_"): value for key, value in data.get("limits", {}).items()}
    fail_on = data.get("fail-on", "error")
    return Settings(
        select=tuple(data.get("select", ())),
        ignore=tuple(data.get("ignore", ())),
        severity={rule: _LEVELS[level] for rule, level in data.get("severity", {}).items()},
        per_file_ignores={glob: _reasons(rules) for glob, rules in data.get("per-file-ignores", {}).items()},
        exclude=tuple(data.get("exclude", ())),
        catalog=tuple(data.get("catalog", ())),
        fail_on=_LEVELS.get(fail_on),
        secret_expiry_days=data.get("secret-expiry-days", 30),
        secret_references=tuple(_pattern(each) for each in data.get("secret-references", ())),
        baseline=data.get("baseline"),
        limits=Limits(**limits),
    )


def _reasons(rules: list[str] | dict[str, str]) -> dict[str, str]:
    """Return the reason for each rule; an empty one where none is given."""
    return dict(rules) if isinstance(rules, dict) else dict.fromkeys(rules, "")


def level(word: str) -> Severity:
    """Return the severity that a word of the command line names."""
    return _LEVELS[word]


def _pattern(text: str) -> re.Pattern[str]:
    try:
        return re.compile(text)
    except re.error:
        from validator.words import quoted  # noqa: PLC0415 - needed only once something is wrong

        raise SettingsError(f"secret-references: {quoted(text)} is not a regular expression") from None


def _complaint(data: dict[str, Any], text: str, name: str) -> str:
    """Return the first fault of settings as one line with its place, in the words that documents' faults have."""
    from validator.documents.document import Document  # noqa: PLC0415
    from validator.documents.source import Source  # noqa: PLC0415
    from validator.schema.explain import in_words  # noqa: PLC0415 - only settings that do not fit pay for it

    document = Document(Source(name, text), kind="settings")
    fault = next(in_words(document, breaches(data, "settings.json")), None)
    if fault is None:
        return f"{name}: the settings do not fit their schema"
    key = str(fault.place.route[-1]) if fault.place.route else ""
    line = next((number for number, each in enumerate(text.splitlines(), 1) if key and key in each), 1)
    message = fault.message.replace("a settings has", "the settings have").replace(
        "a settings", "the settings"
    )
    return f"{name}:{line}: {message}" if message.endswith("?") else f"{name}:{line}: {message}; {fault.help}"
