"""Every setting of a project, with its value and where that comes from."""

from __future__ import annotations

from validator.diagnostics import Part
from validator.project.origins import TABLES
from validator.schema.schemas import schema
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from typing import Any

    from validator.diagnostics import Position, Route
    from validator.project.origins import Origins
    from validator.project.settings import Settings

_ADDED = frozenset({"ignore"})
"""Lists to which the command line adds, where others stand in the place of what the files say."""


class Source(NamedTuple):
    """Where a value comes from: `default`, `file`, `command line` or `environment`, with a name, and a place in it."""

    kind: str
    name: str = ""
    position: Position | None = None


DEFAULT = Source("default")


class Row(NamedTuple):
    """A setting, or an entry of a table of settings: the keys that lead to it, its value, None for none, and whence."""

    route: Route
    value: Any
    sources: tuple[Source, ...] = (DEFAULT,)


def rows_of(settings: Settings, given: Iterable[Row]) -> list[Row]:
    """Return the settings in the order of their schema, what is `given` on the command line above what files say."""
    by_name: dict[str, list[Row]] = {}
    for row in given:
        by_name.setdefault(f"{row.route[0]}", []).append(row)
    properties = schema("settings.json")["properties"]
    return [
        row
        for name, node in properties.items()
        for row in _above(list(_rows(name, node, settings.origins)), by_name.get(name, []))
    ]


def _rows(name: str, node: Mapping[str, Any], origins: Origins | None) -> Iterator[Row]:
    """Yield what files say of a setting, and the default of what they leave out."""
    data = origins.data.get(name) if origins is not None else None
    if name not in TABLES:
        usual = node.get("default", [] if node.get("type") == "array" else None)
        yield Row((name,), usual) if data is None else Row((name,), data, _sources(origins, (name,)))
        return
    usual = {key: each["default"] for key, each in node.get("properties", {}).items() if "default" in each}
    entries = {**usual, **(data or {})}
    for key, value in entries.items():
        own = data is not None and key in data
        yield Row((name, key), value, _sources(origins, (name, key)) if own else (DEFAULT,))
    if not entries:
        yield Row((name,), {})


def _sources(origins: Origins | None, route: Route) -> tuple[Source, ...]:
    if origins is None:
        return (DEFAULT,)
    origin = origins.of(route)
    return (Source("file", origin.file, origin.position(route, Part.KEY)),)


def _above(rows: list[Row], given: list[Row]) -> list[Row]:
    """Return rows with others in their place, or added to them."""
    found = {row.route: row for row in rows if not given or row.value != {}}
    for row in given:
        before = found.get(row.route)
        if before is not None and row.route[0] in _ADDED and before.sources != (DEFAULT,):
            row = Row(row.route, [*before.value, *row.value], (*before.sources, *row.sources))  # noqa: PLW2901
        found[row.route] = row
    return list(found.values())
