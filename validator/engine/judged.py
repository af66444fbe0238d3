"""The configs that were asked for, each with the errors of every document that its connection is made of."""

from __future__ import annotations

from validator.diagnostics import Severity
from validator.engine.run import in_whole_project
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Diagnostic, Request
    from validator.engine.run import Outcome
    from validator.project.connection import Connection
    from validator.project.project import Project


class Judged(NamedTuple):
    """A config's connection, its project, and the errors that keep it from being used."""

    connection: Connection
    project: Project
    errors: tuple[Diagnostic, ...]

    @property
    def sound(self) -> bool:
        """Whether nothing is wrong, not even in a part whose finding is silenced."""
        return not self.errors and not any(each.broken for each in self.connection.documents())


def judged(outcome: Outcome, request: Request) -> Iterator[Judged]:
    """Yield the requested configs of a project, with the errors wherever in the project these stand."""
    project = outcome.loaded.project
    found = [each for each in in_whole_project(outcome, request) if each.severity is Severity.ERROR]
    for document in project.configs():
        if document.path in outcome.loaded.requested:
            connection = project.connection(document)
            parts = {(each.path, each.title) for each in connection.documents() if not each.shipped}
            errors = tuple(each for each in found if (each.path, each.document) in parts)
            yield Judged(connection, project, errors)
