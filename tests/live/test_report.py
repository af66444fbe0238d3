from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

import pytest

from tests.conftest import write_project
from validator.diagnostics import Diagnostic, Position, Problem, Report, Request, Severity, Span
from validator.engine.judged import Judged
from validator.engine.run import check_projects
from validator.live.diagnosis import fault
from validator.live.plan import Plan, plans
from validator.live.report import joined, ladder, outcome_of, verdict
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
from validator.live.steps import interrupted, not_supported, refused

from .planning import CLIENT, CONFIG, GENERAL, asked_for

if TYPE_CHECKING:
    from pathlib import Path

INVALID = fault("live/invalid-client", host="HOST", environment="Production")
UNREACHABLE = fault("live/unreachable", host="HOST")
UNRESOLVED = fault("live/unresolved-reference", "env-unset", name="THE_SECRET")
CLOCK = fault("live/clock-skew", seconds=400, direction="behind")
NO_PROJECTS = fault("live/no-permitted-projects")

CHOSEN = CONFIG.replace(
    "  definition: Procore V2 OAuth Client Credentials Auth\n  oauthClient: Acme service account\n",
    "  baseConnection: Ledger production\n",
).replace(", connectionEnvironment: Production", "")
BASE = """\
---
apiVersion: appxlint/v1
kind: BaseConnectionRules
integration: Acme + Ledger
connector: procore
complete: true
baseConnections:
  - name: Ledger production
    enabled: true
    definition: Procore V2 OAuth Client Credentials Auth
    sets: {oauthClient: Acme service account, details: {connectionEnvironment: Production}}
"""


TRIED = tuple(Step(each, Outcome.PASSED) for each in (StepName.REFERENCE, StepName.HOST, StepName.TOKEN))


class Linted(NamedTuple):
    """The report of lint on one config, and the plan for it."""

    report: Report
    plan: Plan

    def told(self, *faults: LiveFault) -> Report:
        return joined(self.report, [self.plan], [LiveResult("acme", TRIED, faults)])


class Linting(Protocol):
    """Lints a project that has one file."""

    def __call__(self, text: str, settings: str = ...) -> Linted: ...


@pytest.fixture
def linted(project: Path) -> Linting:
    def linted(text: str, settings: str = "") -> Linted:
        write_project(project, {"config.yaml": text, "appxlint.toml": settings})
        report, outcomes = check_projects(Request((".",)))
        (plan,) = plans(asked_for(outcomes), {}, {"THE_ID": "id", "THE_SECRET": "secret"})
        return Linted(report, plan)

    return linted


def pointed_at(report: Report) -> list[str]:
    """Return the text that each live finding points at."""
    return [
        each.excerpt.text[each.span.start.column - 1 : each.span.end.column - 1]
        for each in report.diagnostics
        if each.rule.startswith("live/") and each.excerpt is not None
    ]


@pytest.mark.parametrize(
    ("blame", "place"),
    [
        (Blame.CLIENT, "${env:THE_ID}"),
        (Blame.SECRET, "${env:THE_SECRET}"),
        (Blame.COMPANY_ID, "4281379"),
        (Blame.ENVIRONMENT, "Production"),
        (Blame.DEFINITION, "Procore V2 OAuth Client Credentials Auth"),
        (
            Blame.APPLICATION,
            "application",
        ),
        (Blame.CONNECTOR, "procore"),
        (Blame.CONNECTION, "connection"),
    ],
)
def test_a_fault_stands_at_the_part_that_is_to_blame(linted: Linting, blame: Blame, place: str) -> None:
    assert pointed_at(linted(CONFIG + CLIENT).told(INVALID._replace(blame=blame))) == [place]


@pytest.mark.parametrize("blame", [Blame.ENVIRONMENT, Blame.DEFINITION])
def test_what_a_base_connection_brings_is_pointed_at_where_it_is_chosen(
    linted: Linting, blame: Blame
) -> None:
    told = linted(CHOSEN + CLIENT + BASE).told(INVALID._replace(blame=blame))
    assert pointed_at(told) == ["Ledger production"]


def test_a_config_without_an_application_falls_back_to_its_connection(linted: Linting) -> None:
    bare = "".join(line for line in CONFIG.splitlines(keepends=True) if not line.startswith("application"))
    told = linted(bare + CLIENT).told(INVALID._replace(blame=Blame.APPLICATION))
    assert pointed_at(told) == ["connection"]


