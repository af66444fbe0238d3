"""From an effective connection to what the live check needs: addresses, credentials, and where each thing stands."""

from __future__ import annotations

from pathlib import Path

from validator.diagnostics import Severity
from validator.documents.kinds import CONFIG, GENERAL
from validator.live.asking import asked, grant, has_api, others
from validator.live.client_ids import has_form, names_a_secret
from validator.live.diagnosis import fault, unresolved
from validator.live.overrides import Overrides, trust_for
from validator.live.references import Reason, Unresolved, resolve
from validator.live.results import Blame, LiveFault, LiveResult, StepName
from validator.live.secret import Secret, SecretError
from validator.live.steps import not_supported, refused
from validator.live.target import Expected, Grant, Target, addresses
from validator.secrets.references import looks_like_reference, parse_reference
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.documents.document import Document
    from validator.engine.lint import Linter
    from validator.engine.run import Outcome
    from validator.project.connection import Connection, Setting
    from validator.project.project import Project
    from validator.secrets.references import Form

_KEYS = (("clientId", Blame.CLIENT), ("clientSecret", Blame.SECRET))


class Credentials(NamedTuple):
    """A client's id and secret; `hidden` is the id as well where it has not the form of one."""

    client_id: str
    client_secret: Secret
    hidden: tuple[Secret, ...]


class Plan(NamedTuple):
    """One config to try, or the result that it has without anything being sent."""

    connection: Connection
    linter: Linter
    target: Target | None
    result: LiveResult | None


def plans(
    outcomes: Iterable[Outcome], overrides: Mapping[str, Overrides], environ: Mapping[str, str]
) -> list[Plan]:
    """Return the plans for all configs that are asked for and have no errors, in their order.

    `overrides` are those of each connector, by its key.
    """
    return [
        plan(connection, outcome.linter, overrides.get(connection.connector_key or "", Overrides()), environ)
        for outcome in outcomes
        for connection in sound(outcome)
    ]


