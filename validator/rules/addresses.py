"""Rules about addresses wherever they stand: nothing secret in them, https, and a host that is really meant."""

from __future__ import annotations

from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Change, Finding, Place
from validator.documents.kinds import BASE_RULES, CLIENT, CONFIG, CONNECTOR, DEFINITION, ENDPOINTS, GENERAL
from validator.documents.tree import span_of
from validator.lazy import lazy
from validator.project.facts import host_of, is_loopback
from validator.project.once import per_document
from validator.project.sensitive import secret_comments, secrets_of
from validator.rules.precedence import NO_NUMBER
from validator.rules.rule import rule
from validator.rules.secrets import ROTATE, SPIRIT
from validator.schema.addresses import REDIRECT, TEMPLATE, has_template
from validator.secrets.references import looks_like_reference
from validator.words import simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.project import Project

_SCHEMES = ("https://", "http://")
_DOCUMENTATION = (".example.com", ".example.net", ".example.org")
_YOURS = lazy(
    r"your-?(?:own-?)?(?:account|company|domain|host|instance|name|org|organi[sz]ation|server|site|subdomain|tenant)"
    r"(?:-?name)?\.|mydomain\."
)
"""How a host begins that tells its reader to put in a part of his own."""

_OF_YOURS = ("your", "mydomain")
_OF_CLIENT = frozenset({*ENDPOINTS, REDIRECT})
_OF_DEFINITION = _OF_CLIENT | {"default"}
_OF_ENVIRONMENT = frozenset({"loginUrl", "apiUrl"})
_REDIRECT = "redirecturi"


@rule(Severity.ERROR, Basis.DOCUMENTED, source=SPIRIT, secret=True)
def secret_in_url(document: Document, project: Project) -> Iterator[Finding]:
    """An address holds a user and password, or a token.

    Addresses are shown on screens and written into logs, with everything in them. Whoever can read the repository can
    read them too. The secret is never shown here.

    Given: HTTP with basic auth

    Bad:
        kind: ConnectorConfig
        connection:
          details:
            baseUrl: https://reader:Xk29fh3Qa71bZ@ledger.meridian.example/api

    Good:
        kind: ConnectorConfig
        connection:
          details:
            baseUrl: https://ledger.meridian.example/api
            username: reader
            password: ${env:LEDGER_PASSWORD}
    """
    if document.quiet and not _may_hold(document, "@", "=", ".com/"):
        return
    help_text = (
        f"take it out of the address, into a field of its own, as a reference such as ${{env:NAME}}; {ROTATE}"
    )
    for judged in secrets_of(document, project) if _may_hold(document, "@", "=", ".com/") else ():
        if judged.match.in_url:
            leaf = judged.leaf
            where = "an address that stands where a key belongs" if leaf.part is Part.KEY else "an address"
            message = f"{where} holds {judged.match.kind.value.partition(' in')[0]} (hidden)"
            yield Finding(message, Place(document, leaf.route, leaf.part, span_of(leaf.node)), help_text)
    for found in secret_comments(document) if document.index == 0 else ():
        if found.match.in_url:
            start = found.comment.start
            span = document.source.span(start + found.match.start, start + found.match.end)
            message = f"a comment holds {found.match.kind.value} (hidden)"
            yield Finding(message, Place(document, (), Part.VALUE, span), f"delete it; {ROTATE}")


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CLIENT,
    CONFIG,
    BASE_RULES,
    DEFINITION,
    CONNECTOR,
    source="RFC 6749, section 1.6",
    yields_to=(*NO_NUMBER, "placeholder-host", "secret-in-url"),
)
def insecure_url(document: Document, project: Project) -> Iterator[Finding]:
    """An address begins with http, so what is sent there can be read on the way.

    Client secrets, tokens and passwords travel to these addresses. The one exception is a redirect URI that stays on
    the same machine, such as http://localhost:8080/callback.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        tokenUrl: http://login.procore.com/oauth/token

    Good:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
    """
    for route, written in _addresses(document, project):
        text = written.strip()
        redirect = simplified(str(route[-1])) == _REDIRECT
        if text[:5].lower() == "https" or (redirect and is_loopback(host_of(text))):
            continue
        place = Place(document, route)
        change = Change("write https", place, f"https{text[4:]}", safe=False)
        message = "this address begins with http: whatever is sent there can be read on the way"
        yield Finding(message, place, "begin it with https://", change=change)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CLIENT,
    CONFIG,
    BASE_RULES,
    DEFINITION,
    CONNECTOR,
    source="Connector SDK templates; RFC 2606",
    yields_to=(*NO_NUMBER, "secret-default", "secret-in-url"),
)
def placeholder_host(document: Document, project: Project) -> Iterator[Finding]:
    """An address still has a host or a part that was to be replaced.

    The Connector SDK's templates begin with `prod.example.com` and `test.example.com`, which nobody can own, and
    addresses copied from documentation hold parts such as `{tenant}` or `[MyDomain]`. A host such as
    `your-company.service.com` is a warning: somebody may bear that name.

    Given: A connector being built

    Bad:
        kind: Connector
        environments:
          - {name: Production, apiUrl: "https://prod.example.com"}

    Good:
        kind: Connector
        environments:
          - {name: Production, apiUrl: "https://api.ledger.meridian-software.com"}
    """
    for route, text in _addresses(document, project):
        if has_template(text):
            message = "a part of this address was to be replaced: it still holds a template"
            yield Finding(message, Place(document, route), "write the whole address")
        elif _is_for_documentation(host_of(text)):
            message = f"{host_of(text)} is a host for documentation and belongs to nobody"
            yield Finding(message, Place(document, route), "write the host of the product")
        elif _is_yours(host_of(text) or ""):
            message = "the host begins with a word that stands for a name of your own"
            help_text = "write the host with your own name in it"
            yield Finding(message, Place(document, route), help_text, severity=Severity.WARNING)