@pytest.mark.parametrize(
    ("blame", "place"),
    [
        (Blame.CLIENT, '"${env:THE_ID}"'),
        (Blame.SECRET, '"${env:THE_SECRET}"'),
        (Blame.COMPANY_ID, "4281379"),
    ],
)
def test_general_configuration_holds_its_own_keys(linted: Linting, blame: Blame, place: str) -> None:
    assert pointed_at(linted(GENERAL).told(INVALID._replace(blame=blame))) == [place]


def test_a_fault_of_a_client_says_which_connection_uses_it(linted: Linting) -> None:
    (found,) = linted(CONFIG + CLIENT).told(INVALID).diagnostics
    assert (found.document, found.severity) == ("OAuthClient Acme service account", Severity.ERROR)
    assert [each.message for each in found.related] == ["used by this connection"]
    (own,) = linted(CONFIG + CLIENT).told(UNREACHABLE).diagnostics
    assert own.related == ()


def test_the_servers_number_of_the_request_goes_with_the_help(linted: Linting) -> None:
    (found,) = linted(CONFIG + CLIENT).told(INVALID._replace(request_id="1f-2e")).diagnostics
    assert found.help == f"{INVALID.next_step} (the server calls this request 1f-2e)"
    (plain,) = linted(CONFIG + CLIENT).told(INVALID).diagnostics
    assert plain.help == INVALID.next_step


def test_live_findings_stand_among_those_of_lint_and_are_counted(linted: Linting) -> None:
    there = linted(CONFIG.replace("4281379", "112233") + CLIENT)
    told = there.told(NO_PROJECTS, INVALID)
    assert [each.rule for each in told.diagnostics] == [
        *("live/no-permitted-projects", "company-id-example", "live/invalid-client")
    ]
    assert (told.summary.errors, told.summary.warnings) == (1, there.report.summary.warnings + 1)
    assert told.summary.rules == there.report.summary.rules
    assert told.problems == ()


def test_that_nothing_was_tried_is_a_problem_unless_there_is_one(linted: Linting) -> None:
    report = linted(CONFIG + CLIENT).report
    (problem,) = joined(report, [], []).problems
    assert problem.message.startswith("nothing was tried")
    other = Problem("gone.yaml", "there is no such file")
    assert joined(report._replace(problems=(other,)), [], []).problems == (other,)


@pytest.mark.parametrize(
    ("faults", "fail_on", "kind"),
    [
        ([], Severity.INFO, ExitClass.NOTE),
        ([CLOCK], Severity.WARNING, ExitClass.NOTE),
        ([CLOCK], Severity.INFO, ExitClass.FINDING),
        ([NO_PROJECTS], Severity.ERROR, ExitClass.NOTE),
        ([NO_PROJECTS], Severity.WARNING, ExitClass.FINDING),
        ([INVALID], Severity.ERROR, ExitClass.FINDING),
        ([INVALID], None, ExitClass.NOTE),
        ([UNREACHABLE], None, ExitClass.UNCHECKED),
        ([INVALID, UNREACHABLE], Severity.ERROR, ExitClass.UNCHECKED),
        ([fault("live/not-clear")], Severity.ERROR, ExitClass.UNCHECKED),
    ],
)
def test_the_faults_decide_on_the_exit(
    linted: Linting, faults: list[LiveFault], fail_on: Severity | None, kind: ExitClass
) -> None:
    there = linted(CONFIG + CLIENT)
    assert verdict(there.told(*faults), fail_on) is kind


def two(there: Linted) -> Report:
    untried = LiveResult("other", (), (fault("live/needs-a-person"),))
    return joined(there.report, [there.plan, there.plan], [LiveResult("acme", TRIED, ()), untried])


def test_what_cannot_be_tried_fails_a_run_only_if_all_is_required(linted: Linting) -> None:
    told = two(linted(CONFIG + CLIENT))
    assert told.problems == ()
    assert verdict(told, Severity.WARNING) is ExitClass.NOTE
    assert verdict(told, Severity.WARNING, require_all=True) is ExitClass.UNCHECKED


def test_a_run_in_which_everything_is_silenced_that_kept_it_from_trying_is_not_green(linted: Linting) -> None:
    there = linted(CONFIG + CLIENT, 'ignore = ["live/unresolved-reference"]\n')
    told = joined(there.report, [there.plan], [refused("acme", StepName.REFERENCE, UNRESOLVED)])
    assert told.diagnostics == ()
    assert "no config here is one that this run can try" in told.problems[0].message


