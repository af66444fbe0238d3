"""The files that settings extend: found by the paths that name them, each read once, and none from a network."""

from __future__ import annotations

import os

from validator.documents.discover import whole
from validator.documents.looks import PYPROJECT
from validator.lazy import lazy
from validator.project.settings import SettingsError
from validator.project.settings_file import origin_of
from validator.words import quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from validator.diagnostics import Route
    from validator.documents.paths import AnyPath
    from validator.project.origins import Origin
    from validator.project.settings_file import Reader

DEEPEST = 8
"""So many files may extend one another in a row; more are hardly meant, and nobody could follow them."""

_ADDRESS = lazy(r"[A-Za-z][A-Za-z0-9+.-]+:|[\\/]{2}")
"""How the address of something in a network begins, a shared folder of another machine among it; no drive does."""


def with_bases(first: Origin, read: Reader) -> tuple[Origin, ...]:
    """Return settings and those that they extend, in the order in which they count: the nearest first.

    Of several that one file extends the last counts most.

    Raises:
        SettingsError: one of them cannot be had, has a fault, or leads back to one that names it.
    """
    found = {_key(first.path): first}
    _gather(first, read, (first,), found)
    return tuple(found.values())


def _gather(origin: Origin, read: Reader, way: tuple[Origin, ...], found: dict[str, Origin]) -> None:
    """Add what a file extends to what was found; `way` are the files that lead to it, itself the last."""
    for route, entry in _entries(origin):
        place = f"{origin.place(route)}: extends: "
        path = _path(origin, entry, place)
        _refuse_circle(path, way, place)
        if _key(path) not in found:
            base = _base(path, entry, place, read)
            found[_key(path)] = base
            _gather(base, read, (*way, base), found)


def _entries(origin: Origin) -> Iterator[tuple[Route, str]]:
    """Yield what a file extends, with where it says so, the last first."""
    entries = origin.data.get("extends", [])
    if isinstance(entries, str):
        yield ("extends",), entries
        return
    for number in reversed(range(len(entries))):
        yield ("extends", number), entries[number]


def _path(origin: Origin, entry: str, place: str) -> Path:
    if _ADDRESS.match(entry):
        words = (
            "this is an address, and settings are read offline; keep a copy of the file, and write its path"
        )
        raise SettingsError(f"{place}{words}")
    return whole(os.path.join(origin.path, os.pardir, entry))


def _refuse_circle(path: Path, way: tuple[Origin, ...], place: str) -> None:
    keys = [_key(each.path) for each in way]
    if _key(path) in keys:
        circle = way[keys.index(_key(path)) :]
        names = [each.file for each in (*circle, circle[0])]
        raise SettingsError(f"{place}this leads in a circle: {' extends '.join(names)}")
    if len(way) > DEEPEST:
        raise SettingsError(f"{place}more than {DEEPEST} files extend one another in a row; name fewer")


def _base(path: Path, entry: str, place: str, read: Reader) -> Origin:
    """Return a file that is extended; whatever is wrong with it is told behind the place that names it."""
    try:
        found = read(path)
        base = (
            origin_of(found[1], found[0], path, table=path.name == PYPROJECT) if found is not None else None
        )
    except SettingsError as error:
        raise SettingsError(f"{place}{error}") from None
    if base is None:
        raise SettingsError(f"{place}there is no file {quoted(entry)}")
    if base.table and not base.data:
        raise SettingsError(f"{place}{base.file} holds nothing under [tool.appxlint]")
    return base._replace(named=place)


def _key(path: AnyPath) -> str:
    return os.path.normcase(whole(path))
