"""Documents whose whole shape is another one get one finding, at the place that is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.support.samples import SAMPLES

if TYPE_CHECKING:
    from tests.conftest import Lint


CONFIG = SAMPLES / "valid/custom-app-client-credentials/configs/procore-production.yaml"
CLIENT = SAMPLES / "valid/custom-app-client-credentials/clients/procore.yaml"


def test_a_kind_that_the_fields_contradict_is_one_fault(lint: Lint) -> None:
    text = CONFIG.read_text("utf-8").replace("kind: ConnectorConfig", "kind: OAuthClient")
    (found,) = lint({"config.yaml": text, "client.yaml": CLIENT.read_text("utf-8")}).diagnostics
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
