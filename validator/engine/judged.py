"""Configs with all that was found about them, in every document that their connections are made of."""

from __future__ import annotations

from validator.diagnostics import Severity, reading_order
from validator.engine.run import findings_in
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from validator.diagnostics import Diagnostic, Report, Request
    from validator.engine.run import Outcome
    from validator.project.connection import Connection
    from validator.project.project import Project


class Judged(NamedTuple):
    """A config's connection, what came of its project, and what was found about all that it is made of."""

    connection: Connection
    outcome: Outcome
    found: tuple[Diagnostic, ...]

    @property
    def project(self) -> Project:
        """The project of the config."""
        return self.outcome.loaded.project

    @property
    def errors(self) -> tuple[Diagnostic, ...]:
        """What keeps the connection from being used."""
        return tuple(each for each in self.found if each.severity is Severity.ERROR)

    @property
    def warnings(self) -> tuple[Diagnostic, ...]:
        """What may be wrong with the connection."""
        return tuple(each for each in self.found if each.severity is Severity.WARNING)

    @property
    def broken(self) -> bool:
        """Whether a part cannot be used, though its finding be silenced."""
        return any(each.broken for each in self.connection.documents())

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, not even in a part whose finding is silenced."""
        return not self.errors and not self.broken


def judged(
    outcome: Outcome, request: Request, connections: Iterable[Connection] | None = None
) -> Iterator[Judged]:
    """Yield the connections of the requested configs, or those that are given, with what was found about each.

    Files that were not requested are looked at where a connection is made of their documents.
    """
    project = outcome.loaded.project
    if connections is None:
        requested = (each for each in project.configs() if each.path in outcome.loaded.requested)
        connections = map(project.connection, requested)
    made = [(connection, made_of(connection)) for connection in connections]
    places = _by_place(_found(outcome, {path for _, parts in made for path, _ in parts}, request))
    for connection, parts in made:
        yield Judged(connection, outcome, tuple(each for part in parts for each in places.get(part, ())))


def made_of(connection: Connection) -> dict[tuple[str, str], None]:
    """Return the places where what is found concerns a connection: its documents by file and title, and the files."""
    documents = [each for each in connection.documents() if not each.shipped]
    places = ((each.path, title) for each in documents for title in (each.title, ""))
    return dict.fromkeys(places)


def with_others(report: Report, found: Iterable[Diagnostic]) -> Report:
    """Return a report with what was found besides, in files that were not requested; its numbers stay as they are."""
    known = {_identity(each) for each in report.counted}
    others = {_identity(each): each for each in found if _identity(each) not in known}
    return report._replace(
        diagnostics=tuple(sorted((*report.diagnostics, *others.values()), key=reading_order))
    )


def _identity(each: Diagnostic) -> tuple[object, ...]:
    return each.path, each.span, each.rule, each.message


def _found(outcome: Outcome, paths: set[str], request: Request) -> Iterator[Diagnostic]:
    """Yield what counts in some files, each of which is looked at once."""
    known = paths & set(outcome.files)
    yield from (each for each in outcome.diagnostics if each.path in known)
    if others := frozenset(paths - known):
        yield from (each for each in findings_in(outcome, others, request) if each.path in others)


def _by_place(found: Iterable[Diagnostic]) -> dict[tuple[str, str], list[Diagnostic]]:
    places: dict[tuple[str, str], list[Diagnostic]] = {}
    for each in found:
        places.setdefault((each.path, each.document), []).append(each)
    return places
