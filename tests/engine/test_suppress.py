from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.support.clock import TODAY

if TYPE_CHECKING:
    from tests.conftest import Lint
    from validator import Report

HEAD = "apiVersion: appxlint/v1\nkind: Workspace\n"
CLIENT = """apiVersion: appxlint/v1
kind: OAuthClient
name: Acme
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
credentials: production
clientId: ${env:ACME_ID}
tokenUrl: https://login.procore.com/oauth/token
clientSecret: Xk29-fh3Qa_71bZ"""


def silenced(report: Report) -> list[tuple[str, str, str]]:
    return [
        (each.rule, each.suppression.kind, each.suppression.reason)
        for each in report.suppressed
        if each.suppression
    ]


@pytest.mark.parametrize(
    "text",
    [
        f"{HEAD}name: a\nregion: eu # appxlint: ignore[invalid-value] settled later\n",
        f"{HEAD}name: a\n# appxlint: ignore[invalid-value] settled later\nregion: eu\n",
        f"# appxlint: ignore-file[invalid-value] settled later\n{HEAD}name: a\nregion: eu\n",
        f"{HEAD}name: a\nregion: eu # appxlint: ignore[invalid-value] settled later until=2026-11-23\n",
    ],
    ids=["at the line", "above it", "for the file", "on its last day"],
)
def test_a_comment_silences_a_finding_which_is_still_reported_apart(text: str, lint: Lint) -> None:
    report = lint(text, as_of=TODAY)
    assert rules_of(report) == []
    assert silenced(report) == [("invalid-value", "comment", "settled later")]
    assert (report.summary.errors, report.summary.suppressed) == (0, 1)


def test_a_comment_silences_its_own_rule_and_line_alone(lint: Lint) -> None:
    report = lint(f"{HEAD}name: a\nregion: eu # appxlint: ignore[invalid-value]\ntype: odd\nflavour: 1\n")
    assert rules_of(report) == ["invalid-value", "unknown-field"]
    assert len(report.suppressed) == 1


def test_a_comment_of_a_file_covers_all_its_documents(lint: Lint) -> None:
    text = (
        f"# appxlint: ignore-file[invalid-value]\n{HEAD}name: a\nregion: eu\n---\n{HEAD}name: b\nregion: eu\n"
    )
    report = lint(text)
    assert rules_of(report) == []
    assert len(report.suppressed) == 2


@pytest.mark.parametrize(
    ("comment", "words"),
    [
        ("# appxlint: ignore[invalid-value] nothing is wrong", "ignores nothing"),
        ("# appxlint: ignore[invalid-vlaue] a slip", 'did you mean "invalid-value"?'),
        ("# appxlint: ignore[no-such-rule-at-all] a slip", "does not exist"),
        ("# appxlint: ignore[invalid-value] done until=2026-11-22", "has ended on 2026-11-22"),
        ("# appxlint: ignore", "names no rule"),
        ("# appxlint: off", "none that appxlint knows"),
    ],
)
def test_a_comment_that_silences_nothing_is_a_warning_at_the_comment(
    comment: str, words: str, lint: Lint
) -> None:
    report = lint(f"{HEAD}name: a\nregion: us {comment}\n", as_of=TODAY)
    (found,) = report.diagnostics
    assert (found.rule, found.severity.label, (*found.span.start,)) == (
        "unused-suppression",
        "warning",
        (4, 12),
    )
    assert words in found.message
    assert found.span.end.column == 12 + len(comment)


def test_a_rule_that_does_not_run_leaves_its_comments_alone(lint: Lint) -> None:
    text = f"{HEAD}name: a\nregion: eu # appxlint: ignore[invalid-value] settled later\n"
    assert rules_of(lint(text, ignore=["invalid-value"])) == []
    assert rules_of(lint(text, select=["unknown-field", "unused-suppression"])) == []
    assert (
        rules_of(lint(f"{text}type: custom # appxlint: ignore[wrong-type]\n", ignore=["unused-suppression"]))
        == []
    )


def test_one_comment_may_be_used_for_one_rule_and_not_for_another(lint: Lint) -> None:
    report = lint(f"{HEAD}name: a\nregion: eu # appxlint: ignore[invalid-value, wrong-type] later\n")
    assert [each.message for each in report.diagnostics] == ["this suppression of wrong-type ignores nothing"]


def test_a_secret_rule_is_silenced_with_a_reason_only(lint: Lint) -> None:
    user = (
        "\n---\napiVersion: appxlint/v1\nkind: ConnectorConfig\nname: a\nconnector: procore\nintegration: Ledger\n"
        "workspace: {name: A}\napplication: {source: custom, name: A, access: service-account, installed: true}\n"
        "connection:\n  definition: Procore V2 OAuth Client Credentials Auth\n  oauthClient: Acme\n"
        "  details: {companyId: 4281379, connectionEnvironment: Production}\n"
    )
    without = lint(f"{CLIENT} # appxlint: ignore[literal-secret]{user}")
    assert rules_of(without) == ["literal-secret", "unused-suppression"]
    assert "only with a reason" in without.diagnostics[1].message
    reasoned = lint(f"{CLIENT} # appxlint: ignore[literal-secret] the key of a public demo{user}")
    assert rules_of(reasoned) == []
    assert silenced(reasoned) == [("literal-secret", "comment", "the key of a public demo")]


@pytest.mark.parametrize(
    ("pattern", "silent"),
    [("old/*.yaml", True), ("old/**", True), ("**/a.yaml", True), ("a.yaml", False), ("new/*", False)],
)
def test_settings_silence_a_rule_in_some_files(pattern: str, silent: bool, lint: Lint) -> None:
    settings = f'[per-file-ignores]\n"{pattern}" = ["invalid-value"]\n'
    report = lint({"appxlint.toml": settings, "old/a.yaml": f"{HEAD}name: a\nregion: eu\n"})
    assert (rules_of(report) == []) is silent
    assert silenced(report) == [("invalid-value", "settings", "")] * silent


def test_a_name_with_white_space_on_the_screen_can_stand_wherever_it_is_written(lint: Lint) -> None:
    written = 'Acme : Procore " # appxlint: ignore[invisible-character] the screen has it'
    config = (
        "apiVersion: appxlint/v1\nkind: ConnectorConfig\nname: acme\nconnector: ledger\n"
        f'workspace: "{written}\nconnection: {{existing: true, name: Acme}}\n'
    )
    connector = "---\napiVersion: appxlint/v1\nkind: Connector\nkey: ledger\nname: Ledger\n"
    report = lint(f'{HEAD}name: "{written}\n---\n{config}{connector}')
    assert rules_of(report) == []
    assert [rule for rule, _, _ in silenced(report)] == ["invisible-character", "invisible-character"]


def test_settings_give_a_reason_for_a_secret_rule(lint: Lint) -> None:
    file = f"{HEAD}name: a\nmetadata: {{clientSecret: Xk29-fh3Qa_71bZ}}\n"
    reasoned = '[per-file-ignores]\n"*" = {literal-secret = "a test bench"}\n'
    report = lint({"appxlint.toml": reasoned, "a.yaml": file})
    assert silenced(report) == [("literal-secret", "settings", "a test bench")]


def test_a_finding_in_a_broken_document_can_be_silenced_too(lint: Lint) -> None:
    report = lint(f"# appxlint: ignore-file[yaml-syntax] a template, filled in later\n{HEAD}name: [\n")
    assert rules_of(report) == []
    assert silenced(report) == [("yaml-syntax", "comment", "a template, filled in later")]
