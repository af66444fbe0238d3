"""Rules about the number that names a company, as Procore's CompanyId does."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, NamedTuple
from urllib.parse import urlsplit

from validator.connection import Connection, Origin, Setting
from validator.diagnostics import Basis, Severity
from validator.facts import environments
from validator.kinds import CONFIG
from validator.rules.model import Also, Change, Finding, Place, rule
from validator.rules.once import per_project
from validator.secrets.references import looks_like_reference
from validator.words import quoted, simplified

if TYPE_CHECKING:
    from collections.abc import Iterator

    from validator.diagnostics import Route
    from validator.document import Document
    from validator.project import Project

SEED = "App Xchange help, Connect Procore in App Xchange"
DIGITS = 19
_NUMBER = re.compile(r"[1-9][0-9]{0,18}\Z")
_SEPARATED = re.compile(r"[0-9]{1,3}(?:[,. '_\u00a0\u202f][0-9]{3})+\Z")


class Address(NamedTuple):
    """What a pasted address tells: `gives` is company, project or nothing."""

    gives: str
    number: str


@rule(Severity.ERROR, Basis.DOCUMENTED, CONFIG, source=SEED)
def company_id_is_url(document: Document, project: Project) -> Iterator[Finding]:
    """An address stands where the company's number belongs.

    The field takes the number alone. Where the address names the company, the fix puts its number in.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: "https://app.procore.com/4281379/company/home/list", connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connection = project.connection(document)
    setting, address = _pasted(document, connection)
    if setting is None or address is None or address.gives == "project":
        return
    place = Place(setting.document, setting.route)
    if address.gives == "company":
        change = Change(f"write {address.number}", place, address.number)
        yield Finding(
            "an address stands where the company's number belongs",
            place,
            f"write {address.number}",
            f"company {address.number}",
            change=change,
        )
    else:
        help_text = "open the Company Portfolio and copy the number before /company/"
        yield Finding(
            "an address stands where the company's number belongs, and it does not say which company it is",
            place,
            help_text,
        )


@rule(
    Severity.ERROR, Basis.DOCUMENTED, CONFIG, source="Procore developer documentation, side panel view keys"
)
def company_id_is_project(document: Document, project: Project) -> Iterator[Finding]:
    """The address of a project page stands where the company's number belongs.

    On a project page the number behind the host is the project's, not the company's: App Xchange would connect to
    nothing, or to another company.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: "https://app.procore.com/2653585/project/home", connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    setting, address = _pasted(document, project.connection(document))
    if setting is not None and address is not None and address.gives == "project":
        message = "this is a project page, so the number in it is a project's id, not the company's"
        help_text = "open the Company Portfolio and copy the number before /company/"
        yield Finding(message, Place(setting.document, setting.route), help_text, "project page")


@rule(
    Severity.ERROR,
    Basis.DOCUMENTED,
    CONFIG,
    source="Procore developer documentation, Multiple Procore Regions",
)
def company_id_malformed(document: Document, project: Project) -> Iterator[Finding]:
    """The company's number is no positive whole number of at most 19 digits.

    Spreadsheets turn a number of 15 digits into 5.62E+14, and people write separators or a #. Quotes around the
    number are fine.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: "4,281,379", connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connection = project.connection(document)
    setting = _own(connection, document)
    if setting is None or _pasted(document, connection)[1] is not None:
        return
    text = written(setting)
    if text is None or _NUMBER.match(text) or looks_like_reference(text):
        return
    place = Place(setting.document, setting.route)
    digits = re.sub(r"[^0-9]", "", text)
    change = None
    if _SEPARATED.match(text) or (text[:1] in "#+" and _NUMBER.match(text[1:])):
        change = Change(f"write {digits}", place, digits)
    yield Finding(
        f"the company's number cannot be {quoted(text)}: {_why(text)}",
        place,
        _cure(digits, change),
        change=change,
    )


def _why(text: str) -> str:  # noqa: PLR0911 - one line a slip
    if not text.strip():
        return "it is empty"
    if _SEPARATED.match(text):
        return "it has separators"
    if re.fullmatch(r"[0-9.]+[eE][+-]?[0-9]+", text):
        return "an exponent has cost it its last digits"
    if text[0] in "+-":
        return "it has a sign"
    if text[0] == "#":
        return "it begins with #"
    if re.fullmatch(r"0[0-9]*", text):
        return "it begins with 0"
    if text.isdigit() and len(text) > DIGITS:
        return f"it has more than {DIGITS} digits"
    return "it holds other characters than digits"


