"""How App Xchange would ask for the token of a connection: at which address, for what, and in which form."""

from __future__ import annotations

from urllib.parse import urlsplit

from validator.catalog import platform, shipped
from validator.documents.kinds import CLIENT_CREDENTIALS, CODE_FLOW, CONNECTOR, GENERAL
from validator.live.diagnosis import fault
from validator.live.procore import PROCORE
from validator.live.results import LiveFault
from validator.live.target import Authentication, Endpoints, Grant, Paths
from validator.project.facts import BASE_URL, Environment, environments, environments_of_host, host_of
from validator.rules.oauth_urls import login_of, uses_default
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any
    from urllib.parse import SplitResult

    from validator.live.overrides import Overrides
    from validator.project.connection import Connection
    from validator.project.project import Project

_GRANTS = {CLIENT_CREDENTIALS: Grant.CLIENT_CREDENTIALS, CODE_FLOW: Grant.AUTHORIZATION_CODE}
_BASIC = "Basic auth header"
_SCOPE, _TOKEN_URL = "scope", "tokenUrl"


class Asked(NamedTuple):
    """A token request without its credentials; an empty address follows from the login host."""

    endpoints: Endpoints
    paths: Paths
    token_url: str
    authorization_url: str
    scope: str
    authentication: Authentication


def asked(connection: Connection, project: Project, overrides: Overrides) -> Asked | LiveFault:
    """Return how App Xchange would ask for a connection's token; a fault where it would ask the wrong one, or nobody.

    The client's own token URL counts, then the definition's, then that of the details. Where all three are left out,
    App Xchange keeps the default of its form. General configuration has none, and asks at its environment's login host.
    """
    token_url = _token_url(connection, project)
    if isinstance(token_url, LiveFault):
        return token_url
    if overrides.login_url:
        token_url = ""
    paths, environment = _paths(connection), connection.environment or _of_base_url(connection)
    login = overrides.login_url or (environment.login_url if environment else None)
    if not token_url and not (login and paths.token):
        return fault("live/not-supported", "environment" if has_api(connection) else "definition")
    if has_api(connection) and environment is None and not overrides.login_url:
        return fault("live/not-supported", "environment")
    api = overrides.api_url or (environment.api_url if environment else None)
    name = environment.name if environment else "this environment"
    return Asked(
        Endpoints(name, login or _base(token_url), (api or "") if has_api(connection) else ""),
        paths,
        token_url,
        _written(connection, "authorizationUrl") if token_url else "",
        _scope(connection),
        _authentication(connection),
    )


def grant(connection: Connection) -> Grant:
    """Return the grant of a connection's definition; general configuration has client credentials."""
    if connection.definition is None:
        return Grant.CLIENT_CREDENTIALS
    return _GRANTS[connection.definition.get("type")]


def has_api(connection: Connection) -> bool:
    """Whether the live check speaks the connector's API; for others the token step is all there is."""
    return bool(_fact(connection, "liveCheck") == PROCORE)


def others(connection: Connection, overrides: Overrides) -> tuple[Endpoints, ...]:
    """Return the connector's other official environments, as the shipped catalogue has them."""
    if overrides.login_url:
        return ()
    official = [
        each for document in shipped(connection.connector_key or "") for each in environments(document)
    ]
    return tuple(Endpoints(each.name, each.login_url, "") for each in official if each.login_url)


def _token_url(connection: Connection, project: Project) -> str | LiveFault:
    """Return the whole token address, nothing where the login host alone is known."""
    written = _written(connection, _TOKEN_URL) or _detail(connection, _TOKEN_URL)
    if written or connection.client is None:
        return written
    login = login_of(connection.client, project)
    left = None if login is None else uses_default(login)
    if login is None or left is None:
        return ""
    if left:
        return str(platform()["defaultTokenUrl"])
    issuer, host = platform()["defaultTokenIssuer"], host_of(platform()["defaultTokenUrl"])
    return fault("live/default-token-url", issuer=issuer, host=host, product=login.name)


def _of_base_url(connection: Connection) -> Environment | None:
    """Return the environment of general configuration's host; of several with the same addresses, the first."""
    if not connection.general or connection.structured:
        return None
    properties = connection.connector.get(GENERAL, "properties") if connection.connector is not None else None
    default = ((properties or {}).get(BASE_URL) or {}).get("default")
    url = connection.config.get(GENERAL, BASE_URL) or default
    found = environments_of_host(host_of(url), connection.environments)
    pairs = {(each.login_url, each.api_url) for each in found}
    return found[0] if len(pairs) == 1 else None


def _paths(connection: Connection) -> Paths:
    """Return the OAuth paths of the connector's login hosts; where none is known, the token's path as it is written."""
    token, authorize, revoke = (_fact(connection, "oauthPaths", end) or "" for end in Paths._fields)
    return Paths(token or _split(_written(connection, _TOKEN_URL)).path, authorize, revoke)


def _fact(connection: Connection, *route: str) -> Any:  # noqa: ANN401 - data of a document
    """Return a fact about a connector: as the shipped catalogue has it, else as the project's own document does.

    A project may describe what nobody else has described; it cannot lead a secret to another address of a known host.
    """
    known = [each for each in shipped(connection.connector_key or "") if each.kind == CONNECTOR]
    documents = [*known, *([connection.connector] if connection.connector is not None else [])]
    return next((fact for each in documents if (fact := each.get(*route)) is not None), None)


def _base(url: str) -> str:
    parts = _split(url)
    return f"{parts.scheme}://{parts.netloc}"


def _split(url: str) -> SplitResult:
    try:
        return urlsplit(url)
    except ValueError:
        return urlsplit("")


def _written(connection: Connection, key: str) -> str:
    """Return an address as the client has it, else as the definition does."""
    for document in (connection.client, connection.definition):
        value = document.get(key) if document is not None else None
        if isinstance(value, str) and value:
            return value
    return ""


def _detail(connection: Connection, key: str) -> str:
    """Return a detail that the definition asks for by this key; nothing where it does not, or it is no text."""
    setting = connection.details.get(key) if connection.attributes.named(key) is not None else None
    return setting.value.strip() if setting is not None and isinstance(setting.value, str) else ""


def _scope(connection: Connection) -> str:
    """Return the scopes: out of the details where the definition has them there, else the client's."""
    client = connection.client.get(_SCOPE) if connection.client is not None else None
    return _detail(connection, _SCOPE) or (client if isinstance(client, str) else "")


def _authentication(connection: Connection) -> Authentication:
    client = connection.client
    basic = client is not None and client.get("clientAuthentication") == _BASIC
    return Authentication.BASIC_HEADER if basic else Authentication.BODY
