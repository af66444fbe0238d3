"""Rules about the use of a company's number: in one company's workspaces, in one environment, in its region."""

from __future__ import annotations

import functools

from validator.diagnostics import Basis, Severity
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import CONFIG
from validator.project.gathering import Tally
from validator.project.once import gathered, per_project
from validator.rules import doubt
from validator.rules.company_ids import NUMBER, found_in, in_production, written
from validator.rules.rule import rule
from validator.values import NamedTuple
from validator.words import quoted, simplified

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any

    from validator.diagnostics import Route
    from validator.documents.document import Document
    from validator.project.connection import Connection, Setting
    from validator.project.project import Project


@rule(
    Severity.WARNING,
    Basis.INFERRED,
    CONFIG,
    source="Procore developer documentation, company ids",
    across=True,
)
def company_id_of_another(document: Document, project: Project) -> Iterator[Finding]:
    """One company's number, in Production, stands in workspaces of two companies.

    A config was copied, and the number of the company before was left in it.

    Given: Two Procore companies

    Bad:
        kind: ConnectorConfig
        name: birch
        workspace: {company: Birch}
        connection:
          details: {companyId: 4281379}

    Good:
        kind: ConnectorConfig
        name: birch
        workspace: {company: Birch}
        connection:
          details: {companyId: 4281402}
    """
    connection = project.connection(document)
    mine = _company(connection)
    if mine is None or not in_production(connection):
        return
    number, company, setting = mine
    page, _ = found_in(connection)
    if not _repeated_numbers(project).repeats((connection.connector_key, number)):
        return
    for theirs in _lives(project).companies.get((connection.connector_key, number), ()):
        earlier = theirs.rank < _lives(project).ranks[id(document)]
        if earlier and simplified(theirs.company) != simplified(company):
            also = Also(
                Place(theirs.document, theirs.route), f"the same number, for {quoted(theirs.company)}"
            )
            yield Finding(
                f"{number} is the number of {quoted(theirs.company)} in another config, "
                f"and this workspace is of {quoted(company)}",
                Place(setting.document, setting.route),
                f"one of the two was copied: look it up{f' in {page}' if page else ''}",
                also=(also,),
            )
            return


class _Live(NamedTuple):
    """A config of Production with its company's name, empty where it has none, and where its number stands.

    `rank` is its place in the order of the project.
    """

    rank: int
    company: str
    document: Document
    route: Route


@gathered(Tally, CONFIG)
def _repeated_numbers(config: Document, project: Project) -> Iterator[tuple[str | None, str]]:
    """Tell the number of a config's company."""
    connection = project.connection(config)
    number = written(connection.company_id) if connection.company_id is not None else None
    if number is not None:
        yield connection.connector_key, number


class _Lives(NamedTuple):
    """The configs of Production whose numbers others have as well, by connector and number.

    `first` is the first of each number, `companies` the first that says its company and the first of another one, and
    `ranks` the places of configs, by their identity, in the order of the project.
    """

    first: dict[tuple[str | None, str], _Live]
    companies: dict[tuple[str | None, str], list[_Live]]
    ranks: dict[int, int]


@per_project
def _lives(project: Project) -> _Lives:
    found = _Lives({}, {}, {})
    repeated = _repeated_numbers(project)
    for rank, each in enumerate(project.connections()):
        setting, workspace = each.company_id, each.workspace
        number = written(setting) if setting is not None else None
        key = (each.connector_key, number or "")
        if setting is None or number is None or not repeated.repeats(key) or not in_production(each):
            continue
        company = workspace.get("company") if workspace is not None else None
        live = _Live(rank, company if isinstance(company, str) else "", setting.document, setting.route)
        found.ranks[id(each.config)] = rank
        found.first.setdefault(key, live)
        companies = found.companies.setdefault(key, [])
        if live.company and len(companies) < 2 and not _is_among(live, companies):  # noqa: PLR2004 - one and another
            companies.append(live)
    return found