def test_a_run_in_which_nothing_can_be_tried_is_not_green(linted: Linting) -> None:
    there = linted(CONFIG + CLIENT)
    told = joined(there.report, [there.plan], [not_supported("acme", fault("live/not-supported"))])
    assert "no config here is one that this run can try" in told.problems[0].message
    assert verdict(told, Severity.ERROR) is ExitClass.UNCHECKED


def test_what_lint_found_counts_as_it_does_without_a_live_check(linted: Linting) -> None:
    there = linted(CONFIG.replace("4281379", "112233") + CLIENT)
    assert verdict(there.told(), Severity.WARNING) is ExitClass.FINDING
    assert verdict(there.told(), Severity.ERROR) is ExitClass.NOTE
    assert verdict(there.told(), None) is ExitClass.NOTE


def test_a_problem_of_the_run_comes_before_every_finding(linted: Linting) -> None:
    broken = linted(CONFIG + CLIENT).told(INVALID)._replace(problems=(Problem("", "x"),))
    assert verdict(broken, Severity.ERROR) is ExitClass.UNCHECKED


@pytest.mark.parametrize(
    ("settings", "found", "level", "kind"),
    [
        ('[severity]\n"live/no-permitted-projects" = "error"', NO_PROJECTS, "error", ExitClass.FINDING),
        ('[severity]\n"live/invalid-client" = "warning"', INVALID, "warning", ExitClass.NOTE),
        ('[severity]\n"live/unreachable" = "info"', UNREACHABLE, "info", ExitClass.UNCHECKED),
        ('[severity]\n"live/clock-skew" = "error"', CLOCK, "error", ExitClass.FINDING),
        ('ignore = ["live/invalid-client"]', INVALID, "", ExitClass.NOTE),
        ('ignore = ["live/unreachable"]', UNREACHABLE, "", ExitClass.NOTE),
        (
            '[per-file-ignores]\n"config.yaml" = {"live/invalid-client" = "known"}',
            INVALID,
            "",
            ExitClass.NOTE,
        ),
    ],
)
def test_the_exit_agrees_with_the_level_that_is_shown_whatever_the_settings_say(
    linted: Linting, settings: str, found: LiveFault, level: str, kind: ExitClass
) -> None:
    told = linted(CONFIG + CLIENT, settings).told(found)
    assert [each.severity.label for each in told.diagnostics] == ([level] if level else [])
    assert len(told.suppressed) == told.summary.suppressed == (0 if level else 1)
    assert verdict(told, Severity.ERROR) is kind


def test_a_comment_silences_a_live_finding_of_its_line(linted: Linting) -> None:
    comment = "clientId: ${env:THE_ID}  # appxlint: ignore[live/invalid-client] the keys come on Monday"
    there = linted(CONFIG + CLIENT.replace("clientId: ${env:THE_ID}", comment))
    assert there.report.diagnostics == ()
    told = there.told(INVALID)
    assert (told.diagnostics, told.suppressed[0].rule) == ((), "live/invalid-client")
    assert verdict(told, Severity.INFO) is ExitClass.NOTE


def test_another_company_is_told_at_the_workspaces_company(linted: Linting) -> None:
    assert pointed_at(linted(CONFIG + CLIENT).told(fault("live/other-company"))) == ["Acme Builders"]


@pytest.mark.parametrize(
    ("found", "token", "outcome"),
    [
        ((), Outcome.PASSED, "passed"),
        ((NO_PROJECTS,), Outcome.PASSED, "passed"),
        ((INVALID,), Outcome.FAILED, "failed"),
        ((UNREACHABLE,), Outcome.FAILED, "unchecked"),
        ((fault("live/not-supported"),), Outcome.SKIPPED, "untried"),
        ((), Outcome.SKIPPED, "untried"),
    ],
)
def test_each_config_has_its_outcome_with_file_connector_and_environment(
    linted: Linting, found: tuple[LiveFault, ...], token: Outcome, outcome: str
) -> None:
    there = linted(CONFIG + CLIENT)
    steps = tuple(Step(each, token if each is StepName.TOKEN else Outcome.SKIPPED) for each in StepName)
    (told,) = joined(there.report, [there.plan], [LiveResult("acme", steps, found)]).live
    assert told[4:] == ("config.yaml", "procore", "Production", outcome)


def test_a_step_that_does_not_exist_for_the_connector_is_left_out() -> None:
    steps = (
        Step(StepName.TOKEN, Outcome.PASSED),
        Step(StepName.COMPANIES, Outcome.SKIPPED, NO_FURTHER_STEP),
        Step(StepName.ACCESS, Outcome.SKIPPED, "left out by --token-only"),
    )
    assert [each.name for each in ladder(LiveResult("acme", steps, ())).steps] == ["token", "access"]


