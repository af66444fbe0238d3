"""From an effective connection to what the live check needs: addresses, credentials, and where each thing stands."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlsplit

from validator.catalog import shipped
from validator.documents.kinds import CONNECTOR, DEFINITION
from validator.live.diagnosis import fault, unresolved
from validator.live.hosts import HostPort, Trust
from validator.live.references import Unresolved, resolve
from validator.live.results import Blame, LiveFault, LiveResult, StepName
from validator.live.secret import Secret
from validator.live.steps import not_supported, refused
from validator.live.target import Authentication, Endpoints, Expected, Grant, Target, addresses
from validator.project.connection import GENERAL, Connection, Setting
from validator.project.facts import Environment, environments, environments_of_host, host_of
from validator.secrets.references import looks_like_reference

if TYPE_CHECKING:
    from collections.abc import Mapping

    from validator.documents.document import Document

FULL_LADDER = frozenset({"procore"})
"""Connectors whose API the probes speak; for others the token step is all there is."""

_GRANTS = {"OAuth2ClientCredentials": Grant.CLIENT_CREDENTIALS, "OAuth2CodeFlow": Grant.AUTHORIZATION_CODE}
_BASIC = "Basic auth header"


class Overrides(NamedTuple):
    """What the command line says of hosts: further trusted ones, and addresses for this run alone."""

    trusted: frozenset[HostPort] = frozenset()
    login_url: str = ""
    api_url: str = ""


class Plan(NamedTuple):
    """One config to try, or the result that it has without anything being sent."""

    connection: Connection
    target: Target | None
    result: LiveResult | None


def plan(connection: Connection, overrides: Overrides, environ: Mapping[str, str]) -> Plan:
    """Return the plan for a config that has no errors; references of its client are resolved here.

    A secret goes to the hosts that the shipped catalogue lists for this very connector and to those that the command
    line trusts. Addresses out of the project's own files are held against these like any other.
    """
    name = connection.config.name
    found = _target(connection, overrides, environ)
    if isinstance(found, LiveFault) and found.rule == "live/not-supported":
        return Plan(connection, None, not_supported(name, found))
    if isinstance(found, LiveFault):
        step = StepName.HOST if found.rule == "live/untrusted-host" else StepName.REFERENCE
        return Plan(connection, None, refused(name, step, found))
    judged = addresses(found, trust_for(connection.connector_key, overrides))
    if isinstance(judged, LiveFault):
        return Plan(connection, None, refused(name, StepName.HOST, judged))
    return Plan(connection, found, None)


def trust_for(connector: str | None, overrides: Overrides) -> Trust:
    """Return the hosts that may receive a secret of a connector: the shipped ones, and the trusted ones."""
    hosts: set[str] = set()
    for document in shipped(connector or ""):
        if document.kind == CONNECTOR:
            for each in environments(document):
                hosts.update(host for url in (each.login_url, each.api_url) if (host := host_of(url)))
        elif document.kind == DEFINITION:
            for key in ("tokenUrl", "authorizationUrl"):
                host = host_of(document.get(key))
                if host:
                    hosts.add(host)
    return Trust(frozenset(hosts), overrides.trusted)


def _target(connection: Connection, overrides: Overrides, environ: Mapping[str, str]) -> Target | LiveFault:
    refusal = _refusal(connection)
    if refusal is not None:
        return refusal
    endpoints = _endpoints(connection, overrides)
    if isinstance(endpoints, LiveFault):
        return endpoints
    credentials = _credentials(connection, environ)
    if isinstance(credentials, LiveFault):
        return credentials
    company = _company(connection)
    if isinstance(company, LiveFault):
        return company
    client, token_url = connection.client, _token_url(connection, overrides)
    return Target(
        name=connection.config.name,
        grant=_grant(connection),
        client_id=credentials[0],
        client_secret=credentials[1],
        endpoints=endpoints if company is not None else endpoints._replace(api_url=""),
        company_id=company,
        token_url=token_url,
        authorization_url=_written(client, connection.definition, "authorizationUrl") if token_url else "",
        scope=_written(client, None, "scope"),
        authentication=_authentication(client),
        expected=_expected(connection, company),
        others=_others(connection, overrides),
    )


def _refusal(connection: Connection) -> LiveFault | None:
    """Return why a connection cannot be tried at all, None where it can."""
    if connection.existing:
        return fault("live/not-supported", "existing")
    if connection.general and not connection.structured:
        known = (
            connection.connector_key in FULL_LADDER and connection.config.get(GENERAL, "clientId") is not None
        )
        return None if known else fault("live/not-supported")
    if not connection.is_oauth:
        return (
            fault("live/not-supported", "definition")
            if connection.definition
            else fault("live/not-supported")
        )
    if connection.client is not None and connection.client.get("public") is True:
        return fault("live/not-supported", "public")
    return fault("live/not-supported") if connection.client is None else None


def _grant(connection: Connection) -> Grant:
    if connection.definition is None:
        return Grant.CLIENT_CREDENTIALS
    return _GRANTS[connection.definition.get("type")]


def _endpoints(connection: Connection, overrides: Overrides) -> Endpoints | LiveFault:
    environment = connection.environment or _of_base_url(connection)
    login = overrides.login_url or (environment.login_url if environment else None)
    token_url = _token_url(connection, overrides)
    if not login and not token_url:
        if connection.connector_key in FULL_LADDER:
            return fault("live/not-supported", "environment")
        return fault("live/not-supported", "definition")
    name = environment.name if environment else "this environment"
    api = overrides.api_url or (environment.api_url if environment else None)
    speaks = connection.connector_key in FULL_LADDER
    return Endpoints(name, login or _base(token_url), (api or "") if speaks else "")


def _of_base_url(connection: Connection) -> Environment | None:
    """Return the environment of general configuration's host; of several with the same addresses, the first."""
    properties = connection.connector.get(GENERAL, "properties") if connection.connector is not None else None
    default = ((properties or {}).get("baseUrl") or {}).get("default")
    if not connection.general or connection.structured:
        return None
    found = environments_of_host(
        host_of(connection.config.get(GENERAL, "baseUrl") or default), connection.environments
    )
    addresses_of = {(each.login_url, each.api_url) for each in found}
    return found[0] if len(addresses_of) == 1 else None


