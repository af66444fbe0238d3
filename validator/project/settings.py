"""Settings of a project: `appxlint.toml`, or `[tool.appxlint]` in pyproject.toml, at its root."""

from __future__ import annotations

import os
import re

from validator.diagnostics import Limits, Part, Position, Severity, UsageError
from validator.documents.discover import SETTINGS_BYTES, has_settings
from validator.documents.looks import PYPROJECT, SETTINGS_FILE, day_was_asked, is_named, kind
from validator.documents.source import UnreadableError, display, head_of
from validator.lazy import lazy
from validator.schema.accept import accepts
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping
    from datetime import date
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.paths import AnyPath
    from validator.schema.patterns import Guarded

_TABLE = ("tool", "appxlint")
_DEEP = "the values lie too deep in each other"
_NUMBER_WITHOUT_END = lazy(r"[0-9][0-9_]{4299,}")
_LEVELS = {"error": Severity.ERROR, "warning": Severity.WARNING, "info": Severity.INFO}


class SettingsError(UsageError):
    """The settings, or options of the command line, cannot be used; the text is one clear line."""


class Origin(NamedTuple):
    """What settings were read from: a file as the user would type it, its text, its data, and the table in it."""

    file: str
    text: str
    data: dict[str, Any]
    table: Route = ()

    def position(self, route: Route, part: Part = Part.VALUE) -> Position:
        """Return the place of a setting, or of what is nearest around it."""
        from validator.project.toml_places import places_of  # noqa: PLC0415 - only settings with a fault pay for it

        places = places_of(self.text)
        steps = (*self.table, *route)
        near = next((steps[:end] for end in range(len(steps), 0, -1) if steps[:end] in places), ())
        if not near:
            return Position(1, 1)
        return places[near].key if part is Part.KEY else places[near].value

    def place(self, route: Route, part: Part = Part.VALUE) -> str:
        """Return a setting's place in words: file, line and column."""
        line, column = self.position(route, part)
        return f"{self.file}:{line}:{column}"

    def route_of_rule(self, rule: str) -> Route | None:
        """Return where the settings name a rule first, None where they do not."""
        return next((route for name, route in _rules_named(self.data) if name == rule), None)


class Settings(NamedTuple):
    """What a project, and the command line above it, asks for.

    `severity` is keyed by rule id; `per_file_ignores` by glob pattern, then by rule id, with the reason, empty where
    none is given. `fail_on` is None for never. `as_of` is the day that expiry dates are held against; None means today.
    `origin` says where the settings stand; None for those that stand in no file.
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
    baseline: str | None = None
    limits: Limits = Limits()
    as_of: date | None = None
    origin: Origin | None = None

    def error(self, words: str, *route: str | int) -> SettingsError:
        """Return the error that says what is wrong with a setting, behind its place where it has one."""
        return SettingsError(f"{self.origin.place(route)}: {words}" if self.origin is not None else words)

    def unknown_rule(self, rule: str, words: str) -> SettingsError:
        """Return the error for a rule that does not exist; it has no place where the command line named the rule."""
        route = self.origin.route_of_rule(rule) if self.origin is not None else None
        if self.origin is None or route is None:
            return SettingsError(words)
        return SettingsError(f"{self.origin.place(route, Part.KEY)}: {words}")

    def unfounded(self, needing: Container[str]) -> SettingsError | None:
        """Return the error for a rule that `per-file-ignores` silences without the reason that it needs."""
        for glob, rules in self.per_file_ignores.items():
            for rule, reason in rules.items():
                if rule in needing and not reason.strip():
                    words = f'{rule} can be silenced with a reason only; write {{{rule} = "the reason"}}'
                    return self._error_of_ignore(glob, rule, words)
        return None

    def _error_of_ignore(self, glob: str, rule: str, words: str) -> SettingsError:
        if self.origin is None:
            return SettingsError(words)
        rules = self.origin.data["per-file-ignores"][glob]
        route = ("per-file-ignores", glob, rules.index(rule) if isinstance(rules, list) else rule)
        return SettingsError(f"{self.origin.place(route, Part.KEY)}: {words}")

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
        SettingsError: the file is no TOML, or holds what settings cannot hold.
    """
    own = os.path.join(root, SETTINGS_FILE)
    file = config or (own if is_named(own) else os.path.join(root, PYPROJECT))
    if config is None and not has_settings(root):
        return Settings()
    name = display(file)
    text = _text_of(file, name)
    return parse(text, name, table=os.path.basename(file) == PYPROJECT) if text.strip() else Settings()


def _text_of(file: AnyPath, name: str) -> str:
    try:
        data, size = head_of(file, SETTINGS_BYTES)
    except OSError:
        why = ": the link leads to no file" if kind(file) == "link" else ""
        raise SettingsError(f"{name}: the settings cannot be read{why}") from None
    except UnreadableError as error:
        raise SettingsError(f"{name}: the settings cannot be read: {error}") from None
    if size > SETTINGS_BYTES:
        words = f"the file is {size:,} bytes long; settings of more than {SETTINGS_BYTES:,} are not read"
        raise SettingsError(f"{name}:1:1: {words}")
    try:
        return data.decode("utf-8-sig").replace("\r\n", "\n").replace("\r", "\n")
    except UnicodeDecodeError as error:
        place = _end_of(error.object[: error.start].decode("utf-8", "replace"))
        raise SettingsError(f"{name}:{place}: the settings cannot be read as UTF-8 text") from None


