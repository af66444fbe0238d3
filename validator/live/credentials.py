"""A client's id and secret: resolved, and looked at before anything is sent."""

from __future__ import annotations

from pathlib import Path

from validator.catalog import shipped
from validator.documents.kinds import CONNECTOR, GENERAL
from validator.live.asking import grant
from validator.live.client_ids import has_form, names_a_secret
from validator.live.diagnosis import fault, unresolved
from validator.live.references import Reason, Unresolved, resolve, usable
from validator.live.results import Blame, LiveFault
from validator.live.target import Grant
from validator.schema.patterns import fits
from validator.secrets.references import ReferenceKind, looks_like_reference, parse_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from validator.documents.document import Document
    from validator.live.secret import Secret
    from validator.project.connection import Connection
    from validator.secrets.references import Form

_KEYS = (("clientId", Blame.CLIENT), ("clientSecret", Blame.SECRET))
_HERE = "written here"


class Credentials(NamedTuple):
    """A client's id and secret; `hidden` is the id as well where it has not the form of one."""

    client_id: str
    client_secret: Secret
    hidden: tuple[Secret, ...]


def asks_a_keyring(connection: Connection, custom: tuple[Form, ...]) -> bool:
    """Whether client id or secret are to be had from the system's keyring."""
    found = (parse_reference(text, custom) for text in _written(connection)[1])
    return any(each is not None and each.kind is ReferenceKind.KEYRING for each in found)


def _written(connection: Connection) -> tuple[Document, list[str]]:
    """Return the document that has client id and secret, and what stands there for each."""
    client = connection.client
    holder, prefix = (connection.config, (GENERAL,)) if client is None else (client, ())
    return holder, [f"{holder.get(*prefix, key)}" for key, _ in _KEYS]


def credentials_of(
    connection: Connection, environ: Mapping[str, str], custom: tuple[Form, ...]
) -> Credentials | tuple[LiveFault, ...]:
    """Return client id and secret; else the faults of both, so that what is missing is told at once."""
    holder, texts = _written(connection)
    found = [_resolved(text, holder, environ, custom) for text in texts]
    missing = tuple(
        unresolved(each, blame)
        for each, (_, blame) in zip(found, _KEYS, strict=True)
        if isinstance(each, Unresolved)
    )
    client_id, client_secret = found
    if isinstance(client_id, Unresolved) or isinstance(client_secret, Unresolved):
        return missing
    refusal, hidden = _judged(client_id, client_secret, connection, texts[0], custom)
    return (refusal,) if refusal is not None else Credentials(client_id.reveal(), client_secret, hidden)


def told(connection: Connection, custom: tuple[Form, ...], missing: Sequence[LiveFault]) -> str:
    """Return for each of the two where it comes from, and whether that gives a value; never the value."""
    lacking = {each.blame for each in missing}
    said = []
    for (key, blame), text in zip(_KEYS, _written(connection)[1], strict=True):
        source = _source(text, custom)
        said.append(f"{key} {source} {'gives no value to send' if blame in lacking else 'gives a value'}")
    return "; ".join(said)


def _source(written: str, custom: tuple[Form, ...]) -> str:
    reference = parse_reference(written, custom)
    if reference is None:
        return "as it is written"
    return "from a secret manager" if reference.kind is ReferenceKind.CUSTOM else f"from {written}"


def _judged(
    client_id: Secret, client_secret: Secret, connection: Connection, written: str, custom: tuple[Form, ...]
) -> tuple[LiveFault | None, tuple[Secret, ...]]:
    """Return why an id is not sent, None where it is, and the id where it is hidden.

    With the code flow the client id becomes a part of an address that is shown, so there it must be one.
    """
    reference, key = parse_reference(written, custom), connection.connector_key
    if client_id.matches(client_secret):
        return fault("live/no-client-id", "equal"), ()
    if reference is not None and names_a_secret(reference):
        return fault("live/no-client-id", "secret"), ()
    if (mistaken := _mistaken(client_id.reveal(), key)) is not None:
        return mistaken, ()
    has = has_form(client_id.reveal(), key, written=reference is None)
    if not has and grant(connection) is Grant.AUTHORIZATION_CODE:
        return fault("live/no-client-id"), ()
    return None, () if has else (client_id,)


def _mistaken(text: str, connector: str | None) -> LiveFault | None:
    """Return the fault of a value that the shipped catalogue knows to be something else of the connector's."""
    facts = (each.get("clientId", "mistaken") for each in shipped(connector or "") if each.kind == CONNECTOR)
    for entry in next((each for each in facts if each), ()):
        if fits(entry["pattern"], text):
            return fault("live/no-client-id", "mistaken", thing=entry["is"], help=entry["help"])
    return None


def _resolved(
    value: str, holder: Document, environ: Mapping[str, str], custom: tuple[Form, ...]
) -> Secret | Unresolved:
    """Return what a value stands for: itself, unless lint takes it for a reference."""
    reference = parse_reference(value, custom)
    if reference is not None:
        file = holder.source.file
        return resolve(reference, Path.cwd() if file is None else file.parent, environ)
    return Unresolved(Reason.FOREIGN) if looks_like_reference(value) else usable(value, _HERE)