def connectors(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Return the keys of the connectors that the configs asked for are about, those with errors included."""
    keys = (
        document.get("connector")
        for outcome in outcomes
        for document in outcome.loaded.project.of_kind(CONFIG)
        if document.path in outcome.loaded.requested
    )
    return frozenset(key for key in keys if isinstance(key, str))


def sound(outcome: Outcome) -> Iterator[Connection]:
    """Yield the connections of the requested configs that have no errors, in any document that they are made of."""
    project = outcome.loaded.project
    faulty = {(each.path, each.document) for each in outcome.diagnostics if each.severity is Severity.ERROR}
    for document in project.of_kind(CONFIG):
        connection = project.connection(document)
        parts = {(each.path, each.title) for each in connection.documents()}
        if document.path in outcome.loaded.requested and not parts & faulty and not document.broken:
            yield connection


def in_order(planned: Sequence[Plan], tried: Iterable[LiveResult]) -> tuple[LiveResult, ...]:
    """Return the results of all plans in order: those that needed nothing sent, and those of the targets tried."""
    left = iter(tried)
    return tuple(each.result if each.result is not None else next(left) for each in planned)


def plan(connection: Connection, linter: Linter, overrides: Overrides, environ: Mapping[str, str]) -> Plan:
    """Return the plan for a config that has no errors; references of its client are resolved here.

    A secret goes to the hosts that the shipped catalogue lists for this very connector and to those that the command
    line trusts. Addresses out of the project's own files are held against these like any other.
    """
    name = connection.config.name
    found = _target(connection, linter.project, overrides, environ)
    if isinstance(found, LiveFault) and found.rule == "live/not-supported":
        return Plan(connection, linter, None, not_supported(name, found))
    if isinstance(found, LiveFault):
        step = StepName.HOST if found.rule == "live/default-token-url" else StepName.REFERENCE
        return Plan(connection, linter, None, refused(name, step, found))
    judged = addresses(found)
    if isinstance(judged, LiveFault):
        return Plan(connection, linter, None, refused(name, StepName.HOST, judged))
    return Plan(connection, linter, found, None)


def _target(
    connection: Connection,
    project: Project,
    overrides: Overrides,
    environ: Mapping[str, str],
) -> Target | LiveFault:
    refusal = _refusal(connection)
    if refusal is not None:
        return refusal
    request = asked(connection, project, overrides)
    if isinstance(request, LiveFault):
        return request
    credentials = _credentials(connection, environ, project.settings.secret_references)
    if isinstance(credentials, LiveFault):
        return credentials
    company = _company(connection)
    if isinstance(company, LiveFault):
        return company
    return Target(
        name=connection.config.name,
        grant=grant(connection),
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        endpoints=request.endpoints,
        paths=request.paths,
        trust=trust_for(connection.connector_key, overrides),
        company_id=company,
        token_url=request.token_url,
        authorization_url=request.authorization_url,
        scope=request.scope,
        authentication=request.authentication,
        expected=_expected(connection, company),
        others=others(connection, overrides),
        hidden=credentials.hidden,
    )


def _refusal(connection: Connection) -> LiveFault | None:
    """Return why a connection cannot be tried at all, None where it can."""
    if connection.existing:
        return fault("live/not-supported", "existing")
    if connection.general and not connection.structured:
        known = connection.config.get(GENERAL, "clientId") is not None
        return None if known and has_api(connection) else fault("live/not-supported")
    if not connection.is_oauth:
        return fault("live/not-supported", "definition" if connection.definition is not None else "")
    if connection.client is not None and connection.client.get("public") is True:
        return fault("live/not-supported", "public")
    return fault("live/not-supported") if connection.client is None else None


def _credentials(
    connection: Connection, environ: Mapping[str, str], custom: tuple[Form, ...]
) -> Credentials | LiveFault:
    """Return client id and secret, resolved; the fault of the first that cannot be.

    With the code flow the client id becomes a part of an address that is shown, so there it must be one.
    """
    client = connection.client
    holder, prefix = (connection.config, (GENERAL,)) if client is None else (client, ())
    found: list[Secret] = []
    for key, blame in _KEYS:
        value = holder.get(*prefix, key)
        if not isinstance(value, str | int):
            return fault("live/not-supported")._replace(blame=Blame.CLIENT)
        secret = _resolved(str(value), holder, environ, custom)
        if isinstance(secret, Unresolved):
            return unresolved(secret, blame)
        found.append(secret)
    client_id, client_secret = found
    reference = parse_reference(f"{holder.get(*prefix, _KEYS[0][0])}", custom)
    if client_id.matches(client_secret) or (reference is not None and names_a_secret(reference)):
        return fault("live/no-client-id", "secret")
    has = has_form(client_id.reveal(), connection.connector_key, written=reference is None)
    if not has and grant(connection) is Grant.AUTHORIZATION_CODE:
        return fault("live/no-client-id")
    return Credentials(client_id.reveal(), client_secret, () if has else (client_id,))


def _resolved(
    value: str, holder: Document, environ: Mapping[str, str], custom: tuple[Form, ...]
) -> Secret | Unresolved:
    """Return what a value stands for: itself, unless lint takes it for a reference."""
    reference = parse_reference(value, custom)
    if reference is not None:
        file = holder.source.file
        return resolve(reference, Path.cwd() if file is None else file.parent, environ)
    if looks_like_reference(value):
        return Unresolved(Reason.FOREIGN)
    try:
        return Secret(value)
    except SecretError:
        return Unresolved(Reason.UNUSABLE, "written here")


def _company(connection: Connection) -> int | LiveFault | None:
    """Return the company's number; None where the connector's API is not asked for one."""
    if not has_api(connection):
        return None
    setting: Setting | None = connection.company_id
    text = str(setting.value).strip() if setting is not None else ""
    return int(text) if text.isascii() and text.isdigit() else fault("live/not-supported", "company")


def _expected(connection: Connection, company_id: int | None) -> Expected:
    """Return what the answers are held against: the company's name, and the hosts that its number hints at."""
    workspace = connection.workspace
    company = workspace.get("company") if workspace is not None else None
    zones = connection.connector.get("companyId", "zones") if connection.connector is not None else None
    hosts = tuple(
        host
        for zone in zones or ()
        if company_id is not None and zone.get("from", 0) <= company_id <= zone.get("to", -1)
        for host in zone.get("webHosts", ())
    )
    return Expected(company=company if isinstance(company, str) else "", web_hosts=hosts)
