"""Regular expressions in the schema that a connector has for its general configuration: those that cannot be used."""

from __future__ import annotations

from validator.diagnostics import Part, Severity
from validator.documents.finding import Finding, Here
from validator.documents.kinds import GENERAL
from validator.documents.names import field_name
from validator.schema.foreign import patterns_of
from validator.schema.patterns import Refused, guarded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document


def check_patterns(connector: Document) -> Document:
    """Return a connector with what is to be said of the expressions in its schema that no value is held against.

    The schema is for another program, so they are not taken out of it, and warned of. One that may be right in another
    language than Python's is noted.
    """
    by_place = {connector.locate(each.place.route, each.place.part)[0]: each for each in _findings(connector)}
    return connector.but(findings=(*connector.findings, *by_place.values())) if by_place else connector


def _findings(connector: Document) -> Iterator[Finding]:
    for inside, part, text in patterns_of(connector.get(GENERAL)):
        found = guarded(text, searched=True)
        if isinstance(found, Refused):
            yield _finding(connector, (GENERAL, *inside), part, found)


def _finding(connector: Document, route: Route, part: Part, found: Refused) -> Finding:
    name = field_name(connector.in_file(route if part is Part.VALUE else route[:-1]))
    subject = name if part is Part.VALUE else f"a key of {name}"
    message, remedy, severity = f"{subject} {found.says}", found.remedy, Severity.WARNING
    if found.foreign:
        message = f"{subject} is not written for Python, so no value is held against it here"
        remedy = "leave it if the connector itself can use it, or write it as Python takes it"
        severity = Severity.INFO
    return Finding(message, Here(route, part), remedy, severity=severity, rule="invalid-value")
