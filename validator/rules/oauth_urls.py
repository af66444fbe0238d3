"""Rules about the addresses of an OAuth client: the form's default, the endpoints, and what is left out."""

from __future__ import annotations

from validator.catalog import platform
from validator.diagnostics import Basis, Part, Severity
from validator.documents.finding import Also, Change, Finding, Place
from validator.documents.kinds import CLIENT, CLIENT_CREDENTIALS, CONFIG, DEFINITION, ENDPOINTS
from validator.lazy import lazy
from validator.project.facts import environments_of_host, host_of, path_of
from validator.project.once import per_project
from validator.project.url import url_of
from validator.rules import doubt
from validator.rules.places import holders
from validator.rules.precedence import OTHER_ADDRESS
from validator.rules.rule import rule
from validator.values import NamedTuple
from validator.words import is_alike, listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.documents.finding import Doubt
    from validator.project.facts import Environment, Environments
    from validator.project.project import Project

HELP = "App Xchange help, OAuth clients"
_WORDS = {
    "authorize": "authorization endpoint",
    "token": "token endpoint",
    "refresh": "refresh endpoint",
    "info": "endpoint that describes a token",
    "revoke": "endpoint that revokes a token",
}
_PLAIN_HOST = lazy(r"[A-Za-z0-9.-]+(?::[0-9]{1,5})?")


@rule(Severity.WARNING, Basis.INFERRED, CLIENT, source=HELP, yields_to=("insecure-url", "secret-in-url"))
def default_token_url(document: Document, project: Project) -> Iterator[Finding]:
    """The token URL is Trimble Identity's, and the connector is not Trimble's.

    App Xchange's form begins with that address and keeps it where none is entered. Trimble Identity knows no client
    ids of other products, so no token would come from there.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        tokenUrl: https://id.trimble.com/oauth/token

    Good:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
    """
    written = is_default(document.get("tokenUrl"))
    if not written and not _left_to_default(document, project):
        return
    login = login_of(document, project)
    if login is None or uses_default(login) is not False:
        return
    known, issuer = known_addresses(document, "tokenUrl", login, project), platform()["defaultTokenIssuer"]
    path = login.paths.get("token", "")
    write = (
        listed(known)
        if known
        else f"an address of {login.name} that ends with {path}"
        if path
        else "its address"
    )
    if written:
        place = Place(document, ("tokenUrl",))
        message = f"this is the token URL of {issuer}, and {login.name} has one of its own"
        change = Change(f"write {known[0]}", place, known[0], safe=False) if len(known) == 1 else None
        yield Finding(message, place, f"write {write}", change=change)
    else:
        message = f"without tokenUrl the form keeps that of {issuer}, and {login.name} has one of its own"
        rests_on = (doubt.every_file(), doubt.part(document, "public"))
        yield Finding(message, Place(document, (), Part.KEY), f"add tokenUrl: {write}", rests_on=rests_on)


def _left_to_default(client: Document, project: Project) -> bool:
    """Whether nothing but the form's default can be the token URL of a client."""
    definition = definition_of(client, project)
    if definition is None or not client.lacks("tokenUrl") or client.get("public") is True:
        return False
    return definition.lacks("tokenUrl") and str(definition.get("type")).startswith("OAuth2")


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CLIENT,
    DEFINITION,
    CONFIG,
    source="OAuth endpoints in the provider's documentation",
    yields_to=("default-token-url", "unknown-host", *OTHER_ADDRESS),
)
def oauth_url_path(document: Document, project: Project) -> Iterator[Finding]:
    """An authorization, token or refresh URL has the path of another endpoint, or none.

    Each endpoint of a provider has its own path, and another one answers with an error. Where two addresses stand in
    each other's place, one finding says so.

    Given: Procore client credentials

    Bad:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/authorize

    Good:
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
    """
    definition = definition_of(document, project) if document.kind == CLIENT else None
    alone = definition is not None and definition.get("type") == CLIENT_CREDENTIALS
    fields = ("tokenUrl",) if alone else tuple(ENDPOINTS)
    for holder in holders(document):
        held = document.get(*holder)
        if not isinstance(held, dict) or ENDPOINTS.keys().isdisjoint(held):
            continue
        given = ((field, held.get(field)) for field in fields)
        urls = {field: url for field, url in given if isinstance(url, str) and host_of(url)}
        login = login_of(document, project) if urls else None
        if login is not None and login.paths:
            yield from _wrong_paths(document, holder, urls, login)


def _wrong_paths(document: Document, holder: Route, urls: dict[str, str], login: Login) -> Iterator[Finding]:
    swapped = _swapped(document, holder, urls, login)
    rests_on: tuple[Doubt, ...] = (doubt.definition_of(document),)
    if swapped is not None:
        first, second = swapped
        place = Place(document, (*holder, first))
        also = Also(Place(document, (*holder, second)), "swapped with this one")
        message = f"{first} and {second} stand in each other's place"
        change = _written(place, urls[first], first, login)
        yield Finding(message, place, "swap them", also=(also,), change=change, rests_on=rests_on)
    for field, url in urls.items():
        message = "" if field in (swapped or ()) else _wrong_path(field, url, login)
        if message:
            place = Place(document, (*holder, field))
            change = _written(place, url, field, login)
            help_text = change.title if change else "write the right path"
            yield Finding(message, place, help_text, change=change, rests_on=rests_on)


