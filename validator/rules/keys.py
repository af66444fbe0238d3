"""Rules about client ids and the sets of keys that one application has."""

from __future__ import annotations

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import CLIENT, CONFIG, GENERAL
from validator.lazy import lazy
from validator.project.facts import BASE_URL, Role, environments_at
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.rules import doubt
from validator.rules.details import is_reference
from validator.rules.precedence import NO_VALUE
from validator.rules.rule import rule
from validator.schema.patterns import fits
from validator.secrets.quiet import is_plain_reference
from validator.values import NamedTuple
from validator.words import is_showable, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

_CLASS = lazy(r"\[([^\]]+)\]\{([0-9]+)\}")
_HEADER = lazy(r"(?i:bearer|basic)\s")
_QUOTES = "\"'`\u201c\u201d\u2018\u2019\u201e\u00ab\u00bb"
KEYS = "Procore developer documentation, OAuth keys"


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CLIENT,
    CONFIG,
    general_alone=True,
    source="Procore support, Install a custom app",
    yields_to=NO_VALUE,
)
def client_id_not_a_client_id(document: Document, project: Project) -> Iterator[Finding]:
    """Something else stands where the client id belongs, such as the version key of an app.

    An app in Procore's Developer Portal has several ids. A UUID is the key of a version, with which an administrator
    installs a custom app; no token comes for it.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientId: 8a6f2c1e-53d7-4b90-9e0c-5f1f7d2a4b36

    Good:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_ID}
    """
    route, text = client_id_of(document)
    facts = _facts(document, project) if text and not is_plain_reference(text) else {}
    mistaken = _mistaken(text, facts)
    if mistaken is not None:
        message = f"this is {mistaken.get('is')}, not a client id"
        yield Finding(message, Place(document, route), mistaken.get("help") or "write the client id")


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CLIENT,
    CONFIG,
    general_alone=True,
    source="client ids in public examples",
    yields_to=("placeholder-value", "client-id-not-a-client-id", "same-reference", "shared-client-id"),
)
def client_id_shape(document: Document, project: Project) -> Iterator[Finding]:
    """A client id does not look like one of the provider's.

    White space, quotes or a `Bearer` were copied with it, or a part of it was lost. The known forms are read off public
    examples and promised by nobody, so this is a warning.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientId: ledger-sync-4281379

    Good:
        kind: OAuthClient
        clientId: ${env:PROCORE_CLIENT_ID}
    """
    route, text = client_id_of(document)
    forms = _forms(document, project) if text and not is_reference(text) else []
    if not forms:
        return
    if all(fits(form, text) is False for form in forms):
        message, help_text = _slip(text, forms)
        yield Finding(message, Place(document, route), help_text)


def _slip(text: str, forms: list[str]) -> tuple[str, str]:
    """Return what is wrong with a client id, and what to write."""
    if text != text.strip():
        return "the client id has white space around it", "write it without the white space"
    if _HEADER.match(text):
        return "this begins like a header with a token, not like a client id", "write the client id alone"
    if text.strip(_QUOTES) != text:
        return "the client id has quotes as a part of it", "write it without the inner quotes"
    if text != text.lower() and any(fits(form, text.lower()) for form in forms):
        again = "copy it again from the application's OAuth credentials, or write its letters small"
        return "the client id is written in capitals, and those that are known have small letters", again
    sizes = [f"{found[2]} of {found[1]}" for form in forms if (found := _CLASS.fullmatch(form))]
    known = f"those that are known have {listed(sizes)}" if len(sizes) == len(forms) else "compare it"
    size = f": it has {len(text)} characters" if is_showable(text) else ""
    return (
        f"this does not look like a client id of this provider{size}",
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


def _forms(document: Document, project: Project) -> list[str]:
    """Return the forms that a client id may have; none where one of them cannot be used."""
    connector = project.connector(document.get("connector"))
    known = connector is not None and connector.is_sound("clientId", "forms")
    return list(_facts(document, project).get("forms") or ()) if known else []


def _mistaken(text: str, facts: dict[str, Any]) -> dict[str, Any] | None:
    """Return what a text is instead of a client id, None where nothing is known to be."""
    known = [each for each in facts.get("mistaken") or () if isinstance(each, dict) and each.get("pattern")]
    return next((each for each in known if fits(each["pattern"], text.strip())), None)


class Holder(NamedTuple):
    """A place that holds a client id, and the key set that the id belongs to."""

    place: Place
    keys: str


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CLIENT,
    CONFIG,
    general_alone=True,
    source=KEYS,
    across=True,
    yields_to=(*NO_VALUE, "client-id-not-a-client-id", "same-reference"),
)
def shared_client_id(document: Document, project: Project) -> Iterator[Finding]:
    """One client id is used for two sets of keys, production and developer sandbox for example.

    Each set of an application's keys has a client id of its own, and one is not known at the login host of the other.

    Given: Procore production and sandbox

    Bad:
        kind: OAuthClient
        name: Acme service account
        clientId: ${env:PROCORE_CLIENT_ID}
        ---
        kind: OAuthClient
        name: Acme sandbox
        clientId: ${env:PROCORE_CLIENT_ID}

    Good:
        kind: OAuthClient
        name: Acme service account
        clientId: ${env:PROCORE_CLIENT_ID}
        ---
        kind: OAuthClient
        name: Acme sandbox
        clientId: ${env:PROCORE_SANDBOX_ID}
    """
    _, text = client_id_of(document)
    if not text or not _repeated_client_ids(project).repeats((project.owner(document), text)):
        return
    mine = _holder(document, project)
    first = _first_holders(project).get((project.owner(document), text))
    if mine is None or first is None or first.keys == mine.keys:
        return
    also = Also(first.place, f"used for {first.keys} here")
    message = (
        f"this client id is used for {quoted(first.keys)} keys too, and these are {quoted(mine.keys)} ones"
    )
    both = _shares_secret(document, first.place.document)
    help_text = f"write the client id {'and the secret ' if both else ''}of the {mine.keys} keys: each set has its own"
    rests_on = (doubt.keys_of(document), doubt.keys_of(first.place.document))
    yield Finding(message, mine.place, help_text, also=(also,), rests_on=rests_on)


def _shares_secret(one: Document, other: Document) -> bool:
    """Whether the secrets of two clients are the same text, so that it is one slip with their ids."""
    text = one.text(("clientSecret",))
    return text is not None and text == other.text(("clientSecret",))


@gathered(Tally, CLIENT, CONFIG)
def _repeated_client_ids(document: Document, project: Project) -> Iterator[tuple[str | None, str]]:
    """Tell the client id that a document holds, if it does."""
    _, text = client_id_of(document)
    if text:
        yield project.owner(document), text


@per_project
def _first_holders(project: Project) -> dict[tuple[Any, str], Holder]:
    """Return who holds a client id first, by connector and client id, of those that several hold."""
    repeated = _repeated_client_ids(project)
    first: dict[tuple[Any, str], Holder] = {}
    for document in project.documents:
        text = client_id_of(document)[1] if document.kind in {CLIENT, CONFIG} else ""
        key = (project.owner(document), text)
        holder = _holder(document, project) if text and repeated.repeats(key) else None
        if holder is not None:
            first.setdefault(key, holder)
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
    served = environments_at(url, role, connector, project.environments(connector))
    sets = {each.credentials for each in served}
    only = sets.pop() if len(sets) == 1 else None
    return Holder(place, only) if only is not None else None
