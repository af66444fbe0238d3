"""Where settings stand: the files that they are read from, the nearest first, and the place of each setting."""

from __future__ import annotations

from validator.diagnostics import Part, Position
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.paths import AnyPath

TABLES = frozenset({"severity", "per-file-ignores", "names", "limits"})
"""Settings of which each entry counts by itself: where two files have the table, an entry of the nearer one wins."""


class Origin(NamedTuple):
    """One file with settings: its name as the user would type it, its text, its data, and the table in it.

    `path` is where it lies. `named` are words about the entry of `extends` that names it, to stand before its own
    places; empty for the file that nobody names.
    """

    file: str
    text: str
    data: dict[str, Any]
    path: AnyPath
    table: Route = ()
    named: str = ""

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


class Origins(NamedTuple):
    """The files that settings are read from: what one of them says counts, whatever those behind it say."""

    files: tuple[Origin, ...]

    @property
    def data(self) -> dict[str, Any]:
        """What all of them together say."""
        found: dict[str, Any] = {}
        for origin in reversed(self.files):
            for name, value in origin.data.items():
                found[name] = {**found[name], **value} if name in TABLES and name in found else value
        return found

    def of(self, route: Route) -> Origin:
        """Return the file whose word counts for a setting; the nearest where none says anything of it."""
        steps = route[: 2 if route[0] in TABLES else 1] if route else ()
        return next((each for each in self.files if _holds(each.data, steps)), self.files[0])

    def base_with(self, name: str) -> Origin | None:
        """Return the file whose word counts for a setting where another one extends it; None for one of the nearest."""
        found = self.of((name,))
        return None if found is self.files[0] else found

    def place(self, route: Route, part: Part = Part.VALUE) -> str:
        """Return a setting's place in words, behind that of the entry that names its file.

        A rule in a list may be named where its number would stand.
        """
        origin = self.of(route)
        return f"{origin.named}{origin.place(_numbered(origin.data, route), part)}"

    def route_of_rule(self, rule: str) -> Route | None:
        """Return where the settings name a rule first, None where they do not."""
        return next((route for name, route in _rules_named(self.data) if name == rule), None)


def _holds(data: Any, steps: Route) -> bool:  # noqa: ANN401 - what TOML holds
    for step in steps:
        if not isinstance(data, dict) or step not in data:
            return False
        data = data[step]
    return True


def _numbered(data: Any, route: Route) -> Route:  # noqa: ANN401 - as above
    """Return a route with the number of the item in the place of its text, where it leads into a list."""
    for step in route[:-1]:
        data = data.get(step) if isinstance(data, dict) else None
    if isinstance(data, list) and route[-1] in data:
        return (*route[:-1], data.index(route[-1]))
    return route


def _rules_named(data: Mapping[str, Any]) -> Iterator[tuple[str, Route]]:
    """Yield each rule that the data of settings names, with where it does."""
    for field in ("select", "ignore"):
        yield from ((rule, (field, number)) for number, rule in enumerate(data.get(field, ())))
    yield from ((rule, ("severity", rule)) for rule in data.get("severity", ()))
    for glob, rules in data.get("per-file-ignores", {}).items():
        for number, rule in enumerate(rules):
            yield rule, ("per-file-ignores", glob, number if isinstance(rules, list) else rule)