def _cure(digits: str, change: Change | None) -> str:
    return (
        f"write {digits}"
        if change
        else "copy the number before /company/ in the address of the Company Portfolio"
    )


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source="examples in the public documentation")
def company_id_example(document: Document, project: Project) -> Iterator[Finding]:
    """The company's number is one out of the documentation, left in.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 112233, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
    """
    connection = project.connection(document)
    setting = _own(connection, document)
    examples = (connection.connector.get("companyId", "examples") if connection.connector else None) or []
    if setting is not None and written(setting) in {str(each) for each in examples}:
        message = f"{written(setting)} is an example out of the documentation, not a company of yours"
        help_text = "copy the number before /company/ in the address of the Company Portfolio"
        yield Finding(message, Place(setting.document, setting.route), help_text)


@rule(Severity.WARNING, Basis.INFERRED, CONFIG, source="Procore developer documentation, company ids")
def company_id_of_another(document: Document, project: Project) -> Iterator[Finding]:
    """One company's number, in Production, stands in workspaces of two companies.

    A config was copied, and the number of the company before was left in it.

    Bad:
        kind: ConnectorConfig
        workspace: {name: "Birch : Procore <> Ledger", company: Birch}
        ---
        apiVersion: appxlint/v1
        kind: ConnectorConfig
        name: acme-second
        connector: procore
        integration: Procore + Ledger (Payroll)
        workspace: {name: "Acme : Procore <> Ledger", company: Acme}
        application: {source: custom, access: service-account, installed: true}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        workspace: {name: "Acme : Procore <> Ledger", company: Acme}
    """
    connection = project.connection(document)
    mine = _company(connection)
    if mine is None or not _in_production(connection):
        return
    number, company, setting = mine
    for theirs in _live_numbers(project).get((connection.connector_key, number), ()):
        if theirs.config is document:
            return
        if theirs.company and simplified(theirs.company) != simplified(company):
            also = Also(
                Place(theirs.document, theirs.route), f"the same number, for {quoted(theirs.company)}"
            )
            yield Finding(
                f"{number} is the number of {quoted(theirs.company)} in another config, "
                f"and this workspace is of {quoted(company)}",
                Place(setting.document, setting.route),
                "one of the two was copied: look it up in the Company Portfolio",
                also=(also,),
            )
            return


class _Live(NamedTuple):
    """A config of Production with its company's name, empty where it has none, and where its number stands."""

    config: Document
    company: str
    document: Document
    route: Route


@per_project
def _live_numbers(project: Project) -> dict[tuple[str | None, str], list[_Live]]:
    """Return the configs of Production by connector and company number, in the order of the project."""
    found: dict[tuple[str | None, str], list[_Live]] = {}
    for each in project.connections():
        setting, workspace = each.company_id, each.workspace
        number = written(setting) if setting is not None else None
        if setting is None or number is None or not _in_production(each):
            continue
        company = workspace.get("company") if workspace is not None else None
        live = _Live(
            each.config, company if isinstance(company, str) else "", setting.document, setting.route
        )
        found.setdefault((each.connector_key, number), []).append(live)
    return found


def _company(connection: Connection) -> tuple[str, str, Setting] | None:
    setting, workspace = connection.company_id, connection.workspace
    company = workspace.get("company") if workspace is not None else None
    number = written(setting) if setting is not None else None
    if setting is None or not isinstance(company, str) or number is None or not _NUMBER.match(number):
        return None
    return number, company, setting


def _in_production(connection: Connection) -> bool:
    return connection.environment is not None and "production" in connection.environment.traits


