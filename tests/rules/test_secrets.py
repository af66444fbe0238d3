from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.conftest import rules_of
from tests.rules.projects import Seen, only, project, replacement, seen

if TYPE_CHECKING:
    from tests.conftest import Lint

CLIENT = """
kind: OAuthClient
name: Acme service account
connector: procore
definition: Procore V2 OAuth Client Credentials Auth
clientSecret: {}
"""
SECRET = "Xk29-fh3Qa_71bZ"
TOKEN = "ghp_a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8"


def test_a_secret_is_found_hidden_and_a_reference_takes_its_place(lint: Lint) -> None:
    found = only(lint(project(CLIENT.format(SECRET))))
    assert (found.rule, found.severity.label, *found.span.start) == ("literal-secret", "error", 6, 15)
    assert SECRET not in f"{found}"
    assert replacement(found) == "${env:PROCORE_CLIENT_SECRET}"
    assert found.fix is not None
    assert not found.fix.safe


def test_a_secret_in_a_comment_is_found_where_it_stands(lint: Lint) -> None:
    found = only(lint(project(f"kind: Workspace\nname: Acme # was {TOKEN} until May\n")))
    assert (found.rule, *found.span.start, found.fix) == ("literal-secret", 3, 18, None)
    assert found.message.startswith("a comment holds")


def test_a_secret_in_a_keys_place_is_found_at_the_key(lint: Lint) -> None:
    report = lint(project(f"kind: Workspace\nname: Acme\nmetadata: {{{TOKEN}: x}}\n"))
    assert seen(report) == [Seen(4, 12, "error", "literal-secret")]
    assert TOKEN not in f"{report}"


@pytest.mark.parametrize(
    "value", ["${env:SECRET}", "${file:/run/secrets/procore}", "${keyring:procore/acme}"]
)
def test_references_pass(value: str, lint: Lint) -> None:
    assert rules_of(lint(project(CLIENT.format(value)))) == []


@pytest.mark.parametrize("value", ["changeme", "<client-secret>", "xxxxxxxx", "YOUR_SECRET_HERE"])
def test_a_placeholder_is_found_and_not_taken_for_a_secret(value: str, lint: Lint) -> None:
    found = only(lint(project(CLIENT.format(value))))
    assert (found.rule, found.help) == ("placeholder-value", "write ${env:PROCORE_CLIENT_SECRET}")


def test_names_and_notes_may_be_called_as_placeholders_are(lint: Lint) -> None:
    assert rules_of(lint(project("kind: Workspace\nname: example\nmetadata: {note: changeme}\n"))) == []
    assert rules_of(lint(project("kind: Workspace\nname: <name>\n"))) == ["placeholder-value"]


@pytest.mark.parametrize(
    "value", ["${PROCORE_SECRET}", "op://vault/procore/secret", "vault:kv/procore#secret"]
)
def test_references_of_other_tools_are_not_known_without_a_setting(value: str, lint: Lint) -> None:
    assert only(lint(project(CLIENT.format(value)))).rule == "unknown-reference"
    settings = "secret-references = ['\\$\\{[A-Z_]+\\}', '(op|vault):.+']\n"
    files = {"config.yaml": project(CLIENT.format(value)), "appxlint.toml": settings}
    assert rules_of(lint(files)) == []
