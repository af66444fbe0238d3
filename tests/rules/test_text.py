from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import only, project, replacement
from validator.rules import FAMILIES

if TYPE_CHECKING:
    from tests.conftest import Lint

WORKSPACE = "kind: Workspace\nname: Acme\nmetadata: {owner: %s}\n"
CONFIG = """
kind: ConnectorConfig
integration: Procore + Payroll
connection:
%s
  oauthClient: Acme service account
  details: {companyId: 4281379, connectionEnvironment: Production}
"""


def test_what_is_found_while_a_file_is_read_has_pages_alone() -> None:
    checked = {rule.id for rule in FAMILIES["The file"] if rule.check is not None}
    assert checked == {"ambiguous-scalar", "missing-field"}


@pytest.mark.parametrize(
    ("value", "safe"), [("no", False), ("0123", False), ("12:30", True), ("1_000", True)]
)
def test_an_unquoted_value_that_readers_take_differently_is_put_in_quotes(
    value: str, safe: bool, lint: Lint
) -> None:
    found = only(lint(project(WORKSPACE % value)))
    assert (found.rule, found.severity.label, *found.span.start) == ("ambiguous-scalar", "warning", 4, 19)
    assert replacement(found).strip("'\"") == value
    assert found.fix is not None
    assert found.fix.safe is safe


@pytest.mark.parametrize("value", ['"no"', "true", "team", "2026-10-02", "17"])
def test_values_that_all_readers_take_alike_pass(value: str, lint: Lint) -> None:
    assert rules_of(lint(project(WORKSPACE % value))) == []


def test_a_definition_that_nothing_brings_is_missed_at_the_connection(lint: Lint) -> None:
    found = only(lint(project(CONFIG % "")))
    assert (found.rule, *found.span.start) == ("missing-field", 4, 1)
    assert found.help == "add definition: Procore V2 OAuth Client Credentials Auth"


def test_a_base_connection_that_is_not_known_may_bring_the_definition(lint: Lint) -> None:
    assert "missing-field" not in rules_of(lint(project(CONFIG % "  baseConnection: Payroll")))