@rule(
    Severity.WARNING, Basis.DOCUMENTED, CONFIG, source="Procore developer documentation, Sandbox environments"
)
def company_id_shared(document: Document, project: Project) -> Iterator[Finding]:
    """One company's number stands for Production and for a sandbox that has numbers of its own.

    Every developer sandbox and every on-demand sandbox is a company with its own number. Only the monthly sandbox is
    a copy that keeps the numbers of Production.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: On-Demand Sandbox}
        ---
        apiVersion: appxlint/v1
        kind: ConnectorConfig
        name: acme-production
        connector: procore
        integration: Procore + Ledger (Payroll)
        workspace: {name: "Acme live : Procore <> Ledger", company: Acme}
        application: {source: custom, access: service-account, installed: true}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281402, connectionEnvironment: On-Demand Sandbox}
        ---
        apiVersion: appxlint/v1
        kind: ConnectorConfig
        name: acme-production
        connector: procore
        integration: Procore + Ledger (Payroll)
        workspace: {name: "Acme live : Procore <> Ledger", company: Acme}
        application: {source: custom, access: service-account, installed: true}
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 4281379, connectionEnvironment: Production}
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
    for other in _live_numbers(project).get((connection.connector_key, number), ()):
        message = f"{number} is used for Production too, and a company in {environment.name} has a number of its own"
        also = Also(Place(other.document, other.route), "the same number, in Production")
        place = Place(setting.document, setting.route)
        yield Finding(message, place, "copy the number out of the sandbox's own address", also=(also,))
        return


@rule(Severity.INFO, Basis.INFERRED, CONFIG, source="number ranges seen in public samples")
def company_id_region(document: Document, project: Project) -> Iterator[Finding]:
    """The company's number looks like one of another region than the workspace's.

    Numbers of a region begin at fixed points, so the number alone hints at the region. It is a hint, no more.

    Bad:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 562949953443325, connectionEnvironment: Developer Sandbox}
        ---
        apiVersion: appxlint/v1
        kind: OAuthClient
        name: Acme service account
        connector: procore
        definition: Procore V2 OAuth Client Credentials Auth
        credentials: developer-sandbox
        clientId: ${env:PROCORE_SANDBOX_ID}
        clientSecret: ${env:PROCORE_SANDBOX_SECRET}
        tokenUrl: https://login-sandbox.procore.com/oauth/token

    Good:
        kind: ConnectorConfig
        connection:
          definition: Procore V2 OAuth Client Credentials Auth
          oauthClient: Acme service account
          details: {companyId: 562949953443325, connectionEnvironment: Production}
    """
    connection = project.connection(document)
    setting, environment = connection.company_id, connection.environment
    number = written(setting) if setting is not None else None
    if setting is None or environment is None or number is None or not _NUMBER.match(number):
        return
    for zone in _zones(connection):
        hosts = set(zone.get("webHosts") or ())
        inside = zone.get("from", 0) <= int(number) <= zone.get("to", 0)
        if inside and hosts and environment.web_hosts and not hosts & set(environment.web_hosts):
            message = f"{number} looks like a number of the region {zone.get('name')}, which {environment.name} is not in"
            yield Finding(
                message,
                Place(setting.document, setting.route),
                "compare it with the address of the company's pages",
            )
            return


def _zones(connection: Connection) -> list[dict[str, Any]]:
    zones = connection.connector.get("companyId", "zones") if connection.connector is not None else None
    return [zone for zone in zones or [] if isinstance(zone, dict)]


def written(setting: Setting) -> str | None:
    """Return a value as its file has it: an unquoted number keeps its zeros and its exponent."""
    node = setting.document.scalar(setting.route)
    if node is not None:
        return node.text
    return str(setting.value) if isinstance(setting.value, str | int) else None


def _own(connection: Connection, document: Document) -> Setting | None:
    """Return the company's number where this config itself gives it, and it is one value."""
    setting = connection.company_id
    if setting is None or setting.origin is not Origin.CONFIG or setting.document is not document:
        return None
    return None if isinstance(setting.value, dict | list) else setting


def _pasted(document: Document, connection: Connection) -> tuple[Setting | None, Address | None]:
    """Return what an address tells that was pasted for the company's number; nothing where it is no address."""
    setting = _own(connection, document)
    text = setting.value if setting is not None else None
    if not isinstance(text, str) or "/" not in text:
        return setting, None
    url = text.strip() if "://" in text else f"https://{text.strip()}"
    try:
        parts = urlsplit(url)
        host = (parts.hostname or "").lower()
    except ValueError:
        return setting, None
    if host not in _hosts(connection):
        return setting, Address("", "") if "://" in text else None
    for known in (connection.connector.get("companyId", "addresses") if connection.connector else None) or []:
        match = re.fullmatch(known.get("path", "(?!)"), parts.path[:2048])
        if match:
            return setting, Address(str(known.get("gives")), match["id"])
    return setting, Address("", "")


def _hosts(connection: Connection) -> set[str]:
    known = environments(connection.connector)
    hosts = {host for each in known for host in each.web_hosts}
    return hosts | {
        urlsplit(url).hostname or "" for each in known for url in (each.api_url, each.login_url) if url
    }
