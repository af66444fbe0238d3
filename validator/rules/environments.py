"""Rules about environments: hosts and key sets that do not go together, and sandboxes that are none or do not last."""

from __future__ import annotations

import re

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Finding, Place
from validator.documents.kinds import CLIENT, CONFIG
from validator.lazy import lazy
from validator.project.once import per_document
from validator.rules import doubt
from validator.rules.clashes import (
    Clash,
    contradicts_itself,
    host_clashes,
    is_settled,
    key_clash,
    own_host_clash,
)
from validator.rules.places import environment_also, setting_place
from validator.rules.rule import rule
from validator.words import listed, quoted

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.documents.document import Document
    from validator.project.project import Project

_WORD = lazy(r"[^\W\d_]+")
_TELLING = lazy(r"prod|live|sandbox", re.IGNORECASE)
_LIVE = frozenset({"production", "prod", "live"})
_TRIAL = frozenset({"sandbox", "sandboxes"})
_OTHER_WORDS = (
    "no non not pre test testing copy clone like mirror trial dev development stage staging uat qa demo training"
    " refresh rehearsal backup"
)
_NOT_LIVE = _TRIAL | frozenset(_OTHER_WORDS.split())
"""Words beside which production is not meant, or not production itself."""

SANDBOXES = "Procore developer documentation, Development environments"


@rule(
    Severity.INFO,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, Development environments",
)
def monthly_sandbox(document: Document, project: Project) -> Iterator[Finding]:
    """The connection is for a sandbox that is overwritten every month.

    On the first working day of each month Procore's Monthly Sandbox becomes a copy of Production again. What was
    written into it is gone then, and an application that was installed in Production since shows up in it only then.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Monthly Sandbox}
        ---
        kind: OAuthClient
        tokenUrl: https://login-sandbox-monthly.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: On-Demand Sandbox}
        ---
        kind: OAuthClient
        tokenUrl: https://login.procore.com/oauth/token
    """
    connection = project.connection(document)
    environment = connection.environment
    if environment is not None and "refreshed-monthly" in environment.traits:
        message = f"{environment.name} is overwritten on the first working day of each month"
        help_text = "keep nothing in it that has to last, and check the connection again after each refresh"
        place = setting_place(connection, connection.environment_at)
        yield Finding(message, place, help_text, rests_on=(doubt.environment_of(document),))


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    CLIENT,
    source=SANDBOXES,
    yields_to=("public-client-not-offered",),
)
def environment_host_mismatch(document: Document, project: Project) -> Iterator[Finding]:
    """A login, token, API or base URL, or a pasted page of the company, is one of another environment.

    Tokens do not cross environments: one from another login host is refused by the API. Where several environments
    share a host, nothing is said about which of them is meant. An OAuth client is held against itself first: one whose
    address does not go with its own `credentials` is told once, there. Where no connection with an environment uses it,
    its addresses have to be those of one environment.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Developer Sandbox}
        ---
        kind: OAuthClient
        credentials: developer-sandbox
        tokenUrl: https://login.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Developer Sandbox}
        ---
        kind: OAuthClient
        credentials: developer-sandbox
        tokenUrl: https://login-sandbox.procore.com/oauth/token
    """
    if document.kind == CLIENT:
        own = own_host_clash(document, project) if not is_settled(document, project) else None
        for each in (own, contradicts_itself(document, project)):
            if each is not None and each.place.route != ("credentials",):
                yield _finding(each)
        return
    for clash in _clashes(document, project)[0]:
        if not clash.federal and not _is_told_there(clash, document, project):
            yield _finding(clash)


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    CLIENT,
    source=SANDBOXES,
    yields_to=("public-client-not-offered", "placeholder-value"),
)
def environment_credentials(document: Document, project: Project) -> Iterator[Finding]:
    """The client's keys are not those that the connection's environment takes.

    An application has several sets of keys, and not every environment that is called a sandbox takes sandbox keys:
    Procore's monthly and on-demand sandboxes take the production ones. An OAuth client says under `credentials` which
    set it holds; one that no environment takes is told there, and so is one that does not go with the client's own
    addresses.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: On-Demand Sandbox}
        ---
        kind: OAuthClient
        credentials: developer-sandbox
        tokenUrl: https://login.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: On-Demand Sandbox}
        ---
        kind: OAuthClient
        credentials: production
        tokenUrl: https://login.procore.com/oauth/token
    """
    if document.kind == CLIENT:
        yield from _no_keys(document, project)
        own = contradicts_itself(document, project)
        if own is not None and own.place.route == ("credentials",):
            yield _finding(own)
        return
    clash = _clashes(document, project)[1]
    if clash is not None and not clash.federal and not _is_told_there(clash, document, project):
        yield _finding(clash)


