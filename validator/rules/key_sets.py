"""Rules about the sets of keys that one application has."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

from validator.diagnostics import Basis, Severity
from validator.documents.kinds import CLIENT, CONFIG
from validator.project.connection import GENERAL
from validator.project.facts import BASE_URL, Role, environments, environments_at
from validator.rules.client_ids import client_id_of
from validator.rules.doubt import keys_in_doubt
from validator.rules.once import per_project
from validator.rules.rule import Also, Finding, Place, rule
from validator.words import quoted

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project

KEYS = "Procore developer documentation, OAuth keys"


class Holder(NamedTuple):
    """A place that holds a client id, and the key set that the id belongs to."""

    place: Place
    keys: str


@rule(Severity.ERROR, Basis.DOCUMENTED, CLIENT, CONFIG, source=KEYS, across=True)
def shared_client_id(document: Document, project: Project) -> Iterator[Finding]:
    """One client id is used for two sets of keys, production and developer sandbox for example.

    Each set of an application's keys has a client id of its own, and one is not known at the login host of the other.

    Bad:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Acme sandbox
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        credentials: developer-sandbox
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_SANDBOX_SECRET}
        tokenUrl: https://login-sandbox.procore.com/oauth/token

    Good:
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        clientId: ${env:PROCORE_CLIENT_ID}
        clientSecret: ${env:PROCORE_CLIENT_SECRET}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Acme sandbox
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        credentials: developer-sandbox
        clientId: ${env:PROCORE_SANDBOX_ID}
        clientSecret: ${env:PROCORE_SANDBOX_SECRET}
        tokenUrl: https://login-sandbox.procore.com/oauth/token
    """
    _, text = client_id_of(document)
    mine = _holder(document, project) if text else None
    first = _first_holders(project).get((document.get("connector"), text))
    if mine is None or first is None or first.keys == mine.keys:
        return
    if any(keys_in_doubt(each.place.document, project) for each in (mine, first)):
        return
    also = Also(first.place, f"used for {first.keys} here")
    message = (
        f"this client id is used for {quoted(first.keys)} keys too, and these are {quoted(mine.keys)} ones"
    )
    help_text = f"write the client id of the {mine.keys} keys: each set has its own"
    yield Finding(message, mine.place, help_text, also=(also,))


@per_project
def _first_holders(project: Project) -> dict[tuple[Any, str], Holder]:
    """Return who holds a client id first, by connector and client id."""
    first: dict[tuple[Any, str], Holder] = {}
    for document in project.documents:
        text = client_id_of(document)[1] if document.kind in {CLIENT, CONFIG} else ""
        holder = _holder(document, project) if text else None
        if holder is not None:
            first.setdefault((document.get("connector"), text), holder)
    return first


def _holder(document: Document, project: Project) -> Holder | None:
    """Return where a document holds a client id and for which keys: as it says, or as its address tells."""
    place, keys = Place(document, client_id_of(document)[0]), document.get("credentials")
    if isinstance(keys, str):
        return Holder(place, keys)
    connector = project.connector(document.get("connector"))
    own = document.kind == CLIENT
    url = document.get("tokenUrl") if own else document.get(GENERAL, BASE_URL)
    role = Role.LOGIN if own else Role.API
    served = environments_at(url, role, connector, environments(connector))
    sets = {each.credentials for each in served}
    only = sets.pop() if len(sets) == 1 else None
    return Holder(place, only) if only is not None else None