def _swapped(document: Document, holder: Route, urls: dict[str, str], login: Login) -> tuple[str, str] | None:
    """Return the two fields that hold each other's endpoint, in the order of the text."""
    authorize, token = login.paths.get("authorize"), login.paths.get("token")
    one, other = path_of(urls.get("authorizationUrl")), path_of(urls.get("tokenUrl"))
    if not authorize or not token or authorize == token or (one, other) != (token, authorize):
        return None
    fields = ("authorizationUrl", "tokenUrl")
    first, second = sorted(fields, key=lambda field: document.locate((*holder, field))[0])
    return first, second


def _wrong_path(field: str, url: str, login: Login) -> str:
    """Return what is wrong with the path of an address, nothing where it is right or cannot be told."""
    end, path = ENDPOINTS[field], path_of(url)
    wanted = login.paths.get(end)
    if wanted is not None and path == wanted.rstrip("/"):
        return ""
    other = next((each for each, known in login.paths.items() if path and known.rstrip("/") == path), None)
    if other is not None and (wanted is not None or {end, other} != {"token", "refresh"}):
        return f"this is the {_WORDS.get(other, other)} of {login.name}, not its {_WORDS[end]}"
    if wanted is None:
        return ""
    if not path:
        return f"{field} ends behind the host: the path of the {_WORDS[end]} is missing"
    host = host_of(url)
    theirs = host in login.hosts or environments_of_host(host, login.environments)
    if theirs or is_alike(path, wanted):
        return f"{login.name} has its {_WORDS[end]} at {wanted}, not at {quoted(path)}"
    return ""


def _written(place: Place, url: str, field: str, login: Login) -> Change | None:
    """Return the change that writes the known path behind the host of an address."""
    wanted, host = login.paths.get(ENDPOINTS[field]), url_of(url).place
    if not wanted or "@" in host:
        return None
    text = f"https://{host}{wanted}"
    return Change(f"write {text}", place, text, safe=False)


class Login(NamedTuple):
    """What is known of a connector's login: paths by endpoint, hosts, environments; any of it may be empty."""

    name: str
    paths: dict[str, str]
    hosts: frozenset[str]
    environments: Environments


def definition_of(client: Document, project: Project) -> Document | None:
    """Return the connection definition that an OAuth client is for, None where it is not known."""
    return project.definition(client.get("connector"), client.get("definition"))


def login_of(document: Document, project: Project) -> Login | None:
    """Return what is known of the login of a document's connector, None for an unknown connector.

    A definition that brings its own addresses tells their paths and hosts, too.
    """
    connector = project.connector(document.get("connector"))
    if connector is None:
        return None
    definition = definition_of(document, project) if document.kind == CLIENT else None
    known, key = _logins(project), (id(connector), id(definition))
    if key not in known:
        known[key] = _login(connector, definition, project)
    return known[key]


@per_project
def _logins(project: Project) -> dict[tuple[int, int], Login]:
    """Return where to keep what is known of the logins of connectors and definitions."""
    del project
    return {}


def _login(connector: Document, definition: Document | None, project: Project) -> Login:
    own = {
        end: url for field, end in ENDPOINTS.items() if definition and host_of(url := definition.get(field))
    }
    known = project.environments(connector)
    given = connector.get("oauthPaths")
    paths = {end: url_of(url).path for end, url in own.items()} | (given if isinstance(given, dict) else {})
    hosts = {host_of(each.login_url) for each in known} | {host_of(url) for url in own.values()}
    name = f"{connector.get('name') or connector.get('key')}"
    return Login(name, paths, frozenset(host for host in hosts if host), known)


def known_addresses(client: Document, field: str, login: Login, project: Project) -> list[str]:
    """Return the addresses that a client's field is to hold, as far as they are known; one where all agree.

    They are those of the environments that configs use the client for, else of the ones that take its keys. Where no
    login host is known, the host of the client's other addresses counts.
    """
    path = login.paths.get(ENDPOINTS[field])
    if not path:
        return []
    if not login.hosts:
        return [f"https://{host}{path}" for host in _hosts_beside(client, field)]
    used = _environments_of_clients(project).get(id(client), [])
    keys = client.get("credentials")
    taking = [each for each in login.environments if keys is not None and each.credentials == keys]
    chosen = used or taking or list(login.environments)
    found = [f"{each.login_url.rstrip('/')}{path}" for each in chosen if each.login_url]
    return list(dict.fromkeys(found))


def _hosts_beside(client: Document, field: str) -> list[str]:
    """Return the hosts of a client's other addresses, with their ports; none with a user, or with a part to replace."""
    urls = [
        url
        for each in ENDPOINTS
        if each != field and host_of(url := client.get(each)) and not is_default(url)
    ]
    hosts = dict.fromkeys(url_of(url).place for url in urls)
    return [host for host in hosts if _PLAIN_HOST.fullmatch(host)]


def is_default(url: object) -> bool:
    """Whether an address is the token URL that App Xchange's form begins with."""
    default = platform()["defaultTokenUrl"]
    return host_of(url) == host_of(default) and path_of(url) == path_of(default)


def uses_default(login: Login) -> bool | None:
    """Whether a connector's tokens come from the form's default address; None where nothing is known of that."""
    default = platform()["defaultTokenUrl"]
    if login.hosts:
        return host_of(default) in login.hosts
    token = login.paths.get("token")
    return None if token is None or path_of(default) == token.rstrip("/") else False


@per_project
def _environments_of_clients(project: Project) -> dict[int, list[Environment]]:
    """Return the environments that configs use each client for."""
    found: dict[int, list[Environment]] = {}
    for connection in project.connections():
        if connection.client is not None and connection.environment is not None:
            found.setdefault(id(connection.client), []).append(connection.environment)
    return found
