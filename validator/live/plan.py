"""From an effective connection to what the live check needs: addresses, credentials, and where each thing stands."""

from __future__ import annotations

from validator.documents.kinds import CONFIG, GENERAL
from validator.live.asking import asked, grant, has_api, others
from validator.live.credentials import Credentials, asks_a_keyring, credentials_of, told
from validator.live.diagnosis import fault
from validator.live.overrides import Overrides, trust_for
from validator.live.results import LiveFault, LiveResult, StepName
from validator.live.secret import Secret
from validator.live.steps import foreseen, not_supported, refused
from validator.live.target import Expected, Target, addresses
from validator.values import NamedTuple

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from validator.diagnostics import Diagnostic, Tell
    from validator.documents.document import Document
    from validator.engine.judged import Judged
    from validator.engine.lint import Linter
    from validator.engine.run import Outcome
    from validator.live.asking import Asked
    from validator.project.connection import Connection, Setting
    from validator.project.project import Project


_NONE = Credentials("", Secret("none"), ())
"""What stands in for credentials in a dry run that has none."""


class Wishes(NamedTuple):
    """What a run leaves out: configs other than those of these names or connectors, and all after the token.

    With `companies` those that the token sees are listed, and nothing else is asked. A `dry` run sends nothing.
    """

    only: frozenset[str] = frozenset()
    token_only: bool = False
    companies: bool = False
    dry: bool = False


class Plan(NamedTuple):
    """One config to try, or the result that it has without anything being sent."""

    connection: Connection
    linter: Linter
    target: Target | None
    result: LiveResult | None


def plans(
    found: Iterable[Judged],
    overrides: Mapping[str, Overrides],
    environ: Mapping[str, str],
    wishes: Wishes = Wishes(),  # noqa: B008 - it never changes
    tell: Tell | None = None,
) -> list[Plan]:
    """Return the plans for all configs that are asked for and have no errors, in their order.

    `overrides` are those of each connector, by its key. `tell` hears of every keyring that is asked, which may take
    until a person has unlocked it.
    """
    fit = [each for each in found if _is_wanted(each.connection.config, wishes) and is_fit(each, wishes)]
    planned: list[Plan] = []
    for at, each in enumerate(fit):
        connection, linter = each.connection, each.outcome.linter
        if tell is not None and asks_a_keyring(connection, linter.project.settings.secret_references):
            tell("asking the keyring", at, len(fit))
        own = overrides.get(connection.config.get("connector"), Overrides())
        planned.append(plan(connection, linter, own, environ, wishes))
    return planned


def _is_wanted(config: Document, wishes: Wishes) -> bool:
    return not wishes.only or bool({config.name, config.get("connector")} & wishes.only)


def connectors(outcomes: Iterable[Outcome]) -> frozenset[str]:
    """Return the keys of the connectors that the configs asked for are about, those with errors included."""
    keys = (document.get("connector") for document in requested(outcomes))
    return frozenset(key for key in keys if isinstance(key, str))


def requested(outcomes: Iterable[Outcome]) -> Iterator[Document]:
    """Yield the configs that are asked for, those with errors included."""
    for outcome in outcomes:
        for document in outcome.loaded.project.of_kind(CONFIG):
            if document.path in outcome.loaded.requested:
                yield document


def left_out(found: Iterable[Judged], wishes: Wishes) -> list[Judged]:
    """Return the configs that are asked for and not planned, for they have errors."""
    return [each for each in found if _is_wanted(each.connection.config, wishes) and not is_fit(each, wishes)]


def is_fit(judged: Judged, wishes: Wishes) -> bool:
    """Whether nothing is wrong with a config; its company's number does not count where nobody is asked about it."""
    if not (wishes.token_only or wishes.companies):
        return judged.sound
    errors = (each for each in judged.errors if not _about_company(each, judged.connection))
    return not judged.broken and not any(errors)


