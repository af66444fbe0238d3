"""Rules about client ids and scopes: what a connector's documents know of them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from validator.diagnostics import Basis, Severity
from validator.documents.kinds import CLIENT, CONFIG
from validator.project.connection import GENERAL
from validator.rules.answers import is_reference
from validator.rules.rule import Change, Finding, Place, rule
from validator.schema.document_patterns import fits
from validator.words import listed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

_CLASS = re.compile(r"\[([^\]]+)\]\{([0-9]+)\}")
_HEADER = re.compile(r"(?i:bearer|basic)\s")
_QUOTES = "\"'`\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb"


@rule(Severity.ERROR, Basis.DOCUMENTED, CLIENT, CONFIG, source="Procore support, Install a custom app")
def client_id_not_a_client_id(document: Document, project: Project) -> Iterator[Finding]:
    """Something else stands where the client id belongs, such as the version key of an app.

    An app in Procore's Developer Portal has several ids. A UUID is the key of a version, with which an administrator
    installs a custom app; no token comes for it.

    Bad:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: 8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36

    Good:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: ${env:PROCORE_CLIENT_ID}
    """
    route, text = client_id_of(document)
    facts = _facts(document, project) if text else {}
    mistaken = _mistaken(text, facts)
    if mistaken is not None:
        message = f"this is {mistaken.get('is')}, not a client id"
        yield Finding(message, Place(document, route), mistaken.get("help") or "write the client id")


@rule(Severity.WARNING, Basis.INFERRED, CLIENT, CONFIG, source="client ids in public examples")
def client_id_shape(document: Document, project: Project) -> Iterator[Finding]:
    """A client id does not look like one of the provider's.

    White space, quotes or a `Bearer` were copied with it, or a part of it was lost. The known forms are read off public
    examples and promised by nobody, so this is a warning.

    Bad:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: ledger-sync-4281379

    Good:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: ${env:PROCORE_CLIENT_ID}
    """
    route, text = client_id_of(document)
    facts = _facts(document, project) if text else {}
    forms = [form for form in facts.get("forms") or () if isinstance(form, str)]
    if not forms or is_reference(text) or _mistaken(text, facts) is not None:
        return
    if all(fits(form, text) is False for form in forms):
        message, help_text = _slip(text, forms)
        yield Finding(message, Place(document, route), help_text)


def _slip(text: str, forms: list[str]) -> tuple[str, str]:
    """Return what is wrong with a client id, and what to write."""
    if text != text.strip():
        return "the client id has white space around it", "write it without"
    if _HEADER.match(text):
        return "this begins like a header with a token, not like a client id", "write the client id alone"
    if text.strip(_QUOTES) != text:
        return "the client id has quotes as a part of it", "write it without the inner quotes"
    sizes = [f"{found[2]} of {found[1]}" for form in forms if (found := _CLASS.fullmatch(form))]
    known = f"those that are known have {listed(sizes)}" if len(sizes) == len(forms) else "compare it"
    return (
        f"this does not look like a client id of this provider: it has {len(text)} characters",
        f"copy it again from the application's OAuth credentials; {known}",
    )


def client_id_of(document: Document) -> tuple[Route, str]:
    """Return where a client id stands, and its text; an empty text where there is none."""
    route: Route = ("clientId",) if document.kind == CLIENT else (GENERAL, "clientId")
    value = document.get(*route)
    return route, value if isinstance(value, str) else ""


def _facts(document: Document, project: Project) -> dict[str, Any]:
    connector = project.connector(document.get("connector"))
    facts = connector.get("clientId") if connector is not None else None
    return facts if isinstance(facts, dict) else {}


def _mistaken(text: str, facts: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a text is instead of a client id, None where nothing is known to be."""
    known = [each for each in facts.get("mistaken") or () if isinstance(each, dict) and each.get("pattern")]
    return next((each for each in known if fits(each["pattern"], text.strip())), None)


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CLIENT,
    CONFIG,
    source="Procore developer documentation, OAuth endpoints",
)
def scope_not_used(document: Document, project: Project) -> Iterator[Finding]:
    """A scope is asked for, and the provider knows none.

    Rights come from the application's own list and from who signs in. A server may refuse a request that names a scope
    it does not know.

    Bad:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        scope: projects:read

    Good:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        scope: ""
    """
    route: Route = ("scope",) if document.kind == CLIENT else (GENERAL, "scope")
    scope = document.get(*route)
    connector = (
        project.connector(document.get("connector")) if isinstance(scope, str) and scope.strip() else None
    )
    if connector is not None and connector.get("usesScopes") is False and not is_reference(scope):
        place = Place(document, route)
        change = Change("leave scope out", place, None, safe=False)
        message = f"a scope is asked for, and {connector.name} knows none"
        yield Finding(message, place, "leave scope out, or empty", change=change)
