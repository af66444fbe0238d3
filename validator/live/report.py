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
    Summary,
    limited,
    summarise,
)
from validator.documents.finding import Also, Finding, Place
from validator.documents.kinds import GENERAL
from validator.engine.judged import with_others
from validator.engine.suppress import silence_live
from validator.live.diagnosis import exit_class
from validator.live.results import (
    NO_FURTHER_STEP,
    Blame,
    ExitClass,
    Facts,
    LiveFault,
    LiveResult,
    Outcome,
    Step,
    StepName,
)
from validator.rules.live_ids import LIVE_IDS
from validator.rules.rule import Rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from validator.documents.document import Document
    from validator.engine.judged import Judged
    from validator.engine.lint import Linter
    from validator.live.plan import Plan
    from validator.project.connection import Connection, Setting

_TOKEN = tuple(StepName).index(StepName.TOKEN)
_NOTHING = Problem("", "nothing was tried: there is no config without errors here")
_NOT_ONE = Problem("", "nothing was tried: no config here is one that this run can try")


def joined(
    report: Report, planned: Sequence[Plan], results: Sequence[LiveResult], skipped: Sequence[Judged] = ()
) -> Report:
    """Return the report of lint with what the live check found; that nothing was tried is a problem of the run.

    `skipped` are the configs that were asked for and not tried for their errors, wherever these stand.
    """
    report = with_others(report, (error for each in skipped for error in each.errors))
    most = dict(Counter(each.path for each in report.diagnostics))
    found: list[Diagnostic] = []
    suppressed: list[Diagnostic] = list(report.suppressed)
    ladders: list[Ladder] = []
    for plan, result in zip(planned, results, strict=True):
        new, silenced = silence_live(diagnostics(result, plan.connection, plan.linter), plan.linter)
        most |= dict.fromkeys((each.path for each in new), plan.linter.most_shown)
        found += new
        ladders.append(_placed(ladder(result), plan.connection, outcome_of(result, new)))
        suppressed += silenced
    everything = (*report.counted, *found)
    whole = report._replace(
        diagnostics=everything,
        suppressed=tuple(suppressed),
        omitted=(),
        summary=_summary(report, everything, len(suppressed)),
        problems=report.problems or _problems(ladders),
        live=(*ladders, *(_skipped(each.connection.config) for each in skipped)),
    )
    return limited(whole, most)


def _summary(report: Report, everything: Sequence[Diagnostic], suppressed: int) -> Summary:
    counted = report.summary
    return summarise(
        everything,
        suppressed=suppressed,
        files=counted.files,
        documents=counted.documents,
        rules=counted.rules,
    )


def _problems(ladders: Sequence[Ladder]) -> tuple[Problem, ...]:
    """Return why a run has tried nothing, none where it has."""
    if not ladders:
        return (_NOTHING,)
    return (_NOT_ONE,) if all(each.outcome == "untried" for each in ladders) else ()


def verdict(report: Report, fail_on: Severity | None, *, require_all: bool = False) -> ExitClass:
    """Return what a joined report means for the exit code: what counts in it, at the level at which it is shown.

    What could not be checked comes before what was found, and is so at any level. With `require_all` what is not for
    the live check to try counts as that.
    """
    kinds = {exit_class(each.rule) for each in report.counted if each.rule in LIVE_IDS}
    if report.problems or ExitClass.UNCHECKED in kinds or (require_all and ExitClass.UNTRIED in kinds):
        return ExitClass.UNCHECKED
    counted = (each.severity for each in report.counted if not _is_untried(each.rule))
    return (
        ExitClass.FINDING
        if fail_on is not None and any(each >= fail_on for each in counted)
        else ExitClass.NOTE
    )


def _is_untried(rule: str) -> bool:
    return rule in LIVE_IDS and exit_class(rule) is ExitClass.UNTRIED


def outcome_of(result: LiveResult, counted: Sequence[Diagnostic]) -> str:
    """Return in one word what came of a config; `counted` are its findings that no comment or setting silences."""
    if result.interrupted:
        return "interrupted"
    kinds = {exit_class(each.rule) for each in counted}
    if ExitClass.UNCHECKED in kinds:
        return "unchecked"
    if result.ready:
        return "ready"
    if any(each.severity is Severity.ERROR and not _is_untried(each.rule) for each in counted):
        return "failed"
    tried = any(each.outcome is not Outcome.SKIPPED for each in result.steps[_TOKEN:])
    return "passed" if tried and ExitClass.UNTRIED not in kinds else "untried"


def diagnostics(result: LiveResult, connection: Connection, linter: Linter) -> list[Diagnostic]:
    """Return the faults of one config as diagnostics, each with its cause and its next step."""
    return [
        linter.diagnostic(_rule(found), _finding(found, connection), connection.config)
        for found in result.faults
    ]


def _skipped(config: Document) -> Ladder:
    return Ladder(config.name, (), {}, (), config.path, f"{config.get('connector') or ''}", outcome="skipped")


def ladder(result: LiveResult) -> Ladder:
    """Return the steps and facts of one config as plain values; what is not known is left out.

    Steps that do not exist for it are, too, and all of them where it was not begun with.
    """
    facts = {key: value for key, value in result.facts._asdict().items() if value is not None}
    begun = any(each.outcome is not Outcome.SKIPPED for each in result.steps)
    steps = [each for each in result.steps if begun and each.detail != NO_FURTHER_STEP]
    return Ladder(result.name, tuple(map(_step, steps)), facts, tuple(_learned(result.facts)))


def _placed(found: Ladder, connection: Connection, outcome: str) -> Ladder:
    environment = connection.environment.name if connection.environment is not None else ""
    return found._replace(
        path=connection.config.path,
        connector=connection.config.get("connector") or "",
        environment=environment,
        outcome=outcome,
    )


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