def _token_url(connection: Connection, overrides: Overrides) -> str:
    """Return the whole token address of a connector whose paths are its own; empty where they are Procore's."""
    if connection.connector_key in FULL_LADDER or overrides.login_url:
        return ""
    written = _written(connection.client, connection.definition, "tokenUrl")
    if written:
        return written
    path = connection.connector.get("oauthPaths", "token") if connection.connector is not None else None
    login = connection.environment.login_url if connection.environment else None
    return f"{login.rstrip('/')}{path}" if login and path else ""


def _base(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}"


def _written(client: Document | None, definition: Document | None, key: str) -> str:
    for document in (client, definition):
        value = document.get(key) if document is not None else None
        if isinstance(value, str) and value:
            return value
    return ""


def _authentication(client: Document | None) -> Authentication:
    basic = client is not None and client.get("clientAuthentication") == _BASIC
    return Authentication.BASIC_HEADER if basic else Authentication.BODY


def _credentials(connection: Connection, environ: Mapping[str, str]) -> tuple[str, Secret] | LiveFault:
    """Return client id and secret, resolved; the fault of the first that cannot be."""
    holder, prefix = (
        connection.client or connection.config,
        () if connection.client is not None else (GENERAL,),
    )
    found: list[Secret] = []
    for key, blame in (("clientId", Blame.CLIENT), ("clientSecret", Blame.SECRET)):
        value = holder.get(*prefix, key)
        if not isinstance(value, str | int):
            return fault("live/not-supported")._replace(blame=Blame.CLIENT)
        secret = _resolved(str(value), holder, environ)
        if isinstance(secret, Unresolved):
            return unresolved(secret, blame)
        found.append(secret)
    return found[0].reveal(), found[1]


def _resolved(value: str, holder: Document, environ: Mapping[str, str]) -> Secret | Unresolved:
    if not looks_like_reference(value):
        return Secret(value)
    file = holder.source.file
    if file is None:
        from pathlib import Path  # noqa: PLC0415 - standard input only

        return resolve(value, Path.cwd(), environ)
    return resolve(value, file.parent, environ)


def _company(connection: Connection) -> int | LiveFault | None:
    """Return the company's number; None where the connector's API is not asked for one."""
    if connection.connector_key not in FULL_LADDER:
        return None
    setting: Setting | None = connection.company_id
    text = str(setting.value).strip() if setting is not None else ""
    return int(text) if text.isascii() and text.isdigit() else fault("live/not-supported", "company")


def _expected(connection: Connection, company_id: int | None) -> Expected:
    """Return what the answers are held against: the company's name, and the hosts that its number hints at."""
    workspace = connection.workspace
    company = workspace.get("company") if workspace is not None else None
    zones = (
        connection.connector.get("companyId", "zones") if connection.connector is not None else None
    ) or []
    hosts = tuple(
        host
        for zone in zones
        if company_id is not None and zone.get("from", 0) <= company_id <= zone.get("to", -1)
        for host in zone.get("webHosts", ())
    )
    return Expected(company=company if isinstance(company, str) else "", web_hosts=hosts)


def _others(connection: Connection, overrides: Overrides) -> tuple[Endpoints, ...]:
    """Return the connector's other official environments, as the shipped catalogue has them."""
    if overrides.login_url:
        return ()
    official = [
        each for document in shipped(connection.connector_key or "") for each in environments(document)
    ]
    return tuple(Endpoints(each.name, each.login_url, "") for each in official if each.login_url)
