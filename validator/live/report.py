"""Live results join the report of lint: faults become diagnostics at the place to blame, ladders plain values."""

from __future__ import annotations

from collections import Counter

from validator.diagnostics import (
    Basis,
    Diagnostic,
    Ladder,
    LadderStep,
    Part,
    Problem,
    Report,
    Severity,
    limited,
    summarise,
)
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import GENERAL
from validator.engine.suppress import silence_live
from validator.live.diagnosis import exit_class
from validator.live.results import Blame, ExitClass, Facts, LiveFault, LiveResult, Step
from validator.rules.live_ids import LIVE_IDS
from validator.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.engine.lint import Linter
    from validator.live.plan import Plan
    from validator.project.connection import Connection, Setting

_NOTHING = Problem("", "nothing was tried: there is no config without errors here")


def joined(report: Report, planned: Sequence[Plan], results: Sequence[LiveResult]) -> Report:
    """Return the report of lint with what the live check found; that nothing was tried is a problem of the run."""
    most = dict(Counter(each.path for each in report.diagnostics))
    found: list[Diagnostic] = []
    suppressed: list[Diagnostic] = list(report.suppressed)
    for plan, result in zip(planned, results, strict=True):
        new, silenced = silence_live(diagnostics(result, plan.connection, plan.linter), plan.linter)
        most |= dict.fromkeys((each.path for each in new), plan.linter.most_shown)
        found += new
        suppressed += silenced
    everything = (*report.counted, *found)
    counted = report.summary
    summary = summarise(
        everything,
        suppressed=len(suppressed),
        files=counted.files,
        documents=counted.documents,
        rules=counted.rules,
    )
    problems = report.problems if results or report.problems else (_NOTHING,)
    whole = report._replace(
        diagnostics=everything,
        suppressed=tuple(suppressed),
        omitted=(),
        summary=summary,
        problems=problems,
    )
    return limited(whole._replace(live=tuple(map(ladder, results))), most)


def verdict(report: Report, fail_on: Severity | None) -> ExitClass:
    """Return what a joined report means for the exit code: what counts in it, at the level at which it is shown.

    What could not be checked comes before what was found, and is so at any level.
    """
    live = [each.rule for each in report.counted if each.rule in LIVE_IDS]
    unchecked = {rule for rule in live if exit_class(rule) is ExitClass.UNCHECKED}
    if report.problems or unchecked:
        return ExitClass.UNCHECKED
    failed = fail_on is not None and any(each.severity >= fail_on for each in report.counted)
    return ExitClass.FINDING if failed else ExitClass.NOTE


def diagnostics(result: LiveResult, connection: Connection, linter: Linter) -> list[Diagnostic]:
    """Return the faults of one config as diagnostics, each with its cause and its next step."""
    return [
        linter.diagnostic(_rule(found), _finding(found, connection), connection.config)
        for found in result.faults
    ]


def ladder(result: LiveResult) -> Ladder:
    """Return the steps and facts of one config as plain values; what is not known is left out."""
    facts = {key: value for key, value in result.facts._asdict().items() if value is not None}
    return Ladder(result.name, tuple(map(_step, result.steps)), facts, tuple(_learned(result.facts)))


def _step(step: Step) -> LadderStep:
    return LadderStep(step.name.value, step.outcome.value, step.detail, step.seconds)


def _learned(facts: Facts) -> Iterator[str]:
    if facts.lifetime is not None:
        yield f"token valid for {facts.lifetime} s"
    if facts.token_revoked is not None:
        yield "token revoked" if facts.token_revoked else "the token could not be revoked and ends by itself"
    if facts.refresh_token_revoked is not None:
        stays = "the refresh token could not be revoked and may stay valid until the app is removed"
        yield "refresh token revoked" if facts.refresh_token_revoked else stays
    if facts.caller is not None:
        yield f"acts as {facts.caller}"
    if facts.company is not None:
        state = {True: " (active)", False: " (inactive)", None: ""}[facts.company_active]
        yield f"company {facts.company}{state}"
    if facts.company_expected is False:
        yield "its name is not the one in the config"
    if facts.zone is not None:
        yield f"region {facts.zone}"
    if facts.projects is not None:
        yield f"{facts.projects} permitted {'project' if facts.projects == 1 else 'projects'}"
    if facts.rate_limit_left is not None:
        limit = f" of {facts.rate_limit}" if facts.rate_limit is not None else ""
        yield f"{facts.rate_limit_left}{limit} requests left"


def _rule(found: LiveFault) -> Rule:
    return Rule(found.rule, found.severity, Basis.DOCUMENTED, frozenset(), "docs/live.md")


def _finding(found: LiveFault, connection: Connection) -> Finding:
    place = _place(found.blame, connection)
    help_text = found.next_step
    if found.request_id:
        help_text += f" (the server calls this request {found.request_id})"
    user = Also(_own(connection, "oauthClient"), "used by this connection")
    return Finding(found.cause, place, help_text, also=() if place.document is connection.config else (user,))


def _place(blame: Blame, connection: Connection) -> Place:
    """Return the part of a config, or of its client, that a fault points at."""
    if blame in {Blame.CLIENT, Blame.SECRET}:
        return _of_client(connection, "clientId" if blame is Blame.CLIENT else "clientSecret")
    settings: dict[Blame, Setting | None] = {
        Blame.COMPANY_ID: connection.company_id,
        Blame.ENVIRONMENT: connection.environment_at,
        Blame.DEFINITION: connection.definition_name,
    }
    setting = settings.get(blame)
    if setting is not None and setting.document is connection.config:
        return Place(connection.config, setting.route)
    if setting is not None:
        return _own(connection, "baseConnection")
    if blame is Blame.APPLICATION and connection.config.get("application") is not None:
        return Place(connection.config, ("application",), Part.KEY)
    workspace = connection.workspace
    if blame is Blame.WORKSPACE and workspace is not None:
        return Place(workspace.document, (*workspace.route, "company"))
    return Place(connection.config, ("connector",)) if blame is Blame.CONNECTOR else _method(connection)


def _of_client(connection: Connection, key: str) -> Place:
    if connection.client is None and connection.config.get(GENERAL, key) is not None:
        return Place(connection.config, (GENERAL, key))
    if (
        connection.client is not None
        and not connection.client.shipped
        and connection.client.get(key) is not None
    ):
        return Place(connection.client, (key,))
    return _own(connection, "oauthClient")


def _own(connection: Connection, key: str) -> Place:
    """Return a field of the connection, or the base connection that brings it."""
    for each in (key, "baseConnection"):
        if connection.config.get("connection", each) is not None:
            return Place(connection.config, ("connection", each))
    return _method(connection)


def _method(connection: Connection) -> Place:
    return Place(connection.config, ("connection",) if connection.structured else (GENERAL,), Part.KEY)