def _is_among(live: _Live, companies: list[_Live]) -> bool:
    return any(simplified(each.company) == simplified(live.company) for each in companies)


def _company(connection: Connection) -> tuple[str, str, Setting] | None:
    setting, workspace = connection.company_id, connection.workspace
    company = workspace.get("company") if workspace is not None else None
    number = written(setting) if setting is not None else None
    if setting is None or not isinstance(company, str) or number is None or not NUMBER.match(number):
        return None
    return number, company, setting


@rule(
    Severity.WARNING,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, Sandbox environments",
    across=True,
)
def company_id_shared(document: Document, project: Project) -> Iterator[Finding]:
    """One company's number stands for Production and for a sandbox that has numbers of its own.

    Every developer sandbox and every on-demand sandbox is a company with its own number. Only the monthly sandbox is
    a copy that keeps the numbers of Production.

    Given: Procore production and sandbox

    Bad:
        kind: ConnectorConfig
        name: acme-sandbox
        connection:
          details: {companyId: 4281379, connectionEnvironment: Developer Sandbox}

    Good:
        kind: ConnectorConfig
        name: acme-sandbox
        connection:
          details: {companyId: 4281402, connectionEnvironment: Developer Sandbox}
    """
    connection = project.connection(document)
    setting, environment = connection.company_id, connection.environment
    number = written(setting) if setting is not None else None
    if (
        setting is None
        or number is None
        or environment is None
        or "own-company-ids" not in environment.traits
    ):
        return
    key = (connection.connector_key, number)
    other = _lives(project).first.get(key) if _repeated_numbers(project).repeats(key) else None
    if other is not None:
        message = f"{number} is used for Production too, and a company in {environment.name} has a number of its own"
        also = Also(Place(other.document, other.route), "the same number, in Production")
        place = Place(setting.document, setting.route)
        help_text = "copy the number out of the sandbox's own address"
        yield Finding(message, place, help_text, also=(also,), rests_on=(doubt.environment_of(document),))


@rule(
    Severity.INFO,
    Basis.INFERRED,
    CONFIG,
    source="number ranges seen in public samples",
    yields_to=("company-id-example",),
)
def company_id_region(document: Document, project: Project) -> Iterator[Finding]:
    """The company's number looks like one of another region than the workspace's.

    Numbers of a region begin at fixed points, so the number alone hints at the region. It is a hint, no more.

    Given: Procore client credentials

    Bad:
        kind: ConnectorConfig
        connection:
          details: {companyId: 562949953443325, connectionEnvironment: Developer Sandbox}
        ---
        kind: OAuthClient
        credentials: developer-sandbox
        tokenUrl: https://login-sandbox.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          details: {companyId: 562949953443325, connectionEnvironment: Production}
        ---
        kind: OAuthClient
        credentials: production
        tokenUrl: https://login.procore.com/oauth/token
    """
    connection = project.connection(document)
    setting, environment = connection.company_id, connection.environment
    number = written(setting) if setting is not None else None
    if setting is None or environment is None or number is None or not NUMBER.match(number):
        return
    for region, first, last, hosts in (
        _zones(connection.connector) if connection.connector is not None else ()
    ):
        inside = first <= int(number) <= last
        if inside and hosts and environment.web_hosts and hosts.isdisjoint(environment.web_hosts):
            message = (
                f"{number} looks like a number of the region {region}, which {environment.name} is not in"
            )
            yield Finding(
                message,
                Place(setting.document, setting.route),
                "compare it with the address of the company's pages",
                rests_on=(doubt.environment_of(document),),
            )
            return


@functools.lru_cache(maxsize=256)
def _zones(connector: Document) -> tuple[tuple[Any, int, int, frozenset[str]], ...]:
    """Return the name of each region, the first and the last number of it, and its hosts."""
    zones = [each for each in connector.get("companyId", "zones") or [] if isinstance(each, dict)]
    return tuple(
        (each.get("name"), each.get("from", 0), each.get("to", 0), frozenset(each.get("webHosts") or ()))
        for each in zones
    )
