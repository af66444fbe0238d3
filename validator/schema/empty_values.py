"""Values that were never filled in: what belongs there, and where to read it."""

from __future__ import annotations

from validator.catalog import shipped
from validator.documents.edits import pasted
from validator.documents.finding import Finding, Here
from validator.documents.kinds import CONNECTOR, DEFINITION, KINDS
from validator.documents.names import field_name, variable_for
from validator.schema.explain_keys import wanted_at
from validator.schema.outdented import lines_below, outdented
from validator.schema.schemas import SCHEMAS, described
from validator.words import listed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.schema.validate import Breach

_DETAILS = "details"


def no_value(document: Document, breach: Breach, types: Sequence[str]) -> Finding:
    """Return the finding for a key without a value; `types` are those that the field takes, in YAML's words."""
    route = breach.route
    lines = lines_below(document, route)
    if lines is not None:
        return outdented(document, lines)
    name = f"{route[-1]}" if _is_detail(route) else field_name(route, document)
    message = f"{field_name(route, document) if isinstance(route[-1], int) else name} has no value"
    help_text = filled(document, breach, types)
    return Finding(message, Here(route), help_text, rule="wrong-type", spoils=(route,))


def filled(document: Document, breach: Breach, types: Sequence[str]) -> str:
    """Return what to write where nothing stands."""
    route = breach.route
    if _is_detail(route):
        return _detail(document, route)
    if document.kind not in KINDS or isinstance(route[-1], int) or route[0] == "metadata":
        return "write a value, or leave the key out"
    literal, words = wanted_at(document, route, None)
    if not literal and (words == "a value" or list(types) in (["a mapping"], ["a list"])):
        words = listed(types) or words
    around = described(SCHEMAS[document.kind or ""], route[:-1])
    needed = route[-1] in around.get("required", ()) or literal.startswith("${")
    return f"write {literal or words}{'' if needed else ', or leave the key out'}"


def _is_detail(route: Route) -> bool:
    return len(route) > 1 and route[-2] == _DETAILS and isinstance(route[-1], str)


def _detail(document: Document, route: Route) -> str:
    """Return what belongs into a detail of a connection, by what is shipped of the connector."""
    key = f"{route[-1]}"
    for each in _shipped(document, CONNECTOR):
        company = each.get("companyId") or {}
        if key in (company.get("keys") or ()) and company.get("page") and company.get("part"):
            return f"copy {company['part']} in the address of the {company['page']}"
    for attribute in _attributes(document):
        if attribute.get("key") != key:
            continue
        if attribute.get("isSensitive") is not False:
            return f"write {pasted(f'${{env:{variable_for(document, route)}}}', document, route[:-1])}"
        labels = [option["label"] for option in attribute.get("options") or ()]
        if labels:
            return f"write {listed([pasted(label, document, route[:-1]) for label in labels])}"
        return f"write what the screen calls {attribute.get('title') or key}"
    return "write a value, or leave the key out"


def _attributes(document: Document) -> Iterator[dict[str, Any]]:
    for each in _shipped(document, DEFINITION):
        yield from each.get("attributes") or ()


def _shipped(document: Document, kind: str) -> list[dict[str, Any]]:
    connector = document.get("connector")
    known = shipped(connector) if isinstance(connector, str) else ()
    return [each.data for each in known if each.kind == kind]