def parse(text: str, name: str, *, table: bool = False) -> Settings:
    """Return the settings in a TOML text; `table` says that they stand under `[tool.appxlint]`."""
    data: Any = _read(text, name)
    for step in _TABLE if table else ():
        if not isinstance(data, dict):
            place = Origin(name, text, {}).place(_TABLE[:1])
            raise SettingsError(f"{place}: tool must be a table; the settings stand in [tool.appxlint]")
        data = data.get(step, {})
    if _is_too_deep(data):
        raise _too_deep(text, name)
    origin = Origin(name, text, data, _TABLE if table else ())
    if not accepts(data, "settings.json"):
        raise SettingsError(_complaint(origin))
    return from_data(data)._replace(origin=origin)


def _read(text: str, name: str) -> dict[str, Any]:
    import tomllib  # noqa: PLC0415 - a project without settings does not pay for it

    from validator.documents.toml_depth import key_too_deep  # noqa: PLC0415 - as above

    if (deep := key_too_deep(text)) is not None:
        raise SettingsError(f"{name}:{_end_of(text[:deep])}: {_DEEP}")
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        from validator.project.toml_faults import reason_of  # noqa: PLC0415 - as above

        place = re.search(r"at line (\d+), column (\d+)", f"{error}")
        where = f"{place[1]}:{place[2]}" if place else _end_of(text.rstrip())
        raise SettingsError(f"{name}:{where}: this is not TOML{reason_of(f'{error}')}") from None
    except RecursionError:
        raise _too_deep(text, name) from None
    except ValueError:  # Python reads no more than 4,300 digits
        found = _NUMBER_WITHOUT_END.search(text)
        where = f":{_end_of(text[: found.start()])}" if found else ""
        raise SettingsError(f"{name}{where}: the number is too long to be read") from None


def _too_deep(text: str, name: str) -> SettingsError:
    from validator.project.toml_places import deepest  # noqa: PLC0415 - only settings with a fault pay for it

    line, column = deepest(text)
    return SettingsError(f"{name}:{line}:{column}: {_DEEP}")


def _is_too_deep(data: object) -> bool:
    """Whether values lie deeper in each other than a document's faults can be told."""
    from validator.documents.toml_depth import DEEPEST  # noqa: PLC0415 - as for its reader

    layer = [data]
    for _ in range(DEEPEST):
        layer = [each for outer in layer for each in _inside(outer)]
    return bool(layer)


def _inside(data: object) -> Iterable[Any]:
    return data.values() if isinstance(data, dict) else data if isinstance(data, list) else ()


def _end_of(text: str) -> str:
    """Return line and column behind a text."""
    lines = text.split("\n")
    return f"{len(lines)}:{len(lines[-1]) + 1}"


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
        secret_references=_usable(data.get("secret-references", [])),
        baseline=data.get("baseline"),
        limits=Limits(**limits),
    )


def _reasons(rules: list[str] | dict[str, str]) -> dict[str, str]:
    """Return the reason for each rule; an empty one where none is given."""
    return dict(rules) if isinstance(rules, dict) else dict.fromkeys(rules, "")


def level(word: str) -> Severity:
    """Return the severity that a word of the command line names."""
    return _LEVELS[word]


def _usable(expressions: list[str]) -> tuple[Guarded, ...]:
    """Return the expressions as they are run; the schema has refused those that cannot be."""
    if not expressions:
        return ()
    from validator.schema.patterns import Guarded, guarded  # noqa: PLC0415 - few projects name further references

    return tuple(found for each in expressions if isinstance(found := guarded(each), Guarded))


def _rules_named(data: Mapping[str, Any]) -> Iterator[tuple[str, Route]]:
    """Yield each rule that the data of settings names, with where it does."""
    for field in ("select", "ignore"):
        yield from ((rule, (field, number)) for number, rule in enumerate(data.get(field, ())))
    yield from ((rule, ("severity", rule)) for rule in data.get("severity", ()))
    for glob, rules in data.get("per-file-ignores", {}).items():
        for number, rule in enumerate(rules):
            yield rule, ("per-file-ignores", glob, number if isinstance(rules, list) else rule)


def _complaint(origin: Origin) -> str:
    """Return the first fault of settings as one line with its place, in the words that documents' faults have."""
    from validator.documents.document import Document  # noqa: PLC0415
    from validator.documents.source import Source  # noqa: PLC0415
    from validator.schema.explain import in_words  # noqa: PLC0415 - only settings that do not fit pay for it
    from validator.schema.validate import breaches  # noqa: PLC0415
    from validator.secrets.lookup import Lookup, without  # noqa: PLC0415
    from validator.secrets.vocabulary import is_near  # noqa: PLC0415

    name, text, data, _ = origin
    document = Document(Source(name, text), kind="settings")
    faults = list(in_words(document, breaches(data, "settings.json")))
    if not faults:
        return f"{name}: the settings do not fit their schema"
    fault = min(faults, key=lambda each: origin.position(each.place.route, each.place.part))
    place = origin.place(fault.place.route, fault.place.part)
    message = fault.message.replace("a settings has", "the settings have").replace(
        "a settings", "the settings"
    )
    line = message if message.endswith("?") else f"{message}; {fault.help}"
    unknown = Lookup()
    for key in _keys_in(data):
        if not is_near(key):
            unknown.add(key)
    return f"{place}: {without(line, unknown)}"


def _keys_in(data: object) -> Iterator[str]:
    """Yield every key of some data, whose depth is bounded."""
    yield from data if isinstance(data, dict) else ()
    for each in _inside(data):
        yield from _keys_in(each)