def _is_told_there(clash: Clash, config: Document, project: Project) -> bool:
    """Whether a clash is with a client that contradicts itself, which is told once, at the client."""
    client = project.connection(config).client
    is_of_client = any(each.place.of(config).document is client for each in clash.also)
    return is_of_client and contradicts_itself(client, project) is not None


def _no_keys(client: Document, project: Project) -> Iterator[Finding]:
    """Yield what is wrong with a client whose keys are of a set that no environment takes."""
    connector, keys = project.connector(client.get("connector")), client.get("credentials")
    known = project.environments(connector)
    if (
        connector is None
        or not isinstance(keys, str)
        or not known.key_sets
        or known.keys_called(keys) is not None
    ):
        return
    yield Finding(
        f"no environment of {connector.name} takes {quoted(keys)} keys",
        Place(client, ("credentials",)),
        f"write {listed(known.key_sets)}",
        rests_on=(doubt.whole(connector, "environments"),),
    )


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="Procore developer documentation, Federal Zone")
def federal_sandbox(document: Document, project: Project) -> Iterator[Finding]:
    """A zone that has no sandboxes meets a sandbox in one connection.

    Procore's Federal Zone stands alone: it has an application and keys of its own, and no sandbox of any sort. So a
    sandbox never works with its addresses or keys, nor the zone with those of a sandbox.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Developer Sandbox}
        ---
        kind: OAuthClient
        credentials: federal
        tokenUrl: https://login.procoregov.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          details: {connectionEnvironment: Federal Zone}
        ---
        kind: OAuthClient
        credentials: federal
        tokenUrl: https://login.procoregov.com/oauth/token
    """
    hosts, keys = _clashes(document, project)
    for clash in (*hosts, *((keys,) if keys is not None else ())):
        if clash.federal and not _is_told_there(clash, document, project):
            zone = clash.found if "sandbox" in clash.wanted[0].traits else clash.wanted
            yield _finding(clash._replace(message=f"{zone[0].name} has no sandboxes: {clash.message}"))


@rule(Severity.INFO, Basis.INFERRED, CONFIG, source=SANDBOXES, yields_to=("duplicate-name",))
def environment_in_name(document: Document, project: Project) -> Iterator[Finding]:
    """A name says production, and the connection is for a sandbox; or the other way round.

    Whoever reads a list of connections goes by their names. Words of the company, the integration and the connector do
    not count.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        name: acme-sandbox
        connection:
          details: {connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        name: acme-production
        connection:
          details: {connectionEnvironment: Production}
    """
    names = [(route, document.get(*route)) for route in (("name",), ("connection", "name"))]
    telling = [(route, name) for route, name in names if isinstance(name, str) and _TELLING.search(name)]
    connection = project.connection(document) if telling else None
    environment = connection.environment if connection is not None else None
    if connection is None or environment is None:
        return
    company = connection.workspace.get("company") if connection.workspace is not None else None
    around = " ".join(f"{each}" for each in (company, connection.integration, connection.connector_key))
    other = set(_WORD.findall(around.casefold()))
    for route, name in telling:
        words = set(_WORD.findall(name.casefold()))
        live, trial = words & _LIVE - other, words & _TRIAL - other
        says = "production" if live and not words & _NOT_LIVE else "a sandbox" if trial and not live else ""
        wrong = "sandbox" if says == "production" else "production" if says else ""
        if wrong and wrong in environment.traits:
            message = f"this name says {says}, and the connection is for {environment.name}"
            help_text = "correct the name, or the connection's environment"
            rests_on = (doubt.environment_of(document),)
            place, also = Place(document, route), environment_also(connection, Place(document, route))
            yield Finding(message, place, help_text, also=also, rests_on=rests_on)
            return


@per_document
def _clashes(document: Document, project: Project) -> tuple[tuple[Clash, ...], Clash | None]:
    """Return what the addresses of a config's connection mix up, and its keys."""
    connection = project.connection(document)
    return tuple(host_clashes(connection)), key_clash(connection)


def _finding(clash: Clash) -> Finding:
    return Finding(clash.message, clash.place, clash.help, also=clash.also)