def test_a_config_that_was_not_begun_with_has_no_steps() -> None:
    refusal = not_supported("acme", fault("live/not-supported"))
    assert [ladder(each).steps for each in (interrupted("acme"), refusal)] == [(), ()]


def test_what_a_dry_run_could_have_tried_is_ready() -> None:
    steps = (Step(StepName.REFERENCE, Outcome.PASSED),)
    assert outcome_of(LiveResult("acme", steps, (), ready=True), ()) == "ready"
    assert outcome_of(LiveResult("acme", steps, ()), ()) == "untried"


def left_out(plan: Plan, *errors: Diagnostic) -> Judged:
    outcome: Any = None
    return Judged(plan.connection, outcome, errors)


def test_a_config_that_was_left_out_for_its_errors_is_told_as_well(linted: Linting) -> None:
    there = linted(CONFIG + CLIENT)
    whole = joined(there.report, [there.plan], [interrupted("acme")], [left_out(there.plan)])
    tried, left = whole.live
    assert (tried.outcome, left.outcome) == ("interrupted", "skipped")
    assert (left.name, left.path, left.connector, left.steps) == ("acme", "config.yaml", "procore", ())
    assert whole.summary.errors == there.report.summary.errors


def test_what_keeps_a_config_from_being_tried_is_told_wherever_it_stands(linted: Linting) -> None:
    there = linted(CONFIG + CLIENT)
    error = Diagnostic(
        "client.yaml", Span(Position(3, 1), Position(3, 2)), Severity.ERROR, "unknown-field", "no"
    )
    for report in (there.report, there.report._replace(diagnostics=(*there.report.diagnostics, error))):
        whole = joined(report, [], [], [left_out(there.plan, error)])
        assert [each for each in whole.diagnostics if each.path == "client.yaml"] == [error]
        assert whole.summary.errors == 1


def test_a_ladder_is_plain_and_leaves_out_what_is_not_known() -> None:
    steps = (Step(StepName.TOKEN, Outcome.PASSED, "valid", 0.25), Step(StepName.ACCESS, Outcome.SKIPPED))
    found = ladder(LiveResult("acme", steps, (), Facts(lifetime=5400, projects=0, token_revoked=False)))
    assert found.name == "acme"
    assert [tuple(each) for each in found.steps] == [
        ("token", "passed", "valid", 0.25),
        ("access", "skipped", "", 0.0),
    ]
    assert found.facts == {"lifetime": 5400, "projects": 0, "token_revoked": False}
    assert ladder(LiveResult("acme", (), ())).learned == ()


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        (Facts(lifetime=5400), "token valid for 5400 s"),
        (Facts(token_revoked=True), "token revoked"),
        (Facts(token_revoked=False), "the token could not be revoked and ends by itself"),
        (Facts(refresh_token_revoked=True), "refresh token revoked"),
        (
            Facts(refresh_token_revoked=False),
            "the refresh token could not be revoked and may stay valid until the app is removed",
        ),
        (Facts(caller="Ledger Sync"), "acts as Ledger Sync"),
        (Facts(company="Acme"), "company Acme"),
        (Facts(company="Acme", company_active=True), "company Acme (active)"),
        (Facts(company="Acme", company_active=False), "company Acme (inactive)"),
        (Facts(company_expected=False), "its name is not the one in the config"),
        (Facts(zone="us02"), "region us02"),
        (Facts(projects=0), "0 permitted projects"),
        (Facts(projects=1), "1 permitted project"),
        (Facts(rate_limit_left=24), "24 requests left"),
        (Facts(rate_limit=25, rate_limit_left=24), "24 of 25 requests left"),
    ],
)
def test_what_was_learned_is_said_in_few_words(facts: Facts, words: str) -> None:
    assert ladder(LiveResult("acme", (), (), facts)).learned == (words,)


@pytest.mark.parametrize(
    "facts",
    [
        Facts(clock_skew=3),
        Facts(web_host="us02.procore.com"),
        Facts(company_expected=True),
        Facts(rate_limit=25),
    ],
)
def test_what_says_nothing_to_people_is_left_out_of_the_words(facts: Facts) -> None:
    found = ladder(LiveResult("acme", (), (), facts))
    assert (found.learned, len(found.facts)) == ((), 1)
