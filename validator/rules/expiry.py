"""Rules about the last day of client secrets."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Finding, Place
from validator.documents.kinds import CLIENT, CONFIG, GENERAL
from validator.lazy import lazy
from validator.rules.places import fields_named
from validator.rules.rule import rule
from validator.values import NamedTuple
from validator.words import quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

HELP = "App Xchange help, OAuth clients"
_FIELD = "clientSecretExpiration"
_ENDS = lazy(r"clientsecretexpiration(?:date|day)?\Z")
_NAMES = frozenset({simplified(_FIELD)})


class Expiry(NamedTuple):
    """The last day of a secret, where it stands, and how many days are left of it; fewer than none when it is over."""

    place: Place
    day: date
    left: int


@rule(Severity.ERROR, Basis.DOCUMENTED, CLIENT, CONFIG, source=HELP)
def secret_expired(document: Document, project: Project) -> Iterator[Finding]:
    """The day after which a client secret is no longer valid has passed.

    From that day on no connection that uses the client gets a token. The day is held against today, or against the
    one that `--as-of` gives.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientSecretExpiration: 2026-06-30

    Good:
        kind: OAuthClient
        clientSecretExpiration: 2036-06-30
    """
    for expiry in _expiries(document, project):
        if expiry.left < 0:
            message = f"the client secret expired on {expiry.day}"
            help_text = (
                "have a new secret issued, store it where the reference reads it, and write its last day"
            )
            yield Finding(message, expiry.place, help_text, f"{_days(-expiry.left)} ago")


@rule(Severity.WARNING, Basis.DOCUMENTED, CLIENT, CONFIG, source=HELP)
def secret_expiring(document: Document, project: Project) -> Iterator[Finding]:
    """A client secret expires within the days that the settings give for that, 30 unless they say otherwise.

    A new secret has to be issued, stored and entered in App Xchange before that day; `secret-expiry-days` says how
    long beforehand to begin.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        clientSecretExpiration: 2026-12-15

    Good:
        kind: OAuthClient
        clientSecretExpiration: 2036-12-15
    """
    for expiry in _expiries(document, project):
        if 0 <= expiry.left <= project.settings.secret_expiry_days:
            message = f"the client secret expires on {expiry.day}"
            when = f"in {_days(expiry.left)}" if expiry.left else "today"
            yield Finding(message, expiry.place, "have a new secret issued before that day", when)


@rule(Severity.INFO, Basis.INFERRED, CLIENT, source=HELP)
def secret_without_expiration(document: Document, project: Project) -> Iterator[Finding]:
    """A client has a secret and no last day of it, and the provider's secrets expire.

    With the day in the file the coming end is reported in time. Without it connections stop without a warning.

    Given: Spectrum OAuth client

    Bad:
        kind: OAuthClient
        clientSecret: ${env:SPECTRUM_CLIENT_SECRET}

    Good:
        kind: OAuthClient
        clientSecret: ${env:SPECTRUM_CLIENT_SECRET}
        clientSecretExpiration: 2036-12-15
    """
    if document.get("clientSecret") is None or not document.lacks(_FIELD):
        return
    connector = project.connector(document.get("connector"))
    if connector is not None and connector.get("secretsExpire") is True:
        name = quoted(connector.get("name"))
        message = f"the client has a secret and no {_FIELD}, and secrets of {name} expire"
        yield Finding(message, Place(document, (), Part.KEY), f"add {_FIELD}: with the secret's last day")


def _expiries(document: Document, project: Project) -> Iterator[Expiry]:
    for route in (*fields_named(document, _NAMES), *_in_lists(document)):
        value = document.get(*route)
        day = day_of(value) if isinstance(value, str) else None
        if day is not None:
            yield Expiry(Place(document, route), day, (day - project.settings.today).days)


def _in_lists(document: Document) -> Iterator[Route]:
    """Yield where entries of lists in general configuration say when a client secret expires."""
    general = document.get(GENERAL) if document.kind == CONFIG else None
    for key, entries in general.items() if isinstance(general, dict) else ():
        for index, entry in enumerate(entries if isinstance(entries, list) else ()):
            names = entry if isinstance(entry, dict) else ()
            yield from ((GENERAL, key, index, name) for name in names if _ENDS.search(simplified(name)))


def day_of(text: str) -> date | None:
    """Return the day that a text names, None for a reference or anything else."""
    import datetime as dt  # noqa: PLC0415 - few files hold a date

    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError:
        return None


def _days(count: int) -> str:
    return "1 day" if count == 1 else f"{count:,} days"
