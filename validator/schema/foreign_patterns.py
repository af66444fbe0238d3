"""Regular expressions in the schema that a connector has for its general configuration: those that cannot be used."""

from __future__ import annotations

from typing import TYPE_CHECKING

from validator.diagnostics import Fault, Part, Severity
from validator.documents.names import field_name
from validator.schema.foreign_schema import patterns_of
from validator.schema.patterns import Refused, guarded

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document


def check_patterns(connector: Document, field: str) -> None:
    """Add to a connector the expressions of the schema in one of its fields that no value is held against.

    The schema is for another program, so they are not taken out of it, and warned of. One that may be right in another
    language than Python's is noted.
    """
    by_place = {fault.span: fault for fault in _faults(connector, field)}
    connector.faults += tuple(by_place.values())


def _faults(connector: Document, field: str) -> Iterator[Fault]:
    for inside, part, text in patterns_of(connector.get(field)):
        found = guarded(text, searched=True)
        if isinstance(found, Refused):
            yield _fault(connector, (field, *inside), part, found)


def _fault(connector: Document, route: Route, part: Part, found: Refused) -> Fault:
    span, also = connector.locate(route, part)
    name = field_name(connector.in_file(route if part is Part.VALUE else route[:-1]))
    subject = name if part is Part.VALUE else f"a key of {name}"
    message, remedy, severity = f"{subject} {found.says}", found.remedy, Severity.WARNING
    if found.foreign:
        message = f"{subject} is not written for Python, so no value is held against it here"
        remedy = "leave it if the connector itself can use it, or write it as Python takes it"
        severity = Severity.INFO
    return Fault("invalid-value", span, message, remedy, also=also, route=route, part=part, severity=severity)
