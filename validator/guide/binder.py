"""The sheets of a run put together: all on one page, or a file for each, with an index of the connections."""

from __future__ import annotations

import itertools

from validator.guide.file_names import INDEX, file_name, stems
from validator.guide.make import sheet_of
from validator.guide.sheet import Binder, Entry
from validator.guide.traits import product_of
from validator.guide.values import fact, name_at
from validator.secrets.hide import HIDDEN
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.diagnostics import Diagnostic
    from validator.guide.sheet import Audience
    from validator.project.connection import Connection
    from validator.project.project import Project


class Given(NamedTuple):
    """A connection, and whether it is sound: else it has a line in the index, and no sheet.

    `warnings` are about parts of it that may be wrong all the same.
    """

    connection: Connection
    project: Project
    sound: bool
    warnings: tuple[Diagnostic, ...] = ()

    @property
    def name(self) -> str:
        """What its config is called, as far as that may be shown."""
        return name_at(self.connection.config, ("name",), self.project, HIDDEN)


def on_one_page(
    given: Sequence[Given], audiences: Sequence[Audience], *, indexed: bool, anchored: bool
) -> Binder:
    """Return all sheets in one; `anchored` says that its index can lead to them."""
    sheets = [
        sheet_of(each.connection, each.project, audience, each.warnings)
        for each in given
        if each.sound
        for audience in audiences
    ]
    places = (f"#s{number}" if anchored else "" for number in itertools.count(1))
    entries = [_entry(each, [(who, next(places)) for who in audiences if each.sound]) for each in given]
    return Binder(tuple(entries) if indexed else (), tuple(sheets))


def as_files(
    given: Sequence[Given], audiences: Sequence[Audience], ending: str, *, indexed: bool
) -> Mapping[str, Binder]:
    """Return each sheet by the name of its file, and the index by its own."""
    files: dict[str, Binder] = {}
    entries = []
    for each, stem in zip(given, stems(each.name for each in given), strict=True):
        places = [(who, file_name(stem, who, ending)) for who in audiences if each.sound]
        for audience, file in places:
            files[file] = Binder((), (sheet_of(each.connection, each.project, audience, each.warnings),))
        entries.append(_entry(each, places))
    if indexed:
        files[f"{INDEX}.{ending}"] = Binder(tuple(entries), ())
    return files


def _entry(each: Given, places: Sequence[tuple[Audience, str]]) -> Entry:
    environment = each.connection.environment
    return Entry(
        name=each.name,
        workspace=fact(each.connection.workspace, "name", each.project),
        product=product_of(each.connection, each.project),
        environment=environment.name if environment is not None else "",
        places=tuple(places),
    )