def _about_company(error: Diagnostic, connection: Connection) -> bool:
    """Whether an error is about the number of a config's company, or that it lacks nothing but this."""
    config = connection.config
    if (error.path, error.document) != (config.path, config.title):
        return False
    known = connection.connector.get("companyId", "keys") if connection.connector is not None else None
    keys = frozenset(known or ())
    if error.route and error.route[-1] in keys:
        return True
    required = {each.key for each in connection.attributes if each.required}
    lacking = {key for key in required if key not in connection.details}
    return error.rule == "missing-detail" and bool(lacking) and lacking <= keys


def in_order(planned: Sequence[Plan], tried: Iterable[LiveResult]) -> tuple[LiveResult, ...]:
    """Return the results of all plans in order: those that needed nothing sent, and those of the targets tried."""
    left = iter(tried)
    return tuple(each.result if each.result is not None else next(left) for each in planned)


def plan(
    connection: Connection,
    linter: Linter,
    overrides: Overrides,
    environ: Mapping[str, str],
    wishes: Wishes = Wishes(),  # noqa: B008 - it never changes
) -> Plan:
    """Return the plan for a config that has no errors; references of its client are resolved here.

    A secret goes to the hosts that the shipped catalogue lists for this very connector and to those that the command
    line trusts. Addresses out of the project's own files are held against these like any other.
    """
    name, speaks = connection.config.name, has_api(connection)
    request = _request(connection, linter.project, overrides, wishes)
    if isinstance(request, LiveFault):
        unfit = request.rule in {"live/not-supported", "live/not-clear"}
        result = (
            not_supported(name, request) if unfit else refused(name, StepName.HOST, request, has_api=speaks)
        )
        return Plan(connection, linter, None, result)
    custom = linter.project.settings.secret_references
    found = credentials_of(connection, environ, custom)
    missing = () if isinstance(found, Credentials) else found
    if missing and not wishes.dry:
        return Plan(connection, linter, None, refused(name, StepName.REFERENCE, *missing, has_api=speaks))
    credentials = found if isinstance(found, Credentials) else _NONE
    target = _target(connection, request, credentials, overrides, wishes)
    judged = addresses(target)
    if isinstance(judged, LiveFault):
        return Plan(connection, linter, None, refused(name, StepName.HOST, judged, has_api=speaks))
    keys = told(connection, custom, missing)
    return Plan(connection, linter, target, foreseen(target, judged, keys, missing) if wishes.dry else None)


class _Request(NamedTuple):
    """What is to be asked, and about which company, if any."""

    asked: Asked
    company: int | None


def _request(
    connection: Connection, project: Project, overrides: Overrides, wishes: Wishes
) -> _Request | LiveFault:
    refusal = _refusal(connection)
    if refusal is not None:
        return refusal
    request = asked(connection, project, overrides)
    if isinstance(request, LiveFault):
        return request
    company = None if wishes.token_only else _company(connection)
    if not isinstance(company, LiveFault):
        return _Request(request, company)
    return _Request(request, None) if wishes.companies else company


def _target(
    connection: Connection, request: _Request, credentials: Credentials, overrides: Overrides, wishes: Wishes
) -> Target:
    return Target(
        name=connection.config.name,
        grant=grant(connection),
        client_id=credentials.client_id,
        client_secret=credentials.client_secret,
        endpoints=request.asked.endpoints,
        paths=request.asked.paths,
        trust=trust_for(connection.connector_key, overrides),
        company_id=request.company,
        token_url=request.asked.token_url,
        authorization_url=request.asked.authorization_url,
        scope=request.asked.scope,
        authentication=request.asked.authentication,
        expected=_expected(connection, request.company),
        others=others(connection, overrides),
        hidden=credentials.hidden,
        token_only=wishes.token_only,
        lists_companies=wishes.companies,
        client_name=connection.client.name if connection.client is not None else "",
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
    client = connection.client
    if client is None or any(client.get(key) is None for key in ("clientId", "clientSecret")):
        return fault("live/not-clear", "keys") if client is not None else fault("live/not-supported")
    return None


def _company(connection: Connection) -> int | LiveFault | None:
    """Return the company's number; None where the connector's API is not asked for one."""
    if not has_api(connection):
        return None
    setting: Setting | None = connection.company_id
    text = str(setting.value).strip() if setting is not None else ""
    return int(text) if text.isascii() and text.isdigit() else fault("live/not-clear", "company")


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