def is_made_up(url: object) -> bool:
    """Whether an address still has a host or a part that was to be replaced."""
    text = url if isinstance(url, str) else ""
    return has_template(text) or _is_for_documentation(host_of(text))


def _is_for_documentation(host: str | None) -> bool:
    return f".{host}".endswith(_DOCUMENTATION)


def _is_yours(host: str) -> bool:
    return host.startswith(_OF_YOURS) and _YOURS.match(host) is not None


@per_document
def _addresses(document: Document, project: Project) -> tuple[tuple[Route, str], ...]:
    """Return the values that are an address as a whole, with their routes, where addresses of a product are meant."""
    del project
    if not _may_hold(document, "://"):
        return ()
    return tuple(
        (route, written)
        for route, written in _written(document)
        if _is_address(written.strip()) and _is_meant(document, route)
    )


def _is_address(text: str) -> bool:
    """Whether a text is an address as a whole, whatever was to be replaced in it."""
    if not text[:8].casefold().startswith(_SCHEMES) or looks_like_reference(text):
        return False
    rest = TEMPLATE.sub("", text) if has_template(text) else text
    return not rest or (not rest[0].isspace() and not rest[-1].isspace() and len(rest.split()) == 1)


def _written(document: Document) -> Iterator[tuple[Route, str]]:
    if document.quiet:
        return document.texts()
    return ((leaf.route, leaf.node.text) for leaf in document.leaves() if leaf.part is not Part.KEY)


def _may_hold(document: Document, *signs: str) -> bool:
    """Whether a file's text has one of some signs, or a backslash that may stand for one: a cheap look beforehand."""
    held = document.source.signs
    return "\\" in held or not held.isdisjoint(signs)


def _is_meant(document: Document, route: Route) -> bool:
    """Whether a place holds what App Xchange or a connector would call, rather than text for people."""
    if document.kind == CLIENT:
        return route[0] in _OF_CLIENT
    if document.kind == CONFIG:
        return route[0] == GENERAL or route[:2] == ("connection", "details")
    if document.kind == BASE_RULES:
        return route[2:4] == ("sets", "details")
    if document.kind == DEFINITION:
        return route[-1] in _OF_DEFINITION
    return (route[0] == "environments" and route[-1] in _OF_ENVIRONMENT) or (
        route[0] == GENERAL and route[-1] == "default"
    )
