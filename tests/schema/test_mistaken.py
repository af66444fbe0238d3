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


def test_details_that_lost_their_indentation_are_one_fault(lint: Lint) -> None:
    head, details, tail = CONFIG.read_text("utf-8").partition("  details:\n")
    text = head + details + tail.replace("    ", "  ")
    (found,) = lint({"config.yaml": text, "client.yaml": CLIENT.read_text("utf-8")}).diagnostics
    assert (found.rule, found.route) == ("unknown-field", ("connection", "companyId"))


def test_a_part_of_the_word_is_the_whole_one_and_not_safe_to_write(lint: Lint) -> None:
    text = CONFIG.read_text("utf-8").replace("oauthClient:", "client:")
    (found,) = lint({"config.yaml": text, "client.yaml": CLIENT.read_text("utf-8")}).diagnostics
    assert found.message == 'connection has no field "client"; did you mean "oauthClient"?'
    assert found.fix is not None
    assert not found.fix.safe


def test_a_public_client_with_keys_is_one_fault_at_public(lint: Lint) -> None:
    text = CLIENT.read_text("utf-8").replace("clientId:", "public: true\nclientId:")
    (found,) = lint({"config.yaml": CONFIG.read_text("utf-8"), "client.yaml": text}).diagnostics
    assert (found.rule, found.route) == ("exclusive-fields", ("public",))
    assert [each.message for each in found.related] == ["of its own", "of its own"]


def test_a_name_behind_a_tag_is_no_secret_written_out(lint: Lint) -> None:
    text = CLIENT.read_text("utf-8").replace("clientSecret: ", "clientSecret: !Ref ProcoreSecret #")
    report = lint({"config.yaml": CONFIG.read_text("utf-8"), "client.yaml": text})
    assert "literal-secret" not in {each.rule for each in report.diagnostics}
    assert "unsupported-tag" in {each.rule for each in report.diagnostics}
    secret = text.replace("ProcoreSecret", "Xk29-fh3Qa_71bZ9")
    report = lint({"client.yaml": secret})
    assert "literal-secret" in {each.rule for each in report.diagnostics}
