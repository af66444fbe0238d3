"""Documents whose whole shape is another one get one finding, at the place that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.rules.projects import config, project
from validator.schema.mistaken import of_its_shape  # noqa: F401 - what this module is about

if TYPE_CHECKING:
    from tests.conftest import Lint


def test_a_kind_that_the_fields_contradict_is_one_fault(lint: Lint) -> None:
    report = lint(project(config()).replace("kind: ConnectorConfig", "kind: OAuthClient", 1))
    (found,) = report.diagnostics
    assert (found.rule, found.route, found.help) == ("unknown-kind", ("kind",), "write ConnectorConfig")
    assert found.fix is not None
    assert not found.fix.safe


def test_one_field_of_another_kind_is_an_unknown_field(lint: Lint) -> None:
    report = lint("apiVersion: appxlint/v1\nkind: Workspace\nname: Acme\nunattended: true\n")
    assert [each.rule for each in report.diagnostics] == ["unknown-field"]


def test_fields_below_a_key_as_kubernetes_has_them_are_one_fault(lint: Lint) -> None:
    text = "apiVersion: appxlint/v1\nkind: Workspace\nmetadata: {name: Acme}\nspec:\n  type: standard\n  region: us\n"
    (found,) = lint(text).diagnostics
    assert (found.rule, found.span.start.line) == ("unknown-field", 4)
